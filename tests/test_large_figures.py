"""What every figure holds to be true on tables of which no page could hold a mark for each row."""

from functools import partial
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import actors, chronology, claims, figures, overview, reuse, wording
from crossread.figures import gathering
from crossread.figures.gathering import Figure
from large import tiled

N = 60_000
MOST_MARKS, MOST_BYTES = 6_000, 2_000_000
DRAW = {
    "published": ("articles", figures.published),
    "credits": ("credits", figures.credits),
    "parts": ("parts", figures.parts),
    "paragraphs": ("paragraphs", figures.paragraphs),
    **{view: ("mentions", draw) for view, draw in figures.actors(None).items()},
    "network": ("ties", figures.network),
    "chains": ("said", figures.chains),
    "by article": ("stretches", figures.speech),
    "by outlet": ("stretches", partial(figures.speech, by="outlet")),
    "ledger": ("receipts", figures.ledger),
    "disputes": ("disputed", figures.disputes),
    "edits": ("recurring", figures.edits),
    "forms": ("forms", figures.forms),
    "spread": ("forms", figures.spread),
    "numbers": ("numbers", figures.numbers),
    "distinctive": ("lines", figures.distinctive),
    **{view: ("told", draw) for view, draw in figures.chronology(None).items()},
}


@pytest.fixture(scope="module")
def small(example):
    c, mentions = example, actors.find(example)
    timexes, statements = chronology.find(c), claims.find(c, mentions)
    ledger = claims.resolve(c, statements)
    found = wording.distinctive(c, "outlet", statements)
    passages = reuse.find(c)
    return {
        "articles": overview.articles(c),
        "credits": overview.credits(c),
        "parts": overview.parts(c),
        "paragraphs": overview.paragraphs(c),
        "mentions": actors.named(c, mentions),
        "terms": actors.terms(c),
        "ties": actors.tied(c, actors.ties(c, mentions), actors.resolve(c, mentions)),
        "said": claims.said(c, statements),
        "stretches": claims.voices(c, statements),
        "receipts": claims.receipts(c, ledger),
        "disputed": claims.disputed(c, ledger),
        "recurring": reuse.recurring(c, passages),
        "forms": wording.told(c, wording.find(c, statements)),
        "numbers": wording.told(c, wording.numbers(c, statements)),
        "lines": wording.told(c, wording.lines(c, found, statements)),
        "told": chronology.told(c, timexes, chronology.resolve(c, timexes)),
    }


def draw(small: dict[str, pd.DataFrame], name: str) -> tuple[pd.DataFrame, Figure]:
    table, drawn = DRAW[name]
    rows = tiled(small[table], N)
    if name in ("ledger", "what is retold"):
        articles = tiled(small["articles"], 1_000)
        plain = figures.ledger if name == "ledger" else figures.retold
        return rows, plain(rows, articles)
    if name == "who held the office":
        return rows, figures.offices(small["terms"], rows)
    if name == "parts":
        return rows, figures.parts(rows, tiled(small["paragraphs"], N))
    return rows, drawn(rows)


@pytest.mark.parametrize("name", DRAW)
def test_what_is_plotted_is_bounded(small, name):
    _, figure = draw(small, name)
    marks = [
        len(t.x if t.customdata is None else t.customdata) for t in figure.data if t.x is not None
    ]
    assert sum(marks) <= MOST_MARKS
    assert len(figure.to_json()) <= MOST_BYTES


COUNTING = {"who is in it": "x", "by month": "y", "forms": "x"}


@pytest.mark.parametrize("name", COUNTING)
def test_what_is_counted_is_not(small, name):
    rows, figure = draw(small, name)
    bars = [t for t in figure.data if t.customdata is not None]
    lengths = [n for t in bars for n in getattr(t, COUNTING[name])]
    behind = [own for t in bars for own in t.customdata]
    assert lengths == [len(own) for own in behind]
    held = np.concatenate(behind)
    assert len(held) > N / 20 and len(np.unique(held)) == len(held) and held.max() < len(rows)


def test_a_stored_mark_lists_the_first_of_its_rows_and_tells_how_many_there_are(small):
    _, figure = draw(small, "forms")
    stored = figure.to_dict()["data"]
    for trace, own in zip(figure.data, stored, strict=True):
        if trace.customdata is None:
            continue
        sizes = [len(rows) for rows in trace.customdata]
        assert [len(rows) for rows in own["customdata"]] == [min(n, 200) for n in sizes]
        assert own["meta"].get("behind", sizes) == sizes
    assert any("behind" in own.get("meta", {}) for own in stored)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", "c", None]))))
@pytest.mark.parametrize("most", [0, 10_000])
def test_different_values_are_counted_as_pandas_counts_them(most, rows):
    table = pd.DataFrame(rows, columns=["by", "value"]).astype({"value": "str"})
    with mock.patch.object(gathering, "MOST_CELLS", most):
        counts = gathering.n_distinct(table["value"], table["by"].to_numpy("int64"), 6)
    assert (
        counts.tolist()
        == table.groupby("by")["value"].nunique().reindex(range(6), fill_value=0).tolist()
    )
