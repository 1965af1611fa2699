"""Write a file so that it is there whole or not at all."""

import uuid
from pathlib import Path

from .. import lexicon


def write(path: str | Path, text: str) -> Path:
    """Put a text in a file as UTF-8, line ends as they are; an older file is replaced at once.

    A relative path is one in the project's folder; the path is given back as it came.
    """
    place = lexicon.PROJECT / Path(path).expanduser()
    data = text.encode("utf-8")
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{uuid.uuid4().hex}")
    try:
        fresh.write_bytes(data)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
    return Path(path)
