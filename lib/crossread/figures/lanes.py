"""Lay mentions out in lanes, one an actor, with bars that count them."""

import textwrap
from collections.abc import Iterable

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import codes, firsts, gather, n_distinct, numbered
from .look import GRID, REST, plain

FORMS = {
    "name": ("by name", "#0072B2"),
    "role": ("by office alone", "#E69F00"),
    "group": ("in a group", "#009E73"),
    "pronoun": ("by a pronoun", "#CC79A7"),
}
TYPES = {
    "person": "#0072B2",
    "state": "#D55E00",
    "force": "#000000",
    "organisation": "#009E73",
    "media": "#CC79A7",
    "place": "#E69F00",
    "group": "#56B4E9",
}
NOBODY = "not resolved"
STEP = 27  # pixels of a lane
GAP = 0.03  # between columns, of the figure's width
HATCHED = "Hatched: in a sentence that recurs, edited or not, in another article."


def keyed(named: pd.DataFrame) -> pd.DataFrame:
    """Give each mention the `key` of its lane: its actor, or 'not resolved', and a `name`."""
    own, names = codes(named["actor_id"])
    own = np.where(own < 0, len(names), own)
    key = pd.Categorical.from_codes(own, [*names, NOBODY])
    return named.assign(key=key, name=named["actor"])


def _called(found: pd.DataFrame) -> pd.DataFrame:
    """Name lanes, or marks: by their key, where nobody was found or the actor has no name."""
    key = found["key"].astype("str")
    name = found["name"].astype("str").where(key != NOBODY).fillna(key)
    return found.assign(key=key, name=name)


def lanes(rows: pd.DataFrame, most: int, first: str = "n") -> pd.DataFrame:
    """List the lanes with most mentions, the longest first and the unresolved last.

    One row is one lane, by key: `name`, `type`, `n` (mentions), `fresh` (of them those in
    sentences that do not recur), `n_articles`, and `y`, its height in the figure. `first`
    names what they are sorted by; a column of `rows` is summed for it.
    """
    own, n = numbered([rows["key"]], is_sorted=False)
    found = _called(rows[["key", "name", "type"]].iloc[firsts(own, n)])
    found = found.set_axis(found["key"].array)
    sums = {first: rows[first]} if first != "n" else {}
    sums["fresh"] = ~rows["is_recycled"].astype("bool")
    found = found.assign(
        n=np.bincount(own, minlength=n),
        **{name: np.bincount(own, of, n).astype(int) for name, of in sums.items()},
        n_articles=n_distinct(rows["article_id"], own, n),
        is_last=found.index == NOBODY,
    )
    order = ["is_last", first, "n", "name", "key"]
    found = found.sort_values(order, ascending=[True, False, False, True, True]).head(most)
    return found.assign(y=[-float(i) for i in range(len(found))])


def parted(rows: pd.DataFrame, *keys: str, kept: Iterable[str]) -> pd.DataFrame:
    """Gather mentions into the bars of the lanes kept, parted by `keys` and by what recurs."""
    shown = rows["key"].isin(list(kept))
    recycled = rows["is_recycled"].astype("bool")
    return _called(gather(rows, *keys, recycled, "key", where=shown, distinct="article_id"))


def bars(
    marks: pd.DataFrame, y: dict[str, float], label: str, colour: str, axis: str = "x"
) -> list[go.Bar]:
    """Draw bars that `parted` gathered; those in sentences that recur stand hatched."""
    traces = []
    for is_hatched in (False, True):
        own = marks[marks["is_recycled"].astype("bool") == is_hatched]
        marker = {"color": colour, "line": {"color": "white", "width": 0.5}}
        if is_hatched:
            marker |= {"pattern": {"shape": "/", "fillmode": "replace", "size": 5}}
        if len(own):
            traces.append(
                go.Bar(
                    x=own["n"].tolist(),
                    y=own["key"].map(y).tolist(),
                    orientation="h",
                    width=0.72,
                    name=label,
                    showlegend=False,
                    marker=marker,
                    customdata=own["behind"],
                    hovertext=[counted(row, label) for row in own.itertuples()],
                    hovertemplate="%{hovertext}<extra></extra>",
                    meta={"counts": "x"},
                    xaxis=axis,
                )
            )
    return traces


def hatched_last(traces: list[go.Bar]) -> list[go.Bar]:
    """Stack what recurs behind what does not, so that a lane is read with it and without."""
    return sorted(traces, key=lambda trace: trace.marker.pattern.shape is not None)


def legend(names: Iterable[tuple[str, str]], symbol: str = "square") -> list[go.Scatter]:
    """Make the entries of a legend, which no choice of rows takes away."""
    return [
        go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=plain(name),
            marker={"color": colour, "symbol": symbol, "size": 11},
        )
        for name, colour in names
    ]


def counted(mark: object, label: str = "") -> str:
    """Say how many mentions of whom, in how many articles, and show the first sentence."""
    said = f"<b>{panes.short(mark.name, 48)}</b>, {plain(label)}: {panes.count(mark.n, 'mention')}"
    return f"{said} in {panes.count(mark.n_distinct, 'article')}<br>{receipt(mark)}"


def receipt(row: object) -> str:
    """Quote the words, the article and the sentence of one row."""
    words = f"\u201c{panes.short(row.words, 48)}\u201d, " if hasattr(row, "words") else ""
    lines = textwrap.wrap(" ".join(str(row.text).split())[:240], 64)
    return f"{words}{panes.short(row.article, 48)}<br>" + "<br>".join(map(plain, lines))


def ticks(figure: go.Figure, table: pd.DataFrame) -> float:
    """Name the lanes, with the articles behind each in bold; give the height they need."""
    figure.update_yaxes(
        tickvals=table["y"].tolist(),
        ticktext=[
            f"<i>{row.name}</i>" if row.key == NOBODY else _tick(row)
            for row in table.itertuples(index=False)
        ],
        range=[-len(table) + 0.4, 0.6],
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(barmode="stack", bargap=0.2)
    return STEP * max(len(table), 2) + 12


def _tick(row: object) -> str:
    return f"{panes.short(row.name, 30)}  <b>{row.n_articles:,}</b>"


def under(table: pd.DataFrame, heading: str) -> pd.DataFrame:
    """Put a lane with nothing but its heading above the lanes of each; give all their heights."""
    parts = []
    for name, own in table.groupby(heading, sort=False):
        parts += [pd.DataFrame({heading: [name]}), own]
    found = pd.concat(parts, ignore_index=True) if parts else table
    return found.assign(y=[-float(i) for i in range(len(found))])


def headed(figure: go.Figure, table: pd.DataFrame, heading: str, name: str) -> float:
    """Name lanes that `under` laid out, the headings in bold; give the height they need."""
    labels = table[name].where(table[name].notna(), table[heading])
    figure.update_yaxes(
        tickvals=table["y"].tolist(),
        ticktext=[
            f"<b>{panes.short(label, 38)}</b>" if is_heading else panes.short(label, 34)
            for label, is_heading in zip(labels, table[name].isna(), strict=True)
        ],
        range=[-len(table) + 0.4, 0.6],
        showgrid=False,
    )
    figure.update_layout(barmode="stack", bargap=0.2)
    return STEP * max(len(table), 2) + 12


def counts(figure: go.Figure, most: float, title: str, axis: str = "xaxis") -> None:
    """Draw an axis that counts from none, in whole numbers."""
    figure.update_layout(
        {
            axis: {
                "range": [0, max(most, 1) * 1.06],
                "dtick": 1 if most < 5 else None,
                "nticks": 6,
                "tickformat": ",d",
                "gridcolor": GRID,
                "title": {"text": title},
            }
        }
    )


def columns(figure: go.Figure, names: list[str], most: float, unit: str) -> None:
    """Give each outlet a column, all to one scale that counts to `most`, its name above."""
    width = (1 + GAP) / max(len(names), 1)
    for number, name in enumerate(names):
        axis = f"xaxis{number + 1 if number else ''}"
        counts(figure, most, unit if number == 0 else "", axis)
        domain = [number * width, (number + 1) * width - GAP]
        figure.update_layout({axis: {"domain": domain, "anchor": "y", "nticks": 4}})
        figure.add_annotation(
            x=domain[0],
            y=1,
            xref="paper",
            yref="paper",
            text=f"<b>{panes.short(name, 24)}</b>",
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
        )


def colour(kind: object) -> str:
    """Give a type of actor its colour; what has none is grey."""
    return TYPES.get(str(kind), REST)
