"""Read years and what divides or gathers them: quarters, halves, seasons, decades, centuries."""

import re
from datetime import date

from . import dates, numbers, words
from .anchoring import day_of, stated_year, year_of
from .context import Context, Reading
from .read_days import mod_of
from .tenses import FUTURE
from .tokens import Expression

CERTAIN = range(1900, 2100)  # years that need no preposition
TENS_OF_2000 = (0, 1, 2)  # "the '20s", "the twenties" of this century are ambiguous: of the last
UNKNOWN_QUARTER = "XXXX-QX"


def quarter(x: Expression, c: Context) -> Reading:
    """Read 'the third quarter', 'last quarter', 'the year-earlier second quarter', 'Q3 2020'."""
    digit = re.match(r"q(\d)", x.words)
    nth = int(digit[1]) if digit else numbers.ordinal(x["nth"])
    if not nth:
        return _this_quarter(x, c)
    is_back = bool(words.value("earlier", x["year"])) or words.value("ago", x["year2"]) != ""
    year, anchor = (None, "") if is_back else year_of(x["year|year2|year3"], c)
    if year is None and c.day:
        is_ahead = nth > (c.day.month + 2) // 3
        year = c.day.year - (is_ahead and c.tense != FUTURE) - is_back
        anchor = c.basis
    value = f"{year:04d}-Q{nth}" if year is not None and nth <= 4 else UNKNOWN_QUARTER
    return Reading("DATE", value, mod_of(x["edge"]), anchor or "none")


def _this_quarter(x: Expression, c: Context) -> Reading:
    if not c.day:
        return Reading("DATE", UNKNOWN_QUARTER, "", "none")
    if words.value("latest", x["nth"]):
        return Reading("DATE", c.quarter or dates.go(c.day, "Q", -1), "", "context")
    step = int(words.value("which", x["nth"]) or 0)
    return Reading("DATE", dates.go(c.day, "Q", step), "", c.basis)


def financial_period(x: Expression, c: Context) -> Reading | None:
    """Read 'the year-earlier period', 'the 1988 quarter', 'the latest quarter'."""
    if x["end"]:
        return _ended(x, c)
    said = x["what|what2"]
    is_back = bool(x["ago|ago2|ago3"])
    if not said and not x["ago3"]:  # that quarter
        return Reading("DATE", c.quarter, "", "context") if c.quarter else None
    if not (is_back or x["year"] or x["now"]) and said in words.values("period"):
        return None
    if not c.day:
        return Reading("DATE", UNKNOWN_QUARTER, "", "none")
    is_other = is_back or bool(x["year"])
    held = c.quarter or (f"{c.day.year:04d}" if is_other else dates.go(c.day, "Q", -1))
    year, anchor = year_of(x["year"], c)
    year = int(held[:4] or 0) - is_back if year is None else year
    anchor = "context" if c.quarter else anchor or c.basis
    return Reading("DATE", f"{year:04d}{held[4:]}", "", anchor)


def _ended(x: Expression, c: Context) -> Reading | None:
    """Read 'the quarter ended July 31' as the one in which most of it lies."""
    found = day_of(x["end"], c)
    span = dates.spread(found.value)
    value = dates.at("Q", dates.shift(span[1], "D", -45)) if span and span[1].year > 1 else ""
    if not value or x["what"] in words.values("period"):
        return None
    c.quarter = c.quarter or value
    return Reading("DATE", value, "", found.anchor)


def half_year(x: Expression, c: Context) -> Reading | None:
    """Read 'the first half of 2020', 'H1 2020', 'the second half of the 1990s'."""
    digit = re.match(r"h(\d)", x.words)
    nth = int(digit[1]) if digit else numbers.ordinal(x["nth"]) or 2
    if x["nth"] in words.values("which") and words.value("which", x["nth"]) != "-1":
        return None
    said = x["year|year2"]
    if said.endswith("0s"):
        return Reading("DATE", _decade(said), "START" if nth == 1 else "END")
    year, anchor = year_of(said, c)
    if year is None and c.day:
        year, anchor = c.day.year, c.basis
    known = nth in (1, 2) and year is not None
    return Reading("DATE", f"{year:04d}-H{nth}", "", anchor) if known else None


def season(x: Expression, c: Context) -> Reading | None:
    """Read 'last spring', 'the summer of 2019', 'this winter'."""
    if not x["year"]:
        is_fall = x["season"] in words.values("ambiguous") and c.after("before_fall")
        if is_fall or (x.words == x["season"] and not c.after("lead")):
            return None
    letter = words.value("season", x["season"])
    year, anchor = year_of(x["year"], c)
    if year is None and c.day:
        year, anchor = _year_of_season(dates.SEASONS[letter], x, c), c.basis
    value = f"{year:04d}" if year is not None else "XXXX"
    return Reading("DATE", f"{value}-{letter}", mod_of(x["edge"]), anchor or "none")


def _year_of_season(starts: int, x: Expression, c: Context) -> int:
    """Choose the season that is over, going on or ahead."""
    here = c.day or date.min
    first = date(here.year, starts, 1)
    is_over = (here.year - first.year) * 12 + here.month - first.month >= 3
    which = words.value("which", x["which"])
    if which == "-1" or words.value("precedes", x["which"]):
        return here.year - (not is_over)
    if which == "1" or words.value("follows", x["which"]):
        return here.year + (first <= here)
    if which == "0":
        return here.year
    return here.year + is_over if c.tense == FUTURE else here.year - (first > here)


def fiscal_year(x: Expression, c: Context) -> Reading:
    """Read 'fiscal 1989', 'the next financial year', 'FY2020' as the year that it is named by."""
    if re.search(r"\d", x.words):
        return Reading("DATE", f"{stated_year(x.words):04d}", mod_of(x.words))
    if not c.day:
        return Reading("DATE", "XXXX", "", "none")
    which = words.value("which", x["which"]) or ("-1" if x["which"] else "0")
    return Reading("DATE", f"{c.day.year + int(which):04d}", "", c.basis)


def end_of_year(x: Expression, c: Context) -> Reading:
    """Read 'year-end', 'the end of the year'."""
    step = int(words.value("which", x["which"]) or 0)
    here = c.last if c.last and c.is_near and not x["which"] else c.day
    return Reading("DATE", f"{here.year + step:04d}" if here else "XXXX", "END", c.basis)


def decade(x: Expression, c: Context) -> Reading | None:
    """Read 'the 1990s', 'the late eighties'; 'in his 30s' is an age."""
    if c.after("whose"):
        return None
    return Reading("DATE", _decade(x["decade"]), mod_of(x["edge"]))


def _decade(said: str) -> str:
    digits = re.search(r"(\d+)0s", said)
    tens = int(digits[1]) if digits else int(words.value("decades", said)) // 10
    if tens >= 100:
        return f"{tens}"
    is_of_1800s = bool(re.match(r"eighteen ", said))
    return f"{18 if is_of_1800s else 20 if tens in TENS_OF_2000 else 19}{tens}"


def century(x: Expression, c: Context) -> Reading | None:
    """Read 'the 20th century', 'the early 19th century'."""
    nth = numbers.ordinal(x["nth"]) - 1
    return Reading("DATE", f"{nth:02d}", mod_of(x["edge"])) if 0 <= nth < 100 else None


def year(x: Expression, c: Context) -> Reading | None:
    """Read 'in 1988', 'early 1997', 'post-1994', "'99", 'nineteen ninety-four'."""
    n = stated_year(x["year"])
    if n is None or (re.search(r"\d", x["year"]) and not _is_year(n, x, c)):
        return None
    outside = {"post": "AFTER", "pre": "BEFORE"}.get(x["edge"].split(" ")[0])
    later = "ON_OR_AFTER" if x["later"] else ""
    return Reading("DATE", f"{n:04d}", outside or mod_of(x["edge"]) or later)


def _is_year(n: int, x: Expression, c: Context) -> bool:
    """Tell a year from a number that counts, or names a resolution, a flight, a road."""
    behind = re.match(r"\W{0,2}([^\W\d_]+)", c.rest)
    if c.after("not_year") or c.rest.startswith("%"):
        return False
    if behind and behind[1].lower() in words.values("counted") and not x["edge"]:
        return False
    is_short = not re.search(r"\d{4}", x["year"])
    return c.after("lead") or (not is_short and (n in CERTAIN or bool(x["edge"])))
