"""Cut what the articles say by whose words it is."""

from typing import Any

import pandas as pd

from .. import overview
from .. import text as texts
from ..corpus import Corpus

OWN, RECYCLED = "own voice", "recycled background"
ABOUT = ["article_id", "outlet", "label", "published_start"]
Stretch = tuple[int, int, str, dict[str, Any]]


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
    said = _said(statements)
    texts_of = dict(zip(c.articles["article_id"], c.articles["text"], strict=True))
    rows = []
    for told in c.tellings.itertuples():
        text = texts_of[told.article_id]
        about = {"article_id": told.article_id, "is_recycled": told.is_recycled}
        for start, end, voice, of in _cut(text, told, said.get(told.article_id, [])):
            row = {"start": start, "end": end, "text": text[start:end], "voice": voice}
            rows.append(about | row | of | {"n_words": texts.words(text[start:end])})
    columns = ["article_id", "start", "end", "text", "voice", "n_words", "speaker",
               "statement_id", "is_recycled"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    table = table[table["n_words"] > 0]
    about = overview.articles(c)[ABOUT].rename(columns={"label": "article"})
    return table.merge(about, on="article_id", how="left").reset_index(drop=True)


def _said(statements: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """List by article the fragments of its outermost statements, each with who says it."""
    found: dict[str, list[dict[str, Any]]] = {}
    outer = statements[statements["inside"].isna()]
    for (key, _, _), own in outer.groupby(["article_id", "start", "end"], sort=False):
        names = ", ".join(dict.fromkeys(own["speaker"].dropna())) or None
        first = own.iloc[0]
        of = {"speaker": names, "statement_id": first["statement_id"]}
        for start, end in first["fragments"]:
            found.setdefault(key, []).append({"start": start, "end": end, "of": of})
    for spans in found.values():
        spans.sort(key=lambda span: span["start"])
    return found


def _cut(text: str, told: Any, said: list[dict[str, Any]]) -> list[Stretch]:
    """Part one sentence into stretches of one voice, in reading order."""
    found: list[Stretch] = []
    nobody: dict[str, Any] = {"speaker": None, "statement_id": None}
    own = RECYCLED if told.is_recycled else OWN
    at = told.start
    for span in said:
        start, end = max(span["start"], at), min(span["end"], told.end)
        if start >= end:
            continue
        found.append((at, start, own, nobody))
        found += [(a, b, voice, span["of"]) for a, b, voice in _spoken(text, span, start, end)]
        at = end
    return [s for s in [*found, (at, told.end, own, nobody)] if s[0] < s[1]]


def _spoken(text: str, span: dict[str, Any], start: int, end: int) -> list[tuple[int, int, str]]:
    """Part a fragment of a statement by its quotation marks."""
    found, at = [], start
    for first, last in texts.quoted(text, span["start"], span["end"]):
        a, b = max(first, at), min(last, end)
        if a < b:
            found += [(at, a, "indirect speech"), (a, b, "direct speech")]
            at = b
    return [*found, (at, end, "indirect speech")]
