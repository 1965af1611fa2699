"""Read expressions that name days and months: 'Oct. 19', 'on Wednesday', 'July of this year'."""

import re

from . import dates, numbers, words
from .anchoring import dated, day_of, month_day, year_of
from .anchoring import weekday as weekday_of
from .context import Context, Known, Reading
from .tenses import FUTURE, PAST
from .tokens import Expression

ISO_CLOCK = re.compile(
    r"(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(z|[+-]\d\d:?\d\d)?", re.ASCII
)


def mod_of(edge: str) -> str:
    """Give TIMEX3's mod of 'early', 'the end of', 'later'."""
    return words.value("edge|edge_adverb", edge)


def is_day(value: str) -> bool:
    """Tell whether there is such a day: 29 February in some year, 30 February in none."""
    return dates.spread(value.replace("XXXX", "2000")) is not None


def with_hours(found: Known, edge: str) -> Reading | None:
    """Read 'the early hours of Sunday' as a morning, else the day with its mod."""
    if not is_day(found.value) and not found.value.startswith("XXXX-"):
        return None
    if "hours" in edge.split():
        return Reading("TIME", f"{found.value}TMO", mod_of(edge), found.anchor)
    return Reading("DATE", found.value, mod_of(edge), found.anchor)


def named_day(x: Expression, c: Context) -> Reading | None:
    """Read a name that means one day, '9/11'."""
    value = words.values("named").get(x.words)
    return Reading("DATE", value) if value else None


def date(x: Expression, c: Context) -> Reading | None:
    """Read a day of a month, 'Oct. 19', '10 November 2020', '13.08.2020'."""
    iso = ISO_CLOCK.fullmatch(x.words)
    if iso:
        value = f"{iso[1]}T{iso[2]}{(iso[3] or '').upper()}"
        return Reading("TIME", value) if is_day(iso[1]) else None
    which = words.value("which", x["which"])
    step = int(which) if which else None
    found = dated(c, x["md"], x["year|year2"], step) if x["md"] else day_of(x.words, c)
    return with_hours(found, x["edge"]) if is_day(found.value) else None


def first_of_dates(x: Expression, c: Context) -> Reading | None:
    """Read a day whose month stands with a later one, '*10* and 12 May', '*26* to 28 June'."""
    last = x["rest"].removesuffix(x["year"])
    name = " ".join(word for word in last.split() if month_day(word)[0])
    found = dated(c, f"{name} {x['first']}", x["year"])
    return Reading("DATE", found.value, "", found.anchor) if is_day(found.value) else None


def another(x: Expression, told: Reading, c: Context) -> Reading | None:
    """Read a day whose month stands with an earlier one, 'April 24 and *25*'."""
    year, anchor = year_of(x["year"], c)
    day = numbers.ordinal(x["dom"].removeprefix("the "))
    stated = told.value[:4] if year is None else f"{year:04d}"
    value = f"{stated}{told.value[4:8]}{day:02d}"
    is_later = value > told.value and is_day(value)
    return Reading("DATE", value, "", anchor or told.anchor) if is_later else None


def range_of_dates(x: Expression, c: Context) -> Reading | None:
    """Read a range, '1992-1994', '8-10 September', 'late Sept. to early Nov. 2020'."""
    if x["years"]:
        return _years(x, c)
    if x["to"]:
        year = x["to"].removeprefix(" ").split(" ")[-1]
        said = x["to"].removesuffix(year)
        last, first = dated(c, said, year), dated(c, x["from"], year)
    else:
        month, year = x["month|month2"], x["year|year2"]
        first = dated(c, f"{month} {x['first|first2']}", year)
        last = dated(c, f"{month} {x['last|last2']}", year)
    is_range = first.value < last.value and is_day(first.value) and is_day(last.value)
    return Reading("DATE", f"{first.value}/{last.value}", "", last.anchor) if is_range else None


def _years(x: Expression, c: Context) -> Reading | None:
    first, last = re.findall(r"\d+", x["years"])
    last = last if len(last) == 4 else first[: -len(last)] + last
    is_range = 0 < int(last) - int(first) < 200 and int(first) >= 1500
    return Reading("DATE", f"{first}/{last}") if is_range and not c.after("not_year") else None


def month(x: Expression, c: Context) -> Reading | None:
    """Read a month, 'July 2020', 'early March', 'last October'."""
    name = x["month"]
    if x.words == name and _is_name(x, c):
        return None
    which = words.value("which", x["which"])
    if not which and words.value("follows", x["which"]) and c.last:
        c, which = c.from_told(), "1"
    found = dated(c, name, x["year"], int(which) if which else None)
    return Reading("DATE", found.value, mod_of(x["edge"]), found.anchor)


def _is_name(x: Expression, c: Context) -> bool:
    """Tell 'Jan Kavan', 'Theresa May' and 'March on' from months."""
    if c.after("lead"):
        return not x.words.endswith(".") and bool(words.value("short", x.words))
    is_short = words.value("short", x.words) and not x.words.endswith(".")
    return bool(is_short or c.lead.istitle() or x.words in words.values("ambiguous"))


def weekday(x: Expression, c: Context) -> Reading | None:
    """Read 'Wednesday', 'last Friday', 'the following Monday'."""
    n = int(words.value("weekday|weekday_short", x["day"]))
    if c.lead.lower() == "the" and re.match(r"\s[A-Z][a-z]", c.rest):
        return None  # the Sunday Times
    if x["rel"]:
        step = 0 if words.value("same", x["rel"]) else _step(x["rel"])
        found = weekday_of(c.from_told(), n, step)
        return Reading("DATE", found.value, "", "context" if c.last else found.anchor)
    if c.after("upto") and c.is_near and c.last_day:  # from Monday to Friday
        return with_hours(weekday_of(c.from_told(), n, FUTURE), x["edge"])
    which = words.value("which", x["which"])
    return with_hours(weekday_of(c, n, int(which) if which else None), x["edge"])


def _step(said: str) -> int:
    return PAST if words.value("precedes", said) else FUTURE


def weekdays(x: Expression, c: Context) -> Reading:
    """Read 'Mondays', a day of every week."""
    return Reading("SET", f"XXXX-WXX-{words.value('weekdays', x.words)}")


def day_from_now(x: Expression, c: Context) -> Reading | None:
    """Read 'today', 'yesterday', 'later today'."""
    if re.match(r"\.\w", c.rest):
        return None  # part of an address
    return with_hours(day_of(x["day"], c), x["edge"])


def day_beside(x: Expression, c: Context) -> Reading | None:
    """Read 'the day before yesterday', 'the day after Monday'."""
    found = day_of(x["day"], c)
    span = dates.spread(found.value)
    step = -1 if x["side"] == "before" else 1
    value = dates.go(span[1], "D", step) if span else ""
    return Reading("DATE", value, "", found.anchor) if value else None


def day_of_the_month(x: Expression, c: Context) -> Reading | None:
    """Read a day that lacks its month, 'since the 7th', in the month of the last date told."""
    told = c.last or c.day
    is_date = c.after("before_day") and re.match(r"[.,;:)]|\s(?:of this|and)\b|$", c.rest)
    if not told or not is_date:
        return None
    value = f"{dates.at('M', told)}-{numbers.ordinal(x['dom']):02d}"
    return Reading("DATE", value, "", "context") if is_day(value) else None


def week_of(x: Expression, c: Context) -> Reading | None:
    """Read 'the week of May 4'."""
    found = day_of(x["day"], c)
    span = dates.spread(found.value)
    grain = "WE" if words.value("unit", x.words) == "WE" else "W"
    return Reading("DATE", dates.at(grain, span[1]), "", found.anchor) if span else None
