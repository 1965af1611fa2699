"""Find the numbers of one article's text, with what they count."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from .. import text as texts
from ..timex import numbers, words
from .counted import Counted, phrase, values

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[\u00bc-\u00be\u2150-\u215e]|[ ]\d/\d(?!\d))?"
ALONE = r"(?<![\w@#/:+&=.,-])"  # what may not stand before a number
END = r"(?![:/@]\w|-\d|[.,]\d|[ ]\d|\w)"  # what may not stand behind it
FIGURES = re.compile(r"[\d,]+(?:\.\d+)?")
LISTED = re.compile(r"[.)]\s")  # behind a number that opens a line
LEAD = re.compile(r"(?:^|([.!?:;\"\u201c\u201d\n]\s*)|\s)([\w'\u2019-]+)\.?[ \xa0]\Z")
APART = re.compile(r"[,(]\s?\Z")  # before an age
ASIDE = re.compile(r"\s?[,;)\u2015\u2014\u2013]")  # behind it
LONGEST = 6  # digits of a bare number; longer ones are keys and telephone numbers
YEARS = range(1900, 2101)
OWNED = ("'s", "\u2019s", "s'", "s\u2019")


class Amount(NamedTuple):
    """A number where it stands, with its unit and what it counts; offsets into the text.

    `value` is missing where the words leave it open ('dozens'); `mod` says as in TIMEX3 how it
    is meant ('about', 'at least').
    """

    start: int
    end: int
    text: str
    value: float | None
    mod: str | None
    unit: str | None
    of_what: str | None


def tag(
    text: str, taken: Sequence[texts.Span] = (), start: int = 0, end: int | None = None
) -> list[Amount]:
    """Find the numbers of `text[start:end]` that say how much or how many, in digits and words.

    Counts, shares, money and measures; 'a number of' and its like have no value. Numbers that
    overlap a span of `taken` (time expressions, lengths of time included), ordinals, ages,
    scores and ranges with a hyphen ('3-1'), numbers in names ('Article 5'), in addresses and of
    telephones are left out. What is counted is read from the forms of words: it can be too long
    or too short.
    """
    spans, stop = sorted(taken), len(text) if end is None else end
    starts = [first for first, _ in spans]
    found: list[Amount] = []
    for match in _pattern().finditer(text, start, stop):
        at = bisect_left(starts, match.end("n"))
        if not any(last > match.start("n") for _, last in spans[max(at - 3, 0) : at]):
            found += _read(text, match, start, stop)
    return found


def _read(text: str, match: re.Match[str], since: int, stop: int) -> list[Amount]:
    said = " ".join(match["n"].lower().split())
    unit = values("sign").get((match["sign"] or "").strip().lower())
    unit = unit or values("unit").get(" ".join((match["unit"] or "").lower().split()))
    behind = match.end("unit") if match["unit"] else match.end("n")
    counted = phrase(text, behind, stop, bool(unit or match["share"]), said == "one")
    is_open = not (unit or match["vague"] or match["share"])
    if is_open and _is_none(text, match, since, said, counted):
        return []
    start = match.start()
    end = max(match.end(), counted.end if counted else 0)
    of_what = " ".join(text[counted.start : counted.end].split()) if counted else None
    value = None if match["vague"] else _value(said)
    return [Amount(start, end, text[start:end], value, _mod(text, match), unit, of_what)]


def _value(said: str) -> float | None:
    """Read 'a quarter', 'two hundred', '2.4 billion'."""
    if said in values("share"):
        return float(values("share")[said])
    known, scale = said, 1.0
    for form, times in values("scale").items():
        if form not in words.values("cardinal") and known.endswith(form):
            known, scale = known.removesuffix(form).rstrip(" -"), float(times)
            break
    n = float(known.replace(",", "")) if FIGURES.fullmatch(known) else numbers.number(known)
    return None if n is None else round(n * scale, 9)


def _mod(text: str, match: re.Match[str]) -> str | None:
    """Say how the number is meant, by the words before it or behind it."""
    behind = values("after").get(" ".join((match["after"] or "").lower().split()))
    before = _before().search(text, max(match.start() - 25, 0), match.start())
    if behind or not before:
        return behind
    return _mods()[" ".join(before[1].lower().split())]


def _is_none(
    text: str, match: re.Match[str], since: int, said: str, counted: Counted | None
) -> bool:
    """Tell whether a number without unit is part of a name, an age, a year, a key or no number."""
    start, end = match.span("n")
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and LISTED.match(text, end):
        return True
    lead = LEAD.search(text[max(start - 40, since) : start])
    word = lead[2] if lead else ""
    if counted and text[counted.start : counted.end].split(maxsplit=1)[0].lower() in values("aged"):
        return True
    if said == "one" and not _counts_one(text, end, word, counted):
        return True
    is_inside = lead is not None and lead[1] is None and lead.start(2) > 0
    if word.lower() in values("label") or (is_inside and _is_named(match, word, counted)):
        return True
    return counted is None and not match["after"] and _is_key(text, match, word)


def _counts_one(text: str, end: int, before: str, counted: Counted | None) -> bool:
    """Tell whether 'one' is a number: something is counted, and it is no pronoun or idiom."""
    if counted is None or text[end] == "-" or before.lower() in values("no_one"):
        return False
    first = text[counted.start : counted.end].split(maxsplit=1)[0].lower()
    return counted.start - end < 2 and first not in values("not_counted")


def _is_named(match: re.Match[str], before: str, counted: Counted | None) -> bool:
    """Tell whether a number belongs to a name: a capital stands before it, or it has one."""
    if not match["n"][0].isdigit():
        return match["n"][0].isupper()
    is_name = before[:1].isupper() and not before.endswith(OWNED)
    return is_name and not (counted and counted.is_plural)


def _is_key(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether a bare number is an age, a year, or a key."""
    digits, (start, end) = match["n"], match.span("n")
    if before.lower() in values("age"):
        return True
    if APART.search(text, max(start - 3, 0), start) and ASIDE.match(text, end):
        return len(digits) < 4 or not digits.isdigit()
    return digits.isdigit() and (len(digits) > LONGEST or int(digits) in YEARS)


# the patterns


@cache
def _pattern() -> re.Pattern[str]:
    """Match a number with its sign, scale and unit.

    Looking ahead for a digit, a sign or the first word of a number saves most of the time.
    """
    scale = _either([*values("scale"), *(w for w in _cardinals(100, 10**9))])
    glued = _either(form for form in values("scale") if len(form) < 4)
    figures = rf"(?<!\d[ ]){DIGITS}(?:(?:[ \xa0-]{scale}|{glued})(?!\w))*"
    tens = rf"{_either(_cardinals(20, 99))}(?:[ -]{_either(_cardinals(1, 9))})?"
    small = rf"(?:{tens}|{_either(_cardinals(1, 19))})(?!\w)"
    spoken = rf"(?:{small}|a(?=[ ]{scale}))(?:[ -]{scale}(?!\w))+"
    more = rf"(?:(?:[ ]and)?[ ]{small}(?:[ -]{scale}(?!\w))*)*"
    vague = rf"(?P<vague>{_either(values('vague'))}(?!\w))"
    share = rf"(?P<share>{_either(values('share'))}(?=[ ](?:of|the)\b))"
    n = rf"{vague}|{share}|{spoken}{more}|{small}|{figures}"
    unit = rf"(?:[ \xa0-]?(?P<unit>{_either(values('unit'))})(?!\w))"
    sign = rf"(?P<sign>{_either(values('sign'))}[ ]?)?"
    after = rf"(?:[ ](?P<after>{_either(values('after'))})(?!\w))?"
    spelt = [*values("vague"), *values("share"), *_cardinals(1, 99), "a"]
    first = rf"{_either({form.split()[0] for form in spelt})}(?!\w)"
    ahead = rf"(?=\d|{_either(values('sign'))}|{first})"
    return re.compile(rf"{ALONE}{ahead}{sign}(?P<n>{n})(?:{unit}|{END}){after}", re.IGNORECASE)


@cache
def _mods() -> dict[str, str]:
    return {**words.values("mod"), **values("before")}


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_either(_mods())})\s+\Z", re.IGNORECASE)


def _cardinals(least: int, most: int) -> list[str]:
    known = words.values("cardinal").items()
    return [word for word, value in known if least <= int(value) <= most and word != "dozen"]


def _either(forms: Iterable[str]) -> str:
    ordered = sorted(forms, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) + ")"
