"""Keep what was read of a folder, so that only changed files are read again."""

import contextlib
import hashlib
import shutil
import time
import uuid
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from . import lexicon
from .intake import Found

READERS = (
    "charset-normalizer",
    "docx2python",
    "lxml",
    "openpyxl",
    "py3langid",
    "pyarrow",
    "pypdfium2",
    "striprtf",
    "trafilatura",
)
SETTLED = 2_000_000_000  # nanoseconds; a file changed this shortly before may change again unseen
FORGOTTEN = 86_400  # seconds; what another run left half written this long ago is removed
CHANGED = ("size", "modified", "changed", "inode")


class Kept(NamedTuple):
    """Tables kept of those files that have not changed since."""

    tables: dict[str, pa.Table]
    unchanged: frozenset[str]
    has_gone: bool  # files that were kept are no longer there


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


_CODE = _fingerprint(Path(__file__).parent.rglob("*.py"))  # as it was when this kernel started


def _rules() -> str:
    """Fingerprint of all that decides what is read: code, lexicon and the readers' versions."""
    tables = (lexicon.DATA / "lexicon").glob("*.csv")
    words = _fingerprint([*tables, lexicon.DATA / "datapackage.json"])
    return " ".join([_CODE, words, *map(version, READERS)])


def key(folder: Path, handmade: Path, columns: Mapping[str, str] | None) -> str:
    """Name the cache of a folder, read by these rules and decisions."""
    outlets = handmade / "outlets.csv"
    parts = [
        str(folder.resolve()).encode("utf-8", "surrogateescape"),
        outlets.read_bytes() if outlets.exists() else b"",
        repr(sorted((columns or {}).items())).encode("utf-8", "backslashreplace"),
        _rules().encode(),
    ]
    parted = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(parted).hexdigest()[:24]


def recall(place: str | Path, key: str, files: list[Found]) -> Kept | None:
    """Read the tables kept under a key, without the rows of changed files; None: nothing kept."""
    try:
        tables = _read(Path(place) / key)
        known = tables.pop("files")
        settled = int(known.schema.metadata[b"kept_at"]) - SETTLED
    except (OSError, KeyError, TypeError, ValueError, pa.ArrowException):
        return None  # nothing kept, it is damaged, or another run is just replacing it
    names = known["path"].to_pylist()
    stamps = zip(*(known[name].to_pylist() for name in CHANGED), strict=True)
    before = {
        name: stamp for name, stamp in zip(names, stamps, strict=True) if max(stamp[1:3]) < settled
    }
    unchanged = frozenset(f.path for f in files if f.changed and before.get(f.path) == f.changed)
    has_gone = not unchanged.issuperset(names)
    if has_gone:
        tables = {name: _of(table, unchanged) for name, table in tables.items()}
    return Kept(tables, unchanged, has_gone)


def _read(folder: Path) -> dict[str, pa.Table]:
    current = folder / (folder / "current").read_text()
    names = (current / "names").read_text().split()
    return {
        name: pq.read_table(current / f"{name}.parquet", page_checksum_verification=True)
        for name in names
    }


def _of(table: pa.Table, files: Iterable[str]) -> pa.Table:
    """Keep the rows that came of these files."""
    return table.filter(pc.is_in(table["file"], pa.array(sorted(files), table["file"].type)))


def keep(
    place: str | Path,
    key: str,
    files: list[Found],
    tables: dict[str, pa.Table],
    at: int | None = None,
) -> None:
    """Write the tables beside the old ones, then switch to them in one step.

    `at` is when the folder was looked at, in nanoseconds. Two runs at once, or one that is
    broken off, leave the last whole set. A place that can't be written to is left alone: the
    next load reads the files again. Files without a stamp, such as links, are not kept.
    """
    folder = Path(place) / key
    fresh = folder / uuid.uuid4().hex
    stamped = [f for f in files if f.changed]
    if len(stamped) < len(files):
        tables = {name: _of(table, [f.path for f in stamped]) for name, table in tables.items()}
    known = pa.table(
        {
            "path": pa.array([f.path for f in stamped], pa.large_string()),
            **{
                n: pa.array([f.changed[i] for f in stamped], pa.int64())
                for i, n in enumerate(CHANGED)
            },
        }
    ).replace_schema_metadata({"kept_at": str(time.time_ns() if at is None else at)})
    try:
        _write(folder, fresh, tables | {"files": known})
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        _tidy(folder)


def _write(folder: Path, fresh: Path, tables: dict[str, pa.Table]) -> None:
    fresh.mkdir(parents=True)
    for name, table in tables.items():
        path = fresh / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", write_page_checksum=True)
    (fresh / "names").write_text(" ".join(tables))
    pointer = fresh / "pointer"
    pointer.write_text(fresh.name)
    pointer.replace(folder / "current")


def _tidy(folder: Path) -> None:
    """Remove the sets before this one; one that another run may be writing is left a day."""
    current = folder / (folder / "current").read_text()
    for old in folder.iterdir():
        is_old = (old / "names").exists() or time.time() - old.stat().st_mtime > FORGOTTEN
        if old.is_dir() and old != current and is_old:
            shutil.rmtree(old, ignore_errors=True)
