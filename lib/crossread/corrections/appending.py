"""Add lines to a file that several people and programs write to, whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)  # Windows would write two bytes for a line's end
FAR = 1 << 30  # Windows locks a byte that nobody reads or writes, as its locks keep readers out


def append(path: Path, head: str, lines: str) -> int:
    """Add whole lines at the end of a file; give the number of the first, the file's first being 1.

    `head` opens a file that is empty or not there yet. What a killed program left without a
    line's end is closed first, so that nothing is glued to it. If the disk is full the file
    becomes what it was, and OSError says so.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY, 0o666)
    try:
        with _locked(file):
            before = _read(file)
            lead = head if not before else "" if before.endswith(b"\n") else "\n"
            _write(file, (lead + lines).encode(), len(before))
            return before.count(b"\n") + lead.count("\n") + 1
    finally:
        os.close(file)


def _read(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    parts = []
    while part := os.read(file, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write(file: int, data: bytes, size: int) -> None:
    """Write at the end and on to the disk; if that fails, cut the file back to its size."""
    try:
        while data:
            data = data[os.write(file, data) :]
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


@contextmanager
def _locked(file: int) -> Iterator[None]:
    """Keep other writers out; they wait, on Windows for ten seconds."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(file, FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
