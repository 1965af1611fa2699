"""Tell which decisions are undone by others."""

from collections import defaultdict
from collections.abc import Mapping

from .log import Line

IN_FORCE, UNDONE, REPEATED = "in force", "undone", "repeated"
ORPHAN, CONFLICT, BROKEN = "orphan", "conflict", "broken"
Told = dict[int, tuple[str, str]]  # number of a line -> status and reason


def undone(lines: list[Line]) -> Told:
    """Find what is undone; an undoing can be undone, too."""
    known = {line.correction_id: line for line in lines}
    undoing = defaultdict(list)
    told: Told = {}
    for line in lines:
        if line.action != "undo":
            continue
        if line.was not in known:
            told[line.number] = (ORPHAN, f"no line has the key {line.was!r} that it undoes")
        elif _circles(line, known):
            told[line.number] = (BROKEN, "it undoes itself, by way of others")
        else:
            undoing[line.was].append(line)

    def holds(key: str) -> bool:
        return not any(holds(line.correction_id) for line in undoing[key])

    for line in lines:
        by = [other.number for other in undoing[line.correction_id] if holds(other.correction_id)]
        if by and line.number not in told:
            told[line.number] = (UNDONE, f"by line {by[0]}")
    return told


def _circles(line: Line, known: Mapping[str, Line]) -> bool:
    seen: set[str] = set()
    at: Line | None = line
    while at is not None and at.action == "undo":
        if at.correction_id in seen:
            return True
        seen.add(at.correction_id)
        at = known.get(at.was)
    return False
