"""Read one passage as a claim: its words, numbers, dates, negation, and who does what to whom."""

from collections import defaultdict
from collections.abc import Container, Sequence
from typing import NamedTuple

from ..timex import numbers
from . import parts, words
from .tokens import Cut, Named, Token
from .tokens import tokens as cut_tokens

Days = tuple[int, int]  # the first and the last, counted from 1 January of the year 1


class Number(NamedTuple):
    """A number, the words that say what it counts, and the name behind it."""

    value: str
    of: frozenset[str]
    name: str | None


class Reading(NamedTuple):
    """What a passage claims.

    `weights`: features with their share of a word, 1 for all of it. `vague`: dates whose year or
    week is unknown. `modals`: what is planned, hoped, tried. `opposites`: of each scale the ends
    that are named. `deeds`: for each deed, by word and class, what stands on the doer's side and
    on the other. `leads`: what stands behind each preposition that tells from whom, or on what.
    """

    tokens: tuple[Token, ...]
    weights: dict[str, float]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    days: tuple[Days, ...]
    vague: frozenset[str]
    is_negated: bool
    modals: frozenset[str]
    opposites: dict[str, frozenset[str]]
    deeds: dict[str, tuple[frozenset[str], frozenset[str]]]
    leads: dict[str, frozenset[str]]
    is_headline: bool


class Date(NamedTuple):
    """A date told in a passage: its days, or where these are unknown its TIMEX3 value."""

    start: int
    end: int
    days: Days | None
    value: str


def read(
    text: str,
    named: Sequence[Named] = (),
    dates: Sequence[Date] = (),
    small: Container[str] = (),
) -> Reading:
    """Read a passage; spans of `named` and `dates` are offsets into it.

    Dates are no words and no numbers of it. `small`: stems of words that are written small
    somewhere, so that their capital at the head of a sentence makes no name of them.
    """
    cut = list(words.cut(text))
    spans = [(date.start, date.end) for date in dates]
    free = [w for w in cut if not any(w[0] < end and start < w[1] for start, end in spans)]
    found = [k for _, _, form in free for k in words.kinds().get(form, ())]
    opposites: defaultdict[str, set[str]] = defaultdict(set)
    for kind, name in found:
        if kind == "opposite":
            scale, _, end = name.partition(":")
            opposites[scale].add(end)
    n_negations = sum(kind == "negation" for kind, _ in found) + text.count("n't")
    n_negations += text.count("n\u2019t")
    tokens = cut_tokens(text, free, named, small)
    return Reading(
        tokens=tuple(tokens),
        weights=_weights(tokens),
        names=frozenset(t.keys[0] for t in tokens if t.is_name),
        numbers=tuple(_numbers(text, free, tokens)),
        days=tuple(date.days for date in dates if date.days),
        vague=frozenset(date.value for date in dates if not date.days and date.value),
        is_negated=n_negations % 2 == 1,
        modals=frozenset(name for kind, name in found if kind == "modal"),
        opposites={scale: frozenset(ends) for scale, ends in opposites.items()},
        deeds=parts.deeds(text, free, tokens),
        leads=parts.leads(text, tokens),
        is_headline=text.rstrip()[-1:] not in tuple('.!?\u201d"'),
    )


def _weights(tokens: Sequence[Token]) -> dict[str, float]:
    """Share each word's weight between itself and its classes."""
    weights: dict[str, float] = {}
    for token in tokens:
        own, *classes = token.keys
        full = words.LIGHT if token.form.endswith("ly") else 1.0
        shares = {own: full * (1 - words.CLASS if classes else 1)}
        shares |= dict.fromkeys(classes, full * words.CLASS / max(len(classes), 1))
        for key, share in shares.items():
            weights[key] = max(weights.get(key, 0), share)
    return weights


def _numbers(text: str, cut: Sequence[Cut], tokens: Sequence[Token]) -> list[Number]:
    """Read the numbers with what they count."""
    found, i = [], 0
    while i < len(cut):
        value = words.number(cut[i][2])
        if value is None:
            i += 1
            continue
        last = i
        while (
            last + 1 < len(cut)
            and words.is_cardinal(cut[last][2])
            and words.is_cardinal(cut[last + 1][2])
            and cut[last + 1][0] - cut[last][1] <= 1
        ):
            last += 1
        if last > i:
            whole = numbers.number(text[cut[i][0] : cut[last][1]])
            value = value if whole is None else f"{whole:g}"
        start, end = cut[i][0], cut[last][1]
        until = next((w[0] for w in cut[last + 1 :] if words.number(w[2])), len(text))
        name = next((t.keys[0] for t in tokens if t.is_name and end <= t.start < until), None)
        found.append(Number(value, _counted(text, start, end, tokens), name))
        i = last + 1
    return found


def _counted(text: str, start: int, end: int, tokens: Sequence[Token]) -> frozenset[str]:
    """Give what a number counts: the next words but names, to the head; else the word before."""
    plain = [token for token in tokens if not token.is_name]
    after = [token for token in plain if token.start >= end]
    if not after or len(text[end : after[0].start].split()) > 2:
        before = [token for token in plain if token.end <= start]
        return frozenset(before[-1].keys if before else ())
    last = next((n for n, token in enumerate(after) if token.is_head), 0)
    return frozenset(key for token in after[: last + 1][:3] for key in token.keys)
