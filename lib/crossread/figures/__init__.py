"""Draw the tables: rows in, a Plotly figure out, its title the finding."""

from .actors import queue, who
from .called import called
from .clocks import clocks
from .corpus import credits, paragraphs, parts
from .density import density
from .network import network
from .offices import offices
from .published import published
from .reach import reach
from .retold import conflicts, retold
from .timeline import timeline
from .views import actors, chronology, networks
from .voice import voice

__all__ = [
    "actors",
    "called",
    "chronology",
    "clocks",
    "conflicts",
    "credits",
    "density",
    "network",
    "networks",
    "offices",
    "paragraphs",
    "parts",
    "published",
    "queue",
    "reach",
    "retold",
    "timeline",
    "voice",
    "who",
]
