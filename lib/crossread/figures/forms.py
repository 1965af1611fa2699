"""Draw which forms of one thing the outlets use, in their own voice and in those of others."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure, coded, firsts, gather, numbered, told
from .look import grouped

MOST_FORMS = 36  # lanes
MOST_OUTLETS = 4  # columns
VOICES = {
    "own": ("own voice", "#0072B2"),
    "reported": ("reported", "#56B4E9"),
    "quoted": ("quoted", "#D55E00"),
}
NEEDED = ["article_id", "outlet", "published_start", "thing", "form", "voice", "is_recycled"]
ONCE = "Each thing goes by one form only"


def forms(rows: pd.DataFrame) -> go.Figure:
    """Draw which outlet uses which form of a thing that goes by several, and in whose voice.

    Rows as `wording.told` gives those of `wording.find`. One bar counts the occurrences of one
    form in one outlet; what is quoted or reported is not the outlet's own. Things with most
    forms come first; beyond `MOST_OUTLETS` outlets the rest share a column.
    """
    every, rows = rows, several(rows)
    rows = rows.assign(outlet=grouped(rows["outlet"], MOST_OUTLETS))
    table = lay(rows)
    heights = dict(zip(table["key"], table["y"], strict=True))
    marks = told(
        lanes.parted(rows, "outlet", "voice", kept=heights), every, "words", "article", "text"
    )
    figure = Figure()
    outlets = rows.loc[rows["key"].isin(table["key"]), "outlet"].value_counts().index.tolist()
    for number, outlet in enumerate(outlets):
        own, axis = marks[marks["outlet"] == outlet], f"x{number + 1 if number else ''}"
        traces = [
            trace
            for voice, (label, colour) in VOICES.items()
            for trace in lanes.bars(own[own["voice"] == voice], heights, label, colour, axis)
        ]
        figure.add_traces(lanes.hatched_last(traces))
    figure.add_traces(
        lanes.legend(shown for v, shown in VOICES.items() if (rows["voice"] == v).any())
    )
    height = lanes.headed(figure, table, "thing", "form")
    most = marks.groupby(["outlet", "key"])["n"].sum().max() if len(marks) else 1
    lanes.columns(figure, outlets, most, "occurrences")
    note = f"{lanes.HATCHED} Forms as listed in data/handmade/wording.csv; none is the right one."
    note += panes.more(rows["key"].nunique() - table["form"].count(), "form")
    return panes.head(figure, _finding(rows), note, height + 24, legend=2)


def several(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the things that go by several forms here, each row with the key of its lane.

    Words and sentences, which take most room, are left out: `gathering.told` adds those of a mark.
    """
    rows = coded(rows[NEEDED])
    number, n = numbered([rows["thing"], rows["form"]])
    pairs = rows[["thing", "form"]].iloc[firsts(number, n)].astype("str")
    key = pd.Categorical.from_codes(number, pairs["thing"] + "\n" + pairs["form"])
    is_kept = pairs["thing"].duplicated(keep=False).to_numpy()[number]
    return rows.assign(key=key, name=rows["form"])[is_kept]


def lay(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each form a lane below the heading of its thing.

    One row is one lane: `thing`, `form`, `key` and `y`; of a heading `form` is missing.
    """
    table = gather(rows[["thing", "form", "key"]], "thing", "form")
    table = table.astype({"thing": "str", "form": "str", "key": "str"})
    sizes = table.groupby("thing")["form"].transform("size")
    table = table.assign(n_forms=sizes, total=table.groupby("thing")["n"].transform("sum"))
    order = ["n_forms", "total", "thing", "n", "form"]
    table = table.sort_values(order, ascending=[False, False, True, False, True]).head(MOST_FORMS)
    return lanes.under(table, "thing")


def _finding(rows: pd.DataFrame) -> str:
    """Say which thing goes by most forms, and how much of it all the outlets say themselves."""
    if rows.empty:
        return ONCE
    used = rows[["thing", "form", "outlet", "voice"]]
    counts = used.drop_duplicates(["thing", "form"]).groupby("thing").size()
    counts = counts.sort_values(ascending=False, kind="stable")
    top, own = counts.index[0], used[used["voice"] == "own"]
    named = own[own["thing"] == top].groupby("outlet")["form"].nunique()
    said = f"{panes.count(len(counts), 'thing')} by several forms; {top} by {counts.iloc[0]}"
    if len(named):
        said += f", {int(named.max())} of them in {named.idxmax()}'s own voice"
    return f"{said}; {1 - len(own) / len(rows):.0%} of all are in voices of others"
