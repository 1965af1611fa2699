"""Write the chronology out for other programs: a table, a timeline, a calendar.

Each takes `told`, one row a date told, and a path. It writes the file in one step, makes the
folder if need be, and gives the path back; `..._text` gives what the file would hold. The same
rows give the same bytes. Every row is a row of the table. The timeline and the calendar
hold one entry for each event, and one for each date of no event; what has no first and last
second can't be placed there and stands in the table alone.
"""

from .diary import icalendar, icalendar_text
from .slides import timelinejs, timelinejs_text
from .table import csv, csv_text, dictionary, verbatim

__all__ = [
    "csv",
    "csv_text",
    "dictionary",
    "icalendar",
    "icalendar_text",
    "timelinejs",
    "timelinejs_text",
    "verbatim",
]
