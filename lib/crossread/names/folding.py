"""Cut a text into folded words for comparing; every offset stays true to the text."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from .. import lexicon

WORD = re.compile(r"(\w+|&)")
PLAIN = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "_": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u0130": "i", "\u0131": "i", "\u0142": "l", "\u0141": "l", "\u00f8": "o", "\u00d8": "o",
    "\u0111": "d", "\u0110": "d", "\u0259": "e", "\u018f": "e",
}  # fmt: skip
SOUNDS = [("kh", "h"), ("gh", "g"), ("zh", "j"), ("dj", "j"), ("w", "v"), ("y", "i"), ("j", "i")]


def fold(text: str) -> str:
    """Fold case, accents, dashes and apostrophes: one character for one character."""
    for char in set(text):
        if char in PLAIN or not char.isascii():
            text = text.replace(char, _plain(char))
    return text.lower()


@cache
def _plain(char: str) -> str:
    """Give the plain character that stands for one, itself if there is none."""
    if char in PLAIN:
        return PLAIN[char]
    if char.isspace() and char not in "\r\n\f\v\x85\u2028\u2029":
        return " "
    base = [c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)]
    folded = (base[0] if len(base) == 1 else char).lower()
    return folded if len(folded) == 1 else char


def sound(form: str) -> str:
    """Write a name as it may sound, so that ways of writing it in Latin letters agree."""
    form = fold(form)
    for written, plain in SOUNDS:
        form = form.replace(written, plain)
    return re.sub(r"(.)\1+", r"\1", form)


@cache
def spellings() -> dict[str, str]:
    """Give the spelling by which a word is compared."""
    return {row["form"]: row["value"] for row in lexicon.rows("spellings")}


class Words:
    """The words of a text, folded, with the gaps behind them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        pieces = WORD.split(self.folded)  # a gap first and last, and between two words
        ends = list(accumulate(map(len, pieces)))
        plain, self.gaps = pieces[1::2], pieces[2::2]
        self.starts, self._ends = ends[::2], ends[1::2]
        alike = spellings()
        is_plain = alike.keys().isdisjoint(plain)
        self.words = plain if is_plain else [alike.get(word, word) for word in plain]

    def at(self, offset: int) -> int:
        """Give the number of the word that starts at an offset, or of the one before."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def end(self, i: int) -> int:
        """Give the offset behind a word."""
        return self._ends[i]

    def written(self, i: int) -> str:
        """Give a word as it is written."""
        return self.text[self.starts[i] : self.end(i)]
