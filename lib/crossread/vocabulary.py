"""Read the words by which deeds are told apart, from data/lexicon/deeds.csv."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from . import lexicon
from .text import Span

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
TAIL = 40  # characters that hold the last form of a clause


class Word(NamedTuple):
    """A word, or several of the lexicon, with what it is evidence of."""

    start: int
    end: int
    features: tuple[str, ...]
    cue: str
    is_capital: bool
    is_first: bool

    @property
    def is_deed(self) -> bool:
        """Tell whether it is an act, or the thing of one."""
        return any(feature.startswith(("act", "thing")) for feature in self.features)


@cache
def kinds() -> dict[str, list[tuple[str, str]]]:
    """Give the kinds and classes of each form."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in lexicon.rows("deeds"):
        found[row["form"]].append((row["kind"], row["class"]))
    return dict(found)


@cache
def _rates() -> dict[str, str]:
    return {f"act:{row['class']}": row["rate"] for row in lexicon.rows("deeds")}


def rate(feature: str) -> str:
    """Say how often the same parties do such an act: once, often, or whenever they speak."""
    return _rates().get(feature, "")


@cache
def _longer() -> dict[str, list[str]]:
    """List the forms of several words by the first of them, the longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for form in lexicon.forms("deeds"):
        first = WORD.match(form)
        if first and first[0] != form:
            found[first[0]].append(form)
    return dict(found)


@cache
def edges() -> re.Pattern[str]:
    """Match where clauses meet: at a mark, or at the word that links them."""
    links = "|".join(map(re.escape, lexicon.forms("deeds", kind="link")))
    return re.compile(rf"[,;:()\[\]\"“”«»—–]|\s-\s|\b(?:and|{links})\b", re.I)


def _forms(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Cut a sentence into words, in lower case; those that are one form stay together."""
    folded, done = sentence.lower(), 0
    if len(folded) != len(sentence):  # a few capitals are longer in lower case
        folded = sentence
    longer = _longer()
    for found in WORD.finditer(folded):
        start, end = found.span()
        if start < done:
            continue
        for form in longer.get(found[0], ()):
            if folded.startswith(form, start) and not folded[start + len(form) :][:1].isalnum():
                end = start + len(form)
                break
        done = end
        yield start, end, folded[start:end]


def tells(clause: str) -> bool:
    """Say whether a clause has an act or a thing in it."""
    return any(word.is_deed for word in read(clause, ()))


def ends_in_act(words: str) -> bool:
    """Say whether the last word is an act, so that what follows completes it."""
    tail = words.rstrip()[-TAIL:]
    last = [word for word in read(tail, ()) if word.end == len(tail)]
    return any(feature.startswith("act") for word in last for feature in word.features)


def is_open(word: str) -> bool:
    """Say whether a word waits for what follows it, as articles and prepositions do."""
    known = kinds().get(word.casefold(), ())
    return any(
        kind == "link" or (kind == "empty" and name in ("open", "verb")) for kind, name in known
    )


def is_relative(word: str) -> bool:
    """Say whether a clause that opens with this word speaks of the one before it."""
    return ("link", "relative") in kinds().get(word.casefold(), ())


def contrasts(words: str) -> bool:
    """Say whether words set what follows against what stands before, as 'while' does."""
    forms = lexicon.forms("deeds", kind="link", **{"class": "contrast"})
    return not {form for _, _, form in _forms(words)}.isdisjoint(forms)


def is_verb(word: str) -> bool:
    """Say whether a clause that opens with this word has its subject in the one before."""
    known = kinds().get(word, ())
    return any(kind == "act" or (kind, name) == ("empty", "verb") for kind, name in known)


def is_link(word: str) -> bool:
    """Say whether a word links a clause to the one before it."""
    known = kinds().get(word.casefold(), ())
    return word.casefold() == "and" or any(kind == "link" for kind, _ in known)


def read(sentence: str, dates: Sequence[Span]) -> list[Word]:
    """Read the words of a sentence that say something of a deed, but for its dates.

    An act in capitals inside a sentence is part of a name, as of the Red Cross.
    """
    words, opening = [], len(sentence) - len(sentence.lstrip(" \"'“‘«([*_"))
    for start, end, form in _forms(sentence):
        if dates and any(start < last and first < end for first, last in dates):
            continue
        is_capital = sentence[start].isupper()
        is_name = is_capital and start > opening and not sentence[start:end].isupper()
        features, cue = _said(form, is_name)
        if features or cue:
            is_capital &= bool(features)
            words.append(Word(start, end, features, cue, is_capital, start <= opening))
    return words


@lru_cache(maxsize=100_000)
def _said(form: str, is_name: bool) -> tuple[tuple[str, ...], str]:
    """Give what a form is evidence of, and its cue; what is part of a name is no act."""
    known = [k for k in kinds().get(form, ()) if not (is_name and k[0] == "act")]
    features = [f"{kind}:{name}" for kind, name in known if kind in ("act", "thing")]
    if not {kind for kind, _ in known} & {"act", "empty", "link", "cue"} and len(form) > 1:
        features.append(f"word:{stem(form)}")
    return tuple(features), next((name for kind, name in known if kind == "cue"), "")


def stem(form: str) -> str:
    """Take the plural's ending off a word in lower case."""
    if len(form) > 4 and form.endswith("ies"):
        return form[:-3] + "y"
    return form[:-1] if len(form) > 3 and form.endswith("s") and form[-2] not in "su" else form
