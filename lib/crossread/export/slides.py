"""Write the events as a timeline that TimelineJS 3 shows."""

import html
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from . import entries
from .entries import Entry
from .writing import asked, write

# TimelineJS strips tags from these fields, then shows what is left as markup: an escaped '<'
# would come back to life
NO_MARKUP = str.maketrans({"<": "‹", ">": "›", "&": "&amp;"})


@asked
def timelinejs(told: pd.DataFrame, path: str | Path = "exports/chronology.timeline.json") -> Path:
    """Write the events for TimelineJS 3 (Knight Lab), one slide an event.

    Dates are those of the clock that the articles state, as TimelineJS knows no zones; the
    last day of a span lies inside it. Over the slide stand the words of the most exact date
    told, of every date where they conflict. An event that one outlet alone tells stands in
    its group. TimelineJS itself refuses to show a timeline without events.
    """
    return write(path, timelinejs_text(told))


def timelinejs_text(told: pd.DataFrame) -> str:
    """Give what `timelinejs` writes."""
    slides = [_slide(entry) for entry in entries.find(told)]
    text = json.dumps({"scale": "human", "events": slides}, ensure_ascii=False, indent=1) + "\n"
    # '<' stands in strings only; so written it can't end the <script> that the text is pasted in
    return text.replace("<", "\\u003c")


def _slide(entry: Entry) -> dict[str, Any]:
    slide = {
        "unique_id": entry.key,
        "start_date": _date(entry.first, entry.is_timed),
        "end_date": _date(entry.last, entry.is_timed),
        "display_date": " / ".join(entry.said).translate(NO_MARKUP),
        "text": {"headline": html.escape(entry.label), "text": _text(entry)},
        "autolink": False,  # sentences are shown as they are
    }
    outlets = {row["outlet"] for row in entry.rows}
    if len(outlets) == 1 and None not in outlets:
        slide["group"] = outlets.pop().translate(NO_MARKUP)
    if slide["end_date"] == slide["start_date"]:
        del slide["end_date"]
    return slide


def _date(at: datetime, is_timed: bool) -> dict[str, int]:
    names = ("year", "month", "day", *(("hour", "minute") if is_timed else ()))
    return {name: getattr(at, name) for name in names}


def _text(entry: Entry) -> str:
    """Show each sentence with where it stands, as markup."""
    parts = ["<p>The articles disagree on the date.</p>"] if entry.is_conflicting else []
    for telling in entries.tellings(entry):
        places = "".join(f"<br>— {html.escape(place)}" for place in telling.places)
        parts.append(f"<p>{html.escape(telling.text)}{places}</p>")
    return "".join(parts)
