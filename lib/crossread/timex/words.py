"""Know the words that rules for dates use, and give each a sign to write rules with."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from .. import lexicon
from . import grammar
from .shapes import TOKEN, shape

FIRST_SIGN = 0xE000  # Unicode's private use area: no word of a text has such a sign
CUT = re.compile(TOKEN, re.VERBOSE)


def cut(form: str) -> list[str]:
    """List the words, numbers and marks of a form."""
    return [found[0] for found in CUT.finditer(form)]


@cache
def _table() -> list[tuple[str, str, str]]:
    """List form, kind and value of every word that the rules know."""
    rows = [(row["form"], row["kind"], row["value"]) for row in lexicon.rows("time_words")]
    for row in lexicon.rows("months"):
        rows.append((row["form"], "month" if row["kind"] == "full" else "short", row["month"]))
    for row in lexicon.rows("weekdays"):
        is_full = row["form"].endswith("day")
        rows.append((row["form"], "weekday" if is_full else "weekday_short", row["weekday"]))
    return rows + [(row["form"], "zone", row["zone"]) for row in lexicon.rows("zones")]


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Give each word a sign, and its smallest form: a month has a capital, a zone nothing else."""
    words = {word: word for word in grammar.literals()}
    for form, _, _ in _table():
        for one in cut(form):
            words[one.lower()] = max(words.get(one.lower(), ""), one)  # small letters sort last
    kept = [word for word in words if word[0].isalpha()]
    return {word: (chr(FIRST_SIGN + i), words[word]) for i, word in enumerate(kept)}


@cache
def signs() -> dict[str, str]:
    """Give the sign of each word as it may be written."""
    found = {}
    for word, (sign, smallest) in _words().items():
        ways = [word, word.capitalize(), word.upper()]
        found |= dict.fromkeys(ways[ways.index(smallest) if smallest in ways else 0 :], sign)
    return found


def spell(form: str) -> str:
    """Write a form as a pattern over signs."""
    known = _words()
    words = (word.lower() for word in cut(form))
    return "".join(known[w][0] if w in known else re.escape(shape(w)) for w in words)


def longest(form: str) -> str:
    """Give the sign of a form's longest word, '' if it holds none."""
    word = max(cut(form), key=len)
    return spell(word) if word.lower() in _words() else ""


@cache
def kinds() -> dict[str, str]:
    """Give for each kind of word the pattern over signs that any of its forms match."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for form, kind, _ in _table():
        forms[kind].add(spell(form))
    return {kind: _either(found) for kind, found in forms.items()}


def _either(forms: set[str]) -> str:
    single = "".join(sorted(f for f in forms if len(f) == 1))
    longer = sorted((f for f in forms if len(f) > 1), key=len, reverse=True)
    return "(?:" + "|".join([*longer, *([f"[{single}]"] if single else [])]) + ")"


@cache
def values(kind: str) -> dict[str, str]:
    """Give the value of each form of a kind, by its words in small letters."""
    return {" ".join(cut(form.lower())): value for form, k, value in _table() if k == kind}


@lru_cache(maxsize=20_000)
def value(kinds_: str, said: str) -> str:
    """Give the value of the longest form of a kind (or of `a|b`) that is said; '' if none is."""
    forms = {}
    for kind in reversed(kinds_.split("|")):
        forms |= values(kind)
    one = said.split()
    for n in range(len(one), 0, -1):
        for i in range(len(one) - n + 1):
            form = " ".join(one[i : i + n])
            if form in forms:
                return forms[form]
    return ""
