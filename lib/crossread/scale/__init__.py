"""Make all tables of a folder: on one machine, or on many."""

from .making import ready, tables
from .run import run

__all__ = ["ready", "run", "tables"]
