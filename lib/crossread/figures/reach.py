"""Draw how far back each outlet reaches."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure, gather
from .look import GRID, INK, colours, grouped, plain

STEPS = [(0, "same day"), (1, "1 day"), (7, "1 week"), (30, "1 month"), (365, "1 year")]
STEPS += [(3652, "10 years"), (36525, "100 years")]
MOST_MARKS = 600  # beyond it, those of one cell of the axis share a mark
CELLS = 12  # of a power
REACH = "days from what is told to its printing, on a scale of powers"


def reach(told: pd.DataFrame) -> go.Figure:
    """Draw how far back each outlet reaches: days between what is told and its printing.

    One mark is one date told by a dated article; the bar is the outlet's median. Left of 'same
    day' lies what was told ahead.
    """
    every = told.assign(outlet=grouped(told["outlet"]), at=_scaled(told["delay_days"]))
    rows = every[["outlet", "delay_days", "at"]].dropna(subset="delay_days")
    if len(rows.drop_duplicates()) > MOST_MARKS:
        every["at"] = (every["at"] * CELLS).round() / CELLS
    marks = gather(every, "outlet", "at")
    medians = rows.groupby("outlet")["delay_days"].median()
    figure = Figure()
    for outlet, colour in colours(rows["outlet"]).items():
        figure.add_trace(_strip(marks[marks["outlet"] == outlet], outlet, colour))
        middle = float(_scaled(medians[[outlet]]).iloc[0])
        figure.add_trace(
            go.Scatter(
                x=[middle],
                y=[plain(outlet)],
                mode="markers",
                showlegend=False,
                marker={"symbol": "line-ns-open", "size": 30, "color": INK, "line": {"width": 3}},
                hovertemplate=f"median: {panes.length(medians[outlet])}<extra></extra>",
            )
        )
    farthest = max(rows["delay_days"].max(), 7) if len(rows) else 365
    ticks = [(d, w) for d, w in STEPS if d <= farthest * 2]
    ticks = [
        (-d, f"{w} ahead") for d, w in ticks[1:4] if len(rows) and rows["delay_days"].min() <= -d
    ][::-1] + ticks
    at = _scaled(pd.Series([float(d) for d, _ in ticks]))
    figure.update_xaxes(
        tickvals=at.tolist(),
        ticktext=[w for _, w in ticks],
        gridcolor=GRID,
        title_text=REACH,
        tickangle=0,
    )
    names = medians.sort_values(ascending=False).index
    figure.update_yaxes(categoryorder="array", categoryarray=[plain(n) for n in names])
    figure.update_layout(showlegend=False)
    return panes.head(
        figure,
        _far(rows),
        "Mark: a date told. Upright line: the outlet's median.",
        60 + 44 * len(names),
    )


def _scaled(days: pd.Series) -> pd.Series:
    """Put days on a scale where each step is a power, ahead and back, and the same day is 0."""
    return np.sign(days) * np.log10(1 + days.abs())


def _strip(marks: pd.DataFrame, outlet: str, colour: str) -> go.Scatter:
    growth = 2.2
    return go.Scatter(
        x=marks["at"].tolist(),
        y=[plain(outlet)] * len(marks),
        mode="markers",
        cliponaxis=False,
        customdata=marks["behind"],
        meta={"sizes": [8, growth, 20]},
        hovertext=[
            f"{panes.count(n, 'date')} told, {first}"
            for n, first in zip(marks["n"], panes.hover(marks), strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": colour,
            "opacity": 0.7,
            "size": [8 + min(growth * n**0.5, 20) for n in marks["n"]],
        },
    )


def _far(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No outlet dates what it tells and itself"
    median = rows.groupby("outlet")["delay_days"].median().sort_values()
    far = rows.loc[rows["delay_days"].idxmax()]
    said = f"{far['outlet']} reaches farthest back, {panes.length(far['delay_days'])}"
    if len(median) == 1:
        return f"{median.index[0]} reaches back {panes.length(median.iloc[0])} at the median"
    ends = [f"{median.index[i]} {panes.length(median.iloc[i])}" for i in (0, -1)]
    return f"{said}; at the median {', '.join(ends)}"
