"""Find the noun phrases before a verb in which its speaker may be named."""

from .appositions import FARTHEST, JOINED, parted
from .clauses import (
    ADVERB,
    ASK,
    DETERMINER,
    JOINT,
    PREP,
    RELATIVE,
    SUB,
    SUBJECT,
    THAT,
    TIME,
    Clauses,
    Tokens,
)
from .units import DASHES, Unit
from .vocabulary import BIT, MARK, NAME, NUMBER, OWNER, QUOTE


def left(c: Clauses, at: int) -> Tokens | None:
    """Find the noun phrase that ends before token `at`; None if there is none."""
    unit = c.unit
    if not at:
        return None
    before = unit.low[at - 1]
    if before == ",":
        return parted(c, at - 1, narrow)
    if before in DASHES:
        opening = next((k for k in range(at - 2, max(0, at - 30), -1) if unit.low[k] in DASHES), 0)
        return left(c, opening)
    exists = before == "there" and unit.bits[at] & (BIT["be"] | BIT["modal"])
    if exists or unit.bits[at - 1] & (SUBJECT | RELATIVE | THAT):
        return at - 1, at
    return narrow(c, _back(c, at), at)


def _back(c: Clauses, at: int) -> int:
    """Go back over all that a noun phrase may be made of."""
    unit, i = c.unit, at - 1
    lowest = max(0, at - FARTHEST)
    while i >= lowest:
        verb = c.at.get(i)
        if unit.low[i] == ")":
            i = _opening(unit, i, lowest) - 1
        elif verb:
            if not c.is_inner(verb):
                break
            i = verb.first - (2 if unit.bits[verb.first - 1] & (RELATIVE | THAT) else 1)
        elif _bounds(c, i):
            break
        else:
            i -= 1
    return i + 1


def _opening(unit: Unit, closing: int, lowest: int) -> int:
    """Find the bracket that the one at `closing` closes."""
    near = range(closing, max(lowest, closing - 12), -1)
    return next((k for k in near if unit.low[k] == "("), closing)


def _bounds(c: Clauses, i: int) -> bool:
    """Tell whether a word can't stand in a noun phrase."""
    unit, bit, low = c.unit, c.unit.bits[i], c.unit.low[i]
    if bit & QUOTE:
        return unit.closes(i) or unit.stops(i)
    if bit & MARK:
        return low not in JOINED
    if low == "as":
        return not i or bool(unit.bits[i - 1] & (MARK | JOINT)) or i - 1 in c.at
    stops = SUBJECT | RELATIVE | THAT | SUB | ASK | BIT["but"]
    return bool(bit & stops) and low not in ("like", "than")


def narrow(c: Clauses, first: int, last: int) -> Tokens | None:
    """Take off what opens a clause before its subject."""
    unit = c.unit
    while first < last and _leads(unit.bits[first]):
        first += 1
    numbered = unit.bits[first] & NUMBER and unit.bits[first + 1] & PREP
    if first + 1 < last and numbered and unit.low[first + 1] != "of":
        first += 1
    if first < last and unit.bits[first] & (PREP | TIME) and not unit.bits[first] & DETERMINER:
        first = _behind(unit, first, last)
    joint = next((k for k in range(last - 1, first - 1, -1) if unit.bits[k] & BIT["and"]), None)
    if joint and c.is_finite(first - 1) and not c.has_finite(first, joint):
        first = joint + 1  # what stands before is the object of another verb
    return (first, last) if first < last else None


def _leads(bit: int) -> bool:
    """Tell whether a word joins a clause to another or comments on it."""
    return bool(bit & JOINT) or (bool(bit & ADVERB) and not bit & (DETERMINER | NAME))


def _behind(unit: Unit, first: int, last: int) -> int:
    """Find the last noun phrase of a stretch that opens with a preposition."""
    if unit.low[last - 1] == ")":
        last = _opening(unit, last - 1, first)
    for i in range(last - 1, first + 1, -1):
        bit, before = unit.bits[i], unit.bits[i - 1]
        if before & (PREP | OWNER | DETERMINER | JOINT):
            continue
        named = bit & NAME and not bit & TIME
        if bit & (DETERMINER | SUBJECT) or (
            named and (before & (TIME | NUMBER) or not before & NAME)
        ):
            return i
    return last


def noun_before(c: Clauses, at: int) -> Tokens | None:
    """Find the short noun phrase right before token `at`."""
    unit, i = c.unit, at - 1
    while i >= 0 and at - i < 12:
        bit = unit.bits[i]
        if i in c.at or bit & (MARK | QUOTE | SUB | THAT | RELATIVE | JOINT):
            break
        if bit & PREP and unit.low[i] != "of":
            break
        i -= 1
        if bit & DETERMINER and unit.low[i] != "of":
            break
    while i + 1 < at and unit.bits[i + 1] & ADVERB:
        i += 1
    return (i + 1, at) if i + 1 < at else None
