"""Describe a panel's controls and receipts, as the page is given them."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

MOST_TEXT = 3_000_000  # characters of article text that one panel carries


def _caption(column: str) -> str:
    words = re.sub("^(?:n|is)_|_start$", "", column).replace("_", " ")
    return words[:1].upper() + words[1:]


def choosers(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Describe a control for each column that chooses one of its values."""
    controls = []
    for name in columns:
        own = values(table[name])
        if pd.api.types.is_bool_dtype(table[name]):
            own = ["yes" if value else "no" for value in own]
        options = sorted({v for v in own if v is not None}, key=str) + (
            [None] if None in own else []
        )
        controls.append(
            {
                "name": name,
                "caption": _caption(name),
                "kind": "choose",
                "values": own,
                "options": options,
            }
        )
    return controls


def bounds(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Describe two controls for each column that bound it from below and above."""
    controls = []
    for name in columns:
        is_date = pd.api.types.is_datetime64_any_dtype(table[name])
        own = values(table[name].dt.strftime("%Y-%m-%d") if is_date else table[name])
        shared = {"values": own, "is_date": bool(is_date)}
        words = ("from", "to") if is_date else ("at least", "at most")
        for kind, word in zip(("least", "most"), words, strict=True):
            controls.append(
                {
                    "name": f"{name} {kind}",
                    "caption": f"{_caption(name)} {word}",
                    "kind": kind,
                    **shared,
                }
            )
    return controls


def searches(table: pd.DataFrame, column: str | None) -> list[dict[str, Any]]:
    """Describe the control that searches a column for words, if there is one to search."""
    if column is None:
        return []
    return [
        {"name": "search", "caption": "Search", "kind": "search", "values": values(table[column])}
    ]


def required(name: str, caption: str, options: list[str]) -> dict[str, Any]:
    """Describe a control of which one option always holds."""
    return {
        "name": name,
        "caption": caption,
        "kind": "choose",
        "options": options,
        "is_required": True,
    }


def receipts(table: pd.DataFrame) -> dict[str, list[Any]]:
    """List where each row stands, and its words."""
    return {name: values(table[name]) for name in ("article_id", "start", "end", "text")}


def values(column: pd.Series) -> list[Any]:
    """List a column's values as JSON knows them; what is missing is null."""
    return [None if pd.isna(v) else v.item() if hasattr(v, "item") else v for v in column]


def listed(value: Any) -> Any:
    """Turn arrays into lists, which the page can cut down, and numbers into plain ones."""
    if isinstance(value, dict):
        return {key: listed(v) for key, v in value.items()}
    if hasattr(value, "tolist"):  # numpy's arrays and numbers
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [listed(each) for each in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def texts(articles: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Give the page the texts to compare receipts with, as many as it can carry."""
    fits = articles[articles["text"].str.len().cumsum() <= MOST_TEXT]
    labels = articles["label"] if "label" in articles else articles["article_id"]
    return {
        "texts": dict(zip(fits["article_id"], fits["text"], strict=True)),
        "labels": dict(zip(articles["article_id"], labels, strict=True)),
    }
