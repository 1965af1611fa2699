"""Hold what is kept of the files of a folder, in the order of the folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from . import schema, store


@dataclass(frozen=True)
class Kept:
    """What is kept of a folder's files: `places` says of each the part, and its place in it.

    `copies`: articles whose rows are left out, such as exact copies of others.
    """

    place: Path
    parts: tuple[store.Part, ...]
    places: tuple[tuple[int, int], ...]
    copies: tuple[str, ...] = ()

    is_numbered = False  # rows count anew in each article

    def without(self, articles: Iterable[str]) -> "Kept":
        """Leave out the rows of some articles."""
        return replace(self, copies=tuple(sorted({*self.copies, *articles})))

    @cached_property
    def state(self) -> str:
        """Name what the tables are made of."""
        names = [self.parts[number].place.name for number, _ in self.places]
        return store.state([*zip(names, (at for _, at in self.places), strict=True), *self.copies])

    @cached_property
    def runs(self) -> list[tuple[store.Part, int, int]]:
        """List the stretches of parts, from a file to another, that follow in the folder."""
        numbered = enumerate(self.places)
        found = []
        for (number, _), own in groupby(numbered, lambda one: (one[1][0], one[0] - one[1][1])):
            places = [at for _, (_, at) in own]
            found.append((self.parts[number], places[0], places[-1] + 1))
        return found

    @property
    def needed(self) -> list[store.Part]:
        """List the parts that files of the folder stand in."""
        return [self.parts[number] for number in sorted({number for number, _ in self.places})]

    def chunks(self, name: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows of a table, a stretch at a time. Raises store.Damaged.

        Those that were read have a column `file` unless others are asked for.
        """
        for number in range(len(self.runs)):
            for table in self.of_run(number, name, columns):
                yield table.select(columns) if columns else table

    def of_run(
        self, number: int, name: str, columns: list[str] | None = None
    ) -> Iterator[pa.Table]:
        """Give the rows of a table that are of one of the `runs`."""
        part, first, last = self.runs[number]
        for segment in part.segments:
            table = store.read(part, segment, name, columns and [*columns, "file"])
            if (first, last) != (0, len(part.paths)):
                known = pa.array(part.paths, pa.large_string())
                of = pc.index_in(_files(part, segment, table), known).to_numpy()
                begin, end = np.searchsorted(of, (first, last))
                table = table.slice(begin, end - begin)
            yield self._without_copies(table)

    def _without_copies(self, table: pa.Table) -> pa.Table:
        if not self.copies or "article_id" not in table.column_names:
            return table
        gone = pa.array(self.copies, pa.large_string())
        return table.filter(pc.invert(pc.is_in(table["article_id"], gone)))

    def table(self, name: str, is_large: bool) -> pa.Table:
        """Give a table that was read; of a large corpus as a file that is mapped into memory."""
        form = schema.arrow(name)
        return store.whole(self.path(name), form, self.chunks(name, form.names), is_large)

    def path(self, name: str) -> Path:
        """Name where a whole table is kept."""
        return self.place / "tables" / self.state / f"{name}.columns"


def _files(part: store.Part, segment: str, table: pa.Table) -> pa.ChunkedArray:
    """Say of which file each row is."""
    if "file" in table.column_names:
        return table["file"]
    articles = store.read(part, segment, "articles", ["article_id", "file"])
    at = pc.index_in(table["article_id"], articles["article_id"].combine_chunks())
    return articles["file"].take(at)


@dataclass(frozen=True)
class Finished:
    """The tables of a folder that `scale.run` wrote, one Parquet data set for each.

    `names`: by table, the rules that it was found by, as `stages.Stage.name` says them.
    """

    place: Path
    state: str
    names: dict[str, str]

    is_numbered = True  # and those that recur are marked
    needed = ()  # no part lacks a table

    def without(self, _: Iterable[str]) -> None:
        """Keep nothing of fewer articles: their rows are numbered otherwise."""
        return None

    def chunks(self, name: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows of a table, a file at a time, numbered through and marked."""
        table = name.partition("-")[0]
        if self.names.get(table, name) != name:
            raise ValueError(
                f"{self.place}: its {table} were found by other rules or decisions than those of "
                "now. Make the folder again with scale.run, or open it with what it was made with."
            )
        for path in sorted((self.place / table).glob("*.parquet")):
            found = pq.read_table(path, page_checksum_verification=True)
            yield found.select(columns) if columns else found

    def table(self, name: str, is_large: bool) -> pa.Table:
        """Give a table; of a large corpus as a file that is mapped into memory."""
        form = schema.arrow(name.partition("-")[0])
        return store.whole(self.path(name), form, self.chunks(name), is_large)

    def path(self, name: str) -> Path:
        """Name where a whole table is kept."""
        return self.place / "tables" / self.state / f"{name}.columns"
