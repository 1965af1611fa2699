"""Say whom each name of an article names: surnames by the full names that bear them."""

from bisect import bisect_left
from typing import NamedTuple

from .lists import says, words_of
from .memory import Article, Seen, Who
from .spans import Named, Phrase

UNLISTED = "nobody listed"


class Full(NamedTuple):
    """A person named in full: where, and who it is."""

    start: int
    who: Who


Known = dict[tuple[int, str], list[Full]]  # by place (0 first, -1 last) and word


def fulls(named: list[Named], a: Article) -> Known:
    """List the people who are named in full by their first and last words, in reading order."""
    found: Known = {}
    for n in named:
        if n.type == "person" and n.last - n.first > 1 and n.kind != "surname":
            if len(n.actors) == 1:
                who = a.who(n.actors[0], n.rule)
            else:
                who = Who(None, a.text[n.start : n.end], "person", UNLISTED)
            for place in (n.first, n.last - 1):
                key = (0 if place == n.first else -1, a.words.words[place])
                found.setdefault(key, []).append(Full(n.start, who))
            a.people_named[who.key or ""] = None
    return found


def whom(n: Named, a: Article, known: Known) -> Who:
    """Say whom a name names."""
    _introduce(n, a)
    is_part = n.type == "person" and (n.kind == "surname" or n.last - n.first == 1)
    is_part &= a.text[n.start : n.end] not in a.short
    if is_part and (n.kind in ("surname", "found") or not n.actors):
        return _surname(n, a, known)
    written = a.text[n.start : n.end]
    if written in a.short and not n.actors:
        return a.short[written]._replace(rule="short form given in brackets")
    if len(n.actors) == 1:
        return a.who(n.actors[0], n.rule)
    if n.actors:
        return Who(None, written, n.type, "names several actors")
    if n.type == "organisation":
        return _body(n, a) or Who(None, written, n.type, n.rule)
    return Who(None, written, n.type, n.rule)


def _introduce(n: Named, a: Article) -> None:
    """Keep the short form that brackets give right behind a body's name, 'A B Office (ABO)'."""
    before, written = a.last, a.text[n.start : n.end]
    if before and before.who.type not in ("person", "place") and written.isupper():
        opens = a.text[before.end : n.start].strip() == "("
        if opens and len(written) > 1 and a.text[before.start] == written[0]:
            a.short[written] = before.who


def _surname(n: Named, a: Article, known: Known) -> Who:
    """Resolve a surname to the last full name that bears it, else the next one."""
    own = a.words.words[n.last - 1]
    for place, rule in ((-1, "last full name with the surname"), (0, "full name with that word")):
        bearers = known.get((place, own), [])
        before = bisect_left(bearers, n.start, key=lambda full: full.start)
        if before:
            return bearers[before - 1].who._replace(rule=rule)
        if bearers:
            return bearers[0].who._replace(rule="next full name with the surname")
    return _listed(n, a)


def _listed(n: Named, a: Article) -> Who:
    """Resolve a surname that stands alone: by its office, or to its one bearer in office."""
    if not n.actors:
        return Who(None, a.text[n.start : n.end], "person", n.rule)
    for word, of in n.offices:
        by_office = [key for key in n.actors if a.bears(key, word, of)]
        if len(by_office) == 1:
            return a.who(by_office[0], "the one with this surname and office")
    in_office = [key for key in n.actors if a.titles(key)]
    if len(in_office) == 1:
        return a.who(in_office[0], "the one listed with this surname who is in office")
    rule = "several with this surname" if len(n.actors) > 1 else "surname of nobody in office"
    return Who(None, a.text[n.start : n.end], "person", rule)


def _body(n: Named, a: Article) -> Who | None:
    """Resolve 'the Bureau' to a longer name that ends in it: the speaker's, or the last."""
    own = " ".join(a.words.words[n.first : n.last])
    if is_speakers(n, a):
        return _speakers(n, own, a)
    lead = a.text[max(0, n.start - 4) : n.start]
    if a.last and 0 < n.start - a.last.end < 4 and lead.endswith(("'s ", "\u2019s ")):
        found = a.body(own, a.country(a.last.who.actor_id))
        return a.who(found, "body of the state before it") if found else None
    named = a.bodies_named.get(own, {})
    if len(named) == 1 and lead.lower().endswith("the "):
        return next(iter(named.values()))._replace(rule="the only longer name before that ends so")
    return None


def is_speakers(n: Named, a: Article) -> bool:
    """Tell whether a body is the speaker's, 'our ministry'; who speaks may stand behind it."""
    before = a.words.words[n.first - 1] if n.first else ""
    return n.type == "organisation" and before in words_of("own") and not n.actors


def _speakers(n: Named, own: str, a: Article) -> Who | None:
    """Resolve 'our ...' to the body of the state of the one who is quoted."""
    here = a.paragraph(n.start)
    if not a.is_quoted(n.start):
        return None
    speakers = a.people_in(here, outside=True) or a.people_in(here - 1, outside=True)
    country = a.country(speakers[0].actor_id) if len(speakers) == 1 else ""
    found = a.body(own, country)
    return a.who(found, "the speaker's") if found else None


def attach(phrases: list[Phrase], a: Article) -> None:
    """Give each name the titles that stand beside it."""
    for p in phrases:
        for n in p.names:
            written = a.text[p.start : p.end].rstrip(" \xa0,")
            n.role = n.role if n.role and written in n.role else written
            if p.is_certain:
                of = [state.actors[0] for state in p.of if len(state.actors) == 1]
                n.offices += [(p.word, key) for key in of or [None]]


def remember(n: Named, who: Who, a: Article) -> None:
    """Keep who was named, with which titles, and whether a body said something."""
    form = " ".join(a.words.words[n.first : n.last])
    a.see(Seen(n.start, who, form, n.end))
    if who.key:
        for word, of in n.offices:
            a.entitle(who.key, word, of)
    if who.type not in ("person", "place") and n.last < len(a.words.words):
        after = a.words.words[n.last : n.last + 2]
        if a.words.gaps[n.last - 1] == " " and any(word in says() for word in after[:2]):
            a.said.append(Seen(n.start, who, form))
