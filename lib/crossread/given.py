"""Remember which tables are a corpus' own, what they are, and where people changed them."""

import weakref
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

NOBODY: frozenset[str] = frozenset()


class Known(NamedTuple):
    """A table that was given: what it is, and the articles of which people changed rows."""

    table: Callable[[], pd.DataFrame | None]
    label: str
    changed: frozenset[str]


class Given:
    """The tables that a corpus gave, for as long as somebody holds them.

    A table is known by being the very object: what a reader cut down or changed is not.
    """

    def __init__(self, is_kept: bool, aside: Callable[[list[pd.DataFrame]], pd.DataFrame]) -> None:
        self.is_kept, self._aside = is_kept, aside
        self._known: dict[int, Known] = {}

    def add(self, table: pd.DataFrame, label: str, changed: frozenset[str] = NOBODY) -> None:
        """Remember a table."""
        if self.is_kept:
            self._known[id(table)] = Known(weakref.ref(table), label, changed)

    def correct(self, found: pd.DataFrame, corrected: pd.DataFrame) -> pd.DataFrame:
        """Remember a table that people corrected, as `corrected`, and set it aside."""
        known = self.of(found)
        if not known or found is corrected:
            return corrected
        changed = known.changed | _differing(found, corrected)
        held = self._aside([corrected])
        self.add(held, f"{known.label} corrected", changed)
        return held

    def of(self, table: pd.DataFrame) -> Known | None:
        """Say what is known of a table; None where it is not one of those that were given."""
        known = self._known.get(id(table))
        return known if known and known.table() is table else None

    def changed(self, *tables: pd.DataFrame) -> frozenset[str] | None:
        """List the articles of which tables are not as the rules made them; None: others' tables.

        Of a corpus of which nothing is kept all tables count as others'.
        """
        if not self.is_kept:
            return None
        known = [self.of(table) for table in tables]
        if None in known:
            return None
        return NOBODY.union(*(each.changed for each in known if each))


def in_common(one: pd.DataFrame, other: pd.DataFrame) -> tuple[int, int]:
    """Count the rows that two tables have in common at their beginnings, and then at their ends."""
    n = min(len(one), len(other))
    first = next(iter(_unequal(one.iloc[:n], other.iloc[:n])), n)
    rest = n - first
    ends = (table.iloc[len(table) - rest :] for table in (one, other))
    return first, next((rest - 1 - at for at in _unequal(*ends)[::-1]), rest)


def _unequal(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """List the places where two tables of one length differ."""
    is_same = np.ones(len(one), bool)
    for name in one:
        a, b = (table[name].reset_index(drop=True) for table in (one, other))
        is_same &= (a.eq(b).fillna(False) | (a.isna() & b.isna())).to_numpy(bool)
    return np.flatnonzero(~is_same)


def _differing(found: pd.DataFrame, corrected: pd.DataFrame) -> frozenset[str]:
    """List the articles whose rows are not the same in two tables, keys aside."""
    bare = [table.iloc[:, 1:] for table in (found, corrected)]
    first, last = in_common(*bare)
    sums = [_sums(table.iloc[first : len(table) - last]) for table in bare]
    one, other = sums[0].align(sums[1], fill_value=0)
    return frozenset(one.index[one != other])


def _sums(rows: pd.DataFrame) -> pd.Series:
    plain = rows.astype({name: "str" for name in rows if rows[name].dtype == object})
    hashes = pd.util.hash_pandas_object(plain, index=False)
    return hashes.groupby(rows["article_id"]).sum()
