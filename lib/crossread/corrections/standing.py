"""Tell which decisions hold: undone, orphaned, contradicted or in force."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from . import catalogue, undoing
from .log import COLUMNS, Line, Place
from .undoing import BROKEN, CONFLICT, IN_FORCE, ORPHAN, REPEATED, Told

JOINING = ("merge", "split")  # they set no value


class Articles(Mapping[str, tuple[str, str]]):
    """By the SHA-256 of articles, their keys and texts, which are read when asked for."""

    def __init__(self, articles: pd.DataFrame) -> None:
        self._articles = articles
        self._places = {sha256: at for at, sha256 in enumerate(articles["sha256"].tolist())}

    def __getitem__(self, sha256: str) -> tuple[str, str]:
        at = self._places[sha256]
        return self._articles["article_id"].iloc[at], self._articles["text"].iloc[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Standing(NamedTuple):
    """A decision with its status; `article_id` is missing where its article is not there."""

    line: Line
    status: str
    reason: str
    article_id: str | None


def review(lines: tuple[Line, ...], articles: Articles) -> list[Standing]:
    """Give each decision its status, whatever the order of the lines.

    broken: the line can't be meant so. repeated: the same line once more, as git's union merge
    may leave it. undone: a line that holds undoes it. orphan: its article is not among these,
    or does not have its words at its place. conflict: another one in force says otherwise;
    neither is applied.
    """
    told = by_itself(lines)
    for line in lines:
        if line.number not in told and line.place and (lost := orphaned(line.place, articles)):
            told[line.number] = (ORPHAN, lost)
    kept = [line for line in lines if line.number not in told and line.action != "undo"]
    told |= clashes((_row(line, kept_at), line) for kept_at in _places(kept) for line in kept_at)
    told |= _tangled([line for line in kept if line.table == "actors"])
    return [
        Standing(line, *told.get(line.number, (IN_FORCE, "")), _article(line, articles))
        for line in lines
    ]


def by_itself(lines: tuple[Line, ...]) -> Told:
    """Find what is broken, repeated or undone whatever the articles are."""
    told = _broken(lines) | _repeated(lines)
    return told | undoing.undone([line for line in lines if line.number not in told])


def in_force(standings: Iterable[Standing], table: str) -> list[Standing]:
    """Keep what is in force about a table."""
    return [
        s
        for s in standings
        if s.status == IN_FORCE and s.line.table == table and s.line.action != "undo"
    ]


def listed(standings: Iterable[Standing], outcomes: Iterable[Told]) -> pd.DataFrame:
    """List the decisions in the order of the file, each with its line, status and reason.

    `outcomes`: what became of decisions when their tables were made.
    """
    later = {number: told for each in outcomes for number, told in each.items()}
    rows = []
    for line, status, reason, article_id in standings:
        about = later.get(line.number, (status, reason))
        place = line.place or ("", None, None, "")
        rows.append((line.number, *about, article_id, *line[1:11], *place))
    names = ["line", "status", "reason", "article_id", *COLUMNS]
    return pd.DataFrame(rows, columns=names).astype({"start": "Int64", "end": "Int64"})


def orphaned(place: Place, articles: Articles) -> str:
    """Say why a place no longer holds; '' where it does."""
    if place.sha256 not in articles:
        return "no article has this SHA-256: it was changed, or is not in this folder"
    here = articles[place.sha256][1][max(0, place.start) : max(0, place.end)]
    return "" if here and here == place.text else f"the article has {here[:60]!r} there"


def clashes(keyed: Iterable[tuple[Hashable, Line]]) -> Told:
    """Find decisions on one row that exclude each other: rejected and kept, or two values."""
    rows: dict[Hashable, list[Line]] = defaultdict(list)
    for key, line in keyed:
        rows[key].append(line)
    told: Told = {}
    for lines in rows.values():
        is_kept = [line for line in lines if line.action != "reject"]
        if len(lines) > len(is_kept) > 0:
            told |= _against(lines, "rejected and kept")
        values: dict[str, list[Line]] = defaultdict(list)
        for line in is_kept:
            if line.action in JOINING:
                continue
            values[line.column or catalogue.TABLES[line.table].main].append(line)
        for column, own in values.items():
            if len({line.becomes for line in own}) > 1:
                told |= _against(own, f"several values for {column}")
    return told


def _against(lines: list[Line], what: str) -> Told:
    numbers = ", ".join(str(line.number) for line in lines)
    return {
        line.number: (CONFLICT, f"{what}, in lines {numbers}: undo all but one") for line in lines
    }


def _article(line: Line, articles: Articles) -> str | None:
    return articles[line.place.sha256][0] if line.place and line.place.sha256 in articles else None


def _broken(lines: tuple[Line, ...]) -> Told:
    return {line.number: (BROKEN, why) for line in lines if (why := line.fault or _unsound(line))}


def _unsound(line: Line) -> str:
    """Say why a line that can be read can't be meant so."""
    needed = {"correction_id": line.correction_id, "when": line.when, "who": line.who}
    if blank := [name for name, value in needed.items() if not value]:
        return f"{', '.join(blank)} is blank"
    if line.action != "undo" and line.place is None and not _is_free(line):
        return "it has no place: sha256, start, end and text are blank"
    return catalogue.fault(line.table, line.action, line.column)


def _is_free(line: Line) -> bool:
    """Tell whether a decision needs no place: that two actors are one holds everywhere."""
    return line.table == "actors" and line.action == "merge"


def _repeated(lines: tuple[Line, ...]) -> Told:
    """Find keys that stand twice: in the same line again, or in another, which breaks both."""
    told: Told = {}
    keys: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.correction_id:
            keys[line.correction_id].append(line)
    for key, own in keys.items():
        if len({line.content for line in own}) > 1:
            told |= {line.number: (BROKEN, f"the key {key!r} stands in two lines") for line in own}
        else:
            first = own[0].number
            told |= {line.number: (REPEATED, f"the same as line {first}") for line in own[1:]}
    return told


def _places(lines: list[Line]) -> list[list[Line]]:
    found: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        if line.table != "actors":
            found[line.table, line.place].append(line)
    return list(found.values())


def _row(line: Line, beside: list[Line]) -> Hashable:
    """Name the row that a decision is about; where one says not which, all may mean the same."""
    is_told = all(other.which for other in beside)
    return line.table, line.place, line.which if is_told else ""


def _tangled(lines: list[Line]) -> Told:
    """Find merges and splits of actors that exclude each other."""
    told: Told = {}
    merged: dict[str, list[Line]] = defaultdict(list)
    split: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        if line.action == "merge":
            merged[line.was].append(line)
        else:
            split[line.was, line.place and line.place.sha256].append(line)
    for groups, what in ((merged, "merged with several"), (split, "split into several")):
        for own in groups.values():
            if len({line.becomes for line in own}) > 1:
                told |= _against(own, what)
    for line in lines:
        opposed = [
            o
            for o in lines
            if o.action != line.action and {o.was, o.becomes} == {line.was, line.becomes}
        ]
        if opposed:
            told |= _against([line, *opposed], "merged and split")
        elif line.action == "merge" and (circle := _circle(line, merged)):
            told |= _against(circle, "merged in a circle")
    return told


def _circle(line: Line, merged: Mapping[str, list[Line]]) -> list[Line]:
    """Follow merges from one to the next; give them if they come back, else nothing."""
    path = [line]
    while len(path) <= len(merged) and (after := merged.get(path[-1].becomes)):
        path.append(after[0])
        if after[0].becomes == line.was:
            return path
    return path if line.was == line.becomes else []
