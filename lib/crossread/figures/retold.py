"""Draw which events the articles retell, which they leave out, and which they date differently."""

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure, gather
from .look import GRID, INK, colours, grouped, plain

MOST_EVENTS = 30  # rows of the table
MOST_ARTICLES = 40  # columns; beyond it, outlets are
LABEL = 58  # characters of an event's name
MOST_DATES, MOST_DEEP = 200, 4  # of all events; beyond, those that agree on a date
NEEDED = ["event_id", "label", "n_articles", "n_roots", "earliest", "outlet"]


def retold(told: pd.DataFrame, articles: pd.DataFrame) -> go.Figure:
    """Draw which article tells of which event, those that most articles tell of first.

    Rows as `chronology.told` gives them, `articles` as `overview.articles`. A square is an
    article that tells of the event, a dot one that leaves it out. Behind the name stands the
    number of articles, and of independent tellings where it is smaller. Events that one article
    alone tells of are counted, not drawn, unless there are no others. Beyond `MOST_ARTICLES`
    the columns are outlets, and a disc's area counts the dates that each tells.
    """
    has_event = told["event_id"].notna()
    rows = told.loc[has_event, NEEDED]
    rows = rows.assign(outlet=grouped(rows["outlet"]))
    shared = rows[rows["n_articles"] > 1]
    kept = shared if len(shared) else rows
    order = ["n_articles", "n_roots", "earliest", "event_id"]
    every = gather(kept.sort_values("earliest", kind="stable"), "event_id")
    every = every.sort_values(order, ascending=[False, False, True, True], kind="stable")
    events = every.head(MOST_EVENTS)
    columns = _columns(articles, rows)
    by = "outlet" if len(articles) > MOST_ARTICLES else "article"
    figure = Figure(_gaps(events, columns))
    is_shown = has_event & told["event_id"].isin(events["event_id"])
    outlets = rows["outlet"].reindex(told.index)
    cells = gather(
        told.assign(outlet=outlets), "outlet", "event_id", by, where=is_shown, is_sorted=False
    )
    shades = colours(rows["outlet"])
    figure.add_traces([_cells(own, by, shades[outlet]) for outlet, own in cells.groupby("outlet")])
    figure.update_xaxes(
        side="top",
        tickangle=-35,
        tickvals=[plain(c) for c in columns],
        ticktext=[panes.short(c, 26) for c in columns],
        categoryorder="array",
        categoryarray=[plain(c) for c in columns],
        range=[-0.5, len(columns) - 0.5],
        showgrid=False,
        title_text="",
    )
    keys = events["event_id"].tolist()[::-1]
    figure.update_yaxes(
        tickvals=keys,
        ticktext=[_name(row) for row in events.itertuples()][::-1],
        categoryorder="array",
        categoryarray=keys,
        range=[-0.6, len(keys) - 0.4],
        gridcolor=GRID,
    )
    figure.update_layout(showlegend=False)
    note = "Square: tells of it. Dot: leaves it out. Bold: articles (independent tellings)."
    note += panes.more(len(every) - len(events), "event")
    figure = panes.head(figure, _most(rows, events, len(articles)), note, 110 + 27 * len(keys))
    return figure.update_layout(margin_t=figure.layout.margin.t + (90 if columns else 0))


def _columns(articles: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Name the articles in order of publication, the undated last; or the outlets."""
    if len(articles) > MOST_ARTICLES:
        return rows["outlet"].value_counts().index.tolist()
    return articles.sort_values(["published_start", "label"], kind="stable")["label"].tolist()


def _gaps(events: pd.DataFrame, columns: list[str]) -> go.Scatter:
    """Put a dot in every cell; squares hide those of articles that tell of the event."""
    cells = [(column, key) for key in events["event_id"] for column in columns]
    return go.Scatter(
        x=[plain(x) for x, _ in cells],
        y=[y for _, y in cells],
        mode="markers",
        marker={"color": "#b8b8b4", "size": 4},
        hoverinfo="skip",  # it would hide the squares from the mouse
    )


def _cells(marks: pd.DataFrame, by: str, colour: str) -> go.Scatter:
    is_one = by == "article"
    sizes = [17 if is_one else 7 + min(2 * n**0.5, 16) for n in marks["n"]]
    return go.Scatter(
        x=marks[by].map(plain).tolist(),
        y=marks["event_id"].tolist(),
        mode="markers",
        customdata=marks["behind"],
        hovertext=panes.hover(marks),
        hovertemplate="%{hovertext}<extra></extra>",
        meta={} if is_one else {"sizes": [7, 2, 16]},
        marker={
            "symbol": "square" if is_one else "circle",
            "color": colour,
            "size": sizes,
            "opacity": 1,
        },
    )


def _name(event: object) -> str:
    roots = f" ({int(event.n_roots)})" if event.n_roots < event.n_articles else ""
    return f"{panes.short(event.label, LABEL)}  <b>{int(event.n_articles)}</b>{roots}"


def _most(rows: pd.DataFrame, events: pd.DataFrame, n_articles: int) -> str:
    if rows.empty:
        return "No event is told"
    n = rows["event_id"].nunique()
    top = events.iloc[0]
    lone = int((rows.drop_duplicates("event_id")["n_articles"] == 1).sum())
    if lone == n:
        return f"No event is told by more than one of {panes.count(n_articles, 'article')}"
    roots = panes.count(int(top["n_roots"]), "independent telling")
    told = f"{int(top['n_articles'])} of {n_articles:,} articles tell of one event, in {roots}"
    return f"{told}; {lone:,} of {panes.count(n, 'event')} stand in one article alone"


def conflicts(told: pd.DataFrame) -> go.Figure:
    """Draw the events whose dates disagree, one lane each, with the words of every date.

    Rows as `chronology.told` gives them.
    """
    own = told[told["is_conflicting"].fillna(False).astype("bool")]
    rows = own.assign(outlet=grouped(told["outlet"])[own.index], **panes.bounds(own))
    rows = rows[rows["first"].notna()]
    rows = rows.sort_values(["first", "published_start", "article_id"], kind="stable")
    events = rows.drop_duplicates("event_id").head(MOST_EVENTS)
    rows = rows[rows["event_id"].isin(events["event_id"])]
    rows = rows.assign(y=rows.groupby(["event_id", "first"]).cumcount())
    n_told = len(rows)
    if n_told > MOST_DATES:
        rows = rows[rows["y"] < MOST_DEEP].groupby("event_id").head(MOST_DATES // len(events))
    tops, figure = _lanes(rows, events), Figure()
    for key, own in rows.groupby("event_id", sort=False):
        figure.add_trace(_tie(own, tops[key]))
    for outlet, colour in colours(rows["outlet"]).items():
        own = rows[rows["outlet"] == outlet]
        figure.add_trace(_dates(own, own["event_id"].map(tops) - own["y"], outlet, colour))
    height = (max(tops.values(), default=0) + 1.5) * 46
    figure.update_yaxes(
        tickvals=list(tops.values()),
        ticktext=[panes.lane(e.label) for e in events.itertuples()],
        range=[-1, max(tops.values(), default=0) + 0.8],
        showgrid=False,
    )
    figure.update_xaxes(title_text="date told, on the clock that the text states", **_frame(rows))
    figure.update_layout(showlegend=False)
    n = told.loc[told["event_id"].notna(), "event_id"].nunique()
    n_tied = own.loc[own["event_id"].notna(), "event_id"].nunique()
    title = f"The dates of {n_tied:,} of {panes.count(n, 'event')} disagree"
    note = f"Each date in the words of its article.{panes.more(n_tied - len(events), 'event')}"
    note += panes.more(n_told - len(rows), "date")
    return panes.head(figure, title, note, height)


def _lanes(rows: pd.DataFrame, events: pd.DataFrame) -> dict[str, float]:
    """Give each event as many rows as its fullest date has tellings."""
    depth = rows.groupby("event_id")["y"].max()
    tops, top = {}, 0.0
    for key in events["event_id"][::-1]:
        top += float(depth[key])
        tops[key] = top
        top += 1.6
    return tops


def _tie(rows: pd.DataFrame, y: float) -> go.Scatter:
    ends = panes.isos(rows["first"] + (rows["last"] - rows["first"]) / 2)
    return go.Scatter(
        x=[ends[0], ends[-1]],
        y=[y, y],
        mode="lines",
        hoverinfo="skip",
        line={"color": INK, "width": 1.5, "dash": "dot"},
    )


def _dates(rows: pd.DataFrame, y: pd.Series, outlet: str, colour: str) -> go.Scatter:
    middle = rows["first"] + (rows["last"] - rows["first"]) / 2
    return go.Scatter(
        x=panes.isos(middle),
        y=y.tolist(),
        mode="markers+text",
        name=plain(outlet),
        text=[
            f"\u201c{panes.short(r.words, 34)}\u201d<br>{panes.short(r.article, 34)}"
            for r in rows.itertuples()
        ],
        textposition="bottom center",
        textfont={"size": 12},
        customdata=rows.index.tolist(),
        hovertext=panes.hover(rows),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        marker={
            "color": colour,
            "symbol": "diamond",
            "size": 13,
            "line": {"width": 1, "color": "white"},
        },
    )


def _frame(rows: pd.DataFrame) -> dict[str, object]:
    """Bound the axis with room for the words at both ends, and tick whole days."""
    if rows.empty:
        return {"visible": False}
    room = max((rows["last"].max() - rows["first"].min()) * 0.35, panes.DAY / 2)
    ends = rows["first"].min() - room, rows["last"].max() + room
    frame: dict[str, object] = {
        "range": [panes.iso(end) for end in ends],
        "tickformat": "%-d %b %Y",
    }
    return frame | ({"dtick": 86_400_000} if ends[1] - ends[0] < 12 * panes.DAY else {"nticks": 9})
