"""What leaving things out holds to be true, and the figures of limits."""

from dataclasses import fields, replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from crossread import batches, chronology, coding, corpus, figures, findings
from crossread.corrections.log import Line, Place
from crossread.findings.headlines import Answer
from crossread.findings.making import Tables


@pytest.fixture(scope="module")
def survival(example) -> pd.DataFrame:
    return findings.survive(example)


def changed(survival: pd.DataFrame, question: str) -> list[str]:
    own = survival[survival["question"].str.contains(question) & survival["is_changed"]]
    return [f"{row.kind}: {row.left_out}" for row in own.itertuples()]


def load(folder, **texts: str) -> corpus.Corpus:
    (folder / "raw").mkdir()
    for name, text in texts.items():
        (folder / "raw" / f"{name}.txt").write_text(text, encoding="utf-8")
    return corpus.load(folder / "raw", handmade=folder / "handmade", cache=None)


# a corpus without a part of it


@settings(deadline=None, max_examples=20)
@given(st.sets(st.integers(0, 4)))
def test_a_corpus_without_articles_is_that_of_the_others(example, left_out):
    keys = set(example.articles["article_id"].iloc[list(left_out)])
    rest = findings.without(example, keys)
    assert not set(rest.articles["article_id"]) & keys
    for field in ("articles", "paragraphs", "sentences", "fields"):
        own, whole = getattr(rest, field), getattr(example, field)
        assert len(own) == (~whole["article_id"].isin(keys)).sum()
    assert len(chronology.find(rest)["article_id"].unique()) == 5 - len(keys)
    assert rest.is_example == (not keys)


def test_what_one_article_alone_has_left_recurs_no_longer(tmp_path):
    shared = "The gulls came back to the harbour of Ostreva on Monday in great numbers."
    own = "Nobody had seen so many of them since the storm of the year before."
    c = load(tmp_path, a=f"{shared}\n\n{own}\n", b=f"{shared}\n\nThe boats stayed out that day.\n")
    assert c.tellings["is_recycled"].sum() == 2
    assert findings.without(c, {"b.txt"}).tellings["is_recycled"].sum() == 0
    bare = findings.without_recycled(c)
    assert len(bare.sentences) == len(c.sentences) - 2
    assert bare.tellings["is_recycled"].sum() == 0
    assert [f.name for f in fields(bare)] == [f.name for f in fields(c)]


# findings


def test_every_finding_is_told_on_every_part_that_it_can_be(example, survival):
    kinds = survival.groupby("question")["kind"].value_counts().unstack(fill_value=0)
    assert (kinds["article"] == 5).all() and (kinds["outlet"] == 3).all()
    assert len(kinds) == len(findings.HEADLINES)
    whole = Tables(example)
    told = survival.drop_duplicates("question").set_index("question")["answer"]
    assert all(told[f.question] == f.tell(whole).value for f in findings.HEADLINES)


def test_what_was_told_of_many_articles_is_not_told_again(tmp_path, monkeypatch, survival):
    monkeypatch.setattr(batches, "MANY", 5)
    first = findings.survive(corpus.load(cache=tmp_path))
    assert_frame_equal(first, survival)
    monkeypatch.setattr(findings.survival, "_survive", None)
    assert_frame_equal(findings.survive(corpus.load(cache=tmp_path)), first)


def test_a_finding_that_rests_on_one_article_says_so(survival):
    """Only one of the five names a month of 1988 and gives an account of its own."""
    assert changed(survival, "rival accounts") == [
        "article: TASS, 13 Aug 2020",
        "outlet: TASS",
        "recycled: sentences that recur",
    ]
    rests = findings.resting(survival).set_index("question")
    assert rests.loc["When are the events with rival accounts?", "rests_on"] == "TASS, 13 Aug 2020"
    assert changed(survival, "quoted most") == []


def test_an_answer_counts_not_the_number_behind_it():
    tell = iter([Answer("yes", "3 of 5"), *[Answer("yes", "2 of 4")] * 3, *[Answer("no")] * 99])
    finding = findings.Finding("x", "Is it so?", lambda _: next(tell), False)
    told = findings.survive(corpus.load(cache=None), [finding])
    assert told["is_changed"].tolist() == [False] * 3 + [True] * 5


def test_of_many_articles_outlets_are_left_out(example, monkeypatch):
    monkeypatch.setattr("crossread.findings.survival.MOST_ARTICLES", 4)
    told = findings.survive(example, findings.HEADLINES[:1])
    assert set(told["kind"]) == {"outlet"}
    assert "if one outlet is left out" in figures.survival(told).layout.title.text


def test_with_corrections_a_finding_is_told_without_them_too(tmp_path):
    """The reader says that the only date ahead of its time is of the year before."""
    text = "18 May 2019\n\nThe boats will leave the harbour on 3 June 2019, the mayor said.\n"
    c = load(tmp_path, a=text)
    start = c.articles["text"][0].index("3 June")
    place = Place(c.articles["sha256"][0], start, start + 11, "3 June 2019")
    about = {"correction_id": "c1", "when": "2019-06-01T10:00:00Z", "who": "Ann"}
    to = {"table": "timexes", "action": "change", "column": "value"}
    line = Line(2, **about, **to, was="2019-06-03", becomes="2018-06-03", place=place)
    told = findings.survive(replace(c, decided=(line,)))
    assert changed(told, "ahead of its time") == ["corrections: corrections"]
    assert set(findings.survive(c)["kind"]) == {"article", "outlet", "recycled"}


def test_what_stands_most_often_is_named_with_all_its_equals(tmp_path):
    c = load(tmp_path, a="Nothing here.")
    assert findings.survive(c)["answer"].isin(["nobody", "nothing", "yes", "no"]).all()


def test_nothing_is_told_of_no_articles(tmp_path):
    c = load(tmp_path)
    told = findings.survive(c)
    assert told.empty and findings.resting(told).empty
    assert all(table.empty for table in findings.tables(c).values())


# figures


def test_every_change_is_a_diamond_and_every_other_cell_a_dot(survival):
    dots, diamonds = figures.survival(survival).data
    assert len(diamonds.x) == survival["is_changed"].sum()
    assert len(dots.x) == (~survival["is_changed"]).sum()
    resting = survival.loc[survival["is_changed"] & survival["kind"].eq("article"), "question"]
    said = f"{resting.nunique()} of {len(findings.HEADLINES)} findings"
    assert said in figures.survival(survival).layout.title.text


def test_rates_are_drawn_with_their_intervals(example):
    rows = coding.measure(example, {"timexes": chronology.find(example)})
    precision, recall = figures.measured(rows).data
    assert len(precision.x) == len(recall.x) == len(rows)
    first = rows.iloc[-1]
    assert precision.x[0] - precision.error_x.arrayminus[0] == pytest.approx(first["precision_low"])
    assert recall.x[0] + recall.error_x.array[0] == pytest.approx(first["recall_high"])
    assert "48 of 48 spans" in figures.measured(rows).layout.title.text


def test_every_bar_of_errors_opens_what_it_counts(example):
    errors = coding.errors(example, findings.tables(example))
    behind = [i for bar in figures.mistakes(errors).data for rows in bar.customdata for i in rows]
    assert sorted(behind) == errors.index.tolist()
    for bar in figures.mistakes(errors).data:
        assert list(bar.x) == [len(rows) for rows in bar.customdata]
        assert {errors["outcome"][i] for rows in bar.customdata for i in rows} <= {bar.name}


def test_figures_of_what_nobody_coded_say_so(second):
    tables = findings.tables(second)
    assert "Not yet measured" in figures.measured(coding.measure(second, tables)).layout.title.text
    assert "No difference" in figures.mistakes(coding.errors(second, tables)).layout.title.text
    assert "Not yet measured" in coding.summary(second, tables)


def test_a_summary_counts_what_was_coded(example):
    said = coding.summary(example, findings.tables(example))
    assert "Coded by 1 reader." in said and "5 of 5 articles were read whole" in said
    assert "alpha" not in said and "not yet measured" in said


def test_a_corpus_too_large_to_leave_parts_out_tells_no_finding(example, monkeypatch):
    def tell(_: Tables) -> Answer:
        raise AssertionError("told for nothing")

    monkeypatch.setattr(findings.survival, "WORK", len(example.articles) - 1)
    asked = findings.HEADLINES[0]._replace(tell=tell)
    table = findings.survive(example, [asked])
    assert table.empty
    assert figures.survival(table).layout.title.text
    assert findings.resting(table).empty
