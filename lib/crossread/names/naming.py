"""Join listed names and found names into one list, and say whom each may name."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .. import authority
from .finder import Candidate
from .folding import Words, fold, sound
from .lists import others, qualifiers, refers, words_of
from .matching import Match
from .spans import Named

LABEL = "label"  # part of another name
WHOLE = ("full", "translit", "misspelling", "short", "acronym", "metonym")


def join(
    words: Words, matches: list[Match], candidates: Iterable[Candidate], handmade: Path
) -> list[Named]:
    """Put listed and found names in reading order; none overlaps another.

    A found name gives way to a listed one, but for a person's or a body's longer name that
    holds a shorter listed one: somebody else may bear the surname.
    """
    known = authority.load(handmade)
    listed = [_listed(words, m, known) for m in matches]
    starts = [one.start for one in listed]
    gone: set[int] = set()
    found: list[Named] = []
    for c in candidates:
        first, last = bisect_right(starts, c.start), bisect_left(starts, c.end)
        first -= first > 0 and listed[first - 1].end > c.start
        inside = [i for i in range(first, last) if i not in gone]
        if inside and not _is_longer(words, c, [listed[i] for i in inside]):
            continue
        gone.update(inside)
        own = _found(words, c, handmade)
        found.append(_with_initials(words, own, [listed[i] for i in inside], known))
    kept = [one for i, one in enumerate(listed) if i not in gone]
    both = [n for n in (*kept, *found) if n.type != LABEL]
    return sorted([*both, *_again(words, both)], key=lambda n: n.start)


def _listed(words: Words, m: Match, known: authority.Authority) -> Named:
    """Describe a listed name, or one that only labels something: a treaty, a war, a time."""
    actor = known.actors[m.actors[0]]
    kinds = {alias.kind for alias in m.aliases}
    kind = next((k for k in WHOLE if k in kinds), "surname" if "surname" in kinds else "full")
    rule = f"listed: {m.aliases[0].kind}"
    type_ = LABEL if _is_label(words, m, actor, known) else actor.type
    return Named(m.start, m.end, m.first, m.last, type_, m.actors, kind, rule, m.is_demonym)


def _is_label(words: Words, m: Match, actor: authority.Actor, known: authority.Authority) -> bool:
    """Tell whether a place's name is part of the name of what is no place."""
    if m.last >= len(words.words) or words.gaps[m.last - 1] not in (" ", "\xa0"):
        return False
    after = words.words[m.last]
    if actor.actor_id in known.metonyms and after in words_of("label"):
        return True
    is_named = words.written(m.last)[0].isupper() and not words.written(m.first).isupper()
    return actor.type == "place" and is_named and after in others()


def _found(words: Words, c: Candidate, handmade: Path) -> Named:
    """Describe a name that nobody listed, or that is a listed one in another spelling."""
    first = max(bisect_right(words.starts, c.start) - 1, 0)
    last = bisect_left(words.starts, c.end)
    one = Named(c.start, c.end, first, last, c.type, (), "found", f"found: {c.rule}")
    if c.type == "person" and last - first > 1:
        one.actors = _sounds(handmade).get(sound(words.text[c.start : c.end]), ())
        if one.actors:
            one.kind, one.rule = "full", "spelt like a listed name"
    return one


def _with_initials(
    words: Words, own: Named, inside: list[Named], known: authority.Authority
) -> Named:
    """Let 'A. Gull' be a surname of those whose names begin so."""
    lead = words.words[own.first : own.last - 1]
    if own.type == "person" and len(inside) == 1 and lead and all(len(w) == 1 for w in lead):
        named = ((key, known.actors[key].name) for key in inside[0].actors)
        own.actors = tuple(key for key, name in named if fold(name)[:1] == lead[0])
        own.kind = "surname"
    return own


@cache
def _sounds(handmade: Path) -> dict[str, tuple[str, ...]]:
    """Give the listed people by how their full names sound."""
    known = authority.load(handmade)
    found: dict[str, tuple[str, ...]] = {}
    for alias in known.aliases:
        if known.actors[alias.actor_id].type == "person" and " " in alias.form:
            key = sound(alias.form)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), alias.actor_id)))
    return found


def _is_longer(words: Words, c: Candidate, inside: list[Named]) -> bool:
    """Tell whether a found name is another's, that holds listed ones as parts."""
    first, last = inside[0], inside[-1]
    if first.start < c.start or last.end > c.end or (first.start, last.end) == (c.start, c.end):
        return False
    rest = words.folded[c.start : first.start] + " " + words.folded[last.end : c.end]
    if all(word in qualifiers() or "title" in refers().get(word, ()) for word in rest.split()):
        return False
    if c.type in ("organisation", "media", "force"):
        return not any(one.type in ("media", "person") for one in inside)
    if c.type != "person" or len(inside) > 1:
        return False
    if first.type == "person":
        return first.kind == "surname" and first.end == c.end
    return first.type in ("state", "place")


def _again(words: Words, named: list[Named]) -> list[Named]:
    """Find the surnames of people named in full wherever else they stand."""
    surnames = {
        words.words[n.last - 1] for n in named if n.type == "person" and n.last - n.first > 1
    }
    if not surnames:
        return []
    taken = {i for n in named for i in range(n.first, n.last)}
    found = []
    for i, word in enumerate(words.words):
        if word in surnames and i not in taken and words.written(i)[0].isupper():
            is_joined = i and (i - 1) not in taken and words.gaps[i - 1] in ("-", ".", "@")
            if not is_joined and len(word) > 2:
                start, end = words.starts[i], words.end(i)
                found.append(Named(start, end, i, i + 1, "person", (), "found", "surname"))
    return found
