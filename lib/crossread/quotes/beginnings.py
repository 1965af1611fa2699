"""Find where what is said begins behind a verb of saying, by the frames that the verb may have."""

from typing import NamedTuple

from .clauses import (
    ADVERB,
    ASK,
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
)
from .units import Unit
from .verbs import Verb, is_reduced
from .vocabulary import BIT, MARK, NAME, NUMBER, QUOTE, VERB, Cue, sayings

AUXILIARY = BIT["be"] | BIT["modal"]
CLAUSE = 30  # tokens within which a clause must show its verb
JOINED = ("(", ")", "&", "-", "/", "%", ".")
SURE = SUBJECT | NAME | PREP | OBJECT | NUMBER | DETERMINER | ADVERB  # behind "that": a clause


class Beginning(NamedTuple):
    """The first token of what is said, its frame, and the last token of the cue."""

    first: int
    frame: str
    cue_last: int


def match(unit: Unit, i: int) -> Cue | None:
    """Find the verb of saying that begins at token `i`, the longest phrase first."""
    for cue in sayings().get(unit.low[i], ()):
        if tuple(unit.low[i + 1 : i + 1 + len(cue.rest)]) == cue.rest:
            return cue
    return None


def begin(c: Clauses, verb: Verb, cue: Cue) -> Beginning | None:
    """Find where the content behind a verb begins; None if there is none."""
    cue_last = verb.head + len(cue.rest)
    k = skip(c.unit, cue_last + 1)
    found = _read(c, k, cue, cue_last) if k < len(c.unit) else None
    return found if found and found.first < len(c.unit) else None


def skip(unit: Unit, k: int) -> int:
    """Pass adverbs and times: "said Monday", "said on Monday", "said earlier this week"."""
    while k < len(unit):
        bit, after = unit.bits[k], unit.bits[k + 1]
        if unit.low[k] == "there" and after & AUXILIARY:
            return k
        if bit & (ADVERB | TIME) and not bit & (SUB | VERB):
            k += 1
        elif (bit & (PREP | BIT["det"]) or unit.low[k] in ("last", "earlier")) and after & TIME:
            k += 2
        else:
            return k
    return k


def _read(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    """Read what stands at token `k`, the first behind the cue and its circumstances."""
    unit = c.unit
    if unit.bits[k] & BIT["not"] and unit.bits[k + 1] & TO:
        k += 1
    bit, low = unit.bits[k], unit.low[k]
    if low == ":" or (low == "," and unit.bits[k + 1] & QUOTE and cue.frames & {"quote", "that"}):
        return Beginning(k + 1, "quote", last)
    for wanted, read in READERS:
        if bit & wanted:
            return read(c, k, cue, last)
    if low in cue.frames and bit & PREP:
        return Beginning(k + 1, "np", k)
    told = _hearer(c, k, cue, last) if "hearer" in cue.frames else None
    if told or bit & PREP or low == ",":
        return told or _adjunct(c, k, cue, last)
    return _plain(c, k, cue, last)


def _quotation(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    if "np" in cue.frames and not c.unit.closes(k) and not c.unit.stops(k):
        return Beginning(k, "np", last)
    return Beginning(k, "quote", last) if cue.frames & {"quote", "np", "bare"} else None


def _that(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    """Read "that" as what opens a clause, as a pronoun ("that was wrong"), or as an article."""
    if c.is_finite(k + 1):
        return Beginning(k, "bare", last) if "bare" in cue.frames else None
    is_clause = c.unit.bits[k + 1] & SURE or opens_clause(c, k + 1)
    if cue.frames & {"that", "bare"} and ("np" not in cue.frames or is_clause):
        return Beginning(k + 1, "that", last)
    return Beginning(k, "np", last) if "np" in cue.frames else None


def _whether(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    if not cue.frames & {"that", "bare"}:
        return _plain(c, k, cue, last)
    return None if c.unit.bits[k + 1] & (MARK | TO) else Beginning(k, "whether", last)


def _infinitive(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    if k in c.at and c.at[k].form in ("infinitive", "passive"):
        return Beginning(k, "inf", last) if cue.frames & {"inf", "np-inf"} else None
    return Beginning(k + 1, "np", k) if "to" in cue.frames else _adjunct(c, k, cue, last)


READERS = ((QUOTE, _quotation), (THAT, _that), (ASK, _whether), (TO, _infinitive))


def _plain(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    """Read a clause without "that", or a noun phrase."""
    bit, low = c.unit.bits[k], c.unit.low[k]
    asks = low == "if" or (low == "when" and cue.kind == "think")
    if asks and cue.frames & {"that", "bare"}:
        return Beginning(k, "whether", last)
    if bit & (MARK | JOINT | SUB):
        return None
    if "bare" in cue.frames and opens_clause(c, k):
        return Beginning(k, "bare", last)
    is_verb = bit & AUXILIARY or (c.is_finite(k) and c.at[k].first == k)
    return Beginning(k, "np", last) if cue.frames & {"np", "np-inf"} and not is_verb else None


def opens_clause(c: Clauses, k: int) -> bool:
    """Tell whether a subject and a finite verb seem to follow."""
    unit, commas = c.unit, 0
    if c.is_finite(k) or (unit.bits[k] & OBJECT and not unit.bits[k] & (SUBJECT | BIT["own"])):
        return False
    is_fronted = bool(unit.bits[k] & (PREP | SUB))
    for i in range(k + 1, min(k + CLAUSE, len(unit))):
        if c.is_finite(i) and not is_reduced(unit, c.at[i]):
            before = c.at[i].first - 1
            if not unit.bits[before] & (RELATIVE | THAT):
                return is_fronted or not commas or (commas > 1 and unit.low[before] == ",")
        elif unit.bits[i] & QUOTE and (not commas or not unit.closes(i)):
            return True
        elif unit.low[i] == ",":
            commas += 1
        elif _breaks(c, i, is_fronted):
            return False
    return False


def _breaks(c: Clauses, i: int, is_fronted: bool) -> bool:
    """Tell whether no subject can go on over token `i`."""
    bit, low = c.unit.bits[i], c.unit.low[i]
    if bit & THAT:
        return not c.is_finite(i + 1)
    if bit & MARK:
        return low not in JOINED
    return bool(bit & (SUB | BIT["but"] | ASK)) and not bit & PREP and not is_fronted


def _hearer(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    """Pass the one who is told."""
    unit = c.unit
    for i in range(k + 1, min(k + 16, len(unit))):
        bit, low = unit.bits[i], unit.low[i]
        if bit & (QUOTE | ASK | SUBJECT) or low == "if":
            return Beginning(i, "quote" if bit & QUOTE else "that", last)
        if bit & THAT or low == ":" or (low in cue.frames and bit & PREP):
            frame = "quote" if low == ":" else "that" if bit & THAT else "np"
            return Beginning(i + 1, frame, last)
        if i in c.at and c.at[i].form == "infinitive":
            return Beginning(i, "inf", last) if "np-inf" in cue.frames else None
        fresh = bit & BIT["det"] and not unit.bits[i - 1] & (PREP | JOINT)
        if (fresh or (i == k + 1 and unit.bits[k] & OBJECT)) and opens_clause(c, i):
            return Beginning(i, "bare", last) if "bare" in cue.frames else None
        if c.is_finite(i) or (bit & MARK and low not in (",", "&")) or _contrasts(bit):
            return None
    return None


def _contrasts(bit: int) -> bool:
    return bool(bit & (SUB | BIT["but"])) and not bit & PREP


def _adjunct(c: Clauses, k: int, cue: Cue, last: int) -> Beginning | None:
    """Pass a phrase of place or time between the cue and its content."""
    unit = c.unit
    if not cue.frames & {"that", "quote"}:
        return None
    for i in range(k + 1, min(k + 18, len(unit))):
        bit, low, before = unit.bits[i], unit.low[i], unit.low[i - 1]
        is_noun = c.is_finite(i + 2)  # 'that talks had failed'
        opens = bit & THAT and not unit.bits[i - 1] & PREP
        opens = opens and (is_noun or not c.is_finite(i + 1))
        if opens or low == ":":
            return Beginning(i + 1, "quote" if low == ":" else "that", last)
        if bit & QUOTE and before == "," and unit.ends[i] - unit.starts[i] > 20:
            return Beginning(i, "quote", last)
        if bit & SUBJECT and "bare" in cue.frames and before != "," and opens_clause(c, i):
            return Beginning(i, "bare", last)
        if c.is_finite(i) or low in (";", "--", "—") or _contrasts(bit):
            return None
    return None
