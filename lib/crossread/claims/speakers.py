"""Say whom the words mean that name a speaker, by the mentions that stand in them."""

import re
from typing import NamedTuple

from .. import quotes

HEAD = re.compile(r"\s*(?:$|[.,;:(\[\u2013\u2014-]|(?:and|of|in|at|on|for|from|to|who|whose)\b)")
GENITIVE = re.compile(r"['\u2019]s?\s+\w")
UNDER = re.compile(r"\b(?:of|for|from|in|at|with|to|by|under|on)(?: the)? $", re.IGNORECASE)


class Mention(NamedTuple):
    """What is needed of a row of `mentions`."""

    start: int
    end: int
    actor_id: str | None
    name: str | None
    type: str
    form: str
    rule: str


class Speaker(NamedTuple):
    """Who says something, as far as known, and by which rule."""

    speaker_id: str | None
    speaker: str | None
    speaker_rule: str


NOBODY = Speaker(None, None, "nobody is named")


def resolve(
    text: str, statements: list[quotes.Statement], mentions: list[Mention]
) -> list[list[Speaker]]:
    """List the speakers of each statement of an article, one at least; nobody is one, too.

    A quotation that no cue attributes has the speaker of the report before it.
    """
    found: list[list[Speaker]] = []
    for one in statements:
        if one.speaker_start is not None and one.speaker_end is not None:
            own = _named(text, one.speaker_start, one.speaker_end, mentions)
        elif one.cue is None and one.kind != "indirect" and found:
            own = [s._replace(speaker_rule="speaker of the report before") for s in found[-1]]
        else:
            own = [NOBODY]
        found.append(own)
    return found


def _named(text: str, start: int, end: int, mentions: list[Mention]) -> list[Speaker]:
    """List whom a phrase names: its persons, else its heads; several where 'and' joins them."""
    inner = [m for m in mentions if m.start < end and start < m.end]
    spans = {(m.start, m.end) for m in inner}
    outer = [m for m in inner if not _is_inside(m, spans)]
    heads = [m for m in outer if _is_head(text, m, start, end)]
    persons = [m for m in heads if m.type == "person"]
    found = {(m.actor_id, m.name): Speaker(m.actor_id, m.name, m.rule) for m in persons or heads}
    known = [speaker for key, speaker in found.items() if key != (None, None)]
    return known or list(found.values()) or [NOBODY]


def _is_inside(m: Mention, spans: set[tuple[int, int]]) -> bool:
    """Tell whether a mention is part of a longer one, as a state is of its president."""
    return any(a <= m.start and m.end <= b and (a, b) != (m.start, m.end) for a, b in spans)


def _is_head(text: str, m: Mention, start: int, end: int) -> bool:
    """Tell whether a phrase is about this mention, and not about somebody of it or beside it."""
    if GENITIVE.match(text, m.end, end) or UNDER.search(text, start, m.start):
        return False
    return m.form != "name" or bool(HEAD.match(text, m.end, end))
