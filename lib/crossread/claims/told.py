"""Read every passage of a corpus with the actors that it names and the days that it tells."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from .. import authority, names, timex
from ..corpus import Corpus
from . import words
from .reading import Date, Reading, read
from .tokens import Named
from .units import Unit

ZONE = re.compile(r"T[\d:.]+([+-])(\d\d):?(\d\d)")
MERGED = ("state", "force")  # an army acts for its country: both go by the country's code


class Told:
    """The actors and dates of every article, by where they stand.

    Tables that are given save tagging anew: `mentions` as actors.find makes them, `timexes` as
    chronology.find does.
    """

    def __init__(
        self,
        c: Corpus,
        mentions: pd.DataFrame | None,
        timexes: pd.DataFrame | None,
        handmade: Path,
    ) -> None:
        self.listed = authority.load(handmade).actors
        self.named: defaultdict[str, list[Named]] = defaultdict(list)
        self.dates: defaultdict[str, list[Date]] = defaultdict(list)
        for key, each in _rows(mentions) if mentions is not None else _names(c, handmade):
            keys = (self.key(each),) if pd.notna(each.actor_id) else ()
            self.named[key].append(Named(int(each.start), int(each.end), keys))
        for key, each in _rows(timexes) if timexes is not None else _timexes(c):
            if each.type in ("DATE", "TIME"):
                self.dates[key].append(
                    Date(int(each.start), int(each.end), days(each), str(each.value))
                )
        for spans in (*self.named.values(), *self.dates.values()):
            spans.sort()
        self.starts = {
            id(table): {key: [one.start for one in spans] for key, spans in table.items()}
            for table in (self.named, self.dates)
        }
        self.texts = dict(zip(c.articles["article_id"], c.articles["text"], strict=True))
        self.forms: dict[Any, Reading] = {}

    def key(self, mention: Any) -> str:
        """Name an actor by a key that its state, its people and its army share."""
        actor = self.listed.get(str(mention.actor_id))
        country = actor.country if actor and actor.type in MERGED else ""
        if not country and str(mention.actor_id).startswith("country:"):
            country = str(mention.actor_id).partition(":")[2]
        return f"actor:{country or mention.actor_id}"

    def parties(self, unit: Unit) -> frozenset[str]:
        """List whom a passage names, by country where one is listed, and whose words it is."""
        within = self._within(self.named, unit, unit.start, unit.end)
        keys = {key.partition(":")[2] for named in within for key in named.keys}
        keys |= {unit.speaker_id} if unit.speaker_id else set()
        countries = {self.listed[key].country for key in keys if key in self.listed}
        return frozenset((keys - set(self.listed)) | countries) - {""}

    def read(self, unit: Unit, small: frozenset[str]) -> Reading:
        """Read a passage; one that says the same of the same actors and days is read once."""
        named = [
            Named(n.start - unit.start, n.end - unit.start, n.keys)
            for n in self._within(self.named, unit, unit.start, unit.end)
        ]
        dates = self.dated(unit, unit.start, unit.end)
        known = unit.text, tuple(named), tuple(dates)
        if known not in self.forms:
            self.forms[known] = read(unit.text, named, dates, small)
        return self.forms[known]

    def dated(self, unit: Unit, start: int, end: int) -> list[Date]:
        """List the dates between two places of a passage's article, as offsets from the first."""
        found = self._within(self.dates, unit, start, end)
        return [d._replace(start=d.start - start, end=d.end - start) for d in found]

    def _within(self, table: Any, unit: Unit, start: int, end: int) -> Sequence[Any]:
        starts = self.starts[id(table)].get(unit.article_id, [])
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        return [one for one in table[unit.article_id][low:high] if one.end <= end]


def small(units: Iterable[Unit]) -> frozenset[str]:
    """List the stems of the words that are written small anywhere."""
    forms: set[str] = set()
    for unit in units:
        forms.update(re.findall(r"\b[a-z]+\b", unit.text))
    return frozenset(words.stem(form) for form in forms)


def days(told: Any) -> tuple[int, int] | None:
    """Give the days that a date means, on the clock that the text states; None if unknown."""
    if pd.isna(told.earliest) or pd.isna(told.latest):
        return None
    zone = ZONE.search(str(told.edtf))
    hours = (int(zone[2]) + int(zone[3]) / 60) * int(f"{zone[1]}1") if zone else 0
    first, last = (_hours(end) + hours for end in (told.earliest, told.latest))
    return int(first // 24), int(last // 24)


def _hours(moment: datetime) -> float:
    """Count hours; a Timestamp counts but three centuries in its own steps."""
    return moment.toordinal() * 24 + moment.hour + moment.minute / 60


def _rows(table: pd.DataFrame) -> Iterable[tuple[str, Any]]:
    return ((row.article_id, row) for row in table.itertuples())


def _names(c: Corpus, handmade: Path) -> Iterable[tuple[str, Any]]:
    for article in c.articles.itertuples():
        anchor = article.published if pd.notna(article.published) else None
        for each in names.tag(article.text, anchor, handmade):
            yield article.article_id, each


def _timexes(c: Corpus) -> Iterable[tuple[str, Any]]:
    for article in c.articles.itertuples():
        anchor = article.published if pd.notna(article.published) else None
        for each in timex.tag(article.text, anchor):
            yield article.article_id, each
