"""Find the names that people listed, in whatever case, spelling or possessive they are written."""

import re
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from .. import authority
from .folding import Words, fold
from .forms import FILLING, LONG, Entry, Form, capitals, index
from .lists import words_of

SIGNS = ("@", "://", "www.")  # every address has one
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
BREAK = re.compile(r"\n[^\S\n]*\n")
WHERE = 120  # characters; a line in capitals is told by so many around a name

Days = tuple[str, str]


class Match(NamedTuple):
    """A listed form where it stands: its words, and the aliases it may be."""

    start: int
    end: int
    first: int
    last: int  # words, excluded
    aliases: tuple[authority.Alias, ...]

    @property
    def is_demonym(self) -> bool:
        """Tell whether it is an adjective of a state rather than its name."""
        return all(alias.kind == "demonym" for alias in self.aliases)

    @property
    def actors(self) -> tuple[str, ...]:
        """List the actors that it may name."""
        return tuple(dict.fromkeys(alias.actor_id for alias in self.aliases))


def find(words: Words, handmade: Path, days: Days) -> list[Match]:
    """Find the listed forms in reading order, the longest at each place; none overlaps another.

    A form that needs a context counts only there; one that was valid on other days is no name.
    """
    listed = index(handmade)
    has_any = any(sign in words.text for sign in SIGNS)
    addresses = [m.span() for m in ADDRESS.finditer(words.text)] if has_any else []
    found: list[Match] = []
    done = 0
    for i in [i for i, word in enumerate(words.words) if word in listed]:
        if i < done:
            continue
        at, entry = words.starts[i], listed[words.words[i]]
        if entry.is_capital and words.text[at].islower():
            continue
        j = bisect_right(addresses, (at, len(words.text))) - 1
        if j >= 0 and at < addresses[j][1]:
            continue
        match = _longest(words, i, entry, days)
        if match:
            done = match.last
            found.append(match)
    return found


def _longest(words: Words, i: int, entry: Entry, days: Days) -> Match | None:
    """Give the longest form that stands at a word, with all actors that it may name."""
    for n in entry.lengths:
        forms = entry.forms.get(tuple(words.words[i : i + n]), ())
        if i + n > len(words.words):
            continue
        found = [f.alias for f in forms if _is_valid(f.alias, days) and _stands(words, i, f)]
        if found:
            end = words.end(i + n - 1)
            end += found[0].form.endswith(".") and words.text.startswith(".", end)
            return Match(words.starts[i], end, i, i + n, tuple(found))
    return None


def _stands(words: Words, i: int, form: Form) -> bool:
    """Tell whether a form whose words stand at a word is meant, by marks, case and context."""
    last = i + len(form.words)
    for gap, marks in zip(words.gaps[i : last - 1], form.marks, strict=False):
        found = gap.translate(FILLING)
        if len(gap) > 3 or (found and found != marks) or ("." in marks and found != marks):
            return False
        if "\n" in gap and BREAK.search(gap):
            return False
    return (
        _is_whole(words, i, last)
        and _is_cased(words, i, last, form)
        and (not form.is_lost or _owns(words, i, last))
        and _has_context(words, i, last, form.alias)
    )


def _is_whole(words: Words, i: int, last: int) -> bool:
    """Tell whether a form is no part of an address or of a word with a point in it."""
    text, start, end = words.text, words.starts[i], words.end(last - 1)
    before, after = text[start - 1 : start], text[end : end + 2]
    if before in ("@", "#") or (before == "." and text[start - 2 : start - 1].isalnum()):
        is_initial = text[start - 2].isupper() and not text[start - 3 : start - 2].isalnum()
        return before == "." and text[start].isupper() and (text[start - 2].islower() or is_initial)
    return not (after[:1] in (".", "@") and after[1:].islower())


def _is_cased(words: Words, i: int, last: int, form: Form) -> bool:
    """Tell whether a form is written in a case that is its own, or in capitals."""
    seen = words.text[words.starts[i] : words.end(last - 1)]
    if seen.isupper() and len(seen) > 1:
        if form.alias.form.isupper():  # an acronym
            return fold(seen) not in words_of("common") or not _shouts(words, i)
        return len(seen) >= LONG or _shouts(words, i)
    own = capitals(words, i, last)
    if form.is_place and not own[-1][0] and last - i > 1:
        return False  # 'district' in small letters is no part of a place's name
    if form.alias.case == "any":
        return own[0][0] or not form.capitals[0][0]
    return all(a == b for a, b in zip(own, form.capitals, strict=True))


def _shouts(words: Words, i: int) -> bool:
    """Tell whether the words around are in capitals, as in a headline."""
    text, at = words.text, words.starts[i]
    line = text[max(0, at - WHERE) : at].rpartition("\n")[2]
    line += text[at : at + WHERE].partition("\n")[0]
    letters = [c for c in line if c.isalpha()]
    return sum(map(str.isupper, letters)) > 0.8 * len(letters) > 8


def _owns(words: Words, i: int, last: int) -> bool:
    """Tell whether a name with an s behind it owns what follows, rather than being a plural."""
    before = words.words[i - 1] if i else ""
    after = words.words[last] if last < len(words.words) else ""
    is_single = before not in words_of("plural") and words.gaps[last - 1] == " "
    return is_single and after.isalpha() and after not in words_of("link")


def _is_valid(alias: authority.Alias, days: Days) -> bool:
    return (alias.valid_from or "0") <= days[1] and (alias.valid_to or "9") >= days[0]


def _has_context(words: Words, i: int, last: int, alias: authority.Alias) -> bool:
    """Tell whether one of the contexts that a form needs is there; most forms need none."""
    if not alias.needs_context:
        return True
    start, end = words.starts[i], words.end(last - 1)
    for pattern in alias.needs_context:
        before, _, after = pattern.partition("*")
        lead = words.text[max(0, start - len(before)) : start]
        tail = words.text[end : end + len(after)]
        if (lead.replace("\xa0", " "), tail.replace("\xa0", " ")) == (before, after):
            return True
    return False
