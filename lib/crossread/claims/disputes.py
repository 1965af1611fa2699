"""Find which claims are at odds: denied, answered, told otherwise, or named by a rival word."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from .. import lexicon
from . import rivals
from .ground import DENIES, Ground, Sign, acts, is_another, text

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
        ends = frozenset((ground.claim(i), None if j is None else ground.claim(j)))
        sign = "" if kind.startswith("rival") else marker.casefold()
        if (kind, sign, ends) not in rows:
            rows[kind, sign, ends] = _row(ground, kind, marker, i, j)
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
    is_denial = np.array([name == DENIES for name in ground.units.values("cue_class")], bool)
    for i in np.flatnonzero(is_denial[ground.units.codes("cue_class")]).tolist():
        yield "denial", "denied", i, None


def _answers(ground: Ground) -> Iterator[Sign]:
    """Find the statements that answer the one before them, by another speaker, on one deed."""
    answers, units = _forms("turn"), ground.units
    is_said = np.array([bool(key) for key in units.values("statement_id")], bool)
    said = np.flatnonzero(is_said[units.codes("statement_id")])
    here, start = (
        np.stack([units.codes("article_id"), units.numbers("paragraph")]),
        units.numbers("start"),
    )
    speaker = units.codes("speaker")
    one, other = said[:-1], said[1:]
    is_near = (here[:, one] == here[:, other]).all(axis=0) & (start[one] != start[other])
    is_near &= speaker[one] != speaker[other]
    for i, j in zip(one[is_near].tolist(), other[is_near].tolist(), strict=True):
        other = units[j]
        lead = text(ground, other, other.sentence[0], other.start)
        found = answers.search(lead)
        if found and acts(ground.readings[i]) & acts(ground.readings[j]):
            yield "answer", found[0].lower(), i, j


def _blame(ground: Ground) -> Iterator[Sign]:
    """Find the sentences in which two sides blame each other."""
    units = ground.units
    place = np.stack([units.codes("article_id"), units.numbers("first"), units.numbers("last")])
    is_new = (np.diff(place, prepend=-1) != 0).any(axis=0)
    keys = units.values("article_id")
    for i, (article, first, last) in zip(
        np.flatnonzero(is_new).tolist(), place[:, is_new].T.tolist(), strict=True
    ):
        found = _blames(ground.told.text(keys[article])[first:last])
        if found:
            yield "mutual blame", found, i, None


@lru_cache(maxsize=20_000)
def _blames(sentence: str) -> str | None:
    """Give the word by which a sentence says that both sides blame each other."""
    found = _forms("mutual").search(sentence)
    return found[0].lower() if found and _forms("blame").search(sentence) else None


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
