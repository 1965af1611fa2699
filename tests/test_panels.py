"""What panels hold to be true, without a browser."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import figures, overview, panels
from crossread.panels import packing

ROWS = pd.DataFrame(
    {
        "article_id": ["a", "a", "b"],
        "start": [0, 4, 0],
        "end": [3, 9, 3],
        "text": ["The", "boat,", "Öre"],
        "outlet": ["Gull", "Gull", None],
        "published": pd.to_datetime(["2019-05-01", "2019-05-02", None]),
        "n_words": [1, 2, 3],
    }
)
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "text": ["The boat, the boat.", "Öre boat"]})


def bars(rows: pd.DataFrame) -> go.Figure:
    return go.Figure(go.Bar(x=rows["n_words"], customdata=rows.index))


@pytest.fixture
def panel() -> panels.Panel:
    return panels.explore(
        ROWS, bars, ARTICLES, choose=["outlet"], between=["published", "n_words"], unit="words"
    )


def shown(panel: panels.Panel, **choice: object) -> list[str]:
    panel.choice = {name.replace("_", " "): value for name, value in choice.items()}
    return panel.rows["text"].tolist()


def test_a_panel_opens_on_the_whole_table(panel):
    assert panel.rows["text"].tolist() == ["The", "boat,", "Öre"]


def test_choosing_a_value_keeps_the_rows_that_have_it(panel):
    outlet = panel.spec["controls"][0]
    assert outlet["options"] == ["Gull", None]
    assert shown(panel, outlet=0) == ["The", "boat,"]
    assert shown(panel, outlet=1) == ["Öre"]


def test_a_row_without_a_date_is_kept_until_a_date_is_asked_for(panel):
    panel.choice = {"published most": "2019-05-01"}
    assert panel.rows["text"].tolist() == ["The"]
    panel.choice = {"published least": None}
    assert len(panel.rows) == 3


def test_numbers_are_bounded_from_below_and_above(panel):
    panel.choice = {"n_words least": 2, "n_words most": 2}
    assert panel.rows["text"].tolist() == ["boat,"]


def test_a_search_finds_words_in_any_case_as_they_are_written(panel):
    assert shown(panel, search="öRE") == ["Öre"]
    assert shown(panel, search="boat,") == ["boat,"]
    assert shown(panel, search=".*") == []


def test_a_chosen_mark_hands_back_its_rows_only(panel):
    panel.picked = [1]
    assert panel.rows["text"].tolist() == ["boat,"]
    panel.choice = {"n_words most": 1}
    assert panel.rows.empty


def test_a_panel_on_no_rows_opens_without_complaint():
    panel = panels.explore(ROWS.head(0), bars, ARTICLES, choose=["outlet"], between=["n_words"])
    assert panel.spec["n"] == 0
    assert panel.rows.empty


def test_receipts_are_the_rows_of_the_table(panel):
    assert panel.spec["receipts"]["text"] == ROWS["text"].tolist()
    assert panel.spec["texts"] == {"a": "The boat, the boat.", "b": "Öre boat"}


def test_a_panel_that_carries_fewer_rows_than_there_are_says_so(monkeypatch):
    monkeypatch.setattr(panels.exploring, "MOST_ROWS", 2)
    monkeypatch.setattr(panels.exploring, "MOST_SAMPLED", 2)
    monkeypatch.setattr(panels.exploring, "RUN", 1)
    panel = panels.explore(ROWS, bars, ARTICLES)
    assert panel.spec["receipts"]["text"] == ["The", "Öre"]  # spread over the whole table
    assert panel.spec["left_out"].startswith("a sample of 2 of 3 rows")


def test_texts_beyond_what_a_page_can_carry_are_left_out(monkeypatch):
    monkeypatch.setattr(panels.controls, "MOST_TEXT", 20)
    assert list(panels.explore(ROWS, bars, ARTICLES).spec["texts"]) == ["a"]


def test_key_words_stand_in_their_context():
    hits = panels.kwic(ARTICLES, "the  boat", width=6)
    assert hits[["article_id", "start", "text", "left", "right"]].to_numpy().tolist() == [
        ["a", 0, "The boat", "", ", the"],
        ["a", 10, "the boat", "boat,", "."],
    ]


def test_no_query_has_no_hits():
    assert panels.kwic(ARTICLES, " ").empty


def test_the_reading_room_hands_back_the_hits_that_it_lists():
    room = panels.read(
        ARTICLES.assign(label=["A", "B"]),
        pd.DataFrame({"article_id": ["a"], "start": [0], "end": [19], "part": ["body"]}),
    )
    assert room.rows.empty
    room.choice = {"search": "boat"}
    assert room.rows["article_id"].tolist() == ["a", "a", "b"]
    room.choice = {"search": "boat", "scope": 1, "article": 1}
    assert room.rows["article_id"].tolist() == ["b"]


@given(
    st.dictionaries(
        st.sampled_from(["search", "n_words least", "n_words most", "outlet"]), st.none()
    )
)
def test_asking_nothing_keeps_everything(choice):
    panel = panels.explore(ROWS, bars, ARTICLES, choose=["outlet"], between=["n_words"])
    panel.choice = choice
    assert len(panel.rows) == len(ROWS)


def test_every_mark_of_the_paragraph_figure_knows_its_row(example):
    rows = overview.paragraphs(example)
    behind = [row for trace in figures.paragraphs(rows).data for row in trace.customdata]
    assert sorted(behind) == rows.index.tolist()


# what the page is given


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda each: st.lists(each, max_size=8) | st.dictionaries(st.text(max_size=3), each),
    max_leaves=30,
)


@given(st.dictionaries(st.sampled_from(["controls", "texts", "receipts"]), JSON))
def test_what_is_packed_for_the_page_comes_out_as_it_was(spec):
    assert packing.unpacked(packing.packed(spec)) == spec


def test_a_text_that_stands_in_several_lists_is_sent_once():
    rows = pd.concat([ROWS, ROWS], ignore_index=True)
    spec = panels.explore(rows, bars, ARTICLES, unit="words").spec
    sent = json.dumps(packing.packed(spec))
    assert json.dumps(spec).count('"boat,"') == 4
    assert sent.count('"boat,"') == 1
