"""Draw what each outlet calls the actors: the surface forms, as written."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .look import colours, grouped

MOST_FORMS = 32  # rows
MOST_OUTLETS = 12  # columns


def called(named: pd.DataFrame) -> go.Figure:
    """Draw which outlet uses which words for an actor that goes by several.

    Rows as `actors.named` gives them. One disc is one form of an actor in one outlet; its area
    counts the mentions. Pronouns and groups are left out; actors with most forms come first.
    """
    rows = named[named["form"].isin(["name", "role"]) & named["actor_id"].notna()]
    rows = rows.assign(outlet=grouped(rows["outlet"], MOST_OUTLETS))
    n_forms = rows.groupby("actor_id")["words"].transform("nunique")
    several = rows[n_forms > 1].assign(n_forms=n_forms, n=1)
    table = several.groupby(["actor_id", "actor", "words"], as_index=False).agg(
        n_forms=("n_forms", "first"), n=("n", "sum")
    )
    order = ["n_forms", "actor_id", "n", "words"]
    table = table.sort_values(order, ascending=[False, True, False, True]).head(MOST_FORMS)
    table = table.assign(y=[-float(i) for i in range(len(table))])
    figure = go.Figure()
    outlets = several["outlet"].value_counts().index.tolist()
    placed = several.reset_index().merge(
        table[["actor_id", "words", "y"]], on=["actor_id", "words"]
    )
    for outlet, colour in colours(rows["outlet"]).items():
        figure.add_traces(_discs(placed[placed["outlet"] == outlet], outlet, colour))
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
    figure = panes.head(figure, _finding(rows, n_forms), note, height)
    return figure.update_layout(margin_t=figure.layout.margin.t + 26)


def _same(table: pd.DataFrame) -> list[bool]:
    """Tell which rows go on with the actor of the row above."""
    return (table["actor_id"] == table["actor_id"].shift()).tolist()


def _discs(rows: pd.DataFrame, outlet: str, colour: str) -> list[go.Scatter]:
    groups = [own for _, own in rows.groupby("y", sort=True)]
    if not groups:
        return []
    return [
        go.Scatter(
            x=[panes.short(outlet, 40)] * len(groups),
            y=[own["y"].iloc[0] for own in groups],
            mode="markers",
            customdata=[own["index"].tolist() for own in groups],
            hovertext=[f"{panes.count(len(own), 'mention')}" for own in groups],
            hovertemplate="%{x}: %{hovertext}<extra></extra>",
            marker={
                "color": colour,
                "size": [6 + min(3 * len(own) ** 0.5, 18) for own in groups],
                "opacity": 1,
            },
            meta={"sizes": [6, 3, 18]},
        )
    ]


def _finding(rows: pd.DataFrame, n_forms: pd.Series) -> str:
    if rows.empty:
        return "Nobody is named"
    several = rows[n_forms > 1]
    n = rows["actor_id"].nunique()
    if several.empty:
        return f"Each of {panes.count(n, 'actor')} goes by one form only"
    most = several.groupby("actor")["words"].nunique().sort_index().idxmax()
    forms = several.loc[several["actor"] == most, "words"].nunique()
    told = f"{several['actor_id'].nunique():,} of {panes.count(n, 'actor')} go by several forms"
    return f"{told}; {most} by {forms}"
