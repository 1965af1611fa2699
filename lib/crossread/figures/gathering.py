"""Gather rows into marks: what is drawn is bounded, what is counted is not."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa

from .. import store

MOST_BEHIND = 200  # rows of one mark that a stored figure lists
MOST_LISTED = 50_000  # of all its marks
MOST_CELLS = 50_000_000  # of groups and values, that are looked up in a table


def gather(
    rows: pd.DataFrame,
    *keys: str | pd.Series,
    where: pd.Series | None = None,
    distinct: str | None = None,
    is_sorted: bool = True,
    dropna: bool = True,
) -> pd.DataFrame:
    """Gather the rows that share a mark: those with the same keys.

    Returns
    -------
    marks : DataFrame, one row per mark, in the order of its keys, or of its first row
        The columns of its first row, `n` (rows), `behind` (an array of their index) and, if
        `distinct` names a column, `n_distinct`, how many of its values they have.
    """
    held = [rows[key] if isinstance(key, str) else key for key in keys]
    number, size = numbered(held, where, is_sorted, dropna)
    at = np.flatnonzero(number >= 0)
    at = at[sorting(number[at])]
    n = np.bincount(number[at], minlength=size)
    starts = np.cumsum(n) - n
    behind = np.split(rows.index.to_numpy()[at], starts[1:]) if len(at) else []
    marks = store.few(rows, at[starts])
    own = {"n": n, "behind": pd.Series(behind, marks.index, dtype="object")}
    if distinct:
        own["n_distinct"] = n_distinct(rows[distinct], number, size)
    return marks.assign(**own)


def told(marks: pd.DataFrame, rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Add to marks some columns of the first row of each, which figures show of it."""
    return marks.join(store.few(rows[[*names]], rows.index.get_indexer(marks.index)))


def numbered(
    keys: Sequence[pd.Series],
    where: pd.Series | None = None,
    is_sorted: bool = True,
    dropna: bool = True,
) -> tuple[np.ndarray, int]:
    """Give rows the numbers of their keys, from 0 in the order of these, or of the first rows.

    Rows `where` does not hold, or of which a key is missing, have -1. Returned with how many
    numbers there are.
    """
    number, size = np.zeros(len(keys[0]), "int64"), 1
    is_own = np.ones(len(number), bool) if where is None else where.to_numpy(bool, copy=True)
    for key in keys:
        own, names = codes(key, is_sorted)
        if dropna:
            is_own &= own >= 0
        else:
            own = np.where(own < 0, len(names), own)
        number, size = number * (len(names) + 1) + own, size * (len(names) + 1)
        if size > MOST_CELLS:
            number, found = pd.factorize(number, sort=is_sorted)
            size = len(found)
    kept = number[is_own]
    if is_sorted and size <= MOST_CELLS:
        is_used = np.zeros(size, bool)
        is_used[kept] = True
        kept, n = (np.cumsum(is_used) - 1)[kept], int(is_used.sum())
    else:
        kept, found = pd.factorize(kept, sort=is_sorted)
        n = len(found)
    number[:] = -1
    number[is_own] = kept
    return number, n


def codes(column: pd.Series, is_sorted: bool = False) -> tuple[np.ndarray, pd.Index]:
    """Give each row the number of its value, -1 where that is missing, and the values.

    These stand in the order of their first rows, or sorted.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        own, names = column.cat.codes.to_numpy(), column.cat.categories
    elif isinstance(column.dtype, pd.StringDtype):
        held = pa.chunked_array(pa.array(column.array)).dictionary_encode().combine_chunks()
        own = held.indices.fill_null(-1).to_numpy()
        names = pd.Index(held.dictionary.to_pandas(), dtype="str")
    else:
        own, names = pd.factorize(column)
        names = pd.Index(names)
    if not is_sorted:
        return own, names
    order = names.argsort()
    rank = np.empty(len(names) + 1, own.dtype)
    rank[order], rank[-1] = np.arange(len(names)), -1
    return rank[own], names[order]


def coded(rows: pd.DataFrame) -> pd.DataFrame:
    """Hold columns of text as ordinary categories, sorted: millions are compared as numbers."""
    found = {}
    for name in rows.select_dtypes("str"):
        own, names = codes(rows[name], is_sorted=True)
        found[name] = pd.Categorical.from_codes(own, names)
    return rows.assign(**found)


def firsts(own: np.ndarray, size: int) -> np.ndarray:
    """Give the first row that has each of `size` numbers."""
    first = np.zeros(size, "int64")
    at = np.flatnonzero(own >= 0)[::-1]
    first[own[at]] = at  # the last one that is written stays
    return first


def sorting(number: np.ndarray) -> np.ndarray:
    """Give the order that sorts small whole numbers, the equal ones as they stood."""
    order = np.argsort((number & 0xFFFF).astype("uint16"), kind="stable")  # a radix sort
    if len(number) and number.max() > 0xFFFF:
        order = order[np.argsort((number[order] >> 16).astype("uint32"), kind="stable")]
    return order


def arrays(behind: Sequence[np.ndarray]) -> np.ndarray:
    """Hold arrays of any lengths in one, as Plotly takes them without a look into each."""
    held = np.empty(len(behind), dtype="object")
    held[:] = pd.Series(list(behind), dtype="object")
    return held


def n_distinct(values: pd.Series, by: np.ndarray, size: int) -> np.ndarray:
    """Count the different values of each of `size` groups, numbered from 0 by `by`; -1 is none."""
    own, names = codes(values)
    is_one = (own >= 0) & (by >= 0)
    pairs = by[is_one].astype("int64") * len(names) + own[is_one]
    if size * len(names) > MOST_CELLS:
        return np.bincount(pd.unique(pairs) // max(len(names), 1), minlength=size)
    seen = np.zeros((size, len(names)), bool)  # faster, where a cell for each has room
    seen.flat[pairs] = True
    return seen.sum(axis=1)


class Figure(go.Figure):
    """A figure that is shown and stored with the first of the rows behind each mark.

    Its traces know all of them: `customdata` lists them for each mark, and `meta["weights"]`
    beside them. Of a mark that is cut `meta["behind"]` tells how many there are.
    """

    def to_dict(self) -> dict[str, Any]:
        """Convert the figure to what is stored of it."""
        whole = super().to_dict()
        held = [trace for trace in whole["data"] if trace.get("customdata") is not None]
        n = sum(len(trace["customdata"]) for trace in held)
        for trace in held:
            _cut(trace, min(MOST_BEHIND, max(MOST_LISTED // max(n, 1), 1)))
        return whole


def _cut(trace: dict[str, Any], most: int) -> None:
    sizes = [np.size(rows) for rows in trace["customdata"]]
    trace["customdata"] = [_first(rows, most) for rows in trace["customdata"]]
    if "weights" in (trace.get("meta") or {}):
        weights = [_first(each, most) for each in trace["meta"]["weights"]]
        trace["meta"] = {**trace["meta"], "weights": weights}
    if max(sizes, default=0) > most:
        trace["meta"] = {**(trace.get("meta") or {}), "behind": sizes}


def _first(rows: Any, most: int) -> Any:
    held = rows[:most] if np.ndim(rows) else rows
    return held.tolist() if hasattr(held, "tolist") else held
