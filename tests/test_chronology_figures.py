"""What the figures of the chronology hold to be true, on any rows."""

import re

import numpy as np
import pandas as pd
import pytest

from crossread import chronology, corpus, figures, overview
from crossread.figures import panes

DRAW = {
    "timeline": figures.timeline,
    "clocks": figures.clocks,
    "reach": figures.reach,
    "conflicts": figures.conflicts,
    "density": figures.density,
    "density by day": lambda rows: figures.density(rows, "day"),
    "retold": lambda rows: figures.retold(rows, ARTICLES),
}
ARTICLES = overview.articles(corpus.load())


@pytest.fixture(scope="module")
def told() -> pd.DataFrame:
    c = corpus.load()
    timexes = chronology.find(c)
    return chronology.told(c, timexes, chronology.resolve(c, timexes))


def behind(figure) -> list[int]:
    """List the rows behind all marks of a figure."""
    points = [
        row
        for trace in figure.data
        for row in (() if trace.customdata is None else trace.customdata)
    ]
    return [row for rows in points for row in (rows if np.iterable(rows) else [rows])]


@pytest.fixture(scope="module")
def many(told) -> pd.DataFrame:
    """Take the dates many times over, moved by some days."""
    rows = pd.concat([told] * 100, ignore_index=True)
    move = pd.to_timedelta(np.arange(len(rows)) * 7 % 400, unit="D")
    return rows.assign(earliest=rows["earliest"] + move, latest=rows["latest"] + move)


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
class TestAnyFigure:
    def test_is_drawn_of_no_rows_and_of_one(self, told, draw):
        for rows in (told.iloc[:0], told.iloc[:1], told[told["earliest"].isna()]):
            assert draw(rows).layout.title.text

    def test_every_mark_knows_its_rows(self, told, draw):
        for rows in (told, told.iloc[5:20]):
            assert set(behind(draw(rows))) <= set(rows.index)

    def test_arrays_of_a_trace_are_as_long_as_its_rows(self, told, draw):
        # the page cuts down what is as long as customdata, and takes the rest for one value
        for trace in draw(told).data:
            if trace.customdata is not None:
                assert len(trace.customdata) == len(trace.x if trace.x is not None else trace.y)

    def test_words_of_articles_are_shown_as_they_are(self, told, draw):
        hostile = "<img src=x onerror=alert(1)>"
        columns = dict.fromkeys(["text", "words", "outlet", "article"], hostile)
        rows = told.assign(**columns, label=told["label"].where(told["label"].isna(), hostile))
        assert "<img" not in draw(rows).to_json().replace("\\u003c", "<")

    def test_what_is_plotted_is_bounded(self, many, draw):
        points = sum(len(t.x) for t in draw(many).data if t.type != "histogram" and t.x is not None)
        assert points < 2500

    def test_the_rows_given_are_not_changed(self, told, draw):
        before = told.copy(deep=True)
        draw(told)
        pd.testing.assert_frame_equal(told, before)


def test_the_timeline_shows_every_date_that_is_told(told):
    assert set(behind(figures.timeline(told))) == set(told.index)


def test_the_timeline_of_many_counts_every_date(many):
    assert sorted(set(behind(figures.timeline(many)))) == many.index.tolist()


def test_marks_of_one_lane_do_not_hide_one_another(told):
    bars = [t for t in figures.timeline(told).data if t.type == "bar"]
    spans = [
        (trace.xaxis, y, pd.Timestamp(base), pd.Timestamp(base) + pd.Timedelta(milliseconds=x))
        for trace in bars
        for y, base, x in zip(trace.y, trace.base, trace.x, strict=True)
    ]
    assert len(spans) > 5
    for i, (axis, y, first, last) in enumerate(spans):
        for other, yy, start, end in spans[:i]:
            assert (axis, y) != (other, yy) or last <= start or end <= first


def test_dates_that_disagree_are_tied(told):
    tied = told[told["is_conflicting"].fillna(False)]
    ties = [
        t for t in figures.timeline(told).data if t.to_plotly_json().get("mode") == "lines+markers"
    ]
    assert [sorted(t.customdata) for t in ties] == [sorted(tied.index)]


def test_below_the_diagonal_is_what_was_told_ahead(told):
    rows = told.head(1).assign(
        earliest=pd.Timestamp(2020, 5, 9), latest=pd.Timestamp(2020, 5, 9, 23, 59, 59),
        edtf="2020-05-09", published_start=pd.Timestamp(2020, 5, 2),
        published_end=pd.Timestamp(2020, 5, 2, 23, 59, 59), delay_days=-7.0,
    )  # fmt: skip
    figure = figures.clocks(rows)
    [mark] = [t for t in figure.data if t.customdata is not None]
    assert pd.Timestamp(mark.y[0]) < pd.Timestamp(mark.x[0])
    assert "1 lies ahead" in re.sub("<br>", " ", figure.layout.title.text)


def test_reach_names_the_median(told):
    figure = figures.reach(told)
    medians = told.groupby("outlet")["delay_days"].median()
    shown = {t.y[0]: t.x[0] for t in figure.data if t.marker.symbol == "line-ns-open"}
    assert shown == pytest.approx({k: np.log10(1 + v) for k, v in medians.items()})


def test_retold_has_a_square_only_where_an_article_tells_of_the_event(told):
    figure = figures.retold(told, ARTICLES)
    cells = {
        (x, y)
        for trace in figure.data
        if trace.customdata is not None
        for x, y in zip(trace.x, trace.y, strict=True)
    }
    shared = told[told["n_articles"].gt(1).fillna(False)]
    assert cells == set(zip(shared["article"], shared["event_id"], strict=True))


def test_density_draws_silence_as_zero(told):
    figure = figures.density(told, "month")
    assert figure.layout.yaxis.rangemode == "tozero"
    months = {pd.Timestamp(x).month for t in figure.data for x in t.x}
    assert 12 not in months
    assert "nothing is told" in figure.layout.title.text


@pytest.mark.parametrize(("by", "vaguest"), [("day", "day"), ("week", "week"), ("month", "month")])
def test_density_spreads_no_vague_date(told, by, vaguest):
    drawn = told.loc[behind(figures.density(told, by))]
    days = (drawn["latest"] - drawn["earliest"]).max() / pd.Timedelta(days=1)
    assert days <= {"day": 1, "week": 7, "month": 31}[vaguest]


def test_density_knows_three_bars(told):
    with pytest.raises(ValueError, match="use one of day, week, month"):
        figures.density(told, "decade")


def test_a_clock_with_a_zone_stands_on_the_day_that_the_text_names(told):
    row = told[told["edtf"].astype("str").str.endswith("+03:00")]
    assert len(row)
    assert (panes.bounds(row)["first"].dt.date.astype("str") == "2020-11-10").all()
    assert (row["earliest"].dt.date.astype("str") == "2020-11-09").all()


class TestPanes:
    def spans(self, *days: str) -> pd.DataFrame:
        first = pd.to_datetime(pd.Series(days))
        return pd.DataFrame({"first": first, "last": first})

    def test_one_pane_holds_a_short_story(self):
        assert len(panes.split(self.spans("2020-01-01", "2020-02-01", "2020-03-01"))) == 1

    def test_what_lies_long_before_has_a_pane_of_its_own(self):
        laid = panes.split(
            self.spans("1950-01-01", *["2020-01-01", "2020-02-01", "2020-03-01"] * 3)
        )
        assert len(laid) == 2
        assert laid[0].last < pd.Timestamp("2020-01-01") and laid[0].right < laid[1].left

    def test_no_date_is_left_outside_all_panes(self, told):
        span = panes.bounds(told).dropna()
        laid = panes.split(span)
        for first, last in span.itertuples(index=False):
            assert any(first <= pane.last and last >= pane.first for pane in laid)
