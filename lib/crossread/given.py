"""Remember which tables are a corpus' own, what they are, and where people changed them."""

import weakref
from collections.abc import Callable
from typing import NamedTuple

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

    def __init__(self, is_kept: bool) -> None:
        self.is_kept = is_kept
        self._known: dict[int, Known] = {}

    def add(self, table: pd.DataFrame, label: str, changed: frozenset[str] = NOBODY) -> None:
        """Remember a table."""
        if self.is_kept:
            self._known[id(table)] = Known(weakref.ref(table), label, changed)

    def correct(self, found: pd.DataFrame, corrected: pd.DataFrame) -> pd.DataFrame:
        """Remember a table that people corrected, as `corrected`, which is returned."""
        known = self.of(found)
        if known and found is not corrected:
            changed = known.changed | _differing(found, corrected)
            self.add(corrected, f"{known.label} corrected", changed)
        return corrected

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


def _differing(found: pd.DataFrame, corrected: pd.DataFrame) -> frozenset[str]:
    """List the articles whose rows are not the same in two tables, keys aside."""
    sums = [_sums(table.iloc[:, 1:]) for table in (found, corrected)]
    one, other = sums[0].align(sums[1], fill_value=0)
    return frozenset(one.index[one != other])


def _sums(rows: pd.DataFrame) -> pd.Series:
    plain = rows.astype({name: "str" for name in rows if rows[name].dtype == object})
    hashes = pd.util.hash_pandas_object(plain, index=False)
    return hashes.groupby(rows["article_id"].to_numpy()).sum()
