"""What is known where a time expression stands, and what one means."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from . import dates, words
from .tenses import SENTENCE_END, tense

NEAR = 200  # characters; within them and one sentence, a bare clock is of the day just told


class Reading(NamedTuple):
    """What an expression means: TIMEX3's type, value and mod, and what it was anchored by."""

    type: str
    value: str
    mod: str = ""
    anchor: str = "stated"


class Known(NamedTuple):
    """A value that was found, and what it was anchored by; no value: it is no date."""

    value: str
    anchor: str


@dataclass
class Context:
    """The article's day, the last dates told, and the words around the expression."""

    published: date | None
    text: str = ""
    start: int = 0  # of the expression
    end: int = 0
    lead: str = ""  # the word before it, as written
    told: str = ""  # the last date told, as TIMEX3
    told_start: int = 0
    told_end: int = 0
    elsewhen: str = ""  # the last day told that is not the article's own
    behind: str = ""  # the last day told that does not lie ahead of the article
    around: date | None = None  # the middle of the month, where only that is known of the article
    stated: str = ""  # the last date whose year the text itself states
    quarter: str = ""  # the last financial quarter, which 'a year earlier' compares with

    @property
    def rest(self) -> str:
        """Give the text behind the expression."""
        return self.text[self.end : self.end + 40]

    @property
    def tense(self) -> int:
        """Tell whether the clause looks back or ahead."""
        return tense(self.text, self.start, self.end)

    def after(self, *kinds: str) -> bool:
        """Tell whether the word before the expression is of one of these kinds."""
        return any(self.lead.lower() in words.values(kind) for kind in kinds)

    @property
    def is_near(self) -> bool:
        """Tell whether the last date told stands in the same sentence."""
        if not self.told_end < self.start < self.told_end + NEAR:
            return False
        return not SENTENCE_END.search(self.text, self.told_end, self.start + 1)

    @property
    def day(self) -> date | None:
        """Give the day to reckon from: the article's, else the last one told."""
        return self.published or self.last

    @property
    def last(self) -> date | None:
        """Give the first day of the last date told."""
        span = dates.spread(self.told)
        return span[1] if span else None

    @property
    def last_day(self) -> date | None:
        """Give the last date told if it was a day; what is reckoned in days goes on from a day."""
        span = dates.spread(self.told)
        return span[1] if span and span[0] in ("D", "T") else None

    @property
    def that_day(self) -> date | None:
        """Give the day that 'that night' points to: not the article's own, said of what is told."""
        span = dates.spread(self.elsewhen)
        if self.last_day == self.published and not self.is_near and span:
            return span[1]
        return self.last_day

    @property
    def basis(self) -> str:
        """Name what `day` comes from."""
        return "published" if self.published else "context" if self.last else "none"

    def from_told(self) -> "Context":
        """Reckon from the last date told instead of the article's."""
        return replace(self, published=self.last) if self.last else self

    def remember(self, reading: Reading, rule: str) -> None:
        """Keep the last date told; 'a year earlier' means a quarter only while one is spoken of."""
        if reading.type == "DURATION" and re.fullmatch(r"P[69]M", reading.value):
            self.quarter = ""
        span = dates.spread(reading.value) if reading.type in ("DATE", "TIME") else None
        if not span:
            return
        grain, first, last = span
        is_aside = rule == "time_before_or_after" and last < (self.last or last)
        if rule not in ("time_ago", "financial_period") and not is_aside:
            is_its_day = "T" in self.told and self.told[:10] == reading.value  # 5 p.m. on Monday
            self.told = self.told if is_its_day else reading.value
            self.told_start, self.told_end = self.start, self.end
            if grain in ("D", "T"):
                is_own, is_ahead = first == self.published, first > (self.published or first)
                self.elsewhen = self.elsewhen if is_own else reading.value
                self.behind = self.behind if is_ahead else reading.value
        if reading.anchor == "stated":
            self.stated = reading.value
        is_over = last < (self.published or last) or self.tense < 0
        if grain == "Q" and rule == "quarter" and is_over:  # results are of what is over
            self.quarter = reading.value
