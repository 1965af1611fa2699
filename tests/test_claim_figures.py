"""What the figures of the claims hold to be true, on any rows."""

import pytest

from crossread import actors, claims, figures, panels, reuse
from drawing import AnyFigure


@pytest.fixture(scope="module")
def tables(example):
    statements = claims.find(example, actors.find(example))
    passages = reuse.find(example)
    return {
        "said": claims.said(example, statements),
        "stretches": claims.voices(example, statements),
        "recurring": reuse.recurring(example, passages),
    }


DRAW = {
    "speech": ("stretches", lambda rows, _: figures.speech(rows)),
    "speech by outlet": ("stretches", lambda rows, _: figures.voices()["by outlet"](rows)),
    "chains": ("said", lambda rows, _: figures.chains(rows)),
    "edits": ("recurring", lambda rows, _: figures.edits(rows)),
}


@pytest.mark.parametrize("name", DRAW)
class TestAnyFigure(AnyFigure):
    draw = DRAW
    some = slice(5, 20)
    is_full = True


def test_a_bar_is_as_long_as_the_words_behind_it(tables):
    words = tables["stretches"]["n_words"]
    for trace in figures.speech(tables["stretches"]).data:
        for length, rows in zip(
            trace.x, (() if trace.customdata is None else trace.customdata), strict=False
        ):
            assert length == words.loc[list(rows)].sum()


def test_a_way_leads_from_the_speaker_to_the_outlet(tables):
    row = tables["said"].iloc[[0]].assign(speaker="Ada Wren", via=[["Radio", "Wire", "Herald"]])
    names = figures.chains(row).data[0].text
    assert names == ("Ada Wren <b>(1)</b>", "Radio", "Wire", "Herald")


def test_a_wording_comes_from_the_earlier_one_that_it_is_most_like(tables):
    rows = tables["recurring"]
    lines = figures.edits(rows).data[0]
    n_edited = rows.drop_duplicates(["passage_id", "variant"])["parent"].notna().sum()
    assert lines.x.count(None) == n_edited == 7


def test_any_two_wordings_of_a_passage_can_be_compared(tables, example):
    wordings = reuse.wordings(tables["recurring"])
    spec = panels.compare(wordings, reuse.align, example.articles).spec
    sizes = [len(rows) for rows in spec["passages"]]
    assert sorted(sizes) == [2, 2, 2, 3, 3]
    assert len(spec["pairs"]) == sum(n * (n - 1) for n in sizes)
    texts = spec["receipts"]["text"]
    for pair, ops in spec["pairs"].items():
        one, other = map(int, pair.split())
        equal = [(a, b, c, d) for op, a, b, c, d in ops if op == "equal"]
        assert all(
            texts[one][a:b].casefold().split() == texts[other][c:d].casefold().split()
            for a, b, c, d in equal
            if texts[one][a:b].replace(" ", "").isalpha()
        )


def test_without_wordings_there_is_nothing_to_compare(tables, example):
    none = reuse.wordings(tables["recurring"].iloc[:0])
    spec = panels.compare(none, reuse.align, example.articles).spec
    assert (spec["n"], spec["passages"], spec["pairs"]) == (0, [], {})
