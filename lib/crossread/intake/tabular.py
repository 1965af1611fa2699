"""Read tables of articles, one article a row: .csv, .tsv, .xlsx, .json, .jsonl, .parquet."""

import csv
import hashlib
import io
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .. import lexicon
from ..metadata import Given
from .content import Refused, utf8
from .decoding import decode, plain
from .documents import sheets

MAX_CELL = 10_000_000  # characters; no article is longer
MAX_TABLE = 500_000_000  # characters; what one table may hold
Record = dict[str, Any]


class Row(NamedTuple):
    """One article of a table: key in the file, text, what other cells state, hash of all cells."""

    key: str
    text: str
    given: list[Given]
    sha256: str


class Rows(NamedTuple):
    """The rows of a table file, each with its number from 1, and what could not be read of it."""

    records: list[tuple[str, Record]]
    problems: list[str]
    encoding: str | None = None


def read(kind: str, data: bytes, columns: Mapping[str, str]) -> tuple[list[Row], str, str | None]:
    """Read the articles of a table; also say what was left out, and the encoding.

    Raises `Refused` where no column holds the text.
    """
    rows = READERS[kind](data, columns)
    if not rows.records:
        told = "; ".join([*rows.problems, "remove the file, or save it again"])
        raise Refused(
            "unreadable" if rows.problems else "empty",
            told if rows.problems else "a table without rows; remove it",
        )
    header = list(dict.fromkeys(str(name) for _, record in rows.records for name in record))
    fields = _match_columns(header, columns)
    if "text" not in fields:
        listed = ", ".join(header[:12]) or "none"
        told = "Name the one with the text: corpus.load(..., columns={'text': '...'})"
        raise Refused("no text column", f"columns found: {listed}. {told}")
    found = [(key, _row(key, record, fields)) for key, record in rows.records]
    without = [key for key, row in found if row is None]
    told = [f"no text, or too much for one article, in rows {_listed(without)}"] if without else []
    return [row for _, row in found if row], "; ".join([*rows.problems, *told]), rows.encoding


def _listed(keys: list[str], most: int = 10) -> str:
    return ", ".join(keys[:most]) + (f" and {len(keys) - most} more" if len(keys) > most else "")


def _match_columns(header: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Match a table's columns to fields: by the caller, else by data/lexicon/columns.csv."""
    squashed = {re.sub(r"[\s\-]+", "_", name.strip().lower()): name for name in reversed(header)}
    fields = {}
    for row in lexicon.rows("columns"):
        if row["form"] in squashed:
            fields.setdefault(row["field"], squashed[row["form"]])
    return fields | {field: name for field, name in columns.items() if name in header}


def _row(key: str, record: Record, fields: dict[str, str]) -> Row | None:
    text = _text(record.get(fields["text"]))
    if not re.search(r"\w", text) or len(text) > MAX_CELL:
        return None
    cells = {field: _cell(record.get(name)) for field, name in fields.items() if field != "text"}
    given = [Given(field, words) for field, words in cells.items() if words.strip()]
    whole = json.dumps({str(name): _cell(value) for name, value in record.items()}, sort_keys=True)
    return Row(key, text, given, hashlib.sha256(whole.encode()).hexdigest())


def _text(value: Any) -> str:
    """Take an article from its cell: characters, or a list of paragraphs; a number is none."""
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, map(_text, value)))
    return _cell(value) if isinstance(value, str | bytes) else ""


def _cell(value: Any) -> str:
    """Write a cell as text: dates as ISO 8601, lists with commas, nothing as ''.

    Of what has a name, such as the source of an article in many interfaces, the name.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_cell(v) for v in value)
    if isinstance(value, dict):
        named = value.get("name")
        return _cell(named) if named else json.dumps(value, default=str)
    if isinstance(value, bytes):
        return decode(value)[0]
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return utf8(str(value))


def _unique(header: list[str]) -> list[str]:
    """Set a number behind columns that share a name, so that none hides another."""
    names = [name.strip() for name in header]
    taken, count, unlike = set(names), Counter[str](), []
    for name in names:
        count[name] += 1
        new = name
        while count[name] > 1 and (new := f"{name} ({count[name]})") in taken:
            count[name] += 1
        taken.add(new)
        unlike.append(new)
    return unlike


def _csv(data: bytes, columns: Mapping[str, str]) -> Rows:
    text, encoding, _ = plain(data)
    csv.field_size_limit(MAX_CELL)
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    lines = (line[0] for line in re.finditer(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+", text))
    reader = csv.reader(lines, delimiter=delimiter)  # StringIO takes four bytes a character
    header = _unique(next((cells for cells in reader if cells), []))
    records, ragged = [], []
    for i, cells in enumerate((c for c in reader if c), start=1):
        ragged += [str(i)] if len(cells) != len(header) else []
        records.append((str(i), dict(zip(header, cells, strict=False))))
    problems = (
        [f"rows {_listed(ragged)} have more or fewer cells than the header"] if ragged else []
    )
    last = next(reversed(records[-1][1].values()), "") if records else ""
    if "\n" in last.strip() and not text.rstrip().endswith('"'):
        problems.append(f"a quotation mark opens in row {records[-1][0]} and never closes")
    return Rows(records, problems, encoding)


def _json(data: bytes, columns: Mapping[str, str]) -> Rows:
    text, encoding, _ = plain(data)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return _json_lines(text, encoding)
    found = _listed_records(whole, columns)
    records = [(str(i), record) for i, record in enumerate(found, start=1)]
    other = [key for key, record in records if not isinstance(record, dict)]
    problems = [f"items {_listed(other)} are not JSON objects"] if other else []
    return Rows([(key, r) for key, r in records if isinstance(r, dict)], problems, encoding)


def _listed_records(whole: Any, columns: Mapping[str, str]) -> list[Any]:
    """Find the articles in a JSON document: a list of objects, however deep, or the whole.

    A list whose objects have a text column comes before another one, such as that of authors.
    """
    lists, level = [], [whole]
    while level:
        for value in level:
            if isinstance(value, dict) and _has_text(value, columns):
                return [value]
            if isinstance(value, list) and any(isinstance(one, dict) for one in value):
                first = next(one for one in value if isinstance(one, dict))
                if "text" in _match_columns([*map(str, first)], columns):
                    return value
                lists.append(value)
        level = [inner for value in level if isinstance(value, dict) for inner in value.values()]
    if isinstance(whole, list):
        return whole
    return next(iter(lists), [whole])


def _has_text(record: Record, columns: Mapping[str, str]) -> bool:
    fields = _match_columns([*map(str, record)], columns)
    return bool(_text(record.get(fields.get("text", ""))))


def _json_lines(text: str, encoding: str | None) -> Rows:
    """Read one object a line, by the number of its line; other line ends may stand in strings."""
    records, broken = [], []
    for i, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if isinstance(record, dict):
                records.append((str(i), record))
            else:
                broken.append(str(i))
    return Rows(
        records, [f"lines {_listed(broken)} are not JSON objects"] if broken else [], encoding
    )


def _xlsx(data: bytes, columns: Mapping[str, str]) -> Rows:
    """Read the first sheet that has a text column, else the first sheet."""
    found = sheets(data)
    chosen = next((s for s in found if "text" in _match_columns(s.header, columns)), found[0])
    others = [s.name for s in found if s is not chosen and s.rows]
    header = _unique(chosen.header)
    records = [
        (str(i), dict(zip(header, row, strict=False))) for i, row in enumerate(chosen.rows, start=1)
    ]
    return Rows(records, [f"sheets not read: {', '.join(others)}"] if others else [])


def _parquet(data: bytes, columns: Mapping[str, str]) -> Rows:
    """Read in small batches, since a Parquet file can hold one long cell ten thousand times."""
    import pyarrow.parquet

    records: list[Record] = []
    size = 0
    for batch in pyarrow.parquet.ParquetFile(io.BytesIO(data)).iter_batches(batch_size=64):
        fresh = batch.to_pylist()
        size += sum(
            len(cell)
            for record in fresh
            for cell in record.values()
            if isinstance(cell, str | bytes)
        )
        if size > MAX_TABLE:
            raise Refused("too large", f"unpacks to over {MAX_TABLE:,} characters; split it")
        records += fresh
    return Rows([(str(i), record) for i, record in enumerate(records, start=1)], [])


READERS: dict[str, Callable[[bytes, Mapping[str, str]], Rows]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "parquet": _parquet,
}
