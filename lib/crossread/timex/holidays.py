"""Reckon the days of feasts, fixed and movable."""

from datetime import date, timedelta

from . import dates, words
from .anchoring import year_of
from .context import Context, Reading
from .tokens import Expression


def holiday(x: Expression, c: Context) -> Reading | None:
    """Read a feast, 'Christmas Eve', 'Easter 2019'; the year alone where its day isn't reckoned."""
    feast = words.value("holiday", x.words)
    year, anchor = year_of(x["year"], c)
    try:
        if year is None and c.day:
            half_years = int(words.value("which", x["which"]) or 0)
            year, anchor = _nearest(feast, dates.shift(c.day, "H", half_years)), c.basis
        if year is None or not feast:
            return Reading("DATE", "XXXX" if year is None else f"{year:04d}", "", anchor or "none")
        return Reading("DATE", day_of_feast(feast, year).isoformat(), "", anchor)
    except (ValueError, OverflowError):  # a year that the calendar lacks
        return None


def _nearest(feast: str, here: date) -> int:
    """Choose the year in which a feast lies nearest to the article's date."""
    if not feast or not dates.YEARS[0] < here.year < dates.YEARS[-1]:
        return here.year
    years = (here.year - 1, here.year, here.year + 1)
    return min(years, key=lambda year: abs((day_of_feast(feast, year) - here).days))


def day_of_feast(feast: str, year: int) -> date:
    """Reckon a day: '12-25', '4 4 11' (4th Thursday of November), 'E-2' (before Easter)."""
    if feast.startswith("E"):
        return easter(year) + timedelta(int(feast[1:]))
    if "-" in feast[1:]:
        return date.fromisoformat(f"{year:04d}-{feast}")
    nth, weekday, month, *later = map(int, feast.split())
    if nth < 0:
        _, _, last = dates.spread(f"{year:04d}-{month:02d}") or ("", date.min, date.min)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1) + sum(later))


def easter(year: int) -> date:
    """Reckon the western Easter (Meeus, Jones and Butcher, after Nature of 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
