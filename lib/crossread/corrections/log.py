"""Read and write corrections.csv: one line is one decision, and no line is ever changed."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from . import appending

NAME = "corrections"
COLUMNS = (
    *("correction_id", "when", "who", "table", "action", "column", "was", "is", "why"),
    *("which", "sha256", "start", "end", "text"),
)
HEAD = ",".join(COLUMNS) + "\n"
MARKS = {"\n": r"\n", "\r": r"\r", "\\": r"\\"}  # a line of the file is one decision


class Place(NamedTuple):
    """Where a decision was made: characters of the article that has this SHA-256."""

    sha256: str
    start: int
    end: int
    text: str


class Line(NamedTuple):
    """One decision; `number` counts the file's lines from 1, `fault` says why it can't be read.

    `becomes` is the column `is`. `which` tells apart the rows that stand at one place.
    """

    number: int
    correction_id: str = ""
    when: str = ""
    who: str = ""
    table: str = ""
    action: str = ""
    column: str = ""
    was: str = ""
    becomes: str = ""
    why: str = ""
    which: str = ""
    place: Place | None = None
    fault: str = ""

    @property
    def content(self) -> tuple[object, ...]:
        """Give all but the number, by which two lines are the same."""
        return self[1:]


def path(handmade: Path) -> Path:
    """Give the file of a folder of decisions."""
    return handmade / f"{NAME}.csv"


def read(handmade: Path) -> tuple[Line, ...]:
    """Read the decisions of a folder, in the order of the file; none where there is no file.

    A line that can't be read is among them, with its fault. Each line is read by itself: one
    that was cut off, or lacks a quotation mark, costs no other.
    """
    try:
        data = path(handmade).read_bytes()
    except FileNotFoundError:
        return ()
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    heading = _cells(lines[0]) if lines[0].strip() else list(COLUMNS)
    if isinstance(heading, str) or (missing := set(COLUMNS) - set(heading)):
        told = heading if isinstance(heading, str) else f"no column {', '.join(sorted(missing))}"
        return (Line(1, fault=f"the heading can't be read: {told}"),)
    found = [_line(n, line, heading) for n, line in enumerate(lines[1:], 2) if line.strip()]
    if found and lines[-1].strip():  # nothing stands behind a last line's end
        found[-1] = Line(found[-1].number, fault="a half line: it has no end. " + MEND)
    return tuple(found)


MEND = "Complete the line and end it with a line break, or remove it."


def write(handmade: Path, lines: Iterable[Line]) -> int:
    """Append decisions to a folder's file; give the number of the first line.

    Raises
    ------
    OSError
        The file can't be written, as on a full disk; it is then what it was.
    """
    return appending.append(path(handmade), HEAD, "".join(map(written, lines)))


def written(line: Line) -> str:
    """Write a decision as its line of the file, all cells in quotation marks.

    A line that is cut off lacks the closing mark, and is known by it.
    """
    where = line.place or ("", "", "", "")
    cells = [str(cell) for cell in (*line[1:11], *where)]
    buffer = io.StringIO()
    marked = [re.sub(r"[\n\r\\]", lambda found: MARKS[found[0]], cell) for cell in cells]
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(marked)
    return buffer.getvalue()


def _line(number: int, data: bytes, heading: list[str]) -> Line:
    cells = _cells(data)
    if isinstance(cells, str):
        return Line(number, fault=f"{cells}. {MEND}")
    if len(cells) != len(heading):
        told = f"{len(cells)} cells where the heading has {len(heading)}"
        return Line(number, fault=f"{told}. {MEND}")
    row = dict(zip(heading, map(_unmarked, cells), strict=True))
    own = [row[name] for name in COLUMNS]
    is_placed = any(own[10:])
    try:
        place = Place(own[10], int(own[11]), int(own[12]), own[13]) if is_placed else None
    except ValueError:
        return Line(number, *own[:10], fault=f"start {own[11]!r} and end {own[12]!r}: no offsets")
    return Line(number, *own[:10], place)


def _cells(data: bytes) -> list[str] | str:
    """Cut a line into its cells, or say why that can't be done."""
    try:
        text = data.decode().removesuffix("\r")
        return next(csv.reader([text], strict=True), [])
    except UnicodeDecodeError:
        return "not written in UTF-8"
    except csv.Error as error:
        return f"not a line of CSV ({error})"


def _unmarked(cell: str) -> str:
    back = {mark: sign for sign, mark in MARKS.items()}
    return re.sub(r"\\[nr\\]", lambda found: back[found[0]], cell)
