"""Write chronology, actors, statements and any table out for other programs.

A table, a timeline and a calendar of `told`, one row a date told; a graph, a table and entities of
the actors; annotations of the statements; any computed table as CSV, with a dictionary. Each takes
its rows and a path. It writes the file in one step, makes the folder if need be, and gives the
path back, or says that so many rows wait for `whole=True`; `..._text` gives what the file would
hold. The same rows give the same bytes. Every row is a row of the table. The timeline and the
calendar hold one entry for each event, and one for each date of no event; what has no first and
last second can't be placed there and stands in the table alone.
"""

from .annotations import annotations, annotations_text
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
from .package import tables
from .slides import timelinejs, timelinejs_text
from .table import csv, csv_text, dictionary, verbatim

__all__ = [
    "annotations",
    "annotations_text",
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
    "tables",
    "timelinejs",
    "timelinejs_text",
    "verbatim",
]
