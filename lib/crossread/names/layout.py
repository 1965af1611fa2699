"""See where in a text an offset stands: its paragraph, its sentence, inside a quotation or not."""

import re
from bisect import bisect_right
from functools import cached_property

from .. import text as texts

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
SENTENCE = re.compile(r"[.!?][\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z])|\n\s*\n")


class Layout:
    """One text cut into paragraphs, rough sentences and quotations, each when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._quotes: dict[int, list[texts.Span]] = {}

    @cached_property
    def _paragraphs(self) -> list[texts.Span]:
        return texts.paragraphs(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._paragraphs]

    @cached_property
    def _sentences(self) -> list[int]:
        return [0, *(m.end() for m in SENTENCE.finditer(self.text))]

    def paragraph(self, at: int) -> int:
        """Give the number of the paragraph that holds an offset."""
        return max(bisect_right(self._starts, at) - 1, 0)

    def sentence(self, at: int) -> texts.Span:
        """Give the sentence that holds an offset, roughly."""
        i = bisect_right(self._sentences, at)
        last = self._sentences[i] if i < len(self._sentences) else len(self.text)
        return self._sentences[i - 1], last

    def is_quoted(self, at: int) -> bool:
        """Tell whether an offset stands inside quotation marks."""
        if not self._paragraphs:
            return False
        i = self.paragraph(at)
        if i not in self._quotes:
            self._quotes[i] = texts.quoted(self.text, *self._paragraphs[i])
        own = self._quotes[i]
        j = bisect_right(own, (at, len(self.text))) - 1
        return j >= 0 and at < own[j][1]

    def years(self, at: int, first: str, last: str) -> set[str]:
        """List the years that a sentence tells and that lie outside those from first to last."""
        told = YEAR.findall(self.text, *self.sentence(at))
        return {year for year in told if not first <= year <= last}
