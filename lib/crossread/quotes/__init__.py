"""Find who says what in one article's text."""

from .statements import Statement
from .tagging import tag

__all__ = ["Statement", "tag"]
