"""Fingerprint the rules that a table rests on: code, words and decisions."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from . import lexicon

HERE = Path(__file__).parent
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
# they bring rows about, and decide none that rests on one article
APART = ("batches", "corpus", "corrections", "keeping", "stages", "store", "versions")

IMPORT = re.compile(r"^ *from (\.+)([\w.]*) import (\([^)]*\)|.*)", re.MULTILINE)
AFTER = ("corrections", "codings")  # tables of what people say of what was found


def reading(handmade: Path) -> str:
    """Fingerprint all that decides how a file is read."""
    readers = [f"{name} {version(name)}".encode() for name in READERS]
    rules = [of(f"crossread.{name}", handmade).encode() for name in ("article", "intake")]
    return digest([*readers, *rules])


def of(module: str, handmade: Path, apart: tuple[str, ...] = APART) -> str:
    """Fingerprint a module, those of this package that it uses, and the tables that these name.

    `apart`: modules that do not count. A table counts if its name stands in their code between
    quotation marks, not as a column's.
    """
    files = _used(module, apart)
    named = set().union(*(_strings(path) for path in files)) - {*AFTER}
    tables = (path for folder in (lexicon.DATA / "lexicon", handmade) for path in _tables(folder))
    words = [path.name.encode() + path.read_bytes() for path in tables if path.stem in named]
    code = [path.name.encode() + _bytes(path) for path in files]
    return digest([*code, *words, (lexicon.DATA / "datapackage.json").read_bytes()])


def digest(parts: Iterable[bytes]) -> str:
    """Give one short name to several texts."""
    whole = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(whole).hexdigest()[:24]


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.csv"))


@cache  # as it was when this kernel started
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _strings(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"""(?<!\[)["'](\w+)["']""", _bytes(path).decode()))


@cache
def _used(module: str, apart: tuple[str, ...]) -> tuple[Path, ...]:
    """List the files of a module and of all that it imports of this package."""
    todo, found = [_file(tuple(module.split(".")[1:]))], set[Path]()
    while todo:
        path = todo.pop()
        if path is None or path in found:
            continue
        found.add(path)
        todo += [_file(names) for names in _imports(path) if names[0] not in apart]
    return tuple(sorted(found))


@cache
def _imports(path: Path) -> tuple[tuple[str, ...], ...]:
    """List what a file imports of this package: modules, and names in modules."""
    found = []
    for dots, module, names in IMPORT.findall(_bytes(path).decode()):
        folder = path.parents[len(dots) - 1].relative_to(HERE).parts
        place = (*folder, *filter(None, module.split(".")))
        found += [place, *((*place, name) for name in re.findall(r"\w+", names))]
    return tuple(each for each in found if each)


@cache
def _file(names: tuple[str, ...]) -> Path | None:
    """Find the file of a module; None where a name is not one."""
    path = HERE.joinpath(*names)
    places = (path.with_suffix(".py"), path / "__init__.py")
    return next((place for place in places if place.is_file()), None)
