"""Cut what a copy quotes from the articles, where they may not be handed on whole."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

# a word, or a tag or an entity between words, which is none
WORD = re.compile(r"<[^<>]*>|&#?\w+;|(\w+)")

Trim = Callable[[str], str]


def trimmer(texts: Iterable[str], n: int) -> Trim:
    """Make a function that leaves at most n consecutive words of an article standing.

    What follows them, for as long as it stands in the article too, becomes an ellipsis. Words
    are compared in any case, whatever stands between them.
    """
    known: set[int] = set()
    for text in texts:
        words = [word for _, _, word in _words(text)]
        known.update(hash(tuple(words[i : i + n + 1])) for i in range(len(words) - n))

    def trim(text: str) -> str:
        words = _words(text)
        quoted = [False] * len(words)
        for i in range(len(words) - n):
            if hash(tuple(word for _, _, word in words[i : i + n + 1])) in known:
                quoted[i : i + n + 1] = [True] * (n + 1)
        for is_quoted, run in reversed(
            [(k, list(g)) for k, g in groupby(range(len(words)), quoted.__getitem__)]
        ):
            if is_quoted:
                text = text[: words[run[n - 1]][1]] + "\u2026" + text[words[run[-1]][1] :]
        return text

    return trim


def _words(text: str) -> list[tuple[int, int, str]]:
    return [(*m.span(), m[1].lower()) for m in WORD.finditer(text) if m[1]]


def everywhere(value: Any, trim: Trim) -> Any:
    """Trim every string of what JSON can hold."""
    if isinstance(value, str):
        return trim(value)
    if isinstance(value, dict):
        return {key: everywhere(each, trim) for key, each in value.items()}
    return [everywhere(each, trim) for each in value] if isinstance(value, list) else value
