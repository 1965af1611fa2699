"""Count who makes each claim, and choose the words that it is called by."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .. import spans
from ..pairing import Ints
from ..recurrence import link
from .reading import Reading


def claims_of(
    rows: pd.DataFrame, readings: Sequence[Reading], roots: pd.DataFrame | None
) -> pd.DataFrame:
    """Describe each claim by its passages, which `making.mentions_of` gives.

    `roots`: article_id and root_id; articles of one root count as one.
    """
    claim = rows["claim"].to_numpy()
    article = rows["place"].to_numpy()
    first = rows.drop_duplicates("claim")
    statement, outlet = (pd.factorize(rows[name])[0] for name in ("statement_id", "outlet"))
    return pd.DataFrame(
        {
            "claim_id": first["claim_id"].array,
            "label": _labels(rows, readings),
            "first_article_id": first["article_id"].array,
            "n_mentions": np.bincount(claim),
            "n_statements": spans.n_distinct(claim, statement),
            "n_articles": spans.n_distinct(claim, article),
            "n_outlets": spans.n_distinct(claim, outlet),
            "n_roots": _roots(rows, roots),
            "is_laundered": np.bincount(claim, rows["is_laundered"]) > 0,
        }
    )


def _labels(rows: pd.DataFrame, readings: Sequence[Reading]) -> list[str]:
    """Choose the words that stand most often; of several those that say most, in fewest."""
    once = {id(read): read for read in readings}
    worth = {key: round(sum(read.weights.values())) for key, read in once.items()}
    said = np.array([worth[id(read)] for read in readings])[rows.index]
    claim = rows["claim"].to_numpy()
    code, _ = spans.distinct(claim, pd.factorize(rows["text"])[0])
    order = np.lexsort((rows["text"].str.len(), -said, -np.bincount(code)[code], claim))
    best = order[np.diff(claim[order], prepend=-1) > 0]
    return [" ".join(text.split()) for text in rows["text"].iloc[best]]


def _roots(rows: pd.DataFrame, roots: pd.DataFrame | None) -> Ints:
    """Count the independent tellings: copies, an article's own, and one root's are one."""
    root = rows["article_id"]
    if roots is not None:
        known = dict(zip(roots["article_id"], roots["root_id"], strict=True))
        root = root.map(lambda key: known.get(key, key))
    claim = rows["claim"].to_numpy()
    article, _ = spans.distinct(claim, pd.factorize(root)[0])
    family, _ = spans.distinct(claim, rows["family"])
    family += len(rows)
    parent = np.arange(2 * len(rows))
    link(parent, article, family)
    return spans.n_distinct(claim, parent[article])
