"""Tell on which day something was said, where the article tells."""

import re
from typing import Any

import pandas as pd

DAY = re.compile(r"\d{4}-\d\d-\d\d")
NEWS = pd.Timedelta(days=3)  # before its printing; a report opens with what is that new


class Days:
    """The days that one article names (its timexes), and of whom it tells when they spoke.

    A day in the sentence of a statement but outside its content is the day it was said. What
    the first sentence of a report tells of one day that was news when it was printed holds for
    the persons and bodies that it names. What a speaker says further on was said then, too.
    """

    def __init__(
        self, found: list[Any], published: str | None, lead: tuple[int, int], present: set[Any]
    ) -> None:
        self.told = [(t.start, t.edtf) for t in found if t.edtf and DAY.fullmatch(t.edtf)]
        printed = DAY.match(published or "")
        self.lead, self.present = self._news(lead, printed and printed[0]), present
        self.heard: dict[str, str] = {}

    def _news(self, lead: tuple[int, int], published: str | None) -> str | None:
        """Give the one day that the first sentence tells, if it was news."""
        days = self._between(*lead)
        if len(days) != 1 or not published:
            return None
        ago = pd.Timestamp(published) - pd.Timestamp(day := days.pop())
        return day if pd.Timedelta(0) <= ago <= NEWS else None

    def _between(self, start: int, end: int) -> set[str]:
        return {day for at, day in self.told if start <= at < end}

    def hear(self, row: dict[str, Any]) -> None:
        """Note on which day a speaker is said to have spoken."""
        day = self._beside(row)
        if day and row["speaker"]:
            self.heard.setdefault(row["speaker"], day)

    def _beside(self, row: dict[str, Any]) -> str | None:
        """Give the one day that stands in a statement's sentence and outside its content."""
        if row["sentence_start"] is None:
            return None
        last = max(row["sentence_end"], row["cue_end"] or 0)
        days = self._between(row["sentence_start"], last)
        days -= {day for start, end in row["fragments"] for day in self._between(start, end)}
        return days.pop() if len(days) == 1 else None

    def spoken(self, row: dict[str, Any]) -> dict[str, str | None]:
        """Give the day of a statement and where it was read; both missing where none is told."""
        day, basis = self._beside(row), "beside the cue"
        if not day:
            day, basis = self.heard.get(row["speaker"]), "earlier in the article"
        if not day and row["speaker"] in self.present:
            day, basis = self.lead, "first sentence"
        return {"spoken": day, "spoken_basis": basis if day else None}
