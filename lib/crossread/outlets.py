"""Know the outlets that people listed: names, aliases, domains, countries and wire marks."""

import re
from functools import cache
from pathlib import Path

from . import lexicon

HANDMADE = lexicon.DATA / "handmade"


@cache
def _names(handmade: Path) -> dict[str, str]:
    """Map each way of writing an outlet, as written, to its name."""
    written = {}
    for row in lexicon.rows("outlets", handmade):
        for form in (row["name"], *lexicon.split(row["aliases"]), *_marks(row)):
            written.setdefault(form, row["name"])
    return written


def _marks(row: dict[str, str]) -> list[str]:
    return [mark.strip(" /().:,-\u2013\u2014") for mark in lexicon.split(row["wire_marks"])]


@cache
def pattern(handmade: Path) -> re.Pattern[str]:
    """Match any listed outlet as a word of its own, in the case it was listed in."""
    forms = sorted(_names(handmade), key=len, reverse=True)
    return re.compile(rf"(?<![\w@.-])(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?![\w])")


def name(written: str, handmade: Path = HANDMADE) -> str | None:
    """Name the outlet that is written so, or None; names in capitals count as the same."""
    written = written.strip(" \t\u00a0/()[]|:,.-\u2013\u2014\u00a9")
    known = _names(handmade)
    return known.get(written) or (_capitals(handmade).get(written) if written.isupper() else None)


@cache
def _capitals(handmade: Path) -> dict[str, str]:
    return {form.upper(): outlet for form, outlet in _names(handmade).items()}


@cache
def _domains(handmade: Path) -> dict[str, str]:
    listed = lexicon.rows("outlets", handmade)
    return {
        domain.lower(): row["name"] for row in listed for domain in lexicon.split(row["domains"])
    }


def of_url(url: str, handmade: Path = HANDMADE) -> str | None:
    """Name the outlet that a web address belongs to: the listed one, else the domain itself."""
    host = re.match(r"(?:https?://)?(?:www\.)?([\w.-]+\.[a-zA-Z]{2,})", url)
    if not host:
        return None
    parts = host[1].lower().split(".")
    known = _domains(handmade)
    longest_first = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((known[domain] for domain in longest_first if domain in known), ".".join(parts))


@cache
def countries(handmade: Path = HANDMADE) -> frozenset[str]:
    """List the countries (ISO 3166) that have an outlet in the list."""
    return frozenset(row["country"] for row in lexicon.rows("outlets", handmade) if row["country"])


@cache
def country(outlet: str | None, handmade: Path = HANDMADE) -> str | None:
    """Give the country (ISO 3166) that an outlet is listed with, or None."""
    found = (row["country"] for row in lexicon.rows("outlets", handmade) if row["name"] == outlet)
    return next(found, None) or None


@cache
def is_wire(outlet: str, handmade: Path = HANDMADE) -> bool:
    """Tell whether an outlet is listed as a wire, whose reports others print."""
    return any(
        row["name"] == outlet and row["kind"] == "wire" for row in lexicon.rows("outlets", handmade)
    )
