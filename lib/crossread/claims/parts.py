"""Tell who does what to whom: what stands on either side of a deed, and behind prepositions."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from .. import vocabulary
from . import words
from .tokens import Cut, Token

LEAD = re.compile(r"\b(from|to|on|against|into|for) (?:(?:the|a|an|its|their) )?", re.IGNORECASE)
REACH = 8  # words on either side of a deed that take part in it
NEAR = 3  # words between a form of 'be' and its participle


def deeds(
    text: str, cut: Sequence[Cut], tokens: Sequence[Token]
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Say what stands on either side of each deed: before it, or behind 'by', is who does it.

    A deed is an act of deeds.csv, or a word in -ed; in the passive the sides change.
    """
    sides: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    places = {start: i for i, (start, _, _) in enumerate(cut)}
    for n, token in enumerate(tokens):
        if token.is_name or not _is_deed(token):
            continue
        before = [t.keys[0] for t in tokens[max(0, n - REACH) : n]]
        behind = tokens[n + 1 : n + 1 + REACH]
        by = _by(text, token.end, behind)
        at = places[token.start]
        is_passive = _is_passive(cut, at)
        if not by and not is_passive and at and _is_open(cut[at - 1][2]):
            continue  # 'the referendum', '60 wounded fighters'
        doer, other = before, [t.keys[0] for t in behind]
        if by or is_passive:
            doer = [t.keys[0] for t in by]
            other = [t.keys[0] for t in behind if t not in by]
            if is_passive:
                other += before
        elif text.startswith(" of ", token.end):  # of its doer, or of whom it was done to
            doer = doer + other
        own = _once(frozenset(doer)), _once(frozenset(other))
        for key in token.keys:
            known = sides.get(key)
            sides[key] = (known[0] | own[0], known[1] | own[1]) if known else own
    return sides


@lru_cache(maxsize=100_000)
def _once(keys: frozenset[str]) -> frozenset[str]:
    """Give one object for all equal sets, which copies of a passage share."""
    return keys


def _is_open(form: str) -> bool:
    """Say whether what follows a word is a noun, or grades one."""
    return ("empty", "open") in vocabulary.kinds().get(form, ()) or words.number(form) is not None


def _is_deed(token: Token) -> bool:
    """Say whether a word tells what one does to another, not what two do or what only begins."""
    if ("mutual", "") in words.kinds().get(token.form, ()):
        return False
    acts = [key for key in token.keys if key.startswith(("act", "modal"))]
    return bool(acts or token.form.endswith("ed")) and not set(acts) & {
        "act:begin",
        "act:end",
        "act:say",
    }


def is_verb(token: Token) -> bool:
    """Say whether a word may be the verb of its clause, by its ending or by the lexicon."""
    known = {kind for kind, _ in words.kinds().get(token.form, ())}
    acts = any(key.startswith("act") for key in token.keys)
    return not token.is_name and (acts or token.form.endswith("ed") or "irregular" in known)


def leads(text: str, tokens: Sequence[Token]) -> dict[str, frozenset[str]]:
    """Give what stands behind each preposition that sets one thing apart from another."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    places = {token.start: token.keys[0] for token in reversed(tokens)}
    for lead in LEAD.finditer(text):
        if lead.end() in places:
            found[lead[1].lower()].add(places[lead.end()])
    return {word: frozenset(keys) for word, keys in found.items()}


def _by(text: str, start: int, behind: Sequence[Token]) -> list[Token]:
    """List the words behind 'by', up to the next comma or preposition; of the deed before it."""
    found = re.search(r"\bby\b(?!\s+\d)", text[start:])
    if not found or any(_is_deed(t) for t in behind if t.end <= start + found.start()):
        return []
    first = start + found.end()
    stop = re.search(
        r"[,;:.]|\b(?:in|on|at|off|near|along|around|across|from|after|before)\b", text[first:]
    )
    last = first + stop.start() if stop else len(text)
    return [t for t in behind if first <= t.start < last]


def _is_passive(cut: Sequence[Cut], i: int) -> bool:
    """Say whether a participle has a form of 'be' right before it."""
    form = cut[i][2]
    known = {kind for kind, _ in words.kinds().get(form, ())}
    if not form.endswith("ed") and "participle" not in known:
        return False
    lead = [w[2] for w in cut[max(0, i - NEAR) : i]]
    return any(("passive", "") in words.kinds().get(w, ()) for w in lead)
