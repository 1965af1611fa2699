"""Cut what the articles say by whose words it is."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from .. import overview, schema, stages
from .. import text as texts
from ..corpus import Corpus
from ..keeping import keeping

OWN, RECYCLED = "own voice", "recycled background"
ABOUT = ["article_id", "outlet", "label", "published_start"]
PLACE = ("article_id", "start", "end")


class Said(NamedTuple):
    """A fragment of a statement; `speaker` joins the names of those who are quoted together."""

    start: int
    end: int
    speaker: str | None
    statement_id: str | None


Stretch = tuple[int, int, str, Said]


@keeping
def voices(c: Corpus, statements: pd.DataFrame) -> pd.DataFrame:
    """Cut every sentence of headline and body where the voice changes.

    Returns
    -------
    stretches : DataFrame, one row per stretch of one voice in a sentence
        article_id, start, end, text, `voice`: 'direct speech' (in quotation marks and
        attributed), 'indirect speech' (attributed, in the outlet's words), 'own voice', and
        'recycled background': own voice in a sentence that another article has, too. `n_words`
        (words), `speaker` and `statement_id` of the statement, outlet, `article` (its label). A
        statement inside another counts as the outer one's. Speakers named together are joined.
    """
    table = stages.found(c, STAGE, statements)
    is_recycled = (table["voice"] == OWN) & table["is_recycled"]
    table = table.assign(voice=table["voice"].mask(is_recycled, RECYCLED))
    about = overview.articles(c)[ABOUT].rename(columns={"label": "article"})
    return table.merge(about, on="article_id", how="left")


def _make(c: Corpus, statements: pd.DataFrame) -> Iterator[dict[str, Any]]:
    said = _said(statements)
    texts_of = dict(zip(c.articles["article_id"], c.articles["text"], strict=True))
    for told in schema.rows(c.sentences, *PLACE):
        key, text = told.article_id, texts_of[told.article_id]
        place = {"article_id": key, "sentence_start": told.start, "sentence_end": told.end}
        for start, end, voice, of in _cut(text, told, said.get(key, [])):
            own = {"start": start, "end": end, "text": text[start:end], "voice": voice}
            own |= {"n_words": texts.words(own["text"]), "is_recycled": False}
            own |= {"speaker": of.speaker, "statement_id": of.statement_id}
            if own["n_words"]:
                yield place | own


STAGE = stages.Stage("stretches", "", _make, needs=("statements",))


def _said(statements: pd.DataFrame) -> dict[str, list[Said]]:
    """List by article the fragments of its outermost statements, each with who says it."""
    spans: dict[tuple[str, int, int], list[Any]] = {}
    outer = statements[statements["inside"].isna()]
    for row in schema.rows(outer, *PLACE, "speaker", "statement_id", "fragments"):
        spans.setdefault((row.article_id, row.start, row.end), []).append(row)
    found: dict[str, list[Said]] = {}
    for (key, _, _), own in spans.items():
        named = dict.fromkeys(row.speaker for row in own if row.speaker is not None)
        who, first = ", ".join(named) or None, own[0].statement_id
        for start, end in own[0].fragments:
            found.setdefault(key, []).append(Said(start, end, who, first))
    return {key: sorted(own, key=lambda one: one.start) for key, own in found.items()}


def _cut(text: str, told: Any, said: list[Said]) -> list[Stretch]:
    """Part one sentence into stretches of one voice, in reading order."""
    found: list[Stretch] = []
    nobody = Said(told.start, told.end, None, None)
    at = told.start
    for one in said[: bisect_left(said, told.end, key=lambda one: one.start)]:
        start, end = max(one.start, at), min(one.end, told.end)
        if start >= end:
            continue
        found.append((at, start, OWN, nobody))
        found += [(a, b, voice, one) for a, b, voice in _spoken(text, one, start, end)]
        at = end
    return [s for s in [*found, (at, told.end, OWN, nobody)] if s[0] < s[1]]


def _spoken(text: str, one: Said, start: int, end: int) -> list[tuple[int, int, str]]:
    """Part a fragment of a statement by its quotation marks."""
    found, at = [], start
    for first, last in texts.quoted(text, one.start, one.end):
        a, b = max(first, at), min(last, end)
        if a < b:
            found += [(at, a, "indirect speech"), (a, b, "direct speech")]
            at = b
    return [*found, (at, end, "indirect speech")]
