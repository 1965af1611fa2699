"""Find the tables behind a notebook among its variables."""

import pickle
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ..export.package import computed

Tables = dict[str, pd.DataFrame]


def collect(names: dict[str, Any]) -> Tables:
    """Find, among the variables of a notebook, the tables that data/datapackage.json describes.

    A table is known by its columns, whatever it is called; those of a corpus, or of anything
    else whose fields are tables, are found too.
    """
    known = {tuple(_columns(name)): name for name in computed()}
    found: Tables = {}
    for frame in _frames(names):  # of several, such as a choice of rows, the whole has most
        name = known.get(tuple(frame.columns), "")
        if name and len(frame) >= len(found.get(name, ())):
            found[name] = frame
    return {name: found[name] for name in computed() if name in found}


def hand_over(names: dict[str, Any], path: str) -> None:
    """Leave the tables of a notebook in a file; the last thing that its kernel does."""
    Path(path).write_bytes(pickle.dumps(collect(names)))


def _frames(names: dict[str, Any]) -> Iterator[pd.DataFrame]:
    for value in list(names.values()):
        if is_dataclass(value) and not isinstance(value, type):
            parts = [getattr(value, field.name) for field in fields(value)]
        else:
            parts = list(value) if isinstance(value, tuple) else [value]
        yield from (part for part in parts if isinstance(part, pd.DataFrame))


def _columns(name: str) -> list[str]:
    return [field["name"] for field in computed()[name]["schema"]["fields"]]
