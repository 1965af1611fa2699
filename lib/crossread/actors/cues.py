"""Read the words by which actors speak or are tied to each other, from data/lexicon/ties.csv."""

import re
from functools import cache

from .. import lexicon

SAYS = "spoke about"
CITES = "cites"
ADVERBS = r"(?:(?:also|further|later|earlier|then|again|has|have|had|[a-z]+ly|in turn),? )*"


def _either(forms: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, forms)) or "(?!)"


@cache
def behind() -> re.Pattern[str]:
    """Match a verb of saying right behind its speaker, with an aside in commas between."""
    says = _either(lexicon.forms("ties", kind=SAYS))
    return re.compile(rf"(?:,[^,.\n]{{1,60}},)? {ADVERBS}(?P<cue>{says})\b(?! by\b)")


@cache
def before() -> re.Pattern[str]:
    """Match a verb of saying right before its speaker, behind a quotation or a comma."""
    says = _either(lexicon.forms("ties", kind=SAYS))
    return re.compile(rf"[\"\u201d\u2019,] ?(?P<cue>{says}) (?:the )?$")


@cache
def cites() -> re.Pattern[str]:
    """Match the words of a credit right before the one who is credited."""
    return re.compile(
        rf"\b(?P<cue>{_either(lexicon.forms('ties', kind=CITES))}) (?:the )?$", re.IGNORECASE
    )


@cache
def deeds() -> re.Pattern[str]:
    """Match the words of any deed between actors; each form is a group, in the order of `deed`.

    Looking ahead for a first word of any form saves nearly all of the time.
    """
    found = [form for form, _, _ in _deeds()]
    first = _either(tuple({form.split(maxsplit=1)[0] for form in found}))
    each = "|".join(f"({_words(form)})" for form in found)
    return re.compile(rf"\b(?=(?:{first})\b)(?:{each})", re.IGNORECASE)


@cache
def _deeds() -> list[tuple[str, str, str]]:
    """List form, kind and frame of each deed, the longest form first."""
    rows = [r for r in lexicon.rows("ties") if r["kind"] not in (SAYS, CITES)]
    found = [(r["form"], r["kind"], r["frame"]) for r in rows]
    return sorted(found, key=lambda row: len(row[0]), reverse=True)


def _words(form: str) -> str:
    """Write a form as a pattern; three dots stand for up to six words."""
    return rf"\b{re.escape(form)}\b".replace(r"\ \.\.\.", r"(?: [\w-]+){0,6}?")


def deed(match: re.Match[str]) -> tuple[str, str]:
    """Give kind and frame of the deed that was matched."""
    _, kind, frame = _deeds()[(match.lastindex or 1) - 1]
    return kind, frame
