"""Turn a table into what is coded: one span once, and its values as a coder would write them."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

KEYS = ["article_id", "start", "end"]
NONE = "none"  # how a coder writes that a value is missing


def said(value: Any) -> str:
    """Write a value as a coder writes it: lists with bars between, spans with a hyphen."""
    if isinstance(value, list | tuple):
        parts = ["-".join(map(str, v)) if isinstance(v, list | tuple) else str(v) for v in value]
        return "|".join(parts) or NONE
    return NONE if pd.isna(value) else " ".join(str(value).split()) or NONE


def together(values: Iterable[Any]) -> str:
    """Write the values of several rows as one answer, in the order of the alphabet.

    What two say together ("both sides said") is one span and, in tables, two rows.
    """
    written = set(map(said, values))
    return " + ".join(sorted(written - {NONE})) or NONE


def units(table: pd.DataFrame, columns: Iterable[str] = ()) -> pd.DataFrame:
    """List the spans of a table; one row is one span, whatever number of rows it has there.

    article_id, start, end, text and the columns asked for, as strings that coders could write. A
    row of a table without offsets, as `articles`, is about a whole article and stands at 0.
    """
    wanted = list(columns)
    if "start" not in table:
        table = table.assign(start=0, end=0, text="")
    rows = table[[*KEYS, "text", *wanted]].dropna(subset=KEYS).reset_index(drop=True)
    found = rows.drop_duplicates(KEYS)
    found = found.assign(**{name: _written(found[name]) for name in wanted})
    several = rows[rows.duplicated(KEYS, keep=False)]
    if len(several):
        own = {name: (name, together) for name in wanted}
        groups = several.groupby(KEYS, sort=False).agg(text=("text", "first"), **own)
        for name in ("text", *wanted):
            found.loc[found.index.isin(several.index), name] = groups[name].to_numpy()
    return found.reset_index(drop=True)


def _written(column: pd.Series) -> pd.Series:
    """Write each value as `together` writes one; what recurs is written once."""
    if column.dtype == object:  # lists, which have no hash
        return column.map(lambda value: together([value])).astype("str")
    codes, values = pd.factorize(column)
    names = pd.array([*(together([value]) for value in values), NONE], dtype="str")
    return pd.Series(names.take(codes), column.index)
