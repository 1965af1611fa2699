"""Decide which passages make one claim: copies of one another, or the same in other words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from .. import recurrence
from ..pairing import Ints
from .likeness import Likeness
from .parts import is_verb
from .passages import Unit, Units
from .reading import Reading
from .tokens import Token
from .vetoes import is_vetoed, vetoes

MEMBERS = 24  # passages of either claim that are asked before two become one
ONE_SAYS = 0.72  # of the shorter passage that the longer must say, too
BOTH_SAY = 0.6  # of both together, in one article
LOOSE_ENDS = 0.86  # of both, where each names a thing that the other does not
MOSTLY = 0.72  # ... of passages of two articles
NEARLY = 0.75  # ... where they name nobody in common
EDITED = 0.93  # ... and one thing stands in the place of the other
FEWEST = 4  # words, names and numbers that two passages share
NAMELESS = 5  # ... where they name nobody in common


class Joined(NamedTuple):
    """What passages were joined to, and those that are alike but for one thing.

    `root`: of each passage the first that makes its claim. `family`: passages that repeat one
    another, edited or not, share a number. `rule`: what joined it. `apart`: columns a, b, why.
    """

    root: list[int]
    family: list[int]
    rule: list[str]
    apart: pd.DataFrame


def join(units: Units, readings: Sequence[Reading]) -> Joined:
    """Join the passages that make one claim; those of one reading are joined unseen.

    But 'He could not be reached' is no claim without what stands around it: of such, copies
    are joined where the passage before or behind is a copy, too.
    """
    code, _ = pd.factorize(np.array([id(read) for read in readings]))
    _, first, size = np.unique(code, return_index=True, return_counts=True)
    own = _join([units[i] for i in first], [readings[i] for i in first])
    copied = ["recurs" if n > 1 else "alone" for n in size]
    rules = [r if r != "alone" else c for r, c in zip(own.rule, copied, strict=True)]
    family = [own.family[i] for i in code]
    roots = [int(first[own.root[i]]) for i in code]
    thin = [i for i, read in enumerate(readings) if _is_thin(read)]
    places = (units.codes("article_id"), units.numbers("start"), units.numbers("end"))
    for i, root in _in_place(thin, places, roots).items():
        roots[i] = root
    return Joined(
        root=roots,
        family=family,
        rule=[rules[i] for i in code],
        apart=own.apart.assign(a=first[own.apart["a"]], b=first[own.apart["b"]]),
    )


def _join(units: Sequence[Unit], readings: Sequence[Reading]) -> Joined:
    """Join the passages that make one claim, the surest first.

    Two are copies if their words are, and nothing speaks against it. Others make one claim if
    the longer says `ONE_SAYS` of what the shorter does, and nothing speaks against it; nor may
    anything between any two of those that are joined already.
    """
    clusters, likeness = _Clusters(readings), Likeness(readings)
    families = recurrence.families([unit.text for unit in units])
    by_family = defaultdict(list)
    for i, family in enumerate(families):
        by_family[family].append(i)
    for members in by_family.values():
        _copies(members, clusters, likeness)
    pairs = _alike(likeness)
    apart = []
    for pair in pairs.itertuples():
        if clusters.find(pair.a) == clusters.find(pair.b):
            continue
        one, other = units[pair.a], units[pair.b]
        is_one_article = one.article_id == other.article_id
        if is_one_article and one.start < other.end and other.start < one.end:
            continue  # a statement inside another
        a, b = readings[pair.a], readings[pair.b]
        if not is_enough(a, b, pair.both, is_one_article):
            continue
        why = vetoes(a, b)
        if len(why) == 1 and a.names & b.names:
            apart.append((pair.a, pair.b, why[0]))
        elif not why:
            clusters.join(pair.a, pair.b, "same claim")
    roots = [clusters.find(i) for i in range(len(units))]
    return Joined(
        roots,
        families,
        clusters.rule,
        pd.DataFrame(apart, columns=["a", "b", "why"]).astype({"a": "int64", "b": "int64"}),
    )


def _is_thin(read: Reading) -> bool:
    return not read.names and not read.numbers and len(read.tokens) < NAMELESS


def _in_place(thin: Sequence[int], places: Iterable[Ints], claim: Sequence[int]) -> dict[int, int]:
    """Give each thin passage the first of its copies that stands in the same surroundings.

    `places`: article, start and end of all passages.
    """
    root = {i: i for i in thin}
    known: dict[tuple[object, ...], int] = {}
    article, start, end = (own.tolist() for own in places)
    for i in thin:
        keys: list[tuple[object, ...]] = [(claim[i], article[i], start[i], end[i])]
        for side in (-1, 1):
            j = i + side
            while j in root and article[j] == article[i]:
                j += side
            if 0 <= j < len(article) and article[j] == article[i]:
                keys.append((claim[i], side, claim[j]))
        found = min((root[known[key]] for key in keys if key in known), default=i)
        root[i] = found
        for key in keys:
            known.setdefault(key, i)
    return root


class _Clusters:
    """Claims as sets of passages, which join if nothing speaks against any pair of theirs."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.root = list(range(len(readings)))
        self.members = [[i] for i in self.root]
        self.rule = ["alone"] * len(readings)

    def find(self, i: int) -> int:
        return self.root[i]

    def join(self, a: int, b: int, rule: str) -> bool:
        """Join two claims if they can be; the earlier passage stands for them."""
        first, last = sorted((self.root[a], self.root[b]))
        if first == last:
            return True
        ours, theirs = self.members[first], self.members[last]
        if any(
            is_vetoed(self.readings[i], self.readings[j])
            for i in ours[:MEMBERS]
            for j in theirs[:MEMBERS]
        ):
            return False
        for i in theirs:
            self.root[i] = first
        ours += theirs
        self.members[last] = []
        for i in (a, b):
            if self.rule[i] == "alone":
                self.rule[i] = rule
        return True


def _copies(members: Sequence[int], clusters: _Clusters, likeness: Likeness) -> None:
    """Join each passage of a family with the first of its claims that it can go with."""
    claims: list[int] = []
    for i in members:
        both = likeness.shared(np.array(claims, np.int64), np.full(len(claims), i))[1]
        for claim, share in zip(claims, both, strict=True):
            a, b = clusters.readings[claim], clusters.readings[i]
            is_other = differ(a, b, share) and loose(a, b) and loose(b, a)
            is_other |= share < EDITED and is_replaced(a, b)
            if not is_other and clusters.join(claim, i, "recurs"):
                break
        else:
            claims = [*claims, i][:MEMBERS]


def _alike(likeness: Likeness) -> pd.DataFrame:
    """List the pairs that share much, the most alike first."""
    found = []
    for a, b in likeness.candidates():
        one, both = likeness.shared(a, b)
        kept = (one >= ONE_SAYS) & (both >= BOTH_SAY)
        found.append(
            pd.DataFrame({"a": a[kept], "b": b[kept], "one": one[kept], "both": both[kept]})
        )
    pairs = pd.concat(found) if found else pd.DataFrame(columns=["a", "b", "one", "both"])
    return pairs.sort_values(["both", "a", "b"], ascending=[False, True, True])


def is_enough(a: Reading, b: Reading, both: float, is_one_article: bool = False) -> bool:
    """Say whether two passages share enough words for what they leave unsaid.

    `both`: the share of both that both say. A headline may leave out more of its own article.
    The shorter one may name no thing or deed of which the longer says nothing.
    """
    if a.names & b.names:
        least, enough = FEWEST, BOTH_SAY if is_one_article else MOSTLY
    else:
        least, enough = NAMELESS, NEARLY
    if both < enough or _strength(a, b) < least or (both < EDITED and is_replaced(a, b)):
        return False
    shorter, longer = (a, b) if _size(a) <= _size(b) else (b, a)
    return not (differ(a, b, both) and loose(shorter, longer))


def _size(read: Reading) -> float:
    return sum(read.weights.values())


def differ(a: Reading, b: Reading, both: float) -> bool:
    """Say whether loose ends count: nearly all is not shared, or a verb or a thing is replaced."""
    if both >= EDITED:
        return False
    return both < LOOSE_ENDS or (_does_other(a, b) and _does_other(b, a))


def is_replaced(a: Reading, b: Reading) -> bool:
    """Say whether a word of one stands in the place of another word of the other."""
    return not _places(a, b).isdisjoint(_places(b, a))


def _does_other(a: Reading, b: Reading) -> bool:
    """Say whether a passage has a verb of which the other says nothing."""
    return any(is_verb(token) and _is_alone(token, b) for token in a.tokens)


def _places(a: Reading, b: Reading) -> set[tuple[str, str]]:
    """Give the places of what this passage alone says, as the words before and behind."""
    keys = ["", *(token.keys[0] for token in a.tokens), ""]
    alone = (n for n, t in enumerate(a.tokens, 1) if _is_alone(t, b))
    return {(keys[n - 1], keys[n + 1]) for n in alone}


def _is_alone(token: Token, other: Reading) -> bool:
    return other.weights.keys().isdisjoint(token.keys)


def _strength(a: Reading, b: Reading) -> int:
    """Count the words, names and numbers that both have, by themselves or by class."""
    shared = {t.keys for t in a.tokens if not _is_alone(t, b)}
    return len(shared) + len({n.value for n in a.numbers} & {n.value for n in b.numbers})


def loose(a: Reading, b: Reading) -> bool:
    """Say whether a passage names a thing, or a deed, of which the other says nothing."""
    return any(t.is_head and _is_alone(t, b) for t in a.tokens)
