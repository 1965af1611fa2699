"""Say how far coders agree, and list where they do not."""

from typing import Any

import krippendorff
import pandas as pd

from ..corpus import Corpus
from . import book

KEYS = ["table", "column", "sample_id", "article_id", "start", "end"]


def alpha(c: Corpus) -> pd.DataFrame:
    """Measure how far coders of one sample agree: Krippendorff's alpha for nominal data.

    One row is one column of one table: `n_coders`, `n_units` (spans that two or more answered),
    `alpha` (1: they agree; 0: as chance would have it; missing where all gave one answer, which
    leaves nothing to compare with chance). Articles read whole are left out: what one reader
    marked and another did not has no answer to compare.
    """
    groups = _shared(c).groupby(["table", "column"], sort=False)
    rows = [
        dict(zip(("table", "column"), key, strict=True)) | _agreement(own) for key, own in groups
    ]
    table = pd.DataFrame(rows, columns=["table", "column", "n_coders", "n_units", "alpha"])
    return table.astype({"n_coders": "int64", "n_units": "int64", "alpha": "float64"})


def disagreements(c: Corpus) -> pd.DataFrame:
    """List the spans that coders of one sample answered differently, to talk them over.

    One row is one column of one span; `answers` says who answered what. No answer wins.
    """
    rows = []
    for key, own in _shared(c).groupby(KEYS, sort=False):
        if own["answer"].nunique() > 1:
            told = "; ".join(f"{r.coder}: {r.answer}" for r in own.itertuples())
            rows.append(
                dict(zip(KEYS, key, strict=True)) | {"text": own["text"].iloc[0], "answers": told}
            )
    return pd.DataFrame(rows, columns=[*KEYS, "text", "answers"])


def nominal(answers: pd.DataFrame) -> float:
    """Compute alpha of nominal answers: one row a unit, one column a coder, gaps missing."""
    codes = pd.factorize(answers.to_numpy().ravel())[0].astype("float64").reshape(answers.shape)
    codes[codes < 0] = float("nan")
    rated = codes[(~pd.isna(codes)).sum(axis=1) > 1]
    if len(set(rated[~pd.isna(rated)])) < 2:
        return float("nan")
    return float(krippendorff.alpha(rated.T, level_of_measurement="nominal"))


def _shared(c: Corpus) -> pd.DataFrame:
    """Keep the answers to what several coders answered."""
    rows = book.load(c)
    rows = rows[rows["sample_id"] != book.WHOLE]
    n = rows.groupby(KEYS)["coder"].transform("nunique")
    return rows[n > 1]


def _agreement(rows: pd.DataFrame) -> dict[str, Any]:
    wide = rows.pivot(index=KEYS[2:], columns="coder", values="answer")
    return {"n_coders": wide.shape[1], "n_units": len(wide), "alpha": nominal(wide)}
