"""What readers of files give, and how they refuse."""

from typing import NamedTuple

from ..metadata import Given


class Refused(Exception):
    """A file is set aside; carries its status and what to do about it."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(status, reason)
        self.status, self.reason = status, reason


class Content(NamedTuple):
    """What one file holds; `encoding` is None where the format settles it."""

    text: str
    encoding: str | None = None
    given: tuple[Given, ...] = ()


def utf8(text: str) -> str:
    """Replace what UTF-8 cannot hold, such as half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text
