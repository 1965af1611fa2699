"""Open any folder: find its files, say what each is, and give the texts that they hold."""

import hashlib
import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from . import pages, tabular
from .metadata import Given
from .pages import Refused

MAX_FILE = 512_000_000  # bytes; a larger file is set aside
MAX_TEXT = 10_000_000  # characters; no article is longer, so a longer one is several
MAX_PAGE = 4 * MAX_TEXT  # bytes; a larger page or text is not even parsed
MAX_UNPACKED = 1_000_000_000  # bytes; what one archive may unpack to, with those inside it
MAX_DEPTH = 3  # archives inside archives
HEAD = 65_536  # bytes looked at to tell what a file is

KINDS = {
    **dict.fromkeys(("", ".txt", ".text", ".md", ".markdown"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "json"),
    **{f".{name}": name for name in ("pdf", "docx", "rtf", "xlsx", "parquet", "zip")},
}
WRITTEN = ("text", "html", "csv", "json")  # kinds that are characters from end to end
SIGNATURES = {
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"{\\rtf": "rtf",
}
# how other files open, their status, and what they are
FOREIGN = {
    b"\x89PNG\r\n": ("not text", "it is a PNG picture; type its text, or remove it"),
    b"\xff\xd8\xff": ("not text", "it is a JPEG picture; type its text, or remove it"),
    b"GIF87a": ("not text", "it is a GIF picture; remove it"),
    b"GIF89a": ("not text", "it is a GIF picture; remove it"),
    b"ID3\x03": ("not text", "it is a sound file; type its text, or remove it"),
    b"ID3\x04": ("not text", "it is a sound file; type its text, or remove it"),
    b"SQLite format 3\x00": ("unsupported", "it is a database; export its table as .csv"),
    b"\xd0\xcf\x11\xe0": (
        "unsupported",
        "an old or a locked Office file; save it as .docx or .xlsx, without a password",
    ),
    b"\x1f\x8b": ("unsupported", "it is a gzip file; unpack it"),
    b"7z\xbc\xaf\x27\x1c": ("unsupported", "it is a 7-Zip archive; unpack it"),
    b"Rar!\x1a\x07": ("unsupported", "it is a RAR archive; unpack it"),
}


class Found(NamedTuple):
    """One file of the folder; `problem` is its status and reason where it can't be read."""

    path: str
    file: Path
    size: int = 0
    changed: tuple[int, ...] = ()
    problem: tuple[str, str] | None = None


class Document(NamedTuple):
    """One article as received: its key in the file, its text and what is stated beside it."""

    article_id: str
    path: str
    sha256: str
    text: str
    given: list[Given]


class Entry(NamedTuple):
    """One row of the intake sheet."""

    path: str
    status: str
    reason: str = ""
    encoding: str | None = None
    n_articles: int = 0


class Reading(NamedTuple):
    """What came of one file: its documents, and a row for it and for each file inside it."""

    documents: list[Document]
    entries: list[Entry]


# the folder


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
    paths = _unlike([f.path for f in found])
    clashes = _clashes(paths)
    return [
        f._replace(changed=(), path=path, problem=("unsafe name", clashes[path]))
        if path in clashes
        else f._replace(path=path)
        for f, path in zip(found, paths, strict=True)
    ]


def _walk(root: Path) -> Iterator[Found]:
    """Walk a folder; each step knows the real folders that it stands in."""
    real = root.resolve()
    todo = [(root, frozenset([real]))]
    while todo:
        folder, above = todo.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            told = f"the folder can't be opened ({error.strerror}); give yourself the right to"
            yield Found(_shown(root, folder), folder, problem=("unreadable", told))
            continue
        for entry in entries:
            path = Path(entry.path)
            try:
                target = path.resolve(strict=True) if _is_link(entry) else None
                is_folder = entry.is_dir()
                state = None if is_folder else entry.stat()
            except (OSError, RuntimeError) as error:  # RuntimeError: before Python 3.13, a loop
                told = f"leads nowhere ({error}); mend or remove it"
                yield Found(_shown(root, path), path, problem=("link", told))
                continue
            if target and (target.is_relative_to(real) or _holds(target, above)):
                told = "points to what is read where it stands; nothing to do"
                yield Found(_shown(root, path), path, problem=("link", told))
            elif state:
                yield _found(root, path, state)
            else:
                todo.append((path, above | {target} if target else above))


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Tell links, and what Windows calls junctions (known from Python 3.12 on)."""
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())


def _holds(target: Path, above: frozenset[Path]) -> bool:
    """Tell whether a link leads to a folder around the one that it stands in."""
    return any(folder.is_relative_to(target) for folder in above)


def _clashes(paths: list[str]) -> dict[str, str]:
    """Find names that a row or a member of another file beside them will bear."""
    known = set(paths)
    found = {}
    for path in paths:
        row = re.fullmatch(r"(.+)#\d+", path, re.DOTALL)
        parents = (path[: slash.start()] for slash in re.finditer("/", path))
        other = next((o for o in (*parents, row and row[1]) if o in known), None)
        if other is not None:
            found[path] = f"its name is that of something inside '{other}'; rename it"
    return found


def _shown(root: Path, path: Path) -> str:
    """Write a path in UTF-8; bytes that are not UTF-8 are spelt out."""
    name = path.relative_to(root).as_posix()
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # Windows lets half of a surrogate pair stand in a name
        return name.encode("utf-8", "backslashreplace").decode()


def _found(root: Path, path: Path, state: os.stat_result) -> Found:
    inode = state.st_ino % 2**63  # Windows has longer ones than a column holds
    changed = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, inode)
    shown = _shown(root, path)
    problem = None
    if not stat.S_ISREG(state.st_mode):
        problem = ("unsupported", "a pipe, a socket or a device; remove it")
    elif _is_hidden(shown):
        problem = (
            "hidden",
            "kept by the system or an editor, not an article; rename it if it is one",
        )
    elif state.st_size > MAX_FILE:
        problem = ("too large", f"{state.st_size:,} bytes; split it below {MAX_FILE:,}")
    return Found(shown, path, state.st_size, changed, problem)


def _is_hidden(path: str) -> bool:
    parts = path.split("/")
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts) or parts[-1] in (
        "Thumbs.db",
        "desktop.ini",
    )


# one file


def read(found: Found, columns: Mapping[str, str] | None = None) -> Reading:
    """Read one file of the folder; whatever is wrong with it becomes a row, never an error."""
    if found.problem:
        return Reading([], [Entry(found.path, *found.problem)])
    try:
        with found.file.open("rb") as stream:
            data = stream.read(HEAD)
            if len(data) == HEAD and not _is_hopeless(found.path, data):
                stream.seek(0)
                data = stream.read()
    except OSError as error:
        reason = f"can't be opened ({error.strerror}); give yourself the right to read it"
        return Reading([], [Entry(found.path, "unreadable", reason)])
    return _read(found.path, found.path, data, _Call(columns or {}))


def _is_hopeless(name: str, head: bytes) -> bool:
    """Tell from its head that a large file holds nothing for us, so that the rest stays unread."""
    try:
        _kind(name, head, is_whole=False)
    except Refused:
        return True
    return False


class _Call:
    """What holds for all that is inside one file: the caller's columns, and the room left."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self.columns, self.room, self.depth = columns, MAX_UNPACKED, 0


def _read(path: str, name: str, data: bytes, call: _Call) -> Reading:
    """Read one file from its bytes; `name` tells its kind, `path` is what the sheet calls it."""
    try:
        kind = _kind(name, data)
        if kind == "zip":
            return _archive(path, data, call)
        if kind in tabular.READERS:
            return _table(path, *_foreign(tabular.read, kind, data, call.columns))
        if kind in WRITTEN and len(data) > MAX_PAGE:
            told = f"{len(data):,} bytes, more than one article has; split it, or make it a table"
            raise Refused("too large", told)
        return _article(path, data, _foreign(_DOCUMENTS[kind], data))
    except Refused as refused:
        return Reading([], [Entry(path, refused.status, pages.utf8(refused.reason))])


def _foreign(reader: Callable[..., Any], *given: Any) -> Any:
    """Run a reader of a foreign format; whatever it raises is told in the intake sheet."""
    try:
        return reader(*given)
    except Refused:
        raise
    except RecursionError as error:
        raise Refused(
            "unreadable", "nested too deep; save it again from the program that made it"
        ) from error
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise Refused("unreadable", f"{told}. Save it again, or export its text as .txt") from error


def _kind(name: str, data: bytes, is_whole: bool = True) -> str:
    """Tell a file's kind by what it holds, then by its name."""
    if is_whole and not re.search(rb"[^ \t\r\n\x00]", data):
        raise Refused("empty", "nothing in it; remove it")
    foreign = next((FOREIGN[magic] for magic in FOREIGN if data.startswith(magic)), None)
    if foreign:
        raise Refused(*foreign)
    kind = next((SIGNATURES[magic] for magic in SIGNATURES if data.startswith(magic)), None)
    if kind == "zip" and is_whole:
        return str(_foreign(_zip_kind, name, data))
    return kind or _named_kind(name, data[:HEAD])


def _named_kind(name: str, head: bytes) -> str:
    """Tell a file's kind by its ending, where its bytes do not speak against it."""
    suffix = _suffix(name)
    named = KINDS.get(suffix)
    if head.startswith(b"PAR1") and pages.is_binary(head):
        return "parquet"
    if named is None:
        raise Refused(
            "unsupported", f"files ending in '{suffix}' are not read; export the text as .txt"
        )
    if named in WRITTEN and pages.is_binary(head):
        raise Refused(
            "not text", "its bytes are no text in any encoding; remove it, or save it as text"
        )
    if named == "text" and re.match(
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", head, re.I
    ):
        return "html"
    return named


def _suffix(name: str) -> str:
    base = name.rpartition("/")[2]
    dot = base.rfind(".")
    return base[dot:].lower() if 0 < dot < len(base) - 1 else ""


def _zip_kind(name: str, data: bytes) -> str:
    """Tell Office files from plain archives by what they hold."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile as error:
        raise Refused(
            "unreadable", f"a broken archive ({error}); download or pack it again"
        ) from error
    office = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
    kind = next((office[part] for part in office if part in names), None)
    if kind is None and "[Content_Types].xml" in names:
        named = KINDS.get(_suffix(name))
        if named in ("docx", "xlsx"):
            return named
        raise Refused("unsupported", "an Office file of another kind; export its text as .txt")
    if kind is None and "mimetype" in names:
        raise Refused("unsupported", "an OpenDocument file or a book; save it as .docx or .txt")
    return kind or "zip"


def _article(path: str, data: bytes, content: pages.Content) -> Reading:
    text = pages.utf8(content.text)
    if not re.search(r"\w", text):
        raise Refused("empty", "no text in it; remove it, or export its text as .txt")
    if len(text) > MAX_TEXT:
        raise Refused("too large", f"{len(text):,} characters, more than one article has; split it")
    sha256 = hashlib.sha256(data).hexdigest()
    return Reading(
        [Document(path, path, sha256, text, list(content.given))],
        [Entry(path, "article", "", content.encoding, 1)],
    )


def _table(path: str, rows: list[tabular.Row], problems: str, encoding: str | None) -> Reading:
    documents = [Document(f"{path}#{r.key}", path, r.sha256, r.text, r.given) for r in rows]
    status = "article" if documents else "empty"
    told = [] if documents else ["no row gives an article; fill its text, or remove the file"]
    reason = "; ".join(filter(None, [pages.utf8(problems), *told]))
    return Reading(documents, [Entry(path, status, reason, encoding, len(documents))])


_DOCUMENTS: dict[str, Callable[[bytes], pages.Content]] = {
    "text": pages.plain,
    "html": pages.html,
    "pdf": pages.pdf,
    "docx": pages.docx,
    "rtf": pages.rtf,
}


# archives


def _archive(path: str, data: bytes, call: _Call) -> Reading:
    """Read each member in memory; nothing is written, so no name can reach outside."""
    archive = _foreign(zipfile.ZipFile, io.BytesIO(data))
    members = [m for m in archive.infolist() if not m.is_dir()]
    unpacked = sum(m.file_size for m in members)
    if unpacked > call.room:
        raise Refused(
            "too large",
            f"unpacks to {unpacked:,} bytes; unpack it yourself and put in what you need",
        )
    if call.depth >= MAX_DEPTH:
        raise Refused("unsupported", f"archives inside archives, {MAX_DEPTH} deep; unpack it")
    call.room -= unpacked
    call.depth += 1
    names = _unlike([pages.utf8(m.filename) for m in members])
    clashes = _clashes(names)
    told = "nothing in it; remove it" if not members else f"{len(members)} files inside, a row each"
    entries, documents = [Entry(path, "archive", told)], []
    for name, member in zip(names, members, strict=True):
        inside = _member(f"{path}/{name}", archive, member, call, clashes.get(name))
        entries += inside.entries
        documents += inside.documents
    call.depth -= 1
    return Reading(documents, entries)


def _unlike(names: list[str]) -> list[str]:
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


def _member(
    path: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, call: _Call, clash: str | None
) -> Reading:
    name = member.filename.replace("\\", "/")
    try:
        if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
            raise Refused("unsafe name", "its name reaches outside the archive; rename it")
        if clash:
            raise Refused("unsafe name", clash)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Refused("link", "a link inside an archive; put the file itself into the folder")
        if _is_hidden(name):
            raise Refused("hidden", "kept by the system, not an article; nothing to do")
        if member.flag_bits & 1:
            raise Refused("locked", "needs a password; unpack it")
        data = _unpacked(archive, member)
    except Refused as refused:
        return Reading([], [Entry(path, refused.status, pages.utf8(refused.reason))])
    return _read(path, name, data, call)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Unpack one member, and no more of it than its header declares."""
    try:
        with archive.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except Exception as error:
        told = " ".join(str(error).split())[:200] or type(error).__name__
        raise Refused("unreadable", f"damaged in the archive ({told}); pack it again") from error
    if len(data) > member.file_size or member.compress_size > member.file_size + 1000:
        raise Refused("too large", "unpacks to more than the archive says; unpack it yourself")
    return data
