"""Join a sentence with the longer one that holds it: split in two here, merged there."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from .. import recurrence, spans
from ..recurrence import ROOM, Ints, Sets, spread

HELD = 0.60  # share of a sentence's word 3-grams that the longer sentence has
LEAST = recurrence.FEWEST - 2  # 3-grams: eight words on end


def join(told: pd.DataFrame) -> Ints:
    """Give each sentence the family that it goes with, once pieces have joined what holds them.

    `told` is `Corpus.tellings`. A sentence is a piece of a longer one if `HELD` of its word
    3-grams stand there, `LEAST` or more, and all its names. Two families so linked become one, the
    closest first, if all articles of one have the other, too, or one stands in a single
    article: what recurs with and without the other keeps a life of its own. Families whose
    wordings are many are compared by their shortest and longest.
    """
    family = told["family"].to_numpy()
    article = pd.factorize(told["article_id"])[0]
    if not len(told):
        return family
    chosen = _chosen(told["text"], family)
    own, sets = family[chosen], recurrence.sets(recurrence.plain(told["text"].iloc[chosen]))[:2]
    return _united(family, article, _links(own, article[chosen], *sets))[family]


def _chosen(text: pd.Series, family: Ints) -> Ints:
    """Choose the shortest and the longest wording of each family."""
    encoded = spans.strings(text).dictionary_encode()
    order = pc.array_sort_indices(encoded.dictionary).to_numpy()
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    size = pc.utf8_length(encoded.dictionary).to_numpy()
    order = np.lexsort((rank[encoded.indices], size[encoded.indices], family))
    ends = np.flatnonzero(np.diff(family[order], append=-1))
    return np.unique(order[np.concatenate([np.concatenate([[0], ends[:-1] + 1]), ends])])


def _links(family: Ints, article: Ints, grams: Sets, names: Sets) -> pd.DataFrame:
    """List the families that one sentence of another holds (columns: piece, whole, shared)."""
    least = np.maximum(np.ceil(HELD * grams.size - 1e-9), LEAST).astype(np.int64)
    found = []
    for piece, whole in _candidates(grams, least):
        is_new = (family[piece] != family[whole]) & (article[piece] != article[whole])
        is_new &= grams.size[piece] <= grams.size[whole]
        pairs = np.unique(np.stack([piece[is_new], whole[is_new]]), axis=1)
        shared, known = grams.shared(*pairs), names.shared(*pairs)
        is_held = (shared >= least[pairs[0]]) & (known == names.size[pairs[0]])
        found.append(np.stack([*family[pairs[:, is_held]], shared[is_held]]))
    links = pd.DataFrame(np.concatenate(found, axis=1).T, columns=["piece", "whole", "shared"])
    order = ["shared", "piece", "whole"]
    links = links.sort_values(order, ascending=[False, True, True], kind="stable")
    return links.drop_duplicates(["piece", "whole"])


def _candidates(grams: Sets, least: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pair each sentence with those that have one of its rarest 3-grams (a prefix filter)."""
    often = np.bincount(grams.value, minlength=grams.span)
    is_shared = often[grams.value] > 1
    owner, value = grams.owner[is_shared], grams.value[is_shared]
    order = np.lexsort((value, often[value], owner))
    size = np.bincount(owner, minlength=len(least))
    early = spread(size)[1] <= (size - least)[owner[order]]
    piece, gram = owner[order][early], value[order][early]
    holder = owner[np.argsort(value, kind="stable")]
    first = np.cumsum(often * (often > 1)) - often
    ends = np.cumsum(often[gram])
    for at in np.split(np.arange(len(gram)), np.flatnonzero(np.diff(ends // ROOM)) + 1):
        each, place = spread(often[gram[at]])
        yield piece[at][each], holder[first[gram[at]][each] + place]


def _united(family: Ints, article: Ints, links: pd.DataFrame) -> Ints:
    """Unite linked families, the closest first; each goes by the least number of its members."""
    root = np.arange(int(family.max()) + 1)
    linked = np.isin(family, links[["piece", "whole"]].to_numpy())
    groups = pd.Series(article[linked]).groupby(family[linked])
    articles = {number: set(group) for number, group in groups}
    for piece, whole in zip(links["piece"], links["whole"], strict=True):
        one, other = sorted((_root(root, piece), _root(root, whole)))
        few, many = sorted((articles[one], articles[other]), key=len)
        if one != other and (len(few) == 1 or few <= many):
            root[other] = one
            articles[one] = few | many
    return np.array([_root(root, number) for number in root])


def _root(root: Ints, number: int) -> int:
    while root[number] != number:
        root[number] = root[root[number]]
        number = int(root[number])
    return number
