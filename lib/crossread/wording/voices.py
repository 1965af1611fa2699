"""Tell in whose voice each stretch of an article stands: quoted, reported, or the outlet's own."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from .. import schema
from .. import text as texts
from ..corpus import Corpus

OWN, QUOTED, REPORTED = "own", "quoted", "reported"
SPAN = ("article_id", "start", "end")


class Said(NamedTuple):
    """A statement's content: who says it (several where both sides do), and where it stands."""

    statement_id: str
    speaker: str | None
    start: int
    end: int
    fragments: tuple[texts.Span, ...]
    is_direct: bool


class Stretch(NamedTuple):
    """A stretch of text in one voice; `said` is the innermost statement that holds it."""

    start: int
    end: int
    voice: str
    said: Said | None


class Sentence(NamedTuple):
    """A sentence of headline or body; `n_tellings` of one another share a `family`."""

    start: int
    end: int
    family: int
    n_tellings: int
    is_recycled: bool


class Article:
    """One article's text with its parts, sentences and voices, to be asked by offset."""

    def __init__(
        self,
        row: dict[str, Any],
        parts: list[tuple[int, int, str]],
        sentences: list[Sentence],
        said: list[Said],
    ) -> None:
        self.article_id: str = row["article_id"]
        self.outlet: str | None = row["outlet"]
        self.published: str | None = row["published"]
        self.text: str = row["text"]
        self.parts, self.sentences = parts, sentences
        self._stretches = _stretches(self.text, parts, said)
        self._starts = [each.start for each in self._stretches]

    def stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """Cut `text[start:end]` where the voice changes; every character lies in one stretch."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        for each in self._stretches[at:]:
            if each.start >= end:
                break
            if each.end > start:
                if start < each.start:
                    yield Stretch(start, each.start, OWN, None)
                yield each._replace(start=max(start, each.start), end=min(end, each.end))
                start = min(end, each.end)
        if start < end:
            yield Stretch(start, end, OWN, None)

    def about(self, start: int, end: int) -> dict[str, Any]:
        """Say of a span where it stands and in whose voice, as columns of a table.

        What touches a quotation is quoted: no quoted word is charged to the outlet.
        """
        held = list(self.stretches(start, end))
        stretch = next((s for s in held if s.voice == QUOTED), held[0])
        part = _holding(self.parts, start)
        sentence = _holding(self.sentences, start)
        return {
            "article_id": self.article_id,
            "start": start,
            "end": end,
            "text": self.text[start:end],
            "outlet": self.outlet,
            "part": part[2] if part else None,
            "sentence_start": sentence.start if sentence else None,
            "sentence_end": sentence.end if sentence else None,
            "voice": stretch.voice,
            "speaker": stretch.said.speaker if stretch.said else None,
            "statement_id": stretch.said.statement_id if stretch.said else None,
            "published": self.published,
            "is_recycled": bool(sentence and sentence.is_recycled),
        }

    def context(self, start: int) -> texts.Span:
        """Give the sentence that holds an offset, else its paragraph."""
        held = _holding(self.sentences, start) or _holding(self.parts, start)
        return (held[0], held[1]) if held else (start, start)


def articles(c: Corpus, statements: pd.DataFrame | None = None) -> Iterator[Article]:
    """Go through the articles; without statements no speaker is known, and nothing 'reported'."""
    told = c.tellings
    return each(c, statements, told.assign(n=told.groupby("family")["family"].transform("size")))


def each(
    c: Corpus, statements: pd.DataFrame | None, tellings: pd.DataFrame | None = None
) -> Iterator[Article]:
    """Go through the articles, each by itself: without tellings no sentence recurs."""
    alone = {"family": 0, "n": 1, "is_recycled": False}
    told = c.sentences.assign(**alone) if tellings is None else tellings
    table = c.articles[["article_id", "outlet", "published", "text"]]
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    parts = _grouped(c.paragraphs, "start", "end", "part")
    sentences = _grouped(told, "start", "end", "family", "n", "is_recycled")
    said = _said(statements)
    for row in rows:
        key = row["article_id"]
        own = [Sentence(*each) for each in sentences.get(key, [])]
        yield Article(row, parts.get(key, []), own, said.get(key, []))


def _grouped(table: pd.DataFrame, *columns: str) -> dict[str, list[Any]]:
    """Give the rows of each article as tuples, in reading order."""
    found: dict[str, list[Any]] = {}
    values = (table[name].tolist() for name in columns)
    for key, *row in zip(table["article_id"].tolist(), *values, strict=True):
        found.setdefault(key, []).append(tuple(row))
    return {key: sorted(rows) for key, rows in found.items()}


def _said(statements: pd.DataFrame | None) -> dict[str, list[Said]]:
    """Read statements; rows with one span are one, said by several."""
    found: dict[str, list[Said]] = {}
    if statements is None:
        return found
    spans: dict[tuple[str, int, int], list[Any]] = {}
    for row in schema.rows(statements, *SPAN, "speaker", "statement_id", "fragments", "kind"):
        spans.setdefault((row.article_id, row.start, row.end), []).append(row)
    for (key, start, end), rows in sorted(spans.items()):
        cuts = [row.fragments for row in rows if row.fragments is not None] or [[(start, end)]]
        names = dict.fromkeys(row.speaker for row in rows if row.speaker is not None)
        fragments = tuple((int(a), int(b)) for a, b in cuts[0])
        who, is_direct = "; ".join(names) or None, all(row.kind == "direct" for row in rows)
        one = Said(rows[0].statement_id, who, start, end, fragments, is_direct)
        found.setdefault(key, []).append(one)
    return found


def _stretches(text: str, parts: list[tuple[int, int, str]], said: list[Said]) -> list[Stretch]:
    """Cut a text into the stretches that are quoted or reported; the rest is the outlet's own."""
    quoted = [span for start, end, _ in parts for span in texts.quoted(text, start, end)]
    spans = [*quoted, *(span for one in said for span in one.fragments)]
    edges = sorted({edge for span in spans for edge in span})
    inner: list[Said | None] = [None] * len(edges)
    marked = [False] * len(edges)
    for one in sorted(said, key=lambda one: one.start - one.end):  # what is inside comes last
        for start, end in one.fragments:
            first, last = bisect_left(edges, start), bisect_left(edges, end)
            inner[first:last] = [one] * (last - first)
    for start, end in quoted:
        first, last = bisect_left(edges, start), bisect_left(edges, end)
        marked[first:last] = [True] * (last - first)
    found = []
    for (start, end), one, is_marked in zip(pairwise(edges), inner, marked, strict=False):
        if is_marked or one:
            is_quoted = is_marked or (one is not None and one.is_direct)
            found.append(Stretch(start, end, QUOTED if is_quoted else REPORTED, one))
    return found


def _holding(spans: list[Any], start: int) -> Any:
    """Give the span that holds an offset; None where none does."""
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and start < spans[at][1] else None
