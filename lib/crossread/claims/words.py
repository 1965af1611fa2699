"""Read the words that make a claim: data/lexicon/claim_words.csv and the deeds of deeds.csv."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from .. import lexicon, vocabulary
from ..text import Span
from ..timex import numbers

WORD = re.compile(r"(?:\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*|\d+[a-z]{2})|%")
SHORTEST = 3  # letters that an ending must leave
LIGHT = 0.5  # of a word that only grades another, as 'quickly' does
CLASS = 0.65  # of a word's weight that its class carries, where the words differ


@cache
def kinds() -> dict[str, list[tuple[str, str]]]:
    """Give the kinds and classes of each form in claim_words.csv."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in lexicon.rows("claim_words"):
        found[row["form"]].append((row["kind"], row["class"]))
    return dict(found)


@cache
def _longer() -> dict[str, list[str]]:
    """List the forms of several words by the first of them, the longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for form in {*kinds(), *lexicon.forms("deeds")}:
        first = WORD.match(form)
        if first and first[0] != form:
            found[first[0]].append(form)
    return {first: sorted(forms, key=len, reverse=True) for first, forms in found.items()}


def cut(text: str) -> Iterator[tuple[int, int, str]]:
    """Cut a text into words and numbers, in lower case; those that are one form stay together.

    A word with a hyphen is cut at it, unless the whole is a form.
    """
    folded = text.lower().replace("\u2019", "'")
    if len(folded) != len(text):  # a few capitals are longer in lower case
        folded = text
    done = 0
    for found in WORD.finditer(folded):
        start, end = found.span()
        if start < done:
            continue
        for form in _longer().get(found[0].split("-")[0], ()):
            if folded.startswith(form, start) and not folded[start + len(form) :][:1].isalnum():
                end = start + len(form)
                break
        done = end
        form = folded[start:end]
        if "-" not in form or form in kinds() or form in vocabulary.kinds():
            yield start, end, form
            continue
        for part in re.finditer(r"[^-]+", form):
            yield start + part.start(), start + part.end(), part[0]


@cache
def _endings(kind: str) -> tuple[tuple[str, str], ...]:
    forms = lexicon.forms("claim_words", kind=kind)
    instead = {r["form"]: r["class"] for r in lexicon.rows("claim_words") if r["kind"] == kind}
    return tuple((form, instead[form]) for form in forms)


def _strip(form: str, kind: str) -> str:
    for ending, instead in _endings(kind):
        if form.endswith("ss") and ending == "s":
            continue
        if form.endswith(ending) and len(form) - len(ending) >= SHORTEST:
            return form[: -len(ending)] + instead
    return form


@lru_cache(maxsize=100_000)
def stem(form: str) -> str:
    """Take the endings off a word in lower case: 'agreed' and 'agreement' are one."""
    form = next((base for kind, base in kinds().get(form, ()) if kind == "irregular"), form)
    cut = _strip(_strip(form, "ending"), "ending") if len(form) > 5 else _strip(form, "ending")
    if len(cut) > SHORTEST and cut[-1] == cut[-2] and cut[-1] not in "aeiouls":
        cut = cut[:-1]
    return cut.rstrip("e") or cut


@lru_cache(maxsize=100_000)
def root(name: str) -> str:
    """Take the ending off a name in lower case, so that a state and its people are one."""
    return _strip(_strip(name, "demonym"), "demonym") if len(name) > 6 else _strip(name, "demonym")


@lru_cache(maxsize=100_000)
def classes(form: str) -> tuple[str, ...]:
    """List what a form is evidence of besides itself: acts, things, synonyms."""
    known = kinds().get(form, ())
    own = [f"{kind}:{name}" for kind, name in known if kind in ("synonym", "modal")]
    deeds = vocabulary.kinds().get(form, ())
    return (*own, *(f"{kind}:{name}" for kind, name in deeds if kind in ("act", "thing")))


@lru_cache(maxsize=100_000)
def is_empty(form: str) -> bool:
    """Say whether a word tells nothing of what a claim is about."""
    known = {kind for kind, _ in vocabulary.kinds().get(form, ())}
    own = {kind for kind, _ in kinds().get(form, ())}
    bounds = {name for _, name in kinds().get(form, ()) if name.startswith("bound:")}
    return bool(known & {"empty", "link"} and "synonym" not in own) or bool(
        own & {"negation", "hedge", "plain", "passive", "number"} or bounds
    )


def is_known(form: str) -> bool:
    """Say whether a form is one of the lexicon's, so that a capital makes no name of it."""
    return form in kinds() or form in vocabulary.kinds()


@lru_cache(maxsize=100_000)
def number(form: str) -> str | None:
    """Read a number as a sign that is the same however it is written; ordinals end in 'th'."""
    known = next((name for kind, name in kinds().get(form, ()) if kind == "number"), None)
    if known:
        return known
    if form[:1].isdigit() and form[-1:].isalpha():
        return form
    value = numbers.number(form)
    return None if value is None or form in ("one", "half", "a", "an") else f"{value:g}"


@lru_cache(maxsize=100_000)
def is_cardinal(form: str) -> bool:
    """Say whether a word is a number, or the part of one: 'three', 'thousand'."""
    return form.replace(",", "").replace(".", "").isdigit() or (
        form not in ("one", "half", "a", "an") and numbers.number(form) is not None
    )


@cache
def _hedges() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, lexicon.forms("claim_words", kind="hedge")))
    return re.compile(rf"(?<![\w-])(?:{forms or '(?!)'})(?![\w-])")


def hedge(text: str) -> Span | None:
    """Find the first word by which a text does not vouch for what it says; 'May' is the month."""
    lowered = text[:1].lower() + text[1:] if text[1:4] != "ay " else text
    found = _hedges().search(lowered)
    return found.span() if found else None
