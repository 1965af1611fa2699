"""Find the happenings that are dated to two days side by side."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .. import vocabulary
from ..pairing import sought
from .clusters import Clusters
from .evidence import Evidence

MANY = 50  # articles of a happening that are asked what else they tell
BESIDE = 400  # characters; a sentence that says 'accounts differ' speaks of dates so near it


class Fit(NamedTuple):
    """Two tellings a day apart that may be of one happening."""

    score: float
    a: int
    b: int


def adjacent(
    units: pd.DataFrame, evidence: Evidence, handles: pd.DataFrame, clusters: Clusters
) -> None:
    """Join tellings of one deed that lie a day apart, where all speaks for one happening.

    `units`, `handles` and `clusters` as `joining.join` has them.
    """
    exact = units[units["last"] - units["first"] < 2]
    if exact.empty:
        return
    for fit in _disputed(exact, evidence):
        clusters.join(fit.a, fit.b, "adjacent dates")
    roots = np.array(clusters.roots())
    topics = _topics(roots, clusters)
    told = units[["last", "published", "is_again"]].to_dict("list")
    fits = []
    for fit in _side_by_side(exact, evidence, handles):
        if _is_one_deed(told, topics, clusters, roots, fit):
            fits.append(fit)
    partners = defaultdict(set)
    for fit in fits:
        partners[roots[fit.a]].add(roots[fit.b])
        partners[roots[fit.b]].add(roots[fit.a])
    for fit in sorted(fits, key=lambda fit: (-fit.score, fit.a, fit.b)):
        if len(partners[roots[fit.a]]) == len(partners[roots[fit.b]]) == 1:
            clusters.join(fit.a, fit.b, "adjacent dates")
    _same_dispute(exact, evidence, clusters)


def _same_dispute(exact: pd.DataFrame, evidence: Evidence, clusters: Clusters) -> None:
    """Join happenings of one act that are dated to the same two days."""
    told = exact.assign(root=[clusters.find(unit) for unit in exact.index])
    of_root = told.groupby("root")
    days = pd.DataFrame({"first": of_root["first"].min(), "last": of_root["last"].max()})
    days = days[of_root["last"].min() < of_root["first"].max()]
    disputed = told.drop(columns=["first", "last"]).join(days, on="root", how="inner")
    disputed = disputed.reset_index()[["unit", "root", "first", "last"]]
    both = disputed.merge(disputed, on=["first", "last"])
    both = both[both["root_x"] < both["root_y"]]
    shares = evidence.weigh(both["unit_x"].to_numpy(), both["unit_y"].to_numpy())
    for row in shares[shares["act"]].itertuples():
        clusters.join(row.a, row.b, "adjacent dates")


def _disputed(exact: pd.DataFrame, evidence: Evidence) -> Iterator[Fit]:
    """Pair the dates of one article of which it says that accounts differ."""
    said = exact[exact["differs"] != ""].reset_index()
    pairs = said.merge(exact.reset_index(), on="place", suffixes=("", "_b"))
    gap = np.maximum(pairs["first_b"] - pairs["last"], pairs["first"] - pairs["last_b"])
    near = (pairs["sentence_start"] - pairs["sentence_start_b"]).abs() < BESIDE
    pairs = pairs[(gap == 1) & near & ~pairs["is_again"] & ~pairs["is_again_b"]]
    shares = evidence.weigh(pairs["unit"].to_numpy(), pairs["unit_b"].to_numpy())
    for row, pair in zip(shares.itertuples(), pairs.itertuples(), strict=True):
        if _speaks_of_both(pair, row):
            yield Fit(row.score, row.a, row.b)


def _speaks_of_both(pair: Any, shares: Any) -> bool:
    """Tell whether it is these two dates that accounts differ on.

    'While' and its like stand between them, or they share the deed; and the sentence says in so
    many words that days are disputed. Where its words are weaker, both must hold. Of two
    sentences, one must say so, and the same must be done to the same thing.
    """
    is_plain = pair.differs == "disagree"
    if pair.sentence_start != pair.sentence_start_b:
        return bool(is_plain and shares.act and shares.thing)
    is_alike = bool(shares.act and shares.n_words)
    first, last = sorted((pair.spans[pair.nth], pair.spans[pair.nth_b]))
    is_contrast = vocabulary.contrasts(pair.sentence[first[1] : last[0]])
    return (is_contrast or is_alike) if is_plain else (is_contrast and is_alike)


def _side_by_side(exact: pd.DataFrame, evidence: Evidence, handles: pd.DataFrame) -> Iterator[Fit]:
    """Pair tellings a day apart that share a thing and an act that is seldom done twice."""
    days = [exact["first"], exact["first"] + 1, exact["last"] + 1]
    buckets = pd.DataFrame({"bucket": pd.concat(days)}, dtype="int64")
    buckets = buckets.rename_axis("unit").reset_index().drop_duplicates()
    first, last = (
        exact[name].reindex(range(exact.index.max() + 1)).to_numpy() for name in ("first", "last")
    )
    for a, b in sought(handles, buckets):
        apart = (last[a] + 1 == first[b]) | (last[b] + 1 == first[a])
        shares = evidence.weigh(a[apart], b[apart])
        for row in shares[shares["once"] & shares["thing"]].itertuples():
            yield Fit(row.score, row.a, row.b)


def _topics(roots: np.ndarray, clusters: Clusters) -> dict[int, set[int]]:
    """List the happenings that each article tells of."""
    topics = defaultdict(set)
    for root in set(roots.tolist()):
        for article in clusters.articles[root]:
            topics[article].add(root)
    return topics


def _is_one_deed(
    told: dict[str, list[Any]],
    topics: dict[int, set[int]],
    clusters: Clusters,
    roots: np.ndarray,
    fit: Fit,
) -> bool:
    """Tell whether articles that know of both days tell of one deed.

    Each was written later than both; none has both days; and those of the one day tell of some
    other happening that those of the other tell of, too.
    """
    a, b = fit.a, fit.b
    one, other = (clusters.articles[root] for root in (roots[a], roots[b]))
    latest = max(told["last"][a], told["last"][b])
    if told["is_again"][a] or told["is_again"][b] or not one.isdisjoint(other):
        return False
    if min(told["published"][a], told["published"][b]) < latest:
        return False
    known = [set().union(*(topics[key] for key in sorted(side)[:MANY])) for side in (one, other)]
    return bool(known[0] & known[1] - {roots[a], roots[b]})
