"""Draw a sample of a table: stratified, seeded, with the weight of every unit."""

import hashlib
import heapq
from collections.abc import Sequence

import pandas as pd

from .units import KEYS, units


def sample(
    name: str, table: pd.DataFrame, n: int, seed: int = 1, by: Sequence[str] = ()
) -> pd.DataFrame:
    """Draw n spans of a table, in proportion from the strata that the columns `by` make.

    No stratum goes without: where there are more strata than n, one of each is drawn, so that
    the sample is larger than asked for; it is never larger than the table. Beyond the first,
    places go to the strata by the method of Webster (Sainte-Laguë). The same table and seed give
    the same sample on every machine; a row more changes little of it.

    Parameters
    ----------
    name
        What the table is called: 'timexes', 'mentions', 'statements', ...

    Returns
    -------
    sample : DataFrame, one row per span, in an order that tells nothing
        sample_id, table, article_id, start, end, text, stratum and `weight`, the spans of the
        table that it stands for: the weights of a sample add up to the spans of the table.
        What the machine says of the span is not in it.
    """
    found = units(table, by)
    found["stratum"] = [" / ".join(row) for row in found[list(by)].astype(str).to_numpy()]
    found["rank"] = [_rank(seed, *key) for key in found[KEYS].itertuples(index=False, name=None)]
    sizes = found["stratum"].value_counts(sort=False).to_dict()
    places = allot(sizes, n)
    ordered = found.sort_values("rank")
    nth = ordered.groupby("stratum").cumcount()
    drawn = ordered[nth < ordered["stratum"].map(places)].reset_index(drop=True)
    weights = drawn["stratum"].map({key: sizes[key] / places[key] for key in places})
    drawn = drawn.assign(weight=weights.astype("float64"), table=name)
    mark = hashlib.sha256("".join(drawn["rank"]).encode()).hexdigest()[:8]
    drawn["sample_id"] = pd.Series(f"{name}-{len(drawn)}-{seed}-{mark}", drawn.index, dtype="str")
    return drawn[["sample_id", "table", *KEYS, "text", "stratum", "weight"]]


def allot(sizes: dict[str, int], n: int) -> dict[str, int]:
    """Share n places among strata: at least one each, none more than it has units."""
    places = dict.fromkeys(sizes, 1)
    waiting = [(-size / 3, key) for key, size in sizes.items() if size > 1]
    heapq.heapify(waiting)
    for _ in range(n - len(places)):
        if not waiting:
            break
        _, key = heapq.heappop(waiting)
        places[key] += 1
        if places[key] < sizes[key]:
            heapq.heappush(waiting, (-sizes[key] / (2 * places[key] + 1), key))
    return places


def _rank(seed: int, *key: object) -> str:
    return hashlib.sha256("\t".join(map(str, (seed, *key))).encode()).hexdigest()
