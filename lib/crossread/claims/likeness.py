"""Weigh how much of one passage another says, and what speaks against one claim."""

from collections.abc import Iterator, Sequence
from math import log

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..pairing import Ints, Pairs, sought
from ..recurrence import spread
from .reading import Number, Reading

RARE = 9  # of a passage's rarest features, by pairs of which others are sought
WORTH = 0.4  # of a word's weight that it keeps, however common it is
LEAST = 0.5  # of the shorter passage that another must share to be looked at

NONE: frozenset[str] = frozenset()
Floats = npt.NDArray[np.float64]


class Likeness:
    """The features of passages, weighed by how rare they are, compared pair by pair."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        rows = [
            (i, key, share)
            for i, read in enumerate(readings)
            for key, share in read.weights.items()
        ]
        table = pd.DataFrame(rows, columns=["unit", "feature", "share"])
        table["code"], names = pd.factorize(table["feature"])
        often = np.bincount(table["code"].to_numpy(np.int64), minlength=len(names))
        most = log(len(readings) + 1) or 1.0
        rare = np.log((len(readings) + 1) / np.maximum(often, 1)) / most
        rare = WORTH + (1 - WORTH) * np.clip(rare, 0, 1)
        table = table.astype({"unit": "int64", "code": "int64"}).sort_values(["unit", "code"])
        self.unit, self.code = table["unit"].to_numpy(), table["code"].to_numpy()
        self.weight = table["share"].to_numpy(float) * rare[self.code]
        self.often = often
        self.span = len(names) + 1
        self.keys = self.unit * self.span + self.code
        n = len(readings)
        self.size = np.bincount(self.unit, minlength=n)
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
        both = rare.merge(rare, on="unit", suffixes=("", "_other"))
        both = both[both["code"] < both["code_other"]]
        handle = both["code"] * self.span + both["code_other"]
        handles = pd.DataFrame({"unit": both["unit"], "handle": handle})
        handles = handles[handles["handle"].duplicated(keep=False)]
        buckets = pd.DataFrame({"unit": np.arange(len(self.size)), "bucket": 0})
        found = [a * len(self.size) + b for a, b in sought(handles, buckets)]
        pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
        for some in np.array_split(pairs, len(pairs) // 500_000 + 1):
            a, b = np.divmod(some, len(self.size))
            a, b = np.minimum(a, b), np.maximum(a, b)
            kept = self.shared(a, b)[0] >= least
            yield a[kept], b[kept]


def vetoes(a: Reading, b: Reading) -> tuple[str, ...]:
    """List what speaks against two passages being one claim, whatever else they share."""
    tests = {
        "negation": a.is_negated != b.is_negated,
        "number": _numbers_differ(a, b),
        "parts": _are_swapped(a, b),
        "date": dates_differ(a, b),
        "name": bool(a.names - _all(b)) and bool(b.names - _all(a)),
        "mood": _moods_differ(a, b),
        "opposite": _are_opposite(a, b),
    }
    return tuple(name for name, holds in tests.items() if holds)


def _all(read: Reading) -> set[str]:
    """Give all words of a passage as names may have them: 'village' is no name, but may be one."""
    roots = {f"name:{key.partition(':')[2]}" for key in read.weights}
    return roots | set(read.weights)


def _numbers_differ(a: Reading, b: Reading) -> bool:
    """Say whether a number is another, or counts something else; one alone may be left out."""
    values = {n.value for n in a.numbers}, {n.value for n in b.numbers}
    if not all(values):
        return len(values[0] | values[1]) > 1
    if values[0] != values[1]:
        return True
    ours, theirs = ({n.name: n.value for n in read.numbers if n.name} for read in (a, b))
    if sum(ours[name] != theirs[name] for name in ours.keys() & theirs.keys()) > 1:
        return True
    return any(_is_at_odds(n, b, a) for n in a.numbers) or any(
        _is_at_odds(n, a, b) for n in b.numbers
    )


def counts_differ(a: Reading, b: Reading) -> bool:
    """Say whether two passages give another number of the same."""
    return any(
        x.of & y.of and x.value != y.value and x.value not in {n.value for n in b.numbers}
        for x in a.numbers
        for y in b.numbers
    )


def dates_differ(a: Reading, b: Reading) -> bool:
    """Say whether both are dated, and no date of one touches one of the other."""
    if not a.days or not b.days:
        return bool(a.vague and b.vague) and not a.vague & b.vague
    return not any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days)


def _is_at_odds(number: Number, other: Reading, own: Reading) -> bool:
    """Say whether the other passage has another number of the same, or this one of what it lacks.

    What a passage counts twice, it may count by parts.
    """
    same = [n for n in other.numbers if n.of & number.of]
    if same and all(n.value != number.value for n in same):
        return sum(bool(n.of & number.of) for n in own.numbers) == 1
    alike = [n for n in other.numbers if n.value == number.value]
    return bool(alike) and all(
        n.of and number.of and not n.of & set(own.weights) and not number.of & set(other.weights)
        for n in alike
    )


def _are_swapped(a: Reading, b: Reading) -> bool:
    """Say whether who did it in the one is whom it was done to in the other.

    Two that change places about one deed are. Where one does, names tell, else the words, and
    another deed whose sides agree outweighs it.
    """
    keys = sorted(a.deeds.keys() & b.deeds.keys())
    if _is_other_way(a, b) or any(_change_places(a, b, key) for key in keys):
        return True
    sides = [_sides(a, b, key, names_only=True) for key in keys]
    words = [_sides(a, b, key, names_only=False) for key in keys]
    told = [w if s == c else (s, c) for (s, c), w in zip(sides, words, strict=True)]
    return any(c > 0 == s for s, c in told) and not any(s > c for s, c in told)


def _is_other_way(a: Reading, b: Reading) -> bool:
    """Say whether what stands behind a preposition stands elsewhere in the other: 'from', 'for'."""
    if any(
        one.leads.get("against", NONE) & other.leads.get("for", NONE)
        for one, other in ((a, b), (b, a))
    ):
        return True
    return any(
        not a.leads[word] & b.leads[word]
        and a.leads[word] <= b.weights.keys()
        and b.leads[word] <= a.weights.keys()
        for word in (a.leads.keys() & b.leads.keys()) - {"for"}
    )


def _change_places(a: Reading, b: Reading, key: str) -> bool:
    (doer, other), (theirs, to) = a.deeds[key], b.deeds[key]
    return bool(((doer & to) - other - theirs) and ((other & theirs) - doer - to))


def _sides(a: Reading, b: Reading, key: str, names_only: bool) -> tuple[int, int]:
    """Count what stands on the same side of a deed in both, and what changes sides."""
    sides = [*a.deeds[key], *b.deeds[key]]
    if names_only:
        names = a.names | b.names
        sides = [side & names for side in sides]
    doer, other, theirs, to = sides
    return len(doer & theirs) + len(other & to), len(doer & to) + len(other & theirs)


def _moods_differ(a: Reading, b: Reading) -> bool:
    """Say whether one is done, the other planned, tried, hoped; headlines say 'to' for 'will'."""
    apart = a.modals ^ b.modals
    if a.is_headline or b.is_headline:
        apart = apart - {"planned"}
    return bool(apart)


def _are_opposite(a: Reading, b: Reading) -> bool:
    return any(not a.opposites[s] & b.opposites[s] for s in a.opposites.keys() & b.opposites.keys())
