"""Say in whose words the articles tell it: forms of one thing, words apart, reported numbers."""

from .find import find
from .lines import lines
from .listed import check
from .numbers import numbers
from .odds import distinctive
from .told import told

__all__ = ["check", "distinctive", "find", "lines", "numbers", "told"]
