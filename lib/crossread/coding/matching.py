"""Set what coders said beside what the machine says of the same spans."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from .book import FOUND, NO, READ, UNSURE, WHOLE, YES
from .units import units

COLUMNS = [
    *("table", "coder", "basis", "column", "article_id", "start", "end", "text"),
    *("coded", "told", "outcome", "weight"),
]
SPAN = "span"
RIGHT, WRONG, MISSED, EXTRA = "right", "wrong", "missed", "not marked"


class Span(NamedTuple):
    """A stretch of one article with what was said of it, by column."""

    start: int
    end: int
    text: str
    said: dict[str, str]


def compare(tables: Mapping[str, pd.DataFrame], codings: pd.DataFrame) -> pd.DataFrame:
    """Compare tables, by name, with the codings of them, answer by answer.

    One row is one column of one span and coder: what was `coded`, what the machine `told`,
    and the `outcome`: 'right', 'wrong', 'missed' (coded, not told) or 'not marked' (told,
    not coded). `basis` is 'read whole' for articles that the coder read to the end, else
    'sample', where nothing can be missed. In articles read whole a coded span and one of the
    machine's are taken for each other where they overlap, those that overlap most first; the
    column 'span' tells whether they are the same. What a coder left open or was unsure of has
    no row. In a sample, spans that the table no longer has are left out.
    """
    rows: list[dict[str, Any]] = []
    for name, table in tables.items():
        for coder, own in codings[codings["table"] == name].groupby("coder", sort=False):
            is_read = own["sample_id"] == WHOLE
            found = [*_read(table, own[is_read]), *_sampled(table, own[~is_read])]
            rows += [{"table": name, "coder": coder, **row} for row in found if _is_asked(row)]
    return pd.DataFrame(rows, columns=COLUMNS)


def pairs(coded: list[Span], told: list[Span]) -> list[tuple[int, int]]:
    """Pair the spans of two lists that overlap, each once, by the share that they have in common.

    The share is that of the characters of either; of two alike the earlier pair is taken.
    """
    shares = [
        (-_share(a, b), i, j)
        for i, a in enumerate(coded)
        for j, b in enumerate(told)
        if a[:2] == b[:2] or min(a.end, b.end) > max(a.start, b.start)
    ]
    chosen: dict[int, int] = {}
    for _, i, j in sorted(shares):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return sorted(chosen.items())


def _is_asked(row: dict[str, Any]) -> bool:
    """Leave out where a whole article stands: nobody had to find it."""
    return row["start"] < row["end"] or row["column"] not in (FOUND, SPAN)


def _share(a: Span, b: Span) -> float:
    """Say how much of what either covers both do; a whole article stands at 0, without length."""
    if a[:2] == b[:2]:
        return 1.0
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _read(table: pd.DataFrame, codings: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Compare the articles that were read whole, each in the scope that was read for."""
    columns = _columns(codings)
    for key, own in codings.groupby("article_id", sort=False):
        scopes = own.loc[own["column"] == READ, "answer"]
        if scopes.empty:
            continue
        told = _told(_within(table[table["article_id"] == key], scopes.iloc[-1]), columns)
        coded = [one for one in _coded(own) if one.said.get(FOUND) == YES]
        found = pairs(coded, told)
        missed = _rest(coded, [i for i, _ in found])
        extra = _rest(told, [j for _, j in found])
        rows = [_row(one, name, None, MISSED) for one in missed for name in one.said]
        rows += [_row(one, name, one, EXTRA) for one in extra for name in one.said]
        for i, j in found:
            rows += _answers(coded[i], told[j])
        yield from ({"article_id": key, "basis": WHOLE, "weight": 1.0} | row for row in rows)


def _sampled(table: pd.DataFrame, codings: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Compare the spans of samples."""
    columns = _columns(codings)
    for key, own in codings.groupby("article_id", sort=False):
        told = {one[:2]: one for one in _told(table[table["article_id"] == key], columns)}
        weights = dict(zip(zip(own["start"], own["end"], strict=True), own["weight"], strict=True))
        for one in _coded(own):
            mine = told.get(one[:2])
            if mine is None or one.said.get(FOUND, UNSURE) == UNSURE:
                continue
            if one.said[FOUND] == NO:
                rows = [_row(one, name, mine, EXTRA) for name in mine.said]
            else:
                rows = _answers(one, mine)
            shared = {"article_id": key, "basis": "sample", "weight": weights[one[:2]]}
            yield from (shared | row for row in rows if row["column"] != SPAN)


def _answers(coded: Span, told: Span) -> list[dict[str, Any]]:
    """Compare two spans that were taken for each other."""
    return [
        _row(coded, name, told, RIGHT if coded.said[name] == told.said.get(name) else WRONG)
        for name in coded.said
    ]


def _row(one: Span, column: str, told: Span | None, outcome: str) -> dict[str, Any]:
    coded = None if outcome == EXTRA else one.said[column]
    mine = told and told.said.get(column)
    about = {"start": one.start, "end": one.end, "text": one.text}
    return about | {"column": column, "coded": coded, "told": mine, "outcome": outcome}


def _columns(codings: pd.DataFrame) -> list[str]:
    return [name for name in dict.fromkeys(codings["column"]) if name not in (FOUND, READ)]


def _within(table: pd.DataFrame, scope: str) -> pd.DataFrame:
    """Keep the rows that a reading was to mark: all, or those like 'form=name'."""
    column, _, value = scope.partition("=")
    return table[table[column] == value] if value else table


def _coded(codings: pd.DataFrame) -> list[Span]:
    """Gather a coder's answers to the spans of one article."""
    rows = codings[codings["column"] != READ]
    spans = []
    for (start, end), own in rows.groupby(["start", "end"]):
        said = dict(zip(own["column"], own["answer"], strict=True))
        if said.get(FOUND) == YES:
            said = {FOUND: YES, SPAN: _at(start, end), **said}
        spans.append(Span(int(start), int(end), own["text"].iloc[0], said))
    return spans


def _told(table: pd.DataFrame, columns: list[str]) -> list[Span]:
    """Gather what the machine says of the spans of one article."""
    return [
        Span(
            row["start"],
            row["end"],
            row["text"],
            {FOUND: YES, SPAN: _at(row["start"], row["end"]), **{n: row[n] for n in columns}},
        )
        for row in units(table, columns).to_dict("records")
    ]


def _at(start: int, end: int) -> str:
    return f"{start}-{end}"


def _rest(spans: list[Span], paired: list[int]) -> list[Span]:
    return [span for i, span in enumerate(spans) if i not in paired]
