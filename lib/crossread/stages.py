"""Find what can be found in one article alone, in all of them, part by part.

A stage makes the rows of one table from a few articles at a time. What it makes of a part is
kept beside the part, under the fingerprint of the stage's rules. `found` puts the parts together:
it counts the rows, and says which sentences stand in other articles, too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from . import batches, schema, store, versions

if TYPE_CHECKING:
    from .corpus import Corpus

FEW = batches.BATCH  # articles whose rows are held as Python's at a time
TEXT = pa.large_string()
DIGITS = 7  # of a key
MODULES = {  # where the stages are; those that need others come behind them
    "timexes": "chronology.find",
    "mentions": "actors.find",
    "ties": "actors.ties",
    "statements": "claims.find",
    "stretches": "claims.voices",
    "wordings": "wording.find",
    "numbers": "wording.numbers",
}
STATEMENT = "s"  # what the keys of statements begin with


class Stage(NamedTuple):
    """A table whose rows rest on one article each.

    `make`: a corpus of some articles, and the tables of `needs` for them -> rows, in the order
    of the articles. It stands in a module, whose imports say what the rows rest on. `letter`:
    what the keys begin with, '' where rows have none. A part's rows are counted anew in each
    article, in plain digits, as are their references to rows of the same article.
    """

    table: str
    letter: str
    make: Callable[..., Iterable[dict[str, Any]]]
    needs: tuple[str, ...] = ()

    def name(self, handmade: Path) -> str:
        """Name the table of a part by the rules and decisions that it rests on."""
        own = [versions.of(self.make.__module__, handmade)]
        own += [stage(need).name(handmade) for need in self.needs]
        return f"{self.table}-{versions.digest([each.encode() for each in own])}"

    def run(self, c: "Corpus", *needed: pd.DataFrame) -> pa.Table:
        """Make the rows of a corpus, a few articles at a time."""
        tables = [schema.build(self.table, [])]
        for own, frames in _few(c, needed):
            rows = _counted(self, self.make(own, *frames))
            tables.append(schema.build(self.table, rows))
        return pa.concat_tables(tables)


def stage(table: str) -> Stage:
    """Give the stage that makes a table."""
    return import_module(f".{MODULES[table]}", __package__).STAGE


def _few(
    c: "Corpus", needed: Sequence[pd.DataFrame]
) -> Iterator[tuple["Corpus", Sequence[pd.DataFrame]]]:
    keys = c.articles["article_id"]
    if len(keys) <= FEW:
        yield c, needed
        return
    for first in range(0, len(keys), FEW):
        own = keys.iloc[first : first + FEW]
        yield c.some(own), [frame[frame["article_id"].isin(own)] for frame in needed]


def _counted(stage: Stage, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    key, article, number = schema.arrow(stage.table).names[0], None, 0
    for row in rows:
        number = number + 1 if row["article_id"] == article else 1
        article = row["article_id"]
        yield row | {key: str(number)} if stage.letter else row


# of one part


def fill(part: store.Part, tables: Sequence[str], handmade: Path) -> None:
    """Make those of some tables that a part lacks, and what they need."""
    for segment in part.segments:
        own: Corpus | None = None
        for each in _ordered(tables):
            if _path(part, segment, each, handmade).exists():
                continue
            own = own or _corpus(part, segment, handmade)
            needed = (store.read(part, segment, stage(n).name(handmade)) for n in each.needs)
            table = each.run(own, *map(schema.frame, needed))
            store.write(_path(part, segment, each, handmade), table)


def _ordered(tables: Iterable[str]) -> list[Stage]:
    """List the stages of some tables, with those that they need in front."""
    found: dict[str, Stage] = {}
    for name in tables:
        found |= {each.table: each for each in _ordered(stage(name).needs)}
        found[name] = stage(name)
    return list(found.values())


def _path(part: store.Part, segment: str, stage: Stage, handmade: Path) -> Path:
    return part.place / segment / f"{stage.name(handmade)}.parquet"


def _corpus(part: store.Part, segment: str, handmade: Path) -> "Corpus":
    from .corpus import Corpus

    tables = {name: store.read(part, segment, name) for name in batches.TABLES}
    frames = {name: schema.frame(t.drop_columns("file")) for name, t in tables.items()}
    return Corpus(part.place, handmade, **frames)


def lacking(c: "Corpus", tables: Sequence[str]) -> list[store.Part]:
    """List the parts that lack one of some tables."""
    names = [f"{each.name(c.handmade)}.parquet" for each in _ordered(tables)]
    parts = c.kept.needed if c.kept else []
    return [
        part
        for part in parts
        if not all((part.place / s / name).exists() for s in part.segments for name in names)
    ]


# of the whole corpus


def found(c: "Corpus", stage: Stage, *needed: pd.DataFrame) -> pd.DataFrame:
    """Give the whole table of a stage; what is kept of it is not made again.

    `needed` are the tables of `stage.needs`, as they are to be used. Where people corrected
    them, the articles that are concerned are read anew; where they are not those that this
    corpus gave, all are.
    """
    table, changed = _found(c, stage, needed), c.given.changed(*needed)
    if changed is not None:
        c.given.add(table, stage.name(c.handmade), changed)
    return table


def _found(c: "Corpus", stage: Stage, needed: Sequence[pd.DataFrame]) -> pd.DataFrame:
    changed = c.given.changed(*needed)
    try:
        if changed is None or (changed and c.kept.is_numbered):
            return _whole(c, stage, [stage.run(c, *needed)])
        if c.kept.is_numbered:
            return schema.frame(c.kept.table(stage.name(c.handmade), c.is_large))
        work = partial(fill, tables=[stage.table], handmade=c.handmade)
        parts = lacking(c, [stage.table])
        for _ in batches.over(work, parts, f"Finding {stage.table}", _size):
            pass
        own = dict(zip(stage.needs, needed, strict=True)).get("statements")
        if not c.is_large:
            return _whole(c, stage, _patched(c, stage, needed, changed), own)
        if changed:
            rows = _numbered(c, stage, _patched(c, stage, needed, changed), own)
            path, form = c.kept.path(stage.table), schema.arrow(stage.table)
            return schema.frame(store.aside(path, form, rows))
        path = c.kept.path(f"{stage.name(c.handmade)}-{c.marked}")
        rows = _numbered(c, stage, c.kept.chunks(stage.name(c.handmade)), own)
        return schema.frame(store.spooled(path, schema.arrow(stage.table), rows))
    except (store.Damaged, OSError):  # of no more use, or the disk is full
        return _whole(c, stage, [stage.run(c, *needed)])


def _size(part: store.Part) -> int:
    return len(part.paths)


def _patched(
    c: "Corpus", stage: Stage, needed: Sequence[pd.DataFrame], changed: frozenset[str]
) -> Iterator[pa.Table]:
    """Give the rows that are kept, but those of some articles made anew, in their order."""
    anew = schema.arrow(stage.table).empty_table()
    if changed:
        own = [frame[frame["article_id"].isin(changed)] for frame in needed]
        anew = stage.run(c.some(changed), *own)
    keys, rank = pa.array(sorted(changed), TEXT), c.ranks(anew["article_id"])
    for table in c.kept.chunks(stage.name(c.handmade)):
        if not table.num_rows:
            continue
        last = c.ranks(table["article_id"][-1:])[0]
        here = pc.is_in(table["article_id"], keys)
        if pc.any(here).as_py() or (rank <= last).any():
            own = [table.filter(pc.invert(here)), anew.filter(pa.array(rank <= last))]
            yield _ordered_rows(c, own)
            anew, rank = anew.filter(pa.array(rank > last)), rank[rank > last]
        else:
            yield table
    yield anew


def _ordered_rows(c: "Corpus", tables: Sequence[pa.Table]) -> pa.Table:
    """Put tables together, and rows in the order of the articles."""
    table = pa.concat_tables(tables)
    order = np.argsort(c.ranks(table["article_id"]), kind="stable")
    return table.take(pa.array(order)) if (np.diff(order) != 1).any() else table


def _whole(
    c: "Corpus", stage: Stage, tables: Iterable[pa.Table], statements: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Put tables together, and rows in the order of the articles.

    `statements` are those that rows of parts refer to.
    """
    form = schema.arrow(stage.table)
    table = _ordered_rows(c, [form.empty_table(), *tables])
    whole = _numbered(c, stage, [table] if table.num_rows else [], statements)
    return schema.frame(pa.concat_tables([form.empty_table(), *whole]))


def _numbered(
    c: "Corpus", stage: Stage, tables: Iterable[pa.Table], statements: pd.DataFrame | None
) -> Iterator[pa.Table]:
    """Count rows on through all tables, and mark those whose sentence recurs."""
    first, before = 0, None if statements is None else preceding(c, statements)
    for table in tables:
        yield numbered(c, stage, table, before, first)
        first += table.num_rows


def numbered(
    c: "Corpus", stage: Stage, table: pa.Table, before: np.ndarray | None, first: int
) -> pa.Table:
    """Count rows on from `first`, and mark those whose sentence recurs.

    `before`: of each article of the corpus, the statements before its first (`preceding`).
    """
    place, whole = c.ranks(table["article_id"]), table
    if stage.letter:
        rows = np.arange(first, first + table.num_rows)
        whole = _set(whole, whole.column_names[0], _keys(stage.letter, rows + 1))
    if stage.table == "statements":
        starts = np.flatnonzero(np.diff(place, prepend=-1))
        own = rows[np.repeat(starts, np.diff(np.append(starts, len(place))))]
        whole = _set(whole, "inside", _whole_keys(table["inside"], own))
    elif before is not None and "statement_id" in table.column_names:
        whole = _set(whole, "statement_id", _whole_keys(table["statement_id"], before[place]))
    return c.marking(whole)


def preceding(c: "Corpus", frame: pd.DataFrame) -> np.ndarray:
    """Count for each article the rows of a table before its first, by the key of that."""
    first = frame.drop_duplicates("article_id")
    key = first[frame.columns[0]].str.extract(r"^[a-z](\d+)$")[0].fillna("1").astype("int64")
    before = np.zeros(len(c.articles) + 1, np.int64)
    before[c.ranks(first["article_id"])] = key - 1
    return before


def _whole_keys(values: pa.ChunkedArray, before: np.ndarray) -> pa.Array:
    """Turn keys that count the rows of an article into those that count all."""
    values = values.combine_chunks()
    plain = pc.fill_null(pc.match_substring_regex(values, r"^\d+$"), False)
    numbers = pc.cast(pc.if_else(plain, values, "0"), pa.int64()).to_numpy()
    return pc.if_else(plain, _keys(STATEMENT, numbers + before), values)


def _keys(letter: str, numbers: np.ndarray) -> pa.Array:
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers), TEXT), DIGITS, "0")
    return pc.binary_join_element_wise(pa.scalar(letter, TEXT), digits, pa.scalar("", TEXT))


def _set(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    at = table.column_names.index(name)
    return table.set_column(at, table.schema.field(name), values)
