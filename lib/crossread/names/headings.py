"""Find names in headings, where capitals tell nothing: only those that are known otherwise."""

import re
from bisect import bisect_right
from functools import cache

from .vocabulary import places

LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
LONGEST = 6  # words of a name
Span = tuple[int, int]


def lines(text: str) -> list[Span]:
    """Find the lines in which nearly all words have a capital."""
    return [
        found.span()
        for found in LINE.finditer(text)
        if (found.end() - found.start() < 200 or found[0].isupper()) and _is_heading(found[0])
    ]


def _is_heading(line: str) -> bool:
    """Say whether a line is in capitals or in title case; a stop at its end tells a sentence."""
    if line.rstrip()[-1:] in ".;,:" or line.islower():
        return False
    long = [word for word in WORD.findall(line) if len(word) > 3 and word.isalpha()]
    return len(long) > 4 and sum(word[0].isupper() for word in long) > 0.85 * len(long)


def holds(spans: list[Span], at: int) -> bool:
    """Say whether an offset lies in one of the spans, which stand in reading order."""
    i = bisect_right(spans, (at, at + 1_000_000)) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]


@cache
def _places() -> dict[str, str]:
    return {place.casefold(): "place" for place in places()}


def names(text: str, spans: list[Span], known: dict[str, str]) -> list[tuple[int, int, str]]:
    """Find names in headings: those of the rest of the text, and countries and cities."""
    folded = _places() | {name.casefold(): kind for name, kind in known.items()}
    found = []
    for start, end in spans:
        is_loud = text[start:end].isupper()
        tokens = [one.span() for one in WORD.finditer(text, start, end)]
        i = 0
        while i < len(tokens):
            for n in range(min(LONGEST, len(tokens) - i), 0, -1):
                a, b = tokens[i][0], tokens[i + n - 1][1]
                kind = folded.get(text[a:b].casefold())
                if kind and (b - a > 3 or not is_loud) and text[a].isupper():
                    found.append((a, b, kind))
                    i += n
                    break
            else:
                i += 1
    return found
