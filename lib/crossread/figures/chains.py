"""Draw through whom statements came: from the speaker over houses to the outlet."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure, arrays, firsts, gather, numbered
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
    speakers = said["speaker"].astype("str").fillna(UNNAMED)
    via = pd.Series([*map(tuple, said["via"])], said.index, dtype="object")
    way, n = numbered([speakers, via], is_sorted=False)
    first = firsts(way, n)
    ways = [(who, *via) for who, via in zip(speakers.iloc[first], via.iloc[first], strict=True)]
    rows, counts = said.assign(way=way), np.bincount(way, minlength=n)
    order = sorted(range(len(ways)), key=lambda i: (-len(ways[i]), -counts[i], ways[i]))
    kept = order[:MOST_CHAINS]
    marks = gather(rows, "way", where=rows["way"].isin(kept)).set_index("way").loc[kept]
    last = max((len(ways[i]) for i in kept), default=2) - 1
    hues = colours(rows["outlet"])
    figure = Figure()
    for y, mark in enumerate(marks.itertuples()):
        figure.add_trace(_lane(ways[mark.Index], mark, -y, last, hues.get(mark.outlet, INK)))
    figure.update_yaxes(visible=False, range=[-max(len(kept), 1) + 0.4, 0.9])
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
    note += panes.more(len(ways) - len(kept), "way")
    finding = _finding([ways[i] for i in order], counts[order])
    figure = panes.head(figure, finding, note, 44 * max(len(kept), 2))
    return figure.update_layout(margin_t=figure.layout.margin.t + 26)


def _lane(way: tuple[str, ...], mark: object, y: float, last: int, colour: str) -> go.Scatter:
    """Draw one way; the outlet stands in the last column, whatever its length."""
    places = [*range(len(way) - 1), last] if len(way) > 1 else [0]
    names = [panes.short(name, 30) for name in way]
    n = panes.count(mark.n, "statement")
    hover = f"{ARROW.join(names)}: {n}<br>{lanes.receipt(mark)}"
    return go.Scatter(
        x=places,
        y=[y] * len(places),
        mode="lines+markers+text",
        text=[f"{names[0]} <b>({mark.n})</b>", *names[1:]],
        textposition=["top right", *["top center"] * (len(way) - 1)],
        textfont={"size": 12},
        cliponaxis=False,
        customdata=arrays([mark.behind] * len(places)),
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        line={"color": colour, "width": 1 + min(2 * mark.n**0.5, 10)},
        marker={"size": 11, "color": colour, "line": {"color": "white", "width": 1}},
        showlegend=False,
    )


def _finding(ways: list[tuple[str, ...]], counts: np.ndarray) -> str:
    """Say how many statements came over others than the outlet, and the longest way."""
    if not ways:
        return "No statement is attributed"
    over = sum(int(n) for way, n in zip(ways, counts, strict=True) if len(way) > 2)
    n = panes.count(int(counts.sum()), "statement")
    if not over:
        return f"All of {n} reach the outlet from the speaker, as far as the articles tell"
    return f"{over:,} of {n} came over another house; the longest way: {ARROW.join(ways[0])}"
