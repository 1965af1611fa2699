"""Go through the words of a corpus in the voice of their outlet or speaker."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from ..corpus import Corpus
from .voices import OWN, QUOTED, Article, Sentence, Stretch, articles

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
POSSESSIVE = re.compile("['\u2019][sS]?$")
VOICES = {"outlet": OWN, "speaker": QUOTED}  # whose words they are beyond doubt


class Word(NamedTuple):
    """A word or a phrase of two where it stands; `key` is what is counted."""

    start: int
    end: int
    key: str


class Speech(NamedTuple):
    """A stretch of a sentence; `whose` it is in the voice asked for, None if nobody's.

    `is_counted`: of sentences that repeat one another the first in this voice, for whose it is.
    """

    article: Article
    sentence: Sentence
    stretch: Stretch
    whose: str | None
    is_counted: bool


def speeches(
    c: Corpus, by: str, voice: str, statements: pd.DataFrame | None = None
) -> Iterator[Speech]:
    """Cut headlines and bodies into stretches of one voice, in reading order."""
    if by not in VOICES:
        raise ValueError(f"by={by!r}: words are told apart by {' or '.join(VOICES)}.")
    first: dict[tuple[str, int], tuple[str, int]] = {}
    for article in articles(c, statements):
        for sentence in article.sentences:
            here = (article.article_id, sentence.start)
            for stretch in article.stretches(sentence.start, sentence.end):
                whose = _whose(article, stretch, by) if stretch.voice == voice else None
                told = whose and first.setdefault((whose, sentence.family), here)
                yield Speech(article, sentence, stretch, whose, told == here)


def _whose(article: Article, stretch: Stretch, by: str) -> str | None:
    if by == "outlet":
        return article.outlet
    return stretch.said.speaker if stretch.said else None


def words(speech: Speech, size: int = 1) -> list[Word]:
    """Give the words of a stretch, or its pairs of words that only white space parts.

    Case is folded but for acronyms ('NASA'), which a sentence in capitals has none of; a
    possessive's ending is cut off. Numbers are no words.
    """
    return [
        Word(speech.stretch.start + start, speech.stretch.start + end, key)
        for start, end, key in _words(*_said(speech), size)
    ]


def keys(speech: Speech, size: int = 1) -> list[str]:
    """Give what is counted of the words of a stretch."""
    return [word.key for word in _words(*_said(speech), size)]


def _said(speech: Speech) -> tuple[str, bool]:
    """Give the text of a stretch, and whether its sentence is in capitals."""
    text, sentence = speech.article.text, speech.sentence
    is_shouting = text[sentence.start : sentence.end].isupper()
    return text[speech.stretch.start : speech.stretch.end], is_shouting


@lru_cache(maxsize=20_000)
def _words(text: str, is_shouting: bool, size: int) -> list[Word]:
    found = []
    for match in WORD.finditer(text):
        word = POSSESSIVE.sub("", match[0])
        is_acronym = len(word) > 1 and word.isupper() and not is_shouting
        key = word if is_acronym else word.casefold()
        found.append(Word(match.start(), match.start() + len(word), key))
    if size == 1:
        return found
    return [
        Word(a.start, b.end, f"{a.key} {b.key}")
        for a, b in pairwise(found)
        if text[a.end : b.start].isspace()
    ]
