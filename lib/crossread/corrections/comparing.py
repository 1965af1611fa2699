"""Compare what a panel shows with what the rules alone would show."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..given import in_common
from ..keeping import ROOM

if TYPE_CHECKING:
    from ..corpus import Corpus

RENUMBERED = (
    "mention_id",
    "event_id",
    "claim_id",
    "tie_id",
    "statement_id",
    "claim_mention_id",
    "family",
)
PLACE = ("article_id", "start", "end", "text")


def both(c: "Corpus", rows: pd.DataFrame, machine: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """Put the rows that the rules alone have among the corrected ones, before what became of them.

    The states tell which is which: 0 the same in both, 1 the rules' only, 2 corrected only.
    """
    bare = [
        table.drop(columns=[name for name in RENUMBERED if name in rows])
        for table in (rows, machine)
    ]
    first, last = in_common(*bare)
    middle = slice(first, len(rows) - last)
    own = machine.iloc[first : len(machine) - last]
    ours, theirs = (_hashed(t.iloc[first : len(t) - last]) for t in bare)
    states = np.zeros(len(rows), int)
    states[middle] = np.where(pd.Series(ours).isin(theirs), 0, 2)
    gone = np.flatnonzero(~pd.Series(theirs).isin(ours))
    if not len(gone):
        return rows, states
    there = _first(_anchored(rows.iloc[middle]), _anchored(own.iloc[gone]))
    kept = np.delete(np.arange(len(theirs)), gone)
    before = np.searchsorted(kept, gone) - 1  # the last one that is in both
    behind = np.full(len(gone), -1.0)
    if (before >= 0).any():
        behind[before >= 0] = _first(ours, theirs[kept[before[before >= 0]]])
    earlier = pd.Series(there).groupby(before).ffill().to_numpy()  # what others became
    behind = np.where(np.isnan(earlier), behind, earlier)
    places = first + np.where(np.isnan(there), behind + 0.5, there - 0.5)
    order = np.argsort(np.concatenate([np.arange(len(rows)), places]), kind="stable")
    slices = (order[at : at + ROOM] for at in range(0, len(order), ROOM))
    whole = c.aside(_taken(rows, own.iloc[gone], at) for at in slices)
    return whole, np.concatenate([states, np.ones(len(gone), int)])[order]


def _taken(rows: pd.DataFrame, own: pd.DataFrame, at: np.ndarray) -> pd.DataFrame:
    """Take rows of two tables, those of the second numbered on from the first."""
    is_own = at >= len(rows)
    taken = pd.concat([rows.iloc[at[~is_own]], own.iloc[at[is_own] - len(rows)]])
    order = np.argsort(np.concatenate([np.flatnonzero(~is_own), np.flatnonzero(is_own)]))
    return taken.iloc[order].reset_index(drop=True)


def _first(known: np.ndarray, sought: np.ndarray) -> np.ndarray:
    """Give the first place of each value that is sought, NaN where it is not known."""
    at = np.flatnonzero(pd.Series(known).isin(sought))[::-1]
    return pd.Series(sought).map(dict(zip(known[at], at, strict=True))).to_numpy("float64")


def anchors(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the words that each row is about, where it shows their sentence."""
    if "words_start" not in rows:
        return rows[list(PLACE)].rename(columns={"text": "words"})
    own = rows[["article_id", "words_start", "words_end", "words"]]
    return own.rename(columns={"words_start": "start", "words_end": "end"})


def _anchored(rows: pd.DataFrame) -> np.ndarray:
    return _hashed(anchors(rows)[["article_id", "start", "end"]])


def _hashed(table: pd.DataFrame) -> np.ndarray:
    """Give each row a number that equal rows share, from each distinct value once."""
    total = np.zeros(len(table), "uint64")
    for _, column in table.items():
        values = column.astype("str") if column.dtype == "object" else column  # lists, too
        codes, names = pd.factorize(values)
        said = pd.Series([*pd.Series(names).astype("str"), ""], dtype="object")  # missing: -1
        total = total * np.uint64(1_000_003) + pd.util.hash_array(said.to_numpy())[codes]
    return total
