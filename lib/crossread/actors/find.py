"""Find the actors that the articles name or mean."""

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from .. import corrections, names, schema
from .. import text as texts
from ..corpus import Corpus
from .voice import heard

IDS = "m{:07d}"
Span = tuple[int, int, str]  # with its part


def find(
    c: Corpus,
    handmade: str | Path | None = None,
    pipeline: Callable[[str], Any] | None = None,
) -> pd.DataFrame:
    """Find the mentions of actors in every article, whatever part they stand in.

    Offices are those of the article's date; of an undated article those of the time after the
    latest day that it reports. `handmade` is another folder of decisions than the corpus' own;
    `pipeline` a spaCy pipeline whose names join those that the rules find.

    Returns
    -------
    mentions : DataFrame, one row per mention and actor
        Described in data/datapackage.json. A phrase that means several actors has a row for
        each. `is_recycled`: the sentence stands, edited or not, in another article, too.
    """
    decisions = Path(handmade).expanduser().absolute() if handmade else c.handmade
    paragraphs, sentences = _by_article(c.paragraphs), _by_article(c.sentences)
    rows: list[dict[str, Any]] = []
    for article in articles(c):
        found = names.tag(article["text"], anchor(article), decisions, pipeline)
        if found:
            key = article["article_id"]
            rows += _rows(article, found, paragraphs[key], sentences.get(key, []))
    told = c.tellings[c.tellings["is_recycled"]] if rows else c.tellings
    recycled = set(zip(told["article_id"], told["start"], strict=True))
    for number, row in enumerate(rows, 1):
        row["mention_id"] = IDS.format(number)
        row["is_recycled"] = (row["article_id"], row["sentence_start"]) in recycled
    return corrections.apply(c, "mentions", schema.frame(schema.build("mentions", rows)))


def articles(c: Corpus) -> list[dict[str, Any]]:
    """Give the articles as rows, None where a value is missing."""
    table = c.articles[["article_id", "outlet", "published", "not_before", "text"]]
    return table.astype(object).where(table.notna(), None).to_dict("records")


def anchor(article: dict[str, Any]) -> str | None:
    """Give the days that offices are read for, as EDTF; of an undated article an open interval."""
    if article["published"] or not article["not_before"]:
        return article["published"]
    return f"{article['not_before']}/.."


def _by_article(table: pd.DataFrame) -> dict[str, list[Span]]:
    """Give the spans of each article in reading order, with the part that each is of."""
    parts = table["part"].tolist() if "part" in table else [""] * len(table)
    found: dict[str, list[Span]] = {}
    columns = (table[name].tolist() for name in ("article_id", "start", "end"))
    for key, start, end, part in zip(*columns, parts, strict=True):
        found.setdefault(key, []).append((start, end, part))
    return found


def _rows(
    article: dict[str, Any], found: list[names.Name], paragraphs: list[Span], sentences: list[Span]
) -> list[dict[str, Any]]:
    """Describe one article's mentions by where they stand and whether they speak."""
    text, rows = article["text"], []
    quotes: dict[int, list[texts.Span]] = {}
    for each in found:
        first, last, part = _holding(paragraphs, each.start)
        begins, ends, _ = _holding(sentences, each.start)
        own: list[texts.Span] = []
        if first is not None:
            if first not in quotes:
                quotes[first] = texts.quoted(text, first, last)
            own = quotes[first]
        inside = any(a <= each.start and each.end <= b for a, b in own)
        about = {"article_id": article["article_id"], "outlet": article["outlet"], "part": part}
        about |= {"is_quoted": inside, "sentence_start": begins, "sentence_end": ends}
        voice, cue = "mentioned", None
        if begins is not None:
            voice, cue = heard(text, each.start, each.end, (begins, ends), own)
        rows.append(each._asdict() | about | {"voice": voice, "cue": cue})
    return rows


def _holding(spans: list[Span], start: int) -> Any:
    """Give the span that holds an offset, with its part; None for each where none does."""
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and start < spans[at][1] else (None, None, None)
