"""Turn a text into one sign for each token, and give the words behind the signs."""

import re
from functools import cache
from itertools import accumulate

from . import words
from .shapes import TOKEN, shape

REMEMBERED = 100_000  # words with their signs
# a token with the space behind it; what ends a paragraph is a token of its own
PIECE = re.compile(
    rf"(?:{TOKEN})(?:[^\S\n]*(?:\n(?![^\S\n]*\n))?[^\S\n]*)",
    re.VERBOSE,
)


class Signs(dict[str, str]):
    """The sign of each token as it was met, with the space behind it."""

    def __missing__(self, piece: str) -> str:
        word = piece.rstrip() or piece
        sign = words.signs().get(word) or shape(word)
        if len(self) < REMEMBERED and len(piece) < 30:
            self[piece] = sign
        return sign


@cache
def _met() -> Signs:
    return Signs()


class Tokens:
    """A text's tokens; `signs` has one character for each.

    A word that no rule knows is `_`, a number has the sign of its shape, a mark is its own
    sign, and an empty line is a line break.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        margin = len(text) - len(text.lstrip())
        self._pieces = PIECE.findall(text, margin)
        self.signs = "".join(map(_met().__getitem__, self._pieces))
        self.starts = list(accumulate(map(len, self._pieces), initial=margin))

    def start(self, i: int) -> int:
        """Give the offset at which a token starts."""
        return self.starts[i]

    def end(self, i: int) -> int:
        """Give the offset behind a token."""
        return self.starts[i] + len(self._pieces[i].rstrip())

    def words(self, first: int, last: int) -> str:
        """Give tokens as words in small letters with a space between."""
        return " ".join(piece.strip() for piece in self._pieces[first:last]).lower()

    def written(self, first: int, last: int) -> str:
        """Give tokens as they are written."""
        return self.text[self.start(first) : self.end(last - 1)] if last > first else ""


class Expression:
    """One match of a rule; its named parts as words in small letters with a space between."""

    def __init__(self, tokens: Tokens, match: re.Match[str]) -> None:
        self._tokens, self._match = tokens, match
        self.words = tokens.words(*match.span())

    def has(self, name: str) -> bool:
        """Tell whether a part is there, even one that takes no words."""
        return self._match[name] is not None

    def __getitem__(self, names: str) -> str:
        """Give the words of the first of these parts that is there; '' if none is."""
        for name in names.split("|"):
            if self._match[name]:
                return self._tokens.words(*self._match.span(name))
        return ""

    def written(self, names: str) -> str:
        """Give the first of these parts that is there as it is written."""
        for name in names.split("|"):
            if self._match[name]:
                return self._tokens.written(*self._match.span(name))
        return ""
