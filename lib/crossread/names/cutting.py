"""Cut runs of capitalised words into names; titles, peoples and first words are put aside."""

from typing import NamedTuple

from .joining import ARTICLES, bare, groups, joined, never
from .shapes import Token
from .vocabulary import (
    heads,
    lands,
    may_open,
    openers,
    parts_of_bodies,
    peoples,
    places,
    takers,
    titles,
    vague,
    words,
)


class Piece(NamedTuple):
    """What may be a name: its span, its words, and the cues met while cutting."""

    start: int
    end: int
    words: tuple[str, ...]
    cues: tuple[str, ...]


def cut(run: list[Token], opens: bool, small: set[str]) -> list[Piece]:
    """Cut one run; `opens` tells that it opens a sentence, `small` the text's small words."""
    if opens:
        run = _without_opener(run, small)
    if len(run) == 1 and "-" not in run[0].word:
        return _plain(run, ())
    pieces: list[Piece] = []
    for group, is_office in groups(run, small):
        pieces += _peel(group, is_office)
    return pieces


def _without_opener(run: list[Token], small: set[str]) -> list[Token]:
    """Drop the first word of a sentence where it is no name."""
    word = run[0].word
    if word in ARTICLES and joined(run) not in places():
        return run[1:]
    if len(run) > 1 and (word in may_open() or _is_body(run)):
        return run
    if word not in openers() and word.lower() not in small:
        return run
    return run[2:] if len(run) > 1 and run[1].is_joint else run[1:]


def _is_body(run: list[Token]) -> bool:
    """Say whether a run opens or ends with the main word of a body or a place."""
    if run[1].is_joint:
        return run[0].word in takers() and run[1].word.split()[0] == "of"
    return run[-1].word in heads() and run[0].word in parts_of_bodies()


def _peel(group: list[Token], is_office: bool) -> list[Piece]:
    """Take titles and offices off a group; what stands before an office may be a name too."""
    if joined(group) in places():
        return [_piece(group, ())]
    if is_office:
        skip = next((i for i, t in enumerate(group) if not t.is_joint and t.word not in vague()), 0)
        if skip:
            return _plain(group[skip:], ("title:office",))
    polite, offices = words("titles", "courtesy"), words("titles", "office")
    if len(group) > 1 and group[-1].word in heads() and bare(group[0]) not in polite:
        return [] if _is_aside(group) else [_piece(group, ())]
    for n in (1, 2, 3):
        if len(group) > n + 1 and not group[n].is_joint and joined(group[:n]) in lands():
            return [_piece(group[:n], ()), *_peel(group[n:], False)]
    at = [i for i, t in enumerate(group) if bare(t) in offices or (bare(t) in polite and not i)]
    is_body = len(group) > 2 and group[1].is_joint and group[0].word in takers()
    if not at or is_body or len(group) == 1:
        return _plain(group, ())
    return _around_office(group, at[0])


def _around_office(group: list[Token], first: int) -> list[Piece]:
    """Give what stands before an office, and the person behind it."""
    last = i = first
    while i < len(group) and (bare(group[i]) in titles() or bare(group[i]) in vague()):
        last = i if bare(group[i]) in titles() else last
        i += 1
    before, after = group[:first], group[last + 1 :]
    while before and (before[-1].is_joint or before[-1].word in vague()):
        before.pop()
    after = after[1:] if after and after[0].is_joint else after
    polite = any(bare(t) in words("titles", "courtesy") for t in group[first : last + 1])
    cue = "title:courtesy" if polite else "title:office"
    return _plain(before, ("before office",)) + _plain(after, (cue,))


def _plain(group: list[Token], cues: tuple[str, ...]) -> list[Piece]:
    """Make a piece of a group without its leading people and trailing letters."""
    if len(group) > 1 and not any(t.word in heads() for t in group[1:]):
        group, more = _without_people(group)
        cues += more
    while len(group) > 1 and group[-1].word in words("titles", "postnominal"):
        group = group[:-1]
        cues += ("postnominal",)
    if not group or (len(group) == 1 and group[0].word in never()):
        return []
    return [] if len(group) > 1 and _is_aside(group) else [_piece(group, cues)]


def _is_aside(group: list[Token]) -> bool:
    """Say whether all words are titles, ranks or fields."""
    return all(t.is_joint or bare(t) in vague() or bare(t) in titles() for t in group)


def _without_people(group: list[Token]) -> tuple[list[Token], tuple[str, ...]]:
    """Take the adjective of a people off the front of a group."""
    for n in (2, 1):
        if len(group) == 2 and group[0].word in words("name_words", "given"):
            break
        if len(group) > n and joined(group[:n]) in peoples():
            return group[n + group[n].is_joint :], ("people",)
    return group, ()


def _piece(group: list[Token], cues: tuple[str, ...]) -> Piece:
    """Make a piece of a group; a stop or an apostrophe behind its last word is none of it."""
    last = group[-1].word
    if (last.endswith(".") and len(last.replace(".", "")) == 1) or last[-1] in "'’":
        last = last[:-1].rstrip()
    end = group[-1].end - len(group[-1].word) + len(last)
    return Piece(group[0].start, end, (*[t.word for t in group[:-1]], last), cues)
