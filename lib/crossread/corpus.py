"""Load a folder of articles into tables: articles, paragraphs, sentences, fields and intake."""

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from . import batches, intake, lexicon, outlets, recurrence, schema, store
from .batches import TABLES
from .corrections import log, standing, undoing


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
    decided: tuple[log.Line, ...] = ()  # what people corrected, as read when it was loaded

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

    @cached_property
    def standings(self) -> list[standing.Standing]:
        """What people corrected, each decision with its status in this corpus."""
        return standing.review(self.decided, self.texts)

    @cached_property
    def texts(self) -> dict[str, tuple[str, str]]:
        """Give each article's key and text by the SHA-256 by which corrections know it."""
        columns = (self.articles[name] for name in ("sha256", "article_id", "text"))
        return {sha256: (key, text) for sha256, key, text in zip(*columns, strict=True)}

    @cached_property
    def outcomes(self) -> dict[str, undoing.Told]:
        """By table, the decisions that could not be replayed when it was last made."""
        return {}

    @property
    def corrections(self) -> pd.DataFrame:
        """The decisions in corrections.csv: one row is one line, with `status` and `reason`."""
        return standing.listed(self.standings, self.outcomes.values())

    @property
    def lost_corrections(self) -> pd.DataFrame:
        """The corrections that are not applied: orphans, conflicts and what can't be meant."""
        told = self.corrections
        return told[told["status"].isin([undoing.ORPHAN, undoing.CONFLICT, undoing.BROKEN])]

    @property
    def n_corrections(self) -> int:
        """Count the corrections in force: not undone, orphaned, contradicted or broken."""
        told = self.corrections
        return int((told["status"].eq(undoing.IN_FORCE) & told["action"].ne("undo")).sum())

    @property
    def machine(self) -> "Corpus":
        """The corpus without what people corrected."""
        bare = replace(self, decided=())
        if "tellings" in self.__dict__:  # dear to make, and the same
            bare.__dict__["tellings"] = self.tellings
        return bare

    @property
    def is_example(self) -> bool:
        """Tell whether these are the articles that the notebooks' prose was written about.

        Once corrections are in force they are not: what the prose counts may differ.
        """
        return self.hash == schema.package()["example"] and not self.n_corrections


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
    tables = batches.read(fresh, decisions, columns)
    if kept is not None:
        tables = {name: _joined(kept.tables[name], tables[name], files) for name in TABLES}
    if cache and (any(f.changed for f in fresh) or kept is None or kept.has_gone):
        store.keep(cache, key, files, tables, at)
    tables = {name: table.drop_columns("file") for name, table in tables.items()}
    frames = {name: schema.frame(table) for name, table in _without_duplicates(tables).items()}
    return Corpus(place, decisions, **frames, decided=log.read(decisions))


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
