"""Know the countries: names, nationalities and capitals, from the countryinfo package."""

from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from . import lexicon

WITHDRAWN = ("AN", "CS")  # codes that ISO 3166-1 took back; their peoples are listed elsewhere
SMALL = 300_000  # inhabitants: capitals of fewer are surnames or streets in most news
FOLD = 50  # of two countries with one nationality, the one so many times larger is meant


class Country(NamedTuple):
    """What a country is called, every way of it; the first form is its name."""

    code: str
    forms: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    short: frozenset[str]  # forms that are acronyms


@cache
def listed() -> tuple[Country, ...]:
    """List the countries and territories of ISO 3166-1, by code.

    The package gives the data, data/lexicon/countries.csv what it lacks. Codes are no names:
    many read as words.
    """
    entries = _entries()
    meant = _meant(entries)
    more = defaultdict(list)
    for row in lexicon.rows("countries"):
        more[row["code"]].append((row["kind"], row["form"]))
    codes = sorted({*entries, *more})
    found = (_country(code, entries.get(code, []), more[code], meant) for code in codes)
    return tuple(country for country in found if country.forms)


def _entries() -> dict[str, list[dict[str, Any]]]:
    """Read the package's entries by code: a country may have two, under two names."""
    from countryinfo import CountryInfo

    found = defaultdict(list)
    for entry in CountryInfo.all().values():
        code = entry["ISO"]["alpha2"]
        if code and code not in WITHDRAWN and entry.get("altSpellings"):
            found[code].append(entry)
    return found


def _meant(entries: dict[str, list[dict[str, Any]]]) -> dict[str, set[str]]:
    """Tell whose each nationality is: of a state, not of the islands that it governs."""
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for code, same in entries.items():
        for entry in same:
            for demonym in _demonyms(entry):
                sizes[demonym][code] = entry.get("population") or 0
    return {
        demonym: {code for code, n in found.items() if n * FOLD >= max(found.values())}
        for demonym, found in sizes.items()
    }


def _demonyms(entry: dict[str, Any]) -> list[str]:
    parts = (entry.get("demonym") or "").split(",")
    return [part.strip() for part in parts if part.strip() and part != entry["name"]]


def _country(
    code: str,
    same: list[dict[str, Any]],
    more: list[tuple[str, str]],
    meant: dict[str, set[str]],
) -> Country:
    """Join a country's entries with the rows that add to them."""
    forms = [form for entry in same for form in (entry["name"], *entry["altSpellings"])]
    codes = {value for entry in same for value in entry["ISO"].values()}
    forms = [form for form in forms if form not in codes and not set(form) & set(",(")]
    demonyms = [d for entry in same for d in _demonyms(entry) if code in meant[d]]
    capitals = [_capital(entry) for entry in same if (entry.get("population") or 0) >= SMALL]
    added = {kind: [form for k, form in more if k == kind] for kind, _ in more}
    short = added.get("acronym", [])
    return Country(
        code,
        _once([*forms, *added.get("full", []), *added.get("short", []), *short]),
        _once([*demonyms, *added.get("demonym", [])]),
        _once([*capitals, *added.get("capital", [])]),
        frozenset([*short, *(form for form in forms if form.isupper() and form.isascii())]),
    )


def _capital(entry: dict[str, Any]) -> str:
    capital = entry.get("capital") or ""
    return capital if isinstance(capital, str) else ""


def _once(forms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))


@cache
def keys() -> frozenset[str]:
    """List the keys under which the countries and their capitals are actors."""
    return frozenset({*(f"country:{c.code}" for c in listed()), *capitals()})


@cache
def capitals() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Map the key of each capital to the codes of its countries and to its forms, name first."""
    codes: dict[str, list[str]] = defaultdict(list)
    forms: dict[str, list[str]] = defaultdict(list)
    for country in listed():
        for name in country.capitals[:1]:
            codes[name].append(country.code)
            forms[name] += country.capitals
    return {f"capital:{'+'.join(codes[n])}": (tuple(codes[n]), _once(forms[n])) for n in forms}
