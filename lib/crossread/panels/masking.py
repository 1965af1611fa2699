"""Narrow millions of rows: the same answers as `narrow`, from each distinct value once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .encoding import Encoded, encode

THREADS = 2
# white space as Python knows it; RE2, which searches here, knows that of ASCII
SPACE = (
    r"[\s\v\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
)


class Columns:
    """The columns that a panel's controls ask about, each encoded when it is first asked."""

    def __init__(
        self, table: pd.DataFrame, controls: Sequence[Mapping[str, Any]], search: str | None
    ) -> None:
        self.table, self.search = table, search
        self.controls = [each for each in controls if not each.get("is_required")]
        self._encoded: dict[str | None, Encoded | None] = {None: None}
        self._texts: tuple[np.ndarray, list[pa.Array]] | None = None

    def encoded(self, name: str | None) -> Encoded:
        """Give a column's distinct values, and which each row has."""
        if name not in self._encoded:
            self._encoded[name] = encode(self.table[name])
        return self._encoded[name]

    def texts(self) -> tuple[np.ndarray, list[pa.Array]]:
        """Give the distinct texts that are searched in a few parts, and which each row has."""
        if self._texts is None:
            codes, distinct = pd.factorize(self.table[self.search])
            held = pa.array(distinct, pa.large_string())
            size = -(-max(len(held), 1) // THREADS)
            parts = [held.slice(i * size, size) for i in range(THREADS)]
            self._texts = codes.astype("int32"), parts
        return self._texts

    def prepared(self) -> int:
        """Encode one more column; tell how many are left."""
        left = [name for each in self.controls if (name := self.column(each)) not in self._encoded]
        if left:
            self.encoded(left[0])
        elif self.search and self._texts is None:
            self.texts()
        return len(left)

    def column(self, control: Mapping[str, Any]) -> str | None:
        """Name the column that a control asks about, None for that of texts."""
        if control["kind"] == "search":
            return None
        name = control["name"]
        return name if control["kind"] == "choose" else name.removesuffix(f" {control['kind']}")

    def mask(self, choice: Mapping[str, Any]) -> np.ndarray:
        """Tell for each row whether the choice keeps it; the twin of `narrow`."""
        kept = np.ones(len(self.table), bool)
        for control in self.controls:
            asked = choice.get(control["name"])
            if asked is None or asked == "":
                continue
            if control["kind"] == "search":
                codes, parts = self.texts()
                right = np.append(found(parts, asked), False)  # what is missing has code -1
            else:
                codes, names = self.encoded(self.column(control))
                right = _right(names, control, asked)
            kept &= right[codes]
        return kept


def _right(names: list[Any], control: Mapping[str, Any], asked: Any) -> np.ndarray:
    """Tell of each distinct value, the last of which is a missing one, whether it is asked for."""
    known, right = names[:-1], np.zeros(len(names), bool)
    if control["kind"] == "least":
        right[bisect_left(known, asked) : -1] = True
    elif control["kind"] == "most":
        right[: bisect_right(known, asked)] = True
    else:
        wanted = control["options"][asked]
        right[:] = [name == wanted for name in names]
    return right


def found(parts: Sequence[pa.Array], query: str) -> np.ndarray:
    """Tell which texts hold words, in any case, whatever white space stands between them."""
    wanted = SPACE.join(map(_escaped, re.split(r"\s+", query)))

    def search(part: pa.Array) -> np.ndarray:
        hits = pc.match_substring_regex(part, wanted, ignore_case=True)
        return hits.to_numpy(zero_copy_only=False).astype(bool)

    with ThreadPoolExecutor(THREADS) as pool:
        return np.concatenate(list(pool.map(search, parts)))


def _escaped(words: str) -> str:
    return (
        re.sub(r"([^\w\s])", r"\\\1", words, flags=re.ASCII)
        if words.isascii()
        else re.escape(words)
    )
