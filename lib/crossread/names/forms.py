"""Know the forms of the listed names by their words, as they may stand in a text."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .. import authority
from .folding import Words

FILLING = str.maketrans("", "", " \t\n\r-[]\"'")
LONG = 4  # letters; below, a name in capitals may be a word that is shouted


class Form(NamedTuple):
    """A listed form, cut into words; `marks` are those that must stand between them."""

    words: tuple[str, ...]
    marks: tuple[str, ...]
    capitals: tuple[tuple[bool, bool], ...]  # of the first letter, and of all others
    alias: authority.Alias
    is_place: bool
    is_lost: bool = False  # a possessive without its apostrophe


class Entry:
    """The listed forms that begin with one word, by all their words."""

    def __init__(self) -> None:
        self.forms: defaultdict[tuple[str, ...], list[Form]] = defaultdict(list)
        self.lengths: list[int] = []  # the longest first
        self.is_capital = True  # every form begins with a capital

    def add(self, form: Form) -> None:
        """Take one more form."""
        self.forms[form.words].append(form)
        self.lengths = sorted({len(words) for words in self.forms}, reverse=True)
        self.is_capital &= form.capitals[0][0]


@cache
def index(handmade: Path) -> dict[str, Entry]:
    """Give the listed forms by their first word."""
    known = authority.load(handmade)
    found: defaultdict[str, Entry] = defaultdict(Entry)
    for alias in known.aliases:
        cut = Words(re.sub(r"^[Tt]he (?=\S)", "", alias.form))
        if not cut.words or alias.kind == "metonym":
            continue
        marks = tuple(gap.translate(FILLING) for gap in cut.gaps[:-1])
        is_place = known.actors[alias.actor_id].type == "place"
        form = Form(tuple(cut.words), marks, capitals(cut, 0, len(cut.words)), alias, is_place)
        found[form.words[0]].add(form)
        if alias.kind != "demonym" and len(cut.words[-1]) > LONG and cut.words[-1][-1] != "s":
            lost = form._replace(words=(*form.words[:-1], form.words[-1] + "s"), is_lost=True)
            found[lost.words[0]].add(lost)
    return dict(found)


def capitals(words: Words, i: int, last: int) -> tuple[tuple[bool, bool], ...]:
    """Say of each word whether its first letter is a capital, and whether its others are."""
    written = (words.written(j) for j in range(i, last))
    return tuple((word[0].isupper(), word[1:].isupper()) for word in written)
