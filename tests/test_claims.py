"""Statements of a corpus have their speaker, their way and their day; voices add up to the text."""

import csv
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from crossread import actors, chronology, claims, corpus, export, schema
from crossread import text as texts

HERE = Path(__file__).parent
DECISIONS = HERE / "decisions"  # an invented world
EDGE = '"\u201c\u201d.,:; '


@pytest.fixture
def find(tmp_path):
    """Read one dated article of an invented world; give its corpus and statements."""
    shutil.copytree(DECISIONS, tmp_path / "handmade")
    shutil.copy(HERE.parent / "data" / "handmade" / "outlets.csv", tmp_path / "handmade")

    def read(text: str) -> tuple[corpus.Corpus, pd.DataFrame]:
        raw = tmp_path / "raw"
        raw.mkdir()
        (raw / "a.txt").write_text(f"date 2020-10-10 By Trend\n\n{text}\n", encoding="utf-8")
        c = corpus.load(raw, cache=None)
        return c, claims.find(c, actors.find(c))

    return read


@pytest.fixture(scope="module")
def statements(example) -> pd.DataFrame:
    return claims.find(example, actors.find(example))


def gold() -> list[dict[str, str]]:
    with (HERE / "gold" / "statements.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    return texts.strip(text, start, end, EDGE)


# the five articles, read by hand


@pytest.mark.parametrize("row", gold(), ids=lambda r: f"{r['article_id'][:3]} {r['fragments']}")
def test_a_statement_that_a_reader_marked_is_found(example, statements, row):
    text = example.articles.set_index("article_id")["text"][row["article_id"]]
    spans = [tuple(map(int, span.split("-"))) for span in row["fragments"].split("|")]
    wanted = [bare(text, *span) for span in spans]
    own = statements[statements["article_id"] == row["article_id"]]
    is_it = [[bare(text, *span) for span in spans] == wanted for spans in own["fragments"]]
    found = own[is_it]
    assert sorted(found["speaker"]) == sorted(row["speaker"].split("|"))
    for one in found.itertuples():
        assert ("" if pd.isna(one.cue) else one.cue) == row["cue"]
        assert one.kind == row["kind"]
        assert one.via == row["via"].split("|")
        assert not row["spoken"] or one.spoken == row["spoken"]


# what holds for every corpus


def test_every_span_holds_its_words(example, second, statements):
    tables = [(example, statements), (second, claims.find(second, actors.find(second)))]
    for c, table in tables:
        text = c.articles.set_index("article_id")["text"]
        assert len(table)
        for row in table.itertuples():
            whole = text[row.article_id]
            assert whole[row.start : row.end] == row.text
            assert (row.fragments[0][0], row.fragments[-1][1]) == (row.start, row.end)
            for name in ("speaker", "cue"):
                start, end = getattr(row, f"{name}_start"), getattr(row, f"{name}_end")
                if pd.notna(start):
                    words = row.speaker_text if name == "speaker" else row.cue
                    assert whole[start:end] == words


def test_keys_are_unique_and_what_contains_a_statement_is_one(statements):
    assert statements["statement_id"].is_unique
    known = statements.set_index("statement_id")
    for row in statements.dropna(subset="inside").itertuples():
        outer = known.loc[row.inside]
        assert outer["article_id"] == row.article_id
        assert outer["start"] <= row.start and row.end <= outer["end"]


def test_no_articles_give_no_statements_and_no_voices(tmp_path):
    c = corpus.load(tmp_path, cache=None)
    table = claims.find(c, actors.find(c))
    assert list(table) == schema.arrow("statements").names
    assert len(table) == len(claims.voices(c, table)) == len(claims.said(c, table)) == 0
    assert "No statement" in claims.summary(claims.said(c, table), claims.voices(c, table))


def test_a_mention_given_is_not_changed(example):
    mentions = actors.find(example)
    before = mentions.copy(deep=True)
    claims.find(example, mentions)
    pd.testing.assert_frame_equal(mentions, before)


# speakers


def test_what_both_sides_say_is_two_statements_of_one_span(find):
    text = "Ostreva and Pellomar traded fire on Friday. Both sides reported casualties."
    _, rows = find(text)
    rows = rows[rows["cue"] == "reported"]
    assert sorted(rows["speaker"]) == ["Ostreva", "Pellomar"]
    assert rows["start"].nunique() == 1


def test_an_office_is_its_holder_on_the_day(find):
    _, rows = find("The foreign minister of Ostreva said that the shoal was closed.")
    assert rows["speaker_id"].tolist() == ["heron"]


def test_a_spokesman_is_not_his_ministry(find):
    _, rows = find("A spokesman for Ostreva said that the shoal was closed.")
    assert len(rows) == 1
    assert rows["speaker"].isna().all()
    assert rows.loc[0, "speaker_text"] == "A spokesman for Ostreva"


def test_somebody_not_listed_keeps_the_name_that_is_written(find):
    _, rows = find("Harbour master Ada Wren said that the shoal was closed. Wren said it was safe.")
    assert set(rows["speaker"]) == {"Ada Wren"}
    assert rows["speaker_id"].isna().all()


# the way that statements came


def test_the_outlet_is_the_last_house_of_every_way(statements):
    for row in statements.itertuples():
        assert row.via[-1] == row.outlet
        assert len(set(row.via)) == len(row.via)


def test_what_a_house_says_itself_does_not_come_over_it(find):
    _, rows = find("The boats left at noon, TASS said.")
    assert rows["speaker"].tolist() == ["TASS"]
    assert rows["via"].tolist() == [["Trend"]]


def test_a_credit_holds_for_what_else_its_speaker_says_and_for_nobody_else(find):
    _, rows = find(
        "The shoal is closed, Ada Wren told TASS on Friday.\n\nWren said the boats had left.\n\n"
        "Ben Tarn said that they had not."
    )
    ways = dict(zip(rows["speaker"], rows["via"], strict=True))
    assert ways == {"Ada Wren": ["TASS", "Trend"], "Ben Tarn": ["Trend"]}


# the day


def test_a_day_inside_a_statement_is_not_when_it_was_said(find):
    _, rows = find("Ada Wren said on Friday that the boats had left on Tuesday.")
    assert rows["spoken"].tolist() == ["2020-10-09"]


def test_a_statement_has_the_day_that_the_timexes_given_tell(find):
    c, rows = find("Ada Wren said on Friday that the boats had left on Tuesday.")
    mentions, timexes = actors.find(c), chronology.find(c)
    assert claims.find(c, mentions, timexes).equals(rows)
    assert claims.find(c, mentions, timexes.head(0))["spoken"].isna().all()


def test_a_day_that_is_not_told_is_missing(find):
    _, rows = find("The boats were at sea.\n\nAda Wren said that they had left on Tuesday.")
    assert rows["spoken"].isna().all()


# voices


def test_the_voices_of_a_corpus_have_all_its_words(example, statements):
    table = claims.voices(example, statements)
    text = example.articles.set_index("article_id")["text"]
    whole = sum(texts.words(t) for t in example.tellings["text"])
    assert abs(table["n_words"].sum() - whole) <= 0.01 * whole  # a cut may part one word in two
    for row in table.itertuples():
        assert text[row.article_id][row.start : row.end] == row.text
    spans = table.sort_values(["article_id", "start"])
    same = spans["article_id"] == spans["article_id"].shift()
    assert (spans["start"][same] >= spans["end"].shift()[same]).all()


def test_words_in_quotation_marks_are_direct_and_the_cue_is_the_outlets(find):
    c, rows = find('"We left," Ada Wren said. The boats were seen.')
    table = claims.voices(c, rows)
    voices = dict(zip(table["text"].str.strip(), table["voice"], strict=True))
    assert voices["We left,"] == "direct speech"
    assert voices["The boats were seen."] == "own voice"


# annotations


def test_each_fragment_of_a_statement_is_a_target_that_quotes_the_article(example, statements):
    page = export.annotations_text(example, statements)
    assert page == export.annotations_text(example, statements)
    items = json.loads(page)["items"]
    assert [len(item["target"]) for item in items] == [len(f) for f in statements["fragments"]]
    text = dict(zip(example.articles["article_id"], example.articles["text"], strict=True))
    for item, row in zip(items, statements.itertuples(), strict=True):
        for target in item["target"]:
            place, quote = target["selector"]
            assert text[row.article_id][place["start"] : place["end"]] == quote["exact"]


# actors


def test_an_actor_says_as_much_as_there_are_statements_of_it(example, statements):
    who = actors.resolve(example, actors.find(example), statements=statements)
    counts = who.set_index("actor_id")["n_statements"]
    assert counts["per_lavrov"] == (statements["speaker_id"] == "per_lavrov").sum() > 8
    assert counts.sum() == statements["speaker_id"].notna().sum()
