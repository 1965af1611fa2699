"""Find which claims are at odds: denied, answered, told otherwise, or named by a rival word."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd

from .. import lexicon
from . import rivals
from .ground import Ground, Sign, acts, is_another, text
from .units import is_denied

CONTRARY = ("negation", "number", "parts", "opposite")  # what sets two alike passages at odds
Row = dict[str, Any]


def find(ground: Ground, accounts: pd.DataFrame | None = None) -> list[Row]:
    """List the disputes, each pair of claims once for each sign of it.

    `kind` says what is seen: 'denial' (a speaker denies the claim), 'answer' (one speaker is set
    against the one before, as by 'in turn'), 'mutual blame', 'contrary' (alike but for a number,
    a negation, the parts, the opposite deed), 'rival account' (of one event, by accounts of
    chronology, or by days, deed and both parties where the doer is another or the beginning is
    told otherwise), 'rival word' (one thing under two words of handmade/wording.csv).
    """
    found = [
        *_denials(ground),
        *_answers(ground),
        *_blame(ground),
        *_contraries(ground),
        *rivals.by_deeds(ground),
        *rivals.by_accounts(ground, accounts),
        *rivals.by_words(ground),
    ]
    rows: dict[tuple[Any, ...], Row] = {}
    for kind, marker, i, j in found:
        row = _row(ground, kind, marker, i, j)
        ends = frozenset((row["claim_id"], row["other_claim_id"]))
        sign = "" if kind.startswith("rival") else marker.casefold()
        rows.setdefault((kind, sign, ends), row)
    order = sorted(rows.values(), key=lambda row: (row["claim_id"], row["other_claim_id"] or ""))
    width = max(4, len(str(len(order))))
    return [{"dispute_id": f"d{n:0{width}d}"} | row for n, row in enumerate(order, 1)]


def _row(ground: Ground, kind: str, marker: str, i: int, j: int | None) -> Row:
    """Describe a dispute by the passages that show it; the claim published first stands first."""
    if j is not None and ground.claim(j) < ground.claim(i):
        i, j = j, i
        marker = " / ".join(reversed(marker.split(" / ")))
    row: Row = {"kind": kind, "marker": marker, "other_claim_id": None}
    for name, at in (("", i), ("other_", j)):
        if at is not None:
            unit = ground.units[at]
            row[f"{name}claim_id"] = ground.claim(at)
            row[f"{name}evidence"] = unit.text
            row[f"{name}article_id"] = unit.article_id
            row[f"{name}start"], row[f"{name}end"] = unit.start, unit.end
            row[f"{name}speaker"] = unit.speaker
    return row


def _denials(ground: Ground) -> Iterator[Sign]:
    """Find the contents that a speaker denies; the other is one that asserts the same claim."""
    for i, unit in enumerate(ground.units):
        if is_denied(unit):
            yield "denial", "denied", i, None


def _answers(ground: Ground) -> Iterator[Sign]:
    """Find the statements that answer the one before them, by another speaker, on one deed."""
    answers = _forms("turn")
    said = [i for i, unit in enumerate(ground.units) if unit.statement_id]
    for i, j in pairwise(said):
        one, other = ground.units[i], ground.units[j]
        is_near = one.article_id == other.article_id and one.paragraph == other.paragraph
        if not is_near or one.speaker == other.speaker or one.start == other.start:
            continue
        lead = text(ground, other, other.sentence[0], other.start)
        found = answers.search(lead)
        if found and acts(ground.readings[i]) & acts(ground.readings[j]):
            yield "answer", found[0].lower(), i, j


def _blame(ground: Ground) -> Iterator[Sign]:
    """Find the sentences in which two sides blame each other."""
    mutual, blames, done = _forms("mutual"), _forms("blame"), set()
    for i, unit in enumerate(ground.units):
        place = unit.article_id, unit.sentence
        if place in done:
            continue
        done.add(place)
        sentence = text(ground, unit, *unit.sentence)
        found = mutual.search(sentence)
        if found and blames.search(sentence):
            yield "mutual blame", found[0].lower(), i, None


def _contraries(ground: Ground) -> Iterator[Sign]:
    """Find the passages that are alike but for one thing, by different speakers or outlets."""
    for pair in ground.joined.apart.itertuples():
        is_one = ground.claim(pair.a) == ground.claim(pair.b)  # where people said so
        if pair.why in CONTRARY and is_another(ground, pair.a, pair.b) and not is_one:
            yield "contrary", pair.why, pair.a, pair.b


@cache
def _forms(name: str) -> re.Pattern[str]:
    forms = lexicon.forms("claim_words", kind="dispute", **{"class": name})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms)) or '(?!)'})\b", re.IGNORECASE)
