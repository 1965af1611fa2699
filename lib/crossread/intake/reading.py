"""Read one file: the articles that it holds, and a row for it in the intake sheet."""

import hashlib
import io
import re
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from ..metadata import Given
from . import decoding, documents, tabular, webpages
from .content import Content, Refused, utf8
from .folder import Found, clashes, is_hidden, unlike
from .kinds import HEAD, WRITTEN, foreign, kind_of

MAX_TEXT = 10_000_000  # characters; no article is longer, so a longer one is several
MAX_PAGE = 4 * MAX_TEXT  # bytes; a larger page or text is not even parsed
MAX_UNPACKED = 1_000_000_000  # bytes; what one archive may unpack to, with those inside it
MAX_DEPTH = 3  # archives inside archives


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


def read(found: Found, columns: Mapping[str, str] | None = None) -> Reading:
    """Read one file of the folder; whatever is wrong with it becomes a row, never an error."""
    if found.problem:
        return Reading([], [Entry(found.path, *found.problem)])
    try:
        with Path(found.file).open("rb") as stream:
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
        kind_of(name, head, is_whole=False)
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
        kind = kind_of(name, data)
        if kind == "zip":
            return _archive(path, data, call)
        if kind in tabular.READERS:
            return _table(path, *foreign(tabular.read, kind, data, call.columns))
        if kind in WRITTEN and len(data) > MAX_PAGE:
            told = f"{len(data):,} bytes, more than one article has; split it, or make it a table"
            raise Refused("too large", told)
        return _article(path, data, foreign(_DOCUMENTS[kind], data))
    except Refused as refused:
        return Reading([], [Entry(path, refused.status, utf8(refused.reason))])


def _article(path: str, data: bytes, content: Content) -> Reading:
    text = utf8(content.text)
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
    reason = "; ".join(filter(None, [utf8(problems), *told]))
    return Reading(documents, [Entry(path, status, reason, encoding, len(documents))])


_DOCUMENTS: dict[str, Callable[[bytes], Content]] = {
    "text": decoding.plain,
    "html": webpages.html,
    "pdf": documents.pdf,
    "docx": documents.docx,
    "rtf": documents.rtf,
}


# archives


def _archive(path: str, data: bytes, call: _Call) -> Reading:
    """Read each member in memory; nothing is written, so no name can reach outside."""
    archive = foreign(zipfile.ZipFile, io.BytesIO(data))
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
    names = unlike([utf8(m.filename) for m in members])
    taken = clashes(names)
    told = "nothing in it; remove it" if not members else f"{len(members)} files inside, a row each"
    entries, documents = [Entry(path, "archive", told)], []
    for name, member in zip(names, members, strict=True):
        inside = _member(f"{path}/{name}", archive, member, call, taken.get(name))
        entries += inside.entries
        documents += inside.documents
    call.depth -= 1
    return Reading(documents, entries)


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
        if is_hidden(name):
            raise Refused("hidden", "kept by the system, not an article; nothing to do")
        if member.flag_bits & 1:
            raise Refused("locked", "needs a password; unpack it")
        data = _unpacked(archive, member)
    except Refused as refused:
        return Reading([], [Entry(path, refused.status, utf8(refused.reason))])
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
