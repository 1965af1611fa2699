"""Cut the words of many spans out of the articles at once."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]

MANY = 200_000  # texts of one chunk of a column: whole, it would take twice its memory to make
ROOM = 1_000  # articles whose texts are held as strings at a time


def batches(articles: pd.DataFrame, *tables: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, ...]]:
    """Part the articles and the rows of tables that are theirs, so that few are held as objects."""
    held = []
    for table in tables:
        place = places(articles, table["article_id"])
        order = np.argsort(place, kind="stable")
        first = np.searchsorted(place[order], np.arange(0, len(articles) + ROOM, ROOM))
        held.append((table, order, first))
    for n, first in enumerate(range(0, len(articles), ROOM)):
        own = (table.iloc[order[at[n] : at[n + 1]]] for table, order, at in held)
        yield articles.iloc[first : first + ROOM], *own


def strings(column: Iterable[str]) -> pa.Array:
    """Give a column of text as one Arrow array, whatever pieces it is mapped in."""
    array = column if isinstance(column, pa.ChunkedArray) else pa.array(column, pa.large_string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def each(articles: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Go through the keys and texts of the articles, without a string of each at once."""
    for first in range(0, len(articles), ROOM):
        some = articles[["article_id", "text"]].iloc[first : first + ROOM]
        yield from zip(some["article_id"].tolist(), some["text"].tolist(), strict=True)


def places(articles: pd.DataFrame, keys: pd.Series | pa.ChunkedArray) -> Ints:
    """Give the position of each key's article among the articles; -1 where it is not there."""
    known = strings(articles["article_id"])
    found = pc.index_in(strings(keys), known)
    return pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int64)


def starting(
    articles: pd.DataFrame, table: pd.DataFrame, keys: pd.Series, start: pd.Series
) -> Ints:
    """Give the position of the row of a table that has each article and start; -1 where none is."""
    own, sought = places(articles, table["article_id"]), places(articles, keys)
    begins, wanted = (column.to_numpy(np.int64) for column in (table["start"], start))
    span = max(begins.max(initial=0), wanted.max(initial=0)) + 1
    known, order = own * span + begins, np.arange(len(table))
    if len(known) and (np.diff(known) < 0).any():
        order = np.argsort(known, kind="stable")
    at = np.searchsorted(known[order], sought * span + wanted)
    at = order[np.minimum(at, len(order) - 1)] if len(order) else np.zeros(len(wanted), np.int64)
    is_there = (known[at] == sought * span + wanted) if len(order) else np.zeros(len(at), bool)
    return np.where(is_there & (sought >= 0), at, -1)


def distinct(*columns: npt.ArrayLike) -> tuple[Ints, Ints]:
    """Give each distinct row of columns of whole numbers its number, from 0 as they first appear.

    Returns
    -------
    code, first : of each row its number, of each number the first row that has it
    """
    code, *rest = (np.asarray(column, np.int64) for column in columns)
    for column in rest:
        value = column - column.min(initial=0)
        span = int(value.max(initial=0)) + 1
        if span * len(code) >= 2**63:
            value, span = pd.factorize(value)[0], len(code)
        code = pd.factorize(code)[0] * span + value
    code = pd.factorize(code)[0].astype(np.int64)
    return code, np.flatnonzero(np.diff(np.maximum.accumulate(code), prepend=-1))


def sequences(code: Ints, row: Ints, value: Ints) -> Ints:
    """Part the rows that share a number by their values; gives each row its number anew.

    `row` is the row of each value, in ascending order; the order of a row's values counts.
    """
    code, size = code.copy(), np.bincount(row, minlength=len(code))
    first, at, n = np.cumsum(size) - size, np.flatnonzero(size), 0
    while len(at):
        code[at] = code.max() + 1 + distinct(code[at], value[first[at] + n])[0]
        n += 1
        at = at[size[at] > n]
    return code


def n_distinct(group: Ints, member: Ints) -> Ints:
    """Count the distinct members of each group; both are numbered from 0, and -1 is no member."""
    span, n = int(member.max(initial=0)) + 1, int(group.max(initial=-1)) + 1
    is_one = member >= 0
    return np.bincount(pd.unique(group[is_one] * span + member[is_one]) // span, minlength=n)


def texts(articles: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Give the text of each row from `start` to `end`; what stands in one place is cut once."""
    place = places(articles, rows["article_id"])
    spans = [rows[name].to_numpy(np.int64) for name in ("start", "end")]
    code, first = distinct(place, *spans)
    own, start, end = (column[first] for column in (place, *spans))
    order = np.argsort(own, kind="stable")
    cut = np.searchsorted(own[order], np.arange(0, len(articles) + ROOM, ROOM))
    pieces = [pa.array([], pa.large_string())]
    for n, (a, b) in enumerate(pairwise(cut)):
        at = order[a:b]
        whole = articles["text"].iloc[n * ROOM : (n + 1) * ROOM].tolist()
        held = zip((own[at] - n * ROOM).tolist(), start[at].tolist(), end[at].tolist(), strict=True)
        pieces.append(pa.array([whole[i][a:b] for i, a, b in held], pa.large_string()))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    words, at = pa.concat_arrays(pieces), pa.array(rank[code])
    parts = [words.take(at.slice(first, MANY)) for first in range(0, len(at), MANY)]
    return pd.Series(pa.chunked_array(parts, pa.large_string()), rows.index, dtype="str")
