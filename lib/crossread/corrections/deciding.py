"""Make a line of what a reader decided in a panel, and say what it comes to."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from . import belonging, catalogue, log, settling
from .around import Around
from .log import Line, Place
from .standing import JOINING, Standing
from .undoing import CONFLICT, IN_FORCE

if TYPE_CHECKING:
    from ..corpus import Corpus

Decision = Mapping[str, str | int]  # as the page sends it
CELLS = ("who", "table", "action", "column", "was", "is", "why", "which")


class Saved(NamedTuple):
    """A decision that was written, the lines that it took, and what is to be known of it."""

    line: Line
    number: int
    told: str


def save(c: "Corpus", decision: Decision) -> Saved:
    """Append a decision to the corpus' corrections.

    A reader's own earlier decision on the same is undone in the same write. Somebody else's is
    left, and the conflict told: neither is applied until one of them is undone.

    Raises
    ------
    ValueError
        It can't be meant so, or its place does not have its words.
    OSError
        The file can't be written.
    """
    line = _line(c, decision)
    _check(c, line)
    before = standings(c)
    same = [s.line for s in before if s.status in (IN_FORCE, CONFLICT) and _is_same(s.line, line)]
    own = [other for other in same if other.who == line.who]
    if own:
        line = line._replace(was=own[0].was, which=own[0].which)
    undoing = [undo(other, line.who, "replaced") for other in own]
    first = log.write(c.handmade, [*undoing, line])
    number = first + len(undoing)
    now = next(s for s in standings(c) if s.line.number == number)
    told = f"Your earlier one, line {own[0].number}, is undone." if own else ""
    if now.status == CONFLICT:
        told = f"It contradicts another, and neither is applied: {now.reason}."
    return Saved(line._replace(number=number), number, told)


def undo(line: Line, who: str, why: str = "") -> Line:
    """Make the line that undoes a decision."""
    return Line(0, _key(), _now(), who, line.table, "undo", was=line.correction_id, why=why)


def retract(c: "Corpus", key: str, who: str, why: str) -> Saved:
    """Append the undoing of a decision; ValueError where there is none to undo."""
    known = {s.line.correction_id: s for s in standings(c)}
    if key not in known or known[key].status not in (IN_FORCE, CONFLICT):
        raise ValueError("this correction is not in force any more: run the notebook again")
    if not who:
        raise ValueError("nobody is named: give your name")
    line = undo(known[key].line, who, why)
    number = log.write(c.handmade, [line])
    return Saved(line._replace(number=number), number, f"Line {known[key].line.number} is undone.")


def standings(c: "Corpus") -> list[Standing]:
    """Review the file as it is now."""
    return replace(c, decided=log.read(c.handmade)).standings


def _line(c: "Corpus", decision: Decision) -> Line:
    cells = {name: str(decision.get(name) or "") for name in CELLS}
    cells |= {name: " ".join(cells[name].split()) for name in ("who", "is", "why")}
    cells["becomes"] = "" if cells["action"] == "reject" else cells["is"]
    del cells["is"]
    known = c.articles.set_index("article_id")["sha256"]
    key = decision.get("article_id")
    place = None
    if key in known.index:
        span = int(decision["start"]), int(decision["end"])
        place = Place(known[key], *span, str(decision["text"]))
    return Line(0, correction_id=_key(), when=_now(), place=place, **cells)


def _check(c: "Corpus", line: Line) -> None:
    """Raise ValueError where a decision can't be meant."""
    if not line.who:
        raise ValueError("nobody is named: give your name")
    [own] = replace(c, decided=(line._replace(number=1),)).standings
    if own.status != IN_FORCE or own.article_id is None:
        raise ValueError(own.reason or "it has no place")
    around = Around(c, {own.article_id})
    if line.table == "actors":
        settling.actor(around, line.becomes)
        if line.was == line.becomes:
            raise ValueError("these are one actor already")
    elif line.action == "merge":
        if isinstance(other := belonging.referred(c, line.becomes), str):
            raise ValueError(other)
    elif line.action not in ("reject", "split"):
        column = line.column or catalogue.TABLES[line.table].main
        settling.cells(around, line.table, own.article_id, column, line.becomes)


def _is_same(one: Line, other: Line) -> bool:
    """Tell whether two decisions are on the same thing, so that only one can hold."""
    if one.table != other.table or one.action == "undo":
        return False
    if one.table == "actors":
        is_here = one.action == "merge" or _sha256(one) == _sha256(other)
        return (one.action, one.was) == (other.action, other.was) and is_here
    if one.place != other.place or not _is_one_row(one, other):
        return False
    if {one.action, other.action} & set(JOINING):  # a passage leaves one claim and joins another
        return one.action == other.action == "split"
    main = catalogue.TABLES[one.table].main
    is_one_column = (one.column or main) == (other.column or main)
    return is_one_column or "reject" in (one.action, other.action)


def _sha256(line: Line) -> str:
    return line.place.sha256 if line.place else ""


def _is_one_row(earlier: Line, later: Line) -> bool:
    """Tell whether two decisions at a place are on one row; the earlier may have renamed it."""
    is_unsaid = "" in (earlier.which, later.which)
    return is_unsaid or later.which in (earlier.which, earlier.becomes)


def _key() -> str:
    return secrets.token_hex(6)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def listed(lines: Sequence[Line]) -> list[dict[str, str | int]]:
    """Give decisions as the page shows them."""
    names = ("number", "correction_id", "when", "who", "table", "action", "column", "was", "why")
    return [{name: getattr(line, name) for name in names} | {"is": line.becomes} for line in lines]
