"""Cut articles into passages that may make a claim: statements' contents, and what is left."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from .. import sentences, spans, vocabulary
from .. import text as texts
from ..corpus import Corpus
from ..text import Span
from .passages import Unit, Units

FEWEST = 3  # words, or a passage claims nothing
MARKS = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb,;:()-\u2013\u2014"
NOBODY = (None,) * 5
LEAD = re.compile(r"[^:]{2,30}: (?=\w)")  # of a headline: who says it, or what it is about
COVERED = 0.5  # of a passage that statements inside it may hold before it is theirs


class Said(NamedTuple):
    """A statement: where it stands, what it is made of, and whose it is."""

    start: int
    end: int
    inside: str | None
    fragments: list[Span] | None
    cue_start: int | None
    cue_end: int | None
    speaker_start: int | None
    speaker_end: int | None
    statement_id: str | None
    speaker: str | None
    speaker_id: str | None
    cue_class: str | None
    kind: str | None


PLACES = (("paragraph", "part"), ("start", "end", "paragraph"), Said._fields)  # of each table


def cut(c: Corpus, statements: pd.DataFrame) -> Units:
    """Cut every article into passages, in reading order.

    A statement's content is cut into its sentences; of a statement inside another the inner one
    counts. The outlet's own are the sentences without a statement, and the clauses that stand
    before the first word of one.
    """
    told = statements[["article_id", *Said._fields]]
    units = Units()
    for articles, *tables in spans.batches(c.articles, c.paragraphs, c.sentences, told):
        paragraphs, own, said = map(_by_article, tables, PLACES)
        for key, text in zip(articles["article_id"], articles["text"], strict=True):
            place = _Article(key, text, own[key], dict(paragraphs[key]))
            rows = [Said(*row) for row in said[key]]
            found = [*_contents(place, rows), *_rest(place, rows)]
            units.extend(
                sorted(found, key=lambda own: (own.start, own.end, own.statement_id or ""))
            )
    return units


def _by_article(table: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[tuple[Any, ...]]]:
    """List the rows of each article."""
    found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    rows = zip(*(_values(table[name]) for name in columns), strict=True)
    for key, row in zip(table["article_id"].tolist(), rows, strict=True):
        found[key].append(row)
    return found


def _values(column: pd.Series) -> list[Any]:
    """Give the values of a column, None where one is missing."""
    if column.dtype == object:
        return [each if hasattr(each, "__len__") or pd.notna(each) else None for each in column]
    return list(pa.array(column).to_pylist())


class _Article:
    """One article's text with its sentences."""

    def __init__(
        self,
        key: str,
        text: str,
        own: Sequence[tuple[int, int, int]],
        parts: dict[int, str],
    ) -> None:
        self.key, self.text, self.own, self.parts = key, text, own, parts
        self.starts = [start for start, _, _ in own]

    def _sentence(self, start: int) -> tuple[int, int, int]:
        return self.own[max(bisect_right(self.starts, start) - 1, 0)]

    def part(self, start: int) -> str:
        """Name the part that a place stands in."""
        return self.parts.get(self._sentence(start)[2], "")

    def opening(self, start: int, end: int) -> int:
        """Give where a sentence begins to claim: a headline may say first who says it."""
        lead = LEAD.match(self.text, start, end) if self.part(start) == "headline" else None
        return lead.end() if lead else start

    def unit(self, start: int, end: int, statement: Said | None = None) -> Unit | None:
        """Make a passage of a span, trimmed; None where it is too short to claim anything."""
        start, end = texts.strip(self.text, start, end, MARKS)
        if not _says(self.text[start:end]):
            return None
        if self.text[end : end + 1] in tuple(".!?") and statement is None:
            end += 1
        first, last, paragraph = self._sentence(start)
        return Unit(
            self.key,
            start,
            end,
            self.text[start:end],
            (first, last),
            paragraph,
            self.parts.get(paragraph, ""),
            *(statement[-5:] if statement else NOBODY),
        )


@lru_cache(maxsize=100_000)
def _says(text: str) -> bool:
    """Say whether a text has words enough to claim something."""
    return texts.words(text) >= FEWEST


def _contents(article: _Article, said: Sequence[Said]) -> Iterator[Unit]:
    """Cut the contents of statements into sentences."""
    if not article.own:
        return
    inner = [(row.start, row.end) for row in said if row.inside is not None]
    for row in said:
        own = [span for span in inner if row.inside is None or span != (row.start, row.end)]
        for first, last in _fragments(row):
            for at, stop in _split(article.text[first:last]):
                start, end = first + at, first + stop
                held = sum(max(0, min(end, b) - max(start, a)) for a, b in own)
                unit = article.unit(start, end, row)
                if unit and held < COVERED * (end - start):
                    yield unit


@lru_cache(maxsize=100_000)
def _split(text: str) -> list[Span]:
    return sentences.split(text)


def _fragments(row: Said) -> list[Span]:
    return [(start, end) for start, end in row.fragments or ()] or [(row.start, row.end)]


def _rest(article: _Article, said: Sequence[Said]) -> Iterator[Unit]:
    """Give the sentences that no statement touches, and the clauses before one."""
    touched = sorted(
        (int(start), int(end))
        for row in said
        for start, end in (
            *_fragments(row),
            (row.cue_start, row.cue_end),
            (row.speaker_start, row.speaker_end),
        )
        if start is not None
    )
    starts = [start for start, _ in touched]
    longest = max((end - start for start, end in touched), default=0)
    for first, last, _ in article.own:
        low = bisect_left(starts, first - longest)
        within = [s for s in touched[low : bisect_left(starts, last)] if s[1] > first]
        end = _before(article.text, first, min(s[0] for s in within)) if within else last
        unit = article.unit(article.opening(first, last), end) if end else None
        if unit and (not within or _tells(unit.text)):
            yield unit


def _before(text: str, start: int, stop: int) -> int | None:
    """End the clauses of a sentence that are over where a statement begins; None if none is."""
    edge = _last_edge(text[start:stop])
    return None if edge is None else start + edge


@lru_cache(maxsize=100_000)
def _last_edge(text: str) -> int | None:
    return max((edge.start() for edge in vocabulary.edges().finditer(text)), default=None)


@lru_cache(maxsize=100_000)
def _tells(text: str) -> bool:
    return vocabulary.tells(text)
