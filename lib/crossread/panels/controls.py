"""Describe a panel's controls and receipts, as the page is given them."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from .encoding import Encoded, encode, values

MOST_TEXT = 3_000_000  # characters of article text that one panel carries
MOST_OPTIONS = 200  # of one chooser


def _caption(column: str) -> str:
    words = re.sub("^(?:n|is)_|_start$", "", column).replace("_", " ")
    return words[:1].upper() + words[1:]


def choosers(
    table: pd.DataFrame, columns: Sequence[str], every: pd.DataFrame | None = None
) -> list[dict[str, Any]]:
    """Describe a control for each column that chooses one of its values.

    The options are those of `every`, of which `table` is a sample.
    """
    every = table if every is None else every
    return [_chooser(name, encode(table[name]), encode(every[name])) for name in columns]


def _chooser(name: str, own: Encoded, every: Encoded) -> dict[str, Any]:
    """Describe a chooser; of many values it offers the most frequent, and says how many more."""
    counts = np.bincount(every.codes, minlength=len(every.names))
    order = [i for i in np.argsort(-counts, kind="stable") if counts[i]]
    kept = [every.names[i] for i in order[:MOST_OPTIONS]]
    more = {"more": len(order) - len(kept)} if len(order) > len(kept) else {}
    return {
        "name": name,
        "caption": _caption(name),
        "kind": "choose",
        "values": own.values(),
        "options": sorted(kept, key=lambda value: (value is None, str(value))),
        **more,
    }


def bounds(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Describe two controls for each column that bound it from below and above."""
    controls = []
    for name in columns:
        is_date = pd.api.types.is_datetime64_any_dtype(table[name])
        shared = {"values": encode(table[name]).values(), "is_date": bool(is_date)}
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


def texts(articles: pd.DataFrame, most: int | None = None) -> dict[str, dict[str, str]]:
    """Give the page the texts to compare receipts with, as many as it can carry."""
    fits = articles[articles["text"].str.len().cumsum() <= (most or MOST_TEXT)]
    labels = articles["label"] if "label" in articles else articles["article_id"]
    return {
        "texts": dict(zip(fits["article_id"], fits["text"], strict=True)),
        "labels": dict(zip(articles["article_id"], labels, strict=True)),
    }
