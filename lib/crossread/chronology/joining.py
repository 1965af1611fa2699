"""Decide which tellings are of one happening, and by which rule."""

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd

from ..pairing import CROWD, sought
from ..recurrence import spread
from .clusters import Clusters
from .conflicts import adjacent
from .evidence import Evidence

DAY, MONTH, YEAR, LONG = 2, 100, 366, 10**7  # days that the vaguest date of a level spans
WEEK = 7  # days; longer spans, from one day to another, are what lasted and not vague
ENOUGH = {DAY: 0.6, MONTH: 0.65, YEAR: 0.8, LONG: 0.8}  # evidence, where an act is shared
NO_ACT = 1.2  # where only a thing is: the same accord, not what was done with it
SPEECH = 1.6  # where the act is one of speech: people speak many times a day
SHARED = 0.3  # of what the less connected of two tellings is alike to
CLEARLY = 1.5  # times the next best: for a vague date to go with one happening of several


def join(units: pd.DataFrame, evidence: Evidence) -> Clusters:
    """Join tellings into happenings: those that recur, then the exact dates, then vaguer ones.

    `units`: one row is one telling of one date, in a sentence and its copies: `family`, `nth`
    (of the sentence's dates), `n_dates`, `first`, `last` (days since 1970), `articles` (a set
    of numbers), `place` (of the first of them), `published` (its day), `is_again`, `differs`.
    """
    clusters = Clusters(units)
    n_days = (units["last"] - units["first"] + 1).to_numpy()
    level = np.digitize(n_days, [DAY, MONTH, YEAR], right=True)
    level[units["edtf"].str.contains("/").to_numpy(bool) & (n_days > WEEK)] = 3  # it lasted
    units = units.assign(level=np.array([DAY, MONTH, YEAR, LONG])[level])
    _recurring(units, clusters)
    handles = evidence.handles()
    for vague in (DAY, MONTH, YEAR):
        _peers(units, evidence, handles, clusters, vague)
    for vague in (MONTH, YEAR):
        _vaguer(units, evidence, handles, clusters, vague)
    adjacent(units, evidence, handles, clusters)
    return clusters


def _recurring(units: pd.DataFrame, clusters: Clusters) -> None:
    """Join the copies of a sentence where the dates in the same place of it overlap.

    A vague date of a copy goes with the exact ones it holds, if these are of one happening.
    """
    telling = ["family", "nth", "n_dates"]
    several = units[units.duplicated(telling, keep=False)]
    for _, group in several.groupby(telling):
        for vague in sorted(set(group["level"])):
            finer = group[group["level"] <= vague].sort_values("first", kind="stable")
            begins, ends = finer["first"].to_numpy(), finer["last"].to_numpy()
            for unit in group.index[group["level"] == vague]:
                first, last = units.at[unit, "first"], units.at[unit, "last"]
                at = slice(*np.searchsorted(begins, [first - vague, last + 1]))
                fits = finer.index[at][(ends[at] >= first) & (finer.index[at] != unit)]
                if len({clusters.find(fit) for fit in fits[:CROWD]}) == 1:
                    clusters.join(fits[0], unit, "recurs")


def _overlap(clusters: Clusters, a: int, b: int) -> bool:
    a, b = clusters.find(a), clusters.find(b)
    return clusters.first[a] <= clusters.last[b] and clusters.first[b] <= clusters.last[a]


def _buckets(units: pd.DataFrame, vague: int) -> pd.DataFrame:
    """List the days, months or years that the telling's dates touch, as numbers."""
    width = {DAY: 1.0, MONTH: 30.44, YEAR: 365.25}[vague]
    first = (units["first"] // width).to_numpy(np.int64)
    each, place = spread((units["last"] // width).to_numpy(np.int64) - first + 1)
    return pd.DataFrame({"unit": units.index.to_numpy()[each], "bucket": first[each] + place})


def _is_enough(shares: pd.DataFrame, units: pd.DataFrame, vague: int) -> pd.Series:
    """Tell where what is shared shows one happening."""
    acted = shares["act"] & (shares["score"] >= ENOUGH[vague]) & (shares["n_words"] > 0)
    if vague == YEAR:
        acted &= shares["once"] | shares["thing"]
    if vague != DAY:
        acted &= shares["n_own_words"] > 0
    named = shares["thing"] & (shares["score"] >= NO_ACT) & (shares["n_own_words"] > 0)
    spoken = shares["speech"] & (shares["score"] >= SPEECH)
    again = units["is_again"].to_numpy()
    alike = again[shares["a"]] == again[shares["b"]]
    weaker = (named | spoken) & ~shares["at_odds"]
    here = ~shares["is_elsewhere"]
    if vague == DAY:
        article = units["place"].to_numpy()
        apart = article[shares["a"]] != article[shares["b"]]
        here |= apart & (shares["score"] >= 2 * ENOUGH[DAY])
    return (acted | weaker) & alike & here & ~_is_one_sentence(shares, units)


def _is_one_sentence(shares: pd.DataFrame, units: pd.DataFrame) -> pd.Series:
    """Tell which are two dates of one sentence, which tells of two happenings."""
    family, nth = units["family"].to_numpy(), units["nth"].to_numpy()
    a, b = shares["a"], shares["b"]
    return pd.Series((family[a] == family[b]) & (nth[a] != nth[b]), shares.index)


def _peers(
    units: pd.DataFrame, evidence: Evidence, handles: pd.DataFrame, clusters: Clusters, vague: int
) -> None:
    """Join tellings whose dates overlap and are about as exact."""
    own = units[units["level"] == vague]
    found = []
    for a, b in sought(handles, _buckets(own, vague)):
        shares = evidence.weigh(a, b)
        found.append(shares.loc[_is_enough(shares, units, vague), ["a", "b", "score"]])
    edges = pd.concat(found).drop_duplicates(["a", "b"]) if found else pd.DataFrame()
    for row in _borne_out(edges):
        if _overlap(clusters, row.a, row.b):
            clusters.join(row.a, row.b, "same deed")


def _borne_out(edges: pd.DataFrame) -> list[Any]:
    """Keep the pairs that others bear out, the best first; a chain of chance likenesses has none.

    Of the others that the one of them is alike to that has fewer, `SHARED` must be so to both.
    """
    alike: defaultdict[int, set[int]] = defaultdict(set)
    pairs = list(edges.itertuples())
    for pair in pairs:
        alike[pair.a].add(pair.b)
        alike[pair.b].add(pair.a)
    kept = []
    for pair in pairs:
        fewest = min(len(alike[pair.a]), len(alike[pair.b])) - 1
        if len(alike[pair.a] & alike[pair.b]) >= SHARED * fewest:
            kept.append(pair)
    return sorted(kept, key=lambda pair: (-pair.score, pair.a, pair.b))


def _vaguer(
    units: pd.DataFrame, evidence: Evidence, handles: pd.DataFrame, clusters: Clusters, vague: int
) -> None:
    """Join tellings of a month or a year with the one more exact happening that they fit."""
    own = units[units["level"] == vague]
    finer = units[units["level"] < vague]
    root = np.array(clusters.roots())
    known = handles.merge(_buckets(finer, vague), on="unit")
    known = known.assign(root=root[known["unit"]]).drop_duplicates(["root", "handle", "bucket"])
    crowd = known.groupby(["handle", "bucket"])["root"].transform("size") > CROWD
    sides = handles.merge(_buckets(own, vague), on="unit")
    pairs = sides.merge(known[~crowd], on=["handle", "bucket"], suffixes=("", "_finer"))
    pairs = pairs.drop_duplicates(["unit", "unit_finer"])
    shares = evidence.weigh(pairs["unit"].to_numpy(), pairs["unit_finer"].to_numpy())
    shares = shares[_is_enough(shares, units, vague)]
    shares = shares.assign(root=root[shares["b"]]).sort_values("score", ascending=False)
    shares = shares.drop_duplicates(["a", "root"])
    for unit, group in shares.groupby("a", sort=True):
        fits = [r for r in group.itertuples() if _overlap(clusters, unit, r.b)]
        others = [r for r in fits[1:] if clusters.find(r.b) != clusters.find(fits[0].b)]
        if fits and (not others or fits[0].score >= CLEARLY * others[0].score):
            clusters.join(unit, fits[0].b, "same deed")
