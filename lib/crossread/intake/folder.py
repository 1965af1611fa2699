"""Find the files of a folder, and say what can be told of them without opening them."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HIDDEN = re.compile(r"(?:^|/)(?:\.|~\$|__MACOSX|(?:Thumbs\.db|desktop\.ini)\Z)")
MAX_FILE = 512_000_000  # bytes; a larger file is set aside


class Found(NamedTuple):
    """One file of the folder; `problem` is its status and reason where it can't be read."""

    path: str
    file: str
    size: int = 0
    changed: tuple[int, ...] = ()
    problem: tuple[str, str] | None = None


def scan(folder: Path) -> list[Found]:
    """Find every file below a folder, in order of path; links are followed, loops are not.

    Raises FileNotFoundError where the folder is missing, NotADirectoryError where it is a file.
    """
    if not folder.exists():
        raise FileNotFoundError(
            f"{folder}: no such folder. Put articles into it, or name another one."
        )
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder}: this is a file. Name the folder that holds it.")
    found = sorted(_walk(folder), key=lambda f: (f.path, os.fsencode(f.file)))
    paths = unlike([f.path for f in found])
    taken = clashes(paths)
    for i, path in enumerate(paths):
        if path in taken:
            found[i] = found[i]._replace(
                changed=(), path=path, problem=("unsafe name", taken[path])
            )
        elif path != found[i].path:
            found[i] = found[i]._replace(path=path)
    return found


def _walk(root: Path) -> Iterator[Found]:
    """Walk a folder; each step knows its name below the root, and the real folders around it.

    Names stay strings: of a hundred thousand files, paths would take as long as the walk.
    """
    real = root.resolve()
    todo = [(os.fspath(root), "", frozenset([real]))]
    while todo:
        folder, inner, above = todo.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            told = f"the folder can't be opened ({error.strerror}); give yourself the right to"
            yield Found(_shown(inner or "."), folder, problem=("unreadable", told))
            continue
        for entry in entries:
            name = f"{inner}/{entry.name}" if inner else entry.name
            try:
                target = Path(entry.path).resolve(strict=True) if _is_link(entry) else None
                is_folder = entry.is_dir()
                state = None if is_folder else entry.stat()
            except (OSError, RuntimeError) as error:  # RuntimeError: before Python 3.13, a loop
                told = f"leads nowhere ({error}); mend or remove it"
                yield Found(_shown(name), entry.path, problem=("link", told))
                continue
            if target and (target.is_relative_to(real) or _holds(target, above)):
                told = "points to what is read where it stands; nothing to do"
                yield Found(_shown(name), entry.path, problem=("link", told))
            elif state:
                yield _found(_shown(name), entry.path, state)
            else:
                todo.append((entry.path, name, above | {target} if target else above))


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Tell links, and what Windows calls junctions (known from Python 3.12 on)."""
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())


def _holds(target: Path, above: frozenset[Path]) -> bool:
    """Tell whether a link leads to a folder around the one that it stands in."""
    return any(folder.is_relative_to(target) for folder in above)


def clashes(paths: list[str]) -> dict[str, str]:
    """Find names that a row or a member of another file beside them will bear."""
    known = set(paths)
    within: dict[str, str | None] = {}  # of a folder's name, what is inside something called so
    found = {}
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in within:
            parents = [folder[: slash.start()] for slash in re.finditer("/", folder)]
            within[folder] = next((name for name in (*parents, folder) if name in known), None)
        row = re.fullmatch(r"(.+)#\d+", path, re.DOTALL) if "#" in path else None
        other = within[folder] or (row[1] if row and row[1] in known else None)
        if other is not None:
            found[path] = f"its name is that of something inside '{other}'; rename it"
    return found


def _shown(name: str) -> str:
    """Write a path in UTF-8; bytes that are not UTF-8 are spelt out."""
    if name.isascii():
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # Windows lets half of a surrogate pair stand in a name
        return name.encode("utf-8", "backslashreplace").decode()


def _found(shown: str, file: str, state: os.stat_result) -> Found:
    inode = state.st_ino % 2**63  # Windows has longer ones than a column holds
    changed = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, inode)
    problem = None
    if not stat.S_ISREG(state.st_mode):
        problem = ("unsupported", "a pipe, a socket or a device; remove it")
    elif is_hidden(shown):
        problem = (
            "hidden",
            "kept by the system or an editor, not an article; rename it if it is one",
        )
    elif state.st_size > MAX_FILE:
        problem = ("too large", f"{state.st_size:,} bytes; split it below {MAX_FILE:,}")
    return Found(shown, file, state.st_size, changed, problem)


def is_hidden(path: str) -> bool:
    """Tell a name that systems and editors give to files of their own."""
    return HIDDEN.search(path) is not None


def unlike(names: list[str]) -> list[str]:
    """Set a number behind names that came before."""
    taken, last, unlike = set(names), dict[str, int](), []
    for name in names:
        number, new = last.get(name, 0) + 1, name
        while number > 1 and (new := f"{name} ({number})") in taken:
            number += 1
        last[name] = number
        taken.add(new)
        unlike.append(new)
    return unlike
