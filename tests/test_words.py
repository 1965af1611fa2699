"""What figures say to who can't see them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from crossread import actors, figures, overview
from crossread.figures import look, words


def json_of(figure: go.Figure) -> dict:
    return figure.to_plotly_json()


BARS = go.Figure(
    [
        go.Bar(name="Gull", x=np.array([3, 1]), y=["a", "b"], customdata=[[0, 1, 2], [3]]),
        go.Scatter(x=[2], y=["a"], hoverinfo="skip"),
    ],
    {"title": {"text": "Two <b>lanes</b><br>of gulls<br><span>each bar counts</span>"}},
).update_xaxes(title_text="articles")


def test_a_title_is_a_finding_and_a_note():
    assert words.title(json_of(BARS)) == ("Two lanes of gulls", "each bar counts")


def test_marks_are_rows_with_what_stands_behind_them():
    table = words.marks(json_of(BARS))
    assert table[["series", "across", "up"]].to_numpy().tolist() == [
        ["Gull", "3", "a"],
        ["Gull", "1", "b"],
    ]
    assert table["rows"].tolist() == [[0, 1, 2], [3]]


def test_the_alternative_says_finding_axes_series_and_number():
    assert words.alt(json_of(BARS)) == (
        "Two lanes of gulls. Across: articles. Series: Gull. 2 marks."
    )


def test_a_place_is_named_as_the_axis_names_it():
    figure = go.Figure(go.Scatter(x=[0.5], y=[-1], hovertext=["a &lt;b&gt;<br>c"]))
    figure.update_yaxes(tickvals=[-1], ticktext=["<b>Gull</b>"]).update_xaxes(visible=False)
    [row] = words.marks(json_of(figure)).to_dict("records")
    assert (row["across"], row["up"], row["says"]) == ("", "Gull", "a <b> \u00b7 c")


def test_packed_arrays_are_unpacked():
    packed = {"dtype": "i1", "bdata": "AQID", "shape": "3"}
    assert words.decoded({"x": packed}) == {"x": [1, 2, 3]}


@pytest.mark.parametrize("view", list(figures.actors(None)))
def test_every_row_that_a_figure_draws_stands_in_its_table(example, view):
    mentions = actors.find(example)
    named = actors.named(example, mentions)
    figure = figures.actors(actors.terms(example))[view](named)
    held = [t.customdata for t in figure.data if t.customdata is not None]
    drawn = {row for marks in held for rows in marks for row in np.atleast_1d(rows)}
    listed = {row for rows in words.marks(json_of(figure))["rows"] for row in rows}
    assert listed == drawn


def test_figures_of_the_corpus_bring_the_words_behind_their_marks(example):
    drawn = [
        figures.published(overview.articles(example)),
        figures.credits(overview.credits(example)),
        figures.parts(overview.parts(example), overview.paragraphs(example)),
    ]
    texts = dict(zip(example.articles["article_id"], example.articles["text"], strict=True))
    for figure in drawn:
        held = figure.layout.meta["receipts"]
        spans = zip(held["article_id"], held["start"], held["end"], strict=True)
        assert [texts[key][start:end] for key, start, end in spans] == held["text"]
        listed = {row for rows in words.marks(json_of(figure))["rows"] for row in rows}
        assert listed == set(range(len(held["text"])))


def test_a_figure_does_not_bring_more_than_a_page_can_hold(example, monkeypatch):
    monkeypatch.setattr(look, "MOST_RECEIPTS", 3)
    assert figures.parts(overview.parts(example), overview.paragraphs(example)).layout.meta is None
