"""Read the page around an article: its fields and its parts."""

from .page import Field, Page, Part
from .walk import read

__all__ = ["Field", "Page", "Part", "read"]
