"""Read the tables of actors, aliases, roles and groups, and find rows that can't be meant."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from . import countries, lexicon, schema

TABLES = ("actors", "aliases", "roles", "groups")
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
LAST = "9999-12-31"
Row = dict[str, str]
Rows = dict[str, list[tuple[int, Row]]]  # table -> rows with their numbers


class Finding(NamedTuple):
    """Something found in a row; `row` counts as a spreadsheet does, the heading being 1."""

    table: str
    row: int
    kind: str
    is_error: bool
    about: str
    what: str


def rows(table: str, handmade: Path) -> list[Row]:
    """Read a table with the columns that it is described with; what is missing is blank."""
    names = [field["name"] for field in fields(table)]
    return [{n: (row.get(n) or "").strip() for n in names} for row in lexicon.rows(table, handmade)]


def days(edtf: str) -> tuple[str, str]:
    """Give the first and the last day of a year, a month or a day.

    Raises
    ------
    ValueError
        Where it is none of the three, or no day of the calendar.
    """
    parts = DATE.fullmatch(edtf)
    if not parts:
        raise ValueError(f"{edtf!r} is no date like 2020, 2020-11 or 2020-11-17")
    year, month, day = (int(part or 0) for part in parts.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{edtf!r} is no day of the calendar") from error
    return str(first), str(date(year, month or 12, day or monthrange(year, month or 12)[1]))


def after(day: str) -> str:
    """Give the day that follows."""
    return str(date.fromisoformat(day) + timedelta(1)) if day < LAST else day


def demand(handmade: Path) -> None:
    """Raise an error that names every row that can't be meant so."""
    refuse(errors(read(handmade), handmade), handmade)


def refuse(wrong: list[Finding], handmade: Path) -> None:
    """Raise an error that names these rows, if any."""
    if wrong:
        told = "\n".join(f"{handmade / f.table}.csv, row {f.row}: {f.what}" for f in wrong)
        raise ValueError(f"{told}\nMend these rows or remove them.")


def read(handmade: Path) -> Rows:
    """Read the four tables, each row with its number."""
    return {table: list(enumerate(rows(table, handmade), 2)) for table in TABLES}


def errors(tables: Rows, handmade: Path) -> list[Finding]:
    """List the rows that can't be meant so; where the columns are wrong, nothing else."""
    if shapes := [f for table in TABLES for f in shape(table, handmade)]:
        return shapes
    blank = [f for table in TABLES for f in cells(table, tables[table])]
    return [*blank, *_unknown(tables), *_dates(tables), *_twice(tables), *_states(tables)]


def fields(table: str) -> list[dict[str, Any]]:
    """Give the columns that a table is described with."""
    name = f"handmade-{table}"
    return next(r["schema"]["fields"] for r in schema.package()["resources"] if r["name"] == name)


def shape(table: str, handmade: Path) -> Iterator[Finding]:
    """Find columns that are missing and rows with more cells than there are columns."""
    needed = [f["name"] for f in fields(table) if f.get("constraints", {}).get("required")]
    for n, row in enumerate(lexicon.rows(table, handmade), 2):
        if lost := [name for name in needed if name not in row]:
            what = f"no column {', '.join(lost)}: the heading has {', '.join(filter(None, row))}"
            yield Finding(table, 1, "columns", True, lost[0], what)
            return
        if None in row:
            what = f"{len(row[None])} cells too many: a cell with a comma needs quotation marks"
            yield Finding(table, n, "columns", True, next(iter(row.values())), what)


def cells(table: str, read: list[tuple[int, Row]]) -> Iterator[Finding]:
    """Find cells that are blank and may not be, or hold what the column does not list."""
    seen: set[str] = set()
    for n, row in read:
        for field in fields(table):
            value, limits = row[field["name"]], field.get("constraints", {})
            about = f"{field['name']} {value!r}"
            if limits.get("required") and not value:
                yield Finding(table, n, "blank", True, about, f"{field['name']} is blank")
            elif value and value not in limits.get("enum", [value]):
                listed = ", ".join(limits["enum"])
                yield Finding(table, n, "unlisted", True, about, f"{about}: not one of {listed}")
            elif limits.get("unique") and value in seen:
                yield Finding(table, n, "repeated", True, about, f"{about} stands twice")
            if limits.get("unique"):
                seen.add(value)


def _unknown(tables: Rows) -> Iterator[Finding]:
    """Find keys that no actor has."""
    known = {row["actor_id"] for _, row in tables["actors"]} | countries.keys()
    used = [("aliases", n, row["actor_id"]) for n, row in tables["aliases"]]
    used += [("roles", n, row[name]) for n, row in tables["roles"] for name in ("person_id", "of")]
    used += [("groups", n, m) for n, row in tables["groups"] for m in lexicon.split(row["members"])]
    for table, n, key in used:
        if key and key not in known:
            what = f"no actor has the key {key!r}: add it to actors.csv, or correct it"
            yield Finding(table, n, "unknown key", True, key, what)


def _dates(tables: Rows) -> Iterator[Finding]:
    """Find what is no date, and ends that lie before their beginnings."""
    for table, first, lasts in (
        ("aliases", "valid_from", ["valid_to"]),
        ("roles", "from", ["to", "known_to"]),
    ):
        for n, row in tables[table]:
            about = row.get("form") or f"{row['person_id']}, {row['office']}"
            try:
                begins = days(row[first])[0] if row[first] else ""
                ends = min([days(row[name])[1] for name in lasts if row[name]] or [LAST])
            except ValueError as error:
                yield Finding(table, n, "no date", True, about, f"{about}: {error}")
                continue
            if begins > ends:
                what = f"{about}: begins on {begins}, after it ends on {ends}"
                yield Finding(table, n, "ends before", True, about, what)


def _twice(tables: Rows) -> Iterator[Finding]:
    """Find forms that stand twice for one actor, in days that overlap."""
    same = defaultdict(list)
    for n, row in tables["aliases"]:
        same[row["actor_id"], row["form"]].append((n, row["valid_from"], row["valid_to"] or LAST))
    for (actor, form), found in same.items():
        for (m, *a), (n, *b) in combinations(found, 2):
            if a[0] <= b[1] and b[0] <= a[1]:
                what = f"{form!r} stands for {actor} in row {m} too"
                yield Finding("aliases", n, "repeated", True, form, what)


def _states(tables: Rows) -> Iterator[Finding]:
    """Find a second state with one country's code: only one can stand for the country."""
    seen: dict[str, str] = {}
    for n, row in tables["actors"]:
        if row["type"] == "state" and row["country"]:
            other = seen.setdefault(row["country"], row["actor_id"])
            if other != row["actor_id"]:
                what = f"{other} is the state of {row['country']} already: leave country blank"
                yield Finding("actors", n, "repeated", True, row["actor_id"], what)
