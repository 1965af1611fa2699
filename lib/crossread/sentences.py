"""Cut running text into sentences by rule, without ever altering it."""

import re
from collections import defaultdict
from functools import cache

from . import lexicon

LINES = "\n\v\f\x85\u2028\u2029"
FULL = "。！？｡؟۔։।॥"  # marks that close nothing but a sentence
QUOTES = "\"'`“”„‟‘’‚‛«»‹›「」『』"
BULLETS = r"*•·▪●⁃–—\-"
LETTER = r"[^\W\d_]"

# A closing mark may stand off its stop ('. ”') only where it cannot open; a straight one only
# before white space.
CLOSE = r"(?:[\"'`”’»›)\]}」』]|\[\d{1,3}\]|[ \xa0](?:[”»)\]}]|[\"']+(?=\s|\Z)))*"
STOP = re.compile(
    rf"[.!?…{FULL}{LINES}](?:(?<=[{LINES}])|(?:[.!?…{FULL}]|[ \xa0](?=\.))*({CLOSE}))(\s*)"
)
AFTER = re.compile(
    rf"((?:[{QUOTES}{BULLETS}_(\[{{<¿¡]\s{{0,2}}){{0,6}})([^\W_]*)"
)  # bounded, so that time is linear
LETTERS = re.compile(
    rf"{LETTER}|(?:{LETTER}{{1,2}}\.)+{LETTER}{{1,2}}"
)  # "J", "U.S", "V.V", "Ph.D"
MARKER = re.compile(
    rf"[{BULLETS}\s(]*(?:\d{{1,3}}|{LETTER}|[ivxIVX]{{2,4}})"
)  # the "1" or "(a" of a list
ITEM = re.compile(rf"[{BULLETS}]\s|\(?(?:\d{{1,3}}|{LETTER})[.)]\s")
CREDIT = re.compile(r"[/(][^/()\n]{2,30}[/)]\s?[.–—-]")  # the "/WIRE/." that closes a dateline
CLOCK = re.compile(rf"{LETTER}+ (?:{LETTER}+ )?[Tt]ime\b")  # "local time"
PREFIX = re.compile(r"[a-z]{1,3}[-'’][A-Z]")  # "al-Masri" opens a sentence in lower case
SPEAKER = re.compile(rf"(?:{LETTER}[\w.'’-]*\s+){{1,5}}?([a-z]+)\b(?! that)")


@cache
def _read() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Read the kinds of each form, and what may follow its stop inside a sentence."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    follows: defaultdict[str, set[str]] = defaultdict(set)
    for row in lexicon.rows("abbreviations"):
        kinds[row["form"]].add(row["kind"])
        follows[row["form"]].update(row["follows"].split())
    return dict(kinds), {form: nexts for form, nexts in follows.items() if nexts}


NONE: set[str] = set()


def _kinds(form: str) -> set[str]:
    return _read()[0].get(form, NONE)


def _follows(form: str) -> set[str]:
    return _read()[1].get(form, NONE)


def split(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find the sentences of `text[start:end]`.

    A line break ends a sentence unless the next line runs on in lower case.

    Returns
    -------
    spans : list of (start, end)
        In reading order, offsets into `text`; every character but white space lies in exactly one.
    """
    part, spans, begin = text[start:end], [], 0
    for stop in STOP.finditer(part):
        if _ends(part, begin, stop):
            cut = stop.start() if stop[1] is None else stop.end(1)
            spans.append((begin, cut))
            begin = cut
    return _trim(part, start, [*spans, (begin, len(part))])


def _trim(part: str, offset: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take white space off both ends of every span, drop empty ones, shift the rest."""
    trimmed = []
    for begin, end in spans:
        piece = part[begin:end].strip()
        if piece:
            first = part.index(piece, begin) + offset
            trimmed.append((first, first + len(piece)))
    return trimmed


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Say whether the sentence that begins at `start` ends at this stop."""
    at, resume = stop.start(), stop.end()
    if resume == len(text) or text[at] in FULL:
        return True
    ahead = AFTER.match(text, resume)
    assert ahead  # it may be empty, but it always matches
    n_breaks = 0 if stop[2] == " " else sum(char in LINES for char in stop[0])
    if n_breaks > 1 or (n_breaks and ITEM.match(text, resume)):
        return True
    if stop[1] is None:
        return not ahead[2][:1].islower() and text[at - 1 : at] != ","
    before = _last_word(text, start, at)
    if not stop[2]:
        return _is_glued(text, stop, before, ahead)
    return not _goes_on(text, start, stop, before, ahead)


def _last_word(text: str, start: int, at: int) -> str:
    """Give the word that touches the stop at `at`, without opening marks; empty if none does."""
    tail = text[max(start, at - 24) : at]
    return "" if not tail or tail[-1].isspace() else tail.split()[-1].lstrip(QUOTES + "([{")


def _is_glued(text: str, stop: re.Match[str], before: str, ahead: re.Match[str]) -> bool:
    """Say whether a sentence ends where no space follows the stop, as in "the war.The ministry"."""
    opening, word = ahead.groups()
    if (
        len(word) < 2
        or not word.istitle()
        or "domain" in _kinds(word)
        or stop.start(1) - stop.start() > 1
    ):
        return False
    if (
        not set(opening + before).isdisjoint("/@.:_")
        or "-" in opening
        or text.startswith(("@", "."), ahead.end())
    ):
        return False  # part of an address
    return bool(stop[1]) or (len(before) > 1 and not _abbreviates(text, before, ahead))


def _goes_on(text: str, start: int, stop: re.Match[str], before: str, ahead: re.Match[str]) -> bool:
    """Say whether the sentence goes on after a stop and white space."""
    at, marks = stop.start(), text[stop.start() : stop.start(1)]
    quoted = not set(stop[1]).isdisjoint(QUOTES)
    if ahead[2][:1].islower():
        return not PREFIX.match(text, ahead.start(2))
    if (at - start < 9 and MARKER.fullmatch(text, start, at)) or (
        at - start < 60 and CREDIT.match(text, stop.end())
    ):
        return True
    if quoted and marks[-1] in "?!":
        return _is_cue(text, ahead)
    return marks == "." and not quoted and _abbreviates(text, before, ahead)


def _is_cue(text: str, ahead: re.Match[str]) -> bool:
    """Say whether a speaker and a verb of saying follow, as in '"Why?" Smith asked'."""
    said = SPEAKER.match(text, ahead.start(2))
    return said is not None and "cue" in _kinds(said[1]) and "starter" not in _kinds(ahead[2])


def _abbreviates(text: str, before: str, ahead: re.Match[str]) -> bool:
    """Say whether the stop belongs to `before` alone, given what comes after it."""
    follows = _follows(before)
    if not follows and (len(before) == 1 or not before.isalpha()):
        follows = (
            {"name"} if LETTERS.fullmatch(before) else _follows(re.split(r"[-–—./]", before)[-1])
        )
    if not follows or "any" in follows:
        return bool(follows)
    word, kinds = ahead[2], _kinds(ahead[2])
    if (word[:1].isdigit() and "number" in follows) or not follows.isdisjoint(kinds):
        return True
    if "starter" in kinds and not (len(word) == 1 and text.startswith(".", ahead.end())):
        return False
    if "zone" in follows:
        return bool(CLOCK.match(text, ahead.start(2)))
    is_name = word[:1].isupper() or (
        word[:1].isdigit() and word[-1].isalpha()
    )  # "7th" may open a name
    return "name" in follows and is_name and set(ahead[1]).isdisjoint(QUOTES)
