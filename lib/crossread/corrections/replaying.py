"""Replay on a table what people decided about its rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from .. import schema
from . import actors, catalogue, settling
from .around import Around, Row
from .log import Line
from .standing import Standing, clashes, in_force
from .undoing import BROKEN, ORPHAN, Told

if TYPE_CHECKING:
    from ..corpus import Corpus

Place = tuple[str, int, int]  # article, start, end


class Found(NamedTuple):
    """A decision with the row that it is about: its position, None for a row that it adds."""

    line: Line
    article_id: str
    at: int | None


def apply(
    c: "Corpus", table: str, frame: pd.DataFrame, places: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Give a table as people corrected it; without a decision about it the very table.

    The order of the decisions does not matter, and the keys of rows stay. An added row has the
    key of its decision; it stands where its place is in reading order. A decision whose row is
    not there is listed as an orphan in `c.corrections`.

    Parameters
    ----------
    frame
        The table as the rules made it.
    places
        Where the rows of a table without places are told: its key, article_id, start and end.
    """
    held = in_force(c.standings, table)
    told: Told = {}
    if held:
        around = Around(c, {s.article_id for s in held if s.article_id})
        found = list(_found(held, table, frame, places, told))
        told |= clashes((f.at, f.line) for f in found if f.at is not None)
        found = [f for f in found if f.line.number not in told]
        frame = _corrected(around, table, frame, found, told)
    c.outcomes[table] = told
    return actors.replay(c, table, frame)


def _found(
    held: list[Standing],
    table: str,
    frame: pd.DataFrame,
    places: pd.DataFrame | None,
    told: Told,
) -> Iterable[Found]:
    """Find the rows of decisions; what has none is told."""
    rows = _rows(table, frame, places, {s.article_id for s in held})
    for line, _, _, article_id in held:
        place = line.place
        if place is None or article_id is None:
            continue
        here = rows.get((article_id, place.start, place.end), [])
        fits = [at for at, which in here if line.which in ("", which)]
        if line.action == "add":
            if not here or (line.which and not fits):
                yield Found(line, article_id, None)
            else:
                told[line.number] = (ORPHAN, f"a row of {table} stands there: change that one")
        elif len(fits) == 1:
            yield Found(line, article_id, fits[0])
        else:
            what = f"{len(fits) or 'no'} row{'s' if len(fits) > 1 else ''} of {table} at this place"
            told[line.number] = (ORPHAN, what + (f" for {line.which}" if line.which else ""))


def _rows(
    table: str, frame: pd.DataFrame, places: pd.DataFrame | None, articles: set[str | None]
) -> dict[Place, list[tuple[int, str]]]:
    """Give the rows at each place of some articles: position, and what tells it from others."""
    rows = frame.assign(at=np.arange(len(frame)))
    if places is not None:
        key = str(frame.columns[0])
        rows = places.assign(at=places[key].map(rows.set_index(key)["at"]))
    own = rows[rows["article_id"].isin(articles)]
    which = pd.Series("", own.index, dtype="str")
    for column in catalogue.TABLES[table].tells:
        which = which.where(which != "", own[column].astype("str").fillna(""))
    found: dict[Place, list[tuple[int, str]]] = defaultdict(list)
    columns = (own[name].tolist() for name in ("article_id", "start", "end", "at"))
    for article, start, end, at, name in zip(*columns, which.tolist(), strict=True):
        found[article, start, end].append((at, name))
    return found


def _corrected(
    around: Around, table: str, frame: pd.DataFrame, found: list[Found], told: Told
) -> pd.DataFrame:
    main = catalogue.TABLES[table].main
    set_cells: dict[int, Row] = defaultdict(dict)
    columns: dict[int, set[str]] = defaultdict(set)
    added, rejected = [], []
    for line, article_id, at in sorted(found, key=lambda f: f.line.correction_id):
        column = line.column or main
        if line.action == "reject":
            rejected.append(at)
            continue
        try:
            cells = settling.cells(around, table, article_id, column, line.becomes)
        except ValueError as error:
            told[line.number] = (BROKEN, str(error))
            continue
        if at is None:
            added.append(_added(around, table, line, article_id, cells))
        elif column not in frame or settling.say(frame[column].iat[at]) != line.becomes:
            set_cells[at] |= cells
            columns[at].add(column)
    rows = frame.iloc[list(set_cells)].to_dict("records")
    for (at, cells), row in zip(set_cells.items(), rows, strict=True):
        whole = {name: _plain(value) for name, value in row.items()} | cells
        set_cells[at] = cells | settling.settle(around, table, whole, columns[at])
    frame = _with_cells(frame, set_cells)
    moved = any("span" in own for own in columns.values())
    return _with_rows(around, table, frame, rejected, added, moved)


def _added(around: Around, table: str, line: Line, article_id: str, cells: Row) -> Row:
    place = line.place
    assert place is not None
    key = schema.arrow(table).names[0]
    about = {key: line.correction_id, "article_id": article_id}
    about |= {"start": place.start, "end": place.end, "text": place.text}
    return settling.fresh(around, table, about | cells)


def _plain(value: Any) -> Any:
    return value if isinstance(value, list) or not pd.isna(value) else None


def _with_cells(frame: pd.DataFrame, set_cells: dict[int, Row]) -> pd.DataFrame:
    """Set cells, a column at a time; types stay."""
    by_column: dict[str, dict[int, Any]] = defaultdict(dict)
    for at, cells in set_cells.items():
        for name, value in cells.items():
            by_column[name][at] = value
    frame = frame.copy() if by_column else frame
    for name, values in by_column.items():
        column = frame[name].copy()
        fresh = pd.Series(list(values.values()), dtype=column.dtype)
        column.iloc[list(values)] = fresh.array
        frame[name] = column
    return frame


def _with_rows(
    around: Around,
    table: str,
    frame: pd.DataFrame,
    rejected: list[int | None],
    added: list[Row],
    moved: bool,
) -> pd.DataFrame:
    """Take rows out and put rows in, in reading order."""
    key = str(frame.columns[0])
    if rejected:
        frame = frame.drop(frame.index[rejected])
        if "inside" in frame:  # of a statement that is none
            frame = frame.assign(inside=frame["inside"].where(frame["inside"].isin(frame[key])))
    if added:
        fresh = schema.frame(schema.build(table, added))
        frame = pd.concat([frame, fresh]) if len(frame) else fresh
    if added or moved:
        ranks = pd.Series(np.arange(len(around.c.articles)), around.c.articles["article_id"])
        order = np.lexsort((frame["start"], frame["article_id"].map(ranks)))
        frame = frame.iloc[order]
    return frame.reset_index(drop=True) if rejected or added or moved else frame
