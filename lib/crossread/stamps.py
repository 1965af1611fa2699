"""Read the stamps that news prints above and below an article: day, clock and zone."""

import calendar
import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from . import clocks, lexicon

_DIGIT = re.compile(r"\d")
_GAP = "[ \u00a0\t]"
YEARS = range(1500, 2200)  # four digits beyond are no year of a newspaper
CENTURY_TURNS_AT = 69  # POSIX: two digits from 69 on are of the 1900s


class Stamp(NamedTuple):
    """One printed date; `swapped` is the other reading where day and month can't be told apart."""

    start: int
    end: int
    text: str
    year: int | None
    month: int
    day: int | None
    clock: str = ""
    zone: str = ""
    swapped: bool = False

    @property
    def days(self) -> tuple[str, ...]:
        """List the possible days as EDTF, without clock: one, or two where the order is unknown."""
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.day is None:
            return (f"{year}-{self.month:02d}",)
        pairs = sorted(
            {(self.month, self.day), *([(self.day, self.month)] if self.swapped else [])}
        )
        return tuple(f"{year}-{month:02d}-{day:02d}" for month, day in pairs)

    @property
    def edtf(self) -> str:
        """Write the stamp as EDTF (ISO 8601-2); `[a,b]` is 'one of these'.

        A year that is not stated is `XXXX`; with a clock that goes beyond EDTF, which has
        no unspecified digits beside a time of day, and is kept since the text states both.
        """
        whole = [day + self.clock + self.zone for day in self.days]
        return whole[0] if len(whole) == 1 else f"[{','.join(whole)}]"


@cache
def _months() -> dict[str, int]:
    return {row["form"].lower(): int(row["month"]) for row in lexicon.rows("months")}


def _either(words: tuple[str, ...]) -> str:
    """Write alternatives that match in lower case, title case and capitals."""
    cased = {form for w in words for form in (w, w.upper(), w.capitalize())}
    return "|".join(re.escape(w) for w in sorted(cased, key=len, reverse=True))


@cache
def _day_pattern() -> re.Pattern[str]:
    long, short = lexicon.forms("months", kind="full"), lexicon.forms("months", kind="short")
    month = rf"(?:(?:{_either(long)})(?![a-zA-Z])|(?:{_either(short)})(?![a-zA-Z])\.?)"
    named = rf"(?:{_either(lexicon.forms('weekdays'))})(?![a-zA-Z])"
    weekday = rf"{named}\.?,?[ ]+"
    return re.compile(
        rf"""(?:https?://|www\.)\S+|(?<![\w:-])(?<!\d\.)(?:{weekday})?(?:
          (?P<y1>\d{{4}})(?P<sep1>[-./])(?P<m1>\d\d?)(?P=sep1)(?P<d1>\d\d?)(?![\d])
        | (?P<d2>\d\d?)(?P<sep2>[-./]|[ ]/[ ])(?P<m2>\d\d?)(?P=sep2)
          (?P<y2>\d{{4}}|(?<!-)\d\d)(?![\d:]|[.]\d)
        | (?P<d3>\d\d?)(?:st|nd|rd|th)?\.?{_GAP}?-?(?:of[ ])?(?P<m3>{month})
          (?:,?(?:{_GAP}+|-)(?P<y3>\d{{4}})(?!\d))?
        | (?P<m4>{month})(?:,(?=[ ]\d\d?,?[ ]\d{{4}}))?{_GAP}*(?P<d4>\d\d?)(?:st|nd|rd|th)?(?![\d:])
          (?:,?{_GAP}+(?P<y4>\d{{4}})(?!\d))?
        | (?P<y6>\d{{4}}),?{_GAP}(?P<m6>{month}){_GAP}(?P<d6>\d\d?)(?![\d:])
        | (?P<m5>{month}),?{_GAP}(?P<y5>\d{{4}})(?!\d)
        )(?:,?{_GAP}\(?{named}\)?)?""",
        re.VERBOSE,
    )


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= CENTURY_TURNS_AT else 2000
    return year


def _date(found: re.Match[str]) -> tuple[int | None, int, int | None, bool] | None:
    """Read year, month, day, and whether the two may be swapped; None: no such day, a URL."""
    kind = next((i for i in "123456" if found[f"m{i}"]), None)
    if kind is None:
        return None
    year = _year(found[f"y{kind}"])
    day = int(found[f"d{kind}"]) if kind != "5" else None
    if kind in "3456":
        month, swapped = _months()[found[f"m{kind}"].rstrip(".").lower()], False
    else:
        month = int(found[f"m{kind}"])
        # dates with dots are written day first; slashes and hyphens in both orders
        us = kind == "2" and found["sep2"] != "."
        if us and day is not None and month > 12:
            month, day = day, month
        swapped = us and day is not None and month <= 12 and day <= 12 and month != day
    leap_year = 2000  # so that 29 February may stand without its year
    try:
        date(leap_year if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return None
    if year is not None and year not in YEARS:
        return None
    return year, month, day, swapped


def find(
    text: str, start: int = 0, end: int | None = None, countries: frozenset[str] = frozenset()
) -> list[Stamp]:
    """Find the printed dates of a stretch of text, in reading order.

    `countries` (ISO 3166) decide between zones of one abbreviation. A date in numbers whose
    order can't be told keeps both readings; day first where dots part the numbers. What is
    not found: dates in words only ('on Wednesday'), months without day or year.
    """
    end = len(text) if end is None else end
    if not _DIGIT.search(text, start, end):
        return []
    stamps = []
    for found in _day_pattern().finditer(text, start, end):
        parts = _date(found)
        if parts:
            year, month, day, swapped = parts
            known = date(year, month, day) if year and day else None
            around = (
                clocks.beside(text, (start, end), found.span(), known, countries) if day else None
            )
            clock = around or clocks.Clock(*found.span(), "", "")
            words = text[clock.start : clock.end]
            stamps.append(
                Stamp(
                    clock.start, clock.end, words, year, month, day, clock.time, clock.zone, swapped
                )
            )
    return stamps


def interval(edtf: str | None) -> tuple[datetime | None, datetime | None]:
    """Bound an EDTF date of ours: its first and its last second, both inside.

    In UTC where the zone is stated; on the clock as printed where it is not. A date without
    a year has no bounds.
    """
    if not edtf or edtf.startswith("XXXX"):
        return None, None
    if edtf.startswith("["):
        bounds = [interval(one) for one in edtf.strip("[]").split(",")]
        return bounds[0][0], bounds[-1][1]
    day, _, clock = edtf.partition("T")
    if clock:
        return _instant(edtf, len(re.sub(r"(Z|[+-]\d\d:\d\d)$", "", clock)))
    numbers = [int(n) for n in day.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    first = datetime(*[*numbers, 1, 1][:3])
    last = first if len(numbers) > 2 else datetime(year, month, calendar.monthrange(year, month)[1])
    return first, last + timedelta(days=1, seconds=-1)


def _instant(edtf: str, clock_length: int) -> tuple[datetime, datetime]:
    moment = datetime.fromisoformat(edtf)
    if moment.tzinfo:
        moment = (moment - (moment.utcoffset() or timedelta())).replace(tzinfo=None)
    width = timedelta(seconds=59) if clock_length == len("17:45") else timedelta()
    return moment, moment + width


def say(edtf: str, month: str = "%B") -> str:
    """Say an EDTF date in words, '10 November 2020', '2020', no more precisely than it is."""
    first, _ = interval(edtf)
    if first is None or edtf.startswith("["):
        return edtf
    numbers = [int(n) for n in edtf.partition("T")[0].split("-")]
    words = f"{first.replace(month=numbers[1], day=1):{month}} " if len(numbers) > 1 else ""
    return f"{numbers[2]} {words}{numbers[0]}" if len(numbers) > 2 else f"{words}{numbers[0]}"
