"""See the mentions of a sentence as they stand: groups as one, titles with their names."""

from typing import Any, NamedTuple


class Standing(NamedTuple):
    """A mention with the title before it; `is_inner`: it is part of another's title or office."""

    start: int
    end: int
    actors: tuple[str, ...]
    type: str
    voice: str
    cue: str
    is_quoted: bool
    is_inner: bool


def standing(text: str, start: int, mentions: list[Any]) -> list[Standing]:
    """List the mentions of one sentence in reading order, one for each span."""
    spans: dict[tuple[int, int], list[Any]] = {}
    for row in mentions:
        begin = row.start
        if row.form == "name" and isinstance(row.role, str):
            begin = _title(text, start, begin, row.role)
        spans.setdefault((begin, row.end), []).append(row)
    found = []
    for (begin, end), rows in sorted(spans.items()):
        first = rows[0]
        is_inner = any(a <= begin and end <= b and (a, b) != (begin, end) for a, b in spans)
        found.append(
            Standing(
                begin,
                end,
                tuple(dict.fromkeys(row.actor_id for row in rows)),
                first.type,
                first.voice,
                first.cue if first.voice != "mentioned" else "",
                first.is_quoted,
                is_inner,
            )
        )
    return found


def _title(text: str, start: int, begin: int, role: str) -> int:
    """Give the offset at which the title before a name begins."""
    at = text.rfind(role, start, begin)
    return at if at >= 0 and not text[at + len(role) : begin].strip(" \xa0,'\u2019s()") else begin
