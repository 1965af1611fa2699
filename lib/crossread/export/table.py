"""Write the dates told as a table in the names of conflict research, with its dictionary."""

import hashlib
import json
import re
from csv import writer
from datetime import datetime
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from . import entries
from .entries import Row
from .writing import asked, write

COLUMNS = Path(__file__).with_name("columns.json")
# What spreadsheets take for a formula (OWASP, CSV Injection), behind spaces and apostrophes too
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
_LONGEST = {1: 1, 6: 2, 7: 3, 31: 4, 366: 5}  # days -> date_prec


@asked
def csv(told: pd.DataFrame, path: str | Path = "exports/chronology.csv") -> Path:
    """Write the dates told as a table (RFC 4180, UTF-8), one row a date told.

    Beside it, `<name>.resource.json` says each column and where it deviates from the codebook
    whose name it bears. A text that a spreadsheet would take for a formula gets an apostrophe
    in front; the column `guarded` names the cells, `verbatim` takes it away.
    """
    text = csv_text(told)
    place = Path(path)
    write(place.with_suffix(".resource.json"), dictionary(place.name, text))
    return write(place, text)


def csv_text(told: pd.DataFrame) -> str:
    """Give what `csv` writes."""
    out = StringIO()
    lines = writer(out, lineterminator="\r\n")
    lines.writerow(_types())
    lines.writerows(_cells(_valued(row)) for row in entries.rows(told))
    return out.getvalue()


def dictionary(name: str, text: str) -> str:
    """Describe the table of this name and content, column by column (Frictionless Resource)."""
    slug = re.sub(r"[^a-z0-9._-]+", "-", Path(name).stem.lower()).strip("-.") or "chronology"
    data = text.encode("utf-8")
    sums = {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    resource = {"name": slug, "path": name} | _resource() | sums
    return json.dumps(resource, ensure_ascii=False, indent=1) + "\n"


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def verbatim(cell: str) -> str:
    """Take the apostrophe away that keeps a cell of the table from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


@cache
def _resource() -> dict[str, Any]:
    return dict(json.loads(COLUMNS.read_text(encoding="utf-8")))


@cache
def _types() -> dict[str, str]:
    return {field["name"]: field["type"] for field in _resource()["schema"]["fields"]}


def _valued(row: Row) -> Row:
    """Add the columns that the codebook names."""
    first, last = entries.stated(row)
    prec = _precision(first, last)
    return row | {
        "date_start": first and first.date(),
        "date_end": last and last.date(),
        "date_prec": prec,
        "event_clarity": (1 if prec == 1 else 2) if first and last else None,
        "source_article": row["article"],
        "source_office": row["outlet"],
        "source_date": _published(row["published_start"], row["published_end"]),
        "where_description": None,
    }


def _precision(first: datetime | None, last: datetime | None) -> int | None:
    """Count days into date_prec; beyond a year the codebook has no number."""
    if not first or not last:
        return None
    days = (last.date() - first.date()).days + 1
    return next((code for longest, code in _LONGEST.items() if days <= longest), None)


def _published(first: datetime | None, last: datetime | None) -> str | None:
    if not first or not last:
        return None
    days = sorted({first.date().isoformat(), last.date().isoformat()})
    return "/".join(days)


def _cells(row: Row) -> list[str]:
    cells = {
        name: _written(row.get(name), kind) for name, kind in _types().items() if name != "guarded"
    }
    risky = [n for n in cells if _types()[n] == "string" and _FORMULA.match(cells[n])]
    return [*(cells | {n: f"'{cells[n]}" for n in risky}).values(), " ".join(risky)]


def _written(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "integer":
        return str(int(value))
    if kind == "number":
        return repr(round(float(value), 6))
    return value.isoformat() if kind in ("date", "datetime") else str(value)
