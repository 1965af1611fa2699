"""Reckon with dates as TIMEX3 writes them: days, weeks, months, quarters, years, decades."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first month, meteorological, in the north
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}
YEARS = range(1, 10000)

Span = tuple[str, date, date]

_VALUE = re.compile(
    r"(?P<CE>\d\d)|(?P<DE>\d{3})X?|(?P<Y>\d{4})(?:-(?:(?P<M>\d\d)(?:-(?P<D>\d\d)(?P<T>T.*)?)?"
    r"|W(?P<W>\d\d)(?P<WE>-WE)?|Q(?P<Q>[1-4])|H(?P<H>[12])|(?P<S>SP|SU|FA|WI)))?"
)


@lru_cache(maxsize=50_000)
def spread(value: str) -> Span | None:
    """Give a value's grain, its first and its last day; None for what is no date or has no year."""
    if "/" in value:
        ends = [spread(one) for one in value.split("/")]
        return ("R", ends[0][1], ends[1][2]) if ends[0] and ends[1] else None
    found = _VALUE.fullmatch(value)
    try:
        return _days(found) if found else None
    except (ValueError, OverflowError):  # no such day, or a year that the calendar lacks
        return None


def _days(found: re.Match[str]) -> Span:
    if found["CE"] or found["DE"]:
        grain, width = ("CE", 100) if found["CE"] else ("DE", 10)
        first = int(found[grain]) * width
        return grain, date(max(first, 1), 1, 1), date(first + width - 1, 12, 31)
    year = int(found["Y"])
    if found["D"]:
        day = date(year, int(found["M"]), int(found["D"]))
        return ("T" if found["T"] else "D"), day, day
    if found["W"]:
        monday = date.fromisocalendar(year, int(found["W"]), 1)
        sunday = monday + timedelta(6)
        return ("WE", sunday - timedelta(1), sunday) if found["WE"] else ("W", monday, sunday)
    if found["S"]:
        return "S", *_months(year, SEASONS[found["S"]], 3)
    for grain, width in (("Q", 3), ("H", 6), ("M", 1)):
        if found[grain]:
            return grain, *_months(year, width * (int(found[grain]) - 1) + 1, width)
    return "Y", *_months(year, 1, 12)


def _months(year: int, month: int, n: int) -> tuple[date, date]:
    """Bound n months; a winter ends in the next year."""
    last = shift(date(year, month, 1), "M", n - 1)
    return date(year, month, 1), date(last.year, last.month, monthrange(last.year, last.month)[1])


def at(grain: str, day: date) -> str:
    """Write the day, week, month ... in which a day lies."""
    year, week, _ = day.isocalendar()
    written = {
        "D": f"{day.isoformat()}",
        "W": f"{year:04d}-W{week:02d}",
        "WE": f"{year:04d}-W{week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04d}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year:04d}"[:3],
        "CE": f"{day.year:04d}"[:2],
    }
    return written[{"2W": "W", "T": "D", "R": "D", "S": "M"}.get(grain, grain)]


def shift(day: date, grain: str, n: int) -> date:
    """Go n units on, or back; a month that has no such day gives its last one."""
    if grain in DAYS:
        return day + timedelta(n * DAYS[grain])
    months = day.year * 12 + day.month - 1 + n * MONTHS[grain]
    year, month = months // 12, months % 12 + 1
    if year not in YEARS:
        raise OverflowError(f"year {year}")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def go(day: date, grain: str, n: int, written: str = "") -> str:
    """Write the day, week, month ... (or another grain) that lies n units on; '' beyond years."""
    try:
        return at(written or grain, shift(day, grain, n))
    except OverflowError:
        return ""
