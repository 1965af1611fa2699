"""Find the dates and times that the articles tell."""

from typing import Any

import numpy as np
import pandas as pd

from .. import corrections, schema, timex
from .. import text as texts
from ..corpus import Corpus

IDS = "t{:07d}"


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
    paragraphs = dict(iter(c.paragraphs.groupby("article_id", sort=False)))
    sentences = dict(iter(c.sentences.groupby("article_id", sort=False)))
    rows: list[dict[str, Any]] = []
    for key, text, published in zip(*_columns(c.articles), strict=True):
        anchor = None if pd.isna(published) else published
        found = timex.tag(text, anchor)
        if found:
            rows += _rows(key, text, found, paragraphs[key], sentences.get(key))
    for number, row in enumerate(rows, 1):
        row["timex_id"] = IDS.format(number)
    return corrections.apply(c, "timexes", schema.frame(schema.build("timexes", rows)))


def _columns(articles: pd.DataFrame) -> list[pd.Series]:
    return [articles[name] for name in ("article_id", "text", "published")]


def _rows(
    key: str,
    text: str,
    found: list[timex.Timex],
    paragraphs: pd.DataFrame,
    sentences: pd.DataFrame | None,
) -> list[dict[str, Any]]:
    """Describe one article's expressions by where they stand."""
    starts = [each.start for each in found]
    in_paragraph = _holding(paragraphs, starts)
    in_sentence = _holding(sentences, starts)
    parts, bounds = paragraphs["part"].tolist(), paragraphs[["start", "end"]].to_numpy().tolist()
    spans = [] if sentences is None else sentences[["start", "end"]].to_numpy().tolist()
    quoted = {i: texts.quoted(text, *bounds[i]) for i in set(in_paragraph) if i >= 0}
    rows = []
    for each, i, j in zip(found, in_paragraph, in_sentence, strict=True):
        inside = any(a <= each.start and each.end <= b for a, b in quoted.get(i, ()))
        span = spans[j] if j >= 0 else (None, None)
        about = {"article_id": key, "part": parts[i] if i >= 0 else None, "is_quoted": inside}
        about |= {"sentence_start": span[0], "sentence_end": span[1]}
        rows.append(each._asdict() | about)
    return rows


def _holding(spans: pd.DataFrame | None, starts: list[int]) -> list[int]:
    """Give for each offset the number of the span that holds it; -1 where none does."""
    if spans is None or spans.empty:
        return [-1] * len(starts)
    at = np.searchsorted(spans["start"].to_numpy(), starts, side="right") - 1
    ends = spans["end"].to_numpy()
    return [
        int(i) if i >= 0 and start < ends[i] else -1 for i, start in zip(at, starts, strict=True)
    ]
