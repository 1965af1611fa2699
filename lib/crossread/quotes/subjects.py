"""Find the subject of a verb: its own, or the one that it shares with a verb before it."""

from .clauses import (
    ADVERB,
    FINITE,
    JOINT,
    PREP,
    RELATIVE,
    SUB,
    THAT,
    TO,
    Clauses,
    Tokens,
)
from .phrases import left, noun_before
from .verbs import Verb
from .vocabulary import BASE, BIT, MARK, PAST, QUOTE, sayings


def subject(c: Clauses, verb: Verb) -> Tokens | None:
    """Find the subject of a verb, as tokens; None where nobody is named."""
    if verb.first not in c.subjects:
        c.subjects[verb.first] = None  # a verb never looks to itself
        c.subjects[verb.first] = _find(c, verb)
    return c.subjects[verb.first]


def _find(c: Clauses, verb: Verb) -> Tokens | None:
    i, before = verb.first, c.unit.bits[verb.first - 1]
    if verb.form in FINITE:
        if before & JOINT:
            return _nearest(c, i) if _is_base(c, verb) else _shared(c, verb)
        return left(c, i) or _shared(c, verb)
    if verb.form == "infinitive":
        return _doer(c, i) or _nearest(c, i)
    beside = c.at.get(i - 1)
    if beside and beside.head == i - 1:
        return subject(c, beside)
    if verb.form == "imperative":
        return None
    joined = before & (MARK | TO | PREP | SUB | JOINT | QUOTE)
    return _main(c, i) if joined else noun_before(c, i)


def _is_base(c: Clauses, verb: Verb) -> bool:
    """Tell whether a verb goes on with an infinitive: "to meet him and say"."""
    bit, near = c.unit.bits[verb.head], c.before(verb.first)[:1]
    led = near and (near[0].form == "infinitive" or c.unit.bits[near[0].first] & BIT["modal"])
    return bool(led) and verb.first == verb.head and bool(bit & BASE) and not bit & PAST


def _shared(c: Clauses, verb: Verb) -> Tokens | None:
    """Look to a finite verb before: to one of saying in the same tense first."""
    earlier = list(c.finite_before(verb.first))
    alike = [g for g in earlier if g.is_past == verb.is_past]
    says = [g for g in alike if c.unit.low[g.head] in sayings()]
    for g in [*says, *alike, *earlier]:
        found = subject(c, g)
        if found and not c.unit.bits[found[0]] & (RELATIVE | THAT):
            return found
    return subject(c, earlier[0]) if earlier else None


def _doer(c: Clauses, i: int) -> Tokens | None:
    """Find the one who is to do it: "urged him to say"."""
    if not i or c.unit.bits[i - 1] & (MARK | JOINT | ADVERB):
        return None
    for g in c.before(i)[:1]:
        asked = any("np-inf" in cue.frames for cue in sayings().get(c.unit.low[g.head], ()))
        if asked and g.head + 1 < i <= g.head + 8:
            return g.head + 1, i
    return None


def _nearest(c: Clauses, i: int) -> Tokens | None:
    """Look to the nearest verb before."""
    near = (g for g in c.before(i) if g.form in (*FINITE, "ing", "infinitive"))
    verb = next(near, None)
    return subject(c, verb) if verb else None


def _main(c: Clauses, i: int) -> Tokens | None:
    """Find the subject of the last verb before `i` that stands in no other's clause."""
    fallback = None
    for g in c.before(i):
        found = subject(c, g) if g.form in FINITE else None
        if found and _is_main(c, found[0]):
            return found
        fallback = fallback or found
    after = [g for g in c.verbs if g.first > i and g.form in FINITE][:2]
    later = (subject(c, g) for g in after)
    return fallback or next((found for found in later if found), None)


def _is_main(c: Clauses, i: int) -> bool:
    """Tell whether a subject opens a main clause."""
    opener = c.unit.bits[i - 1]
    return bool(opener & (MARK | JOINT | QUOTE)) and not c.unit.bits[i] & (RELATIVE | THAT)
