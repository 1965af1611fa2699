"""Say what the notebooks found, and whether it would survive without an article or an outlet."""

from .headlines import HEADLINES, Finding
from .making import Tables, tables
from .subsets import without, without_recycled
from .survival import resting, survive

__all__ = [
    "HEADLINES",
    "Finding",
    "Tables",
    "resting",
    "survive",
    "tables",
    "without",
    "without_recycled",
]
