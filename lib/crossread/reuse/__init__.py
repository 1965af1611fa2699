"""Find what articles have from one another: passages, their edits, and where they come from."""

from .alignment import Op, align
from .edits import variants
from .passages import find
from .roots import origins, roots
from .told import edited, recurring, wordings

__all__ = [
    "Op",
    "align",
    "edited",
    "find",
    "origins",
    "recurring",
    "roots",
    "variants",
    "wordings",
]
