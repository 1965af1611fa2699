"""Find the turns of a transcript: paragraphs that open with a speaker in capitals and a colon."""

import re

from .. import text as texts
from .statements import Found
from .vocabulary import BIT, bits

TURN = re.compile(r"[\"“]?(?P<name>[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3})(?P<mark>:)\s+(?=\S)")


def turns(text: str, paragraphs: list[texts.Span]) -> dict[int, Found]:
    """Find the turns by where their paragraphs start; one alone makes no transcript.

    "NEW DELHI: ..." opens one paragraph of a text; "Q:" and "A:" open many.
    """
    found = {start: _turn(text, start, end) for start, end in paragraphs}
    told = {start: one for start, one in found.items() if one}
    return told if len(told) > 1 else {}


def _turn(text: str, start: int, end: int) -> Found | None:
    opened = TURN.match(text, start, end)
    if not opened or bits().get(opened["name"].lower(), 0) & BIT["label"]:
        return None
    _, last = texts.strip(text, opened.end(), end, extra='"”')
    if last <= opened.end():
        return None
    content = (opened.end(), last)
    return Found((content,), opened.span("name"), opened.span("mark"), "say", "dialogue")
