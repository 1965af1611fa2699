"""Look over what people listed: offices that overlap or have gaps, forms of two actors."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from . import countries
from .vetting import LAST, Finding, Row, Rows, after, days


def survey(tables: Rows, broken: set[int]) -> list[Finding]:
    """List what to know of the tables; `broken` numbers the rows of roles to pass over."""
    offices = defaultdict(list)
    for n, row in tables["roles"]:
        if row["from"] and n not in broken:
            offices[row["of"], row["office"]].append((days(row["from"])[0], n, row))
    terms = [sorted(found, key=lambda term: term[:2]) for found in offices.values()]
    gaps = [f for found in terms for f in _gaps(found)]
    overlaps = [f for found in terms for f in _overlaps(found)]
    return [*overlaps, *gaps, *_shared(tables)]


def _ends(row: Row) -> tuple[str, str]:
    """Give the first and the last day on which a term may have ended."""
    return days(row["to"]) if row["to"] else (LAST, LAST)


def _overlaps(terms: list[tuple[str, int, Row]]) -> Iterator[Finding]:
    """Find two persons in one office on more than the day on which it changed hands."""
    for (_, m, a), (_, n, b) in combinations(terms, 2):
        first, last = days(b["from"])[1], min(_ends(a)[0], _ends(b)[0])
        if first < last and a["person_id"] != b["person_id"]:
            until = "" if last == LAST else last
            what = f"{a['person_id']} (row {m}) and {b['person_id']}: {first} to {until}"
            yield Finding("roles", n, "overlap", False, f"{a['of']}, {a['office']}", what)


def _gaps(terms: list[tuple[str, int, Row]]) -> Iterator[Finding]:
    """Find days between two terms on which nobody is listed."""
    until, before = _ends(terms[0][2])[1], terms[0][2]
    for begins, n, row in terms[1:]:
        if begins > after(until):
            what = f"{before['person_id']} until {until}, {row['person_id']} from {begins}"
            yield Finding("roles", n, "gap", False, f"{row['of']}, {row['office']}", what)
        if _ends(row)[1] >= until:
            until, before = _ends(row)[1], row


def _shared(tables: Rows) -> Iterator[Finding]:
    """Find forms that name two actors; of a capital and its government both are meant."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for n, row in tables["actors"]:
        names[row["name"].casefold()].setdefault(row["actor_id"], n)
    for n, row in tables["aliases"]:
        if row["kind"] != "metonym":
            names[row["form"].casefold()].setdefault(row["actor_id"], n)
    own = {row["country"] for _, row in tables["actors"] if row["type"] == "state"}
    for country in countries.listed():
        for form in country.forms if country.code not in own else ():
            if form.casefold() in names:
                names[form.casefold()].setdefault(f"country:{country.code}", 0)
    for form, found in names.items():
        if len(found) > 1:
            what = f"{form!r} names {', '.join(found)}"
            yield Finding("aliases", max(found.values()), "two actors", False, form, what)
