"""Draw how many dates fall on each day, week or month of event time, silence as zero."""

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure, gather
from .look import colours, grouped, plain

BINS = {"day": 1, "week": 7, "month": 31}  # days
MOST_BARS = 150  # of an outlet


def density(told: pd.DataFrame, by: str = "month") -> go.Figure:
    """Count the dates told of each day, week or month in the period that most are told of.

    Rows as `chronology.told` gives them; a bar stacks the outlets, and what nobody tells of is a
    gap at zero. Dates vaguer than a bar, before or after the period, or unknown are not spread
    over it: the title counts them.

    Raises
    ------
    ValueError
        `by` is none of day, week, month.
    """
    if by not in BINS:
        raise ValueError(f"by={by!r}: use one of {', '.join(BINS)}")
    days = BINS[by]
    rows = told[["outlet"]].assign(outlet=grouped(told["outlet"]), **panes.bounds(told))
    laid = panes.split(rows[["first", "last"]])
    main = laid[panes.widest(laid)]
    is_exact = (rows["last"] - rows["first"]) < days * panes.DAY
    inside = rows["first"].between(main.first, main.last) & is_exact
    starts = _starts(rows["first"], by)
    span = panes.step(starts[inside], MOST_BARS)
    rows = rows.assign(start=panes.binned(starts.where(inside), MOST_BARS))
    marks = gather(rows, "outlet", "start")
    figure = Figure()
    for outlet, colour in colours(rows["outlet"]).items():
        own = marks[marks["outlet"] == outlet]
        figure.add_trace(_bars(own, outlet, colour, by, span))
    figure.update_layout(barmode="stack", bargap=0.04)
    figure.update_xaxes(
        range=[panes.iso(main.first), panes.iso(main.last)],
        title_text="time of the events, as told",
        type="date",
        hoverformat="%-d %b %Y",
        tickangle=0,
        nticks=9,
    )
    each = by if span is None else "bar"
    figure.update_yaxes(
        title_text=f"dates told of each {each}", rangemode="tozero", tickformat=",d"
    )
    title = _peak(starts[inside], len(rows), by)
    has_legend = rows["outlet"].nunique() > 1
    figure.update_layout(showlegend=has_legend)
    note = _left_out(rows, inside, is_exact)
    note += f" A bar counts {panes.count(span.days, 'day')}." if span else ""
    return panes.head(figure, title, note, 260, legend=has_legend)


def _starts(moments: pd.Series, by: str) -> pd.Series:
    """Begin bars at the first of a month, at a Monday, at midnight."""
    day = moments.dt.normalize()
    back = {"day": day.dt.day * 0, "week": day.dt.day_of_week, "month": day.dt.day - 1}[by]
    return day - pd.to_timedelta(back, unit="D")


def _bars(
    marks: pd.DataFrame, outlet: str, colour: str, by: str, span: pd.Timedelta | None
) -> go.Bar:
    ends = _starts(marks["start"] + BINS[by] * panes.DAY, by)
    ends = ends if span is None else marks["start"] + span
    whole = by if span is None else f"{span.days} days from the {by}"
    return go.Bar(
        x=panes.isos(marks["start"]),
        y=marks["n"].tolist(),
        width=((ends - marks["start"]) / pd.Timedelta(milliseconds=1)).tolist(),
        offset=0,
        name=plain(outlet),
        customdata=marks["behind"],
        meta={"counts": "y"},
        marker={"color": colour, "line": {"width": 0.5, "color": "white"}},
        hovertemplate=f"%{{y}} told of the {whole} of %{{x}}<extra>{plain(outlet)}</extra>",
    )


def _peak(starts: pd.Series, n_told: int, by: str) -> str:
    if starts.empty:
        return f"No date is told as exactly as the {by}" if n_told else "No dates are told"
    counts = starts.value_counts().sort_index(kind="stable")
    when, n = counts.idxmax(), int(counts.max())
    freq = {"day": "D", "week": "W", "month": "M"}[by]
    silent = len(pd.period_range(counts.index[0], counts.index[-1], freq=freq)) - len(counts)
    said = f"{when:%B %Y}" if by == "month" else f"{when:%-d %B %Y}"
    said = f"the week of {said}" if by == "week" else said
    told = f"{said[0].upper()}{said[1:]} is told of most often, {n:,} times"
    return f"{told}; of {panes.count(silent, by)} between the first and the last, nothing is told"


def _left_out(rows: pd.DataFrame, inside: pd.Series, is_exact: pd.Series) -> str:
    unknown = int(rows["first"].isna().sum())
    vague = int((rows["first"].notna() & ~is_exact).sum())
    outside = len(rows) - int(inside.sum()) - unknown - vague
    return (
        f"Not drawn: {vague:,} told more vaguely than a bar, {outside:,} from before or after, "
        f"{unknown:,} without a date."
    )
