"""Compare two wordings of a passage word by word."""

from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from .. import text as texts


class Op(NamedTuple):
    """What became of one run of words: offsets into either wording, from 0, end excluded.

    `op`: 'equal', 'replace', 'delete' (only the first has the words) or 'insert' (only the
    second); a wording that lacks them has an empty span where they would stand.
    """

    op: str
    start: int
    end: int
    other_start: int
    other_end: int


def words(text: str) -> list[str]:
    """List the words to compare: case, punctuation and white space make no difference."""
    return [text[start:end].casefold() for start, end in texts.tokens(text)]


def align(one: str, other: str) -> list[Op]:
    """Say how the first wording becomes the second, in the fewest edits of words.

    Every word of either stands in exactly one operation, in order; marks and spaces between
    words stand in none, or inside one. A clause that moved is a deletion and an insertion.
    """
    a, b = texts.tokens(one), texts.tokens(other)
    ops = Levenshtein.opcodes(words(one), words(other))
    return [Op(tag, *_span(a, i, j), *_span(b, k, n)) for tag, i, j, k, n in ops]


def _span(tokens: list[texts.Span], first: int, last: int) -> texts.Span:
    """Give the characters from the first word up to the last, which is excluded."""
    if first < last:
        return tokens[first][0], tokens[last - 1][1]
    at = tokens[first - 1][1] if first else 0
    return at, at


def similarity(one: list[str], other: list[str]) -> float:
    """Say how alike two lists of words are: 1 the same, 0 no word in common in one order."""
    return Indel.normalized_similarity(one, other)
