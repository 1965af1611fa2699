"""Lay event time out in panes, for a story that spans decades and is told of one season."""

import textwrap
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .look import INK, finish, plain

DENSE = 0.7  # share of the dates that the densest period holds
WORTH = 4  # times as long as that period the whole must be, for a break to be worth it
ASIDE = 0.19  # of the figure's width, for what lies before, and after
GAP = 0.035
NARROW = 62  # characters of a title's line where a page is 700 pixels wide
SOFT = "#6b6b6b"
DAY = pd.Timedelta(days=1)
Bounds = tuple[pd.Timestamp, pd.Timestamp]


class Pane(NamedTuple):
    """A stretch of time, and of the figure's width (0 to 1)."""

    first: pd.Timestamp
    last: pd.Timestamp
    left: float
    right: float

    def place(self, moments: pd.Series) -> pd.Series:
        """Tell where in the figure's width moments stand; those outside stand at the edge."""
        share = (moments - self.first) / (self.last - self.first)
        return self.left + share.clip(0, 1) * (self.right - self.left)


def bounds(told: pd.DataFrame) -> pd.DataFrame:
    """Bound what is told, `first` to `last`, on the clock that the text states.

    Tables hold UTC where a zone is stated; a reader of '00:00 (Tokyo time) on 10
    November' looks for it on the 10th. Missing where either end is unknown.
    """
    codes, dates = pd.factorize(told["edtf"].astype("str"))
    zone = pd.Series([*dates, None], dtype="str")  # a missing date's code is -1
    zone = zone.str.extract(r"^[^/]*T[\d:.]+([+-]\d\d:\d\d)$")[0]
    hours = pd.to_timedelta(zone.str[1:] + ":00", errors="coerce").fillna(pd.Timedelta(0))
    shift = hours.where(~zone.str.startswith("-").fillna(False).astype(bool), -hours)
    shift = pd.Series(shift.to_numpy()[codes], told.index)
    ends = {"first": told["earliest"], "last": told["latest"]}
    span = pd.DataFrame({name: end.astype("datetime64[us]") + shift for name, end in ends.items()})
    return span.where(span.notna().all(axis=1))


def split(span: pd.DataFrame) -> list[Pane]:
    """Lay dates out in one pane, or in up to three, the densest period in the widest.

    `span`: `first` and `last` of each date; what is missing counts for nothing. The densest
    period is the shortest that holds the middles of `DENSE` of all dates.
    """
    span = span.dropna()
    if span.empty:
        return [Pane(pd.Timestamp(2000, 1, 1), pd.Timestamp(2001, 1, 1), 0, 1)]
    middle = (span["first"] + (span["last"] - span["first"]) / 2).sort_values()
    start, end = _densest(middle)
    whole = span["first"].min(), span["last"].max()
    if whole[1] - whole[0] <= WORTH * max(end - start, 14 * DAY):
        return [Pane(*_roomy(whole), 0, 1)]
    dense = _dense_ends(span.loc[middle.index[(middle >= start) & (middle <= end)]], start, end)
    before = span.loc[middle.index[middle < start]]
    after = span.loc[middle.index[middle > end]]
    left = ASIDE + GAP if len(before) else 0
    right = 1 - ASIDE - GAP if len(after) else 1
    panes = [Pane(*_roomy(dense), left, right)]
    if len(before):
        ends = before["first"].min(), min(before["last"].max(), panes[0].first)
        panes.insert(0, Pane(*_roomy(ends), 0, ASIDE))
    if len(after):
        ends = max(after["first"].min(), panes[-1].last), after["last"].max()
        panes.append(Pane(*_roomy(ends), 1 - ASIDE, 1))
    return panes


def widest(panes: list[Pane]) -> int:
    """Tell which pane holds the densest period."""
    return max(range(len(panes)), key=lambda i: panes[i].right - panes[i].left)


def _densest(middle: pd.Series) -> Bounds:
    """Find the shortest period that holds most; then widen it to end where silence begins."""
    values, k = middle.to_numpy(), max(int(np.ceil(DENSE * len(middle))), 1)
    low = int(np.argmin(values[k - 1 :] - values[: len(values) - k + 1]))
    high = low + k - 1
    length = max(values[high] - values[low], np.timedelta64(30, "D"))
    near = (values >= values[low] - length / 4) & (values <= values[high] + length / 4)
    return pd.Timestamp(values[near][0]), pd.Timestamp(values[near][-1])


def _dense_ends(rows: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> Bounds:
    """Bound the densest period by its dates; one as long as the period runs over its edges."""
    short = rows[rows["last"] - rows["first"] <= 0.5 * (end - start) + 31 * DAY]
    return min(start, short["first"].min()), max(end, short["last"].max())


def _roomy(ends: Bounds) -> Bounds:
    room = max((ends[1] - ends[0]) * 0.04, DAY)
    return ends[0] - room, ends[1] + room


def axes(figure: go.Figure, panes: list[Pane], title: str, y: str = "y") -> None:
    """Give each pane its axis, x, x2, ...; a break is marked where one ends and another begins."""
    main = widest(panes)
    for i, pane in enumerate(panes):
        years = (pane.last - pane.first) / (365 * DAY)
        figure.update_layout(
            {
                f"xaxis{i + 1 if i else ''}": {
                    "type": "date",
                    "domain": [pane.left, pane.right],
                    "range": [iso(pane.first), iso(pane.last)],
                    "anchor": y,
                    "nticks": 7 if i == main else 2,
                    "tickangle": 0,
                    "tickformat": "%Y" if years > 6 else "%b %Y" if years > 0.3 else None,
                    "hoverformat": "%-d %b %Y",
                    "title": {"text": title if i == main else ""},
                }
            }
        )
    for pane in panes[1:]:
        figure.add_annotation(
            x=pane.left - GAP / 2,
            y=0,
            xref="paper",
            yref=f"{y} domain",
            text="<b>//</b>",
            showarrow=False,
            font={"color": INK, "size": 13},
        )


def iso(moment: pd.Timestamp) -> str:
    """Write a moment as Plotly reads it, years before 1000 included."""
    return str(np.datetime_as_string(np.datetime64(moment, "s"))).replace("T", " ")


def isos(moments: pd.Series) -> list[str]:
    """Write moments as Plotly reads them."""
    return [iso(moment) for moment in moments]


def binned(moments: pd.Series, most: int) -> pd.Series:
    """Put moments into at most so many spans of whole days, where they are more."""
    span = step(moments, most)
    return moments if span is None else moments.min() + (moments - moments.min()) // span * span


def step(moments: pd.Series, most: int) -> pd.Timedelta | None:
    """Tell how long such a span is; None where the moments are not more."""
    if moments.nunique() <= most:
        return None
    return ((moments.max() - moments.min()) / most).ceil("D") + DAY


def period(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Say from when to when, in days for a short period, in years for one of decades."""
    days = (last - first) / DAY
    form = "%-d %B %Y" if days < 62 else "%B %Y" if days < 4000 else "%Y"
    said = [f"{moment:{form}}" for moment in (first, last)]
    return (
        f"{'on' if days < 62 else 'in'} {said[0]}"
        if said[0] == said[1]
        else f"from {said[0]} to {said[1]}"
    )


def count(n: int, noun: str) -> str:
    """Say a number with its noun, '1 date', '1,200 dates'."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def more(n: int, noun: str) -> str:
    """Say, at the end of a note, how many are counted and not drawn."""
    return f" Not drawn: {count(n, f'more {noun}')}." if n > 0 else ""


def length(n: float) -> str:
    """Say a number of days in days, months or years, as fits it."""
    if abs(n) < 60:
        return count(round(n), "day")
    return count(round(n / 30.4), "month") if n < 730 else count(round(n / 365.25), "year")


def short(text: object, width: int) -> str:
    """Shorten a text at a word, or within one that is longer, and make it safe to show."""
    flat = " ".join(str(text).split()) if pd.notna(text) else "not stated"
    if len(flat) <= width:
        return plain(flat)
    cut = flat[:width].rsplit(" ", 1)[0] if " " in flat[width // 2 : width] else flat[:width]
    return plain(cut.rstrip(" ,;:")) + "\u2026"


def lane(name: object) -> str:
    """Name a lane in at most two short lines."""
    lines = textwrap.wrap(str(name), 20, max_lines=2, placeholder="\u2026")
    return "<br>".join(map(plain, lines))


def hover(rows: pd.DataFrame) -> list[str]:
    """Say for each date told where it stands: the words, the article, the sentence."""
    return [
        f"\u201c{short(r.words, 60)}\u201d: {short(r.edtf, 40)}<br>{short(r.article, 60)}<br>"
        + "<br>".join(map(plain, textwrap.wrap(" ".join(str(r.text).split())[:260], 64)))
        for r in rows.itertuples()
    ]


def head(figure: go.Figure, title: str, note: str, height: float, legend: int = 0) -> go.Figure:
    """Finish a figure: the finding above, how to read it below, nothing cut on a narrow page.

    `legend` counts the lines of the legend that the page may need.
    """
    finish(figure, title, figure.layout.xaxis.title.text or "", "")
    lines = [plain(line) for line in textwrap.wrap(title, NARROW)]
    notes = [plain(line) for line in textwrap.wrap(note, int(NARROW * 1.4))]
    small = f"<span style='font-size:12px;color:{SOFT}'>" + "<br>".join(notes) + "</span>"
    top = 32 + 23 * len(lines) + 17 * len(notes) + (10 + 20 * legend if legend else 0)
    figure.update_layout(
        title={
            "text": "<br>".join(lines) + (f"<br>{small}" if notes else ""),
            "y": 1 - 26 / (top + height + 56),
            "yref": "container",
            "yanchor": "top",
        },
        margin={"t": top, "l": 12, "r": 24, "b": 56},
        height=top + height + 56,
        legend={"entrywidth": 108, "entrywidthmode": "pixels"},
    )
    return figure
