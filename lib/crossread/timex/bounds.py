"""Turn a TIMEX3 value into EDTF, and into the first and the last second that it may mean."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from . import dates

Bounds = tuple[str | None, datetime | None, datetime | None]

_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?")
SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}  # ISO 8601-2; of no hemisphere
_DAY = timedelta(days=1, seconds=-1)


@lru_cache(maxsize=50_000)
def bounds(value: str, mod: str = "") -> Bounds:
    """Write a value as EDTF (ISO 8601-2) with its bounds, both inside; None for what has none.

    A clock with a zone is bounded in UTC; one without as printed. EDTF knows no part of a day
    and no early or late: the day, month or year stands in, as wide as it is. Weeks, quarters and
    halves are written as intervals. `~` marks what the text calls approximate.
    """
    clock = _CLOCK.fullmatch(value)
    if clock:
        return _instant(*clock.groups())
    span = dates.spread(value)
    if span is None:
        is_yearless = re.fullmatch(r"XXXX-\d\d(-\d\d)?", value)
        return (value if is_yearless else None), None, None
    grain, first, last = span
    edtf = _edtf(value, grain, first, last) + ("~" if mod == "APPROX" and grain in "DMY" else "")
    return edtf, datetime.combine(first, time()), datetime.combine(last, time()) + _DAY


def _edtf(value: str, grain: str, first: date, last: date) -> str:
    if grain in ("DE", "CE"):
        return value.removesuffix("X").ljust(4, "X")
    if grain == "S":
        return f"{value[:4]}-{SEASONS[value[5:]]}"
    if grain in ("Q", "H", "W", "WE"):
        n = 7 if grain in ("Q", "H") else 10
        return f"{first.isoformat()[:n]}/{last.isoformat()[:n]}"
    if grain == "R":
        ends = ((one, dates.spread(one)) for one in value.split("/"))
        return "/".join(_edtf(one, *span) for one, span in ends if span)
    return value.partition("T")[0]


def _instant(day: str, hour: str, minute: str, second: str | None, zone: str | None) -> Bounds:
    try:
        moment = datetime.fromisoformat(day) + timedelta(hours=int(hour), minutes=int(minute))
        moment += timedelta(seconds=int(second or 0))
        edtf = moment.isoformat() + (zone or "")
        if zone and zone != "Z":
            sign = -1 if zone[0] == "+" else 1
            moment += sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
        return edtf, moment, moment + timedelta(seconds=0 if second else 59)
    except (ValueError, OverflowError):  # no such day, or one beyond the calendar
        return None, None, None
