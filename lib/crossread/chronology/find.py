"""Find the dates and times that the articles tell."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from .. import corrections, schema, stages, timex
from .. import text as texts
from ..corpus import Corpus


def find(c: Corpus) -> pd.DataFrame:
    """Tag the time expressions of every article, whatever part they stand in.

    A date in furniture is about the page, one inside quotation marks is the speaker's: `part`
    and `is_quoted` say so, and nothing is left out. Dates are reckoned from the article's own
    (`timex.tag`).

    Returns
    -------
    timexes : DataFrame, one row per expression
        Described in data/datapackage.json; `sentence_start` and `sentence_end` are missing
        where the expression stands in no sentence (furniture, byline, dateline).
    """
    found = stages.found(c, STAGE)
    return c.given.correct(found, corrections.apply(c, "timexes", found))


def _make(c: Corpus) -> Iterator[dict[str, Any]]:
    paragraphs = schema.by_article(c.paragraphs, "start", "end", "part")
    sentences = schema.by_article(c.sentences, "start", "end")
    columns = (c.articles[name] for name in ("article_id", "text", "published"))
    for key, text, published in zip(*columns, strict=True):
        found = timex.tag(text, None if pd.isna(published) else published)
        if found:
            yield from _rows(key, text, found, paragraphs[key], sentences.get(key, []))


STAGE = stages.Stage("timexes", "t", _make)


def _rows(
    key: str, text: str, found: list[timex.Timex], paragraphs: list[Any], sentences: list[Any]
) -> list[dict[str, Any]]:
    """Describe one article's expressions by where they stand."""
    quoted: dict[Any, list[texts.Span]] = {}
    rows = []
    for each in found:
        held, sentence = (texts.holding(spans, each.start) for spans in (paragraphs, sentences))
        if held and held not in quoted:
            quoted[held] = texts.quoted(text, held.start, held.end)
        inside = any(a <= each.start and each.end <= b for a, b in quoted.get(held, ()))
        about = {"article_id": key, "part": held and held.part, "is_quoted": inside}
        first, last = (sentence.start, sentence.end) if sentence else (None, None)
        about |= {"sentence_start": first, "sentence_end": last}
        rows.append(each._asdict() | about)
    return rows
