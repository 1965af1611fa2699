"""Read the files of a folder that are not kept yet, and set exact copies of articles aside."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from . import batches, intake, schema, stages, store
from .batches import TABLES
from .kept import Kept

ABOUT = ["article_id", "path", "sha256"]


class Asked(NamedTuple):
    """A folder that is to be read: its files as they were `at` a time (nanoseconds), and how.

    `place` is where parts are kept, if anywhere; `ahead` names tables to find in new parts.
    """

    folder: Path
    handmade: Path
    columns: Mapping[str, str]
    files: list[intake.Found]
    place: Path | None
    at: int
    ahead: Sequence[str] = ()

    def read(self, files: Sequence[intake.Found], run: batches.Run | None) -> list[batches.Read]:
        """Read some of the files, into parts where these can be kept."""
        then = partial(stages.fill, tables=self.ahead, handmade=self.handmade)
        where = (self.place, self.at, then if self.ahead else None)
        return batches.read(files, self.handmade, self.columns, *where, run=run)


def read(asked: Asked, run: batches.Run | None = None) -> tuple[Kept | None, list[batches.Tables]]:
    """Read what is not kept yet; what can't be kept is given as tables.

    That is a file without a stamp, such as a link, or all, where nothing can be kept. `run`
    does the work for many items, in worker processes without it.
    """
    stamped = [f for f in asked.files if f.changed]
    loose = [f for f in asked.files if not f.changed]
    known = store.parts(asked.place) if asked.place else []
    unchanged = store.current(known, stamped)
    done = asked.read([f for f in stamped if f.path not in unchanged], run)
    is_kept = asked.place is not None and all(isinstance(each, store.Part) for each in done)
    kept = None
    if is_kept:
        for number, part in enumerate(done, len(known)):
            unchanged |= {path: (number, i) for i, path in enumerate(part.paths)}
        kept = Kept(asked.place, (*known, *done), tuple(unchanged[f.path] for f in stamped))
        store.tidy(asked.place, kept.needed, kept.state)
        done = []
    else:
        loose += [f for f in stamped if f.path in unchanged]
    done += batches.read(loose, asked.handmade, asked.columns)
    segments = [store.segments(d) if isinstance(d, store.Part) else d for d in done]
    return kept, [segment for each in segments for segment in each]


def tables(
    asked: Asked, kept: Kept | None, loose: list[batches.Tables]
) -> tuple[dict[str, pa.Table], Kept | None]:
    """Give the tables in the order of the folder, and what is kept, without exact copies."""
    apart = {name: ordered([t[name] for t in loose], name, asked) for name in TABLES}
    own = kept.chunks("articles", ABOUT) if kept else [apart["articles"].select(ABOUT)]
    known = list(own)
    twice = copies(known)
    sheets = [apart["intake"], *(kept.chunks("intake") if kept else ())]
    sheet = marked(ordered(sheets, "intake", asked).drop_columns("file"), twice)
    names = [name for name in TABLES if name != "intake"]
    if kept:
        kept = kept.without(twice["article_id"])
        is_large = sum(table.num_rows for table in known) - len(twice) >= batches.MANY
        return {name: kept.table(name, is_large) for name in names} | {"intake": sheet}, kept
    gone = pa.array(twice["article_id"], pa.large_string())
    bare = {name: apart[name].drop_columns("file") for name in names}
    whole = {n: t.filter(pc.invert(pc.is_in(t["article_id"], gone))) for n, t in bare.items()}
    return whole | {"intake": sheet}, None


def ordered(tables: list[pa.Table], name: str, asked: Asked) -> pa.Table:
    """Put rows in the order of the files that they came of."""
    table = pa.concat_tables([schema.build(name, [], "file"), *tables])
    ranks = pc.index_in(table["file"], pa.array([f.path for f in asked.files], pa.large_string()))
    order = pc.sort_indices(pa.table({"rank": ranks}), sort_keys=[("rank", "ascending")])
    return table.take(order)


def copies(known: list[pa.Table]) -> pd.DataFrame:
    """List the exact copies of articles that come before them."""
    about = schema.build("articles", []).select(ABOUT)
    articles = pa.concat_tables([about, *known]).to_pandas()
    first = articles.drop_duplicates("sha256").set_index("sha256")["article_id"]
    articles = articles.assign(copy_of=articles["sha256"].map(first))
    return articles[articles["copy_of"] != articles["article_id"]]


def marked(sheet: pa.Table, copies: pd.DataFrame) -> pa.Table:
    """Say in the intake sheet which articles are set aside."""
    if copies.empty:
        return sheet
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
