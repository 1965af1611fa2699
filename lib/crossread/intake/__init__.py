"""Open any folder: find its files, say what each is, and give the texts that they hold."""

from .folder import Found, scan
from .reading import Document, Entry, Reading, read

__all__ = ["Document", "Entry", "Found", "Reading", "read", "scan"]
