"""Draw who is quoted, who is paraphrased, and who is only spoken about."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure
from .look import grouped

MOST_SPEAKERS = 25  # lanes
MOST_OUTLETS = 4  # columns
VOICES = {
    "quoted": ("quoted", "#D55E00"),
    "paraphrased": ("paraphrased", "#56B4E9"),
    "mentioned": ("only mentioned", "#B8B8B8"),
}
MUTE = ("place", "media")  # drawn only where they are given a voice


def voice(named: pd.DataFrame) -> go.Figure:
    """Draw how each actor is given a voice, outlet by outlet.

    Rows as `who` takes them, with `voice`: 'quoted' where the mention is the speaker of words
    in quotation marks, 'paraphrased' where it speaks without them, else 'mentioned'. One bar
    counts the mentions of one actor and outlet; who speaks most comes first. Beyond
    `MOST_OUTLETS` outlets the rest share a column.
    """
    rows = lanes.keyed(named).assign(outlet=grouped(named["outlet"], MOST_OUTLETS))
    rows = rows.assign(speaks=rows["voice"].isin(["quoted", "paraphrased"]))
    known = lanes.lanes(rows, len(rows), "speaks").drop(index=lanes.NOBODY, errors="ignore")
    heard = known[(known["speaks"] > 0) | ~known["type"].isin(MUTE)]
    table = heard.head(MOST_SPEAKERS)
    table = table.assign(y=[-float(i) for i in range(len(table))])
    figure, heights = Figure(), table["y"].to_dict()
    marks = lanes.parted(rows, "outlet", "voice", kept=heights)
    outlets = rows.loc[rows["key"].isin(heights), "outlet"].value_counts().index.tolist()
    for number, outlet in enumerate(outlets):
        own, axis = marks[marks["outlet"] == outlet], f"x{number + 1 if number else ''}"
        traces = [
            trace
            for name, (label, colour) in VOICES.items()
            for trace in lanes.bars(own[own["voice"] == name], heights, label, colour, axis)
        ]
        figure.add_traces(lanes.hatched_last(traces))
    figure.add_traces(lanes.legend(VOICES.values()))
    height = lanes.ticks(figure, table)
    most = marks.groupby(["outlet", "key"])["n"].sum().max() if len(marks) else 1
    lanes.columns(figure, outlets, most, "mentions")
    note = f"{lanes.HATCHED} Bold: articles.{panes.more(len(heard) - len(table), 'actor')}"
    return panes.head(figure, _silence(known), note, height + 24, legend=True)


def _silence(known: pd.DataFrame) -> str:
    """Say how many actors speak, who speaks most, and who is mentioned most and never speaks."""
    table = known[(known["speaks"] > 0) | (known["type"] != "place")]
    if table.empty:
        return "Nobody is mentioned"
    speakers = table[table["speaks"] > 0]
    silent = table[(table["speaks"] == 0) & ~table["type"].isin(MUTE)]
    if speakers.empty:
        return f"None of {panes.count(len(table), 'actor')} is given a voice"
    top = speakers.iloc[0]
    said = f"{len(speakers):,} of {panes.count(len(table), 'actor')} speak, {top['name']} most"
    if silent.empty:
        return f"{said} ({int(top['speaks']):,} times)"
    most = silent.sort_values(["n", "name"], ascending=[False, True]).iloc[0]
    return f"{said}; {most['name']} is mentioned {int(most['n']):,} times and never speaks"
