"""Tell what kind of file some bytes are, by what they hold and by their name."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from .content import Refused
from .decoding import is_binary

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


def kind_of(name: str, data: bytes, is_whole: bool = True) -> str:
    """Tell a file's kind by what it holds, then by its name."""
    if is_whole and not re.search(rb"[^ \t\r\n\x00]", data):
        raise Refused("empty", "nothing in it; remove it")
    other = next((FOREIGN[magic] for magic in FOREIGN if data.startswith(magic)), None)
    if other:
        raise Refused(*other)
    kind = next((SIGNATURES[magic] for magic in SIGNATURES if data.startswith(magic)), None)
    if kind == "zip" and is_whole:
        return str(foreign(_zip_kind, name, data))
    return kind or _named_kind(name, data[:HEAD])


def _named_kind(name: str, head: bytes) -> str:
    """Tell a file's kind by its ending, where its bytes do not speak against it."""
    suffix = _suffix(name)
    named = KINDS.get(suffix)
    if head.startswith(b"PAR1") and is_binary(head):
        return "parquet"
    if named is None:
        raise Refused(
            "unsupported", f"files ending in '{suffix}' are not read; export the text as .txt"
        )
    if named in WRITTEN and is_binary(head):
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


def foreign(reader: Callable[..., Any], *given: Any) -> Any:
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
