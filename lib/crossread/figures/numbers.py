"""Draw the numbers that are reported: of what, and who says so."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure, gather
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
    shown = rows[rows["key"].isin(heights)]
    who = shown.groupby("who").size().sort_values(ascending=False, kind="stable").index.tolist()
    shown = _placed(shown.assign(column=shown["who"].map({w: i for i, w in enumerate(who)})))
    marks = gather(shown, "voice", "key", "column", "mark", distinct="article_id")
    marks = marks.assign(y=marks["key"].map(heights))
    outlets = [shown["outlet"].loc[behind].unique() for behind in marks["behind"]]
    shades = colours(rows["outlet"])
    marks["colour"] = [shades[names[0]] if len(names) == 1 else REST for names in outlets]
    figure = Figure([_values(own) for _, own in marks.groupby("voice")])
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
    note += panes.more(rows["key"].nunique() - len(table), "thing")
    room = 96 if who else 0  # for the names of the columns
    height = lanes.STEP * max(len(table), 2) + 12 + room
    figure = panes.head(figure, _finding(rows, table), note, height)
    return figure.update_layout(margin={"t": figure.layout.margin.t + room, "r": 92})


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each number what it counts, who says so, and its value as it is shown."""
    unit, of_what = rows["unit"].astype("str"), rows["of_what"].astype("str")
    what = of_what.where(unit.isna(), unit + (" of " + of_what).fillna(""))
    what = what.fillna(UNSAID)
    things, names = pd.factorize(what)
    key = pd.Series(names, dtype="str").str.casefold().take(things).set_axis(rows.index)
    outlet = grouped(rows["outlet"])
    own = rows["voice"] == "own"
    who = outlet.where(own, rows["speaker"].astype("str").fillna(NOBODY))
    kept = who.value_counts().index[:MOST_WHO]
    values, told = pd.factorize(rows["value"])  # a missing value's code is -1
    value = pd.Series([*map(_shortly, told), OPEN], dtype="str").to_numpy()[values]
    sign = rows["mod"].map(SIGNS).astype("str").fillna("")
    shown = sign + pd.Series(value, rows.index, dtype="str")
    who = who.where(who.isin(kept), "others")
    return rows.assign(outlet=outlet, what=what, key=key, who=who, shown=shown, name=what)


def _shortly(value: float) -> str:
    """Write a number in few signs, '1,257', '2.4 mn'."""
    large = next(((n, name) for n, name in LARGE if value >= n), None)
    return f"{value / large[0]:,.3g} {large[1]}" if large else f"{value:,.10g}"


def _lay(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each thing that is counted a row, what most articles tell first, what is unsaid last."""
    table = gather(rows[["what", "key", "article_id", "of_what"]], "key", distinct="article_id")
    table = table.assign(is_unsaid=table["of_what"].isna())
    order = ["is_unsaid", "n_distinct", "n", "key"]
    table = table.sort_values(order, ascending=[True, False, False, True]).head(MOST_THINGS)
    return table.assign(y=[-float(i) for i in range(len(table))])


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the values of each cell side by side, the rarer ones of many under one mark."""
    told = gather(rows[["key", "column", "shown", "voice"]], "key", "column", "shown", "voice")
    told = told.sort_values(["key", "column", "n"], ascending=[True, True, False], kind="stable")
    cells = told.groupby(["key", "column"])
    rank, n_values = cells.cumcount(), cells["n"].transform("size")
    n = n_values.clip(upper=MOST_VALUES)
    is_rest = (n_values > MOST_VALUES) & (rank >= MOST_VALUES - 1)
    rest = "+" + (n_values - MOST_VALUES + 1).astype("str")
    x = told["column"].astype("float") + (np.minimum(rank, n - 1) - 0.6 * (n - 1)) * STEP
    at = np.concatenate([*told["behind"], np.zeros(0, int)])
    placed = {"mark": told["shown"].where(~is_rest, rest), "x": x}
    each = {name: np.repeat(own.to_numpy(), told["n"]) for name, own in placed.items()}
    return rows.assign(**{name: pd.Series(own, at) for name, own in each.items()})


def _values(marks: pd.DataFrame) -> go.Scatter:
    """Draw the values of one voice."""
    is_own = marks["voice"].iloc[0] == "own"
    colour = marks["colour"].tolist()
    return go.Scatter(
        x=marks["x"].tolist(),
        y=marks["y"].tolist(),
        mode="markers+text",
        text=[f" {mark}" for mark in marks["mark"]],
        textposition="middle right",
        textfont={"color": INK, "size": 12},
        customdata=marks["behind"],
        hovertext=[lanes.counted(mark, mark.who) for mark in marks.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        marker={
            "color": colour,
            "symbol": "circle" if is_own else "circle-open",
            "size": [6 + min(3 * n**0.5, 14) for n in marks["n"]],
            "line": {"width": 0 if is_own else 2, "color": colour},
        },
        meta={"sizes": [6, 3, 14]},
    )


def _finding(rows: pd.DataFrame, table: pd.DataFrame) -> str:
    """Say what most articles tell, how much of it recurs, and what has several values."""
    if rows.empty:
        return "No number is reported"
    is_top = rows["key"] == table["key"].iloc[0]
    said = f"{panes.count(len(rows), 'number')} of {panes.count(rows['key'].nunique(), 'thing')}; "
    said += f"{table['what'].iloc[0]} told {panes.count(int(is_top.sum()), 'time')}"
    recycled = int((is_top & rows["is_recycled"].astype("bool")).sum())
    said += f", {recycled:,} in sentences that recur" if recycled else ""
    values = rows[["key", "shown"]].drop_duplicates()
    n = values.loc[values["key"].duplicated(), "key"].nunique()
    return f"{said}; {n or 'none'} with more than one value"
