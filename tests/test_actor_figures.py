"""What the figures of the actors hold to be true, on any rows."""

import numpy as np
import pandas as pd
import pytest

from crossread import actors, corpus, figures
from drawing import AnyFigure, behind


@pytest.fixture(scope="module")
def tables():
    c = corpus.load()
    mentions = actors.find(c)
    tied = actors.tied(c, actors.ties(c, mentions), actors.resolve(c, mentions))
    return {"named": actors.named(c, mentions), "tied": tied, "terms": actors.terms(c)}


DRAW = {
    "who": ("named", lambda rows, _: figures.who(rows)),
    "voice": ("named", lambda rows, _: figures.voice(rows)),
    "called": ("named", lambda rows, _: figures.called(rows)),
    "offices": ("named", lambda rows, tables: figures.offices(tables["terms"], rows)),
    "queue": ("named", lambda rows, _: figures.queue(rows)),
    "network": ("tied", lambda rows, _: figures.network(rows)),
    "ego": ("tied", lambda rows, _: figures.network(rows, "nobody")),
}


@pytest.mark.parametrize("name", DRAW)
class TestAnyFigure(AnyFigure):
    draw = DRAW
    some = slice(10, 40)


def test_who_counts_every_mention_once(tables):
    named = tables["named"]
    assert sorted(behind(figures.who(named))) == sorted(set(behind(figures.who(named))))


def test_the_network_stays_put_between_runs(tables):
    tied = tables["tied"]
    assert figures.network(tied).to_json() == figures.network(tied.copy()).to_json()


def test_the_network_draws_every_tie(tables):
    tied = tables["tied"]
    assert set(behind(figures.network(tied))) == set(tied.index)


def test_the_ego_view_holds_the_ties_of_one_actor_only(tables):
    tied = tables["tied"]
    key = tied["source_id"].value_counts().index[0]
    own = tied[(tied["source_id"] == key) | (tied["target_id"] == key)]
    assert set(behind(figures.network(tied, key))) == set(own.index)


def test_the_views_are_around_those_who_do_most(tables):
    views = figures.networks(tables["tied"])
    assert next(iter(views)) == "everybody" and len(views) == 3
    drawn = [behind(draw(tables["tied"])) for draw in views.values()]
    assert all(set(own) < set(drawn[0]) for own in drawn[1:])


def test_sides_that_people_named_have_a_shape_each(tables):
    tied = tables["tied"].assign(from_side="north", to_side=pd.NA)
    shapes = {s for t in figures.network(tied).data for s in np.atleast_1d(t.marker.symbol) if s}
    assert {"square", "circle"} <= shapes


def test_beyond_sixty_actors_a_matrix_stands_in(tables):
    tied = tables["tied"].head(80).reset_index(drop=True)
    many = tied.assign(source_id=[f"a{i}" for i in range(80)], target_id="hub")
    drawn = figures.network(many)
    assert len(drawn.data) == 1
    assert len(drawn.layout.xaxis.tickvals) == 40


def test_a_gap_in_an_office_is_drawn_as_a_gap(tables):
    terms, named = tables["terms"], tables["named"]
    figure = figures.offices(terms, named)
    lanes = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert lanes
    for y in lanes:
        bars = [t for t in figure.data if t.type == "bar" and t.y[0] == y]
        ends = sorted(
            (pd.Timestamp(t.base[0]), pd.Timestamp(t.base[0]) + pd.Timedelta(milliseconds=t.x[0]))
            for t in bars
        )
        assert all(first < last for first, last in ends)


def test_called_keeps_forms_as_written(tables):
    named = tables["named"]
    shown = " ".join(figures.called(named).layout.yaxis.ticktext)
    several = named[named["form"] == "name"].groupby("actor_id")["words"].nunique()
    key = several.idxmax()
    for words in named.loc[
        (named["actor_id"] == key) & (named["form"] == "name"), "words"
    ].unique():
        assert words in shown
