"""Hold the passages of many articles by column: as tuples they take five times the memory."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, overload

import numpy as np
import pandas as pd

from ..pairing import Ints
from ..text import Span

NUMBERS = ("start", "end", "first", "last", "paragraph")
WORDS = ("article_id", "text", "part", "statement_id", "speaker", "speaker_id", "cue_class", "kind")


class Unit(NamedTuple):
    """A passage: where it stands, whose it is, and the sentence around it."""

    article_id: str
    start: int
    end: int
    text: str
    sentence: Span
    paragraph: int
    part: str
    statement_id: str | None
    speaker: str | None
    speaker_id: str | None
    cue_class: str | None
    kind: str | None


class Units(Sequence[Unit]):
    """Passages in reading order, each made when it is asked for."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._numbers = {name: array("i") for name in NUMBERS}
        self._codes = {name: array("i") for name in WORDS}
        self._known: dict[str, dict[str | None, int]] = {name: {} for name in WORDS}
        self._values: dict[str, list[Any]] = {name: [] for name in WORDS}
        self.extend(units)

    def extend(self, units: Iterable[Unit]) -> None:
        """Put passages behind those that are there."""
        columns = list(zip(*units, strict=True))
        if not columns:
            return
        key, start, end, text, sentence, paragraph, *said = columns
        numbers = (start, end, *zip(*sentence, strict=True), paragraph)
        for name, column in zip(NUMBERS, numbers, strict=True):
            self._numbers[name].extend(column)
        for name, column in zip(WORDS, (key, text, *said), strict=True):
            known = self._known[name]
            self._codes[name].extend(known.setdefault(value, len(known)) for value in column)

    def numbers(self, name: str) -> Ints:
        """Give a column of `NUMBERS`."""
        return np.array(self._numbers[name], np.int64)

    def codes(self, name: str) -> Ints:
        """Give a column of `WORDS` as places in its `values`."""
        return np.array(self._codes[name], np.int64)

    def values(self, name: str) -> list[Any]:
        """List the distinct values of a column of `WORDS`, as they first appear."""
        if len(self._values[name]) != len(self._known[name]):
            self._values[name] = list(self._known[name])
        return self._values[name]

    def column(self, name: str, order: Ints) -> pd.Series:
        """Give a column of `WORDS` as text, in an order of the passages."""
        values = pd.Series(self.values(name), dtype="str").array
        return pd.Series(values.take(self.codes(name)[order]), order, dtype="str")

    def __len__(self) -> int:
        return len(self._numbers["start"])

    @overload
    def __getitem__(self, i: int) -> Unit: ...
    @overload
    def __getitem__(self, i: slice) -> "Units": ...
    def __getitem__(self, i: int | slice) -> "Unit | Units":
        if isinstance(i, slice):
            return Units(self[n] for n in range(*i.indices(len(self))))
        start, end, first, last, paragraph = (self._numbers[name][i] for name in NUMBERS)
        key, text, part, *said = (self.values(name)[self._codes[name][i]] for name in WORDS)
        return Unit(key, start, end, text, (first, last), paragraph, part, *said)

    def __iter__(self) -> Iterator[Unit]:
        return map(self.__getitem__, range(len(self)))
