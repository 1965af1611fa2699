"""Read the dateline that opens a report: places, day and the mark of a wire."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .. import lexicon, outlets, stamps

MAX_LENGTH = 110  # characters; the longest opening looked at
_DASH = "-\u2013\u2014"


class Dateline(NamedTuple):
    """One dateline; `place` and `mark` are spans, `outlet` the house that the mark names."""

    start: int
    end: int
    place: tuple[int, int] | None
    stamp: stamps.Stamp | None
    mark: tuple[int, int] | None
    outlet: str | None


@cache
def _place() -> re.Pattern[str]:
    months = "|".join(f"{m}|{m.upper()}" for m in lexicon.forms("months"))
    starters = "|".join(f"{w}|{w.upper()}" for w in lexicon.forms("not_places"))
    name = r"(?:[A-Z]\.){2,}|S[Tt]\.|[^\W\d_a-z](?:[\w'\u2019]|-(?=\w))*"
    word = rf"(?!(?:{months}|{starters})\b)(?:{name})"
    place = rf"{word}(?:[ ]{word}|[ ](?:of|de|la|el|al|upon)[ ]{word}){{0,3}}"
    return re.compile(rf"{place}(?:(?:,[ ]|[ ]?/[ ]?){place}){{0,3}}")


@cache
def _mark(handmade: Path) -> re.Pattern[str]:
    """Match a wire's mark: /X/, (X), X/, /X:, or a listed name, also as 'Author - X.'."""
    listed = outlets.pattern(handmade).pattern
    word = r"[^\W\d_a-z][\w.'\u2019-]*"
    name = r"[^\W\d_a-z][\w.&' /-]{0,30}?"
    return re.compile(
        rf"""/[ ]?(?P<slashes>{name})[ ]?/
           | \((?P<brackets>{name})\)
           | (?P<bare>{listed})
           | (?P<half>{listed})/
           | /(?P<colon>{name}):
           | (?:{word}(?:[ ]{word}){{1,2}}[ ])?[{_DASH}][ ](?P<signed>{listed})(?=[.:]|[*_]*$)
           | -(?P<hyphened>[\w.]+?)(?=[.:][ ])""",
        re.VERBOSE,
    )


@cache
def _listed_first(handmade: Path) -> re.Pattern[str]:
    """Match a listed house that stands before a day, 'WIRE, October 1.'."""
    return re.compile(rf"/?(?P<house>{outlets.pattern(handmade).pattern})/?,[ ](?=\w)")


def find(text: str, start: int, end: int, handmade: Path = outlets.HANDMADE) -> Dateline | None:
    """Find the dateline that a paragraph opens with, or None.

    Read are 'PLACE, Country, Oct.18', 'PLACE, April 6. /WIRE/.', 'Place (WIRE) -', 'PLACE -',
    'Place/24.12.22/Wire:', 'April 6, Wire/', 'Place - Wire.' and their like. Precision first: a
    place alone counts only in capitals and before a dash, a bracket only before a dash or a
    line's end, and a bracket that holds no listed house only behind capitals or a day.
    """
    stop = min(end, start + MAX_LENGTH)
    lead = _listed_first(handmade).match(text, start, stop)
    mark = lead.span("house") if lead else None
    at = lead.end() if lead else start
    place = None if lead else _place_at(text, at, stop, handmade)
    at = _skip(text, place[1], stop) if place else at
    stamp = next((s for s in stamps.find(text, at, stop) if s.start == at), None)
    at = _skip(text, stamp.end, stop) if stamp else at
    mark = mark or _mark_at(text, at, stop, handmade, is_dated=stamp is not None)
    spans = [span for span in (place, stamp and (stamp.start, stamp.end), mark) if span]
    last = max((span[1] for span in spans), default=start)
    if not _is_dateline(text, place, stamp, mark, last, end):
        return None
    house = _house(text, mark, handmade) if mark else None
    return Dateline(start, _closed(text, last, end), place, stamp, mark, house)


_CLOSING = re.compile(rf"[ ]?[.,:/)]{{0,2}}(?:[ ]*[{_DASH}]+(?=[ *_]|\w|$))?:?")
_PARTING = re.compile(r"[.,:]?[ \u00a0]*(?:[/|][ ]?(?=\d))?[.,]?[ \u00a0]*")
_AFTER_PLACE = re.compile(
    rf"\.?(?:[ ]+[{_DASH}]{{1,2}}[ ]*|[{_DASH}]{{1,2}}[ ]+)(?=[^\W\d_a-z]|[\"\u201c'\u2018\d])"
)
_END = re.compile(rf"[ ]?[/).]*[ ]?(?:[{_DASH}]|[*_]*$)")


def _closed(text: str, last: int, end: int) -> int:
    """Take in the points, brackets and dashes that close a dateline."""
    closing = _CLOSING.match(text, last, end)
    return closing.end() if closing and closing[0].strip() else last


def _skip(text: str, at: int, stop: int) -> int:
    """Step over what parts two pieces of a dateline."""
    parting = _PARTING.match(text, at, stop)
    return parting.end() if parting else at


def _place_at(text: str, at: int, stop: int, handmade: Path) -> tuple[int, int] | None:
    """Match places; a listed house or a name before a slash is a mark, not a place."""
    found = _place().match(text, at, stop)
    if not found:
        return None
    town, hyphen, house = found[0].rpartition("-")  # 'Town-House'
    if hyphen and outlets.name(house, handmade):
        return at, at + len(town)
    end = found.end()
    pieces = re.split(r"(,[ ]|[ ]?/[ ]?)", found[0])
    while len(pieces) > 1 and outlets.name(pieces[-1], handmade):
        end -= len(pieces.pop()) + len(pieces.pop())
    return None if len(pieces) == 1 and outlets.name(pieces[0], handmade) else (at, end)


def _mark_at(
    text: str, at: int, stop: int, handmade: Path, *, is_dated: bool
) -> tuple[int, int] | None:
    found = _mark(handmade).match(text, at, stop)
    if not found or (found.lastgroup == "bare" and not is_dated):
        return None
    if found.lastgroup == "hyphened" and not outlets.name(found["hyphened"], handmade):
        return None
    is_known = is_dated or outlets.name(found[found.lastgroup], handmade)
    if found.lastgroup == "brackets" and not is_known and not _is_loud(text, at):
        return None
    return found.span(found.lastgroup)


def _is_loud(text: str, at: int) -> bool:
    """Tell whether the last word before a bracket stands in capitals, as places in datelines do."""
    return text[max(0, at - MAX_LENGTH) : at].rpartition("\n")[2].strip().isupper()


def _house(text: str, mark: tuple[int, int], handmade: Path) -> str:
    """Name the house of a mark: as listed, else as written; an author beside it is left out."""
    written = text[slice(*mark)].strip(" /,")
    opening = outlets.pattern(handmade).match(written)
    listed = outlets.name(written, handmade) or (opening and outlets.name(opening[0], handmade))
    return listed or written


def _is_dateline(
    text: str,
    place: tuple[int, int] | None,
    stamp: stamps.Stamp | None,
    mark: tuple[int, int] | None,
    last: int,
    end: int,
) -> bool:
    after = text[last : min(end, last + 8)]
    is_closed = _END.match(after[:4]) is not None
    if stamp and mark:
        return True
    if stamp and place:
        is_parted = any(sign in text[place[1] : stamp.start] for sign in ",./:")
        return is_parted and not stamp.clock and (is_closed or after.startswith("."))
    if place and mark:
        signs = text[mark[0] - 2 : mark[0]] + after.lstrip()[:1]
        return is_closed or any(sign in signs for sign in "/" + _DASH)
    if place:
        bare = re.split("[,/]", text[slice(*place)])[0]
        return bare.isupper() and len(bare) > 3 and _AFTER_PLACE.match(after) is not None
    return False
