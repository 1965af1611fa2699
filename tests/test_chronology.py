"""What the dates of a corpus hold to be true: found, placed, and set beside their printing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import chronology, corpus, schema
from crossread import text as texts

PAGE = """Published 12 May 2019

Boat sinks off the pier

The boat sank on Friday, the harbour office said.

"We saw it on Friday night," a fisherman said. "In June we had warned them."

The pier opened in 1931."""


@pytest.fixture
def load(tmp_path):
    def read(**pages: str) -> corpus.Corpus:
        raw = tmp_path / "raw"
        raw.mkdir(exist_ok=True)
        for name, page in pages.items():
            (raw / f"{name}.txt").write_text(page, encoding="utf-8")
        return corpus.load(raw, cache=None)

    return read


def told(c: corpus.Corpus) -> pd.DataFrame:
    timexes = chronology.find(c)
    return chronology.told(c, timexes, chronology.resolve(c, timexes))


def test_every_expression_is_its_span_and_lies_in_its_sentence(example, second):
    for c in (example, second):
        timexes = chronology.find(c)
        text = c.articles.set_index("article_id")["text"]
        assert len(timexes) > 40
        for row in timexes.itertuples():
            assert text[row.article_id][row.start : row.end] == row.text
            if pd.notna(row.sentence_start):
                assert row.sentence_start <= row.start < row.sentence_end
                assert row.part in ("headline", "body")


def test_keys_are_unique_and_follow_the_articles(example):
    timexes = chronology.find(example)
    assert timexes["timex_id"].is_monotonic_increasing
    assert timexes["timex_id"].is_unique


def test_a_date_in_furniture_is_about_the_page(example):
    timexes = chronology.find(example)
    page = timexes[timexes["part"] == "furniture"]
    assert "18 October 2021 16:33 (UTC +04:00)" in set(page["text"])
    assert page["sentence_start"].isna().all()
    mentions = chronology.resolve(example, timexes).event_mentions
    assert not mentions["timex_id"].isin(page["timex_id"]).any()


def test_a_date_inside_quotation_marks_is_the_speakers(load):
    timexes = chronology.find(load(a=PAGE)).set_index("text")
    assert timexes.loc["Friday night", "is_quoted"]
    assert timexes.loc["June", "is_quoted"]
    assert not timexes.loc["1931", "is_quoted"]


def test_a_date_is_reckoned_from_its_own_article(load):
    later = PAGE.replace("12 May 2019", "20 May 2019")
    timexes = chronology.find(load(a=PAGE, b=later))
    friday = timexes[timexes["text"] == "Friday"].set_index("article_id")["value"]
    assert friday.to_dict() == {"a.txt": "2019-05-10", "b.txt": "2019-05-17"}


def test_finding_twice_gives_the_same(second):
    pd.testing.assert_frame_equal(chronology.find(second), chronology.find(second))


def test_an_empty_corpus_gives_the_tables_without_rows(load):
    c = load()
    timexes = chronology.find(c)
    events = chronology.resolve(c, timexes)
    for table, name in ((timexes, "timexes"), (events[0], "events"), (events[1], "event_mentions")):
        assert list(table.columns) == schema.arrow(name).names
        assert table.empty
    assert chronology.told(c, timexes, events).empty
    assert chronology.accounts(c, events).empty


def test_told_says_how_long_before_its_printing_a_thing_happened(load):
    rows = told(load(a=PAGE)).set_index("words")
    assert rows.loc["Friday", "delay_days"] == 2
    assert rows.loc["1931", "delay_days"] == 31909
    assert rows.loc["1931", "precision"] == "year"
    assert rows.loc["Friday", "text"] == "The boat sank on Friday, the harbour office said."


def test_what_is_yet_to_come_has_a_negative_delay(load):
    rows = told(load(a="By Gull, 12 May 2019\n\nThe pier will close on 15 May 2019."))
    assert rows["delay_days"].tolist() == [-3]


def test_a_vague_date_that_holds_the_printing_has_no_delay(load):
    rows = told(load(a="By Gull, 12 May 2019\n\nThe pier was closed in May 2019."))
    assert rows["delay_days"].tolist() == [0]


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("The pier has been shut since 2018.", "onwards"),
        ("The pier was shut until May 2018.", "up to"),
        ("The pier was shut from May 2018 to June 2018.", None),
        ("The pier was shut from early May to late June 2018.", None),
        ("The pier was shut in 2018.", None),
    ],
)
def test_told_says_where_a_stretch_of_time_is_open(load, sentence, side):
    rows = told(load(a=f"By Gull, 12 May 2019\n\n{sentence}"))
    assert rows["open"].iloc[0] == side or (side is None and pd.isna(rows["open"].iloc[0]))


def test_an_undated_article_has_no_delay(example):
    rows = told(example)
    undated = rows[rows["published_start"].isna()]
    assert len(undated) and undated["delay_days"].isna().all()


def test_a_sentence_that_another_article_has_is_recycled(load):
    other = PAGE.replace("The boat sank on Friday", "The boat sank last Friday")
    rows = told(load(a=PAGE, b=other))
    assert rows[rows["words"].isin(["Friday", "last Friday"])]["is_recycled"].all()
    assert not told(load(c="By Gull, 12 May 2019\n\nA dog ran off in 2018."))["is_recycled"].all()


def test_told_has_each_date_once(example, second):
    for c in (example, second):
        assert told(c)["timex_id"].is_unique


class TestQuoted:
    @pytest.mark.parametrize(
        ("text", "inside"),
        [
            ('He said "yes" and left.', ["yes"]),
            ("“One,” he said. “Two.”", ["One,", "Two."]),
            ('“It opens curly and closes straight."', ["It opens curly and closes straight."]),
            ("``Old wires do this,'' he said.", ["Old wires do this,"]),
            ("‘The harbour’s boats,’ he said.", ["The harbour’s boats,"]),
            ("“He said ‘no’ twice.”", ["He said ‘no’ twice."]),
            ("“Left open to the end", ["Left open to the end"]),
            ("The harbour’s boats.", []),
            ("«Outer» words", ["Outer"]),
        ],
    )
    def test_finds_what_stands_between_marks(self, text, inside):
        assert [text[a:b] for a, b in texts.quoted(text, 0, len(text))] == inside

    @given(st.text(alphabet="ab \"'“”«»‘’`\n", max_size=60))
    def test_spans_lie_in_the_paragraph_in_order(self, text):
        ends = [end for span in texts.quoted(text, 0, len(text)) for end in span]
        assert ends == sorted(ends) and all(0 <= end <= len(text) for end in ends)
