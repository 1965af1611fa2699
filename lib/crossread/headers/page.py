"""Name what a page is read into: fields that tell of the article, and parts of the text."""

from collections.abc import Iterable
from typing import NamedTuple


class Field(NamedTuple):
    """One span that says something of the article; `value` is what was read from it."""

    field: str
    start: int
    end: int
    value: str
    rule: str


class Part(NamedTuple):
    """One stretch of the page and what it is for."""

    start: int
    end: int
    part: str


class Page(NamedTuple):
    """What was read from a text or a line: its fields and its parts, each in reading order."""

    fields: list[Field]
    parts: list[Part]


def join(pages: Iterable[Page]) -> Page:
    """Put together what was read line by line."""
    pages = list(pages)
    fields = [field for page in pages for field in page.fields]
    return Page(
        sorted(fields, key=lambda f: f.start),
        sorted(part for page in pages for part in page.parts if part.start < part.end),
    )
