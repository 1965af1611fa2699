"""Say who holds an office that an article speaks of, or why nobody knows."""

from collections.abc import Callable

from .lists import covers, words_of
from .memory import Article, Who
from .spans import Named, Phrase

Found = list[Who]


def missing(rule: str, name: str | None = None, type_: str = "person") -> Found:
    """Say that an actor is missing, and why."""
    return [Who(None, name, type_, rule)]


def title(p: Phrase, a: Article) -> Found:
    """Resolve 'the minister', 'the ... foreign minister', 'the president of ...'."""
    if p.of:
        return (
            _office(p.of[0], p, a) if p.is_certain else missing("not surely the holder of the day")
        )
    is_heading = a.text[p.end : p.end + 1] == ":" and a.text[p.start].isupper()
    if not p.is_certain or (p.is_bare and not is_heading):
        return []
    if is_heading:
        return _below(p, a)
    return _bearer(p, a)


def titles(p: Phrase, a: Article) -> Found:
    """Resolve 'the presidents of ... and ...', and 'the ministers' who were named before."""
    if p.of:
        if len(p.of) < 2 or not p.is_certain:
            return missing("which of several", type_="group")
        return [one for state in p.of for one in _office(state, p, a)]
    if p.is_bare or not p.is_certain:
        return []
    return both(p, a, lambda who: _fits(who, p.word, a), f"the two called {p.word} before")


def _office(state: Named, p: Phrase, a: Article) -> Found:
    """Find the holder of an office: named so in the article, or listed for its day."""
    if len(state.actors) != 1:
        return missing("state or body unclear")
    of = state.actors[0]
    own = a.bearers(p.word, of)
    for word, body in _readings(p.word, state, of, a):
        reach = a.known.reach(word, body, *a.days)
        if reach == "held":
            return _held(word, body, own, p, a)
        if reach != "unlisted":
            rule = "office vacant" if reach == "gap" else "office listed for other days"
            return _own(own, p, a) or missing(rule)
    return _own(own, p, a) or _unlisted(of, p, a)


def _own(own: set[str], p: Phrase, a: Article) -> Found:
    """Name the one whom the article gives this office, where no other year is told."""
    if len(own) != 1 or a.told_years(p.start):
        return []
    return [a.who(next(iter(own)), "named with this office in the article")]


def _unlisted(of: str, p: Phrase, a: Article) -> Found:
    """Find the only one named so far who bears a title that no list of offices has."""
    if a.told_years(p.start):
        return missing("the sentence tells another year")
    who = [w for w in a.people() if _fits(w, p.word, a, of)]
    if len(who) == 1:
        return [who[0]._replace(rule=f"the only {p.word} of the state named so far")]
    return missing("several so called" if who else "office not listed")


def _readings(word: str, state: Named, of: str, a: Article) -> list[tuple[str, str]]:
    """List the offices that a title of a state or body may be listed as."""
    body = a.known.actors[of]
    if body.type == "state" or body.country not in a.states:
        return [(word, of)]
    inner = " ".join(a.words.words[state.first + 1 : state.last])
    return [(word, of), *((f"{inner}{s} {word}", a.states[body.country]) for s in (" s", ""))]


def _held(word: str, of: str, own: set[str], p: Phrase, a: Article) -> Found:
    """Name who holds an office on the article's days, unless the sentence tells other years.

    Where the article gives the office to somebody else than the list, nobody is chosen.
    """
    holders = a.known.holders(word, of, *a.days)
    for year in a.told_years(p.start):
        then = a.known.holders(word, of, f"{year}-01-01", f"{year}-12-31")
        if not then:
            return missing("the sentence tells another year")
        holders = holders + then
    listed = dict.fromkeys(holder.person_id for holder in holders)
    if len(own & set(listed)) == 1 and len(own) == 1 and not a.told_years(p.start):
        return _own(own, p, a)
    keys = list(listed | dict.fromkeys(sorted(own)))
    if len(keys) == 1:
        return [a.who(keys[0], "holder of the office on the article's date")]
    names = " or ".join(a.who(key, "").name or "" for key in keys)
    rule = "several holders in the time" if set(keys) == set(listed) else "the list has another"
    return missing(rule, names)


def _fits(who: Who, word: str, a: Article, of: str | None = None) -> bool:
    """Tell whether somebody bears a title, or one that a broad word such as 'leader' covers."""
    key, country = who.key or "", a.country(of)
    if country and a.country(key) and a.country(key) != country:
        return False
    is_theirs = bool(country) and a.country(key) == country
    return any(a.bears(key, form, None if is_theirs else of) for form in covers(word))


def _below(p: Phrase, a: Article) -> Found:
    """Resolve an office that opens a heading to the only bearer whom the article names."""
    keys = {key: None for key in a.people_named if a.bears(key, p.word)}
    if len(keys) == 1:
        return [a.who(next(iter(keys)), f"the only {p.word} whom the article names")]
    return missing("several so called" if keys else "nobody so called")


def _bearer(p: Phrase, a: Article) -> Found:
    """Resolve 'the minister' to the only one so far, or the only one of this paragraph."""
    who = [w for w in a.people() if _fits(w, p.word, a)]
    where = "so far"
    if len(who) > 1:
        here = a.people_in(a.paragraph(p.start))
        who, where = [w for w in here if _fits(w, p.word, a)], "in the paragraph"
        if len(who) != 1:
            return missing("several so called")
    if not who:
        return [] if p.word in words_of("vague") else missing("nobody so called before")
    return [who[0]._replace(rule=f"the only {p.word} named {where}")]


def both(p: Phrase, a: Article, fits: Callable[[Who], bool], rule: str) -> Found:
    """Find the two people who were named last, if they were two."""
    here = a.paragraph(p.start)
    for nearest in (here, here - 1, *([None] if p.kind == "titles" else [])):
        named = a.people() if nearest is None else a.people_in(nearest)
        found = [who for who in named if fits(who)]
        if len(found) == 2:
            return [who._replace(rule=rule) for who in reversed(found)]
        if len(found) > 2:
            break
    return missing("no two people named before", type_="group")
