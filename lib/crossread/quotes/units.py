"""Cut a paragraph into sentences that hold their quotations whole, and those into tokens."""

import re
from bisect import bisect_left
from functools import lru_cache

from .. import sentences
from .. import text as texts
from .vocabulary import BIT, ING, MARK, NAME, NUMBER, OWNER, PARTICIPLE, PAST, PLURAL, QUOTE, bits

CLITIC = "(?:s|re|ll|d|ve|m)"
TOKEN = (
    rf"[$€£]?[^\W_]+(?:(?:[-‐‑&./,](?=\w)|[’'](?!{CLITIC}\b))[^\W_]+)*(?:\.(?=\s*[\w(]))?"
    rf"|[’']{CLITIC}\b|[’'](?=\s|$)|--+|\.\.+|\S"
)
PIECE = re.compile(rf"({TOKEN})(\s*)")  # a token with the space behind it
DASHES = ("-", "--", "—", "–", "―")
OPENS = ('"', ":", "", *DASHES)  # a sentence may begin behind these
STOPS = tuple(",.?!…-—")
WORD = re.compile(r"[^\W\d_]+")
LONGEST = 400  # tokens of a sentence that are read; what is longer is no sentence
BEYOND = 3  # marks that stand behind the last token, so that one may look ahead


class Unit:
    """A sentence as tokens: their spans, their words in lower case, what each may be.

    A quotation is one token without a word. Before the first token and behind the last one reads
    a mark, too; they do not count in the length.
    """

    def __init__(self, text: str, start: int, end: int, quotes: list[texts.Span]) -> None:
        self.text, self.begin, self.finish = text, start, end
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.low: list[str] = []
        self.bits: list[int] = []
        self.quoted: list[int] = []  # the tokens that are quotations
        at = start
        for a, b in quotes:
            self._read(at, a)
            self.quoted.append(len(self.low))
            self._add(a, b, "", QUOTE)
            at = b
        self._read(at, end)
        self._size = len(self.low)
        for _ in range(BEYOND):
            self._add(end, end, "", MARK)
        self.is_title = self._settle()

    def __len__(self) -> int:
        return self._size

    def _add(self, start: int, end: int, low: str, bit: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.low.append(low)
        self.bits.append(bit)

    def _read(self, start: int, end: int) -> None:
        start = end - len(self.text[start:end].lstrip())
        found = PIECE.findall(self.text, start, end)[: max(LONGEST - len(self.low), 0)]
        known = [_word(word) for word, _ in found]
        self.low += [low for low, _ in known]
        self.bits += [bit for _, bit in known]
        for word, space in found:
            self.starts.append(start)
            start += len(word)
            self.ends.append(start)
            start += len(space)

    def _settle(self) -> bool:
        """Take capitalised words inside a sentence for names, but for those of a title."""
        names = [i for i, bit in enumerate(self.bits) if bit & NAME]
        small = sum(map(str.isalpha, self.low)) - len(names)
        is_title = len(names) > 2 and small * 2 < len(names)
        for i in names:
            dated = (self.bits[i - 1] | self.bits[i + 1]) & NUMBER
            opens = is_title or not i or self.low[i] == "i" or self.low[i - 1] in OPENS
            if not opens or (dated and self.bits[i] & (BIT["time"] | BIT["modal"])):
                self.bits[i] &= NAME | PLURAL | BIT["time"]
        return is_title

    def stops(self, i: int) -> bool:
        """Tell whether a comma or a stop ends the quotation at token `i` within its marks."""
        a, b = self.starts[i], self.ends[i]
        return self.text[max(a, b - 3) : b].strip("\"'”’» ")[-1:] in STOPS

    def closes(self, i: int) -> bool:
        """Tell whether the quotation at token `i` ends a clause: it is long, or stops within."""
        a, b = self.starts[i], self.ends[i]
        words = [word for word in WORD.findall(self.text[a : min(b, a + 80)]) if len(word) > 3]
        if i and b - a < 60 and not any(word[0].islower() for word in words):
            return self.low[i - 1] in (",", ":")  # else it is a title
        return b - a > 60 or self.stops(i)

    def is_quotation(self) -> bool:
        """Tell whether the sentence is nothing but a quotation."""
        return bool(self.quoted) and all(bit & (QUOTE | MARK) for bit in self.bits)


@lru_cache(maxsize=1 << 15)
def _word(word: str) -> tuple[str, int]:
    """Give a word in lower case, and what it may be."""
    low, known = word.lower().replace("’", "'"), bits()
    return low, known.get(low, 0) | _shape(word, low, known)


def _shape(word: str, low: str, known: dict[str, int]) -> int:
    """Tell what a word may be by its letters alone."""
    first = word[0]
    if not first.isalnum() and first not in "$€£":
        clitic = 0 if len(word) > 1 and first in "'’" else MARK
        return OWNER if low in ("'s", "'") else clitic
    if not first.isalpha():
        return NUMBER
    plural = PLURAL if low[-1] == "s" and low[-2:] != "ss" else 0
    if first.isupper():
        return NAME | (0 if low in known else plural)
    return plural if low in known else _ending(low) or plural


def _ending(low: str) -> int:
    """Tell what an unlisted word may be by its ending."""
    for ending, bit in (("ly", BIT["adverb"]), ("ed", PAST | PARTICIPLE), ("ing", ING)):
        if low.endswith(ending):
            return bit
    return 0


def cut(text: str, start: int, end: int, quotes: list[texts.Span]) -> list[Unit]:
    """Cut `text[start:end]` into sentences; a stop inside a quotation ends none."""
    spans: list[texts.Span] = []
    starts = [a for a, _ in quotes]
    for a, b in sentences.split(text, start, end):
        n = bisect_left(starts, a) - 1
        if spans and n >= 0 and a < quotes[n][1]:
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    units, n = [], 0
    for a, b in spans:
        held = []
        while n < len(quotes) and quotes[n][0] < b:
            held.append((quotes[n][0], min(quotes[n][1], b)))
            n += 1
        units.append(Unit(text, a, b, held))
    return units
