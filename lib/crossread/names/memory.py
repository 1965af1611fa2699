"""Remember who was named in an article, where, and with which titles."""

from collections import defaultdict
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .. import authority
from .folding import Words
from .layout import Layout
from .lists import words_of
from .matching import Days

MANY = 200  # people; whoever was named before them is out of mind


class Who(NamedTuple):
    """An actor, or the name of somebody who is not listed; missing with a rule that says why."""

    actor_id: str | None
    name: str | None
    type: str
    rule: str

    @property
    def key(self) -> str | None:
        """Give what tells one actor from another."""
        return self.actor_id or self.name


class Seen(NamedTuple):
    """An actor who was named, or meant by an office, at a place of the text."""

    start: int
    who: Who
    form: str = ""  # folded
    end: int = 0


Title = tuple[str, str | None]  # in folded words, and of which state or body


@cache
def _listed(handmade: Path) -> dict[str, list[tuple[authority.Role, set[Title]]]]:
    """Give each person's listed roles with all titles of the office."""
    found = defaultdict(list)
    for role in authority.load(handmade).roles:
        forms = {(" ".join(Words(form).words), role.of) for form in (role.office, *role.titles)}
        found[role.person_id].append((role, forms))
    return dict(found)


@cache
def _states(handmade: Path) -> dict[str, str]:
    """Give the state of each country."""
    actors = authority.load(handmade).actors.values()
    return {a.country: a.actor_id for a in actors if a.type == "state" and a.country}


@cache
def _bodies(handmade: Path, country: str) -> dict[str, str]:
    """Give the bodies of a country by the words of each of their names."""
    known = authority.load(handmade)
    own = [a for a in known.aliases if known.actors[a.actor_id].country == country != ""]
    kinds = ("organisation", "force")
    return {
        " ".join(Words(a.form).words): a.actor_id
        for a in own
        if known.actors[a.actor_id].type in kinds
    }


class Article(Layout):
    """One text with what has been resolved so far."""

    def __init__(self, words: Words, handmade: Path, days: Days) -> None:
        super().__init__(words.text)
        self.words, self.days, self.handmade = words, days, handmade
        self.known, self.states = authority.load(handmade), _states(handmade)
        self.titled: defaultdict[Title, dict[str, None]] = defaultdict(dict)  # who bears a title
        self.genders: dict[str, str] = {}
        self.people_named: dict[str, None] = {}  # in the whole article, in full
        self.said: list[Seen] = []  # bodies and states that said something
        self.last: Seen | None = None
        self.short: dict[str, Who] = {}  # forms that brackets introduce
        self.bodies_named: defaultdict[str, dict[str, Who]] = defaultdict(dict)  # by closing words
        self._people: dict[str, Who] = {}  # the last one named stands last
        self._seen: defaultdict[int, list[Seen]] = defaultdict(list)  # by paragraph
        self._titles: defaultdict[str, set[Title]] = defaultdict(set)
        self._on_the_day: dict[str, set[Title]] = {}

    def see(self, seen: Seen) -> None:
        """Keep who was named or meant at a place."""
        key = seen.who.key
        if not key:
            return
        self.last = seen
        self._seen[self.paragraph(seen.start)].append(seen)
        if seen.who.type == "person":
            self._people.pop(key, None)
            self._people[key] = seen.who
        elif seen.who.type not in ("state", "place") and seen.form:
            for form in {seen.form, seen.form.partition(" of ")[0]}:
                words = form.split()
                for n in (1, 2, 3):
                    self.bodies_named[" ".join(words[-n:])][key] = seen.who

    def entitle(self, key: str, title: str, of: str | None) -> None:
        """Keep a title that the article gives somebody."""
        self.titled[title, of][key] = None
        self._titles[key].add((title, of))

    def bearers(self, title: str, of: str) -> set[str]:
        """List those whom the article gives just this title of a state or body."""
        alike = [to for word, to in self.titled if word == title and to]
        return {key for to in alike if of in (to, self.state(to)) for key in self.titled[title, to]}

    def told_years(self, at: int) -> set[str]:
        """List the years that a sentence tells and that are not the article's."""
        return self.years(at, self.days[0][:4], self.days[1][:4])

    def country(self, key: str | None) -> str:
        """Give the country that an actor is listed with, '' if none."""
        actor = self.known.actors.get(key or "")
        return actor.country if actor else ""

    def state(self, key: str | None) -> str | None:
        """Give the state of a body, itself of a state."""
        actor = self.known.actors.get(key or "")
        if not actor or actor.type == "state":
            return key
        return self.states.get(actor.country)

    def who(self, key: str, rule: str) -> Who:
        """Describe an actor, or somebody who is only named."""
        actor = self.known.actors.get(key)
        return Who(key, actor.name, actor.type, rule) if actor else Who(None, key, "person", rule)

    def body(self, form: str, country: str) -> str | None:
        """Give the only body of a country whose name ends in a form, as in 'the A ministry'."""
        listed = _bodies(self.handmade, country).items()
        found = {key for name, key in listed if name.endswith(" " + form)}
        return found.pop() if len(found) == 1 else None

    def states_named(self, before: int, paragraph: int, types: tuple[str, ...]) -> list[str]:
        """List the states that a paragraph names before an offset, or of which it names others."""
        own = [s.who for s in self._seen.get(paragraph, ()) if s.start < before]
        keys = (self.state(who.actor_id) for who in own if who.type in types)
        return list(dict.fromkeys(key for key in keys if key))

    def titles(self, key: str) -> set[Title]:
        """List the titles of a person: as written in the article, and as listed for its days."""
        if key not in self._on_the_day:
            roles = _listed(self.handmade).get(key, ())
            held = [titles for role, titles in roles if self._is_held(role)]
            self._on_the_day[key] = set().union(*held)
        return self._on_the_day[key] | self._titles[key]

    def _is_held(self, role: authority.Role) -> bool:
        terms = self.known.holders(role.office, role.of, *self.days)
        return any(term.person_id == role.person_id for term in terms)

    def bears(self, key: str, title: str, of: str | None = None) -> bool:
        """Tell whether a person bears a title, alone or qualified, of any state or of this one."""
        return any(
            _is_a(own, title) and (of is None or state is None or of in (state, self.state(state)))
            for own, state in self.titles(key)
        )

    def people(self) -> list[Who]:
        """List those named so far, each once, the last one first; of very many the last."""
        return list(islice(reversed(self._people.values()), MANY))

    def people_in(self, paragraph: int, outside: bool = False) -> list[Who]:
        """List those named so far in a paragraph; `outside` leaves out what is quoted."""
        own = [
            seen.who
            for seen in self._seen.get(paragraph, ())
            if seen.who.type == "person" and not (outside and self.is_quoted(seen.start))
        ]
        return list({who.key: who for who in reversed(own)}.values())


def _is_a(own: str, title: str) -> bool:
    """Tell whether a title that somebody bears is meant by a shorter one."""
    if own == title:
        return True
    others = words_of("other office")
    head = own.partition(" of ")[0].partition(" for ")[0]
    is_longer = head == title or head.endswith(" " + title)
    lead = head.removesuffix(title).split()
    return is_longer and (title.split(maxsplit=1)[0] in others or others.isdisjoint(lead))
