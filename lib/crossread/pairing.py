"""Pair those that share a key, without comparing everything with everything."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from .recurrence import spread
from .spans import distinct

Ints = npt.NDArray[np.int64]
Pairs = tuple[Ints, Ints]

CROWD = 64  # units of one key that are all compared; of more, each with neighbours and the first
STEPS = 8  # ... this many of either


def sought(handles: pd.DataFrame, buckets: pd.DataFrame) -> Iterator[Pairs]:
    """Pair the units that share a handle and a bucket (columns: unit, bucket)."""
    table = handles.merge(buckets, on="unit")
    code, _ = distinct(table["bucket"], table["handle"])
    order = np.argsort(code, kind="stable")
    unit, code = table["unit"].to_numpy(np.int64)[order], code[order]
    size = np.bincount(code) if len(code) else np.zeros(0, np.int64)
    first = np.cumsum(size) - size
    few = (size > 1) & (size <= CROWD)
    group, place = spread(size[few])
    left = np.where(few)[0][group]
    rest = size[left] - 1 - place
    each, step = spread(rest)
    yield unit[first[left][each] + place[each]], unit[first[left][each] + place[each] + 1 + step]
    for crowd in np.flatnonzero(size > CROWD):
        members = np.sort(unit[first[crowd] : first[crowd] + size[crowd]])
        for step in range(1, STEPS + 1):
            yield members[:-step], members[step:]
            yield np.full(len(members) - step, members[step - 1]), members[step:]
