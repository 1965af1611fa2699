"""Gather rows into marks: what is drawn is bounded, what is counted is not."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

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
    held = [(rows[key] if isinstance(key, str) else key) for key in keys]
    held = held if where is None else [key[where] for key in held]
    at = np.arange(len(rows)) if where is None else np.flatnonzero(where.to_numpy())
    groups = pd.DataFrame(dict(enumerate(held))).groupby(
        list(range(len(held))), sort=is_sorted, dropna=dropna
    )
    number = groups.ngroup().fillna(-1).to_numpy().astype("int64")
    at, number = at[number >= 0], number[number >= 0]
    order = sorting(number)
    n = np.bincount(number) if len(number) else np.zeros(0, "int64")
    starts = np.cumsum(n) - n
    at = at[order]
    behind = np.split(rows.index.to_numpy()[at], starts[1:]) if len(at) else []
    marks = rows.iloc[at[starts]]
    own = {"n": n, "behind": pd.Series(behind, marks.index, dtype="object")}
    if distinct:
        own["n_distinct"] = n_distinct(
            rows[distinct].iloc[at], np.repeat(np.arange(len(n)), n), len(n)
        )
    return marks.assign(**own)


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
    """Count the different values of each of `size` groups, numbered from 0 by `by`."""
    codes, names = pd.factorize(values)
    pairs = by.astype("int64")[codes >= 0] * len(names) + codes[codes >= 0]
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
