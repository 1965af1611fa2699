"""Read what a number counts from the words behind it."""

import re
from functools import cache
from typing import NamedTuple

from .. import lexicon

GAP = r"(?:[ \xa0]|\r?\n(?!\s))"
WORD = re.compile(rf"(?:{GAP}|-)((?:[^\W\d_]\.){{2,}}|[^\W\d_][^\W_]*(?:['\u2019&/.-][^\W_]+)*)")
COMPLEMENT = re.compile(
    rf"{GAP}of(?:{GAP}(?:the|its|their|his|her|our|all|these|those|a|an))*(?={GAP})"
)
NO_PLURAL = ("ss", "us", "is", "'s", "\u2019s")
MOST, MOST_SINGULAR = 7, 4  # words of what is counted; of it where no plural ends it


class Counted(NamedTuple):
    """What is counted, and whether a plural ends it."""

    start: int
    end: int
    is_plural: bool


@cache
def values(kind: str) -> dict[str, str]:
    """Give the forms of a kind in the table of amounts, with their values."""
    return {r["form"].casefold(): r["value"] for r in lexicon.rows("amounts") if r["kind"] == kind}


def phrase(text: str, at: int, stop: int, has_unit: bool, is_one: bool) -> Counted | None:
    """Find in `text[at:stop]` what the number before it counts, or what it is 'of'.

    None where nothing is counted. It ends with the first plural that no other follows, else
    before a word that can't be counted, or a mark. A bare number other than one counts a plural,
    across an 'and'.
    """
    of = COMPLEMENT.match(text, at, stop)
    start, end, last, n = (of.end() if of else at), 0, 0, 0
    wants_plural = not (has_unit or is_one or of or text[at : at + 1] == "-")
    first = None
    word = WORD.match(text, start, stop)
    while word and n < MOST:
        if _ends(word[1], bool(last) or (has_unit and not of and first is None)) and not (
            first and wants_plural and word[1] == "and" and _plural_ahead(text, word.end(), stop)
        ):
            break
        first, end, n = first or word.start(1), word.end(), n + 1
        following = WORD.match(text, end, stop)
        if _is_plural(word[1]):
            last = end
            if word[1][0].islower() and not (following and _is_plural(following[1])):
                break
        if not last and n >= MOST_SINGULAR and not _plural_ahead(text, end, stop):
            break
        word = following
    return Counted(first, last or end, bool(last)) if first is not None else None


def _ends(word: str, is_past: bool) -> bool:
    """Tell whether a word can't be counted; `is_past`: nor one in -ed, which tells a deed."""
    low = word.casefold()
    is_stop = low in values("not_counting") and not (len(word) > 1 and word.isupper())
    return is_stop or (is_past and low.endswith("ed"))


def _is_plural(word: str) -> bool:
    low = word.casefold()
    if low in values("plural"):
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(NO_PLURAL)


def _plural_ahead(text: str, at: int, stop: int) -> bool:
    """Tell whether a plural comes within the reach of the phrase."""
    for _ in range(MOST - MOST_SINGULAR):
        word = WORD.match(text, at, stop)
        if not word or _ends(word[1], False):
            return False
        if _is_plural(word[1]):
            return True
        at = word.end()
    return False
