"""Find the time expressions of a text and say which days they mean."""

from .tagging import Timex, tag
from .tenses import FUTURE, tense

__all__ = ["FUTURE", "Timex", "tag", "tense"]
