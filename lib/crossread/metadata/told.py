"""Read what an article's body tells beside its header: houses credited, past dates, language."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path

from .. import lexicon, outlets, stamps
from .. import text as texts
from ..headers import Field

LANGUAGE_SAMPLE = 400  # characters that tell a language
_YEAR = re.compile(r"\d\d")
CREDITED_WITHIN = 60  # characters; no listed house's name is longer


@cache
def _cue() -> re.Pattern[str]:
    """Match the words of a credit; unanchored in front, which is far faster to search for."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, lexicon.forms('credits')))})(?!\w)")


@cache
def _houses(handmade: Path) -> dict[str, re.Pattern[str]]:
    """Match a house by the side of the credit's words on which it stands."""
    house = outlets.pattern(handmade).pattern
    return {
        "before": re.compile(rf" (?:the )?(?P<house>{house})"),
        "after": re.compile(rf"(?P<house>{house}),? $"),
    }


def credits(
    text: str, spans: list[texts.Span], outlet: str | None, handmade: Path = outlets.HANDMADE
) -> list[Field]:
    """Find where the body credits another listed house: 'citing HOUSE', 'HOUSE reports'.

    The kind of credit (cites, reports, interview) is the field's name, by data/lexicon/credits.csv.
    """
    kinds = {row["form"]: row for row in lexicon.rows("credits")}
    found = []
    for start, end in spans:
        for cue in _cue().finditer(text, start, end):
            row = kinds[cue[0]]
            house = _beside(text, cue, row["side"], (start, end), handmade)
            name = house and outlets.name(house["house"], handmade)
            if house and name and name != outlet:
                first, last = min(house.start(), cue.start()), max(house.end(), cue.end())
                found.append(Field(row["kind"], first, last, name, "body"))
    return found


def _beside(
    text: str, cue: re.Match[str], side: str, within: texts.Span, handmade: Path
) -> re.Match[str] | None:
    """Find the house that a credit's words name, before or after them."""
    first, last = cue.span()
    if first > within[0] and text[first - 1].isalnum():
        return None  # the end of a longer word
    if side == "before":
        return _houses(handmade)[side].match(text, last, within[1])
    return _houses(handmade)[side].search(text, max(within[0], first - CREDITED_WITHIN), first)


@cache
def _future() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, lexicon.forms("future")))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


@cache
def _bare_year() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, lexicon.forms("before_year")))
    return re.compile(rf"\b(?:{forms}) (?P<year>(?:19|20)\d\d)(?![\w,.]?\d)\b(?!-)", re.IGNORECASE)


def not_before(
    text: str, sentences: list[texts.Span], published: str | None
) -> tuple[str | None, str | None]:
    """Give the latest past date that the text reports, and its words, where no day is stated.

    Read are dates with a year, and years behind words of data/lexicon/before_year.csv; left
    out are those behind a cue of the future in their sentence (data/lexicon/future.csv).
    """
    if published and not published.startswith("XXXX"):
        return None, None
    told = [pair for start, end in sentences for pair in _past(text, start, end)]
    first = {day: stamps.interval(day)[0] or datetime.min for day, _ in told}
    return max(told, key=lambda pair: first[pair[0]], default=(None, None))


def _past(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """List the days and years of one sentence that no cue of the future precedes."""
    if not _YEAR.search(text, start, end):
        return []
    found = [
        (stamp.start, stamp.days[0], stamp.text)
        for stamp in stamps.find(text, start, end)
        if stamp.year and not stamp.swapped
    ]
    years = _bare_year().finditer(text, start, end)
    found += [(year.start("year"), year["year"], year["year"]) for year in years]
    ahead = _future().search(text, start, end) if found else None
    return [(day, words) for at, day, words in found if not ahead or at < ahead.end()]


@cache
def _identifier() -> object:
    from py3langid import langid  # 2 s to load, so only where a language must be told

    return langid.LanguageIdentifier.from_model_file(
        langid.MODEL_FILE, norm_probs=True, min_confidence=0.9
    )


def language(text: str, spans: list[texts.Span]) -> str | None:
    """Tell the language (ISO 639-1) by the body's opening; None below 90 % certainty."""
    sample = " ".join(text[start:end] for start, end in spans)[:LANGUAGE_SAMPLE]
    code = _identifier().classify(sample)[0] if sample else "und"
    return None if code == "und" else code
