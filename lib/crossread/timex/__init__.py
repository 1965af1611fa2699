"""Find the time expressions of a text and say which days they mean."""

from .tagging import Timex, tag

__all__ = ["Timex", "tag"]
