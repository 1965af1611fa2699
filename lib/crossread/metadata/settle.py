"""Settle what an article says of itself: of several candidates, which one counts, and why."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from .. import outlets, stamps
from ..headers import Field, Page
from . import publication

SITE_RULES = ("given", "label", "breadcrumb", "stamp line", "title", "own line", "copyright")


class Given(NamedTuple):
    """One statement from outside the text: a page's meta tag or a table's cell, as it stood."""

    field: str
    words: str


class Settled(NamedTuple):
    """The columns of one article and, for each candidate that was used, its field and value."""

    columns: dict[str, str | datetime | None]
    used: list[Field]
    notes: list[str]


def settle(text: str, page: Page, given: list[Given], handmade: Path = outlets.HANDMADE) -> Settled:
    """Choose outlet, agency, title, byline, place, address and time of publication.

    What a page's meta tags or a table's cells state comes before what the text states. The
    house that runs the page is the outlet, another one that it credits the agency. Nothing is
    chosen in silence: `notes` names what was stated otherwise.
    """
    choice = _Choice(text, [*(_as_field(g) for g in given), *page.fields], handmade)
    for column in ("title", "url", "language"):
        choice.take(column, column)
    choice.byline()
    choice.take("dateline_place", "dateline_place", "place")
    if choice.columns["language"]:
        choice.columns["language"] = str(choice.columns["language"])[:2].lower()
    choice.outlet()
    choice.published()
    return Settled(choice.columns, choice.used, choice.notes)


def _as_field(given: Given) -> Field:
    return Field(given.field, -1, -1, given.words.strip(), "given")


class _Choice:
    """Candidates in, columns out; each choice sees those before it."""

    def __init__(self, text: str, fields: list[Field], handmade: Path) -> None:
        self.text, self.fields, self.handmade = text, fields, handmade
        self.columns: dict[str, str | datetime | None] = {}
        self.used: list[Field] = []
        self.notes: list[str] = []

    def words(self, field: Field) -> str:
        return field.value if field.start < 0 else self.text[field.start : field.end]

    def put(self, column: str, field: Field | None, value: str | None = None) -> None:
        self.columns[column] = (value or field.value) if field else None
        self.columns[f"{column}_basis"] = self.words(field) if field else None
        if field:
            self.used.append(field)

    def take(self, column: str, *names: str) -> None:
        """Use the first candidate that bears one of the names, in their order."""
        found = (f for name in names for f in self.fields if f.field == name and f.value)
        self.put(column, next(found, None))

    def byline(self) -> None:
        """Use the first byline, a person's before a house's."""
        signed = [f for f in self.fields if f.field == "byline" and f.value]
        persons = (f for f in signed if not outlets.name(f.value, self.handmade))
        self.put("byline", next(persons, next(iter(signed), None)))

    def outlet(self) -> None:
        """Name the house that runs the page, else the one that it credits, and the wire."""
        sites = self._sites()
        credits = [f for f in self.fields if f.field == "credit"]
        chosen = next(iter(sites + credits), None)
        self.put("outlet", chosen)
        wires = [f for f in self.fields if f.field == "agency"] + credits
        wires = [self._named(f) for f in wires]
        self.put("agency", next((f for f in wires if f.value != self.columns["outlet"]), None))
        others = {f.value for f in sites} - {self.columns["outlet"]}
        self.notes += [f"the page also names {other}" for other in sorted(others)]

    def _sites(self) -> list[Field]:
        """List the signs of the running house: listed houses first, addresses before words."""
        given = [self._named(f) for f in self.fields if f.field == "outlet" and f.value]
        address = [
            f._replace(value=outlets.of_url(f.value, self.handmade) or "")
            for f in self.fields
            if f.field == "url"
        ]
        named = sorted(
            (f for f in self.fields if f.field == "site"), key=lambda f: SITE_RULES.index(f.rule)
        )
        listed = [f for f in address + named if outlets.name(f.value, self.handmade)]
        return given + listed + [f for f in named + address if f.value and f not in listed]

    def _named(self, field: Field) -> Field:
        return field._replace(value=outlets.name(field.value, self.handmade) or field.value)

    def published(self) -> None:
        """Use the stamp that counts, with its precision and its zone as they are stated."""
        home = outlets.country(self.columns["outlet"], self.handmade)
        countries = frozenset([home]) if home else outlets.countries(self.handmade)
        spoken = [(field, self.words(field)) for field in self.fields]
        field, stamp, notes = publication.choose(spoken, countries)
        edtf = stamp.edtf if stamp else None
        self.put("published", field, edtf)
        self.columns["published_start"], self.columns["published_end"] = stamps.interval(edtf)
        self.notes += notes


def rows(text: str, page: Page, settled: Settled, credits: list[Field]) -> list[dict[str, object]]:
    """List all candidates as rows of `fields`, those that columns rest on marked."""
    used = {(f.field, f.start, f.value) for f in settled.used}
    listed = [f for f in settled.used if f.start < 0] + sorted(
        [*page.fields, *credits], key=lambda f: f.start
    )
    spans = {(f.start, f.end) for f in settled.used}
    return [
        {
            "field": f.field,
            "start": f.start if f.start >= 0 else None,
            "end": f.end if f.end >= 0 else None,
            "text": text[f.start : f.end] if f.start >= 0 else f.value,
            "value": f.value,
            "rule": f.rule,
            "is_used": (f.field, f.start, f.value) in used
            or (f.start >= 0 and (f.start, f.end) in spans),
        }
        for f in listed
    ]
