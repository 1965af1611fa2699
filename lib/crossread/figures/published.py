"""Draw when articles were published, and what is not known of it."""

from datetime import datetime, timedelta
from itertools import chain

import pandas as pd
import plotly.graph_objects as go

from .. import stamps
from . import panes
from .gathering import Figure, gather
from .look import behind, colours, finish, grouped, plain

MOST_UNDATED = 12  # that have a lane each
MOST_MARKS = 80  # in one lane


def published(articles: pd.DataFrame) -> go.Figure:
    """Draw when each article was published, as wide as the date is vague; undated ones apart.

    Rows as `overview.articles` gives them; one mark is the articles of an outlet of one day or
    minute. In the lane of an undated article an arrow begins at `not_before` and stays open; a
    dotted line says that the text bounds nothing. Beyond `MOST_UNDATED` the undated articles
    of an outlet share a lane, and only where they begin is drawn.
    """
    table, receipts = _read_where(articles.assign(outlet=grouped(articles["outlet"])))
    dated = table[table["published_start"].notna()]
    undated = table[table["published_start"].isna()]
    is_many = len(undated) > MOST_UNDATED
    undated = undated.assign(lane=undated["outlet"] + ", undated" if is_many else undated["label"])
    first, last = _frame(dated, undated)
    figure = Figure()
    for outlet, colour in colours(table["outlet"]).items():
        own = dated[dated["outlet"] == outlet]
        if len(own):
            figure.add_trace(_dots(own, outlet, colour))
            wide = own[own["published_end"] - own["published_start"] > timedelta(days=1)]
            wide = wide.drop_duplicates("published").head(MOST_MARKS)
            figure.add_traces([_span(row, outlet, colour) for row in wide.itertuples()])
        without = undated[undated["outlet"] == outlet]
        if is_many and len(without):
            figure.add_trace(_starts(without, colour, first))
        else:
            figure.add_traces([_open(row, colour, first, last) for row in without.itertuples()])
    named = sorted(dated["outlet"].unique(), reverse=True)
    lanes = [*map(_lane, sorted(undated["lane"].unique(), reverse=True)), *map(plain, named)]
    figure.update_yaxes(categoryorder="array", categoryarray=lanes, range=[-0.6, len(lanes) - 0.4])
    figure.update_xaxes(range=[first, last], hoverformat="%d %b %Y %H:%M")
    figure.update_layout(showlegend=False)
    finish(figure, _when(table, dated, undated), "published", "", max(len(lanes), 2))
    return behind(figure, receipts)


def _read_where(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """List the words that dates were read from, and give each article the places of its own.

    `rows` of an article is empty where its date stands outside its text, as in a table's column.
    """
    basis = table["published_basis"].where(
        table["published_start"].notna(), table["not_before_basis"]
    )
    words = basis.fillna("").tolist()
    starts = [
        text.find(each) if each else -1 for text, each in zip(table["text"], words, strict=True)
    ]
    ends = [start + len(each) for start, each in zip(starts, words, strict=True)]
    found = table[["article_id"]].assign(start=starts, end=ends, text=words)
    receipts = found[found["start"] >= 0].reset_index(drop=True)
    places = {key: [row] for row, key in receipts["article_id"].items()}
    rows = pd.Series([places.get(key, []) for key in table["article_id"]], table.index, "object")
    return table.drop(columns="text").assign(rows=rows), receipts


def _lane(label: str) -> str:
    return f"<i>{plain(label)}</i>"


def _frame(dated: pd.DataFrame, undated: pd.DataFrame) -> tuple[datetime, datetime]:
    """Bound the axis: all that is known, and room on either side."""
    bounds = [stamps.interval(day)[0] for day in undated["not_before"].dropna().unique()]
    ends = [dated["published_start"].min(), dated["published_end"].max()] if len(dated) else []
    known = [*ends, *(bound for bound in bounds if bound)]
    first, last = (
        (min(known), max(known)) if known else (datetime(2000, 1, 1), datetime(2001, 1, 1))
    )
    room = max((last - first) * 0.06, timedelta(days=3))
    return first - room, last + room


def _dots(rows: pd.DataFrame, outlet: str, colour: str) -> go.Scatter:
    """Draw one mark for each stated date, larger where several articles share it.

    Where the dates are many, those near each other share one.
    """
    is_many = rows["published"].nunique() > MOST_MARKS
    key = panes.binned(rows["published_start"], MOST_MARKS) if is_many else rows["published"]
    one, when = gather(rows, key, is_sorted=False), "about" if is_many else "of"
    n = one["n"].to_numpy()
    told = [f"{plain(r.label)}<br>{_read_from(r.published_basis)}" for r in one.itertuples()]
    more = [f"<br>and {count - 1:,} more {when} this date" if count > 1 else "" for count in n]
    return go.Scatter(
        x=one["published_start"] + (one["published_end"] - one["published_start"]) / 2,
        y=[plain(outlet)] * len(one),
        mode="markers",
        marker={
            "size": 11 + 3 * n**0.5,
            "color": colour,
            "symbol": "diamond",
            "line": {"width": 1, "color": "white"},
        },
        customdata=_joined(rows, one),
        text=[words + rest for words, rest in zip(told, more, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )


def _joined(rows: pd.DataFrame, marks: pd.DataFrame) -> list[list[int]]:
    """List for each mark the places of its articles' receipts."""
    return [list(chain.from_iterable(rows["rows"].loc[own])) for own in marks["behind"]]


def _starts(rows: pd.DataFrame, colour: str, first: datetime) -> go.Scatter:
    """Draw where many open intervals begin; at the left edge those that the text bounds nowhere."""
    rows = rows.sort_values("not_before", kind="stable") if len(rows) > MOST_MARKS else rows
    bound = rows["not_before"].fillna("")
    key = bound if bound.nunique() <= MOST_MARKS else bound.str[:7]  # of one month
    one = gather(rows, key, is_sorted=False)
    bounds = [None if pd.isna(day) else day for day in one["not_before"]]
    said = [
        f"on or after {stamps.say(day)}" if day else "the text bounds it nowhere" for day in bounds
    ]
    counts = [f"{n:,}" for n in one["n"]]
    begins = [stamps.interval(day)[0] or first for day in bounds]
    return go.Scatter(
        customdata=_joined(rows, one),
        x=begins,
        y=[_lane(lane) for lane in one["lane"]],
        mode="markers",
        marker={"symbol": "triangle-right", "size": 13, "color": colour},
        text=[f"{count} articles, {words}" for count, words in zip(counts, said, strict=True)],
        hovertemplate="%{y}: %{text}<extra></extra>",
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
        y=[_lane(row.lane)] * 2,
        mode="lines+markers+text",
        line={"width": 3, "color": colour, "dash": "solid" if begin else "dot"},
        marker={"size": [12, 14], "symbol": [start, "triangle-right"], "color": colour},
        customdata=[row.rows] * 2,
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
