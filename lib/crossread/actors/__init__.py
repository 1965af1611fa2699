"""Say who acts, who speaks and who is only spoken about."""

from .find import find
from .named import named, tied
from .resolve import resolve
from .summary import summary
from .terms import terms
from .ties import ties

__all__ = ["find", "named", "resolve", "summary", "terms", "tied", "ties"]
