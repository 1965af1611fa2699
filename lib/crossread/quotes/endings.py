"""Find where what is said ends: at another's words, a contrast, or a verb beside the cue."""

import re
from typing import NamedTuple

from .beginnings import begin, match
from .clauses import ADVERB, FINITE, PREP, RELATIVE, SUB, THAT, Clauses
from .subjects import subject
from .verbs import Verb, is_reduced
from .vocabulary import BIT, ING, PAST, QUOTE, THIRD, VERB, bits

CONTRAST = BIT["contrast"]
OPENING = re.compile(r"\W*(\w+) \w+ \w+ \w+")  # a quotation that may go on with a verb


class Content(NamedTuple):
    """What is said, as far as known: the cue's verb, the first token, the frame."""

    c: Clauses
    verb: Verb
    first: int
    frame: str


def end(c: Clauses, verb: Verb, first: int, frame: str) -> int:
    """Find the token behind the last of the content that begins at `first`."""
    unit, depth = c.unit, 0
    content = Content(c, verb, first, frame)
    is_fronted = _is_fronted(c, verb)
    for k in range(first, len(unit)):
        low = unit.low[k]
        depth += (low == "(") - (low == ")")
        if depth < 0:
            return k
        if k > first and not depth and low != ")" and _stops(content, k, is_fronted):
            return k
    return len(unit)


def _is_fronted(c: Clauses, verb: Verb) -> bool:
    """Tell whether the cue stands in a clause that a comma will end."""
    unit = c.unit
    opens = verb.form in ("ing", "participle") or unit.low[0] in ("asked", "told")
    if verb.first <= 2 and opens:
        return all(unit.bits[i] & (SUB | PREP | ADVERB) for i in range(verb.first))
    a = (subject(c, verb) or (0, 0))[0]
    if not 0 < a < verb.first:
        return False
    if unit.bits[a] & RELATIVE:
        return unit.low[a - 1] == ","
    return a <= 2 and bool(unit.bits[a - 1] & SUB)


def _stops(content: Content, k: int, is_fronted: bool) -> bool:
    """Tell whether the content ends before token `k`."""
    c, low, bit = content.c, content.c.unit.low[k], content.c.unit.bits[k]
    if low == ",":
        n = _skip(c, k + 1)
        at_comma = is_fronted or n >= len(c.unit)
        return at_comma or _after_comma(content, n) or is_parenthesis(c, k)
    if bit & BIT["but"] and c.is_finite(k + 1):
        return True
    if bit & BIT["and"]:
        return _joins(content, k + 1)
    return content.frame in ("np", "quote") and low in ("during", ";")


def _skip(c: Clauses, n: int) -> int:
    """Pass adverbs."""
    while n < len(c.unit) and c.unit.bits[n] & ADVERB and not c.unit.bits[n] & VERB:
        n += 1
    return n


def _after_comma(content: Content, n: int) -> bool:
    """Tell whether the content ends before a comma and what stands behind it."""
    c, frame, low, bit = content.c, content.frame, content.c.unit.low[n], content.c.unit.bits[n]
    if bit & CONTRAST:
        return True
    if bit & ING and n in c.at and not bit & PREP:
        return frame in ("np", "inf") or match(c.unit, c.at[n].head) is not None
    if not bit & BIT["and"]:
        return low == "who" and frame == "np"
    return _joins(content, n + 1) or (frame == "np" and c.has_finite(n + 1, n + 12))


def _joins(content: Content, n: int) -> bool:
    """Tell whether a verb beside the cue, not one within its content, follows "and"."""
    c, frame, verb = content.c, content.frame, content.verb
    n = _skip(c, n)
    if c.unit.bits[n] & QUOTE and frame == "np":
        inner = OPENING.match(c.unit.text, c.unit.starts[n], c.unit.ends[n])
        return bool(inner and bits().get(inner[1], 0) & PAST)
    other = c.at.get(n)
    if not other or is_reduced(c.unit, other):
        return False
    cue = match(c.unit, other.head)
    if other.form == "ing":
        return verb.form == "ing" and cue is not None
    shown = other.first != other.head or c.unit.bits[other.head] & (PAST | THIRD)
    alike = other.form in FINITE and bool(shown) and other.is_past == verb.is_past
    return alike and (cue is not None or frame in ("np", "inf", "quote"))


def is_parenthesis(c: Clauses, comma: int) -> bool:
    """Tell whether ", N said" follows a comma with nothing that is said behind it."""
    unit = c.unit
    if unit.bits[comma + 1] & (SUB | THAT | RELATIVE | QUOTE) and comma + 1 not in c.at:
        return False
    near = range(comma + 1, min(comma + 14, len(unit)))
    verb = next((c.at[i] for i in near if i in c.at), None)
    cue = match(unit, verb.head) if verb and verb.form == "finite" else None
    if not verb or not cue or "inv" not in cue.frames or begin(c, verb, cue):
        return False
    found = subject(c, verb)
    return found is not None and found[0] == comma + 1
