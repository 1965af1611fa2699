"""Give every figure of the suite one look: type, colours, room for long labels."""

import html
import textwrap
from collections.abc import Iterable
from zlib import crc32

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

from .gathering import codes

# Okabe and Ito (2008): told apart by colour-blind readers; yellow is left out, too pale on white
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
REST = "#8C8C8C"
PARTS = {
    "headline": "#D55E00",
    "byline": "#CC79A7",
    "dateline": "#E69F00",
    "body": "#0072B2",
    "furniture": "#B8B8B8",
}
UNKNOWN = "outlet unknown"
MOST_RECEIPTS = 2_000  # that a figure brings along
TITLE_WIDTH = 96  # characters of a title's line
INK, GRID = "#1b1b1b", "#e3e3e0"

# plotly.js would offer to upload a chart to its makers: what is read here stays here
pio.renderers["plotly_mimetype"].config = {
    "modeBarButtonsToRemove": ["sendChartToCloud"],
    "plotlyServerURL": "",
}

TEMPLATE = go.layout.Template(
    layout={
        "font": {
            "family": "system-ui, Segoe UI, Helvetica Neue, Arial, sans-serif",
            "size": 13,
            "color": INK,
        },
        "title": {
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "pad": {"l": 12},
            "font": {"size": 17},
        },
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "colorway": PALETTE,
        "xaxis": {
            "gridcolor": GRID,
            "linecolor": INK,
            "ticks": "outside",
            "automargin": True,
            "zeroline": False,
        },
        "yaxis": {
            "gridcolor": GRID,
            "linecolor": INK,
            "automargin": True,
            "zeroline": False,
            "ticklabelstandoff": 6,
        },
        "hoverlabel": {"align": "left", "namelength": -1},
        "legend": {
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "title": {"text": ""},
        },
    }
)


def plain(text: object) -> str:
    """Write a text so that Plotly shows it as it is; what is missing is 'not stated'."""
    return "not stated" if pd.isna(text) else html.escape(str(text), quote=False)


def grouped(outlets: pd.Series, most: int = 24) -> pd.Series:
    """Name the outlets that stand here most often; the rest are 'other outlets'."""
    own, found = codes(outlets)
    names = pd.Index([*found, UNKNOWN], dtype="str")
    own = np.where(own < 0, len(found), own)
    rank = np.argsort(-np.bincount(own, minlength=len(names)), kind="stable")
    kept = names.where(np.isin(np.arange(len(names)), rank[:most]), "other outlets")
    return pd.Series(kept.array.take(own), outlets.index, name=outlets.name)


def colours(names: Iterable[object]) -> dict[str, str]:
    """Give each outlet the colour that its name asks for, so that figures agree.

    Where two ask for one, the later in the alphabet takes the next that is free. Of more than
    there are colours those that stand here most often have one; the rest are grey.
    """
    held = names if isinstance(names, pd.Series) else pd.Series(list(names), dtype="str")
    counts = held.astype("str").dropna().value_counts()
    ranked = sorted(counts.index, key=lambda name: (-counts[name], name))
    free, found = list(range(len(PALETTE))), {}
    for name in sorted(ranked[: len(PALETTE)], key=str.casefold):
        wanted = crc32(name.encode()) % len(PALETTE)
        place = min(free, key=lambda i: (i - wanted) % len(PALETTE))
        free.remove(place)
        found[name] = PALETTE[place]
    return found | dict.fromkeys(ranked[len(PALETTE) :], REST)


def finish(figure: go.Figure, title: str, x: str, y: str, n_lanes: int = 8) -> go.Figure:
    """Set a figure's finding, its axes and a height that leaves each lane room."""
    lines = textwrap.wrap(plain(title), TITLE_WIDTH)
    has_legend = sum(trace.showlegend is not False for trace in figure.data) > 1
    figure.update_layout(
        template=TEMPLATE,
        title_text="<br>".join(lines),
        xaxis_title_text=x,
        yaxis_title_text=y,
        height=150 + 24 * len(lines) + 36 * min(n_lanes, 40),
        margin={"t": 38 + 24 * len(lines) + 34 * has_legend, "l": 12, "r": 24, "b": 56},
    )
    return figure


def behind(figure: go.Figure, rows: pd.DataFrame) -> go.Figure:
    """Let a figure bring along the passages that its marks stand for, for its shared copy.

    `rows` has article_id, start, end and text; `customdata` of a trace lists, for each mark,
    the places of its rows in it, from 0. More than `MOST_RECEIPTS` are not brought.
    """
    if len(rows) <= MOST_RECEIPTS:
        columns = rows[["article_id", "start", "end", "text"]].astype("object")
        figure.update_layout(meta={"receipts": columns.to_dict("list")})
    return figure
