"""Say who says what, through whom, in whose words, and how each outlet stands to it."""

from .find import find
from .resolve import Ledger, resolve
from .said import said
from .summary import cells, disputed, laundered, receipts, summary
from .voices import voices

__all__ = [
    "Ledger",
    "cells",
    "disputed",
    "find",
    "laundered",
    "receipts",
    "resolve",
    "said",
    "summary",
    "voices",
]
