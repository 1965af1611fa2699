"""Say how often the machine is right, with intervals, and list where it is not."""

from collections.abc import Mapping
from math import sqrt

import pandas as pd

from .. import overview
from ..corpus import Corpus
from . import book
from .book import FOUND, WHOLE
from .matching import EXTRA, MISSED, RIGHT, SPAN, WRONG, compare

Z = 1.959964  # 95 % of a normal distribution lie within as many standard deviations
ENDS = 4  # words that tell where a long span begins and ends
COLUMNS = [
    *("table", "coder", "basis", "column", "n_told", "n_coded", "n_right", "n_wrong"),
    *("precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high"),
]


def wilson(share: float, n: float) -> tuple[float, float]:
    """Give the 95 % interval of a share seen in n draws (Wilson 1927, without correction).

    Without a draw it is 0 to 1.
    """
    if not n:
        return 0.0, 1.0
    middle = share + Z * Z / (2 * n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return tuple(min(max((middle + side * half) / (1 + Z * Z / n), 0.0), 1.0) for side in (-1, 1))


def measure(c: Corpus, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Measure tables, by name, against the codings of the corpus.

    One row is one column of a table against one coder on one `basis`. 'found': a coder marks
    a span that overlaps; 'span': it is the same span; the others: the answer is the same.
    `precision` is the share of what the machine tells that is right, `recall` the share of
    what the coder marked that the machine tells and tells right; it is missing for samples,
    which are drawn from what the machine tells. Shares are 0 to 1. Of a sample they are
    weighted, and n in the interval is (sum of weights)² / sum of squares (Kish 1965).
    Intervals take rows for independent, which rows of one article are not: they are too
    narrow rather than too wide. Tables that nobody coded have no row.
    """
    found = compare(tables, book.load(c))
    groups = found.groupby(["table", "coder", "basis", "column"], sort=False)
    rows = [dict(zip(COLUMNS[:4], key, strict=True)) | _rates(own) for key, own in groups]
    counts = dict.fromkeys(COLUMNS[4:8], "int64")
    return pd.DataFrame(rows, columns=COLUMNS).astype(
        counts | dict.fromkeys(COLUMNS[8:], "float64")
    )


def errors(c: Corpus, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List what the machine missed, what nobody marked, and what it told otherwise.

    One row is one of these, as `matching.compare` describes it, with the `article`'s label; of
    a span that was missed or not marked the columns are not listed once more. Spans that differ
    are given by their first and last words.
    """
    found = compare(tables, book.load(c))
    is_whole = found["outcome"].isin([MISSED, EXTRA]) & (found["column"] == FOUND)
    found = found[is_whole | (found["outcome"] == WRONG)]
    about = overview.articles(c).set_index("article_id")
    is_span = found["column"] == SPAN
    for side in ("coded", "told"):
        places = zip(found["article_id"], found[side], is_span, strict=True)
        words = [_words(about.loc[key, "text"], at) if is_one else at for key, at, is_one in places]
        found[side] = pd.Series(words, found.index, dtype="str")
    found["article"] = found["article_id"].map(about["label"])
    return found.sort_values(["table", "article_id", "start"], kind="stable", ignore_index=True)


def _words(text: str, span: str) -> str:
    """Give the words of a span that is written '12-18', of many the first and the last."""
    start, end = map(int, span.split("-"))
    words = text[start:end].split()
    if len(words) <= 2 * ENDS:
        return " ".join(words)
    return f"{' '.join(words[:ENDS])} \u2026 {' '.join(words[-ENDS:])}"


def _rates(rows: pd.DataFrame) -> dict[str, float]:
    told, coded = rows[rows["outcome"] != MISSED], rows[rows["outcome"] != EXTRA]
    counts = {"n_told": len(told), "n_coded": len(coded)}
    counts |= {f"n_{name}": int((rows["outcome"] == name).sum()) for name in (RIGHT, WRONG)}
    is_sample = (rows["basis"] != WHOLE).any()
    return (
        counts
        | _share("precision", told)
        | _share("recall", coded.iloc[:0] if is_sample else coded)
    )


def _share(name: str, rows: pd.DataFrame) -> dict[str, float]:
    """Weigh the rows that are right against all."""
    weight = rows["weight"]
    if rows.empty:
        return dict.fromkeys([name, f"{name}_low", f"{name}_high"], float("nan"))
    share = float(weight[rows["outcome"] == RIGHT].sum() / weight.sum())
    low, high = wilson(share, float(weight.sum() ** 2 / (weight**2).sum()))
    return {name: share, f"{name}_low": low, f"{name}_high": high}
