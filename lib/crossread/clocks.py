"""Read the clock beside a printed date, and turn its zone into an offset."""

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from . import lexicon

FARTHEST = 14  # hours; no zone is farther from UTC
LOOKED_AT = 24  # characters before a date, where a clock may stand


class Clock(NamedTuple):
    """A date's span with its clock: `time` and `zone` as EDTF, '' where not stated or unknown."""

    start: int
    end: int
    time: str
    zone: str


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    zones = "|".join(map(re.escape, lexicon.forms("zones")))
    half = r"(?:[ap]\.?m|[AP]\.?M)\b\.?"
    clock = rf"""
        (?P<hour>[01]?\d|2[0-3])
        (?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?:[ ]?(?P<half>{half}))?
          |[.](?P<minute2>[0-5]\d)(?:[ ]?(?P<half2>{half})|(?=[ ](?:{zones})\b))
          |[ ]?(?P<half3>{half}))
        (?:[ ]?\(?(?:
            (?P<offset>(?:(?:UTC|GMT)[ ]?)?[+\u2212-]\d\d?(?::?\d\d)?(?!\d))(?:[ ](?:{zones})\b)?
          | (?P<zone>{zones})(?![\w+-])
        )\)?)?(?!\d)"""
    # gaps are bounded, as two without bounds cost the square of a long one
    lead = r"(?:\s{0,9}[,/|\[(\u2013\u2014-]?\s{0,9}(?:at[ ])?|T)"
    after = re.compile(rf"{lead}{clock}\]?", re.VERBOSE)
    before = re.compile(
        rf"(?<![\w:.]){clock}(?:,|[ ]on|[ ]?[\u2013\u2014|/-])?\s{{1,9}}$", re.VERBOSE
    )
    return after, before


def offset(words: str, day: date | None, countries: frozenset[str]) -> str:
    """Turn a printed zone into an EDTF offset; '' where it stays unknown."""
    digits = re.search(r"([+\u2212-])[ ]?(\d\d?):?(\d\d)?$", words)
    if digits and int(digits[2]) <= FARTHEST and int(digits[3] or 0) < 60:
        sign = "+" if digits[1] == "+" else "-"
        return f"{sign}{int(digits[2]):02d}:{int(digits[3] or 0):02d}"
    known = [r for r in lexicon.rows("zones") if r["form"] == words]
    if len(known) > 1:
        known = [r for r in known if r["country"] in countries]
    if len(known) != 1:
        return ""
    zone = known[0]["zone"]
    return zone if "/" not in zone else _at_noon(zone, day)


def _at_noon(zone: str, day: date | None) -> str:
    """Give the offset that a zone of the tz database has on a day; '' for no day."""
    if day is None:
        return ""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    minutes = int((noon.utcoffset() or timedelta()).total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@cache
def _cities() -> dict[str, str]:
    """Name the zones by their cities, as the tz database does: 'Tokyo' for the one it ends."""
    names = sorted(available_timezones())
    return {name.rpartition("/")[2].replace("_", " "): name for name in names if "/" in name}


def offset_of_city(city: str, day: date | None) -> str:
    """Turn 'Tokyo', said of a time, into an EDTF offset; '' where the tz database lacks it."""
    zone = _cities().get(city)
    return _at_noon(zone, day) if zone else ""


def _time_of_day(found: re.Match[str]) -> str:
    """Write a printed clock as EDTF, `T17:45`; a.m. and p.m. become 24 hours."""
    hour = int(found["hour"])
    half = (found["half"] or found["half2"] or found["half3"] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = int(found["minute"] or found["minute2"] or 0)
    second = f":{int(found['second']):02d}" if found["second"] else ""
    return f"T{hour:02d}:{minute:02d}{second}"


def beside(
    text: str,
    within: tuple[int, int],
    printed: tuple[int, int],
    day: date | None,
    countries: frozenset[str],
) -> Clock | None:
    """Find the clock after a printed date, or else before it; `day` is needed for its zone."""
    first, last = printed
    after, before = _patterns()
    clock = after.match(text, last, within[1])
    if not clock:
        clock = before.search(text, max(within[0], first - LOOKED_AT), first)
    if not clock:
        return None
    words = clock["offset"] or clock["zone"] or ""
    zone = offset(words, day, countries) if words else ""
    return Clock(min(first, clock.start()), max(last, clock.end()), _time_of_day(clock), zone)


def has_shared_zone(stamp: str) -> bool:
    """Tell whether the zone is printed as an abbreviation that several countries use."""
    words = set(re.findall(r"[A-Z]+", stamp))
    forms = [row["form"] for row in lexicon.rows("zones")]
    return any(forms.count(form) > 1 for form in words)
