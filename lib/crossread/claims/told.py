"""Read every passage of a corpus with the actors that it names and the days that it tells."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .. import authority, spans
from ..corpus import Corpus
from ..pairing import Ints
from . import reading, words
from .marks import Marks
from .passages import Unit, Units
from .reading import Date, Days, Reading
from .tokens import Named

ZONE = re.compile(r"T[\d:.]+([+-])(\d\d):?(\d\d)")
MERGED = ("state", "force")  # an army acts for its country: both go by the country's code
ROOM = 200_000  # passages compared at a time


class Told:
    """The actors and dates of every article, by where they stand."""

    def __init__(
        self,
        c: Corpus,
        mentions: pd.DataFrame,
        timexes: pd.DataFrame,
        handmade: Path,
    ) -> None:
        self.place = {key: at for at, key in enumerate(c.articles["article_id"])}
        self.texts, self.last = c.articles["text"], ("", "")
        self.listed = authority.load(handmade).actors
        self.actors: dict[int, frozenset[str]] = {}  # of each reading
        self.known: dict[tuple[int, str | None], frozenset[str]] = {}
        self.named = self._named(c, mentions)
        self.dates = self._dated(c, timexes)

    def _named(self, c: Corpus, table: pd.DataFrame) -> Marks:
        code, actors = pd.factorize(table["actor_id"])
        keys = [(), *((self._key(str(actor)),) for actor in actors)]
        self.keys = sorted(set(keys))  # of one span they come in this order
        rank = {key: n for n, key in enumerate(self.keys)}
        return Marks(c, table, np.array([rank[key] for key in keys], np.int64)[code + 1])

    def _dated(self, c: Corpus, table: pd.DataFrame) -> Marks:
        table = table[table["type"].isin(["DATE", "TIME"])]
        about = [table[name] for name in ("earliest", "latest", "edtf", "value")]
        code, first = spans.distinct(*(pd.factorize(column)[0] for column in about))
        own = list(zip(*(column.iloc[first].tolist() for column in about), strict=True))
        self.days, self.values = [days(*each[:3]) for each in own], [str(each[3]) for each in own]
        return Marks(c, table, code)

    def _key(self, actor_id: str) -> str:
        """Name an actor by a key that its state, its people and its army share."""
        actor = self.listed.get(actor_id)
        country = actor.country if actor and actor.type in MERGED else ""
        if not country and actor_id.startswith("country:"):
            country = actor_id.partition(":")[2]
        return f"actor:{country or actor_id}"

    def read(self, units: Units, small: frozenset[str]) -> list[Reading]:
        """Read passages; those that say the same of the same actors and days are read once."""
        forms: dict[Any, Reading] = {}
        found: list[Reading] = []
        columns = self._places(units), units.numbers("start"), units.numbers("end")
        texts = units.codes("text")
        for first in range(0, len(units), ROOM):
            code = texts[first : first + ROOM]
            place, start, end = (column[first : first + ROOM] for column in columns)
            named, dated = (own.within(place, start, end) for own in (self.named, self.dates))
            code = self.dates.alike(self.named.alike(code, start, named), start, dated)
            code, once = spans.distinct(code)
            actors = self.named.inside(once, start, named)
            dates = self.dates.inside(once, start, dated)
            read = []
            for i in once.tolist():
                own = tuple(Named(a, b, self.keys[n]) for a, b, n in actors[i])
                told = tuple(Date(a, b, self.days[n], self.values[n]) for a, b, n in dates[i])
                known = units[first + i].text, own, told
                if known not in forms:
                    forms[known] = reading.read(*known, small)
                    keys = (key.partition(":")[2] for each in own for key in each.keys)
                    self.actors[id(forms[known])] = frozenset(keys)
                read.append(forms[known])
            found += [read[n] for n in code.tolist()]
        return found

    def _places(self, units: Units) -> Ints:
        """Give the article of each passage, by position."""
        places = np.array([self.place[key] for key in units.values("article_id")], np.int64)
        return places[units.codes("article_id")]

    def parties(self, unit: Unit, read: Reading) -> frozenset[str]:
        """List whom a passage names, by country where one is listed, and whose words it is."""
        known = id(read), unit.speaker_id
        if known not in self.known:
            keys = self.actors[id(read)] | ({unit.speaker_id} if unit.speaker_id else set())
            countries = {self.listed[key].country for key in keys if key in self.listed}
            self.known[known] = frozenset((keys - set(self.listed)) | countries) - {""}
        return self.known[known]

    def around(self, units: Units) -> dict[int, Days]:
        """Give the first days that the sentence of a passage tells, by the passage's number."""
        sentences = units.numbers("first"), units.numbers("last")
        each, mark = self.dates.within(self._places(units), *sentences)
        what = self.dates.what[mark]
        is_known = np.array([days is not None for days in self.days], bool)[what]
        unit, first = np.unique(each[is_known], return_index=True)
        told = what[is_known][first]
        return {i: self.days[n] for i, n in zip(unit.tolist(), told.tolist(), strict=True)}

    def text(self, article_id: str) -> str:
        """Give the text of an article; that of the last one asked for is at hand."""
        if self.last[0] != article_id:
            self.last = article_id, self.texts.iloc[self.place[article_id]]
        return self.last[1]


def small(texts: Iterable[str]) -> frozenset[str]:
    """List the stems of the words that are written small anywhere."""
    forms: set[str] = set()
    for text in texts:
        forms.update(re.findall(r"\b[a-z]+\b", text))
    return frozenset(words.stem(form) for form in forms)


def days(earliest: Any, latest: Any, edtf: Any) -> Days | None:
    """Give the days that a date means, on the clock that the text states; None if unknown."""
    if pd.isna(earliest) or pd.isna(latest):
        return None
    zone = ZONE.search(str(edtf))
    hours = (int(zone[2]) + int(zone[3]) / 60) * int(f"{zone[1]}1") if zone else 0
    first, last = (_hours(end) + hours for end in (earliest, latest))
    return int(first // 24), int(last // 24)


def _hours(moment: datetime) -> float:
    """Count hours; a Timestamp counts but three centuries in its own steps."""
    return moment.toordinal() * 24 + moment.hour + moment.minute / 60
