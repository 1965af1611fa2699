"""Draw whose words the articles are made of: quoted, paraphrased, the outlet's own, recycled."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure, arrays, gather
from .look import plain

MOST_LANES = 40
VOICES = {
    "direct speech": "#D55E00",
    "indirect speech": "#56B4E9",
    "own voice": "#0072B2",
    "recycled background": "#B8B8B8",
}


def speech(stretches: pd.DataFrame, by: str = "article") -> go.Figure:
    """Draw how many words of each article, or outlet, are whose.

    Rows as `claims.voices` gives them. One bar counts the words (`n_words`) of one voice in one
    article; `by` names another column to have a lane each, such as 'outlet'. Beyond
    `MOST_LANES` lanes the ones with fewest words are left out.
    """
    rows = stretches.assign(lane=stretches[by].astype("str").fillna("not stated"))
    sizes = rows.groupby("lane")["n_words"].sum()
    kept = sizes.sort_values(ascending=False, kind="stable").index[:MOST_LANES].tolist()
    heights = {name: -float(i) for i, name in enumerate(_ordered(rows, kept, by))}
    figure = Figure()
    marks = gather(rows, "voice", "lane", where=rows["lane"].isin(kept))
    for voice, colour in VOICES.items():
        own = marks[marks["voice"] == voice].set_index("lane")
        own = own.loc[[name for name in heights if name in own.index]]
        figure.add_traces(_bars(own, rows, heights, voice, colour) if len(own) else [])
    figure.add_traces(lanes.legend(VOICES.items()))
    figure.update_yaxes(
        tickvals=list(heights.values()),
        ticktext=[panes.short(name, 34) for name in heights],
        range=[-len(heights) + 0.4, 0.6],
        showgrid=False,
    )
    lanes.counts(figure, sizes.max() if len(sizes) else 1, "words of headline and body")
    figure.update_layout(barmode="stack")
    note = "Direct: attributed, in quotation marks. Indirect: attributed, in the outlet's words."
    note += panes.more(len(sizes) - len(heights), by)
    panes.head(figure, _finding(rows), note, 30 * max(len(heights), 2), legend=True)
    return figure.update_layout(legend={"traceorder": "normal", "entrywidth": 150})


def _ordered(rows: pd.DataFrame, kept: list[str], by: str) -> list[str]:
    """Put articles in the order of their printing, outlets in that of their words."""
    if by != "article":
        return kept
    dates = rows.loc[rows["lane"].isin(kept), ["lane", "published_start"]]
    first = dates.groupby("lane")["published_start"].min()
    return list(first.sort_index().sort_values(kind="stable", na_position="last").index)


def _bars(
    marks: pd.DataFrame, rows: pd.DataFrame, y: dict[str, float], voice: str, colour: str
) -> go.Bar:
    words = [rows["n_words"].loc[behind].to_numpy() for behind in marks["behind"]]
    told = rows[["speaker", "n_words"]]
    return go.Bar(
        x=[int(own.sum()) for own in words],
        y=marks.index.map(y).tolist(),
        orientation="h",
        width=0.72,
        name=voice,
        showlegend=False,
        marker={"color": colour, "line": {"color": "white", "width": 0.5}},
        customdata=marks["behind"],
        hovertext=[_said(name, told.loc[own], voice) for name, own in marks["behind"].items()],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"sums": "x", "weights": arrays(words)},
    )


def _said(lane: str, rows: pd.DataFrame, voice: str) -> str:
    """Say how many words, and whose most of them are."""
    said = f"<b>{panes.short(lane, 48)}</b>: {panes.count(int(rows['n_words'].sum()), 'word')}"
    named = rows.dropna(subset="speaker").groupby("speaker")["n_words"].sum()
    whose = [
        f"{panes.short(name, 40)}: {n:,}"
        for name, n in named.sort_values(ascending=False).head(5).items()
    ]
    return "<br>".join([f"{said} of {plain(voice)}", *whose])


def _finding(rows: pd.DataFrame) -> str:
    """Say what share of the words is whose."""
    n = int(rows["n_words"].sum())
    if not n:
        return "No words to count"
    shares = rows.groupby("voice")["n_words"].sum().reindex(list(VOICES), fill_value=0) / n
    direct, indirect, own, recycled = (f"{100 * share:.0f} %" for share in shares)
    return (
        f"Of {n:,} words {direct} are direct speech, {indirect} indirect speech, "
        f"{own} the outlets' own, {recycled} recycled background"
    )
