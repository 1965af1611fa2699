"""Make all tables of a folder: on one machine, or on many."""

from .making import beside, ready, tables
from .run import run

__all__ = ["beside", "ready", "run", "tables"]
