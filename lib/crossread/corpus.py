"""Load a folder of articles into tables: articles, paragraphs, sentences, fields and intake."""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from tqdm.auto import tqdm

from . import article, intake, lexicon, outlets, recurrence, schema, store

TABLES = ("articles", "paragraphs", "sentences", "fields", "intake")
BATCH = 200  # files a worker reads at a time
MANY = 2 * BATCH  # below it, starting workers costs more than they save
ROOM = 20_000  # sentences held as rows before they become a table
PATIENCE = 3  # seconds before a progress bar shows


@dataclass(frozen=True)
class Corpus:
    """The tables of one folder of articles; data/datapackage.json says each column.

    `articles`: one row is one article. `paragraphs`: one stretch of its text with one
    purpose. `sentences`: one sentence of headline or body. `fields`: one span that says
    something of the article. `intake`: one file of the folder.
    """

    folder: Path
    handmade: Path
    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    sentences: pd.DataFrame
    fields: pd.DataFrame
    intake: pd.DataFrame

    @cached_property
    def hash(self) -> str:
        """Fingerprint of the articles, whatever their names: SHA-256 over their sorted SHA-256."""
        return hashlib.sha256("\n".join(sorted(self.articles["sha256"])).encode()).hexdigest()

    @cached_property
    def tellings(self) -> pd.DataFrame:
        """The sentences with `text` and `family`: those that repeat one another share a number.

        `is_recycled`: another article has the sentence, too, edited or not.
        """
        texts = dict(zip(self.articles["article_id"], self.articles["text"], strict=True))
        spans = zip(*(self.sentences[name] for name in ("article_id", "start", "end")), strict=True)
        words = [texts[key][start:end] for key, start, end in spans]
        text = pd.Series(words, self.sentences.index, dtype="str")
        families = pd.Series(recurrence.families(words), self.sentences.index, dtype="int64")
        table = self.sentences.assign(text=text, family=families)
        n_articles = table.groupby("family")["article_id"].transform("nunique")
        return table.assign(is_recycled=(n_articles > 1).astype("bool"))

    @property
    def is_example(self) -> bool:
        """Tell whether these are the articles that the notebooks' prose was written about."""
        return self.hash == schema.package()["example"]


def load(
    folder: str | Path | None = None,
    handmade: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    cache: str | Path | None = lexicon.PROJECT / ".cache",
) -> Corpus:
    """Read every file of a folder; what can't be read is a row of `intake`, never an error.

    Parameters
    ----------
    folder
        Where the articles are; a relative path is sought here, then in the project. Without
        it the `raw` folder of `$CROSSREAD_DATA`, else the project's data/raw.
    handmade
        Decisions to go by (outlets.csv ...). Without it the folder `handmade` beside a folder
        called `raw`, else the project's.
    columns
        For tables of articles: field -> column name, as {'text': 'Body'}; the rest is matched
        by data/lexicon/columns.csv.
    cache
        Where to keep what was read; an unchanged file is not read again. None keeps nothing.

    Raises
    ------
    FileNotFoundError, NotADirectoryError
        The folder is missing or a file. Nothing inside a folder raises.
    ValueError
        `columns` names a field that articles do not have.
    """
    _check(columns)
    lexicon.refresh()
    place = _folder(folder)
    decisions = _decisions(place, handmade)
    at = time.time_ns()
    files = intake.scan(place)
    key = store.key(place, decisions, columns)
    kept = store.recall(cache, key, files) if cache else None
    fresh = [f for f in files if kept is None or f.path not in kept.unchanged]
    tables = _read_all(fresh, decisions, columns)
    if kept is not None:
        tables = {name: _joined(kept.tables[name], tables[name], files) for name in TABLES}
    if cache and (any(f.changed for f in fresh) or kept is None or kept.has_gone):
        store.keep(cache, key, files, tables, at)
    tables = {name: table.drop_columns("file") for name, table in tables.items()}
    frames = {name: schema.frame(table) for name, table in _without_duplicates(tables).items()}
    return Corpus(place, decisions, **frames)


def _check(columns: Mapping[str, str] | None) -> None:
    known = list(dict.fromkeys(row["field"] for row in lexicon.rows("columns")))
    unknown = sorted(set(columns or {}) - set(known))
    if unknown:
        raise ValueError(
            f"columns={dict(columns or {})}: articles have no field {', '.join(unknown)}. "
            f"Use {', '.join(known)}."
        )


def _folder(folder: str | Path | None) -> Path:
    if folder is None:
        return (
            Path(os.environ.get("CROSSREAD_DATA") or lexicon.DATA).expanduser().absolute() / "raw"
        )
    given = Path(folder).expanduser()
    here = given.absolute()
    return here if here.exists() or given.is_absolute() else lexicon.PROJECT / given


def _decisions(folder: Path, handmade: str | Path | None) -> Path:
    if handmade is not None:
        return Path(handmade).expanduser().absolute()
    beside = folder.parent / "handmade"
    return beside if folder.name == "raw" and beside.is_dir() else outlets.HANDMADE


# many files


def _read_all(
    files: list[intake.Found], handmade: Path, columns: Mapping[str, str] | None
) -> dict[str, pa.Table]:
    work = partial(_read_batch, handmade=handmade, columns=dict(columns or {}))
    batches = [files[i : i + BATCH] for i in range(0, len(files), BATCH)]
    done: list[dict[str, pa.Table]] = []
    few = len(files) <= BATCH  # over before a bar could show
    with tqdm(total=len(files), desc="Reading", unit="file", delay=PATIENCE, disable=few) as bar:
        for batch, tables in zip(batches, _over_processes(work, batches), strict=True):
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


# joining and duplicates


def _joined(kept: pa.Table, fresh: pa.Table, files: list[intake.Found]) -> pa.Table:
    """Join kept and fresh rows in the order of the folder."""
    if not fresh.num_rows:
        return kept
    table = pa.concat_tables([kept, fresh])
    ranks = pc.index_in(table["file"], pa.array([f.path for f in files], pa.large_string()))
    return table.take(pc.sort_indices(pa.table({"rank": ranks}), sort_keys=[("rank", "ascending")]))


def _without_duplicates(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Set exact copies aside, and say so in the intake sheet."""
    articles = tables["articles"].select(["article_id", "path", "sha256"]).to_pandas()
    first = articles.drop_duplicates("sha256").set_index("sha256")["article_id"]
    articles["copy_of"] = articles["sha256"].map(first)
    copies = articles[articles["copy_of"] != articles["article_id"]]
    if copies.empty:
        return tables
    gone = pa.array(copies["article_id"], pa.large_string())
    kept = {
        name: t.filter(pc.invert(pc.is_in(t["article_id"], gone)))
        for name, t in tables.items()
        if name != "intake"
    }
    return kept | {"intake": _marked(tables["intake"], copies)}


def _marked(sheet: pa.Table, copies: pd.DataFrame) -> pa.Table:
    rows = {row["path"]: row for row in sheet.to_pylist()}
    for path, group in copies.groupby("path"):
        row = rows[path]
        row["n_articles"] -= len(group)
        if row["n_articles"] == 0:
            row["status"] = "duplicate"
        pairs = ", ".join(
            f"{a} of {b}" if a != path else b
            for a, b in zip(group["article_id"][:5], group["copy_of"], strict=False)
        )
        told = (
            f"exact copy of {pairs}"
            if row["status"] == "duplicate" and len(group) == 1
            else f"{len(group)} exact copies: {pairs}"
        )
        row["reason"] = "; ".join(
            filter(None, [row["reason"], f"{told}; set aside, not counted twice"])
        )
    return schema.build("intake", rows.values())
