"""Find noun phrases with what stands beside them in commas: "Gull, a minister, said"."""

from collections.abc import Callable

from .clauses import (
    ADVERB,
    DETERMINER,
    JOINT,
    OBJECT,
    PREP,
    RELATIVE,
    SUB,
    SUBJECT,
    THAT,
    TIME,
    TO,
    Clauses,
    Tokens,
)
from .units import DASHES, Unit
from .vocabulary import BIT, ING, MARK, NAME, NUMBER, QUOTE

FARTHEST = 60  # tokens that a subject may reach back
KEPT = ("of", "for", "from", "including", "like", "at")  # begin what belongs to a name
JOINED = ("&", "/", "-", "%")  # marks inside noun phrases
Narrow = Callable[[Clauses, int, int], Tokens | None]


def parted(c: Clauses, comma: int, narrow: Narrow) -> Tokens | None:
    """Find the noun phrase that the comma before a verb parts from it, with its appositions.

    What the speaker does meanwhile ("Gull, speaking in Paris, said") is left out.
    """
    unit, parts = c.unit, _parts(c, comma)
    while len(parts) > 1 and _is_adjunct(unit, parts[0][0]):
        parts.pop(0)
    if not parts or _is_adjunct(unit, parts[0][0]) or unit.bits[parts[0][0]] & RELATIVE:
        return None
    found = narrow(c, *parts[0])
    if not found or (len(parts) == 1 and parts[0][1] - parts[0][0] > 7):
        return None
    return found if len(parts) > 1 and _is_aside(unit, parts[1][0]) else (found[0], comma)


def _parts(c: Clauses, comma: int) -> list[Tokens]:
    """List the stretches between commas that go back from one without a clause of their own."""
    unit, parts, end = c.unit, [], comma
    lowest = max(0, comma - FARTHEST)
    for i in range(comma - 1, lowest - 2, -1):
        is_comma = i >= lowest and unit.low[i] == ","
        if i >= lowest and not is_comma and not _ends(unit, i):
            continue
        kept = _verbless(c, i + 1, end) if i + 1 < end else i + 1
        if kept is None:
            break
        if i + 1 < end:
            parts.insert(0, (kept, end))
        if not is_comma or kept != i + 1:
            break
        end = i
    return parts


def _ends(unit: Unit, i: int) -> bool:
    """Tell whether a clause ends with a quotation or a mark."""
    said = unit.bits[i] & QUOTE and unit.closes(i)
    return bool(said) or unit.low[i] in (";", ":", *DASHES[1:])


def _verbless(c: Clauses, start: int, end: int) -> int | None:
    """Say from which token on a stretch between commas may be part of a noun phrase."""
    bits = c.unit.bits
    if bits[start] & RELATIVE or (
        start + 1 < end and (bits[start + 1] & RELATIVE | bits[start] & ING)
    ):
        return start
    for i in range(end - 1, start - 1, -1):
        if c.is_finite(i) and not c.is_inner(c.at[i]):
            joint = next((k for k in range(i, end) if bits[k] & (THAT | JOINT)), end)
            return joint + 1 if joint + 1 < end else None
        opens = bits[i] & SUB or (bits[i] & THAT and i - 1 in c.at)
        if opens and not bits[i] & PREP and i + 1 < end and not c.has_finite(i, end):
            return i + 1
    return start


def _is_adjunct(unit: Unit, i: int) -> bool:
    """Tell whether a stretch that begins at `i` names a circumstance."""
    bit = unit.bits[i]
    if bit & (DETERMINER | NAME) and not bit & (PREP | SUB | ADVERB):
        return False
    return bool(bit & (PREP | SUB | ADVERB | TIME | ING | TO))


def _is_aside(unit: Unit, i: int) -> bool:
    """Tell whether what stands between commas says what the speaker does, not who it is."""
    return unit.low[i] not in KEPT and bool(unit.bits[i] & (PREP | ING))


def right(c: Clauses, at: int) -> Tokens | None:
    """Find the noun phrase that begins at token `at`, with its appositions."""
    unit, i = c.unit, at
    if unit.bits[i] & (SUBJECT | OBJECT) and not unit.bits[i] & DETERMINER:
        return i, i + 1
    is_related = False
    while i < len(unit):
        is_related = is_related or bool(unit.bits[i] & RELATIVE)
        if unit.low[i] == "(":
            closing = c.find((")",), i, i + 6)
            if closing is None:
                break
            i = closing
        elif unit.low[i] == ",":
            if not _goes_on(c, i + 1):
                break
        elif unit.bits[i] & (MARK | QUOTE) if is_related else _stops(c, i, at):
            break
        i += 1
    while i > at and unit.low[i - 1] == ",":
        i -= 1
    return (at, i) if i > at else None


def _stops(c: Clauses, i: int, at: int) -> bool:
    """Tell whether the noun phrase that begins at `at` ends before token `i`."""
    unit, bit, low = c.unit, c.unit.bits[i], c.unit.low[i]
    if bit & MARK:
        return low not in JOINED
    if bit & PREP:
        return low not in ("of", "for", "at", "from", "to") and not c.at.get(i - 1)
    if i in c.at:
        return not c.is_inner(c.at[i])
    late = bit & TIME and i > at and not unit.bits[i - 1] & (DETERMINER | PREP)
    return bool(late or bit & (QUOTE | SUB | BIT["but"] | THAT))


def _goes_on(c: Clauses, i: int) -> bool:
    """Tell whether an apposition follows a comma."""
    unit, bit = c.unit, c.unit.bits[i]
    if i >= len(unit) or bit & RELATIVE:
        return i < len(unit)
    if bit & (ING | PREP | SUB | JOINT | QUOTE | SUBJECT) and unit.low[i] != "of":
        return False
    end = c.find((",",), i, i + 25) or len(unit)
    relative = next((k for k in range(i, end) if unit.bits[k] & RELATIVE), end)
    return not c.has_finite(i, relative) and (not bit or bool(bit & (DETERMINER | NUMBER | NAME)))
