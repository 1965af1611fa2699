"""Know the actors that people listed: their names, their offices by day, and their groups."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from . import countries as world
from . import lexicon, surveying, text, vetting
from .records import Actor, Alias, Collective, Holder, Role

HANDMADE = lexicon.DATA / "handmade"
FIRST, LAST = "0000-01-01", "9999-12-31"


class Authority(NamedTuple):
    """All decisions of one folder, with the countries."""

    actors: dict[str, Actor]
    aliases: list[Alias]
    roles: list[Role]
    groups: list[Collective]
    metonyms: dict[str, tuple[str, ...]]  # place -> states whose government its name may mean
    replaced: dict[str, str]  # key of a country or capital -> key of the row that stands for it
    terms: dict[tuple[str, str], list[Holder]]  # (of, title) -> holders in order

    def holders(
        self, office: str, of: str, first_day: object = None, last_day: object = None
    ) -> list[Holder]:
        """List who holds an office of a state or body on any day of an interval, in order.

        `office` may be any of its titles. Days are dates or begin like 2020-11-17; None leaves
        that side open. No holder means that nobody is listed, for which `reach` has the reason;
        two or more mean that the days do not decide.
        """
        first, last = str(first_day or FIRST)[:10], str(last_day or LAST)[:10]
        return [t for t in self._listed(office, of) if t.first <= last and t.last >= first]

    def reach(self, office: str, of: str, first_day: object = None, last_day: object = None) -> str:
        """Say what is known of an office in an interval: 'held', or why nobody is listed.

        'gap': between two listed holders; 'beyond': before the first day or after the last one
        that the list knows; 'unlisted': the list has no such office.
        """
        terms = self._listed(office, of)
        if self.holders(office, of, first_day, last_day):
            return "held"
        first = str(first_day or FIRST)[:10]
        inside = any(t.last < first for t in terms) and any(t.first > first for t in terms)
        return "gap" if inside else "beyond" if terms else "unlisted"

    def _listed(self, office: str, of: str) -> list[Holder]:
        return self.terms.get((self.replaced.get(of, of), text.squash(office)), [])


@cache
def load(handmade: Path = HANDMADE) -> Authority:
    """Read a folder's actors, aliases, roles and groups; what it lacks is empty.

    Raises
    ------
    ValueError
        Where a row can't be meant so: an unknown key, an end before its beginning, an alias
        that stands twice. The message names every such row.
    """
    vetting.demand(handmade)
    rows = {table: vetting.rows(table, handmade) for table in vetting.TABLES}
    own = [Actor(**row) for row in rows["actors"]]
    listed, forms = countries()
    replaced = _replaced(own, listed)
    actors = {a.actor_id: a for a in [*listed, *own] if a.actor_id not in replaced}
    names = [Alias(a.actor_id, a.name, "full") for a in own]
    written = [Alias(**_parted(row, "needs_context")) for row in rows["aliases"]]
    aliases = _once([*written, *names, *forms], replaced)
    roles = [_role(row, replaced) for row in rows["roles"]]
    groups = [Collective(r["form"], lexicon.split(r["members"]), r["note"]) for r in rows["groups"]]
    groups = [g._replace(members=tuple(replaced.get(m, m) for m in g.members)) for g in groups]
    metonyms = _metonyms(actors, aliases)
    return Authority(actors, aliases, roles, groups, metonyms, replaced, index(roles))


@cache
def countries() -> tuple[list[Actor], list[Alias]]:
    """Make actors of the countries and their capitals, and aliases of all their forms.

    A capital of two countries is one place, of no country.
    """
    actors, aliases = [], []
    for c in world.listed():
        key = f"country:{c.code}"
        actors.append(Actor(key, c.forms[0], "state", c.code))
        aliases += [Alias(key, f, "acronym" if f in c.short else "full") for f in c.forms]
        aliases += [Alias(key, form, "demonym") for form in c.demonyms]
        aliases += [Alias(key, form, "metonym") for form in c.capitals]
    for key, (codes, forms) in world.capitals().items():
        actors.append(Actor(key, forms[0], "place", codes[0] if len(codes) == 1 else ""))
        aliases += [Alias(key, form, "full") for form in forms]
    return actors, aliases


def check(handmade: Path = HANDMADE) -> pd.DataFrame:
    """List what is wrong and what to know in a folder's decisions; one row is one finding.

    `is_error` marks what `load` refuses. The others are for people to look at: overlaps and
    gaps of offices, forms that name two actors.
    """
    tables = vetting.read(handmade)
    errors = vetting.errors(tables, handmade)
    broken = {f.row for f in errors if f.table == "roles"}
    found = [*errors, *surveying.survey(tables, broken)]
    return pd.DataFrame(found, columns=vetting.Finding._fields)


def _replaced(own: Iterable[Actor], listed: Iterable[Actor]) -> dict[str, str]:
    """Find the listed actors that stand for a country (by code) or for a capital (by name)."""
    states = {a.country: a.actor_id for a in own if a.type == "state" and a.country}
    places = {(a.country, a.name): a.actor_id for a in own if a.type == "place"}
    stands = {
        a.actor_id: states.get(a.country) if a.type == "state" else places.get((a.country, a.name))
        for a in listed
    }
    return {key: winner for key, winner in stands.items() if winner}


def _parted(row: dict[str, str], *cells: str) -> dict[str, Any]:
    return {**row, **{name: lexicon.split(row[name]) for name in cells}}


def _once(found: Iterable[Alias], replaced: dict[str, str]) -> list[Alias]:
    """Put each alias under the actor that won; of two alike the first stays."""
    kept: dict[tuple[str, str, str], Alias] = {}
    for alias in found:
        a = alias._replace(actor_id=replaced.get(alias.actor_id, alias.actor_id))
        kept.setdefault((a.actor_id, a.form, a.valid_from), a)
    return list(kept.values())


def _role(row: dict[str, str], replaced: dict[str, str]) -> Role:
    of, titles = replaced.get(row["of"], row["of"]), lexicon.split(row["titles"])
    begin, end, rest = row["from"], row["to"], (row[name] for name in Role._fields[6:])
    return Role(row["person_id"], row["office"], titles, of, begin, end, *rest)


def _metonyms(actors: dict[str, Actor], aliases: list[Alias]) -> dict[str, tuple[str, ...]]:
    """Link each place to the states for whose government its name may stand."""
    states = defaultdict(list)
    for a in aliases:
        if a.kind == "metonym":
            states[a.form].append(a.actor_id)
    links = defaultdict(list)
    for a in aliases:
        if actors[a.actor_id].type == "place" and a.kind != "metonym":
            links[a.actor_id] += [s for s in states[a.form] if s not in links[a.actor_id]]
    return {place: tuple(found) for place, found in links.items() if found}


def index(roles: list[Role]) -> dict[tuple[str, str], list[Holder]]:
    """List the terms of each office under each of its titles; terms that touch are one.

    A term without a first day is left out: it can't be placed.
    """
    terms: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for role in sorted((r for r in roles if r.first), key=lambda r: vetting.days(r.first)):
        last = vetting.days(role.last or role.known_to or LAST)[1]
        term = Holder(role.person_id, vetting.days(role.first)[0], last, not role.last)
        for title in {text.squash(form) for form in (role.office, *role.titles)}:
            _join(terms[role.of, title], term)
    return dict(terms)


def _join(terms: list[Holder], term: Holder) -> None:
    """Add a term, to the same person's last one where the two touch."""
    for i, before in enumerate(terms):
        if before.person_id == term.person_id and term.first <= vetting.after(before.last):
            longer = max(before, term, key=lambda t: t.last)
            terms[i] = before._replace(last=longer.last, is_open=longer.is_open)
            return
    terms.append(term)
