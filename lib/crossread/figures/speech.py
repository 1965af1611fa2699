"""Draw whose words the articles are made of: quoted, paraphrased, the outlet's own, recycled."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
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
    kept = sorted(sizes.index, key=lambda name: (-sizes[name], name))[:MOST_LANES]
    heights = {name: -float(i) for i, name in enumerate(_ordered(rows, kept, by))}
    figure = go.Figure()
    for voice, colour in VOICES.items():
        figure.add_traces(_bars(rows[rows["voice"] == voice], heights, voice, colour))
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
    panes.head(figure, _finding(rows), note, 30 * max(len(heights), 2), legend=True)
    return figure.update_layout(legend={"traceorder": "normal", "entrywidth": 150})


def _ordered(rows: pd.DataFrame, kept: list[str], by: str) -> list[str]:
    """Put articles in the order of their printing, outlets in that of their words."""
    if by != "article":
        return kept
    first = rows[rows["lane"].isin(kept)].groupby("lane")["published_start"].min()
    return list(first.sort_index().sort_values(kind="stable", na_position="last").index)


def _bars(rows: pd.DataFrame, y: dict[str, float], voice: str, colour: str) -> list[go.Bar]:
    groups = [(name, rows[rows["lane"] == name]) for name in y]
    groups = [(name, own) for name, own in groups if len(own)]
    if not groups:
        return []
    words = [own["n_words"].tolist() for _, own in groups]
    return [
        go.Bar(
            x=[sum(own) for own in words],
            y=[y[name] for name, _ in groups],
            orientation="h",
            width=0.72,
            name=voice,
            showlegend=False,
            marker={"color": colour, "line": {"color": "white", "width": 0.5}},
            customdata=[own.index.tolist() for _, own in groups],
            hovertext=[_said(name, own, voice) for name, own in groups],
            hovertemplate="%{hovertext}<extra></extra>",
            meta={"sums": "x", "weights": words},
        )
    ]


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
