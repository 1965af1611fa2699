"""What the overview of a corpus holds to be true."""

import numpy as np
import pytest

from crossread import corpus, overview


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> corpus.Corpus:
    return corpus.load(tmp_path_factory.mktemp("empty"), cache=None)


def test_labels_name_outlet_and_day(example):
    assert overview.articles(example)["label"].tolist() == [
        "Trend, undated",
        "Trend, 20 Nov 2020",
        "Today.Az, 19 Oct 2020",
        "Trend, 18 Oct 2021",
        "TASS, 13 Aug 2020",
    ]


def test_labels_are_unique(second, tmp_path):
    text = "By Nobody\n\nThe harbour was shut on the day that the boats came in, the mayor said.\n"
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(text + name)
    for c in (second, corpus.load(tmp_path, cache=None)):
        assert overview.articles(c)["label"].is_unique


def test_a_label_keeps_what_is_known_of_a_date_without_a_year(second):
    labels = overview.articles(second).set_index("article_id")["label"]
    assert labels["05_pelpress_parliament.txt"] == "Pelpress, XXXX-09-15"


def test_paragraphs_follow_each_other_on_their_page(example):
    rows = overview.paragraphs(example)
    for _, page in rows.groupby("article_id"):
        ends = (page["n_before"] + page["n_words"]).tolist()
        assert page["n_before"].tolist() == [0, *ends[:-1]]


def test_paragraphs_show_the_words_of_the_file(example):
    texts = example.articles.set_index("article_id")["text"]
    for row in overview.paragraphs(example).itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text


def test_the_parts_of_a_page_add_up_to_it(example):
    shares = overview.parts(example).groupby("article_id")["share_words"].sum()
    assert np.allclose(shares, 1)


def test_credits_name_houses_other_than_the_outlet(example):
    rows = overview.credits(example).dropna(subset="house")
    assert rows[["outlet", "how", "house", "text"]].to_numpy().tolist() == [
        ["Trend", "relays an interview with", "RT", "in an interview with RT"],
        ["Trend", "cites", "TASS", "citing TASS"],
        ["Today.Az", "republishes", "Trend", "By Trend"],
    ]


def test_an_article_that_credits_nobody_is_still_a_row(example):
    assert overview.credits(example)["article_id"].nunique() == len(example.articles)


def test_the_summary_counts_what_is_there(example, second):
    assert overview.summary(example).startswith("**5 articles** by 3 outlets from 5 files; 0 files")
    assert "written about the articles that ship" not in overview.summary(example)
    assert overview.summary(second).startswith("**10 articles** by 7 outlets from 9 files")
    assert "written about the articles that ship" in overview.summary(second)


@pytest.mark.parametrize(
    "table", [overview.articles, overview.paragraphs, overview.parts, overview.credits]
)
def test_an_empty_corpus_gives_tables_without_rows(empty, example, table):
    assert table(empty).empty
    assert list(table(empty).columns) == list(table(example).columns)


def test_an_empty_corpus_has_a_summary(empty):
    assert overview.summary(empty).startswith("**0 articles** by 0 outlets from 0 files")
