"""Draw the marks of a timeline: dates, ties, labels, what has no date."""

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import gather
from .look import INK, colours, plain
from .panes import Pane

MOST_LABELS = 8
LETTER = 6.2 / 500  # width of a label's character, of a plot on a page 700 pixels wide
FADES = [0.45, 0.3, 0.18, 0.08]  # opacity, from the date outwards
FADING = 0.1  # of a pane's width
DISC, MOST_IN_A_CELL = 26, 60  # pixels of the largest disc, and the dates that fill it


def mark(rows: pd.DataFrame, number: int, pane: Pane, outlet: str, colour: str) -> list[go.Bar]:
    """Draw an outlet's dates in one pane: a diamond for a short one, else a bar."""
    axis = {"xaxis": f"x{number + 1 if number else ''}", "yaxis": "y", "name": plain(outlet)}
    shown = rows[(rows["first"] <= pane.last) & (rows["last"] >= pane.first)]
    wide, small = shown[~shown["is_small"]], shown[shown["is_small"]]
    traces = []
    if len(wide):
        lengths = (wide["last"] - wide["first"]) / pd.Timedelta(milliseconds=1)
        traces.append(
            go.Bar(
                base=panes.isos(wide["first"]),
                x=lengths.tolist(),
                orientation="h",
                width=0.62,
                marker={"color": colour, "opacity": 0.55, "line": {"color": colour, "width": 1}},
                **_pointed(wide),
                **axis,
            )
        )
    if len(small):
        middle = small["first"] + (small["last"] - small["first"]) / 2
        traces.append(
            go.Scatter(
                x=panes.isos(middle),
                mode="markers",
                cliponaxis=False,
                marker={
                    "color": colour,
                    "symbol": "diamond",
                    "size": 10,
                    "line": {"color": "white", "width": 1},
                },
                **_pointed(small),
                **axis,
            )
        )
    return [*_open(shown, pane, axis, colour), *traces]


def _open(rows: pd.DataFrame, pane: Pane, axis: dict[str, str], colour: str) -> list[go.Bar]:
    """Let a date that is open towards one side fade out on it, in steps."""
    step = ((pane.last - pane.first) * FADING / len(FADES)).floor("s")
    traces = []
    for side, edge, way in (("onwards", "last", 1), ("up to", "first", -1)):
        own = rows[rows["open"] == side]
        for number, opacity in enumerate(FADES if len(own) else []):
            base = own[edge] + step * (number if way > 0 else -number - 1)
            length = step / pd.Timedelta(milliseconds=1)
            traces.append(
                go.Bar(
                    base=panes.isos(base),
                    x=[length] * len(own),
                    orientation="h",
                    width=0.34,
                    marker={"color": colour, "opacity": opacity, "line": {"width": 0}},
                    **_pointed(own),
                    **axis,
                )
            )
    return traces


def _pointed(rows: pd.DataFrame) -> dict[str, object]:
    return {
        "y": rows["y"].tolist(),
        "customdata": rows.index.tolist(),
        "hovertext": panes.hover(rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def tie(rows: pd.DataFrame) -> go.Scatter:
    """Tie the dates of one event that disagree."""
    number = int(rows["pane"].iloc[0])
    middle = rows["first"] + (rows["last"] - rows["first"]) / 2
    return go.Scatter(
        x=panes.isos(middle),
        y=rows["y"].tolist(),
        mode="lines+markers",
        line={"color": INK, "width": 1.5},
        marker={"symbol": "circle-open", "size": 16, "color": INK, "line": {"width": 1.5}},
        customdata=rows.index.tolist(),
        hovertext=panes.hover(rows),
        cliponaxis=False,
        hovertemplate="dates of one event that disagree<br>%{hovertext}<extra></extra>",
        xaxis=f"x{number + 1 if number else ''}",
        yaxis="y",
    )


def label(row: object) -> go.Scatter:
    """Write an event's label on a leader that comes down to its mark."""
    x = panes.iso(row.first + (row.last - row.first) / 2)
    return go.Scatter(
        x=[x, x],
        y=[row.at, row.y],
        mode="lines+text",
        text=[row.words, ""],
        textposition="middle left" if row.is_late else "middle right",
        textfont={"size": 12, "color": INK},
        line={"color": "#9a9a9a", "width": 1},
        customdata=[row.Index] * 2,
        hovertext=[panes.short(row.label, 200)] * 2,
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        xaxis=f"x{row.pane + 1 if row.pane else ''}",
        yaxis="y",
    )


def unknown(rows: pd.DataFrame) -> list[go.Scatter]:
    """Line up what has no date, in the words of the text; where they are many, count them."""
    if len(rows) > MOST_LABELS:
        marks = gather(rows, "outlet")
        words = [str(n) for n in marks["n"]]
    else:
        marks = rows.sort_values("outlet", kind="stable")
        marks = marks.assign(behind=[[row] for row in marks.index])
        words = [panes.short(each, 20) for each in marks["words"]]
    room = pd.Series([len(each) + 4 for each in words], dtype="float") * LETTER
    left = (room.cumsum() - room) / max(1.0, room.sum()) + 0.02
    colour = colours(rows["outlet"])
    if marks.empty:
        return []
    return [
        go.Scatter(
            x=left.tolist(),
            y=[0] * len(marks),
            mode="markers+text",
            text=words,
            textposition="middle right",
            xaxis="x9",
            yaxis="y9",
            marker={
                "color": marks["outlet"].map(colour).tolist(),
                "size": 9,
                "symbol": "circle-open",
                "line": {"width": 2},
            },
            customdata=marks["behind"],
            cliponaxis=False,
            hovertext=panes.hover(marks),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def cells(
    marks: pd.DataFrame, number: int, pane: Pane, outlet: str, colour: str
) -> list[go.Scatter]:
    """Draw one disc for each cell of an outlet's lane; its area counts the dates."""
    marks = marks[marks["pane"] == number]
    if marks.empty:
        return []
    span = pane.last - pane.first
    share = (marks["left"] - pane.left) / (pane.right - pane.left)
    counts = marks["n"].tolist()
    growth = DISC / MOST_IN_A_CELL**0.5
    told = [f"{n} dates told by {panes.short(outlet, 40)}" for n in counts]
    return [
        go.Scatter(
            x=[panes.iso(pane.first + span * max(min(s, 1), 0)) for s in share],
            y=marks["y"].tolist(),
            mode="markers",
            name=plain(outlet),
            customdata=marks["behind"],
            hovertext=told,
            hovertemplate="%{hovertext}<br>around %{x}<extra></extra>",
            cliponaxis=False,
            marker={
                "color": colour,
                "opacity": 0.75,
                "size": [4 + min(growth * n**0.5, DISC) for n in counts],
            },
            meta={"sizes": [4, growth, DISC]},
            xaxis=f"x{number + 1 if number else ''}",
            yaxis="y",
        )
    ]
