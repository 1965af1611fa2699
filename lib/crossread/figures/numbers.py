"""Draw the numbers that are reported: of what, and who says so."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .look import INK, REST, colours, grouped

MOST_THINGS = 30  # rows
MOST_WHO = 5  # columns
MOST_VALUES = 2  # of one cell; the rest share a mark
SIGNS = {
    "APPROX": "~",
    "LESS_THAN": "<",
    "MORE_THAN": ">",
    "EQUAL_OR_LESS": "\u2264",
    "EQUAL_OR_MORE": "\u2265",
}
OPEN = "?"  # 'a number of'
STEP = 0.55  # between two values of one cell, of a column's width
LARGE = [(1e12, "tn"), (1e9, "bn"), (1e6, "mn")]
NOBODY = "nobody named"
UNSAID = "what is not said"


def numbers(rows: pd.DataFrame) -> go.Figure:
    """Draw each reported number by what it counts, in the column of who says so.

    Rows as `wording.told` gives those of `wording.numbers`. One disc is one value as one voice
    tells it, its area counts how often; it is full in an outlet's own voice, open in another's.
    Two values in one row may contradict each other, or count two things: read the lines. In a
    cell of more than `MOST_VALUES` the most frequent is told, the rest are counted ('+3').
    """
    rows = _keyed(rows)
    table = _lay(rows)
    heights = dict(zip(table["key"], table["y"], strict=True))
    shown = rows[rows["key"].isin(heights)].assign(y=lambda t: t["key"].map(heights))
    who = shown.groupby("who").size().sort_values(ascending=False, kind="stable").index.tolist()
    shown = _placed(shown.assign(column=shown["who"].map({w: i for i, w in enumerate(who)})))
    shades = colours(rows["outlet"])
    figure = go.Figure([_values(own, shades) for _, own in shown.groupby("voice")])
    figure.update_xaxes(
        side="top",
        tickangle=-35,
        tickvals=list(range(len(who))),
        ticktext=[panes.short(name, 22) for name in who],
        range=[-0.5, max(len(who), 1) - 0.5],
        showgrid=False,
    )
    figure.update_yaxes(
        tickvals=table["y"].tolist(),
        ticktext=[panes.short(name, 40) for name in table["what"]],
        range=[-len(table) + 0.4, 0.6],
    )
    figure.update_layout(showlegend=False)
    note = "Disc: a value; full in an outlet's own voice, open in another's. ?: left open."
    room = 96 if who else 0  # for the names of the columns
    height = lanes.STEP * max(len(table), 2) + 12 + room
    figure = panes.head(figure, _finding(rows, table), note, height)
    return figure.update_layout(margin={"t": figure.layout.margin.t + room, "r": 92})


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each number what it counts, who says so, and its value as it is shown."""
    unit, of_what = rows["unit"].astype("str"), rows["of_what"].astype("str")
    what = of_what.where(unit.isna(), unit + (" of " + of_what).fillna(""))
    what = what.fillna(UNSAID)
    outlet = grouped(rows["outlet"])
    own = rows["voice"] == "own"
    who = outlet.where(own, rows["speaker"].astype("str").fillna(NOBODY))
    kept = who.value_counts().index[:MOST_WHO]
    value = [OPEN if pd.isna(v) else _shortly(v) for v in rows["value"]]
    sign = rows["mod"].map(SIGNS).astype("str").fillna("")
    shown = sign + pd.Series(value, rows.index, dtype="str")
    who = who.where(who.isin(kept), "others")
    return rows.assign(
        outlet=outlet, what=what, key=what.str.casefold(), who=who, shown=shown, name=what
    )


def _shortly(value: float) -> str:
    """Write a number in few signs, '1,257', '2.4 mn'."""
    large = next(((n, name) for n, name in LARGE if value >= n), None)
    return f"{value / large[0]:,.3g} {large[1]}" if large else f"{value:,.10g}"


def _lay(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each thing that is counted a row, what most articles tell first, what is unsaid last."""
    rows = rows.assign(is_unsaid=rows["of_what"].isna())
    about = {"what": ("what", "first"), "n_articles": ("article_id", "nunique")}
    about |= {"n": ("key", "size"), "is_unsaid": ("is_unsaid", "first")}
    table = rows.groupby("key").agg(**about).rename_axis(None)
    table = table.assign(key=table.index)
    order = ["is_unsaid", "n_articles", "n", "key"]
    table = table.sort_values(order, ascending=[True, False, False, True]).head(MOST_THINGS)
    return table.assign(y=[-float(i) for i in range(len(table))])


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the values of each cell side by side, the rarer ones of many under one mark."""
    rows = rows.assign(mark=rows["shown"], x=rows["column"].astype("float"))
    for _, cell in rows.groupby(["key", "column"]):
        counts = cell.groupby(["shown", "voice"]).size().sort_values(ascending=False, kind="stable")
        ranks = {pair: i for i, pair in enumerate(counts.index)}
        rank = [ranks[pair] for pair in zip(cell["shown"], cell["voice"], strict=True)]
        n = min(len(ranks), MOST_VALUES)
        if len(ranks) > MOST_VALUES:
            is_rest = pd.Series(rank, cell.index) >= MOST_VALUES - 1
            rows.loc[is_rest[is_rest].index, "mark"] = f"+{len(ranks) - MOST_VALUES + 1}"
        shift = (
            pd.Series(rank, cell.index, dtype="float").clip(upper=n - 1) - 0.6 * (n - 1)
        ) * STEP
        rows.loc[cell.index, "x"] += shift
    return rows


def _values(rows: pd.DataFrame, shades: dict[str, str]) -> go.Scatter:
    """Draw the values of one voice."""
    groups = [own for _, own in rows.groupby(["key", "column", "mark"])]
    is_own = rows["voice"].iloc[0] == "own"
    outlets = [own["outlet"].unique() for own in groups]
    colour = [shades[names[0]] if len(names) == 1 else REST for names in outlets]
    return go.Scatter(
        x=[own["x"].iloc[0] for own in groups],
        y=[own["y"].iloc[0] for own in groups],
        mode="markers+text",
        text=[f" {own['mark'].iloc[0]}" for own in groups],
        textposition="middle right",
        textfont={"color": INK, "size": 12},
        customdata=[own.index.tolist() for own in groups],
        hovertext=[lanes.counted(own, own["who"].iloc[0]) for own in groups],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        marker={
            "color": colour,
            "symbol": "circle" if is_own else "circle-open",
            "size": [6 + min(3 * len(own) ** 0.5, 14) for own in groups],
            "line": {"width": 0 if is_own else 2, "color": colour},
        },
        meta={"sizes": [6, 3, 14]},
    )


def _finding(rows: pd.DataFrame, table: pd.DataFrame) -> str:
    """Say what most articles tell, how much of it recurs, and what has several values."""
    if rows.empty:
        return "No number is reported"
    top = rows[rows["key"] == table.index[0]]
    said = f"{panes.count(len(rows), 'number')} of {panes.count(rows['key'].nunique(), 'thing')}; "
    said += f"{table['what'].iloc[0]} told {panes.count(len(top), 'time')}"
    recycled = int(top["is_recycled"].astype("bool").sum())
    said += f", {recycled:,} in sentences that recur" if recycled else ""
    n = int((rows.groupby("key")["shown"].nunique() > 1).sum())
    return f"{said}; {n or 'none'} with more than one value"
