"""Choose the time of publication among the dates that a page states, and say what differs."""

import re
from datetime import date
from typing import NamedTuple

from .. import clocks, stamps
from ..headers import Field

# who states a date, by the weight of the word; the names are those of fields
STATED_BY = {
    "published": "page's data",
    "stamp": "header",
    "dateline": "dateline",
    "prefix": "crawler's prefix",
    "address": "address",
    "updated": "note of an update",
}
_IN_NUMBERS = re.compile(r"\d\d?\s?[./-]\s?\d\d?\s?[./-]\s?\d")
_IN_WORDS = re.compile(r"[^\W\d_]{3}")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")


class Dated(NamedTuple):
    """One statement of a date: the field that makes it, who states it, and the stamp."""

    field: Field
    by: str
    stamp: stamps.Stamp


def choose(
    spoken: list[tuple[Field, str]], countries: frozenset[str]
) -> tuple[Field | None, stamps.Stamp | None, list[str]]:
    """Choose the stamp that counts among fields and their words, with notes for the reader.

    A whole date goes before one without its year; then the order is that of `STATED_BY`. What
    the chosen one leaves out is joined from another statement of the same day.
    """
    found = [dated for field, words in spoken for dated in _read(field, words, countries)]
    ordered = sorted(found, key=lambda d: (d.stamp.year is None, [*STATED_BY].index(d.by)))
    if not ordered:
        return None, None, []
    best, with_year = _in_own_words(ordered[0], found)
    best = _with_clock(best, found)
    stamp, order = _ordered(best.stamp, found)
    notes = with_year + order
    differing = [d for d in found if _differs(d.stamp, stamp)]
    notes += [
        f"the {STATED_BY[d.by]} states '{d.stamp.text}'"
        for d in differing
        if not any(d.stamp.text in note for note in notes)
    ]
    return best.field, stamp, notes + _reservations(best.by, stamp)


def _read(field: Field, words: str, countries: frozenset[str]) -> list[Dated]:
    """Read a field's words as a stamp; '2017-09' is a month, '2017' is not a stamp."""
    if field.field == "url":
        day = _IN_ADDRESS.search(words)
        found = stamps.find("-".join(day.groups())) if day else []
        return [Dated(field, "address", stamp) for stamp in found[:1]]
    if field.field not in STATED_BY:
        return []
    month = _MONTH.fullmatch(words)
    if month:
        year, number = int(month[1]), int(month[2])
        found = [stamps.Stamp(0, len(words), words, year, number, None)]
    else:
        found = stamps.find(words, countries=countries)
    return [Dated(field, field.field, stamp) for stamp in found[:1]]


def _in_own_words(best: Dated, found: list[Dated]) -> tuple[Dated, list[str]]:
    """Keep the text's own day where crawler or address give the year that it leaves out."""
    own = [d for d in found if d.by in ("stamp", "dateline") and d.stamp.year is None]
    if best.by not in ("prefix", "address") or not own or not best.stamp.year:
        return best, []
    stamp = own[0].stamp
    is_same = (stamp.month, stamp.day) == (best.stamp.month, best.stamp.day)
    note = (
        f"year taken from '{best.stamp.text}'"
        if is_same
        else f"'{best.stamp.text}' is stated too; the text's own day, with the nearest year"
    )
    return own[0]._replace(stamp=stamp._replace(year=_nearest_year(stamp, best.stamp))), [note]


def _nearest_year(partial: stamps.Stamp, whole: stamps.Stamp) -> int:
    """Give a day without year the year that brings it nearest to a whole date of its page."""
    year, day = whole.year or 0, min(partial.day or 1, 28)
    anchor = date(year, whole.month, whole.day or 1)
    far = {y: abs((date(y, partial.month, day) - anchor).days) for y in (year - 1, year, year + 1)}
    return min(far, key=lambda y: far[y])


def _with_clock(best: Dated, found: list[Dated]) -> Dated:
    """Prefer the header's statement of the same day where it alone gives the hour."""
    if best.stamp.clock or best.by == "published":
        return best
    day = best.stamp[3:6]  # year, month, day
    timed = (d for d in found if d.stamp.clock and d.by == "stamp" and d.stamp[3:6] == day)
    return next(timed, best)


def _ordered(stamp: stamps.Stamp, found: list[Dated]) -> tuple[stamps.Stamp, list[str]]:
    """Settle day and month of a date in numbers by another date of the page, in words."""
    others = [d.stamp for d in found if _IN_WORDS.search(d.stamp.text) and not d.stamp.swapped]
    in_words = {(other.month, other.day) for other in others}
    is_in_numbers = stamp.day and stamp.day <= 12 and _IN_NUMBERS.match(stamp.text)
    if (
        is_in_numbers
        and stamp.day
        and (stamp.day, stamp.month) in in_words - {(stamp.month, stamp.day)}
    ):
        note = f"'{stamp.text}' is read month first, as another date of the page tells"
        return stamp._replace(month=stamp.day, day=stamp.month, swapped=False), [note]
    if (stamp.month, stamp.day) in in_words:
        return stamp._replace(swapped=False), []
    if stamp.swapped:
        return stamp, [f"day and month of '{stamp.text}' can't be told apart"]
    if is_in_numbers and stamp.day != stamp.month:
        return stamp, [f"'{stamp.text}' is read day first, as dates with points are written"]
    return stamp, []


def _differs(stamp: stamps.Stamp, chosen: stamps.Stamp) -> bool:
    if chosen.swapped:
        return False
    is_other_year = stamp.year is not None and stamp.year != chosen.year
    return is_other_year or (stamp.month, stamp.day) != (chosen.month, chosen.day)


def _reservations(by: str, stamp: stamps.Stamp) -> list[str]:
    """Say what the reader should know of the chosen stamp."""
    notes = []
    if by == "updated":
        notes.append("the page states only when it was updated")
    if by == "address":
        notes.append("read from the page's address")
    if stamp.clock and not stamp.zone:
        notes.append("no time zone is stated, or none that is known")
    elif clocks.has_shared_zone(stamp.text):
        notes.append(f"the zone in '{stamp.text}' is told by the listed outlets' countries")
    return notes
