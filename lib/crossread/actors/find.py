"""Find the actors that the articles name or mean."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from .. import corrections, names, schema, stages
from .. import text as texts
from ..corpus import Corpus
from .voice import heard


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
    other = Path(handmade).expanduser().absolute() if handmade else None
    of = replace(c, handmade=other) if other else c
    if pipeline:  # no fingerprint tells what it finds
        of, stage = replace(of, kept=None), STAGE._replace(make=partial(_make, pipeline=pipeline))
    else:
        stage = STAGE
    found = stages.found(of, stage)
    return of.given.correct(found, corrections.apply(c, "mentions", found))


def _make(c: Corpus, pipeline: Callable[[str], Any] | None = None) -> Iterator[dict[str, Any]]:
    paragraphs = schema.by_article(c.paragraphs, "start", "end", "part")
    sentences = schema.by_article(c.sentences, "start", "end")
    for article in articles(c):
        found = names.tag(article["text"], anchor(article), c.handmade, pipeline)
        if found:
            key = article["article_id"]
            yield from _rows(article, found, paragraphs[key], sentences.get(key, []))


STAGE = stages.Stage("mentions", "m", _make)


def articles(c: Corpus) -> list[dict[str, Any]]:
    """Give the articles as rows, None where a value is missing."""
    table = c.articles[["article_id", "outlet", "published", "not_before", "text"]]
    return table.astype(object).where(table.notna(), None).to_dict("records")


def anchor(article: dict[str, Any]) -> str | None:
    """Give the days that offices are read for, as EDTF; of an undated article an open interval."""
    if article["published"] or not article["not_before"]:
        return article["published"]
    return f"{article['not_before']}/.."


def _rows(
    article: dict[str, Any], found: list[names.Name], paragraphs: list[Any], sentences: list[Any]
) -> list[dict[str, Any]]:
    """Describe one article's mentions by where they stand and whether they speak."""
    text, rows = article["text"], []
    quotes: dict[Any, list[texts.Span]] = {None: []}
    for each in found:
        held = texts.holding(paragraphs, each.start)
        if held not in quotes:
            quotes[held] = texts.quoted(text, held.start, held.end)
        own, sentence = quotes[held], texts.holding(sentences, each.start)
        inside = any(a <= each.start and each.end <= b for a, b in own)
        about = {"article_id": article["article_id"], "outlet": article["outlet"]}
        about |= {"part": held and held.part, "is_quoted": inside}
        first, last = (sentence.start, sentence.end) if sentence else (None, None)
        about |= {"sentence_start": first, "sentence_end": last}
        about |= {"is_recycled": False}  # until all articles are seen
        voice, cue = "mentioned", None
        if sentence:
            voice, cue = heard(text, each.start, each.end, (first, last), own)
        rows.append(each._asdict() | about | {"voice": voice, "cue": cue})
    return rows
