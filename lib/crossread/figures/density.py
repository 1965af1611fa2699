"""Draw how many dates fall on each day, week or month of event time, silence as zero."""

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .look import colours, grouped, plain

BINS = {"day": (86_400_000, 1), "week": (7 * 86_400_000, 7), "month": ("M1", 31)}  # Plotly's, days


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
    size, days = BINS[by]
    rows = told.assign(outlet=grouped(told["outlet"]), **panes.bounds(told))
    laid = panes.split(rows[["first", "last"]])
    main = laid[panes.widest(laid)]
    is_exact = (rows["last"] - rows["first"]) < days * panes.DAY
    inside = rows["first"].between(main.first, main.last) & is_exact
    figure = go.Figure()
    for outlet, colour in colours(rows["outlet"]).items():
        own = rows[inside & (rows["outlet"] == outlet)]
        figure.add_trace(
            go.Histogram(
                x=panes.isos(own["first"]),
                name=plain(outlet),
                customdata=own.index.tolist(),
                marker={"color": colour, "line": {"width": 0.5, "color": "white"}},
                xbins={"size": size, "start": _start(main.first, by)},
                autobinx=False,
                hovertemplate=f"%{{y}} told of the {by} of %{{x}}<extra>{plain(outlet)}</extra>",
            )
        )
    figure.update_layout(barmode="stack", bargap=0.04)
    figure.update_xaxes(
        range=[panes.iso(main.first), panes.iso(main.last)],
        title_text="time of the events, as told",
        type="date",
        hoverformat="%-d %b %Y",
        tickangle=0,
        nticks=9,
    )
    figure.update_yaxes(title_text=f"dates told of each {by}", rangemode="tozero", tickformat=",d")
    title = _peak(rows[inside], rows, by)
    has_legend = rows["outlet"].nunique() > 1
    figure.update_layout(showlegend=has_legend)
    return panes.head(figure, title, _left_out(rows, inside, is_exact), 260, legend=has_legend)


def _start(first: pd.Timestamp, by: str) -> str:
    """Begin bins at the first of a month, at a Monday, at midnight."""
    day = first.normalize()
    if by == "week":
        day -= pd.Timedelta(days=day.day_of_week)
    return panes.iso(day.replace(day=1) if by == "month" else day)


def _peak(rows: pd.DataFrame, every: pd.DataFrame, by: str) -> str:
    if rows.empty:
        return f"No date is told as exactly as the {by}" if len(every) else "No dates are told"
    starts = rows["first"].dt.to_period({"day": "D", "week": "W", "month": "M"}[by])
    counts = starts.value_counts().sort_index(kind="stable")
    best, n = counts.idxmax(), int(counts.max())
    silent = len(pd.period_range(counts.index[0], counts.index[-1], freq=counts.index.freq)) - len(
        counts
    )
    when = best.start_time
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
