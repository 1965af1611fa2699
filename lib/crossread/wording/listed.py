"""Read which forms people listed for one thing, and match them against words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .. import lexicon, vetting

TABLE = "wording"
WORD = re.compile(r"\w+")
HYPHENS, APOSTROPHES = "[-\u2010\u2011\u2013]", "['\u2019]"


class Form(NamedTuple):
    """One way of writing one form of a thing; `near` matches a word that must stand beside it."""

    thing: str
    form: str
    kind: str
    pattern: re.Pattern[str]
    near: re.Pattern[str] | None


@cache
def load(handmade: Path) -> dict[str, list[Form]]:
    """Read wording.csv of a folder; forms by their first word, in small letters.

    Raises
    ------
    ValueError
        Where a row can't be meant so; the message names every such row.
    """
    vetting.refuse(_errors(handmade), handmade)
    found: defaultdict[str, list[Form]] = defaultdict(list)
    for row in vetting.rows(TABLE, handmade):
        near = _near(row["near"])
        for way in (row["form"], *lexicon.split(row["variants"])):
            form = Form(row["thing"], row["form"], row["kind"], _pattern(way), near)
            found[_first(way)].append(form)
    return dict(found)


def check(handmade: Path) -> pd.DataFrame:
    """List the rows of wording.csv that `find` refuses; one row is one finding."""
    return pd.DataFrame(_errors(handmade), columns=vetting.Finding._fields)


def _errors(handmade: Path) -> list[vetting.Finding]:
    if shapes := list(vetting.shape(TABLE, handmade)):
        return shapes
    read = list(enumerate(vetting.rows(TABLE, handmade), 2))
    return [*vetting.cells(TABLE, read), *_wordless(read), *_twice(read)]


def _wordless(read: list[tuple[int, vetting.Row]]) -> Iterator[vetting.Finding]:
    """Find ways of writing without a letter or digit, which nothing could match."""
    for n, row in read:
        for way in (row["form"], *lexicon.split(row["variants"])):
            if way and not WORD.match(way):
                what = f"{way!r} does not begin with a letter or digit"
                yield vetting.Finding(TABLE, n, "no word", True, way, what)


def _twice(read: list[tuple[int, vetting.Row]]) -> Iterator[vetting.Finding]:
    """Find ways of writing that stand twice for one thing: which form they count for is open."""
    seen: dict[tuple[str, str], int] = {}
    for n, row in read:
        for way in (row["form"], *lexicon.split(row["variants"])):
            if (row["thing"], way) in seen:
                first = seen[row["thing"], way]
                what = f"{way!r} stands for {row['thing']!r} in row {first} too"
                yield vetting.Finding(TABLE, n, "repeated", True, way, what)
            seen.setdefault((row["thing"], way), n)


def _first(way: str) -> str:
    found = WORD.match(way)
    return found[0].casefold() if found else ""


def _pattern(way: str) -> re.Pattern[str]:
    """Match a form: in small letters in any case, else as written or in capitals only."""
    ways = [way] if way == way.lower() else list(dict.fromkeys([way, way.upper()]))
    flags = re.IGNORECASE if way == way.lower() else re.NOFLAG
    return re.compile(rf"(?:{'|'.join(map(_loosely, ways))})(?!\w)", flags)


def _loosely(way: str) -> str:
    """Match any white space for a space, any hyphen for a hyphen, both kinds of apostrophe."""
    escaped = re.sub(r"(?:\\ )+", r"\\s+", re.escape(way))
    escaped = escaped.replace(r"\-", HYPHENS)
    return re.sub("['\u2019]", APOSTROPHES, escaped)


def _near(cell: str) -> re.Pattern[str] | None:
    """Match any of the words of a cell; * stands for the rest of a word."""
    words = [_loosely(each).replace(r"\*", r"\w*") for each in lexicon.split(cell)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None
