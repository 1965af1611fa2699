"""Keep a sentence with its verbs, and tell where its clauses begin."""

from bisect import bisect_right
from collections.abc import Iterator

from .units import Unit
from .verbs import Verb, is_reduced, list_verbs
from .vocabulary import BIT, MARK, NAME, PARTICIPLE, QUOTE

Tokens = tuple[int, int]  # first token, and the one behind the last
SUBJECT, RELATIVE, THAT = BIT["subject"], BIT["relative"], BIT["that"]
PREP, SUB, ASK, TIME, TO = BIT["prep"], BIT["sub"], BIT["question"], BIT["time"], BIT["to"]
OBJECT, ADVERB = BIT["object"], BIT["adverb"]
JOINT = BIT["and"] | BIT["but"]
DETERMINER = BIT["det"] | BIT["own"]
FINITE = ("finite", "passive")
NEAR = 12  # verbs that are looked back at


class Clauses:
    """A sentence with its verbs; what their subjects are is kept as it is found."""

    def __init__(self, unit: Unit) -> None:
        self.unit, self.verbs = unit, list_verbs(unit)
        self.at = {i: g for g in self.verbs for i in range(g.first, g.head + 1)}
        self.subjects: dict[int, Tokens | None] = {}
        self._firsts = [g.first for g in self.verbs]

    def before(self, i: int) -> list[Verb]:
        """List the verbs that stand before a token, nearest first."""
        n = bisect_right(self._firsts, i - 1)
        return self.verbs[max(0, n - NEAR) : n][::-1]

    def finite_before(self, i: int) -> Iterator[Verb]:
        """List the finite verbs before a token, nearest first."""
        return (g for g in self.before(i) if g.form in FINITE and not is_reduced(self.unit, g))

    def is_finite(self, i: int) -> bool:
        """Tell whether a token belongs to a finite verb."""
        return i in self.at and self.at[i].form in FINITE

    def has_finite(self, first: int, last: int) -> bool:
        """Tell whether a finite verb begins between two tokens."""
        return any(not is_reduced(self.unit, verb) for verb in self._finite(first, last))

    def tells(self, first: int, last: int) -> bool:
        """Tell whether a sentence, not only a circumstance, stands between two tokens."""
        told = bool(self._finite(first, last)) and not self.unit.bits[first] & PREP
        return told or self.has_finite(first, last)

    def _finite(self, first: int, last: int) -> list[Verb]:
        a, b = (bisect_right(self._firsts, i - 1) for i in (first, last))
        return [verb for verb in self.verbs[a:b] if verb.form in FINITE]

    def find(self, words: tuple[str, ...], first: int, last: int) -> int | None:
        """Find the first token from `first` to before `last` that is one of some words."""
        stretch = range(first, min(last, len(self.unit)))
        return next((i for i in stretch if self.unit.low[i] in words), None)

    def is_inner(self, verb: Verb) -> bool:
        """Tell whether a verb belongs to a noun phrase: relative clause or participle behind it."""
        unit, before = self.unit, self.unit.bits[verb.first - 1]
        if before & (RELATIVE | THAT):
            return verb.first > 1 and not unit.bits[verb.first - 2] & (MARK | SUB)
        if before & (MARK | QUOTE | JOINT | SUBJECT | SUB) and not before & NAME:
            return False
        if verb.form in ("ing", "infinitive", "participle"):
            return True
        bare = verb.first == verb.head and unit.bits[verb.head] & PARTICIPLE
        return bool(bare and unit.bits[verb.head + 1] & (PREP | TIME | ADVERB))
