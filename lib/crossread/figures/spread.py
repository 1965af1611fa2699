"""Draw when articles that use a form of one thing were published."""

from collections.abc import Iterator

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .forms import ONCE, lay, several
from .gathering import Figure, gather, told
from .look import INK, colours, grouped

DISCS = [7, 3, 14]  # least, growth and most of a diameter, in pixels
MOST_OUTLETS = 7  # with a colour each
MOST_DAYS = 24  # with a disc each
DATED = 0.88  # of the figure's width, where articles without a date stand apart


def spread(rows: pd.DataFrame) -> go.Figure:
    """Draw the forms of a thing that goes by several over the time of publishing.

    Rows as `forms` takes them. One disc is one form on one day in one outlet, its area counts
    the occurrences; it is full in the outlet's own voice, open in those of others. Articles
    without a date stand apart, at the right.
    """
    every, rows = rows, several(rows)
    rows = rows.assign(outlet=grouped(rows["outlet"], MOST_OUTLETS))
    table = lay(rows)
    heights = dict(zip(table["key"], table["y"], strict=True))
    marks = told(_gathered(rows, heights), every, "words", "article", "text")
    dated, undated = marks[marks["day"].notna()], marks[marks["day"].isna()]
    shades = colours(rows["outlet"])
    figure = Figure()
    for outlet, colour in shades.items():
        figure.add_traces([*_discs(dated[dated["outlet"] == outlet], heights, colour, "x")])
        figure.add_traces([*_discs(undated[undated["outlet"] == outlet], heights, colour, "x2")])
    figure.add_traces(lanes.legend(shades.items(), "circle"))
    height = lanes.headed(figure, table, "thing", "form")
    _axes(figure, dated["day"], len(undated) > 0)
    note = "Full: the outlet's own voice; open: reported or quoted. The area counts."
    note += panes.more(rows["key"].nunique() - table["form"].count(), "form")
    return panes.head(figure, _finding(rows), note, height, legend=-(-len(shades) // 2))


def _gathered(rows: pd.DataFrame, heights: dict[str, float]) -> pd.DataFrame:
    """Gather the occurrences of a form in one outlet on one day, or in one of `MOST_DAYS` spans."""
    shown = rows["key"].isin(list(heights))
    day = panes.binned(rows["published_start"].dt.floor("D"), MOST_DAYS)
    rows = rows.assign(day=day, is_own=rows["voice"] == "own")
    keys = ("outlet", "is_own", "key", "day")
    return gather(rows, *keys, where=shown, distinct="article_id", dropna=False)


def _discs(
    marks: pd.DataFrame, heights: dict[str, float], colour: str, axis: str
) -> Iterator[go.Scatter]:
    least, growth, most = DISCS
    for is_own, own in marks.groupby("is_own"):
        yield go.Scatter(
            x=["no date" if axis == "x2" else panes.iso(day) for day in own["day"]],
            y=own["key"].map(heights).tolist(),
            xaxis=axis,
            mode="markers",
            showlegend=False,
            cliponaxis=False,
            customdata=own["behind"],
            hovertext=[
                lanes.counted(mark, "own voice" if is_own else "others")
                for mark in own.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "color": colour,
                "symbol": "circle" if is_own else "circle-open",
                "size": [least + min(growth * n**0.5, most) for n in own["n"]],
                "line": {"width": 2 if not is_own else 0, "color": colour},
            },
            meta={"sizes": DISCS},
        )


def _axes(figure: go.Figure, days: pd.Series, has_undated: bool) -> None:
    """Lay the dates out, and apart from them what has none."""
    first, last = (days.min(), days.max()) if len(days) else (pd.Timestamp(2020, 1, 1),) * 2
    room = max((last - first) * 0.05, panes.DAY)
    figure.update_layout(
        xaxis={
            "type": "date",
            "title": {"text": "published"},
            "range": [panes.iso(first - room), panes.iso(last + room)],
            "domain": [0, DATED if has_undated else 1],
            "nticks": 4,
            "tickangle": 0,
            "hoverformat": "%-d %b %Y",
        }
    )
    if has_undated:
        figure.update_layout(xaxis2={"type": "category", "domain": [DATED + 0.03, 1]})
        figure.update_layout(xaxis2={"anchor": "y", "linecolor": INK, "tickangle": 0})


def _finding(rows: pd.DataFrame) -> str:
    """Say where an outlet goes from one form to another between its first day and its last."""
    if rows.empty:
        return ONCE
    own = rows.loc[rows["voice"] == "own", ["outlet", "thing", "form"]]
    own = own.assign(day=rows["published_start"].dt.floor("D")).dropna(subset="day")
    changes = [
        (len(first | last), outlet, thing, first, last, days)
        for (outlet, thing), told in own.drop_duplicates().groupby(["outlet", "thing"])
        for days, first, last in [_ends(told)]
        if not first & last
    ]
    if not changes:
        return "No outlet gives up a form for another between its first day and its last"
    _, outlet, thing, first, last, days = min(changes, key=lambda each: each[:3])
    ends = [
        f"{' / '.join(sorted(used))} ({day:%b %Y})"
        for used, day in zip((first, last), days, strict=True)
    ]
    told = f"{outlet} goes from {ends[0]} to {ends[1]} for {thing}"
    return f"{told}; {panes.count(len(changes), 'such change')} in all"


def _ends(rows: pd.DataFrame) -> tuple[tuple[pd.Timestamp, pd.Timestamp], set[str], set[str]]:
    """Give the first and the last day, and the forms used on each."""
    days = rows["day"].min(), rows["day"].max()
    first, last = (set(rows.loc[rows["day"] == day, "form"]) for day in days)
    return days, first, last
