"""Keep what was read and found of a folder in parts, so that only what is new is done again.

A place holds `parts`, one folder for the files of one batch, and `tables`, whole tables made of
them. A part is written beside its name and takes it in one step, and is never changed but for
tables that are added to it; so a run that is broken off leaves whole parts, and two runs at once
do each other no harm.
"""

import contextlib
import hashlib
import mmap
import shutil
import time
import uuid
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from . import schema, versions
from .intake import Found

SETTLED = 2_000_000_000  # nanoseconds; a file changed this shortly before may change again unseen
FORGOTTEN = 86_400  # seconds; what is half written, or needed no more, this long is removed
STALE = 30 * FORGOTTEN  # what other rules read, and nobody used since
STAMP = ("size", "modified", "changed", "inode")
SMALL, MOST_SMALL = 20, 25  # files of a small part; parts so small that stay apart
FEW, MOST_READ = 100, 8  # rows for one that is taken; places that are read at a time


class Part(NamedTuple):
    """The files of one batch: their paths in order, their stamps, when they were looked at."""

    place: Path
    paths: list[str]
    stamps: list[tuple[int, ...]]
    at: int

    @property
    def segments(self) -> list[str]:
        """List the stretches that a part is cut into; one, but where a file holds very much."""
        return sorted(p.name for p in self.place.iterdir() if p.is_dir())


class Damaged(Exception):
    """What was kept can't be read; its part is removed, to be made anew."""


def place(cache: str | Path, folder: Path, handmade: Path, columns: Mapping[str, str]) -> Path:
    """Name where a folder's parts are kept, as read by these rules and decisions."""
    about = [str(folder.resolve()), repr(sorted(columns.items()))]
    own = versions.digest([part.encode("utf-8", "backslashreplace") for part in about])
    return Path(cache) / own / versions.reading(handmade)


def parts(place: Path) -> list[Part]:
    """List the whole parts that are kept, those looked at last in front."""
    found = []
    for each in (place / "parts").glob("*") if place.is_dir() else ():
        with contextlib.suppress(OSError, KeyError, TypeError, ValueError, pa.ArrowException):
            table = pq.read_table(each / "files.parquet", page_checksum_verification=True)
            at = int(table.schema.metadata[b"at"])
            stamps = list(zip(*(table[name].to_pylist() for name in STAMP), strict=True))
            found.append(Part(each, table["path"].to_pylist(), stamps, at))
    return sorted(found, key=lambda part: (-part.at, part.place.name))


def current(found: Sequence[Part], files: Sequence[Found]) -> dict[str, tuple[int, int]]:
    """Say where each unchanged file stands: the number of its part, and its place in it.

    A file that was changed just before it was looked at is not trusted: it may have been
    changed again. Where small parts have become many, their files are to be read again, as one.
    """
    stamps = {f.path: f.changed for f in files if f.changed}
    known: dict[str, tuple[int, int]] = {}
    for number, part in enumerate(found):
        for at, (path, stamp) in enumerate(zip(part.paths, part.stamps, strict=True)):
            is_settled = max(stamp[1:3]) < part.at - SETTLED
            if is_settled and path not in known and stamps.get(path) == stamp:
                known[path] = (number, at)
    small = {number for number, _ in known.values() if len(found[number].paths) < SMALL}
    if len(small) > MOST_SMALL:
        known = {path: place for path, place in known.items() if place[0] not in small}
    return known


def add(
    place: Path, files: Sequence[Found], segments: Iterable[dict[str, pa.Table]], at: int
) -> Part | None:
    """Write a part; None where the place can't be written to.

    `at` is when the folder was looked at, in nanoseconds.
    """
    fresh = place / "parts" / f"{uuid.uuid4().hex}.fresh"
    segments = iter(segments)  # each is made only now
    try:
        fresh.mkdir(parents=True)
        for number, tables in enumerate(segments):
            (fresh / f"{number:04d}").mkdir()
            for name, table in tables.items():
                write(fresh / f"{number:04d}" / f"{name}.parquet", table)
        write(fresh / "files.parquet", _listed(files, at))
        return _named(fresh, files, at)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        return None


def _named(fresh: Path, files: Sequence[Found], at: int) -> Part:
    whole = fresh.replace(fresh.with_suffix(""))
    return Part(whole, [f.path for f in files], [f.changed for f in files], at)


def _listed(files: Sequence[Found], at: int) -> pa.Table:
    columns = {
        "path": pa.array([f.path for f in files], pa.large_string()),
        **{
            name: pa.array([f.changed[i] for f in files], pa.int64())
            for i, name in enumerate(STAMP)
        },
    }
    return pa.table(columns).replace_schema_metadata({"at": str(at)})


def write(path: Path, table: pa.Table) -> None:
    """Write a table under a name that it has only when it is whole."""
    fresh = path.with_name(f"{uuid.uuid4().hex}.fresh")
    pq.write_table(table, fresh, compression="zstd", write_page_checksum=True)
    fresh.replace(path)


def read(part: Part, segment: str, name: str, columns: list[str] | None = None) -> pa.Table:
    """Read a table of a segment. Raises Damaged, after which the part is gone."""
    path = part.place / segment / f"{name}.parquet"
    form = schema.arrow(name.partition("-")[0])
    try:
        table = pq.read_table(path, columns=columns, page_checksum_verification=True)
        if table.schema.names[: len(form)] != form.names and not columns:  # no checksum guards it
            raise ValueError("its columns are others")
        return table
    except (OSError, ValueError, pa.ArrowException) as error:
        shutil.rmtree(part.place, ignore_errors=True)
        raise Damaged(f"{path}: {error}") from error


def segments(part: Part) -> list[dict[str, pa.Table]]:
    """Read all that was read into a part."""
    names = ("articles", "paragraphs", "sentences", "fields", "intake")
    return [{name: read(part, each, name) for name in names} for each in part.segments]


def spooled(path: Path, form: pa.Schema, tables: Iterator[pa.Table]) -> pa.Table:
    """Write a whole table as it comes, if it is not there yet, and map it into memory.

    What is mapped takes no memory of its own; of damage only what can't be a table is noticed.
    The file holds one column after another, each in one piece: of a column in pieces, a few rows
    cost as much as all. Where nothing can be written, the table is held in memory.
    """
    with contextlib.suppress(OSError, ValueError, pa.ArrowException):
        return _mapped(path)
    rows, fresh = (path.with_name(f"{uuid.uuid4().hex}.{kind}") for kind in ("rows", "fresh"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        rows.touch()
    except OSError:
        return pa.concat_tables([form.empty_table(), *tables])
    try:
        with pa.OSFile(str(rows), "wb") as file, pa.ipc.new_file(file, form) as writer:
            for table in tables:
                writer.write_table(table.combine_chunks())
        _turn(rows, fresh)
        with contextlib.suppress(OSError):  # another run was faster
            fresh.replace(path)
    finally:
        rows.unlink(missing_ok=True)
        fresh.unlink(missing_ok=True)
    return _mapped(path)


def aside(path: Path, form: pa.Schema, tables: Iterator[pa.Table]) -> pa.Table:
    """Write a whole table as it comes, beside `path`, and map it for this process alone."""
    own = path.with_name(f"{uuid.uuid4().hex}.columns")
    table = spooled(own, form, tables)
    with contextlib.suppress(OSError):  # what is mapped can't be removed everywhere
        own.unlink()
    return table


def _turn(rows: Path, columns: Path) -> None:
    """Write a table by its columns: after its schema, each is a stream of its own."""
    whole = pa.ipc.open_file(pa.memory_map(str(rows))).read_all()
    with pa.OSFile(str(columns), "wb") as file:
        file.write(whole.schema.serialize())
        for field, column in zip(whole.schema, whole.columns, strict=True):
            own = pa.table([column.combine_chunks()], pa.schema([field]))
            with pa.ipc.new_stream(file, own.schema) as writer:
                writer.write_table(own)


def whole(path: Path, form: pa.Schema, tables: Iterator[pa.Table], is_large: bool) -> pa.Table:
    """Put tables together: those of a large corpus in files, of a small one in memory."""
    return (
        spooled(path, form, tables) if is_large else pa.concat_tables([form.empty_table(), *tables])
    )


_maps: weakref.WeakSet[mmap.mmap] = weakref.WeakSet()  # those that somebody holds


def _mapped(path: Path) -> pa.Table:
    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    _maps.add(held)
    source = pa.BufferReader(pa.py_buffer(held))
    with _sparsely():
        form = pa.ipc.read_schema(source)
        columns = [pa.ipc.open_stream(source).read_all().column(0) for _ in form]
    return pa.Table.from_arrays(columns, schema=form)


@contextlib.contextmanager
def _sparsely() -> Iterator[None]:
    """Read of what is mapped the pages that are asked for, and not the megabytes behind each."""
    _advise("MADV_RANDOM")
    try:
        yield
    finally:
        _advise("MADV_NORMAL")


def _advise(how: str) -> None:
    advice = getattr(mmap, how, None)  # not on every system
    if advice is not None:
        for held in list(_maps):
            held.madvise(advice)


def few(table: pd.DataFrame, at: np.ndarray) -> pd.DataFrame:
    """Take rows of a table that may be mapped: if few, from many places of the disk at a time."""
    if len(at) * FEW > len(table):
        return table.iloc[at]
    with _sparsely(), ThreadPoolExecutor(MOST_READ) as pool:
        columns = pool.map(lambda name: table[name].array.take(at), table)
        return pd.DataFrame(dict(zip(table, columns, strict=True)), table.index[at])


def tidy(place: Path, needed: Iterable[Part], state: str) -> None:
    """Remove the parts and whole tables that nobody needs, once they are a day old.

    So are the places of other rules after a month in which nobody used them.
    """
    kept = {part.place for part in needed}
    with contextlib.suppress(OSError):
        (place / "parts").touch()
        _remove((p for p in (place / "parts").iterdir() if p not in kept), FORGOTTEN)
        others = (p for p in (place / "tables").glob("*") if p.name != state)
        _remove(others, FORGOTTEN)
        _remove((p for p in place.parent.iterdir() if p != place), STALE)


def _remove(folders: Iterable[Path], age: int) -> None:
    for folder in folders:
        used = max(p.stat().st_mtime for p in (folder, folder / "parts") if p.exists())
        if time.time() - used > age:
            shutil.rmtree(folder, ignore_errors=True)


def state(found: Iterable[object]) -> str:
    """Name a state of a folder: which files of which parts it is made of."""
    return hashlib.sha256(repr(list(found)).encode("utf-8", "backslashreplace")).hexdigest()[:24]
