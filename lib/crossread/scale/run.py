"""Make the tables of a folder on many machines: each step over parts, joined by shuffles."""

import json
import pickle
import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from .. import corpus, provenance, reading, recurrence, schema, spans, stages, store
from ..corpus import Corpus
from ..kept import Kept
from . import making, shuffle

if TYPE_CHECKING:
    from distributed import Client

READ = ("articles", "paragraphs", "sentences", "fields")
RETRIES = 5  # of a task whose worker is lost
WORK = "work"  # folder of what the steps hand to one another
Progress = Callable[[str], None]


class Plan(NamedTuple):
    """What every task is told: what is kept, where rows of each part begin among all."""

    out: Path
    kept: Kept
    handmade: Path
    starts: dict[str, list[int]]  # by table, of each run of parts
    n_articles: int = 0

    @property
    def work(self) -> Path:
        """Name the folder of what the steps hand to one another."""
        return self.out / WORK


def run(
    folder: str | Path,
    out: str | Path,
    client: "Client",
    handmade: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    shares: int = 64,
    say: Progress = lambda _: None,
) -> Path:
    """Make all tables of a folder on the workers of a Dask client; `corpus.load(out)` opens them.

    What a worker that is lost was at is done again by another one, and a run that was broken
    off goes on from the parts that it wrote. `folder` and `out` must be seen by all workers.
    What joins articles but for the sentences that recur (events, actors, claims, passages and
    roots) is made by one worker, which maps the tables into memory.

    Parameters
    ----------
    client
        A `distributed.Client`, of the extra 'cluster'.
    shares
        Into how many the sentences are shared out; more take less memory each.
    say
        Is told each step.

    Returns
    -------
    out : the folder, with one Parquet data set for each table
    """
    out = Path(out).absolute()
    over = partial(_over, client)
    asked = corpus.sought(folder, handmade, columns, out / "parts", tuple(stages.MODULES))
    say(f"Reading {len(asked.files):,} files")
    kept, loose = reading.read(asked, over)
    if kept is None:
        raise OSError(f"{out}: can't be written to. Name a folder that every worker can write to.")
    for _ in over(partial(stages.fill, tables=list(stages.MODULES), handmade=asked.handmade),
                  kept.needed):  # fmt: skip
        pass
    _fresh(out, [*READ, *stages.MODULES, "intake", "tellings", WORK])
    plan = _plan(out, asked, kept, loose, over)
    say("Joining sentences")
    _families(plan, shares, over)
    say("Writing tables")
    list(over(partial(_finish, out=out), range(len(plan.kept.runs))))
    _finished(out, asked, plan)
    shutil.rmtree(plan.work)
    say("Joining articles")
    client.submit(_resolved, out, pure=False, retries=RETRIES).result()
    return out


def _over(client: "Client", work: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]:
    """Do the work for each item on the workers, and give what comes of it in order."""
    todo = list(items)
    futures = client.map(work, todo, pure=False, retries=RETRIES, batch_size=1000)
    for future in futures:
        yield future.result()


def _fresh(out: Path, names: Iterable[str]) -> None:
    for name in names:
        shutil.rmtree(out / name, ignore_errors=True)
    (out / corpus.FINISHED).unlink(missing_ok=True)


# where rows begin


def _plan(out: Path, asked: reading.Asked, kept: Kept, loose: list[Any], over: Any) -> Plan:
    """Set copies aside, write the intake sheet, and count the rows of each part."""
    (out / WORK).mkdir(parents=True)
    _keep(Plan(out, kept, asked.handmade, {}))
    n = range(len(kept.runs))
    known = list(over(partial(_about, out=out), n))
    twice = reading.copies([articles for articles, _ in known])
    apart = reading.ordered([t["intake"] for t in loose], "intake", asked)
    sheet = reading.ordered([apart, *(sheet for _, sheet in known)], "intake", asked)
    _write(out, "intake", 0, reading.marked(sheet.drop_columns("file"), twice))
    kept = kept.without(twice["article_id"])
    _keep(Plan(out, kept, asked.handmade, {}))
    counts = pd.DataFrame(list(over(partial(_counted, out=out), n)), dtype="int64")
    starts = {name: [0, *np.cumsum(own)[:-1].tolist()] for name, own in counts.items()}
    return _keep(Plan(out, kept, asked.handmade, starts, int(counts["articles"].sum())))


def _keep(plan: Plan) -> Plan:
    path = plan.work / "plan"
    path.with_suffix(".fresh").write_bytes(pickle.dumps(plan))
    path.with_suffix(".fresh").replace(path)
    return plan


def _told(out: Path) -> Plan:
    path = out / WORK / "plan"
    return _loaded(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _loaded(path: Path, _: int) -> Plan:
    return pickle.loads(path.read_bytes())


def _rows(plan: Plan, number: int, name: str) -> pa.Table:
    return pa.concat_tables(plan.kept.of_run(number, name))


def _about(number: int, out: Path) -> tuple[pa.Table, pa.Table]:
    plan = _told(out)
    return _rows(plan, number, "articles").select(reading.ABOUT), _rows(plan, number, "intake")


def _counted(number: int, out: Path) -> dict[str, int]:
    plan = _told(out)
    names = {name: name for name in READ}
    names |= {name: stages.stage(name).name(plan.handmade) for name in stages.MODULES}
    return {name: _rows(plan, number, own).num_rows for name, own in names.items()}


# sentences that recur


def _families(plan: Plan, shares: int, over: Any) -> None:
    """Find the sentences that repeat one another: the steps of `shuffle`."""
    work, each = plan.work, range(shares)
    list(over(partial(_spread, out=plan.out, shares=shares), range(len(plan.kept.runs))))
    starts = plan.starts["sentences"]
    list(over(partial(_by_share, shuffle.merge, work, more=(starts,)), each))
    list(over(partial(_by_share, shuffle.count, work), each))
    shuffle.total(work)
    list(over(partial(_by_share, shuffle.rare, work, more=(shares,)), each))
    list(over(partial(_by_share, shuffle.join, work, more=(shares,)), each))
    shuffle.unite(work)


def _by_share(
    step: Callable[..., None], work: Path, share: int, more: tuple[Any, ...] = ()
) -> None:
    step(work, share, *more)


def _spread(number: int, out: Path, shares: int) -> None:
    plan = _told(out)
    c = _corpus(plan, number)
    at = plan.starts["sentences"][number] + np.arange(len(c.sentences))
    article = plan.starts["articles"][number] + c.ranks(c.sentences["article_id"])
    words = recurrence.plain(spans.texts(c.articles, c.sentences))
    shuffle.spread(
        plan.work, number, pa.table([at, article, words], schema=shuffle.SENTENCES), shares
    )


def _corpus(plan: Plan, number: int) -> Corpus:
    names = schema.arrow("intake")
    frames = {
        name: schema.frame(_rows(plan, number, name).select(schema.arrow(name).names))
        for name in READ
    }
    intake = schema.frame(names.empty_table())
    return Corpus(plan.out, plan.handmade, **frames, intake=intake)


# whole tables


def _finish(number: int, out: Path) -> None:
    """Write the tables of a part, numbered through, with the sentences that recur marked."""
    plan = _told(out)
    c = _corpus(plan, number)
    family, is_recycled = shuffle.families(plan.work, number)
    words = spans.texts(c.articles, c.sentences)
    tellings = c.sentences.assign(text=words, family=family, is_recycled=is_recycled)
    c.__dict__["tellings"] = schema.typed("tellings", tellings)
    for name in (*READ, "tellings"):
        _write(out, name, number, pa.Table.from_pandas(getattr(c, name), schema.arrow(name), False))
    before: np.ndarray | None = None
    for name in stages.MODULES:
        stage = stages.stage(name)
        rows = _rows(plan, number, stage.name(plan.handmade))
        own = before if "statements" in stage.needs else None
        table = stages.numbered(c, stage, rows, own, plan.starts[name][number])
        if name == "statements":
            before = stages.preceding(c, schema.frame(table.select(["statement_id", "article_id"])))
        _write(out, name, number, table)


def _write(out: Path, name: str, number: int, table: pa.Table) -> None:
    (out / name).mkdir(exist_ok=True)
    store.write(out / name / f"part-{number:06d}.parquet", table)


def _finished(out: Path, asked: reading.Asked, plan: Plan) -> None:
    """Say what was made, by which rules; the decisions go with it."""
    if asked.handmade != out / "handmade":
        shutil.copytree(asked.handmade, out / "handmade", dirs_exist_ok=True)
    names = {name: stages.stage(name).name(plan.handmade) for name in stages.MODULES}
    told = {"state": plan.kept.state, "names": names, "packages": provenance.packages()}
    told["n_articles"] = plan.n_articles
    (out / corpus.FINISHED).write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def _resolved(out: Path) -> None:
    """Make what joins articles, and write it."""
    done = {*READ, *stages.MODULES, "intake", "tellings"}
    for name, table in making.tables(corpus.load(out)):
        if name not in done:
            shutil.rmtree(out / name, ignore_errors=True)
            _write(out, name, 0, pa.Table.from_pandas(table, schema.arrow(name), False))
