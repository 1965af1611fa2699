"""Find statements that a mark attributes: 'N: S', 'S - N' in a title, 'N said:' before a block."""

from .beginnings import match
from .clauses import PREP, Clauses
from .drafts import Draft
from .subjects import subject
from .units import DASHES
from .vocabulary import BIT, MARK, NAME, NUMBER, QUOTE

WITHIN = ("(", ")", ",", "of", "for")  # may stand in the name before a colon
LONGEST = 12  # tokens of that name


def find(c: Clauses) -> list[Draft]:
    """Read 'N: S' and, in a title or behind a quotation, 'S - N', where N has no verb."""
    colon = c.find((":",), 0, LONGEST)
    if colon and _is_name(c, colon):
        return [Draft([(colon + 1, len(c.unit))], (0, colon), (colon, colon + 1), "say", "colon")]
    return _dash(c)


def _is_name(c: Clauses, colon: int) -> bool:
    """Tell whether a name stands before a colon, and more behind it."""
    unit = c.unit
    if unit.starts[colon + 1] == unit.ends[colon] or unit.bits[colon - 1] & BIT["label"]:
        return False
    is_heading = unit.is_title or unit.low[len(unit) - 1] != "."
    if not is_heading or not any(verb.first > colon for verb in c.verbs):
        return False
    odd = (i for i in range(colon) if unit.bits[i] & (MARK | PREP) and unit.low[i] not in WITHIN)
    named = all(unit.bits[i] & NAME for i in range(min(colon, 2)))
    return named and next(odd, None) is None and not any(i in c.at for i in range(colon))


def _dash(c: Clauses) -> list[Draft]:
    unit, size = c.unit, len(c.unit)
    is_quoted = size > 2 and bool(unit.bits[0] & QUOTE) and unit.closes(0)
    if not is_quoted and (size < 5 or unit.low[size - 1] == "." or unit.bits[0] & NUMBER):
        return []
    for i in range(size - 2, max(0 if is_quoted else 3, size - 8), -1):
        if i in c.at:
            break
        acts = is_quoted or (unit.starts[i] > unit.ends[i - 1] and c.before(i))
        if unit.low[i] in DASHES and acts:
            rule = "dash after quotation" if is_quoted else "dash"
            return [Draft([(0, i)], (i + 1, size), (i, i + 1), "say", rule)]
    return []


def after_colon(c: Clauses, drafts: list[Draft]) -> list[Draft]:
    """Read 'N used these words: "S"', and 'N said:' where S is the next paragraph: no fragment."""
    unit, finite = c.unit, [g for g in c.verbs if g.form == "finite"]
    if not finite or ":" not in unit.low:
        return []
    for i in range(2, len(unit)):
        told = any(a <= i < b for draft in drafts for a, b in draft.fragments)
        if unit.bits[i] & QUOTE and unit.low[i - 1] == ":" and not told and finite[0].head < i:
            cue = (finite[0].head, finite[0].head + 1)
            return [Draft([(i, i + 1)], subject(c, finite[0]), cue, "say", "announced")]
    return _announced(c) if len(unit) and unit.low[len(unit) - 1] == ":" else []


def _announced(c: Clauses) -> list[Draft]:
    """Take the last verb of saying before a colon, else the first verb."""
    finite = [g for g in c.verbs if g.form == "finite"]
    cues = [(g, cue) for g in finite for cue in [match(c.unit, g.head)] if cue]
    verb, kind = (cues[-1][0], cues[-1][1].kind) if cues else (finite[0], "say")
    return [Draft([], subject(c, verb), (verb.head, verb.head + 1), kind, "announced")]
