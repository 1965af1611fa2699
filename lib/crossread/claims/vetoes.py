"""Say what speaks against two passages being one claim."""

from .reading import Number, Reading

NONE: frozenset[str] = frozenset()


def vetoes(a: Reading, b: Reading) -> tuple[str, ...]:
    """List what speaks against two passages being one claim, whatever else they share."""
    return tuple(name for name, holds in TESTS.items() if holds(a, b))


def is_vetoed(a: Reading, b: Reading) -> bool:
    """Say whether anything speaks against two passages being one claim."""
    return any(holds(a, b) for holds in QUICKEST)


def _names_differ(a: Reading, b: Reading) -> bool:
    """Say whether each names what the other lacks, by any word: 'village' may be a name's."""
    return bool(_unsaid(a, b)) and bool(_unsaid(b, a))


def _unsaid(a: Reading, b: Reading) -> set[str]:
    alone = a.names - b.weights.keys()
    return alone and alone - {f"name:{key.partition(':')[2]}" for key in b.weights}


def _numbers_differ(a: Reading, b: Reading) -> bool:
    """Say whether a number is another, or counts something else; one alone may be left out."""
    if a.numbers == b.numbers:
        return False
    values = {n.value for n in a.numbers}, {n.value for n in b.numbers}
    if not all(values):
        return len(values[0] | values[1]) > 1
    if values[0] != values[1]:
        return True
    ours, theirs = ({n.name: n.value for n in read.numbers if n.name} for read in (a, b))
    if sum(ours[name] != theirs[name] for name in ours.keys() & theirs.keys()) > 1:
        return True
    return any(_is_at_odds(n, b, a) for n in a.numbers) or any(
        _is_at_odds(n, a, b) for n in b.numbers
    )


def counts_differ(a: Reading, b: Reading) -> bool:
    """Say whether two passages give another number of the same."""
    return any(
        x.of & y.of and x.value != y.value and x.value not in {n.value for n in b.numbers}
        for x in a.numbers
        for y in b.numbers
    )


def dates_differ(a: Reading, b: Reading) -> bool:
    """Say whether both are dated, and no date of one touches one of the other."""
    if not a.days or not b.days:
        return bool(a.vague and b.vague) and not a.vague & b.vague
    return not any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days)


def _is_at_odds(number: Number, other: Reading, own: Reading) -> bool:
    """Say whether the other passage has another number of the same, or this one of what it lacks.

    What a passage counts twice, it may count by parts.
    """
    same = [n for n in other.numbers if n.of & number.of]
    if same and all(n.value != number.value for n in same):
        return sum(bool(n.of & number.of) for n in own.numbers) == 1
    alike = [n for n in other.numbers if n.value == number.value]
    return bool(alike) and all(
        n.of and number.of and not n.of & set(own.weights) and not number.of & set(other.weights)
        for n in alike
    )


def _are_swapped(a: Reading, b: Reading) -> bool:
    """Say whether who did it in the one is whom it was done to in the other.

    Two that change places about one deed are. Where one does, names tell, else the words, and
    another deed whose sides agree outweighs it.
    """
    keys = a.deeds.keys() & b.deeds.keys()
    other = [key for key in keys if a.deeds[key] != b.deeds[key]]  # the same deed never is
    if _is_other_way(a, b) or any(_change_places(a, b, key) for key in other):
        return True
    if not any(c > 0 == s for s, c in (_sides(a, b, key) for key in other)):
        return False
    return not any(s > c for s, c in (_sides(a, b, key) for key in keys))


def _is_other_way(a: Reading, b: Reading) -> bool:
    """Say whether what stands behind a preposition stands elsewhere in the other: 'from', 'for'."""
    if any(
        one.leads.get("against", NONE) & other.leads.get("for", NONE)
        for one, other in ((a, b), (b, a))
    ):
        return True
    return any(
        not a.leads[word] & b.leads[word]
        and a.leads[word] <= b.weights.keys()
        and b.leads[word] <= a.weights.keys()
        for word in (a.leads.keys() & b.leads.keys()) - {"for"}
    )


def _change_places(a: Reading, b: Reading, key: str) -> bool:
    (doer, other), (theirs, to) = a.deeds[key], b.deeds[key]
    return bool(((doer & to) - other - theirs) and ((other & theirs) - doer - to))


def _sides(a: Reading, b: Reading, key: str) -> tuple[int, int]:
    """Count what stands on the same side of a deed in both, and what changes sides.

    Names alone count, unless they leave it open.
    """
    (doer, other), (theirs, to) = a.deeds[key], b.deeds[key]
    same, across = (doer & theirs, other & to), (doer & to, other & theirs)
    names = a.names | b.names
    n_same, n_across = (sum(len(each & names) for each in own) for own in (same, across))
    if n_same != n_across:
        return n_same, n_across
    return sum(map(len, same)), sum(map(len, across))


def _moods_differ(a: Reading, b: Reading) -> bool:
    """Say whether one is done, the other planned, tried, hoped; headlines say 'to' for 'will'."""
    apart = a.modals ^ b.modals
    if a.is_headline or b.is_headline:
        apart = apart - {"planned"}
    return bool(apart)


def _are_opposite(a: Reading, b: Reading) -> bool:
    return any(not a.opposites[s] & b.opposites[s] for s in a.opposites.keys() & b.opposites.keys())


TESTS = {
    "negation": lambda a, b: a.is_negated != b.is_negated,
    "number": _numbers_differ,
    "parts": _are_swapped,
    "date": dates_differ,
    "name": _names_differ,
    "mood": _moods_differ,
    "opposite": _are_opposite,
}
QUICKEST = [
    TESTS[name] for name in ("negation", "date", "mood", "opposite", "number", "name", "parts")
]
