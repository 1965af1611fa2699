"""Draw what each outlet calls the actors: the surface forms, as written."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure, coded, gather
from .look import colours, grouped

MOST_FORMS = 32  # rows
MOST_OUTLETS = 12  # columns


def called(named: pd.DataFrame) -> go.Figure:
    """Draw which outlet uses which words for an actor that goes by several.

    Rows as `actors.named` gives them. One disc is one form of an actor in one outlet; its area
    counts the mentions. Pronouns and groups are left out; actors with most forms come first.
    """
    rows = coded(named[["actor_id", "actor", "words", "outlet"]])
    rows = rows[named["form"].isin(["name", "role"]) & rows["actor_id"].notna()]
    rows = rows.assign(outlet=grouped(rows["outlet"], MOST_OUTLETS))
    every = rows.groupby(["actor_id", "actor", "words"]).size().rename("n").reset_index()
    every["n_forms"] = every.groupby("actor_id")["words"].transform("size")
    several = every[every["n_forms"] > 1]
    order = ["n_forms", "actor_id", "n", "words"]
    table = several.sort_values(order, ascending=[False, True, False, True]).head(MOST_FORMS)
    table = table.assign(y=[-float(i) for i in range(len(table))])
    figure = Figure()
    goes_by_several = rows["actor_id"].isin(several["actor_id"].unique())
    outlets = rows.loc[goes_by_several, "outlet"].value_counts().index.tolist()
    is_near = rows["actor_id"].isin(table["actor_id"]) & rows["words"].isin(table["words"])
    marks = gather(rows, "outlet", "actor_id", "words", where=is_near).merge(
        table[["actor_id", "words", "y"]], on=["actor_id", "words"]
    )
    for outlet, colour in colours(rows["outlet"]).items():
        own = marks[marks["outlet"] == outlet].sort_values("y")
        figure.add_traces(_discs(own, outlet, colour) if len(own) else [])
    names = ["" if same else name for name, same in zip(table["actor"], _same(table), strict=True)]
    figure.update_yaxes(
        tickvals=table["y"].tolist(),
        ticktext=[
            f"<b>{panes.short(name, 30)}</b>  {panes.short(words, 40)}"
            if name
            else panes.short(words, 40)
            for name, words in zip(names, table["words"], strict=True)
        ],
        range=[-len(table) + 0.4, 0.6],
    )
    figure.update_xaxes(
        side="top",
        categoryorder="array",
        categoryarray=outlets,
        range=[-0.5, max(len(outlets), 1) - 0.5],
    )
    figure.update_layout(showlegend=False)
    note = "Disc: a form in an outlet; its area counts the mentions. Forms as written."
    height = lanes.STEP * max(len(table), 2)
    note += panes.more(len(several) - len(table), "form")
    figure = panes.head(figure, _finding(every), note, height)
    return figure.update_layout(margin_t=figure.layout.margin.t + 26)


def _same(table: pd.DataFrame) -> list[bool]:
    """Tell which rows go on with the actor of the row above."""
    return (table["actor_id"] == table["actor_id"].shift()).tolist()


def _discs(marks: pd.DataFrame, outlet: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[panes.short(outlet, 40)] * len(marks),
        y=marks["y"].tolist(),
        mode="markers",
        customdata=marks["behind"],
        hovertext=[panes.count(n, "mention") for n in marks["n"]],
        hovertemplate="%{x}: %{hovertext}<extra></extra>",
        marker={
            "color": colour,
            "size": [6 + min(3 * n**0.5, 18) for n in marks["n"]],
            "opacity": 1,
        },
        meta={"sizes": [6, 3, 18]},
    )


def _finding(every: pd.DataFrame) -> str:
    """Say how many actors go by several forms; one row is one form of one actor."""
    if every.empty:
        return "Nobody is named"
    several = every[every["n_forms"] > 1]
    n = every["actor_id"].nunique()
    if several.empty:
        return f"Each of {panes.count(n, 'actor')} goes by one form only"
    most = several.groupby("actor")["words"].nunique().sort_index().idxmax()
    forms = several.loc[several["actor"] == most, "words"].nunique()
    told = f"{several['actor_id'].nunique():,} of {panes.count(n, 'actor')} go by several forms"
    return f"{told}; {most} by {forms}"
