"""Read what a sentence says was done on each of its dates, and how rare those words are."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from .. import vocabulary
from ..text import Span
from ..vocabulary import Word

FADE = 0.7  # what a word keeps of its weight at each comma or conjunction between it and the date
ELSEWHERE = 0.3  # ... and where another date of the sentence is nearer
NEAR = 0.45  # words that weigh more are of the date's own clause, or of the one beside it


class Deed(NamedTuple):
    """What stands about one date: features with weights from 0 to 1, by nearness to the date.

    Features are 'act:class' and 'thing:class' (data/lexicon/deeds.csv) and 'word:form'.
    `own`: those of its own clause or the next. `capitals`: those written with a capital; `names`:
    of these, such as weigh `FADE` or more and do not open the sentence. `is_again`: told as one
    more of its kind. `differs`: 'disagree' where the sentence says in so many words that accounts
    differ, 'differ' where it may, else ''.
    """

    features: dict[str, float]
    own: frozenset[str]
    names: frozenset[str]
    capitals: frozenset[str]
    is_again: bool
    differs: str


def read(sentence: str, dates: Sequence[Span]) -> list[Deed]:
    """Read the deed of each date of a sentence; `dates` are offsets into the sentence.

    A word counts for the date that is nearest to it: by commas and conjunctions in between,
    then by characters.
    """
    words = vocabulary.read(sentence, dates)
    cuts = [found.start() for found in vocabulary.edges().finditer(sentence)]
    lead = {cut for date in dates for cut in cuts if _leads(sentence[cut : date[0]])}
    cuts = [cut for cut in cuts if cut not in lead]
    near = [[_distance(word, date, cuts) for date in dates] for word in words]
    named = [_named(sentence, date, words) for date in dates]
    return [
        _deed(words, [(each[i], min(each)) for each in near], named[i]) for i in range(len(dates))
    ]


def _leads(words: str) -> bool:
    """Say whether words only lead up to the date, as in 'before dawn on' or 'after'."""
    return words[:1].isalpha() and len(words.split()) <= 3


def _named(sentence: str, date: Span, words: Sequence[Word]) -> Word | None:
    """Find the happening that a date is part of the name of: 'the 1994 truce', 'the truce of 1994'.

    What the sentence then says of it was done on another day.
    """
    if re.search(r"\b(?:the|this|that|its|their)\s$", sentence[: date[0]], re.I):
        ahead = (
            w for w in words if date[1] <= w.start and len(sentence[date[1] : w.start].split()) < 3
        )
        return next(
            (w for w in ahead if w.is_deed and _is_plain(sentence[date[1] : w.start])), None
        )
    behind = (w for w in words if sentence[w.end : date[0]].split() == ["of"])
    return next((word for word in behind if word.is_deed), None)


def _is_plain(words: str) -> bool:
    return not vocabulary.edges().search(words)


def _distance(word: Word, date: Span, edges: Sequence[int]) -> tuple[int, int]:
    """Count the edges of clauses between a word and a date, and the characters.

    The sentence's first clause holds its subject, which no aside parts from the date.
    """
    first, last = (word.end, date[0]) if word.end <= date[0] else (date[1], word.start)
    crossed = sum(first <= edge < last for edge in edges)
    is_subject = not any(edge < word.start for edge in edges)
    return min(crossed, 1) if is_subject else crossed, last - first


def _deed(
    words: Sequence[Word],
    near: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    named: Word | None,
) -> Deed:
    """Weigh the words of a sentence by their place to one date, and to the nearest."""
    features: dict[str, float] = {}
    is_again, differs = False, ""
    for word, (own, nearest) in zip(words, near, strict=True):
        weight = FADE ** own[0] * (1 if own == nearest else ELSEWHERE)
        if named and word is not named and any(f.startswith("act") for f in word.features):
            weight *= ELSEWHERE
        if word.cue in ("differ", "disagree") and differs != "disagree":
            differs = word.cue
        is_again |= word.cue == "again" and weight >= FADE
        for feature in word.features:
            features[feature] = max(weight, features.get(feature, 0))
    own = frozenset(feature for feature, weight in features.items() if weight > NEAR)
    near_by = {feature for feature in features if features[feature] >= FADE}
    capitals = {word.features[-1] for word in words if word.is_capital}
    names = near_by & {word.features[-1] for word in words if word.is_capital and not word.is_first}
    return Deed(features, own, frozenset(names), frozenset(capitals), is_again, differs)


def rarity(sentences: Sequence[str]) -> Mapping[str, float]:
    """Say how rare each feature is among sentences: 1 where it stands in one, 0 in all.

    That is its idf over the greatest there can be. What is not listed stands in none.
    """
    texts = pc.unique(pa.array(sentences, pa.large_string()))
    folded = pc.utf8_lower(pc.replace_substring_regex(texts, r"[^\p{L}\p{M}\p{N}.,-]+|[.,]\B", " "))
    lists = pc.split_pattern(pc.utf8_trim_whitespace(folded), " ")
    counted = lists.flatten().value_counts()
    n, counts = len(texts), defaultdict(int)
    for form, count in zip(*(counted.field(i).to_pylist() for i in (0, 1)), strict=True):
        known = [each for each in vocabulary.kinds().get(form, ()) if each[0] in ("act", "thing")]
        for kind, name in {("word", vocabulary.stem(form)), *known}:
            counts[f"{kind}:{name}"] += count
    most = log(n + 1) or 1.0
    return {f: max(0.0, log((n + 1) / count) / most) for f, count in counts.items()}
