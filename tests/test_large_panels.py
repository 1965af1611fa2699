"""What panels hold to be true on more rows than a page holds."""

import json

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import panels
from crossread.figures.gathering import Figure, gather
from crossread.panels import controls
from crossread.panels.masking import Columns

N = 1_000
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "text": ["The boat, the boat.", "Öre boat"]})
ROWS = pd.DataFrame(
    {
        "article_id": np.where(np.arange(N) % 3, "a", "b"),
        "start": 0,
        "end": 3,
        "text": np.where(np.arange(N) % 3, "The boat", "Öre \n boat"),
        "outlet": np.where(np.arange(N) % 2, "Gull", "Tern"),
        "n_words": np.arange(N) % 7,
    }
)


def bars(rows: pd.DataFrame) -> Figure:
    marks = gather(rows, "outlet")
    words = [rows["n_words"].loc[own].to_numpy() for own in marks["behind"]]
    held = pd.Series(words, dtype="object").to_numpy()
    return Figure(
        [
            go.Bar(x=marks["n"].tolist(), customdata=marks["behind"], meta={"counts": "x"}),
            go.Bar(x=marks["n"].tolist(), customdata=marks["behind"],
                   meta={"sums": "x", "weights": held}),
        ]
    )  # fmt: skip


@pytest.fixture
def panel(monkeypatch) -> panels.Panel:
    monkeypatch.setattr(panels.exploring, "MOST_ROWS", 50)
    monkeypatch.setattr(panels.exploring, "MOST_SAMPLED", 50)
    monkeypatch.setattr(panels.exploring, "RUN", 5)
    return panels.explore(ROWS, bars, ARTICLES, choose=["outlet"], between=["n_words"])


def count(panel: panels.Panel, picked: object = (), **choice: object) -> dict:
    choice = {name.replace("_least", " least"): value for name, value in choice.items()}
    message = {"kind": "count", "ask": "1", "choice": choice, "picked": list(picked)}
    answer = panel._count(message)
    json.dumps(answer)  # the page gets nothing but JSON
    return answer


def test_the_page_has_a_sample_spread_over_all_rows_and_says_so(panel):
    assert panel.spec["n"] == 50
    assert panel.spec["left_out"].startswith("a sample of 50 of 1,000 rows: counts here are of")
    first = [0, 110, 221, 331, 442, 552, 663, 773, 884, 995]
    at = [i + n for i in first for n in range(5)]
    assert panel.spec["receipts"]["text"] == ROWS["text"].iloc[at].tolist()


def test_the_kernel_counts_all_rows(panel):
    whole = count(panel)
    assert (whole["n"], whole["of"], len(whole["at"])) == (N, N, 200)
    assert [tally["counts"] for tally in whole["tallies"]] == [[500, 500], [500, 500]]
    assert whole["options"] == {"outlet": [500, 500]}
    gull = count(panel, outlet=0, n_words_least=5)
    kept = ROWS[(ROWS["outlet"] == "Gull") & (ROWS["n_words"] >= 5)]
    assert gull["n"] == len(kept)
    assert gull["tallies"][1]["sums"] == [kept["n_words"].sum(), 0]
    assert gull["at"] == kept.index[:200].tolist()


def test_receipts_come_with_the_texts_that_they_are_compared_with(panel):
    answer = count(panel, search="öre BOAT")
    assert answer["n"] == (ROWS["article_id"] == "b").sum()
    assert answer["texts"] == {"b": "Öre boat"}
    assert set(answer["receipts"]["text"]) == {"Öre \n boat"}


def test_a_mark_opens_those_of_its_rows_that_the_choice_keeps(panel):
    answer = count(panel, picked=[[0, 1]], n_words_least=6)
    own = ROWS[(ROWS["outlet"] == "Tern") & (ROWS["n_words"] >= 6)].index.tolist()
    assert (answer["n_picked"], answer["at"]) == (len(own), own[:200])
    panel.choice, panel.picked = {"n_words least": 6}, [[0, 1]]
    assert panel.rows.index.tolist() == own


def test_the_marks_of_a_figure_of_all_rows_carry_none_of_them(panel):
    figure = count(panel)["figure"]
    assert [trace["customdata"] for trace in figure["data"]] == [[0, 1], [0, 1]]
    assert "weights" not in figure["data"][1]["meta"]


def test_of_many_values_the_most_frequent_can_be_chosen(monkeypatch):
    monkeypatch.setattr(controls, "MOST_OPTIONS", 2)
    [own] = controls.choosers(pd.DataFrame({"outlet": ["c", "b", "a", "c", "b", None]}), ["outlet"])
    assert (own["options"], own["more"]) == (["b", "c"], 2)


CELL = st.none() | st.sampled_from(
    ["a b", "A  b", "b\u00a0a", "Öre", "öre.", "a.b", "(a", "\u2003"]
)
TABLES = st.lists(
    st.tuples(
        CELL, CELL, st.none() | st.integers(-3, 3), st.booleans(), st.none() | st.integers(0, 40)
    ),
    min_size=1,
    max_size=30,
)
QUERY = st.text("aAbÖö. \u00a0(", max_size=4)


@given(TABLES, QUERY, st.data())
def test_the_kernel_keeps_the_rows_that_the_page_would_keep(cells, query, data):
    table = pd.DataFrame(cells, columns=["text", "outlet", "n", "is_new", "day"])
    table = table.astype({"text": "str", "outlet": "str", "n": "float"})
    table["day"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(table["day"], unit="D")
    asked = [
        *controls.choosers(table, ["outlet", "is_new"]),
        *controls.bounds(table, ["n", "day", "outlet"]),
        *controls.searches(table, "text"),
    ]
    choice = {"search": query}
    for name, values in {
        "n least": [-2, 0, None],
        "n most": [1, None],
        "day least": ["2020-01-09", "2021-01-01", None],
        "day most": ["2020-01-20", None],
        "outlet least": ["a", None],
        "outlet": [None, *range(len(asked[0]["options"]))],
        "is_new": [None, 0],
    }.items():
        choice[name] = data.draw(st.sampled_from(values))
    expected = panels.narrow(asked, choice, len(table))
    assert Columns(table, asked, "text").mask(choice).tolist() == expected


def test_a_reading_room_that_cannot_hold_all_articles_has_a_sample_of_them(monkeypatch):
    monkeypatch.setattr(panels.reading, "MOST_TEXT", 60)
    articles = pd.DataFrame({"article_id": list("abcdefghij"), "text": "twelve signs"})
    parts = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [12], "part": ["body"]})
    room = panels.read(articles.assign(label=articles["article_id"]), parts)
    assert [each["label"] for each in room.spec["articles"]] == list("acegi")
    assert room.spec["left_out"] == "a sample of 5 of 10, spread over all of them"


def test_a_comparison_of_many_passages_has_those_with_most_wordings(monkeypatch):
    monkeypatch.setattr(panels.comparing, "MOST_PASSAGES", 1)
    passages = ["p", "p", "q", "q", "q", "r"]
    wordings = pd.DataFrame({"passage": passages, "name": list("123456"), "article_id": "a"})
    wordings = wordings.assign(start=0, end=3, text="The")
    panel = panels.compare(wordings, lambda *_: [], ARTICLES)
    assert panel.spec["names"] == ["3", "4", "5"]
    assert panel.spec["left_out"].startswith("1 passages have one wording only; 1 more")


class Corrected:
    """Stands for an offer: of every four rows one is the rules' only, one corrected only."""

    def both(self, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
        return rows, [(0, 1, 2, 0)[i % 4] for i in range(len(rows))]

    def spec(self, rows: pd.DataFrame) -> dict:
        return {"words": rows["text"].tolist()}


@pytest.mark.parametrize(("correct", "n"), [(None, 2), (Corrected(), 6)])
def test_every_figure_is_drawn_ahead_and_once(monkeypatch, correct, n):
    monkeypatch.setattr(panels.exploring, "MOST_ROWS", 50)
    drawn = []

    def draw(rows: pd.DataFrame) -> Figure:
        drawn.append(len(rows))
        return bars(rows)

    views = {"one": draw, "other": draw}
    panel = panels.explore(ROWS, views, ARTICLES, correct=correct)
    drawn.clear()  # those of the sample
    left = [panel._count({"kind": "prepare"})["left"] for _ in range(n)]
    assert left == [*range(n, 0, -1)]
    for view in range(len(views)):
        for shown in range(3):
            count(panel, view=view, shown=shown)
    assert drawn == ([750, 750, 750, 750, 500, 500] if correct else [1000, 1000])


def test_what_the_rules_alone_have_is_counted_apart(monkeypatch):
    monkeypatch.setattr(panels.exploring, "MOST_ROWS", 50)
    panel = panels.explore(ROWS, bars, ARTICLES, choose=["outlet"], correct=Corrected())
    answers = {shown: count(panel, shown=shown) for shown in (0, 1, 2)}
    assert [each["of"] for each in answers.values()] == [750, 750, 500]
    assert [sum(each["tallies"][0]["counts"]) for each in answers.values()] == [750, 750, 500]
    assert set(answers[2]["states"]) == {1, 2}
    assert len(answers[2]["correct"]["words"]) == 200
    panel.choice = {"shown": 2}
    assert len(panel.rows) == 500
