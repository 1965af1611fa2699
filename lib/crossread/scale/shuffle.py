"""Find the families of sentences that repeat one another, by hashing and shuffles.

What `recurrence.families` does in one memory is done here in steps whose memory does not grow
with the corpus, each step a function of one share of the work, which writes files:

    spread   of a part: its sentences, shared out by the hash of their words
    merge    of a share: each wording once, its first place and its articles
    count    of a share: how often each 3-gram stands, in a table of hashes
    rare     of a share: its wordings, shared out by the hashes of their rarest 3-grams
    join     of a share: which wordings are copies, as edges to the first of each family
    unite    all edges into families: the one step that is not shared out

A count that two 3-grams share by accident moves them in the order of rarity, and changes no
family: the prefix filter (Chaudhuri, Ganti and Kaushik 2006) is exact in any order.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .. import recurrence
from ..recurrence import Ints, Keys, Sets

CELLS = 1 << 22  # of the table of counts
MANY = -2  # more than one article
SENTENCES = pa.schema({"at": pa.int64(), "article": pa.int64(), "text": pa.large_string()})
PLACES = pa.schema({"at": pa.int64(), "first": pa.int64()})
EDGES = pa.schema({"a": pa.int64(), "b": pa.int64()})
WORDINGS = pa.schema({"at": pa.int64(), "article": pa.int64()})


class Families(NamedTuple):
    """`at`: the first place of each wording, sorted; its family, and whether that recurs."""

    at: Ints
    family: Ints
    is_recycled: npt.NDArray[np.bool_]


def spread(folder: Path, number: int, table: pa.Table, n: int) -> None:
    """Share a part's sentences out by the hash of their words.

    `table` has the columns of `SENTENCES`: the sentence's place among all, its article's, and
    its words, as `recurrence.plain` leaves them.
    """
    lower = pc.utf8_lower(table["text"]).to_pandas().to_numpy(object)
    shares = (pd.util.hash_array(lower, categorize=False) % np.uint64(n)).astype(np.int64)
    _write(folder / "sentences" / f"{number:06d}.arrow", table, shares, n)


def merge(folder: Path, share: int, starts: Sequence[int]) -> None:
    """Keep each wording of a share once, with the first of its places.

    `starts` are the places at which parts begin: each is told the first places of its sentences.
    """
    table = _read(folder / "sentences", share, SENTENCES).sort_by("at")
    code = pc.utf8_lower(table["text"]).combine_chunks().dictionary_encode().indices.to_numpy()
    _, first = np.unique(code, return_index=True)
    at, article = table["at"].to_numpy(), table["article"].to_numpy()
    several = np.zeros(len(first), bool)
    several[code[article != article[first][code]]] = True
    kept = table.take(pa.array(first))
    _whole(folder / "wordings" / f"{share:06d}.arrow", kept.select(["at", "text"]))
    single = np.where(several, MANY, article[first])
    columns = pa.table([at[first], single], schema=WORDINGS)
    _whole(folder / "articles" / f"{share:06d}.arrow", columns)
    places = pa.table([at, at[first][code]], schema=PLACES)
    parts = np.searchsorted(np.asarray(starts), at, side="right") - 1
    _write(folder / "places" / f"{share:06d}.arrow", places, parts, len(starts))


def count(folder: Path, share: int) -> None:
    """Count in how many wordings of a share each 3-gram stands, by its hash."""
    grams, _, keys = recurrence.sets(_texts(folder, share)["text"].combine_chunks())
    told = np.unique(_cells(keys)[grams.value], return_counts=True)
    np.save(_made(folder / "counts" / f"{share:06d}.npy"), np.array(told, np.uint32))


def total(folder: Path) -> None:
    """Add up what was counted."""
    counts = np.zeros(CELLS, np.int64)
    for path in sorted((folder / "counts").glob("*.npy")):
        cells, often = np.load(path)
        counts[cells] += often
    np.save(folder / "counts.npy", counts)


def rare(folder: Path, share: int, n: int) -> None:
    """Share a share's wordings out by the hashes of their rarest 3-grams."""
    table = _texts(folder, share)
    grams, _, keys = recurrence.sets(table["text"].combine_chunks())
    sentence, gram = _prefixes(grams, keys, np.load(folder / "counts.npy", mmap_mode="r"))
    to = (keys[gram] % np.uint64(n)).astype(np.int64)
    pairs = np.unique(sentence * n + to)
    chosen, to = np.divmod(pairs, n)
    _write(folder / "rare" / f"{share:06d}.arrow", table.take(pa.array(chosen)), to, n)


def join(folder: Path, share: int, n: int) -> None:
    """Find the copies among the wordings that have a rare 3-gram of this share."""
    form = pa.schema({"at": pa.int64(), "text": pa.large_string()})
    table = _read(folder / "rare", share, form).sort_by("at")
    grams, names, keys = recurrence.sets(table["text"].combine_chunks())
    sentence, gram = _prefixes(grams, keys, np.load(folder / "counts.npy", mmap_mode="r"))
    own = keys[gram] % np.uint64(n) == np.uint64(share)
    root = recurrence.components(grams, names, sentence[own], gram[own])
    at, joined = table["at"].to_numpy(), np.flatnonzero(root != np.arange(len(root)))
    edges = pa.table([at[root[joined]], at[joined]], schema=EDGES)
    _whole(folder / "edges" / f"{share:06d}.arrow", edges)


def unite(folder: Path) -> Families:
    """Join the edges of all shares into families, numbered in the order of their first place."""
    wordings, edges = _all(folder / "articles", WORDINGS), _all(folder / "edges", EDGES)
    order = np.argsort(wordings["at"].to_numpy())
    at, article = (wordings[name].to_numpy()[order] for name in ("at", "article"))
    root = np.arange(len(at))
    a, b = (np.searchsorted(at, edges[name].to_numpy()) for name in ("a", "b"))
    recurrence.link(root, a, b)
    _, family = np.unique(root, return_inverse=True)
    n = int(family.max(initial=-1)) + 1
    least, most = np.full(n, np.iinfo(np.int64).max), np.full(n, np.iinfo(np.int64).min)
    np.minimum.at(least, family, article)
    np.maximum.at(most, family, article)
    found = Families(at, family, ((least != most) | (most == MANY))[family])
    for name, values in found._asdict().items():
        np.save(folder / f"{name}.npy", values)
    return found


def families(folder: Path, number: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Give the family of each sentence of a part, in order, and whether it recurs."""
    places = _read(folder / "places", number, PLACES).sort_by("at")
    loaded = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in Families._fields)
    known = Families(*loaded)
    at = np.searchsorted(known.at, places["first"].to_numpy())
    return known.family[at], known.is_recycled[at]


def _prefixes(grams: Sets, keys: Keys, counts: Ints) -> tuple[Ints, Ints]:
    """List, by 3-gram, the sentences that have it among their rarest; alike ones share one."""
    often = counts[_cells(keys)]
    rank = np.empty(len(keys), np.int64)
    rank[np.lexsort((keys, often))] = np.arange(len(keys))
    several = often[grams.value] > 1  # a 3-gram of one wording links none
    owner, value = grams.owner[several], grams.value[several]
    order = np.lexsort((rank[value], owner))
    owner, value = owner[order], value[order]
    size = np.bincount(owner, minlength=len(grams.size))
    early = recurrence.spread(size)[1] <= (size - recurrence.least(grams))[owner]
    owner, value = owner[early], value[early]
    order = np.lexsort((owner, rank[value]))
    return owner[order], value[order]


def _cells(keys: Keys) -> Ints:
    return ((keys >> np.uint64(32)) % np.uint64(CELLS)).astype(np.int64)


# files


def _texts(folder: Path, share: int) -> pa.Table:
    path = folder / "wordings" / f"{share:06d}.arrow"
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _whole(path: Path, table: pa.Table) -> None:
    _write(path, table, np.zeros(table.num_rows, np.int64), 1)


def _write(path: Path, table: pa.Table, shares: Ints, n: int) -> None:
    """Write a table as n batches, one for each share; a task that runs twice writes the same."""
    order = np.argsort(shares, kind="stable")
    ends = np.cumsum(np.bincount(shares, minlength=n))
    table = table.take(pa.array(order)).combine_chunks()
    fresh = _made(path).with_suffix(f".{id(table):x}")
    with pa.OSFile(str(fresh), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        for first, last in zip([0, *ends[:-1]], ends, strict=True):
            batches = table.slice(first, last - first).to_batches()
            empty = pa.RecordBatch.from_pylist([], schema=table.schema)
            writer.write_batch(batches[0] if batches else empty)
    fresh.replace(path)


def _read(folder: Path, share: int, form: pa.Schema) -> pa.Table:
    """Read one share of what all wrote."""
    files = [pa.ipc.open_file(pa.memory_map(str(p))) for p in sorted(folder.glob("*.arrow"))]
    return pa.Table.from_batches([file.get_batch(share) for file in files], form)


def _all(folder: Path, form: pa.Schema) -> pa.Table:
    files: Iterable[Path] = sorted(folder.glob("*.arrow"))
    tables = (pa.ipc.open_file(pa.memory_map(str(path))).read_all() for path in files)
    return pa.concat_tables([form.empty_table(), *tables])
