"""Find the statements that a noun, an adjective or "according to" attributes."""

from functools import cache

from .appositions import right
from .beginnings import begin, match, opens_clause
from .clauses import ADVERB, DETERMINER, JOINT, PREP, RELATIVE, SUBJECT, THAT, TO, Clauses, Tokens
from .drafts import Draft
from .endings import end
from .subjects import subject
from .verbs import CLITICS, Verb
from .vocabulary import BIT, MARK, NAME, OWNER, QUOTE, Cue, adjectives, nouns

ACCORDING = "according"


def find(c: Clauses) -> list[Draft]:
    """Find statements behind nouns and adjectives, and around "according to"."""
    drafts: list[Draft] = []
    known = cues()
    for i, low in [(i, low) for i, low in enumerate(c.unit.low) if low in known]:
        if low in adjectives():
            drafts += _adjective(c, i, adjectives()[low])
        elif low == ACCORDING and c.unit.low[i + 1] == "to":
            drafts += _according(c, i)
        elif low in nouns() and i not in c.at:
            drafts += _noun(c, i, nouns()[low])
    return drafts


@cache
def cues() -> frozenset[str]:
    """List the words that such a statement has."""
    return frozenset([*nouns(), *adjectives(), ACCORDING])


def _according(c: Clauses, i: int) -> list[Draft]:
    """Read 'According to N, S' and 'S, according to N'."""
    unit, speaker = c.unit, right(c, i + 2)
    comma = c.find((",",), i, len(unit))
    if not i and comma and not c.has_finite(i, comma):
        speaker = (2, comma)
    if not speaker:
        return []
    before = sum(not bit & (MARK | JOINT) for bit in unit.bits[:i])
    after = speaker[1] + (unit.low[speaker[1]] == ",")
    content = (0, i) if before > 3 else (after, len(unit))
    if content[0] >= content[1]:
        return []
    return [Draft([content], speaker, (i, i + 2), "say", "according to")]


def _noun(c: Clauses, i: int, cue: Cue) -> list[Draft]:
    """Read 'N's claim that S', 'the claim by N that S', 'its call for S', 'in his view, S'."""
    unit, k, speaker = c.unit, i + 1, _owner(c, i)
    if unit.low[k] == "by":
        speaker = right(c, k + 1)
        k = speaker[1] if speaker else k
    if (
        speaker
        and unit.low[k] == ","
        and "in" in cue.frames
        and i < 8
        and unit.low[0] in ("in", "by")
    ):
        return [Draft([(k + 1, len(unit))], speaker, (i, i + 1), cue.kind, "noun in")]
    begun = _begin(c, k, cue, speaker is not None)
    if not begun or begun[0] >= len(unit) or unit.bits[begun[0]] & MARK:
        return []
    near = [g for g in c.before(i)[:1] if i - g.head < 8 and g.form != "passive"]
    if not speaker and near:
        if match(unit, near[0].head):
            return []  # 'N denied claims that S' is the verb's
        speaker = subject(c, near[0])
    first, frame = begun
    last = _end(c, i, first, frame)
    cue_last = first if frame == "np" else i + 1
    return [Draft([(first, last)], speaker, (i, cue_last), cue.kind, f"noun {frame}")]


def _begin(c: Clauses, k: int, cue: Cue, is_owned: bool) -> tuple[int, str] | None:
    """Say where the content behind a noun begins, and in which frame."""
    bit = c.unit.bits[k]
    if bit & THAT and "that" in cue.frames and opens_clause(c, k + 1):
        return k + 1, "that"
    if not is_owned:
        return None
    if bit & TO and "inf" in cue.frames:
        return k, "inf"
    return (k + 1, "np") if c.unit.low[k] in cue.frames else None


def _end(c: Clauses, i: int, first: int, frame: str) -> int:
    """End what a noun attributes before the verb whose subject the noun is."""
    last = end(c, Verb(i, i, "noun", False), first, frame)
    if frame != "np":
        if c.has_finite(0, i):
            return last
        first = next((g.head for g in c.verbs if g.head >= first), last)
    joined = SUBJECT | RELATIVE | THAT
    heads = (k for k in range(first + 1, last) if c.is_finite(k) and c.at[k].first == k)
    return next((k for k in heads if not c.unit.bits[k - 1] & joined), last)


def _owner(c: Clauses, i: int) -> Tokens | None:
    """Find the possessor of the noun at `i`: "his", "Mr Gull's"."""
    unit = c.unit
    for k in range(i - 1, max(-1, i - 5), -1):
        if unit.bits[k] & BIT["own"]:
            return k, k + 1
        if unit.bits[k] & OWNER:
            return _possessor(c, k), k + 1
        if unit.bits[k] & (MARK | PREP | BIT["det"] | QUOTE | JOINT) or k in c.at:
            return None
    return None


def _possessor(c: Clauses, owner: int) -> int:
    """Go back from "'s" to the first word of the possessor."""
    bits, a = c.unit.bits, owner - 1
    while a >= 0 and bits[a] & NAME:
        a -= 1
    if a == owner - 1 or (a >= 0 and bits[a] & BIT["det"]):
        while a >= 0 and not bits[a] & (BIT["det"] | MARK | PREP) and a not in c.at:
            a -= 1
        a -= a >= 0 and bool(bits[a] & DETERMINER)
    return a + 1


def _adjective(c: Clauses, i: int, cue: Cue) -> list[Draft]:
    """Read 'N is sure that S', 'N seems ready to S'."""
    k = i - 1
    while k >= 0 and c.unit.bits[k] & (ADVERB | BIT["not"]) and k not in c.at:
        k -= 1
    verb = c.at.get(k)
    if not verb or not _links(c, verb, i):
        return []
    found = begin(c, Verb(verb.first, i, verb.form, verb.is_past), cue)
    if not found:
        return []
    last = end(c, verb, found.first, found.frame)
    span = (verb.first, found.cue_last + 1)
    return [
        Draft([(found.first, last)], subject(c, verb), span, cue.kind, f"adjective {found.frame}")
    ]


def _links(c: Clauses, verb: Verb, i: int) -> bool:
    """Tell whether a verb says what its subject is: "is", "seems", "feels"."""
    if verb.head == i:
        return verb.form == "passive"
    low, cue = c.unit.low[verb.head], match(c.unit, verb.head)
    seems = cue is not None and cue.kind in ("seem", "think")
    return bool(c.unit.bits[verb.head] & BIT["be"]) or low in CLITICS or seems
