"""Tell how a passage was edited: its wordings in order of time, each from the closest before."""

import numpy as np
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import Indel

from .. import schema
from .alignment import words

BACK = 200  # wordings before one that it is compared with, besides the first ten


def variants(passages: pd.DataFrame) -> pd.DataFrame:
    """List the wordings of each passage with the earlier one that each is closest to.

    One row is one wording: `text` as the first article had it, that `article_id`, `published`,
    and how many articles and outlets have it. `parent` is the earlier `variant` most like it,
    the earliest of those equally like it, by `similarity` (0 to 1) to the parent; missing for
    the first. It is a likely way, not a known one: what came between may not be in the corpus.
    Where dates leave the order open it is that of the likeliest (`order.bounds`). Of passages with
    hundreds of wordings each is compared with the `BACK` before it and the first ten.
    """
    keys = ["passage_id", "variant"]
    counts = passages.groupby(keys).agg(
        n_articles=("article_id", "nunique"), n_outlets=("outlet", "nunique")
    )
    rows = passages.drop_duplicates(keys).sort_values(keys).merge(counts.reset_index(), on=keys)
    near = [_parents(group) for _, group in rows.groupby("passage_id", sort=False)["text"]]
    parents, alike = np.concatenate(near, axis=1) if near else np.empty((2, 0))
    table = rows.assign(parent=pd.array(parents, "Int64"), similarity=alike)
    return schema.typed("variants", table)


def _parents(texts: pd.Series) -> np.ndarray:
    """Give the number of the closest earlier wording of each, and how close it is."""
    lists = [words(text) for text in texts]
    found = [(np.nan, np.nan)]
    for i in range(1, len(lists)):
        before = [*range(min(i, 10)), *range(max(10, i - BACK), i)]
        alike = process.cdist(
            [lists[i]], [lists[n] for n in before], scorer=Indel.normalized_similarity
        )[0]
        best = int(alike.argmax())
        found.append((before[best] + 1, float(alike[best])))
    return np.array(found, float).T
