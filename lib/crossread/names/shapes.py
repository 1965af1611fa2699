"""Find the runs of capitalised words in which names stand."""

import re
import sys
from functools import cache
from typing import NamedTuple

from .. import lexicon
from .vocabulary import openers, words


class Token(NamedTuple):
    """A word of a run of capitalised words, or a small word between two of them."""

    start: int
    end: int
    word: str
    is_joint: bool


def _ranges(letters: list[str]) -> str:
    """Write letters as the inside of a character class."""
    found: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" if a < b else chr(a) for a, b in found)


CAPITAL = _ranges([c for c in map(chr, range(sys.maxunicode // 16)) if c.isupper()])
LONGEST = 40  # words of a run: what is longer is no name, and time stays linear
GLUE = r"[-‐‑]"  # hyphens


def _any(forms: set[str] | frozenset[str]) -> str:
    """Write alternatives, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _patterns(is_spaced: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Build the pattern of a run, and that of a word or joint within it.

    In spaced text, as corpora of tokens have it, a hyphen stands off its words.
    """
    bound = _any(words("name_words", "compound"))
    stop = r"(?: ?\.)" if is_spaced else r"\."
    dash = rf" - (?!(?:{_any(openers() | words('places', 'opener'))})\b)"
    glue = f"(?:{GLUE}|{dash})" if is_spaced else GLUE
    kinds = ("title", "rank", "place")
    short = {form for kind in kinds for form in lexicon.forms("abbreviations", kind=kind)}
    prefixes, peoples = words("name_words", "prefix"), words("organisations", "of_people")
    prefix = rf"(?:(?:{_any(prefixes)})(?:{GLUE}|['’]))?"
    plain = rf"[{CAPITAL}]\w*+(?:['’](?!s\b)(?!\s)\w+)*+"
    owner = rf"(?:{_any(peoples)}) ?['’] ?s(?= [{CAPITAL}])"
    many = rf"[{CAPITAL}]\w+s ?['’](?= [{CAPITAL}])"
    initials = rf"[{CAPITAL}]{stop}(?: ?[{CAPITAL}]{stop}){{0,3}}(?:[{CAPITAL}](?!\w))?"
    tail = rf"(?!(?:{bound})\b)[^\W\dA-Z_]{{2,5}}\b(?!{GLUE})"  # the end of a given name
    bare = rf"{prefix}{plain}(?:{glue}(?:{prefix}{plain}|\d+|{tail}))*+"
    word = rf"(?:{owner}|{many}|(?:{_any(short)})\.|{initials}|{bare})"
    joint = rf"(?:{_any(words('name_words', 'joint'))})"
    gap = r"[ \xa0]"
    first = re.escape("".join(sorted({form[0] for form in prefixes | peoples | short})))
    ahead = rf"(?=[{CAPITAL}{first}])"  # saves trying all of these at each word
    run = rf"(?<![\w@/#]){ahead}(?<!\w['’]){word}(?:{gap}(?:{joint}{gap})?{word}){{0,{LONGEST}}}+"
    return re.compile(run), re.compile(rf"({word})|{joint}(?=[ \xa0])")


def is_spaced(text: str) -> bool:
    """Say whether marks stand off their words, as in corpora of tokens."""
    return text.count(" . ") + text.count(" .\n") > text.count(". ") // 2


def runs(text: str) -> list[list[Token]]:
    """Find runs of capitalised words in reading order, each cut into its words."""
    run, piece = _patterns(is_spaced(text))
    return [
        [Token(*one.span(), one[0], one[1] is None) for one in piece.finditer(text, *found.span())]
        if " " in found[0] or "\xa0" in found[0]
        else [Token(*found.span(), found[0], False)]
        for found in run.finditer(text)
    ]
