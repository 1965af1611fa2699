"""Weigh how much of one passage another says."""

from collections.abc import Iterator, Sequence
from math import log

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..pairing import Ints, Pairs, sought
from ..recurrence import spread
from .reading import Reading

RARE = 9  # of a passage's rarest features, by pairs of which others are sought
WORTH = 0.4  # of a word's weight that it keeps, however common it is
ROOM = 100_000  # pairs weighed at a time
LEAST = 0.5  # of the shorter passage that another must share to be looked at

Floats = npt.NDArray[np.float64]


class Likeness:
    """The features of passages, weighed by how rare they are, compared pair by pair."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.size = np.array([len(read.weights) for read in readings], np.int64)
        codes: dict[str, int] = {}
        code = [codes.setdefault(key, len(codes)) for read in readings for key in read.weights]
        unit = np.repeat(np.arange(len(readings)), self.size)
        order = np.lexsort((code, unit))
        self.unit, self.code = unit[order], np.array(code, np.int64)[order]
        self.often = np.bincount(self.code, minlength=len(codes))
        most = log(len(readings) + 1) or 1.0
        rare = np.log((len(readings) + 1) / np.maximum(self.often, 1)) / most
        rare = WORTH + (1 - WORTH) * np.clip(rare, 0, 1)
        shares = np.array([share for read in readings for share in read.weights.values()], float)
        self.weight = shares[order] * rare[self.code]
        self.span = len(codes) + 1
        self.keys = self.unit * self.span + self.code
        n = len(readings)
        self.start = np.concatenate([[0], np.cumsum(self.size)])
        self.total = np.bincount(self.unit, self.weight, minlength=n)

    def shared(self, a: Ints, b: Ints) -> tuple[Floats, Floats]:
        """Give, for each i, the share of the shorter one that both say, and of both together."""
        pair, place = spread(self.size[a])
        at = self.start[a][pair] + place
        wanted = b[pair] * self.span + self.code[at]
        to = np.minimum(np.searchsorted(self.keys, wanted), max(len(self.keys) - 1, 0))
        found = self.keys[to] == wanted
        both = np.minimum(self.weight[at[found]], self.weight[to[found]])
        weight = np.bincount(pair[found], both, minlength=len(a))
        least = np.minimum(self.total[a], self.total[b])
        whole = self.total[a] + self.total[b]
        return weight / np.maximum(least, 1e-9), 2 * weight / np.maximum(whole, 1e-9)

    def candidates(self, least: float = LEAST) -> Iterator[Pairs]:
        """Pair the passages that have two of their rarest features in common, and enough else."""
        table = pd.DataFrame({"unit": self.unit, "code": self.code})
        table = table[self.often[self.code] > 1]
        table = table.assign(often=self.often[table["code"]]).sort_values(
            ["unit", "often", "code"], kind="stable"
        )
        rare = table.groupby("unit").head(RARE)
        unit, code = rare["unit"].to_numpy(), rare["code"].to_numpy()
        size = np.bincount(unit, minlength=len(self.size))[unit]
        left, step = spread(size - 1 - rare.groupby("unit").cumcount().to_numpy())
        one, other = code[left], code[left + 1 + step]
        handle = np.minimum(one, other) * self.span + np.maximum(one, other)
        handles = pd.DataFrame({"unit": unit[left], "handle": handle})
        handles = handles[handles["handle"].duplicated(keep=False)]
        buckets = pd.DataFrame({"unit": np.arange(len(self.size)), "bucket": 0})
        found = [a * len(self.size) + b for a, b in sought(handles, buckets)]
        pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
        for some in np.array_split(pairs, len(pairs) // ROOM + 1):
            a, b = np.divmod(some, len(self.size))
            a, b = np.minimum(a, b), np.maximum(a, b)
            kept = self.shared(a, b)[0] >= least
            yield a[kept], b[kept]
