"""Read files into tables batch by batch, in worker processes where there are many."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from tqdm.auto import tqdm

from . import article, intake, lexicon, schema

TABLES = ("articles", "paragraphs", "sentences", "fields", "intake")
BATCH = 200  # files a worker reads at a time
MANY = 2 * BATCH  # below it, starting workers costs more than they save
ROOM = 20_000  # sentences held as rows before they become a table
PATIENCE = 3  # seconds before a progress bar shows


def read(
    files: list[intake.Found], handmade: Path, columns: Mapping[str, str] | None
) -> dict[str, pa.Table]:
    """Read files into one table of each kind, one row more for what each file came to."""
    work = partial(_read_batch, handmade=handmade, columns=dict(columns or {}))
    parts = [files[i : i + BATCH] for i in range(0, len(files), BATCH)]
    done: list[dict[str, pa.Table]] = []
    few = len(files) <= BATCH  # over before a bar could show
    with tqdm(total=len(files), desc="Reading", unit="file", delay=PATIENCE, disable=few) as bar:
        for batch, tables in zip(parts, _over_processes(work, parts), strict=True):
            done.append(tables)
            bar.update(len(batch))
    return _stacked(done or [_read_batch([], handmade, {})])


def _over_processes(work: Any, batches: list[list[intake.Found]]) -> Iterator[dict[str, pa.Table]]:
    """Run the batches in order, in worker processes where there are many."""
    if sum(map(len, batches)) < MANY:
        yield from map(work, batches)
        return
    # loky starts clean workers: a fork would copy a kernel's threads, a spawn run the script again
    import loky

    left = list(batches)
    while left:
        executor = loky.get_reusable_executor(max_workers=loky.cpu_count())
        try:
            for tables in executor.map(work, list(left)):
                left.pop(0)
                yield tables
        except loky.process_executor.TerminatedWorkerError:
            yield _one_by_one(work, left.pop(0))


def _one_by_one(work: Any, batch: list[intake.Found]) -> dict[str, pa.Table]:
    """Read files so that one which ends its process, as a broken parser can, costs no other."""
    import loky

    done = []
    for found in batch:
        try:
            executor = loky.get_reusable_executor(max_workers=1)
            done.append(executor.submit(work, [found]).result())
        except loky.process_executor.TerminatedWorkerError:
            told = "reading it ends the program that reads it; export its text as .txt"
            done.append(work([found._replace(problem=("unreadable", told))]))
    return _stacked(done)


def _read_batch(
    files: list[intake.Found], handmade: Path, columns: dict[str, str]
) -> dict[str, pa.Table]:
    """Read files into tables that bear one more column, `file`: the file a row came of."""
    lexicon.refresh()  # a worker lives on from one load to the next
    rows: article.Rows = {name: [] for name in TABLES}
    done = []
    for found in files:
        reading = intake.read(found, columns)
        rows["intake"] += [entry._asdict() | {"file": found.path} for entry in reading.entries]
        for document in reading.documents:
            article.add(rows, document, handmade, found.path)
            if len(rows["sentences"]) > ROOM:
                done.append(_built(rows))
    return _stacked([*done, _built(rows)])


def _built(rows: article.Rows) -> dict[str, pa.Table]:
    """Turn rows into tables, and make room for more: as rows they take ten times the memory."""
    tables = {name: schema.build(name, rows[name], "file") for name in TABLES}
    for name in TABLES:
        rows[name].clear()
    return tables


def _stacked(tables: list[dict[str, pa.Table]]) -> dict[str, pa.Table]:
    return {name: pa.concat_tables([each[name] for each in tables]) for name in TABLES}
