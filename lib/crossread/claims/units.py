"""Cut articles into passages that may make a claim: statements' contents, and what is left."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from .. import sentences, vocabulary
from .. import text as texts
from ..corpus import Corpus
from ..text import Span

FEWEST = 3  # words, or a passage claims nothing
MARKS = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb,;:()-\u2013\u2014"
SAID = ("statement_id", "speaker", "speaker_id", "cue_class", "kind")
LEAD = re.compile(r"[^:]{2,30}: (?=\w)")  # of a headline: who says it, or what it is about
DENIES = "deny"  # class of the verbs of saying
COVERED = 0.5  # of a passage that statements inside it may hold before it is theirs


class Unit(NamedTuple):
    """A passage: where it stands, whose it is, and the sentence around it."""

    article_id: str
    start: int
    end: int
    text: str
    sentence: Span
    paragraph: int
    part: str
    statement_id: str | None
    speaker: str | None
    speaker_id: str | None
    cue_class: str | None
    kind: str | None


def is_denied(unit: Unit) -> bool:
    """Say whether a speaker says that a content is not so; to refuse or oppose is not to deny."""
    return unit.cue_class == DENIES


def cut(c: Corpus, statements: pd.DataFrame) -> list[Unit]:
    """Cut every article into passages, in reading order.

    A statement's content is cut into its sentences; of a statement inside another the inner one
    counts. The outlet's own are the sentences without a statement, and the clauses that stand
    before the first word of one.
    """
    said = defaultdict(list)
    for row in statements.itertuples():
        said[row.article_id].append(row)
    own = defaultdict(list)
    for row in c.sentences.itertuples():
        own[row.article_id].append((row.start, row.end, row.paragraph))
    parts = {(r.article_id, r.paragraph): r.part for r in c.paragraphs.itertuples()}
    units: list[Unit] = []
    for article in c.articles.itertuples():
        key = article.article_id
        place = _Article(key, article.text, own[key], parts)
        found = [*_contents(place, said[key]), *_rest(place, said[key])]
        units += sorted(found, key=lambda unit: (unit.start, unit.end, unit.statement_id or ""))
    return units


class _Article:
    """One article's text with its sentences."""

    def __init__(
        self, key: str, text: str, own: Sequence[tuple[int, int, int]], parts: dict[Any, str]
    ) -> None:
        self.key, self.text, self.own, self.parts = key, text, own, parts
        self.starts = [start for start, _, _ in own]

    def _sentence(self, start: int) -> tuple[int, int, int]:
        return self.own[max(bisect_right(self.starts, start) - 1, 0)]

    def part(self, start: int) -> str:
        """Name the part that a place stands in."""
        return self.parts.get((self.key, self._sentence(start)[2]), "")

    def opening(self, start: int, end: int) -> int:
        """Give where a sentence begins to claim: a headline may say first who says it."""
        lead = LEAD.match(self.text, start, end) if self.part(start) == "headline" else None
        return lead.end() if lead else start

    def unit(self, start: int, end: int, statement: Any = None) -> Unit | None:
        """Make a passage of a span, trimmed; None where it is too short to claim anything."""
        start, end = texts.strip(self.text, start, end, MARKS)
        if texts.words(self.text[start:end]) < FEWEST:
            return None
        if self.text[end : end + 1] in tuple(".!?") and statement is None:
            end += 1
        first, last, paragraph = self._sentence(start)
        known = [getattr(statement, name, None) for name in SAID]
        return Unit(
            self.key,
            start,
            end,
            self.text[start:end],
            (first, last),
            paragraph,
            self.part(start),
            *(None if pd.isna(value) else str(value) for value in known),
        )


def _contents(article: _Article, said: Sequence[Any]) -> Iterator[Unit]:
    """Cut the contents of statements into sentences."""
    if not article.own:
        return
    inner = [(row.start, row.end) for row in said if pd.notna(row.inside)]
    for row in said:
        own = [span for span in inner if pd.isna(row.inside) or span != (row.start, row.end)]
        for first, last in _fragments(row):
            for start, end in sentences.split(article.text, first, last):
                held = sum(max(0, min(end, b) - max(start, a)) for a, b in own)
                unit = article.unit(start, end, row)
                if unit and held < COVERED * (end - start):
                    yield unit


def _fragments(row: Any) -> list[Span]:
    fragments = row.fragments
    if fragments is None or (isinstance(fragments, float) and pd.isna(fragments)):
        return [(int(row.start), int(row.end))]
    return [(int(start), int(end)) for start, end in fragments] or [(int(row.start), int(row.end))]


def _rest(article: _Article, said: Sequence[Any]) -> Iterator[Unit]:
    """Give the sentences that no statement touches, and the clauses before one."""
    touched = sorted(
        (int(start), int(end))
        for row in said
        for start, end in (
            *_fragments(row),
            (row.cue_start, row.cue_end),
            (row.speaker_start, row.speaker_end),
        )
        if pd.notna(start)
    )
    starts = [start for start, _ in touched]
    longest = max((end - start for start, end in touched), default=0)
    for first, last, _ in article.own:
        low = bisect_left(starts, first - longest)
        within = [s for s in touched[low : bisect_left(starts, last)] if s[1] > first]
        end = _before(article.text, first, min(s[0] for s in within)) if within else last
        unit = article.unit(article.opening(first, last), end) if end else None
        if unit and (not within or vocabulary.tells(unit.text)):
            yield unit


def _before(text: str, start: int, stop: int) -> int | None:
    """End the clauses of a sentence that are over where a statement begins; None if none is."""
    edges = [edge.start() for edge in vocabulary.edges().finditer(text[start:stop])]
    return start + edges[-1] if edges else None
