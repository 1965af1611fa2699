"""Put a table behind controls: they narrow its rows, the figure follows, marks open receipts."""

from ..corrections import offer
from .comparing import compare
from .exploring import explore
from .filtering import narrow
from .packing import unpacked
from .reading import kwic, read
from .widget import CODE, Panel

__all__ = ["CODE", "Panel", "compare", "explore", "kwic", "narrow", "offer", "read", "unpacked"]
