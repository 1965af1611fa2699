"""What the figures of the wording hold to be true, on any rows."""

from functools import partial

import pandas as pd
import pytest

from crossread import corpus, figures, panels, wording
from drawing import AnyFigure, behind


@pytest.fixture(scope="module")
def tables():
    c = corpus.load()
    lines = wording.lines(c, wording.distinctive(c))
    return {
        "forms": wording.told(c, wording.find(c)),
        "lines": wording.told(c, lines),
        "numbers": wording.told(c, wording.numbers(c)),
    }


DRAW = {
    "forms": ("forms", lambda rows, tables: figures.forms(rows)),
    "spread": ("forms", lambda rows, tables: figures.spread(rows)),
    "distinctive": ("lines", lambda rows, tables: figures.distinctive(rows)),
    "numbers": ("numbers", lambda rows, tables: figures.numbers(rows)),
}


@pytest.mark.parametrize("name", DRAW)
class TestAnyFigure(AnyFigure):
    draw = DRAW

    def test_no_row_is_behind_two_marks(self, tables, name):
        rows = behind(self.drawn(tables, name)[1])
        assert 0 < len(rows) == len(set(rows))


def test_forms_of_things_that_go_by_several_are_all_drawn(tables):
    rows = tables["forms"]
    several = rows[rows.groupby("thing")["form"].transform("nunique") > 1]
    shown = [t for t in figures.forms(rows).layout.yaxis.ticktext if not t.startswith("<b>")]
    assert 0 < len(shown) <= 36
    assert set(behind(figures.forms(rows))) <= set(several.index)


def test_what_is_quoted_has_bars_of_its_own(tables):
    rows = tables["forms"]
    bars = [t for t in figures.forms(rows).data if t.type == "bar"]
    for bar in bars:
        for point in bar.customdata:
            assert rows.loc[list(point), "voice"].nunique() == 1


def test_a_disc_over_time_is_open_where_the_voice_is_not_the_outlets(tables):
    rows = tables["forms"]
    traces = [t for t in figures.spread(rows).data if t.customdata is not None]
    assert {t.marker.symbol for t in traces} == {"circle", "circle-open"}
    for trace in traces:
        held = rows.loc[[i for point in trace.customdata for i in point], "voice"]
        assert ((held == "own") == (trace.marker.symbol == "circle")).all()


def test_articles_without_a_date_stand_apart(tables):
    rows = tables["forms"]
    apart = [t for t in figures.spread(rows).data if t.xaxis == "x2" and t.customdata is not None]
    held = [i for t in apart for point in t.customdata for i in point]
    assert held and rows.loc[held, "published_start"].isna().all()


def test_an_outlet_that_goes_from_one_form_to_another_is_the_finding(tables):
    assert "such change" in figures.spread(tables["forms"]).layout.title.text
    dated = tables["forms"].assign(published_start=pd.Timestamp("2020-10-01"))
    assert "No outlet gives up" in figures.spread(dated).layout.title.text


def test_words_within_chance_are_open_and_the_title_says_so(tables):
    rows = tables["lines"]
    figure = figures.distinctive(rows)
    assert {t.marker.symbol for t in figure.data} == {"circle-open"}
    assert figure.layout.title.text.startswith("No word sets anyone apart beyond chance")
    sure = figures.distinctive(rows.assign(z=rows["z"] * 3))
    assert "circle" in {t.marker.symbol for t in sure.data}


def test_a_word_has_as_many_rows_behind_it_as_are_counted(tables):
    rows = tables["lines"]
    for trace in figures.distinctive(rows).data:
        for x, point in zip(trace.x, trace.customdata, strict=True):
            held = rows.loc[list(point)]
            assert len(point) == held["n"].iloc[0] and held["is_counted"].all()
            assert x == held["z"].iloc[0]


def test_every_number_is_drawn_once_in_the_column_of_who_says_it(tables):
    rows = tables["numbers"]
    figure = figures.numbers(rows)
    assert sorted(behind(figure)) == rows.index.tolist()
    columns = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    for trace in figure.data:
        for x, point in zip(trace.x, trace.customdata, strict=True):
            held = rows.loc[list(point)]
            own = held["voice"].iloc[0] == "own"
            assert columns[round(x)] == (held["outlet"].iloc[0] if own else "nobody named")


def test_two_values_of_one_thing_stand_side_by_side(tables):
    rows = tables["numbers"].head(1)
    two = pd.concat([rows, rows.assign(value=9.0)], ignore_index=True)
    figure = figures.numbers(two)
    assert len({x for t in figure.data for x in t.x}) == 2
    assert len({y for t in figure.data for y in t.y}) == 1
    assert "1 with more than one value" in figure.layout.title.text.replace("<br>", " ")


def test_the_rarer_of_many_values_share_a_mark(tables):
    row = tables["numbers"].head(1)
    many = pd.concat([row.assign(value=v) for v in (3.0, 3.0, 4.0, 5.0)], ignore_index=True)
    marks = {
        text.strip(): list(point)
        for t in figures.numbers(many).data
        for text, point in zip(t.text, t.customdata, strict=True)
    }
    assert marks == {"3": [0, 1], "+2": [2, 3]}


def test_a_panel_opens_on_each_table(tables):
    articles = corpus.load().articles
    for name, draw in DRAW.values():
        shown = partial(draw, tables=tables)
        panel = panels.explore(tables[name], shown, articles, choose=["outlet"])
        assert len(panel.rows) == len(tables[name])
