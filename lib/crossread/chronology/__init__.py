"""Say what happened when: find the dates told, join them into events, list who tells them."""

from .find import find
from .resolve import resolve
from .summary import summary
from .tables import Events, accounts
from .told import disputed, told

__all__ = ["Events", "accounts", "disputed", "find", "resolve", "summary", "told"]
