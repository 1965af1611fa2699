"""Weigh the cues of a name over a whole text: one string, one type."""

import math
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import pairwise

from .. import lexicon
from .cues import around, inside
from .cutting import Piece
from .vocabulary import words

TYPES = ("person", "organisation", "place")
LISTING = (",", "and", "or", ", and", ", or", "&", ";")  # between two names of one list
Key = tuple[str, ...]


@cache
def _points() -> dict[str, tuple[float, float, float]]:
    """Read what each cue speaks for: points for person, organisation and place, against none."""
    return {
        row["cue"]: (float(row["person"]), float(row["organisation"]), float(row["place"]))
        for row in lexicon.rows("name_cues")
    }


def gather(text: str, pieces: list[Piece]) -> dict[Key, Counter[str]]:
    """Count the cues of each name of a text."""
    met: dict[Key, list[str]] = defaultdict(list)
    for piece in pieces:
        met[piece.words] += around(text, piece)
    found: dict[Key, Counter[str]] = {}
    for key, cues in met.items():
        counts = Counter({cue: math.log2(1 + min(n, 7)) for cue, n in Counter(cues).items()})
        counts.update(_inside(key))
        counts["any"] = 1
        found[key] = counts
    return found


@lru_cache(maxsize=100_000)
def _inside(key: Key) -> tuple[str, ...]:
    return tuple(inside(key))


def score(cues: dict[str, float]) -> tuple[float, float, float]:
    """Add up the points of the cues of a name."""
    person = organisation = place = 0.0
    known = _points()
    for cue, count in cues.items():
        if cue in known:
            a, b, c = known[cue]
            person += a * count
            organisation += b * count
            place += c * count
    return person, organisation, place


def reason(cues: dict[str, float], kind: str) -> str:
    """Give the cue that speaks most for a type."""
    at, known = TYPES.index(kind), _points()
    points = {cue: known[cue][at] * n for cue, n in cues.items() if cue in known and cue != "any"}
    return max(points, key=points.__getitem__, default="any")


def best(cues: dict[str, float]) -> str | None:
    """Give the type for which most speaks, None where more speaks against any."""
    points = score(cues)
    top = max(points)
    return TYPES[points.index(top)] if top > 0 else None


def link(text: str, pieces: list[Piece], cues: dict[Key, Counter[str]]) -> None:
    """Add what other names of the text tell: longer ones, and those that stand beside a name."""
    kinds = {key: best(own) for key, own in cues.items()}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for key, kind in kinds.items():
        if len(key) > 1:
            parts[key[-1]].add(f"last of {kind}")
            parts[key[0]].add(f"first of {kind}")
            parts["".join(word[0] for word in key if word[0].isupper())].add(f"initials of {kind}")
    beside = _beside(text, pieces, kinds)
    _derive([key[0] for key in cues if len(key) == 1], parts)
    for key, own in cues.items():
        if len(key) == 1:
            own.update(dict.fromkeys(parts.get(key[0], ()), 1))
        own.update(dict.fromkeys(beside.get(key, ()), 1))


def _derive(names: list[str], parts: defaultdict[str, set[str]]) -> None:
    """Tell the adjective of a people from the place that it is made of, by their endings."""
    stems = {name[: len(name) - cut]: name for name in names for cut in range(3)}
    for name in names:
        for suffix in words("name_words", "suffix"):
            land = stems.get(name.removesuffix(suffix)) if name.endswith(suffix) else None
            if land and land != name and len(name) - len(suffix) > 3:
                parts[name].add("made of another")
                parts[land].add("makes another")


def _beside(
    text: str, pieces: list[Piece], kinds: dict[Key, str | None]
) -> defaultdict[Key, set[str]]:
    """Tell which types stand in one list with a name, or before it where it is in brackets."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    for one, other in pairwise(pieces):
        gap = text[one.end : other.start].strip() if other.start - one.end < 8 else "none"
        if gap in LISTING:
            found[one.words].add(f"beside {kinds[other.words]}")
            found[other.words].add(f"beside {kinds[one.words]}")
        elif gap == "(" and text[other.end : other.end + 2].lstrip()[:1] == ")":
            found[other.words].add(f"in brackets behind {kinds[one.words]}")
    return found
