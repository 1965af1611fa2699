"""What the figures of the corpus hold to be true."""

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest

from crossread import corpus, figures, overview
from crossread.figures import look

DRAWN = {
    "published": lambda c: figures.published(overview.articles(c)),
    "credits": lambda c: figures.credits(overview.credits(c)),
    "parts": lambda c: figures.parts(overview.parts(c), overview.paragraphs(c)),
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


def test_no_figure_offers_to_upload_itself(example):
    shown = pio.renderers["plotly_mimetype"].to_mimebundle(DRAWN["credits"](example).to_dict())
    [figure] = shown.values()
    assert figure["config"]["modeBarButtonsToRemove"] == ["sendChartToCloud"]
    assert figure["config"]["plotlyServerURL"] == ""


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
        figures.parts(
            overview.parts(example).assign(label="<b>x</b>"), overview.paragraphs(example)
        ),
    ):
        assert "<img" not in figure.to_json().replace("\\u003c", "<")
        assert "<b>" not in figure.to_json().replace("\\u003c", "<")


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> corpus.Corpus:
    """Sixty articles by two outlets, half of them without a date."""
    folder = tmp_path_factory.mktemp("many")
    for i in range(60):
        day = f"2019-05-{i // 4 + 1:02d}" if i % 2 else ""
        lines = [f"By {('Reuters', 'TASS')[i % 3 == 0]}", day, f"Report {i} says that the harbour,"]
        lines.append("closed on 3 May 2019, was not open to any of the boats that came on the day.")
        (folder / f"{i}.txt").write_text(f"{lines[0]}\n{lines[1]}\n\n{lines[2]} {lines[3]}\n")
    return corpus.load(folder, cache=None)


def test_many_articles_share_the_lanes_of_their_outlets(many):
    lanes = {y for trace in DRAWN["published"](many).data for y in trace.y}
    assert lanes == {"Reuters", "TASS", "<i>Reuters, undated</i>", "<i>TASS, undated</i>"}
    for name in ("parts", "paragraphs"):
        assert {y for trace in DRAWN[name](many).data for y in trace.y} == {"Reuters", "TASS"}


def test_articles_of_one_date_are_one_mark_that_says_how_many(many):
    dots = next(t for t in DRAWN["published"](many).data if t.y[0] == "Reuters")
    dated = overview.articles(many).query("outlet == 'Reuters'")["published"].dropna()
    assert len(dots.x) == dated.nunique() < len(dated)
    assert (
        sum("and 1 more of this date" in words for words in dots.text)
        == (dated.value_counts() == 2).sum()
    )


def test_every_paragraph_of_many_pages_is_still_a_mark(many):
    rows = overview.paragraphs(many)
    behind = [row for trace in figures.paragraphs(rows).data for row in trace.customdata]
    assert sorted(behind) == rows.index.tolist()


def test_outlets_beyond_the_most_frequent_are_drawn_as_others():
    names = pd.Series(["a", "a", "b", "b", "c", None], dtype="str")
    assert look.grouped(names, most=2).tolist() == ["a", "a", "b", "b", *["other outlets"] * 2]


def test_an_outlet_has_its_colour_whoever_else_is_drawn():
    houses = ["TASS", "Today.Az", "Trend"]
    whole = look.colours([*houses, "Trend"])
    assert len(set(whole.values())) == 3
    for house in houses:
        assert look.colours([house])[house] == whole[house]


def test_outlets_that_ask_for_one_colour_get_two():
    names = [f"House {i}" for i in range(7)]
    assert len(set(look.colours(names).values())) == 7
    assert list(look.colours([*names, "House 7", *names]).values()).count(look.REST) == 1
