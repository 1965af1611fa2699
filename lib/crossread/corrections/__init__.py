"""Keep what people decide about the tables: every decision a line, replayed on every run."""

from .belonging import members
from .checking import check
from .offering import Offer as offer
from .replaying import apply

__all__ = ["apply", "check", "members", "offer"]
