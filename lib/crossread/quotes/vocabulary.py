"""Know the words by which statements are found: verbs and nouns of saying, and small words."""

import re
from functools import cache
from typing import NamedTuple

from .. import lexicon

KINDS = [
    "det",
    "own",
    "subject",
    "object",
    "relative",
    "question",
    "prep",
    "and",
    "but",
    "sub",
    "that",
    "to",
    "be",
    "have",
    "do",
    "modal",
    "not",
    "adverb",
    "time",
    "pronoun",
    "plural",
    "label",
    "contrast",
]
BIT = {kind: 1 << n for n, kind in enumerate(KINDS)}
PLURAL = BIT["plural"]
BASE, THIRD, PAST, PARTICIPLE, ING, NAME, NUMBER, QUOTE, MARK, OWNER = (
    1 << n for n in range(len(KINDS), len(KINDS) + 10)
)
VERB = BASE | THIRD | PAST | PARTICIPLE | ING
AUX = BIT["be"] | BIT["have"] | BIT["do"] | BIT["modal"]


class Cue(NamedTuple):
    """One word of saying: how it is listed, its class and what may follow it."""

    form: str
    part: str
    kind: str
    frames: frozenset[str]
    rest: tuple[str, ...]  # the words of a phrase behind its first


SHORT = re.compile("(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")  # "plan": its last letter doubles


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")) or base == "go":
        return base + "es"
    return base[:-1] + "ies" if _ends_in_y(base) else base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    doubled = base[-1] if SHORT.fullmatch(base) else ""
    return base[:-1] + "ied" if _ends_in_y(base) else f"{base}{doubled}ed"


def _ing(base: str, past: str) -> str:
    if SHORT.fullmatch(base) or past == f"{base}{base[-1]}ed":
        return f"{base}{base[-1]}ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    silent = base.endswith("e") and not base.endswith(("be", "ee", "oe", "ye"))
    return (base[:-1] if silent else base) + "ing"


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in "aeiou"


def inflect(row: dict[str, str]) -> list[tuple[str, int]]:
    """List the forms of a verb, or of the first word of a phrase, with what each may be."""
    base = row["form"].split(maxsplit=1)[0]
    pasts = [past.split()[0] for past in lexicon.split(row["past"])] or [_past(base)]
    participles = [row["participle"].split()[0]] if row["participle"] else pasts
    ings = [row["ing"]] if row.get("ing") else [_ing(base, past) for past in pasts]
    forms = [(base, BASE), (_third(base), THIRD)]
    forms += [(past, PAST) for past in pasts] + [(one, PARTICIPLE) for one in participles]
    return forms + [(ing, ING) for ing in ings]


@cache
def bits() -> dict[str, int]:
    """Tell for each listed word what it may be."""
    found: dict[str, int] = {}
    for row in lexicon.rows("small_words"):
        found[row["form"]] = found.get(row["form"], 0) | BIT[row["kind"]]
    verbs = [r for r in lexicon.rows("sayings") if r["part"] == "verb"]
    for row in [*verbs, *lexicon.rows("verbs")]:
        for form, bit in inflect(row):
            if not found.get(form, 0) & (AUX | BIT["prep"]):
                found[form] = found.get(form, 0) | bit
    return found


@cache
def sayings() -> dict[str, list[Cue]]:
    """List the verbs of saying by each form of their first word, the longest phrase first."""
    found: dict[str, list[Cue]] = {}
    for row in lexicon.rows("sayings"):
        if row["part"] != "verb":
            continue
        cue = _cue(row)
        for form in {form for form, _ in inflect(row)}:
            found.setdefault(form, []).append(cue)
    return {form: sorted(cues, key=lambda c: -len(c.rest)) for form, cues in found.items()}


@cache
def credits() -> frozenset[tuple[str, ...]]:
    """List the words that stand before a house that is credited."""
    return frozenset(tuple(f.split()) for f in lexicon.forms("credits", kind="cites"))


@cache
def nouns() -> dict[str, Cue]:
    """List the nouns of saying, singular and plural."""
    rows = [r for r in lexicon.rows("sayings") if r["part"] == "noun"]
    found = {_third(r["form"]): _cue(r) for r in rows}
    return found | {r["form"]: _cue(r) for r in rows}


@cache
def adjectives() -> dict[str, Cue]:
    """List the adjectives that say what somebody thinks."""
    return {r["form"]: _cue(r) for r in lexicon.rows("sayings") if r["part"] == "adjective"}


def _cue(row: dict[str, str]) -> Cue:
    rest = tuple(row["form"].split()[1:])
    return Cue(row["form"], row["part"], row["class"], frozenset(row["frames"].split()), rest)
