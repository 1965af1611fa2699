"""Draw how passages that recur were edited: their wordings as a family tree, in order of time."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure
from .look import INK, colours, plain

MOST_PASSAGES = 12  # lanes
MOST_ARTICLES = 16  # columns
MOST_LEVEL = 7  # of them whose names fit side by side
STEP = 26  # pixels of a wording
GAP = 0.9  # of a wording, between two passages


def edits(recurring: pd.DataFrame) -> go.Figure:
    """Draw the wordings of each passage, one row each, over the articles that have them.

    Rows as `reuse.recurring` gives them. A column is an article, in order of printing as far as
    it is known; a square is an article that has the wording of its row. A line leads to each
    wording from the earlier one that it is most like. Passages in most articles come first.
    """
    rows, n_left_out = _largest(
        recurring[["passage_id", "variant", "rank", "article", "n_articles"]]
    )
    n_told = rows["article"].nunique()
    columns = _columns(rows)
    rows = recurring.loc[rows.index[rows["article"].isin(columns)]]
    heights = _heights(rows)
    at = pd.MultiIndex.from_frame(rows[["passage_id", "variant"]]).map(heights)
    rows = rows.assign(x=rows["article"].map(columns), y=pd.Series(at, rows.index, dtype="float64"))
    figure = Figure([_descent(rows)])
    for outlet, colour in colours(rows["outlet"]).items():
        figure.add_trace(_squares(rows[rows["outlet"] == outlet], outlet, colour))
    first = rows.drop_duplicates("passage_id")
    figure.update_yaxes(
        tickvals=[heights[row.passage_id, row.variant] for row in first.itertuples()],
        ticktext=[_lane(row.passage) for row in first.itertuples()],
        range=[min(heights.values(), default=0) - 0.8, 0.8],
        showgrid=False,
    )
    figure.update_xaxes(
        tickvals=list(columns.values()),
        ticktext=[_lane(name, 14) for name in columns],
        range=[-0.5, max(len(columns), 1) - 0.5],
        side="top",
        tickangle=-45 if len(columns) > MOST_LEVEL else 0,
    )
    figure.update_layout(showlegend=False)
    note = "Number: the wording, 1 the earliest. A line leads from the wording it is most like."
    note += panes.more(n_left_out, "passage") + panes.more(n_told - len(columns), "article")
    height = STEP * (1.6 - min(heights.values(), default=0))
    figure = panes.head(figure, _finding(recurring), note, height)
    room = 84 if len(columns) > MOST_LEVEL else 44
    return figure.update_layout(margin_t=figure.layout.margin.t + room)


def _largest(recurring: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Keep the passages that most articles have, in the order of their wordings; count the rest."""
    sizes = recurring.groupby("passage_id").agg(n=("n_articles", "first"), v=("variant", "max"))
    order = sizes.sort_values(["n", "v"], ascending=False, kind="stable").head(MOST_PASSAGES).index
    place = {key: i for i, key in enumerate(order)}
    rows = recurring[recurring["passage_id"].isin(order)]
    rows = rows.assign(place=rows["passage_id"].map(place))
    return rows.sort_values(["place", "variant", "rank"], kind="stable"), len(sizes) - len(order)


def _columns(rows: pd.DataFrame) -> dict[str, int]:
    """Give the articles that have most passages a column, by the time of printing."""
    n = rows.groupby("article")["passage_id"].nunique().to_dict()
    kept = sorted(n, key=lambda name: (-n[name], name))[:MOST_ARTICLES]
    first = rows[rows["article"].isin(kept)].drop_duplicates("article")
    order = first.sort_values("rank")["article"]
    return {name: i for i, name in enumerate(order)}


def _heights(rows: pd.DataFrame) -> dict[tuple[str, int], float]:
    """Give each wording its row, with a gap between passages."""
    found: dict[tuple[str, int], float] = {}
    y, before = 0.0, None
    for row in rows.drop_duplicates(["passage_id", "variant"]).itertuples():
        if before is not None:
            y -= 1 if row.passage_id == before else 1 + GAP
        found[row.passage_id, row.variant] = y
        before = row.passage_id
    return found


def _descent(rows: pd.DataFrame) -> go.Scatter:
    """Join the first article of each wording with that of the wording it comes from."""
    firsts = rows.drop_duplicates(["passage_id", "variant"])
    places = {(r.passage_id, r.variant): (r.x, r.y) for r in firsts.itertuples()}
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row in firsts.dropna(subset="parent").itertuples():
        if parent := places.get((row.passage_id, int(row.parent))):
            xs += [parent[0], parent[0], row.x, None]
            ys += [parent[1], row.y, row.y, None]
    line = {"color": INK, "width": 1.5}
    return go.Scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _squares(rows: pd.DataFrame, outlet: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text",
        name=plain(outlet),
        text=[str(n) for n in rows["variant"]],
        textfont={"color": "white", "size": 12},
        customdata=rows.index.tolist(),
        hovertext=[_said(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"symbol": "square", "size": 21, "color": colour},
    )


def _said(row: object) -> str:
    likeness = f", {100 * row.similarity:.0f} % of the words as in wording 1"
    text = "<br>".join(map(plain, textwrap.wrap(" ".join(str(row.text).split())[:260], 64)))
    own = f"<b>{panes.short(row.article, 48)}</b>: wording {row.variant}"
    return f"{own}{likeness if row.variant > 1 else ''}<br>{text}"


def _lane(text: str, width: int = 34) -> str:
    lines = textwrap.wrap(" ".join(text.split()), width, max_lines=2, placeholder="\u2026")
    return "<br>".join(map(plain, lines))


def _finding(recurring: pd.DataFrame) -> str:
    """Say how many passages recur, how many were edited, and the share of words that stayed."""
    passages = recurring.groupby("passage_id")["variant"].max()
    if passages.empty:
        return "No passage stands in two articles"
    edited = int((passages > 1).sum())
    most = int(recurring["n_articles"].max())
    told = f"{panes.count(len(passages), 'passage')} stand in several articles, up to {most:,}"
    return f"{told}; {edited:,} of them were edited on the way"
