"""Gather what speaks for a type: the words of a name, and the words around it."""

import re
from collections import defaultdict
from functools import cache

from .cutting import Piece
from .vocabulary import countries, endings, openers, peoples, places, words

AGE = re.compile(r" ?, ?\d\d?(?: ?,|\.|\))")
LOUD = re.compile(r"[^\Wa-z\d_]{4,}[^a-z\n]*")  # in capitals
DATELINE = re.compile(r" ?(?:,|\.? ?[-–—(/])")
OWNS = re.compile(r" ?['’] ?s?\b")
WORD = re.compile(r"\w+")
MARKS = ',(“"‘:;–—-'
REACH = 40  # characters looked at on either side
Cues = dict[str, tuple[str, ...]]


@cache
def _neighbours() -> tuple[Cues, Cues]:
    """Give the cues of small words before and of small words behind a name."""
    before: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for sides, table, kind, cue in (
        ((before, after), "titles", "person", "person"),
        ((before,), "organisations", "before", "organisation"),
        ((after,), "organisations", "after", "organisation"),
        ((before,), "places", "before", "place"),
        ((after,), "places", "after", "place"),
        ((before, after), "name_words", "said", "said"),
        ((after,), "name_words", "does", "does"),
    ):
        for side in sides:
            for form in words(table, kind):
                side[form].append(f"{'before' if side is before else 'after'}:{cue}")
    for form in words("name_words", "beside"):
        before[form].append(f"before:{form}")
        after[form].append(f"after:{form}")
    return ({w: tuple(c) for w, c in before.items()}, {w: tuple(c) for w, c in after.items()})


def around(text: str, piece: Piece) -> list[str]:
    """List the cues of the line around a name, and those met while cutting it."""
    head = text[max(0, piece.start - REACH) : piece.start].rpartition("\n")[2]
    tail = text[piece.end : piece.end + REACH].partition("\n")[0]
    found = [*piece.cues, *_ahead(head.rstrip(" \xa0"))]
    if AGE.match(tail):
        found.append("age")
    if not head and LOUD.fullmatch(text, piece.start, piece.end) and DATELINE.match(tail):
        found.append("dateline")
    if owns := OWNS.match(tail):
        found.append("possessive")
        tail = tail[owns.end() :]
    return found + _behind(tail.lstrip())


def _ahead(head: str) -> tuple[str, ...]:
    """List the cues of what stands before a name: a mark, or one word, or two with `the`, `of`."""
    if not head:
        return ("opens line",)
    if head[-1] in MARKS:
        return (f"before:{head[-1]}",)
    rest, _, word = head.rpartition(" ")
    word, prior = word.lower(), rest.rpartition(" ")[2].lower()
    found = _neighbours()[0].get(word, ())
    if word == "the":
        return (*found, f"before:{prior} the")
    if word == "of" and prior in words("places", "before"):
        return (*found, "place of")
    if word == "of" and prior in words("titles", "person"):
        return (*found, "person of")
    return found


def _behind(tail: str) -> list[str]:
    """List the cues of what stands behind a name: a mark, or one word, or an apposition."""
    mark = tail[:1]
    if mark == ",":
        following = WORD.findall(tail)[:4]
        is_person = not words("titles", "person").isdisjoint(following)
        is_person = is_person or following[:1] in (["who"], ["whose"])
        return ["after:,", "apposition:person"] if is_person else ["after:,"]
    if mark == "(":
        return ["after:("]
    if word := WORD.match(tail):
        return list(_neighbours()[1].get(word[0], ()))
    return ["after:."] if mark in (".", "") else []


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {
        "organisation": words("organisations", "organisation"),
        "force": words("organisations", "force"),
        "media": words("organisations", "media"),
        "place": words("places", "place"),
        "misc": words("name_words", "misc"),
        "topic": words("titles", "topic"),
    }


def inside(name: tuple[str, ...]) -> list[str]:
    """List the cues of the words of a name; words in capitals are looked up as others are."""
    shape = _shape(name)
    name = tuple(w.title() if w.isupper() and len(w) > 3 else w for w in name)
    found = [f"words:{min(sum(not w.islower() for w in name), 4)}", *_known(name), *shape]
    found += [f"last:{kind}" for kind, forms in _lists().items() if name[-1] in forms]
    return found + (_many(name) if len(name) > 1 else _single(name[0]))


def _known(name: tuple[str, ...]) -> list[str]:
    """List the cues of lists of whole names."""
    joined, found = " ".join(name), []
    if joined in countries():
        found.append("known country")
    elif joined in places():
        found.append("known place")
    if joined in words("organisations", "known"):
        found.append("known organisation")
    if joined in peoples():
        found.append("is people")
    if joined in words("name_words", "not_name"):
        found.append("no name")
    return found


def _shape(name: tuple[str, ...]) -> list[str]:
    """List the cues of letters, marks and endings."""
    joined, last = " ".join(name), name[-1].lower()
    letters = "".join(filter(str.isalpha, joined))
    found = []
    if letters.isupper() and len(letters) > 1:
        found.append(f"capitals:{min(len(letters), 5)}" if len(name) == 1 else "capitals:many")
    elif any(any(map(str.isupper, w[1:])) for w in name if w.isalpha()):
        found.append("camel")
    if "-" in joined:
        found.append("hyphen")
    if any(map(str.isdigit, joined)):
        found.append("digit")
    if last.endswith(endings("places")):
        found.append("ending:place")
    if last.endswith(endings("titles")):
        found.append("ending:person")
    return found


def _single(word: str) -> list[str]:
    """List the cues of a name of one word."""
    aside = words("titles", "courtesy", "office", "modifier", "topic")
    tests = {
        "ending:word": word.lower().endswith(endings("name_words")),
        "office": word in aside,
        "opener": word in openers(),
        "short": len(word) < 4,
    }
    return [cue for cue, holds in tests.items() if holds]


def _many(name: tuple[str, ...]) -> list[str]:
    """List the cues of the parts of a longer name."""
    first, last, start, end = name[0], name[-1], " ".join(name[:2]), " ".join(name[-2:])
    bodies, lists = words("organisations", "known"), _lists().items()
    joints = words("name_words", "joint") - words("name_words", "particle")
    tests = {
        "begins with place": first in places() or start in places(),
        "ends in place": last in places(),
        "holds organisation": first in bodies or end in bodies,
        "first:place": first in words("places", "opener"),
        "first:organisation": first in words("organisations", "opener"),
        "first:people": first in peoples(),
        "last:direction": last in words("places", "direction"),
        "joint": not joints.isdisjoint(name),
        "particle": not words("name_words", "particle").isdisjoint(name),
        "initial": any(len(w.rstrip(". ")) == 1 and w[0].isupper() for w in name[:-1]),
    }
    found = [cue for cue, holds in tests.items() if holds]
    found += [f"multi last:{kind}" for kind, forms in lists if last in forms]
    return found + [f"has:{kind}" for kind, forms in lists if not forms.isdisjoint(name[:-1])]
