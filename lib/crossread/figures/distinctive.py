"""Draw which words set one outlet or speaker apart from the others."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure, gather
from .look import GRID, INK, colours

MOST_LANES = 6  # outlets or speakers
MOST_WORDS = 8  # of each
SURE = 1.96  # as in wording.odds
DISCS = [7, 3, 16]  # least, growth and most of a diameter, in pixels


def distinctive(rows: pd.DataFrame) -> go.Figure:
    """Draw the words that stand most apart, in a lane for each outlet or speaker.

    Rows as `wording.told` gives those of `wording.lines`. One disc is one word: how far right it
    stands is its z, its area counts how often the one uses it, the numbers beside it that and
    how often all others do. Within the band it is open: so far words stand by chance.
    """
    rows = rows.assign(key=rows["whose"] + "\n" + rows["word"])
    is_counted = rows["is_counted"].astype("bool") & (rows["z"] > 0)
    table = _lay(rows.loc[is_counted, ["whose", "word", "words", "key", "n", "n_rest", "z"]])
    words = table.dropna(subset="word")
    heights = dict(zip(words["key"], words["y"], strict=True))
    shown = is_counted & rows["key"].isin(words["key"])
    marks = gather(
        rows.drop(columns=["n", "is_distinctive"]), "key", where=shown, distinct="article_id"
    )
    marks = words[["key", "name", "is_distinctive", "n"]].rename(columns={"n": "told"}).merge(marks)
    shades = colours(rows.loc[is_counted, "whose"])
    figure = Figure()
    for (whose, is_sure), own in marks.groupby(["whose", "is_distinctive"]):
        figure.add_trace(_discs(own, heights, shades[whose], bool(is_sure)))
    most = max(words["z"].max() if len(words) else 0, SURE) * 1.25
    figure.update_layout(
        shapes=[
            {
                "type": "rect",
                "x0": 0,
                "x1": SURE,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "fillcolor": GRID,
                "opacity": 0.45,
                "line": {"width": 0},
                "layer": "below",
            }
        ],
        xaxis={"range": [0, most], "title": {"text": "z of the log-odds ratio, standard errors"}},
        showlegend=False,
    )
    height = lanes.headed(figure, table, "whose", "name")
    note = "Grey: within chance, |z| < 1.96. Beside a disc: its count, and that of all others."
    return panes.head(figure, _finding(words), note, height)


def _lay(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each word a lane below the one whose it is, those with the highest z first."""
    table = rows.drop_duplicates("key").assign(is_distinctive=lambda t: t["z"] > SURE)
    table = table.sort_values(["whose", "z", "word"], ascending=[True, False, True])
    sizes = table.groupby("whose")["z"].max().sort_values(ascending=False).index[:MOST_LANES]
    kept = table[table["whose"].isin(sizes)].groupby("whose").head(MOST_WORDS)
    own = rows[rows["key"].isin(kept["key"])].groupby("key")["words"]
    written = own.agg(lambda words: words.mode().iloc[0])
    return lanes.under(kept.assign(name=kept["key"].map(written).astype("str")), "whose")


def _discs(
    marks: pd.DataFrame, heights: dict[str, float], colour: str, is_sure: bool
) -> go.Scatter:
    least, growth, most = DISCS
    return go.Scatter(
        x=marks["z"].tolist(),
        y=marks["key"].map(heights).tolist(),
        mode="markers+text",
        text=[f"  {mark.told:,.0f} : {mark.n_rest:,.0f}" for mark in marks.itertuples()],
        textposition="middle right",
        textfont={"color": INK, "size": 12},
        cliponaxis=False,
        customdata=marks["behind"],
        hovertext=[lanes.counted(mark, mark.whose) for mark in marks.itertuples()],
        hovertemplate="z = %{x:.2f}<br>%{hovertext}<extra></extra>",
        marker={
            "color": colour,
            "symbol": "circle" if is_sure else "circle-open",
            "size": [least + min(growth * n**0.5, most) for n in marks["n"]],
            "line": {"width": 0 if is_sure else 2, "color": colour},
        },
        meta={"sizes": DISCS},
    )


def _finding(words: pd.DataFrame) -> str:
    """Say how many words stand beyond chance, and which stands farthest."""
    if words.empty:
        return "No word stands apart"
    top = words.sort_values(["z", "word"], ascending=[False, True]).iloc[0]
    n = int(words["is_distinctive"].astype("bool").sum())
    said = (
        f"\u2018{top['name']}\u2019 in {top['whose']} (z = {top['z']:.1f}, {top['n']:,.0f} times "
    )
    said += f"against {top['n_rest']:,.0f})"
    if not n:
        return f"No word sets anyone apart beyond chance; closest is {said}"
    return f"{panes.count(n, 'word')} shown stand beyond chance; farthest is {said}"
