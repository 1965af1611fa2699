"""Draw the tables: rows in, a Plotly figure out, its title the finding."""

from .clocks import clocks
from .corpus import credits, paragraphs, parts
from .density import density
from .published import published
from .reach import reach
from .retold import conflicts, retold
from .timeline import timeline
from .views import chronology

__all__ = [
    "chronology",
    "clocks",
    "conflicts",
    "credits",
    "density",
    "paragraphs",
    "parts",
    "published",
    "reach",
    "retold",
    "timeline",
]
