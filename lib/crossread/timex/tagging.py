"""Tag the time expressions of one article's text."""

import re
from datetime import date, datetime
from typing import NamedTuple

from . import patterns, read_days
from .bounds import bounds
from .context import Context, Reading
from .rules import RULES
from .tokens import Expression, Tokens


class Timex(NamedTuple):
    """One time expression; offsets into the text, the rest as in the table `timexes`."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None
    edtf: str | None
    earliest: datetime | None
    latest: datetime | None
    anchor: str
    rule: str


def tag(text: str, anchor: str | None = None) -> list[Timex]:
    """Find the time expressions of one article's text, in reading order, as TIMEX3 (TimeML 1.2.1).

    Parameters
    ----------
    text
        The article's text; offsets count its characters.
    anchor
        When the article was published, EDTF; None for an undated one, whose dates without a year
        take it from the dates around them, or stay `XXXX-09-27`.

    Returns
    -------
    timexes : list of Timex
        `value` and `type` follow TIMEX3; `edtf`, `earliest` and `latest` (UTC where the zone is
        told, else as printed; both inside) are missing for durations, sets and what has no date.
        Spans never overlap.
    """
    tokens = Tokens(text)
    context = Context(_day(anchor or ""), text, around=_day(f"{anchor}-15"))
    found: list[Timex] = []
    match = patterns.anywhere().search(tokens.signs)
    while match:
        told, last = _read(tokens, match, context)
        found += told
        match = patterns.anywhere().search(tokens.signs, last)
    return found


def _day(anchor: str) -> date | None:
    known = re.match(r"\d{4}-\d\d-\d\d(?![-\d])", anchor, re.ASCII)
    try:
        return date.fromisoformat(known[0]) if known else None
    except ValueError:
        return None


def _read(tokens: Tokens, match: re.Match[str], c: Context) -> tuple[list[Timex], int]:
    """Read one match of the rules, and the days that go on behind it; tell where they end."""
    name = match.lastgroup or ""
    own = patterns.rules()[name].match(tokens.signs, match.start())
    assert own
    _place(tokens, own.span(), c)
    reading = RULES[name](Expression(tokens, own), c)
    found, last = [], match.end()
    while reading:
        found.append(_told(reading, name, c))
        behind = patterns.another().match(tokens.signs, last) if name == "date" else None
        reading = read_days.another(Expression(tokens, behind), reading, c) if behind else None
        if behind and reading:
            _place(tokens, (behind.start("dom"), behind.end()), c)
            last = behind.end()
    return found, last


def _place(tokens: Tokens, span: tuple[int, int], c: Context) -> None:
    """Tell the context where the expression stands."""
    first, last = span
    c.start, c.end = tokens.start(first), tokens.end(last - 1)
    c.lead = tokens.written(first - 1, first) if first else ""


def _told(reading: Reading, rule: str, c: Context) -> Timex:
    """Write a reading as the expression found, and remember it."""
    c.remember(reading, rule)
    is_dated = reading.type in ("DATE", "TIME")
    edtf, earliest, latest = bounds(reading.value, reading.mod) if is_dated else (None, None, None)
    text = c.text[c.start : c.end]
    mod, name = reading.mod or None, rule.replace("_", " ")
    told = (reading.type, reading.value, mod, edtf, earliest, latest, reading.anchor, name)
    return Timex(c.start, c.end, text, *told)
