"""Find the names of a text, and say whom they name."""

from .finder import Candidate, find
from .tagging import Name, tag

__all__ = ["Candidate", "Name", "find", "tag"]
