"""Find the names of a text that nobody has listed, and say of what type they are."""

import re
from typing import NamedTuple

from . import headings
from .cutting import Piece, cut
from .shapes import runs
from .vocabulary import short_months, titles, words
from .weighing import best, gather, link, reason

SMALL = re.compile(r"(?<![\w'’])[a-z]{2,}")
DAY = re.compile(r"\.?\s?\d")  # behind a short month: a date
ENDS = "\n.!?…:"  # after these a sentence opens
MARKS = " \xa0\"“”‘’'«»()[]•*–—-"
QUOTES = frozenset('"“‘«')


class Candidate(NamedTuple):
    """A name as it stands in a text; the rule is the cue that speaks most for its type."""

    start: int
    end: int
    text: str
    type: str
    rule: str


def find(text: str) -> list[Candidate]:
    """Find names of persons, bodies and places, in reading order, none inside another.

    A string has one type throughout a text: that for which most speaks in all its places.
    """
    titled = headings.lines(text)
    pieces = [p for p in candidates(text) if not headings.holds(titled, p.start)]
    cues = gather(text, pieces)
    link(text, pieces, cues)
    kinds = {key: kind for key, own in cues.items() if (kind := best(own))}
    rules = {key: reason(cues[key], kind) for key, kind in kinds.items()}
    types = {key: _narrow(key, kind) for key, kind in kinds.items()}
    spans = [(p.start, p.end, types[p.words], rules[p.words]) for p in pieces if p.words in kinds]
    if titled:
        known = {" ".join(key): kind for key, kind in types.items()}
        spans += [(*span, "heading") for span in headings.names(text, titled, known)]
    return [Candidate(s, e, text[s:e], kind, rule) for s, e, kind, rule in sorted(spans)]


def _narrow(name: tuple[str, ...], kind: str) -> str:
    """Tell forces and media from other bodies by the main word of their name."""
    if kind == "organisation":
        for narrower in ("force", "media"):
            if name[-1] in words("organisations", narrower) and len(name) > 1:
                return narrower
    return kind


def candidates(text: str) -> list[Piece]:
    """Cut out what may be a name."""
    small = set(SMALL.findall(text))
    pieces: list[Piece] = []
    for run in runs(text):
        opens = _opens(text, run[0].start)
        pieces += cut(run, opens, small)
    return [p for p in pieces if not (p.words[0] in short_months() and DAY.match(text, p.end))]


def _opens(text: str, start: int) -> bool:
    """Say whether a sentence or a quotation opens at an offset."""
    head = text[max(0, start - 12) : start]
    before = head.rstrip(MARKS)
    if before and before[-1] not in ENDS and QUOTES.isdisjoint(head[len(before) :]):
        return False
    last = before.rpartition(" ")[2]
    return not (last.endswith(".") and last[:-1] in titles())
