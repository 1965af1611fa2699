"""Read files and run rules over them batch by batch, in worker processes where there are many."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from tqdm.auto import tqdm

from . import article, intake, lexicon, schema, store

TABLES = ("articles", "paragraphs", "sentences", "fields", "intake")
BATCH = 400  # files a worker reads at a time
MANY = 2 * BATCH  # articles; below it, starting workers costs more than they save
ROOM = 20_000  # sentences held as rows before they become a table
RARELY = 100_000  # objects made between searches for cycles, of which rules make few; saves 8 % CPU
PATIENCE = 3  # seconds before a progress bar shows

Tables = dict[str, pa.Table]
Run = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]  # an executor's map
Read = store.Part | list[Tables]  # what was kept, or the segments themselves where nothing can be


def read(
    files: Sequence[intake.Found],
    handmade: Path,
    columns: Mapping[str, str] | None,
    place: Path | None = None,
    at: int = 0,
    then: Callable[[store.Part], None] | None = None,
    run: Run | None = None,
) -> list[Read]:
    """Read files into parts that are kept in a place; without one, into tables in memory.

    `at` is when the folder was looked at; `then` is done with each part, in the same process.
    """
    work = partial(
        _read, handmade=handmade, columns=dict(columns or {}), place=place, at=at, then=then
    )
    parts = [files[i : i + BATCH] for i in range(0, len(files), BATCH)]
    told = partial(_broken, handmade=handmade, place=place, at=at)
    return list(over(work, parts, "Reading", len, told, run))


def over(
    work: Callable[[Any], Any],
    items: Sequence[Any],
    title: str,
    size: Callable[[Any], int] = lambda _: 1,
    rescue: Callable[[Any, Callable[[Any], Any]], Any] | None = None,
    run: Run | None = None,
) -> Iterator[Any]:
    """Do the work for each item, in order, under one progress bar.

    `size` counts the articles of an item: where they are many, worker processes do the work.
    Where one ends in the middle, `rescue` is given the item; without it the work is done once
    more. `run` does the work elsewhere, in the order of the items, as an executor's map.
    """
    n = sum(map(size, items))
    with tqdm(total=n, desc=title, delay=PATIENCE, disable=n <= BATCH, unit=" articles") as bar:
        done_by = run(work, items) if run else _run(work, items, n >= MANY, rescue)
        for item, done in zip(items, done_by, strict=True):
            yield done
            bar.update(size(item))


def _run(work: Any, items: Sequence[Any], is_much: bool, rescue: Any) -> Iterator[Any]:
    if not is_much:
        yield from map(work, items)
        return
    # loky starts clean workers: a fork would copy a kernel's threads, a spawn run the script again
    import loky

    left = list(items)
    while left:
        executor = loky.get_reusable_executor(
            max_workers=loky.cpu_count(), initializer=gc.set_threshold, initargs=(RARELY,)
        )
        try:
            for done in executor.map(work, list(left)):
                left.pop(0)
                yield done
        except loky.process_executor.TerminatedWorkerError:
            yield rescue(left.pop(0), work) if rescue else alone(work, left.pop(0))


def alone(work: Callable[[Any], Any], item: Any) -> Any:
    """Do the work for one item in a process of its own."""
    import loky

    return loky.get_reusable_executor(max_workers=1).submit(work, item).result()


def _broken(
    files: list[intake.Found], work: Any, handmade: Path, place: Path | None, at: int
) -> Read:
    """Read files so that one which ends its process, as a broken parser can, costs no other."""
    bare = partial(_read, handmade=handmade, columns=work.keywords["columns"])
    whole = [stacked(_one_by_one(files, bare))]
    return (place and store.add(place, files, whole, at)) or whole


def _one_by_one(files: list[intake.Found], bare: Callable[[Any], list[Tables]]) -> list[Tables]:
    import loky

    done: list[Tables] = []
    for found in files:
        try:
            done += alone(bare, [found])
        except loky.process_executor.TerminatedWorkerError:
            told = "reading it ends the program that reads it; export its text as .txt"
            done += bare([found._replace(problem=("unreadable", told))])
    return done


def _read(
    files: list[intake.Found],
    handmade: Path,
    columns: dict[str, str],
    place: Path | None = None,
    at: int = 0,
    then: Callable[[store.Part], None] | None = None,
) -> Read:
    lexicon.refresh()  # a worker lives on from one load to the next
    part = store.add(place, files, _segments(files, handmade, columns), at) if place else None
    if part is None:
        return list(_segments(files, handmade, columns))
    if then:
        then(part)
    return part


def _segments(
    files: Sequence[intake.Found], handmade: Path, columns: dict[str, str]
) -> Iterator[Tables]:
    """Read files into tables that bear one more column, `file`: the file a row came of."""
    rows: article.Rows = {name: [] for name in TABLES}
    for found in files:
        reading = intake.read(found, columns)
        rows["intake"] += [entry._asdict() | {"file": found.path} for entry in reading.entries]
        for document in reading.documents:
            article.add(rows, document, handmade, found.path)
            if len(rows["sentences"]) > ROOM:
                yield _built(rows)
    yield _built(rows)


def _built(rows: article.Rows) -> Tables:
    """Turn rows into tables, and make room for more: as rows they take ten times the memory."""
    tables = {name: schema.build(name, rows[name], "file") for name in TABLES}
    for name in TABLES:
        rows[name].clear()
    return tables


def stacked(segments: Sequence[Tables]) -> Tables:
    """Put tables on top of one another."""
    return {name: pa.concat_tables([each[name] for each in segments]) for name in segments[0]}
