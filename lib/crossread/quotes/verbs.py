"""Find the verbs of a sentence with their auxiliaries."""

from typing import NamedTuple

from .units import Unit
from .vocabulary import (
    AUX,
    BASE,
    BIT,
    ING,
    MARK,
    NAME,
    NUMBER,
    OWNER,
    PARTICIPLE,
    PAST,
    PLURAL,
    QUOTE,
    THIRD,
    VERB,
    nouns,
    sayings,
)

BE, HAVE, DO, TO = BIT["be"], BIT["have"], BIT["do"], BIT["to"]
ADVERB = BIT["adverb"] | BIT["not"]
BEFORE_NOUN = BIT["det"] | BIT["own"] | BIT["prep"] | OWNER | NUMBER
CLITICS = {"'s": BE | HAVE, "'re": BE, "'m": BE, "'ve": HAVE, "'d": HAVE, "'ll": BIT["modal"]}
PASTS = ("was", "were", "had", "did", "would", "could", "'d")
OBJECTS = BIT["det"] | BIT["own"] | BIT["object"] | BIT["that"] | NAME | QUOTE  # open objects


class Verb(NamedTuple):
    """A verb with its auxiliaries and adverbs: tokens `first` to `head`.

    `form` is finite, passive, infinitive, ing, participle or imperative.
    """

    first: int
    head: int
    form: str
    is_past: bool


def list_verbs(unit: Unit) -> list[Verb]:
    """Find the verbs in reading order; a word that is more likely a noun is none."""
    found: list[Verb] = []
    for i in range(len(unit)):
        if not unit.bits[i] & (VERB | AUX | TO) and unit.low[i] not in CLITICS:
            continue
        if found and i <= found[-1].head:
            continue
        verb = _chain(unit, i) if _opens(unit, i) else _bare(unit, i, bool(found))
        if verb:
            found.append(verb)
    return found


def is_reduced(unit: Unit, verb: Verb) -> bool:
    """Tell whether a past tense is rather a participle behind its noun: "results achieved in"."""
    i = verb.head
    if verb.first != i or not i or not unit.bits[i] & PARTICIPLE:
        return False
    is_noun = not unit.bits[i - 1] & ~PLURAL
    return unit.low[i + 1] == "by" or (is_noun and bool(unit.bits[i + 1] & BIT["prep"]))


def _opens(unit: Unit, i: int) -> bool:
    """Tell whether an auxiliary or "to" stands at `i`."""
    low, before = unit.low[i], unit.bits[i - 1]
    if unit.bits[i] & (AUX | TO):
        return not unit.bits[i] & NAME or i == 0 or unit.is_title or unit.low[i - 1] in ('"', ":")
    if low not in CLITICS or not i:
        return False
    if low != "'s" or before & (BIT["subject"] | BIT["relative"] | BIT["question"]):
        return True
    after = unit.bits[_skip(unit, i + 1)]
    return unit.low[i - 1] in ("there", "that", "here") or bool(after & ING and not after & NAME)


def _skip(unit: Unit, i: int) -> int:
    """Pass adverbs and negations."""
    while i < len(unit) and unit.bits[i] & ADVERB:
        i += 1
    return i


def _chain(unit: Unit, first: int) -> Verb | None:
    """Read a verb that opens with an auxiliary or "to"."""
    last, i = first, _skip(unit, first + 1)
    while unit.bits[i] & AUX and (unit.is_title or not unit.bits[i] & NAME):
        last, i = i, _skip(unit, i + 1)
    is_past = unit.low[first] in PASTS
    form = _form(unit, i, unit.bits[last] | CLITICS.get(unit.low[last], 0))
    if not unit.bits[first] & TO:
        return Verb(first, i if form else last, form or "finite", is_past)
    if form is None and last == first and not _may_be_verb(unit, i):
        return None
    head = i if form or last == first else last
    return Verb(first, head, "passive" if form == "passive" else "infinitive", is_past)


def _may_be_verb(unit: Unit, i: int) -> bool:
    """Tell whether an unlisted word behind "to" seems to have an object."""
    return not unit.bits[i] and bool(unit.bits[i + 1] & (OBJECTS | PLURAL))


def _form(unit: Unit, i: int, before: int) -> str | None:
    """Name the form of the main verb at `i` behind an auxiliary, if it is one."""
    bit = unit.bits[i]
    if bit & NAME and not unit.is_title:
        return None
    active = (before & BE and bit & ING) or (before & HAVE and bit & PARTICIPLE)
    if active or (before & (BIT["modal"] | DO | TO) and bit & BASE):
        return "finite"
    return "passive" if before & BE and bit & PARTICIPLE else None


def _bare(unit: Unit, i: int, is_late: bool) -> Verb | None:
    """Read a verb without auxiliary at `i`; `is_late` if another stands before it."""
    bit = unit.bits[i]
    if not bit & VERB or (bit & NAME and i and not unit.is_title):
        return None
    first = i
    while first and unit.bits[first - 1] & ADVERB and not unit.bits[first - 1] & VERB:
        first -= 1
    before = unit.bits[first - 1] if first else 0
    if bit & ING:
        return None if before & (BIT["det"] | BIT["own"] | OWNER) else Verb(first, i, "ing", False)
    if bit & (BASE | THIRD):
        form = _present(unit, i, first, before, is_late)
        return form and Verb(first, i, form, form == "finite" and _is_past(bit, first, before))
    if not bit & PAST:
        return None if before & BEFORE_NOUN else Verb(first, i, "participle", True)
    adjective = before & BEFORE_NOUN and not before & (PLURAL | BIT["that"])
    return None if adjective or _titles(unit, i, first) else Verb(first, i, "finite", True)


def _titles(unit: Unit, i: int, first: int) -> bool:
    """Tell whether a participle opens a clause before a name: "retired Captain Gull"."""
    opens = not first or unit.bits[first - 1] & (QUOTE | MARK)
    named = unit.bits[i + 1] == NAME and bool(unit.bits[i] & PARTICIPLE)
    return bool(opens) and named and not unit.is_title and unit.low[i] not in sayings()


def _is_past(bit: int, first: int, before: int) -> bool:
    """Tell whether a verb whose tenses look alike ("put") is read as past."""
    return bool(bit & PAST and first and not before & (BEFORE_NOUN | MARK))


def _present(unit: Unit, i: int, first: int, before: int, is_late: bool) -> str | None:
    """Say whether a word that may be a present tense is a verb: finite or imperative."""
    bit, is_noun = unit.bits[i], unit.low[i] in nouns()
    led = before & (BIT["subject"] | BIT["relative"]) or (before & BIT["that"] and bit & BASE)
    if led or _is_past(bit, first, before):
        return "finite"
    if before & (BEFORE_NOUN | BIT["sub"]) and not (bit & THIRD and before & NUMBER):
        return None
    takes = not is_noun or _takes(unit, i)
    if before & (BIT["and"] | BIT["but"]):
        return "finite" if takes and (is_late or not bit & BASE) else None
    if bit & THIRD:
        return _third(unit, i, first, before, takes)
    if before & PLURAL:
        return "finite" if takes else None
    return "imperative" if not first and not is_noun and _takes(unit, i) else None


def _third(unit: Unit, i: int, first: int, before: int, takes: bool) -> str | None:
    """Say whether a word in -s is a verb rather than a plural."""
    if before & NAME:
        return "finite"
    is_noun = _is_plural(unit, i) or not takes or (not first and not unit.is_title)
    return None if is_noun else "finite"


def _is_plural(unit: Unit, i: int) -> bool:
    """Tell by what follows whether a form in -s is a noun: "tweets attacking", "states,"."""
    low, after, further = unit.low[i + 1], unit.bits[i + 1], unit.bits[i + 2]
    if i + 1 >= len(unit):
        return False
    if after & BIT["that"]:
        return bool(further & (VERB | AUX)) and not further & (BIT["subject"] | NAME)
    if low == ",":
        return not further & QUOTE
    if low == "of" or (after & BIT["prep"] and further & BIT["relative"]):
        return True
    return bool(after & VERB) and not after & (BIT["prep"] | NAME | BIT["sub"]) and low != "being"


def _takes(unit: Unit, i: int) -> bool:
    """Tell whether an object or a clause seems to follow."""
    wanted = OBJECTS | BIT["subject"] | TO | BIT["question"] | BIT["adverb"]
    after = unit.bits[i + 1]
    return i + 1 >= len(unit) or (bool(after & wanted) and not after & BE)
