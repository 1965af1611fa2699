"""Read the tables of a notebook's HTML into rows of plain text, and make such from our own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import lxml.html


@dataclass(frozen=True)
class Grid:
    """A table of plain text: `head` names its columns, `n_keys` of which name its rows.

    `behind` lists, for each row that is a mark of a figure, the rows of the table behind it.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    n_keys: int = 0
    behind: Sequence[Sequence[int]] = field(default_factory=list)


def read(html: str) -> list[Grid]:
    """Read every table of a piece of HTML; nothing else of it is kept."""
    whole = lxml.html.fragment_fromstring(html, create_parent="div")
    return [_grid(table) for table in whole.iter("table")]


def _grid(table: lxml.html.HtmlElement) -> Grid:
    heads = _cells(table.xpath("./thead/tr"))
    rows = _cells(table.xpath("./tbody/tr"))
    keys = [len(row.xpath("./th")) for row in table.xpath("./tbody/tr")[:1]]
    below = table.xpath("following-sibling::p[1]")
    caption = " ".join(below[0].text_content().split()) if below else ""
    return Grid(_merged(heads), rows, caption, *keys)


def _cells(rows: Iterable[lxml.html.HtmlElement]) -> list[list[str]]:
    """List the cells of rows, those that span several columns or rows repeated in each."""
    grid: list[list[str]] = []
    held: dict[tuple[int, int], str] = {}
    for r, row in enumerate(rows):
        listed: list[str] = []
        for cell in row.xpath("./th|./td"):
            while (r, len(listed)) in held:
                listed.append(held[r, len(listed)])
            text = " ".join(cell.text_content().split())
            for _ in range(int(cell.get("colspan", 1))):
                held |= {(r + i, len(listed)): text for i in range(1, int(cell.get("rowspan", 1)))}
                listed.append(text)
        while (r, len(listed)) in held:
            listed.append(held[r, len(listed)])
        grid.append(listed)
    return grid


def _merged(heads: list[list[str]]) -> list[str]:
    """Join the rows of a head: pandas puts the names of keys into a row of their own."""
    width = max(map(len, heads), default=0)
    parts = [[row[i] for row in heads if i < len(row)] for i in range(width)]
    return [" ".join(dict.fromkeys(filter(None, column))) for column in parts]
