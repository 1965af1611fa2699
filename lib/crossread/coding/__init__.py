"""Let people code a sample of what the machine found, and measure it against what they said."""

from .agreement import alpha, disagreements
from .book import astray, load
from .cards import card, summary
from .measures import errors, measure, wilson
from .sampling import sample
from .sheet import Sheet, sheet

__all__ = [
    "Sheet",
    "alpha",
    "astray",
    "card",
    "disagreements",
    "errors",
    "load",
    "measure",
    "sample",
    "sheet",
    "summary",
    "wilson",
]
