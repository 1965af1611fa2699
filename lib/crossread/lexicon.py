"""Read the words that rules use: CSV tables in data/lexicon and data/handmade."""

import csv
import sys
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT / "data"
_stamps: dict[Path, tuple[int, ...] | None] = {}  # of each table when it was read


@cache
def rows(name: str, folder: Path = DATA / "lexicon") -> tuple[dict[str, str], ...]:
    """Read the table `name`.csv of a folder, one dict a row, every value a string.

    A folder that does not hold the table answers with no rows: a corpus may come without
    decisions of its own.
    """
    path = Path(folder) / f"{name}.csv"
    _stamps[path] = _stamp(path)
    if _stamps[path] is None:
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def forms(name: str, **where: str) -> tuple[str, ...]:
    """List the `form` of those rows of a lexicon table whose columns hold the values given.

    The longest form stands first, so that alternatives built from it match greedily.
    """
    chosen = [r["form"] for r in rows(name) if all(r[k] == v for k, v in where.items())]
    return tuple(sorted(chosen, key=len, reverse=True))


def split(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values with a bar between them."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def refresh() -> None:
    """Forget all that was read from tables, where one of them has changed since.

    The library remembers tables, and the patterns built from them, for as long as a kernel or
    a worker process lives; without this a table edited meanwhile would go unseen.
    """
    if all(_stamp(path) == stamp for path, stamp in _stamps.items()):
        return
    _stamps.clear()
    package = __name__.rpartition(".")[0]
    for module in [m for name, m in sys.modules.items() if name.startswith(f"{package}.")]:
        for value in vars(module).values():
            if str(getattr(value, "__module__", "")).startswith(package):
                getattr(value, "cache_clear", int)()


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size
