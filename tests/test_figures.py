"""What the figures of the corpus hold to be true."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from crossread import corpus, figures, overview
from crossread.figures import look

DRAWN = {
    "published": lambda c: figures.published(overview.articles(c)),
    "credits": lambda c: figures.credits(overview.credits(c)),
    "parts": lambda c: figures.parts(overview.parts(c)),
    "paragraphs": lambda c: figures.paragraphs(overview.paragraphs(c)),
}


def title(figure: go.Figure) -> str:
    return figure.layout.title.text.replace("<br>", " ")


def test_the_titles_are_the_findings(example):
    assert title(DRAWN["published"](example)) == (
        "4 of 5 articles state their date, from 13 August 2020 to 18 October 2021; "
        "one can only be put on or after 10 November 2020"
    )
    assert title(DRAWN["credits"](example)).startswith("2 of 5 articles credit another house")
    assert title(DRAWN["parts"](example)).startswith("4 of 5 pages carry furniture, 2.1% of all")


@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_draws_another_corpus_and_none(name, second, tmp_path):
    assert title(DRAWN[name](second))
    assert title(DRAWN[name](corpus.load(tmp_path, cache=None)))


def test_an_article_without_a_date_has_a_lane_of_its_own(example):
    figure = DRAWN["published"](example)
    lane = next(trace for trace in figure.data if trace.y[0] == "<i>Trend, undated</i>")
    assert lane.text[0].strip() == "on or after 10 November 2020"
    assert pd.Timestamp(lane.x[0]) == pd.Timestamp("2020-11-10")
    assert pd.Timestamp(lane.x[1]) > pd.Timestamp("2021-10-18")


def test_a_vague_date_is_drawn_as_wide_as_it_is(second):
    month = [t for t in DRAWN["published"](second).data if t.mode == "lines"]
    assert [(str(t.x[0])[:10], str(t.x[1])[:10]) for t in month] == [("2017-09-01", "2017-09-30")]


def test_an_outlet_has_one_colour_in_every_figure():
    many = look.colours(["Gull", "Gull", "Tern", None, "Auk", "Auk", "Auk"])
    assert list(many) == ["Auk", "Gull", "Tern"]
    assert len(set(many.values())) == 3
    assert look.colours(f"outlet {i}" for i in range(9))["outlet 8"] == look.REST


def test_markup_in_a_name_is_shown_and_not_obeyed(example):
    rows = overview.articles(example).assign(
        outlet="<img src=x onerror=alert(1)>", label="<b>x</b>"
    )
    for figure in (
        figures.published(rows),
        figures.parts(overview.parts(example).assign(label="<b>x</b>")),
    ):
        assert "<img" not in figure.to_json().replace("\\u003c", "<")
        assert "<b>" not in figure.to_json().replace("\\u003c", "<")
