"""Read clocks and parts of days: '5 p.m. Saturday', '0012GMT', 'the night before', 'overnight'."""

import re
from datetime import date

from .. import clocks
from . import dates, numbers, words
from .anchoring import UNKNOWN_DAY, day_of
from .context import Context, Known, Reading
from .read_days import mod_of
from .tokens import Expression

AFTER_NOON = ("AF", "EV", "NI")
BEGINS = {"TMO": "T06:00", "TAF": "T12:00", "TEV": "T17:00", "TNI": "T18:00"}


def clock(x: Expression, c: Context) -> Reading | None:
    """Read a clock with the day and the zone that stand with it, '00:00 (Tokyo time) on 3 May'."""
    time = _time(x["hour|hour2"])
    if not time or _is_title(x, c):
        return None
    found = _day(x, c, time)
    zone = _zone(x.written("hour|hour2"), found.value)
    return Reading("TIME", found.value + time + zone, words.value("mod", x["mod"]), found.anchor)


def _is_title(x: Expression, c: Context) -> bool:
    """Tell 'High Noon' from noon."""
    return c.after("not_clock") and x.words in words.values("clock")


def _day(x: Expression, c: Context, time: str) -> Known:
    """Find the day of a clock: said with it, else the one just told in the sentence, else today."""
    if x["day|day2|day3"]:
        return day_of(x["day|day2|day3"], c)
    if x["that"]:
        return _that_day(x["that"], c)
    here, anchor = c.day, c.basis
    if c.last_day and (c.is_near or not c.published):
        here, anchor = c.last_day, "context"
        if _is_past_midnight(c, time):
            return Known(dates.go(here, "D", 1) or UNKNOWN_DAY, anchor)
    return Known(dates.at("D", here), anchor) if here else Known(UNKNOWN_DAY, "none")


def _that_day(said: str, c: Context) -> Known:
    """Read the day of 'noon the next day'."""
    step = -1 if words.value("precedes", said) else int(not words.value("same", said))
    here, anchor = _that_or_this(c)
    return Known((dates.go(here, "D", step) if here else "") or UNKNOWN_DAY, anchor)


def _is_past_midnight(c: Context, time: str) -> bool:
    """Tell that 'to 6 a.m.' after 'from 7 p.m.', or '5 a.m.' after 'Friday night', is a day on."""
    told = c.told[10:]
    is_range = c.after("upto") or c.lead in ("-", "\u2013", "\u2014")
    begun = BEGINS.get(told) if told in ("TEV", "TNI") else told[:6] if is_range else ""
    return bool(begun) and time < begun and time[:3] < "T12"


def _time(said: str) -> str:
    """Write a clock as TIMEX3, T17:45; '' if it is none."""
    known = words.value("clock", said)
    if known:
        return f"T{known}"
    found = re.match(r"(\d\d)(\d\d)\b", said) or re.search(
        r"(\d\d?)(?: ?[:.] ?(\d\d))?(?: ?[:.] ?(\d\d))?", said
    )
    hour, minute, *second = (
        found.groups() if found else (numbers.number(said.split(" o ", maxsplit=1)[0]), None)
    )
    if hour is None:
        return ""
    hour, minute = int(hour), minute or "00"
    half = re.search(r"(?<![a-z])([ap])\s?\.?\s?m\b", said)
    if half:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    if hour < 12 and words.value("part", said) in AFTER_NOON:
        hour += 12
    seconds = f":{second[0]}" if second and second[0] else ""
    return f"T{hour:02d}:{minute}{seconds}" if hour <= 24 and int(minute) <= 59 else ""


def _zone(written: str, day: str) -> str:
    """Write the zone beside a clock as an offset; '' where none is told or it stays unknown."""
    span = dates.spread(day)
    on = span[1] if span else None
    city = re.search(r"([A-Z]\w+(?:[ -][A-Z]\w+)?) time", written)
    if city:
        return clocks.offset_of_city(city[1], on)
    plain = re.sub(r"\b[AP]\.?M\b\.?", "", written)
    known = re.search(r"(?:[A-Z]{2,4}\s?)?[+\u2212-]\s?\d\d?(?::?\d\d)?|[A-Z]{2,4}\b", plain)
    return clocks.offset(known[0].replace(" ", ""), on, frozenset()) if known else ""


def part_of_day(x: Expression, c: Context) -> Reading | None:
    """Read 'Friday night', 'this morning', 'overnight', 'the early hours of Sunday morning'."""
    if not x["part|part2|part3"]:
        return _tonight(x, c)
    part = "T" + words.value("part", x["part|part2|part3"])
    mod = mod_of(x["edge|edge2"])
    if x["day|day2"]:
        found = day_of(x["day|day2"].removeprefix("of "), c)
        return Reading("TIME", found.value + part, mod, found.anchor) if found.value else None
    if x["which"]:
        here, anchor, step = c.day, c.basis, int(words.value("which", x["which"]))
    elif x.has("side") or x["that"] or x["next"] or x["prior"]:
        here, anchor = _that_or_this(c)
        step = 1 if x["next"] or x["side"] == "after" else -1 if x["prior"] or x["side"] else 0
    elif mod or c.after("in_part"):
        here, anchor, step = c.last_day or c.day, "context" if c.last_day else c.basis, 0
        if mod and c.published and not c.is_near:
            here, anchor = c.published, "published"
    else:
        return None
    value = dates.go(here, "D", step) if here else UNKNOWN_DAY
    return Reading("TIME", value + part, mod, anchor if here else "none") if value else None


def _that_or_this(c: Context) -> tuple[date | None, str]:
    """Give the day that the text is about, else the article's."""
    return (c.that_day, "context") if c.that_day else (c.day, c.basis)


def _tonight(x: Expression, c: Context) -> Reading:
    """Read 'tonight', 'overnight': today's night, or the one begun the evening before."""
    days, part = words.value("deictic_part", x.words).split()
    value = dates.go(c.day, "D", int(days)) if c.day else UNKNOWN_DAY
    return Reading("TIME", f"{value}T{part}", "", c.basis if c.day else "none")


def parts_of_days(x: Expression, c: Context) -> Reading:
    """Read 'Saturday mornings', 'evenings'."""
    part = "T" + words.value("parts", x["part"])
    day = words.value("weekday|weekday_short", x["day"])
    return Reading("SET", f"XXXX-WXX-{day}{part}" if day else f"{UNKNOWN_DAY}{part}")
