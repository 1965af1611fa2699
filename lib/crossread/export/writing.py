"""Write a file so that it is there whole or not at all."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import pandas as pd

from .. import lexicon

MOST_ROWS = 50_000  # that a notebook writes each time it is run


def asked(export: Callable[..., Path]) -> Callable[..., Path | str]:
    """Let an export of more than `MOST_ROWS` rows wait until it is asked for: `whole=True`.

    A notebook on a large corpus would write for minutes each time it is opened. What was not
    written is said in place of the path.
    """

    @wraps(export)
    def written(*given: Any, whole: bool = False, **more: Any) -> Path | str:
        n = sum(map(len, _tables(given)))
        if n > MOST_ROWS and not whole:
            return f"not written, as it holds {n:,} rows: {export.__name__}(..., whole=True) does"
        return export(*given, **more)

    return written


def _tables(given: Iterable[Any]) -> Iterator[pd.DataFrame]:
    for each in given:
        if isinstance(each, pd.DataFrame):
            yield each
        elif isinstance(each, Mapping):
            yield from each.values()


def write(path: str | Path, text: str) -> Path:
    """Put a text in a file as UTF-8, line ends as they are; an older file is replaced at once.

    A relative path is one in the project's folder; the path is given back as it came.
    """
    place = lexicon.PROJECT / Path(path).expanduser()
    data = text.encode("utf-8")
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{uuid.uuid4().hex}")
    try:
        fresh.write_bytes(data)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
    return Path(path)
