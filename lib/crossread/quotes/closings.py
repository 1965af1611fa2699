"""Find statements that a speaker and a verb close: 'S, N said', '"S," said N', 'S, as N said'."""

from typing import NamedTuple

from .appositions import right
from .beginnings import begin, match, skip
from .clauses import ADVERB, JOINT, PREP, RELATIVE, SUB, TIME, Clauses, Tokens
from .drafts import Draft
from .endings import CONTRAST, end, is_parenthesis
from .subjects import subject
from .units import DASHES, Unit
from .verbs import Verb
from .vocabulary import BIT, ING, MARK, QUOTE, Cue, credits

MARKS = (",", ".", ";", "?", "!", ":", "--", "—")
PERSONS = ("i", "you", "we")
BEFORE = "content before verb"


class Closing(NamedTuple):
    """The speaker of 'S, N said', the token behind S, and the one behind both N and verb."""

    speaker: Tokens
    start: int
    after: int
    rule: str


def find(c: Clauses, verb: Verb, cue: Cue, first: int) -> Draft | None:
    """Read what stands between token `first` and a verb as its content, if it is.

    What goes on behind the verb is a second fragment.
    """
    if verb.form not in ("finite", "participle") or not cue.frames & {"bare", "inv", "quote"}:
        return None
    speaker = subject(c, verb) if verb.form == "finite" else None
    if speaker and _closes(c.unit, speaker[0] - 1, first):
        cited = _cited(c, verb.head + 1)
        if cited:
            content = [] if first else [(0, speaker[0])]
            return Draft(content, cited, (verb.head, verb.head + 1), cue.kind, "credit")
    if speaker and _is_as(c, speaker, first) and speaker[1] <= verb.first:
        return _as_said(c, verb, cue, speaker, first)
    found = _closing(c, verb, cue, first)
    return _draft(c, verb, cue, first, found) if found else None


def _closing(c: Clauses, verb: Verb, cue: Cue, first: int) -> Closing | None:
    """Find the speaker of 'S, N said' or 'S, said N', if something was said before."""
    unit, i, last = c.unit, verb.first, verb.head + len(cue.rest) + 1
    speaker = subject(c, verb) if verb.form == "finite" else None
    if speaker and speaker[1] <= i and _closes(unit, speaker[0] - 1, first):
        if _goes_on(c, verb, cue, first, speaker[0]):
            return None
        return Closing(speaker, speaker[0], last, BEFORE)
    if not i or not _closes(unit, i - 1, first) or "inv" not in cue.frames:
        return None
    if speaker and speaker[1] in (i, i - 1) and not unit.bits[i - 1] & QUOTE:
        return None
    named = right(c, last)
    if not named or c.is_finite(named[1]):
        return None
    return Closing(named, i, named[1], f"{BEFORE}, inverted")


def _goes_on(c: Clauses, verb: Verb, cue: Cue, first: int, start: int) -> bool:
    """Tell whether what is said stands behind the verb, whatever stands before."""
    unit, found = c.unit, begin(c, verb, cue)
    if not found:
        return False
    if found.frame == "np" and "hearer" in cue.frames and c.tells(first, start):
        return False  # 'S, N told M on Monday'
    is_quoted = bool(unit.bits[found.first] & QUOTE)
    told = any(unit.bits[k] & QUOTE and unit.closes(k) for k in range(first, start))
    if told and unit.bits[start - 1] & QUOTE and not is_quoted:
        return False  # '"S," N told M'
    return not (told and is_quoted and found.first > verb.head + len(cue.rest) + 1)


def _draft(c: Clauses, verb: Verb, cue: Cue, first: int, found: Closing) -> Draft | None:
    """Make a statement of 'S, N said', unless the words before are only a circumstance."""
    unit, further = c.unit, _further(c, verb, found.after)
    said = any(unit.bits[k] & QUOTE for k in range(first, found.start))
    is_inverted = found.rule != BEFORE
    last = (found.speaker[1] if is_inverted else found.after) - 1
    if not said and not (cue.frames & {"bare", "that"} and _ends(c, last, first)):
        return None
    parted = not first and not is_inverted and any(c.has_finite(*span) for span in further)
    if not (said or parted or unit.is_title or c.tells(first, found.start)):
        return None
    if is_inverted:
        c.subjects[verb.first] = found.speaker
    span = (cue_first(unit, verb), verb.head + len(cue.rest) + 1)
    return Draft([(first, found.start), *further], found.speaker, span, cue.kind, found.rule)


def cue_first(unit: Unit, verb: Verb) -> int:
    """Begin the cue at its verb; at the auxiliaries where they deny it: "did not say"."""
    inside = range(verb.first, verb.head)
    denied = any(unit.bits[i] & BIT["not"] or unit.low[i].endswith("n't") for i in inside)
    return verb.first if denied else verb.head


def _is_as(c: Clauses, speaker: Tokens, first: int) -> bool:
    return speaker[0] > first and c.unit.low[speaker[0] - 1] == "as"


def _as_said(c: Clauses, verb: Verb, cue: Cue, speaker: Tokens, first: int) -> Draft | None:
    """Read 'S, as N put it', and the same with S behind it."""
    unit, last = c.unit, verb.head + len(cue.rest) + 1
    content = (first, speaker[0] - 1)
    if speaker[0] <= first + 2:
        content = ((c.find((",",), last, len(unit)) or len(unit) - 1) + 1, len(unit))
    idle = unit.low[speaker[0]] in PERSONS or begin(c, verb, cue) is not None
    if idle or content[1] - content[0] < 2 or not c.has_finite(*content):
        return None
    return Draft([content], speaker, (verb.head, last), cue.kind, f"{BEFORE}, as")


def _ends(c: Clauses, last: int, first: int) -> bool:
    """Tell whether nothing but circumstances follow 'S, N said'."""
    unit, bit = c.unit, c.unit.bits[last + 1]
    if last + 1 >= len(unit) or unit.low[last + 1] in MARKS:
        return True
    loose = bit & (PREP | TIME | ADVERB | MARK | SUB) or unit.low[last] in ("told", "tells", "tell")
    return bool(loose) and not unit.bits[first] & SUB


def _cited(c: Clauses, k: int) -> Tokens | None:
    """Find whom a house cites behind 'N reports': 'citing M'."""
    k += c.unit.low[k] == ","
    for words in credits():
        if tuple(c.unit.low[k : k + len(words)]) == words:
            return right(c, k + len(words))
    return None


def _closes(unit: Unit, i: int, first: int) -> bool:
    """Tell whether a quotation, or a clause, ends with token `i`."""
    marks = (",", "?", "!", *DASHES[1:3], DASHES[-1])
    return i >= first and (bool(unit.bits[i] & QUOTE) or unit.low[i] in marks)


def _further(c: Clauses, verb: Verb, after: int) -> list[Tokens]:
    """Find where the content goes on behind 'S, N said'."""
    unit, k = c.unit, skip(c.unit, after)
    for q in range(k, len(unit)):
        if unit.bits[q] & QUOTE:
            if unit.low[q - 1] in (",", ".", ":", "but", "and") or q == k:
                return [(q, end(c, verb, q, "that"))]
            break
        if c.is_finite(q) and match(unit, c.at[q].head):
            break
    bit = unit.bits[k + 1]
    if k >= len(unit) - 1 or unit.low[k] != "," or is_parenthesis(c, k):
        return []
    turns = bit & (ING | RELATIVE | CONTRAST) or (bit & JOINT and c.is_finite(k + 2))
    return [] if turns else [(k + 1, end(c, verb, k + 1, "that"))]
