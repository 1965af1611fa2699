"""Put the statements of a text together: their kind, and which contains which."""

import re
from typing import NamedTuple

from ..text import Span

OPENS = "\"“”«„`'‘"  # a fragment that begins with one of these is direct speech
MARKED = re.compile("[\"“”«]|''|‘.*’")


class Statement(NamedTuple):
    """One attributed statement; offsets count characters of the article's text.

    `start` and `end` bound the whole content, `fragments` are its parts. `inside` is the place in
    the list of the statement that contains it. A speaker or a cue that is not named is None.
    """

    start: int
    end: int
    text: str
    fragments: tuple[Span, ...]
    kind: str
    speaker_text: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    cue_class: str | None
    inside: int | None
    rule: str


class Found(NamedTuple):
    """A statement in characters, before it is compared with others."""

    fragments: tuple[Span, ...]
    speaker: Span | None
    cue: Span | None
    kind: str | None
    rule: str


def arrange(text: str, found: list[Found]) -> list[Statement]:
    """Put statements into reading order, each with the one that contains it."""
    ordered = sorted(set(found), key=_place)
    arranged: list[Statement] = []
    around: list[int] = []
    for n, one in enumerate(ordered):
        start, end = one.fragments[0][0], one.fragments[-1][1]
        while around and arranged[around[-1]].end < end:
            around.pop()
        arranged.append(_statement(text, one, start, end, around[-1] if around else None))
        around.append(n)
    return arranged


def _place(one: Found) -> tuple[int, int, int, str]:
    """Order by start, the longer first."""
    return one.fragments[0][0], -one.fragments[-1][1], (one.cue or (-1, 0))[0], one.rule


def _statement(text: str, one: Found, start: int, end: int, inside: int | None) -> Statement:
    kind = _kind(text, one.fragments)
    speaker, cue = _named(text, one.speaker), _named(text, one.cue)
    whole = text[start:end]
    return Statement(
        start, end, whole, one.fragments, kind, *speaker, *cue, one.kind, inside, one.rule
    )


def _named(text: str, span: Span | None) -> tuple[str, int, int] | tuple[None, None, None]:
    return (text[slice(*span)], *span) if span else (None, None, None)


def _kind(text: str, fragments: tuple[Span, ...]) -> str:
    """Tell direct speech from indirect, and from indirect speech with quoted words."""
    if all(text[a] in OPENS and _runs(text, a, b) for a, b in fragments):
        return "direct"
    return "mixed" if any(MARKED.search(text, a, b) for a, b in fragments) else "indirect"


def _runs(text: str, a: int, b: int) -> bool:
    """Tell whether a quotation takes up a fragment, but for a stop behind it."""
    return not text[b - 1].isalnum() or not MARKED.search(text, a + 2, b)
