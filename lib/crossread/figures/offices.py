"""Draw who held which office when, gaps and all, and when the articles speak of it."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure, gather
from .look import INK

MOST_OFFICES = 24
MOST_DAYS = 60  # with a diamond each, in one lane
SHADES = ["#9cc3e0", "#f0c38a"]  # of terms that follow one another
LETTER = 0.014  # width of a letter, of the axis on a page 700 pixels wide
LONGEST = 8  # years before the first mention that are drawn


def offices(terms: pd.DataFrame, named: pd.DataFrame) -> go.Figure:
    """Draw the terms of the offices that the articles speak of, with the mentions upon them.

    `terms` as `actors.terms` gives them, `named` as `actors.named`. One bar is one person's
    term; where no bar stands, nobody is listed. One diamond is the mentions of an office in
    the articles of one day, in the lane of the office they were resolved to.
    """
    spoken = _by_office(named)[["actor_id", "published_start"]].dropna()
    terms_ = terms[["person_id", "lane", "first", "last"]]
    rows = spoken.reset_index(names="row").merge(terms_, left_on="actor_id", right_on="person_id")
    rows = rows[rows["published_start"].between(rows["first"], rows["last"])].set_index("row")
    lanes_ = rows["lane"].value_counts().sort_index(kind="stable").head(MOST_OFFICES).index.tolist()
    heights = {lane: -float(i) for i, lane in enumerate(lanes_)}
    shown = terms[terms["lane"].isin(lanes_)]
    figure = Figure()
    start = rows["published_start"].min() - pd.Timedelta(days=365 * LONGEST) if len(rows) else None
    for lane, own in shown.groupby("lane"):
        held = own[own["last"] > start].sort_values("first", kind="stable")
        for i, term in enumerate(held.itertuples()):
            figure.add_trace(_term(term, heights[lane], start, shown["last"].max(), SHADES[i % 2]))
    if len(rows):
        figure.add_trace(_mentions(rows[rows["lane"].isin(lanes_)], heights))
    figure.update_yaxes(
        tickvals=list(heights.values()),
        ticktext=[panes.lane(lane) for lane in lanes_],
        range=[-max(len(lanes_), 1) + 0.4, 0.7],
        showgrid=False,
    )
    figure.update_xaxes(type="date", title_text="time")
    figure.update_layout(showlegend=False, barmode="overlay")
    note = "Bar: a term. Diamond: the office is spoken of. Gap: nobody is listed."
    note += panes.more(rows["lane"].nunique() - len(lanes_), "office")
    return panes.head(
        figure, _finding(named, rows), note, 40 + 1.6 * lanes.STEP * max(len(lanes_), 1)
    )


def _by_office(named: pd.DataFrame) -> pd.DataFrame:
    """Choose the persons who are meant by their office, alone or with others."""
    is_meant = named["form"].isin(["role", "group"]) & (named["type"] == "person")
    return named.loc[is_meant, ["actor_id", "published_start"]]


def _term(term: object, y: float, start: pd.Timestamp, end: pd.Timestamp, colour: str) -> go.Bar:
    """Draw one term, its holder's name in it where there is room."""
    first = max(term.first, start)
    length = (term.last - first) / pd.Timedelta(milliseconds=1)
    fits = (term.last - first) / (end - start) > LETTER * min(len(term.person), 24)
    return go.Bar(
        base=[panes.iso(first)],
        x=[length],
        y=[y],
        orientation="h",
        width=0.6,
        marker={"color": colour},
        text=[panes.short(term.person, 24) if fits else ""],
        textposition="inside",
        insidetextanchor="middle",
        hovertext=[f"{panes.short(term.person, 60)}, {panes.short(term.office, 60)}"],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _mentions(rows: pd.DataFrame, heights: dict[str, float]) -> go.Scatter:
    day = panes.binned(rows["published_start"], MOST_DAYS)
    marks = gather(rows, "lane", day)
    return go.Scatter(
        x=panes.isos(marks["published_start"]),
        y=marks["lane"].map(heights).tolist(),
        mode="markers",
        customdata=marks["behind"],
        hovertext=[panes.count(n, "mention") for n in marks["n"]],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "symbol": "diamond",
            "color": INK,
            "size": [8 + min(2 * n**0.5, 10) for n in marks["n"]],
            "line": {"width": 1, "color": "white"},
        },
        meta={"sizes": [8, 2, 10]},
    )


def _finding(named: pd.DataFrame, rows: pd.DataFrame) -> str:
    roles = _by_office(named)
    if roles.empty:
        return "Nobody is meant by an office alone"
    known = int(roles["actor_id"].notna().sum())
    told = (
        f"{panes.count(len(roles), 'mention')} of persons by their office; {known:,} have a holder"
    )
    undated = int(roles["published_start"].isna().sum())
    return told + (f"; {undated:,} stand in articles without a date" if undated else "")
