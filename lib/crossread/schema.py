"""Say what the tables are: columns, types and keys, from data/datapackage.json."""

import contextlib
import gc
import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa

from . import lexicon

ARROW = {
    "string": pa.large_string(),  # the texts of one table may exceed 2 GB
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "datetime": pa.timestamp("us"),
}
ARRAYS = {  # by what Frictionless calls the type of an array's items
    "string": pa.list_(pa.large_string()),
    "array": pa.list_(pa.list_(pa.int64())),  # spans
}


@cache
def package() -> dict[str, Any]:
    """Read data/datapackage.json (Frictionless Data Package)."""
    return dict(json.loads((lexicon.DATA / "datapackage.json").read_text(encoding="utf-8")))


@cache
def arrow(table: str) -> pa.Schema:
    """Give the columns and types of a table."""
    resource = next(r for r in package()["resources"] if r["name"] == table)
    return pa.schema(
        [
            pa.field(
                field["name"],
                _type(field),
                nullable=not field.get("constraints", {}).get("required", False),
            )
            for field in resource["schema"]["fields"]
        ]
    )


def _type(field: dict[str, Any]) -> pa.DataType:
    if field["type"] == "array":
        return ARRAYS[field["arrayItem"]["type"]]
    return ARROW[field["type"]]


def build(table: str, rows: Iterable[dict[str, Any]], *more: str) -> pa.Table:
    """Make a table of the type that its name promises; no rows give an empty one.

    `more` names columns of text that stand behind those that the name promises.
    """
    columns = [*arrow(table), *(pa.field(name, ARROW["string"]) for name in more)]
    return pa.Table.from_pylist(list(rows), schema=pa.schema(columns))


def empty(table: str) -> pd.DataFrame:
    """Give a table without rows."""
    return frame(arrow(table).empty_table())


def typed(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of a table in its order and of the types that its name promises."""
    columns = arrow(table)
    return frame(pa.Table.from_pandas(data[columns.names], columns, preserve_index=False))


def frame(data: pa.Table) -> pd.DataFrame:
    """Turn an Arrow table into a DataFrame, gaps in whole numbers and lists kept as they are."""
    gaps = [f.name for f in data.schema if f.type == pa.int64() and f.nullable]
    return listed(data).astype(dict.fromkeys(gaps, "Int64"))


def listed(data: pa.Table) -> pd.DataFrame:
    """Turn an Arrow table into a DataFrame with its lists as lists; texts are not copied."""
    lists = [f.name for f in data.schema if pa.types.is_list(f.type)]
    table = data.drop_columns(lists).to_pandas(split_blocks=True)
    with _uncollected():
        for name in lists:
            column = pd.Series(data[name].to_pylist(), table.index, dtype="object")
            table.insert(data.column_names.index(name), name, column)
    return table


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Spare a million new lists the search for cycles: it takes four times as long as they do."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def rows(table: pd.DataFrame, *columns: str) -> Iterator[Any]:
    """Go through the rows of a table as named tuples of plain values, None where one is missing."""
    cells = table[list(columns)]
    plain = cells.astype(object).where(cells.notna(), None)
    return plain.itertuples(index=False, name="Row")


def by_article(table: pd.DataFrame, *columns: str) -> dict[str, list[Any]]:
    """Gather the `rows` of each article, in the order of the table."""
    found: dict[str, list[Any]] = {}
    for row in rows(table, "article_id", *columns):
        found.setdefault(row.article_id, []).append(row)
    return found
