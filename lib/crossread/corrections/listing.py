"""Add an actor, or a way of writing one, to the tables that people keep."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from .. import lexicon, vetting
from . import appending


def enlist(handmade: Path, table: str, cells: Mapping[str, str]) -> int:
    """Append a row to actors.csv or aliases.csv; give the number of its line.

    Raises
    ------
    ValueError
        The row can't be meant so: a key that is taken, an actor that nobody listed, a blank.
    """
    if table not in ("actors", "aliases"):
        raise ValueError(f"rows can't be added to {table!r}")
    lexicon.refresh()
    tables = vetting.read(handmade)
    number = len(tables[table]) + 2
    row = {name: " ".join(str(cells.get(name, "")).split()) for name in columns(table)}
    tables[table].append((number, row))
    if not cells.get("source"):
        raise ValueError("it has no source")
    wrong = [
        f.what for f in vetting.errors(tables, handmade) if (f.table, f.row) == (table, number)
    ]
    if wrong:
        raise ValueError("; ".join(wrong))
    path = handmade / f"{table}.csv"
    heading = _heading(path) or columns(table)
    line = _line(row.get(name, "") for name in heading)
    return appending.append(path, _line(columns(table)), line)


def columns(table: str) -> list[str]:
    """Give the columns that a table of decisions is described with."""
    return [field["name"] for field in vetting.fields(table)]


def _heading(path: Path) -> list[str]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def _line(cells: object) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
