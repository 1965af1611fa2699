"""Keep what is made of a large corpus' own tables, so that it is made once."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import pandas as pd
import pyarrow as pa

from . import schema, store, versions

if TYPE_CHECKING:
    from .corpus import Corpus

Made = TypeVar("Made")
ROOM = 250_000  # rows of a slice
PLAIN = (str, int, float, bool, type(None))


def keeping(make: Callable[..., Made]) -> Callable[..., Made]:
    """Let a function that makes tables of a corpus and its tables look whether they are kept.

    It takes the corpus, tables, and plain values, and gives a table or a named tuple of some.
    Made anew is what is asked of a small corpus, or of tables that are not the corpus' own, and
    what rests on a rule, a word or a decision that has changed.
    """

    @wraps(make)
    def kept(c: "Corpus", *tables: Any, **more: Any) -> Made:
        label = _label(c, make, [*tables, *(x for pair in sorted(more.items()) for x in pair)])
        if label is None:
            return make(c, *tables, **more)
        kind = get_type_hints(make)["return"]
        fields = getattr(kind, "_fields", ("",))
        paths = [c.kept.path(f"{label}{name and '-'}{name}") for name in fields]
        made: list[Any] = [None] * len(paths)
        if not (all(path.exists() for path in paths) and _remembered(c, paths[0])):
            whole = make(c, *tables, **more)
            made = [whole] if fields == ("",) else list(whole)
            _remember(c, paths[0])
        wholes = [pa.table({}) if m is None else pa.Table.from_pandas(m) for m in made]
        found = [_given(c, p, w.schema, [w]) for p, w in zip(paths, wholes, strict=True)]
        return found[0] if fields == ("",) else kind(*found)

    return kept


def in_slices(
    c: "Corpus", make: Callable[..., pd.DataFrame], table: pd.DataFrame, *more: Any
) -> pd.DataFrame:
    """Make a table of another whose rows do not rest on one another, a slice of it at a time.

    `make` takes the corpus, a slice of the table, and what else it needs. What is made of a
    large corpus' own table is kept, and never held in memory as a whole.
    """
    firsts = range(0, max(len(table), 1), ROOM)
    frames = (make(c, table.iloc[first : first + ROOM], *more) for first in firsts)
    label = _label(c, make, [table, *more])
    if label is None:
        found = list(frames)
        return found[0] if len(found) == 1 else pd.concat(found, ignore_index=True)
    path = c.kept.path(label)
    if path.exists():
        return _given(c, path, pa.schema([]), [])
    first = next(frames)
    form = pa.Table.from_pandas(first, preserve_index=False).schema
    tables = (pa.Table.from_pandas(f, form, preserve_index=False) for f in chain([first], frames))
    return _given(c, path, form, tables)


def _label(c: "Corpus", make: Callable[..., Any], asked: Iterable[Any]) -> str | None:
    """Name what is asked for; None where it can't be known again, or is made faster than read."""
    if not (c.kept and c.is_large):
        return None
    named = []
    for each in _flat(asked):
        known = c.given.of(each) if isinstance(each, pd.DataFrame) else None
        if known is None and not isinstance(each, PLAIN):
            return None
        named.append(known.label if known else repr(each))
    make = getattr(make, "func", make)  # of a partial one
    rules = versions.of(make.__module__, c.handmade, apart=())
    about = [make.__module__, make.__name__, rules, repr(c.decided), *named]
    own = versions.digest([each.encode("utf-8", "backslashreplace") for each in about])
    return f"{make.__module__.rpartition('.')[2]}.{make.__name__}-{own}"


def _flat(asked: Iterable[Any]) -> Iterator[Any]:
    """Take apart what is several tables."""
    for each in asked:
        yield from each if isinstance(each, tuple) else [each]


def _remember(c: "Corpus", path: Path) -> None:
    """Keep beside a table which corrections could not be replayed on it."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".json").write_text(json.dumps(c.outcomes))


def _remembered(c: "Corpus", path: Path) -> bool:
    try:
        told = json.loads(path.with_suffix(".json").read_text())
    except (OSError, ValueError):
        return False
    for table, own in told.items():
        c.outcomes[table] = {int(line): (status, why) for line, (status, why) in own.items()}
    return True


def _given(c: "Corpus", path: Path, form: pa.Schema, tables: Iterable[pa.Table]) -> pd.DataFrame:
    """Keep tables as one, if they are not kept yet, and know it again."""
    table = schema.listed(store.spooled(path, form, iter(tables)))
    c.given.add(table, path.stem)
    return table
