"""Draw through whom statements came: from the speaker over houses to the outlet."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .look import INK, colours

MOST_CHAINS = 24  # lanes
UNNAMED = "nobody named"
ARROW = " \u2192 "


def chains(said: pd.DataFrame) -> go.Figure:
    """Draw each way that statements took, one lane each, the most used first.

    Rows as `claims.said` gives them. A lane leads from the speaker over those who handed the
    statement on (`via`) to the outlet that prints it; its width counts the statements. What an
    outlet has from a speaker without naming anybody between is the shortest way.
    """
    rows = said.assign(way=[_way(row) for row in said.itertuples()])
    counts = rows["way"].value_counts()
    order = sorted(counts.index, key=lambda way: (-len(way), -counts[way], way))[:MOST_CHAINS]
    last = max((len(way) for way in order), default=2) - 1
    hues = colours(rows["outlet"])
    figure = go.Figure()
    for number, way in enumerate(order):
        own = rows[rows["way"] == way]
        figure.add_trace(_lane(way, own, -number, last, hues.get(own["outlet"].iloc[0], INK)))
    figure.update_yaxes(visible=False, range=[-max(len(order), 1) + 0.4, 0.9])
    figure.update_xaxes(
        tickvals=list(range(last + 1)),
        ticktext=["who says it", *["handed on by"] * (last - 1), "who prints it"][: last + 1],
        range=[-0.2, last + 0.45],
        side="top",
        showgrid=False,
        tickangle=0,
    )
    figure.update_layout(showlegend=False)
    note = "One line: one way, from left to right; in brackets how many statements took it."
    figure = panes.head(figure, _finding(rows), note, 44 * max(len(order), 2))
    return figure.update_layout(margin_t=figure.layout.margin.t + 26)


def _way(row: object) -> tuple[str, ...]:
    speaker = row.speaker if pd.notna(row.speaker) else UNNAMED
    return (speaker, *row.via)


def _lane(way: tuple[str, ...], rows: pd.DataFrame, y: float, last: int, colour: str) -> go.Scatter:
    """Draw one way; the outlet stands in the last column, whatever its length."""
    places = [*range(len(way) - 1), last] if len(way) > 1 else [0]
    names = [panes.short(name, 30) for name in way]
    n = panes.count(len(rows), "statement")
    hover = f"{ARROW.join(names)}: {n}<br>{lanes.receipt(rows.iloc[0])}"
    return go.Scatter(
        x=places,
        y=[y] * len(places),
        mode="lines+markers+text",
        text=[f"{names[0]} <b>({len(rows)})</b>", *names[1:]],
        textposition=["top right", *["top center"] * (len(way) - 1)],
        textfont={"size": 12},
        cliponaxis=False,
        customdata=[rows.index.tolist()] * len(places),
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        line={"color": colour, "width": 1 + min(2 * len(rows) ** 0.5, 10)},
        marker={"size": 11, "color": colour, "line": {"color": "white", "width": 1}},
        showlegend=False,
    )


def _finding(rows: pd.DataFrame) -> str:
    """Say how many statements came over others than the outlet, and the longest way."""
    if rows.empty:
        return "No statement is attributed"
    over = rows[rows["via"].str.len() > 1]
    n = panes.count(len(rows), "statement")
    if over.empty:
        return f"All of {n} reach the outlet from the speaker, as far as the articles tell"
    counts = over["way"].value_counts()
    longest = sorted(counts.index, key=lambda way: (-len(way), -counts[way], way))[0]
    told = f"{len(over):,} of {n} came over another house; the longest way: "
    return told + ARROW.join(longest)
