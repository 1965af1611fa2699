"""Write the chronology and the actors out for other programs.

A table, a timeline and a calendar of `told`, one row a date told; a graph, a table and entities of
the actors. Each takes its rows and a path. It writes the file in one step, makes the
folder if need be, and gives the path back; `..._text` gives what the file would hold. The same
rows give the same bytes. Every row is a row of the table. The timeline and the calendar
hold one entry for each event, and one for each date of no event; what has no first and last
second can't be placed there and stands in the table alone.
"""

from .diary import icalendar, icalendar_text
from .graph import (
    followthemoney,
    followthemoney_text,
    gexf,
    gexf_text,
    graphml,
    graphml_text,
    mentions,
    mentions_text,
)
from .slides import timelinejs, timelinejs_text
from .table import csv, csv_text, dictionary, verbatim

__all__ = [
    "csv",
    "csv_text",
    "dictionary",
    "followthemoney",
    "followthemoney_text",
    "gexf",
    "gexf_text",
    "graphml",
    "graphml_text",
    "icalendar",
    "icalendar_text",
    "mentions",
    "mentions_text",
    "timelinejs",
    "timelinejs_text",
    "verbatim",
]
