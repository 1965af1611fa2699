"""Draw the tables: rows in, a Plotly figure out, its title the finding."""

from .actors import queue, who
from .called import called
from .chains import chains
from .clocks import clocks
from .corpus import credits, paragraphs, parts
from .density import density
from .distinctive import distinctive
from .edits import edits
from .forms import forms
from .ledger import disputes, ledger
from .limits import measured, mistakes, survival
from .network import network
from .numbers import numbers
from .offices import offices
from .published import published
from .reach import reach
from .retold import conflicts, retold
from .speech import speech
from .spread import spread
from .timeline import timeline
from .views import actors, chronology, networks, voices, wordings
from .voice import voice

__all__ = [
    "actors",
    "called",
    "chains",
    "chronology",
    "clocks",
    "conflicts",
    "credits",
    "density",
    "disputes",
    "distinctive",
    "edits",
    "forms",
    "ledger",
    "measured",
    "mistakes",
    "network",
    "networks",
    "numbers",
    "offices",
    "paragraphs",
    "parts",
    "published",
    "queue",
    "reach",
    "retold",
    "speech",
    "spread",
    "survival",
    "timeline",
    "voice",
    "voices",
    "who",
    "wordings",
]
