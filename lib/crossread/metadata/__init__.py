"""Settle what an article says of itself, and what its body tells beside its header."""

from .settle import Given, Settled, rows, settle
from .told import credits, language, not_before

__all__ = ["Given", "Settled", "credits", "language", "not_before", "rows", "settle"]
