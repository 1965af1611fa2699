"""Write computed tables as CSV, with a dictionary of their columns (a Frictionless package)."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from .. import schema
from .table import guarded
from .writing import asked, write

Trim = Callable[[str], str]
NOTE = (
    "UTF-8, RFC 4180. A text that a spreadsheet would take for a formula has an apostrophe in "
    "front. Offsets count the characters of the article's text from 0; lists are JSON."
)


@asked
def tables(found: Mapping[str, pd.DataFrame], folder: str | Path = "exports/tables") -> Path:
    """Write tables by the names that data/datapackage.json knows them by, and give the folder.

    Raises KeyError for a name that it does not know.
    """
    for name, text in files(found).items():
        write(Path(folder) / name, text)
    return Path(folder)


def computed() -> dict[str, dict[str, Any]]:
    """Describe the tables that the suite computes, by name."""
    return {r["name"]: r for r in schema.package()["resources"] if "data" in r}


def files(tables: Mapping[str, pd.DataFrame], trim: Trim | None = None) -> dict[str, str]:
    """Give the files of the folder of tables: one CSV a table, and what describes them.

    `datapackage.json` describes each column for machines (Frictionless), `dictionary.csv` for
    people. With `trim` the texts of the articles are left out, and what quotes them is cut.
    """
    kept = {
        name: frame.drop(columns="text") if trim and name == "articles" else frame
        for name, frame in tables.items()
    }
    texts = {f"{name}.csv": _written(name, frame, trim) for name, frame in kept.items()}
    resources = [_resource(name, kept[name], texts[f"{name}.csv"]) for name in kept]
    package = {"name": "crossread-tables", "description": NOTE, "resources": resources}
    texts["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    return texts | {"dictionary.csv": _dictionary(resources)}


def _written(name: str, frame: pd.DataFrame, trim: Trim | None) -> str:
    kinds = {f["name"]: f["type"] for f in computed()[name]["schema"]["fields"]}
    columns = [[_cell(v, kinds[c], trim) for v in frame[c]] for c in frame.columns]
    return _csv([list(frame.columns), *map(list, zip(*columns, strict=True))])


def _cell(value: Any, kind: str, trim: Trim | None) -> str:
    if kind == "array":
        value = None if value is None else json.dumps(_lists(value), ensure_ascii=False)
    if pd.isna(value):
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "datetime":
        return str(value.isoformat())
    text = str(value)
    return guarded(trim(text) if trim else text) if kind in ("string", "array") else text


def _lists(value: Any) -> Any:
    return (
        [_lists(each) for each in value]
        if hasattr(value, "__len__") and not isinstance(value, str)
        else value
    )


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _resource(name: str, frame: pd.DataFrame, text: str) -> dict[str, Any]:
    described = computed()[name]
    data = text.encode()
    own = [f for f in described["schema"]["fields"] if f["name"] in frame.columns]
    return {
        "name": name,
        "path": f"{name}.csv",
        "description": described["description"],
        "n_rows": len(frame),
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {**described["schema"], "fields": own},
    }


def _dictionary(resources: list[dict[str, Any]]) -> str:
    head = ["table", "column", "type", "unit", "level", "description"]
    rows = [
        [r["name"], f["name"], *(str(f.get(key, "")) for key in head[2:])]
        for r in resources
        for f in r["schema"]["fields"]
    ]
    return _csv([head, *rows])
