"""The words of many spans, cut at once."""

import numpy as np
import pandas as pd

from crossread import spans


def test_texts_are_those_of_the_offsets_in_whichever_order(example):
    rows = example.sentences.sample(frac=1, random_state=1)
    rows = pd.concat([rows, rows.head(3)])
    whole = dict(zip(example.articles["article_id"], example.articles["text"], strict=True))
    places = zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    found = spans.texts(example.articles, rows)
    assert found.tolist() == [whole[key][start:end] for key, start, end in places]
    assert found.index.equals(rows.index)
    assert spans.texts(example.articles, rows.head(0)).tolist() == []


def test_texts_of_more_articles_than_are_held_at_a_time(example, monkeypatch):
    whole = spans.texts(example.articles, example.sentences)
    monkeypatch.setattr(spans, "ROOM", 2)
    assert spans.texts(example.articles, example.sentences).equals(whole)


def test_places_of_articles_that_are_not_there_are_below_zero(example):
    keys = [example.articles["article_id"].iloc[2], "gone", None]
    assert spans.places(example.articles, pd.Series(keys, dtype="str")).tolist() == [2, -1, -1]


def test_distinct_rows_are_numbered_as_they_first_appear():
    code, first = spans.distinct([7, -1, 7, 7, -1], [0, 5, 0, 1, 5])
    assert code.tolist() == [0, 1, 0, 2, 1]
    assert first.tolist() == [0, 1, 3]
    assert [each.tolist() for each in spans.distinct([], [])] == [[], []]


def test_members_of_a_group_are_counted_once():
    groups, members = np.array([0, 2, 0, 2, 2]), np.array([5, 1, 5, 2, 1])
    assert spans.n_distinct(groups, members).tolist() == [1, 0, 2]


def test_starting_finds_the_row_of_an_article_and_start(example):
    told = example.sentences.sample(frac=1, random_state=2)
    at = spans.starting(
        example.articles, told, example.sentences["article_id"], example.sentences["start"]
    )
    assert told.iloc[at].index.tolist() == example.sentences.index.tolist()
    assert spans.starting(example.articles, told, told["article_id"], told["start"] - 1).max() == -1
    nothing = told.head(0)
    assert spans.starting(example.articles, nothing, told["article_id"], told["start"]).max() == -1


def test_distinct_rows_of_numbers_too_large_to_be_multiplied():
    far = 2**62
    assert spans.distinct([far, 0, far, 0], [0, far, 0, 5])[0].tolist() == [0, 1, 0, 2]


def test_sequences_part_rows_by_their_values_in_order():
    rows, values = np.array([0, 0, 1, 1, 2, 2, 3]), np.array([7, 8, 7, 8, 8, 7, 7])
    code = spans.sequences(np.array([0, 0, 0, 0, 0]), rows, values)
    assert code[0] == code[1]
    assert len(set(code.tolist())) == 4
    apart = spans.sequences(np.array([0, 1, 0, 0, 0]), rows, values)
    assert apart[0] != apart[1]


def test_batches_give_each_row_once_beside_its_article(example, monkeypatch):
    monkeypatch.setattr(spans, "ROOM", 2)
    found = list(spans.batches(example.articles, example.sentences, example.fields))
    assert [len(articles) for articles, _, _ in found] == [2, 2, 1]
    for articles, *tables in found:
        assert all(set(table["article_id"]) <= set(articles["article_id"]) for table in tables)
    assert pd.concat([each[1] for each in found]).equals(example.sentences)


def test_each_article_comes_with_its_text(example, monkeypatch):
    monkeypatch.setattr(spans, "ROOM", 2)
    keys, texts = zip(*spans.each(example.articles), strict=True)
    assert list(keys) == example.articles["article_id"].tolist()
    assert list(texts) == example.articles["text"].tolist()
