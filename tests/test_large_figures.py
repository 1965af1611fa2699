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


keyed = st.lists(
    st.tuples(
        st.sampled_from(["b", "a", "c", None]),
        st.sampled_from([2.5, -1.0, None]),
        st.booleans(),
        st.booleans(),
    )
)


@given(keyed, st.booleans(), st.booleans(), st.booleans())
@pytest.mark.parametrize("most", [0, 10_000])
def test_rows_are_gathered_as_pandas_groups_them(most, rows, is_sorted, dropna, is_coded):
    table = pd.DataFrame(rows, columns=["name", "size", "flag", "where"])
    table = table.astype({"name": "str", "size": "float64", "flag": "bool", "where": "bool"})
    keys, own = ["name", "size", "flag"], gathering.coded(table) if is_coded else table
    with mock.patch.object(gathering, "MOST_CELLS", most):
        marks = gathering.gather(
            own, *keys, where=own["where"], is_sorted=is_sorted, dropna=dropna, distinct="name"
        )
    groups = table[table["where"]].groupby(keys, sort=is_sorted, dropna=dropna)
    assert [own.tolist() for own in marks["behind"]] == [g.index.tolist() for _, g in groups]
    assert marks["n"].tolist() == groups.size().tolist()
    assert marks["n_distinct"].tolist() == [g["name"].nunique() for _, g in groups]
    assert marks[keys].astype({"name": "str"}).equals(table.loc[marks.index, keys])


def test_an_actor_is_one_lane_under_the_name_that_it_has(small):
    mentions = small["mentions"].copy()
    own = mentions["actor_id"].eq(mentions["actor_id"].dropna().iloc[0])
    key = mentions.loc[own, "actor_id"].iloc[0]
    mentions.loc[own, "actor"] = None
    table = figures.lanes.lanes(figures.lanes.keyed(mentions), len(mentions))
    assert table["n"].sum() == len(mentions)
    assert table.loc[key, "name"] == key
    rest = table.drop(index=[key, figures.lanes.NOBODY])
    known = mentions.drop_duplicates("actor_id").set_index("actor_id")["actor"]
    assert rest["name"].tolist() == known[rest.index].tolist()
    nobody = table.loc[figures.lanes.NOBODY]
    assert (nobody["name"], nobody["n"]) == (
        figures.lanes.NOBODY,
        mentions["actor_id"].isna().sum(),
    )
