"""Read dates reckoned from another: 'two days earlier', 'last week', 'the following year'."""

import re
from datetime import date, datetime, timedelta

from . import dates, numbers, words
from .context import Context, Reading
from .read_days import mod_of
from .tenses import FUTURE
from .tokens import Expression

# how exactly a date is told that lies so many units off
GRAIN = {"2W": "W", "DE": "Y", "CE": "Y"}
# what one step of a unit is
STEP = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000)}
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def unit_of(said: str) -> str:
    """Give the unit of 'days', 'trading day', 'year'."""
    return words.value("long_unit|long_units|unit|units", said)


def moved(
    c: Context, here: date | None, n: float, unit: str, anchor: str, mod: str = ""
) -> Reading | None:
    """Go n units from a day, and write it as exactly as the unit tells."""
    if here is None:
        return Reading("DATE", REFERENCES[1 if n > 0 else -1], mod, "none")
    if unit.startswith("T"):
        return Reading("DATE", dates.at("D", here), mod, anchor)
    step, factor = STEP.get(unit, (unit, 1))
    n *= factor
    if n != int(n):
        step, n = ("M", n * 12) if step == "Y" else ("D", n * dates.DAYS.get(step, 30))
    value = dates.go(here, step, int(n), GRAIN.get(step, step))
    return Reading("DATE", value, mod, anchor) if value else None


def _quarter_before(c: Context, mod: str) -> Reading:
    """Read 'a year earlier' beside a quarter: the same one of the year before."""
    return Reading("DATE", f"{int(c.quarter[:4]) - 1:04d}{c.quarter[4:]}", mod, "context")


def time_ago(x: Expression, c: Context) -> Reading | None:
    """Read 'two weeks ago', 'a year or so ago', 'years ago'."""
    unit = unit_of(x["unit"])
    about, n = numbers.counted(numbers.last_of(x["n"])) if x["n"] else ("X", None)
    mod = words.value("mod", x["mod"]) or ("APPROX" if about == "~" or "or so" in x.words else "")
    if about == "X":
        return Reading("DATE", "PAST_REF", mod, "none")
    if n is None:
        return None
    if unit == "Y" and n == 1 and c.quarter:
        return _quarter_before(c, mod)
    return moved(c, c.day, -n, unit, c.basis, mod)


def time_before_or_after(x: Expression, c: Context) -> Reading | None:
    """Read 'two days earlier', 'a year later', 'three months from now', "in two weeks' time"."""
    unit, said = unit_of(x["unit"]), numbers.last_of(x["n"])
    about, n = numbers.counted(said)
    mod = words.value("mod", x["mod"]) or ("APPROX" if about == "~" else "")
    if about == "X":
        return Reading("DURATION", numbers.length(said, unit), mod)
    if n is None:
        return None
    way = int(words.value("then_before|then_after", x["way"]) or 1)
    if x["time"] or not words.value("then_before|later", x["way"]):
        return moved(c, c.day, n, unit, c.basis, mod)
    if unit == "Y" and n == 1 and way < 0 and c.quarter:
        return _quarter_before(c, mod)
    if unit.startswith("T"):
        return _hours_on(c, way * n, unit) or Reading("DURATION", numbers.length(said, unit), mod)
    told = c.last_day if unit in dates.DAYS else c.last
    span = dates.spread(c.behind)
    if told and way < 0 and c.published and told > c.published and span:
        told = span[1]  # what lies ahead is told in passing
    return moved(c, told or c.day, way * n, unit, "context" if told else c.basis, mod)


def _hours_on(c: Context, n: float, unit: str) -> Reading | None:
    """Go hours or minutes from a clock just told; None where there is none."""
    if unit == "TH" and n % 24 == 0 and c.last_day and "T" not in c.told:
        return moved(c, c.last_day, n // 24, "D", "context")
    told = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d)?(Z|[+-].*)?", c.told)
    if not told or unit not in ("TH", "TM") or c.start - c.told_end > 200:
        return None
    try:
        here = datetime.fromisoformat(told[1]) + timedelta(hours=int(told[2]), minutes=int(told[3]))
        on = here + (timedelta(hours=n) if unit == "TH" else timedelta(minutes=n))
    except (ValueError, OverflowError):
        return None
    return Reading("TIME", f"{on:%Y-%m-%dT%H:%M}".rjust(16, "0") + (told[4] or ""), "", "context")


def this_or_next(x: Expression, c: Context) -> Reading | None:
    """Read 'last week', 'this month', 'that day', 'the following year', 'later this year'."""
    unit, mod = unit_of(x["unit"]), mod_of(x["edge"])
    here, anchor, n = c.day, c.basis, int(words.value("which", x["which"]) or 0)
    if not x["which"]:
        n = 1 if x["next"] else -1 if x["prior"] else 0
        told = c.last if n or unit != "D" else c.that_day
        here, anchor = (told, "context") if told else (here, anchor)
    elif n and c.last and _is_of_told(x["which"]) and not c.after("span"):
        here, anchor = c.last, "context"  # the next day
    elif n and _is_length(unit, x["which"], c):
        return Reading("DURATION", numbers.length("", unit), mod)  # over the past month
    if unit.startswith("T"):
        return Reading("DURATION", numbers.length("", unit), mod) if n else None
    if here is None:
        return Reading("DATE", REFERENCES[n], mod, "none")
    value = dates.go(here, "Y" if unit == "ML" else unit, n, "" if unit != "ML" else "CE")
    return Reading("DATE", value, mod, anchor) if value else None


def _is_length(unit: str, said: str, c: Context) -> bool:
    """Tell a length, "over the past month", from "in the past month" and "the past year"."""
    return unit != "Y" and said.startswith("the ") and c.after("span") and c.lead.lower() != "in"


def _is_of_told(said: str) -> bool:
    """Tell 'the next month', 'the previous day' from 'next month', 'the coming year'."""
    known = words.values("follows") | words.values("precedes")
    return said.startswith("the ") and said.removeprefix("the ") in known


def the_present_one(x: Expression, c: Context) -> Reading | None:
    """Read 'the end of the month', 'the weekend', 'earlier in the day', 'the day before'."""
    unit, mod, here = unit_of(x["unit"]), mod_of(x["edge"]), c.day
    if x["side"]:
        step = -1 if x["side"] == "before" else 1
        is_known = c.last and not unit.startswith("T")
        return moved(c, c.last, step, unit, "context") if is_known else None
    if here is None or unit.startswith("T") or unit in ("2W", "ML"):
        return None
    if unit == "WE":
        is_ahead = here.isoweekday() >= 6 or c.tense == FUTURE
        value = dates.at("WE", here) if is_ahead else dates.go(here, "WE", -1)
        return Reading("DATE", value, mod, c.basis) if value else None
    if unit == "Q":
        return Reading("DATE", c.quarter or f"{here.year:04d}-QX", mod, "context")
    is_vague = unit in ("DE", "CE") or (unit == "D" and c.lead != "of")
    if not x["edge"] and (is_vague or not c.after("lead")):
        return None
    return Reading("DATE", dates.at(unit, here), mod, c.basis)


def part_of_that(x: Expression, c: Context) -> Reading | None:
    """Read 'the beginning of which', of the last date told."""
    return Reading("DATE", c.told, mod_of(x["edge"]), "context") if c.told else None


def recent_time(x: Expression, c: Context) -> Reading:
    """Read 'recent years', 'future quarters'."""
    reference = words.value("lately", x["which"])
    if reference == "PAST_REF" and x["which"] == "recent" and x["unit"] != "years":
        return Reading("DURATION", numbers.length("several", unit_of(x["unit"])))
    return Reading("DATE", reference, "", "none")


def present_past_or_future(x: Expression, c: Context) -> Reading | None:
    """Read 'now', 'recently', 'the near future'."""
    if c.lead == "as" or re.match(r"\s(?:from|back)\b", c.rest):
        return None  # as soon as; to date from, to date back
    return Reading("DATE", words.value("ref", x.words), "", "none")


def current(x: Expression, c: Context) -> Reading:
    """Read 'current' before what is no time: 'the current system'."""
    return Reading("DATE", words.value("ref_adjective", x.words), "", "none")
