"""Find the rival accounts of one event, and the rival words for one thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from .. import lexicon, spans, vocabulary
from . import words
from .ground import Ground, Sign, acts, firsts, is_another
from .reading import Days, Reading
from .vetoes import counts_differ, dates_differ

MOST = 366  # days that a date may span and still tell of one event
STEPS = 8  # rivals of one deed that each passage is compared with


def by_accounts(ground: Ground, accounts: pd.DataFrame | None) -> Iterator[Sign]:
    """Find the accounts of one event that make different claims, by different voices."""
    if accounts is None or accounts.empty:
        return
    places = defaultdict(list)
    keys = ground.units.values("article_id")
    held = zip(
        ground.units.codes("article_id").tolist(),
        ground.units.numbers("first").tolist(),
        strict=True,
    )
    for i, (article, first) in enumerate(held):
        places[keys[article], first].append(i)
    for _, event in accounts.groupby("event_id", sort=False):
        held = [i for row in event.itertuples() for i in places[row.article_id, row.start][:1]]
        for i, j in combinations(held[:STEPS], 2):
            marker = _otherwise(ground.readings[i], ground.readings[j])
            if marker and ground.claim(i) != ground.claim(j) and is_another(ground, i, j):
                yield "rival account", marker, i, j


def by_deeds(ground: Ground) -> Iterator[Sign]:
    """Find the passages that tell of one deed of one time and both parties, but otherwise."""
    when = _when(ground)
    dated = [i for i in firsts(ground) if when[i]]
    parties = {i: ground.told.parties(ground.units[i], ground.readings[i]) for i in dated}
    dated = [i for i in dated if len(parties[i]) > 1]
    groups = defaultdict(list)
    for i in dated:
        for act in acts(ground.readings[i]):
            for pair in combinations(sorted(parties[i]), 2):
                groups[act, pair].append(i)
    for members in groups.values():
        for i, j in _touching(sorted(set(members), key=lambda i: when[i]), when):
            if ground.claim(i) != ground.claim(j) and is_another(ground, i, j):
                marker = _otherwise(ground.readings[i], ground.readings[j])
                if marker:
                    yield "rival account", marker, i, j


def _otherwise(a: Reading, b: Reading) -> str | None:
    """Say how two tell of one deed otherwise; None where they may well agree.

    By another doer, date or number, or in other words of what is done but once.
    """
    both = acts(a) & acts(b)
    if any(_is_by_another(a, b, act) for act in both):
        return "other doer"
    if both and dates_differ(a, b):
        return "other date"
    if both and counts_differ(a, b):
        return "other number"
    is_once = any(vocabulary.rate(act) == "once" for act in both)
    return "told otherwise" if is_once and _things(a) & _things(b) else None


def _is_by_another(a: Reading, b: Reading, act: str) -> bool:
    doers = [_doers(read, act) for read in (a, b)]
    return bool(doers[0] and doers[1]) and not doers[0] & doers[1]


def _doers(read: Reading, act: str) -> set[str]:
    """Name who does a deed; who 'fought off the attacks' is no attacker."""
    doer, other = read.deeds.get(act, ((), ()))
    is_answer = act.replace("act:", "word:") in other
    return set() if is_answer else set(doer) & read.names


def by_words(ground: Ground) -> Iterator[Sign]:
    """Find the passages that call one thing by rival words: in a deed done once, or side by side.

    Only of things of deeds.csv, as a document is: what attacks and places are called is wording.
    """
    held = defaultdict(list)
    for i in firsts(ground):
        for thing, form in _called(ground.units[i].text, ground.handmade).items():
            held[thing].append((i, form))
    for own in held.values():
        for n, (i, form) in enumerate(own):
            others = own[n + 1 : n + 1 + STEPS * STEPS]
            rivals = [(j, other) for j, other in others if other != form]
            near = [r for r in rivals if _is_beside(ground, i, r[0])]
            alike = (r for r in rivals if _act_alike(ground, i, r[0]))
            for j, other in [*near, *list(alike)[:STEPS]]:
                if ground.claim(i) != ground.claim(j):
                    yield "rival word", f"{form} / {other}", i, j


def _is_beside(ground: Ground, i: int, j: int) -> bool:
    one, other = ([u.article_id, u.paragraph] for u in (ground.units[i], ground.units[j]))
    return abs(i - j) == 1 and one == other


def _act_alike(ground: Ground, i: int, j: int) -> bool:
    both = acts(ground.readings[i]) & acts(ground.readings[j])
    return any(vocabulary.rate(act) == "once" for act in both)


@lru_cache(maxsize=20_000)
def _called(text: str, handmade: Path) -> dict[str, str]:
    """Give the things that a passage names by a word of wording.csv, with that word."""
    found: dict[str, str] = {}
    for thing, form, pattern, near in _wording(handmade):
        if thing not in found and pattern.search(text) and (near is None or near.search(text)):
            found[thing] = form
    return found


@cache
def _wording(handmade: Path) -> list[tuple[str, str, re.Pattern[str], re.Pattern[str] | None]]:
    """Read the nouns for a thing, the longest first; names and verbs are no rival words here."""
    rows = [r for r in lexicon.rows("wording", handmade) if r.get("kind", "noun") == "noun"]
    made = {r["thing"] for r in rows if any(_is_made(w) for w in words.cut(r["form"]))}
    rows, found = [row for row in rows if row["thing"] in made], []
    for row in rows:
        near = _either(lexicon.split(row.get("near") or ""))
        for form in (row["form"], *lexicon.split(row.get("variants") or "")):
            found.append((row["thing"], row["form"], _either((form,)), near, len(form)))
    return [tuple(row[:4]) for row in sorted(found, key=lambda row: -row[4])]


def _is_made(word: tuple[int, int, str]) -> bool:
    return "thing:document" in words.classes(word[2])


def _either(forms: Sequence[str]) -> re.Pattern[str] | None:
    """Match any of the forms as words; a star stands for the rest of a word."""
    if not forms:
        return None
    words = "|".join(re.escape(form).replace(r"\*", r"\w*") for form in forms)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _things(read: Reading) -> set[str]:
    return {key for key in read.weights if key.startswith("thing:")}


def _when(ground: Ground) -> list[Days | None]:
    """Date each passage: by itself, by its sentence, or by the sentences before it."""
    found: list[Days | None] = []
    last: tuple[Any, Days | None] = (None, None)
    around = ground.told.around(ground.units)
    places = (ground.units.codes("article_id"), ground.units.numbers("paragraph"))
    place, _ = spans.distinct(*places)
    for i, (here, read) in enumerate(zip(place.tolist(), ground.readings, strict=True)):
        days = read.days[0] if read.days else around.get(i)
        days = days or (last[1] if last[0] == here else None)
        last = here, days
        found.append(days if days and days[1] - days[0] <= MOST else None)
    return found


def _touching(members: Sequence[int], when: Sequence[Days | None]) -> Iterator[tuple[int, int]]:
    """Pair the passages whose days touch, each with the next few."""
    for n, i in enumerate(members):
        for j in members[n + 1 : n + 1 + STEPS]:
            first, last = when[i], when[j]
            if first and last and last[0] <= first[1]:
                yield i, j
