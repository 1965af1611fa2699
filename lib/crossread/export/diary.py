"""Write the events as a calendar (iCalendar, RFC 5545).

No library is used: the one that is kept up (icalendar 7.3) turns a backslash before a capital
N into a line break, and so would alter sentences. The tests read the calendar with it.
"""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd

from . import entries
from .entries import Entry
from .writing import asked, write

WIDTH = 75  # octets of a line without its end (RFC 5545, 3.1)
# Control characters can't be written at all; in their place stands the sign for what is lost
CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 127], "\ufffd")
ESCAPES = CONTROLS | str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
END_OF_TIME = datetime.max.replace(microsecond=0)  # a hostile text may name the year 9999
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Crossread//chronology//EN")
# A calendar holds one component at least (RFC 5545, 3.6); this one holds no event
NOTHING = (
    *("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)


@asked
def icalendar(told: pd.DataFrame, path: str | Path = "exports/chronology.ics") -> Path:
    """Write the events as a calendar, one entry an event.

    Whole days and what is vaguer are days as the articles state them, with no zone; a clock
    with a zone is in UTC; a clock without one is 'floating', the same on every reader's
    clock. Where dates conflict the entry goes from the first to the last.
    `DTSTAMP` is `$SOURCE_DATE_EPOCH`, else the latest publication, never the time of writing.
    """
    return write(path, icalendar_text(told))


def icalendar_text(told: pd.DataFrame) -> str:
    """Give what `icalendar` writes."""
    stamp = _stamp(told)
    found = entries.find(told)
    body = [line for entry in found for line in _event(entry, stamp)] or NOTHING
    return "".join(map(_folded, [*HEAD, *body, "END:VCALENDAR"]))


def _stamp(told: pd.DataFrame) -> str:
    """Say as of when the entries hold."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return _moment(datetime.fromtimestamp(int(epoch), UTC)) + "Z"
    latest = told["published_end"].max()
    at = datetime(1970, 1, 1) if pd.isna(latest) else latest.to_pydatetime(warn=False)
    return _moment(at) + "Z"


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    first, last = _bounds(entry)
    said = " / ".join(entry.said)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, '|'.join([entry.key, entry.label, first, last]))}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART{first}"
    yield f"DTEND{last}"
    yield f"SUMMARY:{_escaped(entry.label)}"
    yield f"DESCRIPTION:{_escaped(_description(entry, said))}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because of it
    yield "END:VEVENT"


def _bounds(entry: Entry) -> tuple[str, str]:
    """Write the first day or second, and the one after the last, as values of DTSTART and DTEND."""
    if not entry.is_timed:
        start, end = entry.first.date(), entry.last.date()
        after = end + timedelta(days=end < date.max)
        return f";VALUE=DATE:{_compact(start)}", f";VALUE=DATE:{_compact(after)}"
    utc = "" if entry.offset is None else "Z"
    ahead = entry.offset or timedelta()
    is_end_of_time = entry.last >= END_OF_TIME
    start, after = entry.first - ahead, entry.last + timedelta(seconds=not is_end_of_time) - ahead
    return f":{_moment(start)}{utc}", f":{_moment(after)}{utc}"


def _description(entry: Entry, said: str) -> str:
    parts = [f"The articles disagree on the date: {said}" if entry.is_conflicting else said]
    for telling in entries.tellings(entry):
        parts.append("\n".join([_lines(telling.text), *(f"— {place}" for place in telling.places)]))
    return "\n\n".join(parts)


def _compact(day: date) -> str:
    return day.isoformat().replace("-", "")


def _moment(at: datetime) -> str:
    return f"{_compact(at.date())}T{at:%H%M%S}"


def _escaped(text: str) -> str:
    return _lines(text).translate(ESCAPES)


def _lines(text: str) -> str:
    """Write every line end alike: the format knows one."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _folded(line: str) -> str:
    """Break a line at 75 octets, between characters."""
    lines, width = [], 0
    for char in line:
        size = len(char.encode("utf-8"))
        if width + size > WIDTH:
            lines.append("\r\n ")
            width = 1
        lines.append(char)
        width += size
    return "".join(lines) + "\r\n"
