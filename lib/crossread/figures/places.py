"""Place the marks of a timeline so that none hides another."""

import pandas as pd

from . import panes
from .marks import FADING, LETTER, MOST_LABELS
from .panes import Pane

LABEL = 32  # characters
MARK = 11 / 500  # width of the smallest mark, likewise
MOST_TIED = 5_000  # dates of events that disagree
CELLS = 90  # of the axis, where marks are too many to draw


def stacked(rows: pd.DataFrame, laid: list[Pane]) -> pd.DataFrame:
    """Place each mark: `pane`, `left`, `right` (0 to 1 of the width) and `y`, from 0 downwards.

    In a lane, marks that would hide one another take rows of their own.
    """
    left, right = _edges(rows, laid, "first", min), _edges(rows, laid, "last", max)
    middle = (left + right) / 2
    is_small = right - left < MARK
    rows = rows.assign(
        left=left.where(~is_small, middle - MARK / 2),
        right=right.where(~is_small, middle + MARK / 2),
        is_small=is_small,
        pane=_pane(rows, laid),
    )
    lanes, top = [], 0.0
    for outlet in rows["outlet"].value_counts().index:
        own = rows[rows["outlet"] == outlet].sort_values(["left", "right"], kind="stable")
        width = pd.Series([laid[i].right - laid[i].left for i in own["pane"]], own.index) * FADING
        left = own["left"] - width.where(own["open"] == "up to", 0)
        right = own["right"] + width.where(own["open"] == "onwards", 0)
        depth = _rows_of(left, right, 0.002)
        lanes.append(own.assign(y=-(top + pd.Series(depth, own.index) + 0.5), top=-top))
        top += max(depth) + 2.2
    return pd.concat(lanes) if lanes else rows.assign(y=0.0, top=0.0)


def _edges(rows: pd.DataFrame, laid: list[Pane], name: str, nearest: object) -> pd.Series:
    """Find the edge of each date in the panes that show some of it."""
    places = []
    for pane in laid:
        shown = (rows["first"] <= pane.last) & (rows["last"] >= pane.first)
        places.append(pane.place(rows[name]).where(shown))
    table = pd.concat(places, axis=1)
    return table.min(axis=1) if nearest is min else table.max(axis=1)


def _pane(rows: pd.DataFrame, laid: list[Pane]) -> pd.Series:
    """Choose the first pane that holds the middle of a date."""
    middle = rows["first"] + (rows["last"] - rows["first"]) / 2
    number = pd.Series(panes.widest(laid), rows.index)
    for i, pane in reversed(list(enumerate(laid))):
        number[middle.between(pane.first, pane.last)] = i
    return number


def _rows_of(left: pd.Series, right: pd.Series, room: float) -> list[int]:
    """Give each span, in order of its left edge, the first row in which it hides no other."""
    ends: list[float] = []
    placed = []
    for start, end in zip(left, right, strict=True):
        at = next((i for i, taken in enumerate(ends) if taken + room <= start), len(ends))
        ends[at : at + 1] = [end]
        placed.append(at)
    return placed


def disagreeing(marks: pd.DataFrame) -> list[pd.DataFrame]:
    """List the marks of each event whose dates disagree, where one pane shows them all.

    What a binned timeline puts in one cell has one mark.
    """
    tied = marks[marks["is_conflicting"].fillna(False).astype("bool") & marks["event_id"].notna()]
    if len(tied) > MOST_TIED:
        tied = tied.drop_duplicates(["event_id", "left", "y"])
    tied = tied.sort_values(["first", "y"], kind="stable")
    cells = tied.groupby("event_id")["pane"]
    tied = tied[(cells.transform("nunique") == 1) & (cells.transform("size") > 1)]
    return [group for _, group in tied.groupby("event_id", sort=False)]


def labels(marks: pd.DataFrame) -> pd.DataFrame:
    """Choose the events retold by most articles and place a label for each, `at` above the lanes.

    One row is the event's most exact mark.
    """
    named = marks[marks["label"].notna() & (marks["n_articles"].fillna(0) > 1)]
    named = named.assign(width=named["last"] - named["first"])
    most = named[["event_id", "n_articles"]].drop_duplicates("event_id")
    least = most["n_articles"].nlargest(MOST_LABELS).min()  # of ties the rest decides
    named = named[named["n_articles"] >= least]
    one = named.sort_values(["width", "first"], kind="stable").drop_duplicates("event_id")
    one = one.sort_values(["n_articles", "n_roots", "first"], ascending=[False, False, True])
    one = one.head(MOST_LABELS)
    x = (one["left"] + one["right"]) / 2
    words = [f"<b>{int(r.n_articles)}</b> {panes.short(r.label, LABEL)}" for r in one.itertuples()]
    width = pd.Series([len(w) - 5 for w in words], one.index) * LETTER
    is_late = x + width > 1
    # the later the lower, so that no leader runs through the words of another
    one = one.assign(words=words, x=x, is_late=is_late).sort_values(["is_late", "x"], kind="stable")
    return one.assign(at=[1.0 + 1.15 * row for row in range(len(one))][::-1])


def binned(rows: pd.DataFrame, laid: list[Pane]) -> pd.DataFrame:
    """Put each date in a cell of the axis by its middle; each outlet has one row."""
    rows = rows.loc[rows["first"].notna()]
    middle = rows["first"] + (rows["last"] - rows["first"]) / 2
    pane = _pane(rows, laid)
    left = pd.Series(0.0, rows.index)
    for number, each in enumerate(laid):
        left = left.where(pane != number, each.place(middle))
    cell = ((left * CELLS).astype(int) + 0.5) / CELLS
    order = rows["outlet"].value_counts().index
    y = rows["outlet"].map({name: -2.4 * i - 1.2 for i, name in enumerate(order)})
    return rows.assign(left=cell, right=cell, pane=pane, y=y, is_small=True)
