"""Find which year, month and day is meant, from what is stated and from what stands around."""

import re
from datetime import date
from functools import lru_cache

from .. import stamps
from . import dates, numbers, words
from .context import Context, Known
from .tenses import FUTURE, PAST

FAR = 300  # days; beyond it a date is read against the tense, towards the nearer side
AHEAD_AT_LEAST = 3  # times nearer must a date ahead be than one that lies back, if no verb tells
OPENING = re.compile(r"(?:^|[.\n]\W*)\w+\s+$")  # a sentence, up to its second word
UNKNOWN_DAY = "XXXX-XX-XX"
YEAR_BEHIND = re.compile(r"(?:, )?(?:of |in )?(?:\d{4}|['\u2019] \d\d|[a-z]+ year)$")


def stated_year(said: str) -> int | None:
    """Read '2020', "'99", 'nineteen ninety-four'; None where no year is stated."""
    digits = re.search(r"[0-9]{1,4}", said)
    if digits:
        year = int(digits[0])
        return year + (0 if year >= 100 else 1900 if year >= stamps.CENTURY_TURNS_AT else 2000)
    known = words.values("cardinal") | words.values("tens")
    head, *tail = [word for word in re.split(r"[^a-z]+", said) if word in known] or [""]
    if not head:
        return None
    if tail[:1] and int(known[tail[0]]) == 1000:
        return int(known[head]) * 1000 + sum(int(known[word]) for word in tail[1:])
    return int(known[head]) * 100 + sum(int(known[word]) for word in tail)


def year_of(said: str, c: Context) -> tuple[int | None, str]:
    """Read the year that stands with a date, ', 2020', "'99", 'of last year'."""
    year = stated_year(said) if said else None
    which = words.value("which", said) if said else ""
    if year is not None or not said:
        return year, "stated" if said else ""
    here = c.day
    return (here.year + int(which or 0), c.basis) if here else (None, "none")


@lru_cache(maxsize=20_000)
def month_day(said: str) -> tuple[int, int | None]:
    """Read month and day of 'Oct. 19', '19th of October', 'the third of May'."""
    months = words.values("month") | words.values("short")
    parts = said.replace(".", " ").replace("-", " ").split()
    month = next((int(months[word]) for word in parts if word in months), 0)
    rest = [word for word in parts if word not in months]
    days = [n for n in map(numbers.ordinal, rest) if n]
    if len(days) == 2 and not any(word[0].isdigit() for word in rest):
        days = [sum(days)]  # twenty-first
    return month, days[0] if days and days[0] <= 31 else None


def dated(c: Context, said: str, year_said: str, which: int | None = None) -> Known:
    """Write month and day as a value, and tell what its year came from."""
    month, day = month_day(said)
    year, basis = year_of(year_said, c)
    if year is None:
        year, basis = year_for(c, month, day, which)
    tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
    return Known(f"{year:04d}{tail}" if year is not None else f"XXXX{tail}", basis)


def year_for(
    c: Context, month: int, day: int | None, which: int | None = None
) -> tuple[int | None, str]:
    """Find the year of a date that states none: from the article's date, else the dates around it.

    The nearer year is taken, unless the tense asks for the other and that is not far off.
    """
    here = c.published or c.around
    if here is None:
        return _year_around(c, month, day)
    if which is None and _is_of_told_year(c):
        return int(c.told[:4]), "context"
    if which == 0 or (month == here.month and day is None and not which):
        return here.year, "published"
    around = [_first(here.year + n, month, day) for n in (-1, 0, 1)]
    gaps = {(one - here).days: one.year for one in around if one}
    if not gaps:
        return None, "none"
    back = max((gap for gap in gaps if gap <= 0), default=min(gaps))
    ahead = min((gap for gap in gaps if gap > 0), default=max(gaps))
    side = which or c.tense or (PAST if -back < AHEAD_AT_LEAST * ahead else FUTURE)
    if not which and (ahead if side == FUTURE else -back) > FAR:
        side = -side
    return gaps[ahead if side == FUTURE else back], "published"


def _is_of_told_year(c: Context) -> bool:
    """Tell 'In 1988 ... in February', '1965, when ... in September' from 'founded in 1988'."""
    if not (re.fullmatch(r"\d{4}", c.told) and c.is_near and c.told < f"{c.day:%Y}"):
        return False
    before = c.text[max(0, c.told_start - 12) : c.told_start]
    behind = c.text[c.told_end : c.told_end + 8]
    return bool(OPENING.search(before) or re.match(r",? wh(?:en|ere)\b", behind))


def _first(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def _year_around(c: Context, month: int, day: int | None) -> tuple[int | None, str]:
    """Take the year that puts a date nearest to the last one told, at or before it if possible."""
    told = dates.spread(c.stated) or dates.spread(c.told)
    if not told:
        return None, "none"
    options = [_first(told[2].year - n, month, day) for n in (0, 1)]
    back = [one for one in options if one and one <= told[2]] or [one for one in options if one]
    return (max(back).year, "context") if back else (None, "none")


def weekday(c: Context, n: int, which: int | None = None) -> Known:
    """Find the day of a weekday's name: the article's own, else the last or the next."""
    here = c.day
    if here is None:
        return Known(f"XXXX-WXX-{n}", "none")
    gap = (n - here.isoweekday()) % 7
    if which == 0:
        days = n - here.isoweekday() if gap else 0
    elif which == FUTURE:
        days = gap or 7
    elif which == PAST:
        days = gap - 7
    else:
        days = gap if not gap or c.tense == FUTURE else gap - 7
    return Known(dates.go(here, "D", days), c.basis)


def day_of(said: str, c: Context) -> Known:
    """Find the day that 'Friday', 'yesterday', 'Oct. 19' or '13.08.2020' means."""
    steps = words.values("deictic").get(said)
    if steps is not None:
        value = dates.go(c.day, "D", int(steps)) if c.day else UNKNOWN_DAY
        return Known(value, c.basis)
    iso = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said)
    if iso:
        return Known(iso[0], "stated")
    if re.match(r"\d+[./]\d+[./]\d+$", said):
        return _numeric(said, c)
    if month_day(said)[0]:
        year = YEAR_BEHIND.search(said)
        return dated(c, said[: year.start()], year[0]) if year else dated(c, said, "")
    name = words.value("weekday|weekday_short", said)
    which = words.value("which", said)
    return weekday(c, int(name), int(which) if which else None) if name else Known("", "none")


def _numeric(said: str, c: Context) -> Known:
    """Read 13.08.2020 or 6/12/98; which number is the day is told where one is above 12."""
    found = stamps.find(said)
    if not found or found[0].year is None or not found[0].days:
        return Known("", "none")
    days = [date.fromisoformat(one) for one in found[0].days]
    here = c.published
    near = min(days, key=lambda day: abs((day - here).days)) if here else days[0]
    return Known(near.isoformat(), "stated")
