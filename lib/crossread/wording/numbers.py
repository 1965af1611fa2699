"""List the numbers that are reported: how many of what, who says so, as of when."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from .. import schema, stages
from ..corpus import Corpus
from . import amounts
from .voices import Article, each


def numbers(
    c: Corpus, statements: pd.DataFrame | None = None, timexes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find the numbers in headlines and bodies that say how much or how many.

    Each is listed as the text has it, and nothing is added up: two may count one thing, and one
    word different things. `as_of` is the date of the sentence where it has just one ('stated'),
    else that of the article ('published'): up to then it was said, not since when it holds.
    `timexes` are those of `chronology.find`; without, the dates that the rules find.

    Returns
    -------
    numbers : DataFrame, one row per number
        Described in data/datapackage.json; `amounts.tag` says what counts as one, and what is
        missed.
    """
    dated = stages.found(c, stages.stage("timexes")) if timexes is None else timexes
    said = schema.empty("statements") if statements is None else statements
    return stages.found(c, STAGE, said, dated)


def _make(c: Corpus, statements: pd.DataFrame, timexes: pd.DataFrame) -> Iterator[dict[str, Any]]:
    known = schema.by_article(timexes, "start", "end", "edtf")
    for article in each(c, statements):
        yield from _rows(article, known.get(article.article_id, []))


STAGE = stages.Stage("numbers", "n", _make, needs=("statements", "timexes"))


def _rows(article: Article, found: list[Any]) -> Iterator[dict[str, Any]]:
    taken = [(one.start, one.end) for one in found]
    for sentence in article.sentences:
        start, end = sentence.start, sentence.end
        for amount in amounts.tag(article.text, taken, start, end):
            dates = {t.edtf for t in found if t.edtf and start <= t.start < end}
            day = dates.pop() if len(dates) == 1 else None
            basis = "stated" if day else "published" if article.published else None
            about = {"as_of": day or article.published, "as_of_basis": basis}
            yield article.about(amount.start, amount.end) | amount._asdict() | about
