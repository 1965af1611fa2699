"""Draw what a corpus holds: when it was published, whom it credits, what its pages are made of."""

import textwrap
from datetime import datetime, timedelta

import pandas as pd
import plotly.graph_objects as go

from .. import stamps
from .look import PARTS, REST, colours, finish, plain

NOBODY = "credits nobody else"
LABEL_WIDTH = 48  # characters of a label's line


def published(articles: pd.DataFrame) -> go.Figure:
    """Draw when each article was published, as wide as the date is vague; undated ones apart.

    One mark is one article (`overview.articles`). In the lane of undated articles an arrow
    begins at `not_before` and stays open; a dotted line says that the text bounds nothing.
    """
    dated = articles[articles["published_start"].notna()]
    undated = articles[articles["published_start"].isna()]
    first, last = _frame(dated, undated)
    figure = go.Figure()
    for outlet, colour in colours(articles["outlet"].fillna("outlet unknown")).items():
        own = dated[dated["outlet"].fillna("outlet unknown") == outlet]
        if len(own):
            figure.add_trace(_dots(own, outlet, colour))
            figure.add_traces(
                [_span(row, outlet, colour) for row in own.itertuples() if _is_wide(row)]
            )
        without = undated[undated["outlet"].fillna("outlet unknown") == outlet]
        figure.add_traces([_open(row, colour, first, last) for row in without.itertuples()])
    named = sorted(dated["outlet"].fillna("outlet unknown").unique(), reverse=True)
    unnamed = undated["label"].sort_values(ascending=False)
    lanes = [*map(_lane, unnamed), *map(plain, named)]
    figure.update_yaxes(categoryorder="array", categoryarray=lanes, range=[-0.6, len(lanes) - 0.4])
    figure.update_xaxes(range=[first, last], hoverformat="%d %b %Y %H:%M")
    figure.update_layout(showlegend=False)
    return finish(figure, _when(articles, dated, undated), "published", "", max(len(lanes), 2))


def _lane(label: str) -> str:
    return f"<i>{plain(label)}</i>"


def _frame(dated: pd.DataFrame, undated: pd.DataFrame) -> tuple[datetime, datetime]:
    """Bound the axis: all that is known, and room on either side."""
    bounds = [stamps.interval(day)[0] for day in undated["not_before"].dropna()]
    known = [*dated["published_start"], *dated["published_end"], *(b for b in bounds if b)]
    first, last = (
        (min(known), max(known)) if known else (datetime(2000, 1, 1), datetime(2001, 1, 1))
    )
    room = max((last - first) * 0.06, timedelta(days=3))
    return first - room, last + room


def _is_wide(row: object) -> bool:
    return row.published_end - row.published_start > timedelta(days=1)


def _dots(rows: pd.DataFrame, outlet: str, colour: str) -> go.Scatter:
    middle = rows["published_start"] + (rows["published_end"] - rows["published_start"]) / 2
    return go.Scatter(
        x=middle,
        y=[plain(outlet)] * len(rows),
        mode="markers",
        marker={
            "size": 14,
            "color": colour,
            "symbol": "diamond",
            "line": {"width": 1, "color": "white"},
        },
        text=[f"{plain(r.label)}<br>{_read_from(r.published_basis)}" for r in rows.itertuples()],
        hovertemplate="%{text}<extra></extra>",
    )


def _read_from(basis: object) -> str:
    return f"read from \u201c{plain(basis)}\u201d" if pd.notna(basis) else ""


def _span(row: object, outlet: str, colour: str) -> go.Scatter:
    """Draw a date that is vaguer than a day as wide as it is."""
    ends = [row.published_start, row.published_end]
    return go.Scatter(
        x=ends,
        y=[plain(outlet)] * 2,
        mode="lines",
        line={"width": 6, "color": colour},
        hoverinfo="skip",
    )


def _open(row: object, colour: str, first: datetime, last: datetime) -> go.Scatter:
    begin = stamps.interval(row.not_before)[0] if pd.notna(row.not_before) else None
    words = f"on or after {stamps.say(row.not_before)}" if begin else "the text bounds it nowhere"
    words += f"; it states {plain(row.published)}" if pd.notna(row.published) else ""
    is_late = bool(begin) and begin - first > (last - first) * 0.55
    start = "line-ns-open" if begin else "circle-open"
    return go.Scatter(
        x=[begin or first, last - (last - first) * 0.02],
        y=[_lane(row.label)] * 2,
        mode="lines+markers+text",
        line={"width": 3, "color": colour, "dash": "solid" if begin else "dot"},
        marker={"size": [12, 14], "symbol": [start, "triangle-right"], "color": colour},
        text=["", words] if is_late else [words, ""],
        textposition="top left" if is_late else "top right",
        hovertext=f"{plain(row.label)}: {words}<br>{_read_from(row.not_before_basis)}",
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _when(articles: pd.DataFrame, dated: pd.DataFrame, undated: pd.DataFrame) -> str:
    n = len(articles)
    if dated.empty:
        return f"None of {n} articles states a full date"
    first = stamps.say(dated.loc[dated["published_start"].idxmin(), "published"])
    last = stamps.say(dated.loc[dated["published_end"].idxmax(), "published"])
    period = f"in {first}" if first == last else f"from {first} to {last}"
    told = f"{len(dated)} of {n} articles state their date, {period}"
    bounded = undated["not_before"].dropna()
    if undated.empty:
        return told
    if len(undated) == 1 and len(bounded) == 1:
        return f"{told}; one can only be put on or after {stamps.say(bounded.iloc[0])}"
    return f"{told}; {len(undated)} do not, of which {len(bounded)} mention a day as past"


def credits(rows: pd.DataFrame) -> go.Figure:
    """Draw which outlet credits which other house, and how.

    Rows as `overview.credits` gives them; one bar is one outlet, way and house, as long as
    the articles behind it are many. Grey bars count articles that credit nobody.
    """
    table = rows.assign(outlet=rows["outlet"].fillna("outlet unknown"))
    table["credit"] = (table["how"] + " " + table["house"]).fillna(NOBODY)
    counts = table.groupby(["outlet", "credit"], as_index=False)["article_id"].nunique()
    named = counts[counts["credit"] != NOBODY]
    ordered = pd.concat(
        [named.sort_values("article_id", kind="stable"), counts[counts["credit"] == NOBODY]]
    )
    of_outlet = colours(table["outlet"])
    figure = go.Figure(
        go.Bar(
            x=ordered["article_id"],
            y=[_pair(r) for r in ordered.itertuples()],
            orientation="h",
            width=0.6,
            marker={
                "color": [
                    REST if r.credit == NOBODY else of_outlet[r.outlet]
                    for r in ordered.itertuples()
                ]
            },
            text=ordered["article_id"],
            textposition="outside",
            hovertemplate="%{y}: %{x} articles<extra></extra>",
        )
    )
    most = max(counts["article_id"], default=1)
    figure.update_xaxes(rangemode="tozero", dtick=1 if most < 10 else None, tickformat="d")
    figure.update_yaxes(
        categoryorder="array", categoryarray=[_pair(r) for r in _grey_first(ordered)]
    )
    return finish(figure, _leaning(table, named), "articles", "", max(len(ordered), 2))


def _grey_first(ordered: pd.DataFrame) -> list[object]:
    """List the bars from the foot of the figure up: nobody's below, the longest on top."""
    return sorted(ordered.itertuples(), key=lambda row: row.credit != NOBODY)


def _pair(row: object) -> str:
    return "<br>".join(textwrap.wrap(plain(f"{row.outlet} {row.credit}"), LABEL_WIDTH))


def _leaning(table: pd.DataFrame, named: pd.DataFrame) -> str:
    n, crediting = (t["article_id"].nunique() for t in (table, table.dropna(subset="house")))
    if not crediting:
        return f"None of {n} articles credits another house than its outlet"
    top = named.sort_values("article_id", ascending=False, kind="stable").head(3)
    pairs = ", ".join(f"{row.outlet} {row.credit}" for row in top.itertuples())
    return f"{crediting} of {n} articles credit another house than their outlet: {pairs}"


def parts(counts: pd.DataFrame) -> go.Figure:
    """Draw how many words of each page are article, how many furniture (`overview.parts`)."""
    figure = go.Figure()
    for part, colour in PARTS.items():
        own = counts[counts["part"] == part]
        figure.add_trace(
            go.Bar(
                name=part,
                x=own["n_words"],
                y=own["label"].map(plain),
                orientation="h",
                marker={"color": colour, "pattern": {"shape": "/" if part == "furniture" else ""}},
                customdata=own["share_words"],
                hovertemplate="%{y}<br>"
                + part
                + ": %{x} words, %{customdata:.1%} of the page<extra></extra>",
            )
        )
    labels = list(dict.fromkeys(counts["label"].map(plain)))
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_yaxes(categoryorder="array", categoryarray=labels[::-1])
    return finish(figure, _furniture(counts), "words", "", len(labels))


def _furniture(counts: pd.DataFrame) -> str:
    if counts.empty:
        return "No articles, no parts"
    pages = counts["label"].nunique()
    own = counts[counts["part"] == "furniture"]
    whole = counts["n_words"].sum()
    if own.empty:
        return f"{pages} pages hold {whole:,} words and no furniture"
    worst = own.loc[own["share_words"].idxmax()]
    return (
        f"{len(own)} of {pages} pages carry furniture, {own['n_words'].sum() / whole:.1%} of all "
        f"words; most in {worst['label']}: {worst['share_words']:.0%} of the page"
    )


def paragraphs(rows: pd.DataFrame) -> go.Figure:
    """Draw each page from its first word to its last; one mark is one paragraph.

    Rows as `overview.paragraphs` gives them; `customdata` is their index, as panels need it.
    """
    figure = go.Figure()
    for part, colour in PARTS.items():
        own = rows[rows["part"] == part]
        figure.add_trace(
            go.Bar(
                name=part,
                x=own["n_words"].tolist(),
                base=own["n_before"].tolist(),
                y=own["label"].map(plain).tolist(),
                orientation="h",
                customdata=own.index.tolist(),
                marker={"color": colour, "line": {"color": "white", "width": 1}},
                hovertemplate="%{y}<br>" + part + ", %{x} words; click to read<extra></extra>",
            )
        )
    labels = list(dict.fromkeys(rows["label"].map(plain)))
    figure.update_layout(barmode="overlay", legend_traceorder="normal")
    end = (rows["n_before"] + rows["n_words"]).max() if len(rows) else 1
    figure.update_xaxes(range=[0, end * 1.02])  # a panel narrows the rows, not the frame
    figure.update_yaxes(categoryorder="array", categoryarray=labels[::-1])
    figure.update_yaxes(range=[-0.6, len(labels) - 0.4])
    return finish(
        figure, "Each page from its first word to its last", "words into the page", "", len(labels)
    )
