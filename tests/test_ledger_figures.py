"""What the figures of the ledger hold to be true, on any rows."""

from itertools import chain

import pandas as pd
import pytest

from crossread import actors, claims, corpus, figures, overview
from crossread.figures.ledger import LAUNDERED
from drawing import AnyFigure, behind


@pytest.fixture(scope="module")
def tables():
    c = corpus.load(cache=None)
    mentions = actors.find(c)
    ledger = claims.resolve(c, claims.find(c, mentions), mentions)
    about = overview.articles(c)
    return {"made": claims.receipts(c, ledger), "odds": claims.disputed(c, ledger), "about": about}


DRAW = {
    "ledger": ("made", lambda rows, tables: figures.ledger(rows, tables["about"])),
    "disputes": ("odds", lambda rows, _: figures.disputes(rows)),
}


@pytest.mark.parametrize("name", DRAW)
class TestAnyFigure(AnyFigure):
    draw = DRAW
    some = slice(3, 9)

    def test_there_are_marks(self, tables, name):
        assert behind(self.drawn(tables, name)[1])


def cell(rows: pd.DataFrame, **values) -> pd.DataFrame:
    return rows.head(1).assign(n_articles=2, **values)


def test_a_stance_has_a_mark_of_its_own(tables):
    stances = ["own voice", "attributed", "hedged", "denied"]
    rows = pd.concat([cell(tables["made"], stance=stance) for stance in stances])
    figure = figures.ledger(rows.reset_index(drop=True), tables["about"])
    marks = {
        t.name: (t.marker.symbol, t.marker.color, t.x)
        for t in figure.data
        if t.customdata is not None
    }
    assert set(marks) == set(stances)
    assert len({symbol for symbol, _, _ in marks.values()}) == 4
    assert len({colour for _, colour, _ in marks.values()}) == 4


def test_what_is_laundered_is_ringed(tables):
    rows = tables["made"]
    assert LAUNDERED not in {trace.name for trace in figures.ledger(rows, tables["about"]).data}
    bare = rows.assign(is_laundered=rows.index == rows.index[rows["stance"] == "own voice"][0])
    figure = figures.ledger(bare, tables["about"])
    ringed = [trace for trace in figure.data if trace.name == LAUNDERED]
    assert (
        list(chain.from_iterable(ringed[0].customdata)) == bare.index[bare["is_laundered"]].tolist()
    )


def test_an_outlet_without_claims_has_a_column_of_silence(tables):
    rows = tables["made"]
    one = rows[rows["outlet"] == rows["outlet"].iloc[0]]
    figure = figures.ledger(one, tables["about"])
    assert len(figure.layout.xaxis.ticktext) == tables["about"]["outlet"].nunique()
    silent = next(trace for trace in figure.data if trace.name == "silent")
    other = [
        i for i, name in enumerate(figure.layout.xaxis.ticktext) if name not in set(one["outlet"])
    ]
    assert {(x, y) for x in other for y in figure.layout.yaxis.tickvals} <= set(
        zip(silent.x, silent.y, strict=True)
    )


def test_a_dispute_has_its_two_sides_on_one_height(tables):
    odds = tables["odds"]
    figure = figures.disputes(odds)
    place = {
        row: (x, y)
        for trace in figure.data
        if trace.customdata is not None
        for row, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }
    for _, own in odds.loc[list(place)].groupby("dispute"):
        assert len({place[row][1] for row in own.index}) == 1
        assert len({place[row][0] for row in own.index}) == len(own)
