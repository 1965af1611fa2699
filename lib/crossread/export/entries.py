"""Gather the dates told of each event into one entry, with its date, words and sentences."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Any, NamedTuple

import pandas as pd

Row = dict[str, Any]  # one date told: a column's name -> its value, None where it is missing
Span = tuple[datetime, datetime]  # first and last second, both inside

NEEDED = (
    *("article_id", "start", "end", "text", "timex_id", "words", "type", "value"),
    *("edtf", "earliest", "latest", "anchor", "rule", "precision", "event_id", "label"),
    *("is_conflicting", "n_articles", "n_roots", "outlet", "article", "published_start"),
    *("published_end", "delay_days", "is_quoted", "is_recycled", "family"),
)
LABEL = 80  # characters that stand for an entry without a label of its own
MOST = 25  # sentences, and sources of one sentence: programs choke on a note of a megabyte
DAY = timedelta(days=1)
_ZONE = re.compile(r"T[\d:.]+(?:Z|([+-])(\d\d):(\d\d))[?~%]*$")


class Telling(NamedTuple):
    """One sentence, and where it stands: article, and the date as told there."""

    text: str
    places: tuple[str, ...]


class Entry(NamedTuple):
    """One event, or one date told of no event; it has a first and a last second.

    These are on the clock of the most exact telling, whose zone lies `offset` ahead of UTC;
    None: no zone is stated. `said`: the dates in the words of the articles, one, or
    several where they conflict.
    """

    key: str
    label: str
    first: datetime
    last: datetime
    offset: timedelta | None
    is_conflicting: bool
    said: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def is_timed(self) -> bool:
        """Tell whether it is closer than a day."""
        return self.last - self.first < DAY - timedelta(seconds=1)


def rows(told: pd.DataFrame) -> list[Row]:
    """List the dates told in order of publication, undated articles last."""
    missing = [name for name in NEEDED if name not in told]
    if missing:
        raise ValueError(
            f"the table has no column {', '.join(missing)}; export takes what chronology.told gives"
        )
    table = told[list(NEEDED)]
    values = table.astype(object).where(table.notna(), None).to_dict("records")
    return sorted(({k: _plain(v) for k, v in row.items()} for row in values), key=_place)


def _plain(value: Any) -> Any:
    return value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value


def _place(row: Row) -> tuple[datetime, str, int, str]:
    published = row["published_start"] or datetime.max
    return published, row["article_id"], row["start"], row["timex_id"]


def zone(edtf: str) -> timedelta | None:
    """Read how far the zone of an EDTF time is ahead of UTC; None: it states none."""
    found = _ZONE.search(edtf)
    if not found:
        return None
    sign, hours, minutes = found.groups(default="0")
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    return -ahead if sign == "-" else ahead


def stated(row: Row) -> tuple[datetime | None, datetime | None]:
    """Bound a date told on the clock it is told by: bounds of a stated zone are kept in UTC."""
    left, _, right = (row["edtf"] or "").partition("/")
    zones = zone(left), zone(right or left)
    bounds = row["earliest"], row["latest"]
    first, last = (
        at and at + (ahead or timedelta()) for at, ahead in zip(bounds, zones, strict=True)
    )
    return first, last


def find(told: pd.DataFrame) -> list[Entry]:
    """Gather entries in order of their dates; what has no first and last second is left out."""
    groups: dict[tuple[bool, str], list[Row]] = {}
    for row in rows(told):
        alone = row["event_id"] is None
        groups.setdefault((alone, row["timex_id" if alone else "event_id"]), []).append(row)
    found = [_entry(key, group) for (_, key), group in groups.items()]
    return sorted(
        (entry for entry in found if entry), key=lambda each: (each.first, each.last, each.key)
    )


def _entry(key: str, group: list[Row]) -> Entry | None:
    dated = [row for row in group if row["earliest"] and row["latest"]]
    if not dated:
        return None
    closest = min(dated, key=lambda row: row["latest"] - row["earliest"])
    offset = zone(_left(closest))
    disagree = any(bool(row["is_conflicting"]) for row in group)
    span, rival = _agreed([_on_clock(row, offset) for row in dated], disagree)
    chosen = [_first(dated, offset, each) for each in rival] or [closest]
    said = tuple(dict.fromkeys(map(_said, chosen)))
    label = group[0]["label"] or shorten(group[0]["text"], LABEL, placeholder=" …")
    return Entry(key, label, *span, offset, disagree, said, tuple(group))


def _agreed(spans: list[Span], disagree: bool) -> tuple[Span, list[Span]]:
    """Give what all dates allow; where they exclude one another, from first to last, and each."""
    first, last = max(s[0] for s in spans), min(s[1] for s in spans)
    if not disagree and first <= last:
        return (first, last), []
    rival = _innermost(spans)
    return (min(s[0] for s in rival), max(s[1] for s in rival)), sorted(rival)


def _first(dated: list[Row], offset: timedelta | None, span: Span) -> Row:
    """Find the telling of this date that was published first."""
    return next(row for row in dated if _on_clock(row, offset) == span)


def _left(row: Row) -> str:
    return (row["edtf"] or "").partition("/")[0]


def _on_clock(row: Row, offset: timedelta | None) -> Span:
    """Bound a date told on the clock of another; one without a zone stays as it is told."""
    first, last = stated(row)
    if offset is not None and zone(_left(row)) is not None:
        first, last = row["earliest"] + offset, row["latest"] + offset
    return first, last  # type: ignore[return-value]  # both are known to those who call


def _innermost(spans: Iterable[Span]) -> set[Span]:
    """Keep the dates that contain no other: a day, not the month that it lies in."""
    distinct = set(spans)
    return {
        a for a in distinct if not any(a != b and a[0] <= b[0] and b[1] <= a[1] for b in distinct)
    }


def _said(row: Row) -> str:
    """Give the words of a date, with its reading in brackets where they leave the year open."""
    first, _ = stated(row)
    known = row["edtf"] is None or (first and str(first.year) in row["words"])
    return row["words"] if known else f"{row['words']} [{row['edtf']}]"


def tellings(entry: Entry) -> list[Telling]:
    """List the sentences, copies of one together; what goes beyond `MOST` is counted."""
    places: dict[str, list[str]] = {}
    for row in entry.rows:
        place = f"{row['article'] or row['article_id']}: {_said(row)}"
        places.setdefault(row["text"], []).append(place)
    kept = [Telling(text, _few(each)) for text, each in list(places.items())[:MOST]]
    left = len(places) - len(kept)
    return [*kept, *([Telling(f"… and {left} more sentences", ())] if left > 0 else [])]


def _few(places: list[str]) -> tuple[str, ...]:
    left = len(places) - MOST
    return (*places[:MOST], *([f"… and {left} more"] if left > 0 else []))
