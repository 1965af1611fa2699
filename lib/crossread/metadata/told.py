"""Read what an article's body tells beside its header: houses credited, past dates, language."""

import re
from functools import cache
from pathlib import Path

from .. import lexicon, outlets, timex
from .. import text as texts
from ..headers import Field

LANGUAGE_SAMPLE = 400  # characters that tell a language
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


def not_before(
    text: str, sentences: list[texts.Span], published: str | None
) -> tuple[str | None, str | None]:
    """Give the latest past date that the text reports, and its words, where no day is stated.

    Read are days, months and years that the text itself states in full, in headline or body;
    left out is what a clause says of the time to come.
    """
    if published and not published.startswith("XXXX"):
        return None, None
    told = [
        (found.edtf.partition("T")[0], found.text, found.earliest)
        for found in timex.tag(text)
        if found.anchor == "stated" and found.earliest and "/" not in (found.edtf or "/")
        if any(start <= found.start < end for start, end in sentences)
        if timex.tense(text, found.start, found.end) != timex.FUTURE
    ]
    day, words, _ = max(told, key=lambda each: each[2], default=(None, None, None))
    return day, words


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
