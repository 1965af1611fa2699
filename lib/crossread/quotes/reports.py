"""Find the statements of one sentence: behind a verb of saying, before it, around it."""

from functools import cache

from . import closings, headings, nominal
from .appositions import right
from .beginnings import begin, match
from .clauses import SUBJECT, TO, Clauses
from .drafts import Draft
from .endings import end
from .subjects import subject
from .units import DASHES, Unit
from .verbs import Verb
from .vocabulary import Cue, sayings

NOBODY = ("it", "there", "this", "that")


def find(unit: Unit) -> list[Draft]:
    """Find the statements that a sentence attributes, in the order of their cues."""
    if _signs().isdisjoint(unit.low):
        return []
    c = Clauses(unit)
    drafts = headings.find(c)
    start = drafts[-1].cue[1] if drafts else 0
    for verb in c.verbs:
        subject(c, verb)  # from left to right, so that no chain of verbs is long
        cue = match(unit, verb.head)
        if cue is None:
            continue
        first = closings.find(c, verb, cue, start)
        if first:
            drafts.append(first)
            start = max(start, first.cue[1])
            if first.rule == "credit":
                break
        else:
            drafts += _passive(c, verb, cue) if verb.form == "passive" else _active(c, verb, cue)
    drafts += nominal.find(c)
    drafts += headings.after_colon(c, drafts)
    return sorted(drafts, key=lambda draft: draft.cue)


@cache
def _signs() -> frozenset[str]:
    """List the words and marks of which every sentence that attributes something holds one."""
    return frozenset([*sayings(), *nominal.cues(), ":", *DASHES])


def _active(c: Clauses, verb: Verb, cue: Cue) -> list[Draft]:
    """Read 'N said that S', 'N welcomed S', 'to urge N to S', 'saying S'."""
    found = begin(c, verb, cue)
    speaker = subject(c, verb)
    if not found or _is_idle(c, verb, cue):
        return []
    last = end(c, verb, found.first, found.frame)
    span = (closings.cue_first(c.unit, verb), found.cue_last + 1)
    return [Draft([(found.first, last)], speaker, span, cue.kind, f"verb {found.frame}")]


def _is_idle(c: Clauses, verb: Verb, cue: Cue) -> bool:
    """Tell whether nobody is the subject: "it is important to say"."""
    found = subject(c, verb)
    low = c.unit.low[found[0]] if found else ""
    if "person" in cue.frames:
        return not found or low == "it" or not c.unit.bits[found[0]] & SUBJECT
    return verb.form == "infinitive" and low in NOBODY


def _passive(c: Clauses, verb: Verb, cue: Cue) -> list[Draft]:
    """Read 'S was announced by N', 'N was accused of S', 'N is said to S'."""
    unit, last = c.unit, verb.head + 1
    if unit.low[last] == "by":
        agent, said = right(c, last + 1), subject(c, verb)
        if not agent or not said or not cue.frames & {"np", "that"}:
            return []
        return [Draft([said], agent, (verb.first, last + 1), cue.kind, "passive by")]
    if unit.bits[last] & TO and cue.frames & {"that", "bare"}:
        content = (last, end(c, verb, last, "inf"))
        return [Draft([content], None, (verb.first, last), cue.kind, "passive")]
    found = begin(c, verb, cue) if cue.kind not in ("permit", "demand") else None
    if not found or not (cue.frames & {"hearer", "np-inf"} or found.frame in ("inf", "that")):
        return []
    content = (found.first, end(c, verb, found.first, found.frame))
    return [Draft([content], None, (verb.first, found.cue_last + 1), cue.kind, "passive")]
