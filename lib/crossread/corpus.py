"""Load a folder of articles into tables: articles, paragraphs, sentences, fields and intake."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from . import batches, intake, lexicon, outlets, reading, recurrence, schema, spans, store, versions
from .batches import TABLES
from .corrections import log, standing, undoing
from .given import Given
from .kept import Finished, Kept

FINISHED = "crossread.json"  # stands in a folder of tables that scale.run made


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
    kept: Kept | Finished | None = None  # what is kept of its files, if anything

    @cached_property
    def hash(self) -> str:
        """Fingerprint of the articles, whatever their names: SHA-256 over their sorted SHA-256."""
        return hashlib.sha256("\n".join(sorted(self.articles["sha256"])).encode()).hexdigest()

    @cached_property
    def tellings(self) -> pd.DataFrame:
        """The sentences with `text` and `family`: those that repeat one another share a number.

        `is_recycled`: another article has the sentence, too, edited or not.
        """
        if self.kept and self.kept.is_numbered:
            return schema.frame(self.kept.table("tellings", self.is_large))
        if not (self.kept and self.is_large):
            return schema.typed("tellings", self._tellings())
        form, path = schema.arrow("tellings"), self.kept.path(f"tellings-{self.marked}")
        made = (pa.Table.from_pandas(make(), form, False) for make in [self._tellings])
        return schema.frame(store.spooled(path, form, made))

    def _tellings(self) -> pd.DataFrame:
        text = spans.texts(self.articles, self.sentences)
        family = np.array(recurrence.families(text), np.int64)
        place = spans.places(self.articles, self.sentences["article_id"])
        several = spans.n_distinct(family, place) > 1
        return self.sentences.assign(text=text, family=family, is_recycled=several[family])

    @cached_property
    def standings(self) -> list[standing.Standing]:
        """What people corrected, each decision with its status in this corpus."""
        return standing.review(self.decided, self.texts)

    @cached_property
    def texts(self) -> standing.Articles:
        """Give each article's key and text by the SHA-256 by which corrections know it."""
        return standing.Articles(self.articles)

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
    def is_large(self) -> bool:
        """Tell whether tables of it are better held in files than in memory."""
        return len(self.articles) >= batches.MANY

    @property
    def marked(self) -> str:
        """Fingerprint the rules by which sentences count as recycled."""
        return versions.of(recurrence.__name__, self.handmade)

    def ranks(self, article_id: pd.Series | pa.ChunkedArray) -> np.ndarray:
        """Give the place of articles in the order of the corpus."""
        return spans.places(self.articles, article_id)

    def some(self, article_id: Iterable[str]) -> "Corpus":
        """Give the corpus of some articles, as the rules read them."""
        keys = set(article_id)
        names = [name for name in TABLES if name != "intake"]
        frames = {name: getattr(self, name) for name in names}
        own = {name: frame[frame["article_id"].isin(keys)] for name, frame in frames.items()}
        return replace(self, **own, decided=(), kept=None)

    @cached_property
    def _recycled(self) -> np.ndarray:
        told = self.tellings[self.tellings["is_recycled"]]
        place = self.ranks(told["article_id"])
        return np.sort((place << 32) + told["start"].to_numpy())

    def marking(self, table: pa.Table) -> pa.Table:
        """Say of each row of a table whether its sentence stands in another article, too."""
        if "is_recycled" not in table.column_names:
            return table
        start = table["sentence_start" if "sentence_start" in table.column_names else "start"]
        start = pc.fill_null(start, -1).to_numpy()
        sought = (self.ranks(table["article_id"]) << 32) + start
        known = np.append(self._recycled, np.iinfo(np.int64).max)
        is_known = (known[np.searchsorted(known, sought)] == sought) & (start >= 0)
        at = table.column_names.index("is_recycled")
        return table.set_column(at, table.schema.field(at), pa.array(is_known))

    @cached_property
    def given(self) -> Given:
        """What is known of the tables that this corpus gave."""
        return Given(self.kept is not None, self.aside)

    def aside(self, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
        """Put slices of a table together; of a large corpus in a file, not in memory."""
        slices = iter(frames)
        if not (self.kept and self.is_large):
            own = list(slices)
            return own[0] if len(own) == 1 else pd.concat(own, ignore_index=True)
        first = pa.Table.from_pandas(next(slices), preserve_index=False)
        rest = (pa.Table.from_pandas(each, first.schema, preserve_index=False) for each in slices)
        path = self.kept.path("aside")
        return schema.listed(store.aside(path, first.schema, chain([first], rest)))

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
    ahead: Sequence[str] = (),
) -> Corpus:
    """Read every file of a folder; what can't be read is a row of `intake`, never an error.

    Parameters
    ----------
    folder
        Where the articles are, or the tables that `scale.run` made of them; a relative path is
        sought here, then in the project. Without it the `raw` folder of `$CROSSREAD_DATA`, or
        itself where it holds such tables, else the project's data/raw.
    handmade
        Decisions to go by (outlets.csv ...). Without it the folder `handmade` beside a folder
        called `raw`, else the project's.
    columns
        For tables of articles: field -> column name, as {'text': 'Body'}; the rest is matched
        by data/lexicon/columns.csv.
    cache
        Where to keep what was read; an unchanged file is not read again. None keeps nothing.
    ahead
        Tables (`stages.MODULES`) to find in the new files while these are read, to be kept.

    Raises
    ------
    FileNotFoundError, NotADirectoryError
        The folder is missing or a file. Nothing inside a folder raises.
    ValueError
        `columns` names a field that articles do not have.
    """
    if (_folder(folder) / FINISHED).is_file():
        return _opened(_folder(folder), handmade)
    asked = sought(folder, handmade, columns, cache, ahead)
    while True:
        kept, loose = reading.read(asked)
        try:
            tables, kept = reading.tables(asked, kept, loose)
            break
        except store.Damaged:
            continue  # what is damaged is gone now
    frames = {name: schema.frame(table) for name, table in tables.items()}
    decided = log.read(asked.handmade)
    return Corpus(asked.folder, asked.handmade, **frames, decided=decided, kept=kept)


def _opened(place: Path, handmade: str | Path | None) -> Corpus:
    """Open the tables that `scale.run` wrote."""
    lexicon.refresh()
    told = json.loads((place / FINISHED).read_text("utf-8"))
    kept = Finished(place, told["state"], told["names"])
    is_large = told["n_articles"] >= batches.MANY
    frames = {name: schema.frame(kept.table(name, is_large)) for name in TABLES}
    decisions = _decisions(place, handmade or place / "handmade")
    return Corpus(place, decisions, **frames, decided=log.read(decisions), kept=kept)


def sought(
    folder: str | Path | None,
    handmade: str | Path | None,
    columns: Mapping[str, str] | None,
    cache: str | Path | None,
    ahead: Sequence[str] = (),
) -> reading.Asked:
    """Look for what `load` is asked for, and at what it holds."""
    _check(columns)
    lexicon.refresh()
    place = _folder(folder)
    decisions = _decisions(place, handmade)
    at = time.time_ns()
    where = store.place(cache, place, decisions, dict(columns or {})) if cache else None
    return reading.Asked(place, decisions, columns or {}, intake.scan(place), where, at, ahead)


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
        data = Path(os.environ.get("CROSSREAD_DATA") or lexicon.DATA).expanduser().absolute()
        return data if (data / FINISHED).is_file() else data / "raw"
    given = Path(folder).expanduser()
    here = given.absolute()
    return here if here.exists() or given.is_absolute() else lexicon.PROJECT / given


def _decisions(folder: Path, handmade: str | Path | None) -> Path:
    if handmade is not None:
        return Path(handmade).expanduser().absolute()
    beside = folder.parent / "handmade"
    return beside if folder.name == "raw" and beside.is_dir() else outlets.HANDMADE
