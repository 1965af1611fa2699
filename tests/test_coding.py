"""What coding by hand holds to be true: samples, blindness, codings, measures, agreement."""

import json
import shutil
from dataclasses import replace

import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import example as like
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread import actors, chronology, coding, corpus, lexicon
from crossread.coding import agreement, book, matching, sampling, units
from crossread.share import outputs

TEXT = "They met on Monday in May, and again on Friday; they may meet in June."
DATES = [(12, 18, "Monday"), (22, 25, "May"), (40, 46, "Friday"), (53, 56, "may"), (65, 69, "June")]


@pytest.fixture
def c(tmp_path) -> corpus.Corpus:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(TEXT, encoding="utf-8")
    return corpus.load(tmp_path / "raw", handmade=tmp_path / "handmade", cache=None)


@pytest.fixture
def dates() -> pd.DataFrame:
    """The machine takes 'may' for a month and misses June; it has the wrong day for Friday."""
    table = pd.DataFrame(DATES[:4], columns=["start", "end", "text"]).assign(article_id="a.txt")
    return table.assign(value=["2019-05-06", "2019-05", "2019-05-11", "2019-05"])


def line(c, start, end, column, answer, coder="Ann", sample_id="s", **more) -> dict:
    article = c.articles.iloc[0]
    about = {"when": "2019-05-20", "coder": coder, "sample_id": sample_id, "table": "timexes"}
    place = {"article_sha256": article["sha256"], "start": start, "end": end}
    row = {"text": article["text"][start:end], "column": column, "answer": answer, "weight": ""}
    return about | place | row | more


def code(c, *lines: dict) -> None:
    book.add(book.path(c), lines)


def read_whole(c) -> None:
    """Ann reads the article to its end: Monday, May, Friday, June."""
    code(c, line(c, 0, 0, "read", "all", sample_id=book.WHOLE))
    values = ["2019-05-06", "2019-05", "2019-05-10", "2019-06"]
    for (start, end, _), value in zip([*DATES[:3], DATES[4]], values, strict=True):
        for column, answer in (("found", "yes"), ("value", value)):
            code(c, line(c, start, end, column, answer, sample_id=book.WHOLE))


def rates(c, dates, column) -> pd.Series:
    table = coding.measure(c, {"timexes": dates})
    return table[table["column"] == column].iloc[0]


# samples

STRATA = st.lists(st.sampled_from("abc"), max_size=30)


def table_of(strata: list[str]) -> pd.DataFrame:
    n = range(len(strata))
    rows = {"article_id": "x", "start": n, "end": [i + 1 for i in n], "text": "x", "kind": strata}
    return pd.DataFrame(rows)


@settings(deadline=None)
@given(STRATA, st.integers(0, 40), st.integers(0, 5))
def test_a_sample_is_stratified_holds_nothing_twice_and_weighs_what_it_stands_for(strata, n, seed):
    table = table_of(strata)
    drawn = coding.sample("rows", table, n, seed, by=["kind"])
    assert not drawn.duplicated(["article_id", "start", "end"]).any()
    assert len(drawn) == min(max(n, len(set(strata))), len(strata))
    assert set(drawn["stratum"]) == set(strata)
    assert drawn["weight"].sum() == pytest.approx(len(strata))
    for kind, own in drawn.groupby("stratum"):
        assert own["weight"].sum() == pytest.approx(strata.count(kind))


@settings(deadline=None)
@given(STRATA, st.integers(0, 40), st.randoms())
def test_a_seed_gives_the_same_sample_whatever_the_order_of_the_rows(strata, n, random):
    order = list(range(len(strata)))
    random.shuffle(order)
    table = table_of(strata)
    drawn = [coding.sample("rows", t, n, 3, ["kind"]) for t in (table, table.iloc[order])]
    pd.testing.assert_frame_equal(*drawn)


def test_another_seed_gives_another_sample():
    table = table_of(["a"] * 30)
    first, second = (coding.sample("rows", table, 10, seed) for seed in (1, 2))
    assert set(first["start"]) != set(second["start"])
    assert first["sample_id"].iloc[0] != second["sample_id"].iloc[0]


def test_places_are_shared_in_proportion_and_every_stratum_has_one():
    assert sampling.allot({"a": 60, "b": 30, "c": 10}, 10) == {"a": 6, "b": 3, "c": 1}
    assert sampling.allot({"a": 98, "b": 1, "c": 1}, 10) == {"a": 8, "b": 1, "c": 1}
    assert sampling.allot({"a": 2, "b": 2}, 9) == {"a": 2, "b": 2}


def test_over_all_seeds_a_weighted_sample_gives_the_share_of_the_whole():
    """Three in ten of the many are right, and all of the few: 0.3 * 40 + 10 of 50 are 0.44."""
    table = table_of(["many"] * 40 + ["few"] * 10)
    is_right = [i % 10 < 3 for i in range(40)] + [True] * 10
    shares = []
    for seed in range(300):
        drawn = coding.sample("rows", table, 8, seed, ["kind"])
        right = drawn["weight"] * [is_right[i] for i in drawn["start"]]
        shares.append(right.sum() / drawn["weight"].sum())
    assert np.mean(shares) == pytest.approx(0.44, abs=0.025)


def test_two_rows_with_one_span_are_one_unit_with_one_answer():
    rows = {"article_id": "x", "start": 0, "end": 4, "text": "both", "actor_id": ["b", "a"]}
    found = units.units(pd.DataFrame(rows), ["actor_id"])
    assert found["actor_id"].tolist() == ["a + b"]


def test_lists_and_gaps_are_written_as_a_coder_writes_them():
    assert units.said(["Gull", "Post"]) == "Gull|Post"
    assert units.said([[0, 4], [7, 9]]) == "0-4|7-9"
    assert units.said(None) == units.said(float("nan")) == units.said([]) == "none"


# blindness


def test_the_page_gets_the_same_whatever_the_machine_says(c, dates):
    other = dates.assign(value=["1900", "1901", "1902", "1903"])
    specs = []
    for table in (dates, other):
        drawn = coding.sample("timexes", table.assign(type="DATE"), 3)
        specs.append(coding.sheet(c, drawn, ["type", "value"]).spec)
    assert specs[0] == specs[1]
    assert not [v for v in dates["value"] if v in json.dumps(specs[0]["items"])]


def test_a_second_coder_is_not_shown_what_the_first_answered(c, dates):
    drawn = coding.sample("timexes", dates, 4)
    first, second = (coding.sheet(c, drawn, ["value"]) for _ in range(2))
    second.begin("Ben")
    unseen = dict(second.state)
    first.begin("Ann")
    for item in first.state["left"]:
        first.answer(item, {"found": "yes", "value": "1848"})
    second.begin("Ben")
    assert second.state == unseen
    assert "1848" not in json.dumps([second.spec, second.state])


def test_coders_meet_the_spans_in_orders_of_their_own():
    rows = [(f"w{i}", i, i + 1) for i in range(12)]
    table = pd.DataFrame(rows, columns=["text", "start", "end"]).assign(article_id="a")
    drawn = coding.sample("timexes", table, 12)
    assert drawn["start"].tolist() != sorted(drawn["start"])


def test_a_shared_copy_names_the_sheet_and_does_not_show_it():
    notebook = nbformat.read(lexicon.PROJECT / "notebooks" / "05-limits.ipynb", as_version=4)
    shown = list(outputs.blocks(notebook, {}, {}))
    said = [b["text"] for b in shown if "Coding sheet" in b.get("text", "")]
    assert said == ["Coding sheet: 20 timexes to code; run the notebook"]
    assert ["controls" in b["spec"] for b in shown if b["kind"] == "panel"] == [True]


# coding


def test_coding_can_be_stopped_and_gone_on_with(c, dates):
    drawn = coding.sample("timexes", dates, 4)
    sheet = coding.sheet(c, drawn, ["value"])
    sheet.begin("  Ann ")
    order = sheet.state["left"]
    assert sorted(order) == [0, 1, 2, 3]
    sheet.answer(order[0], {"found": "no"})
    sheet.answer(order[1], {"found": "yes", "value": " 2019-05 "})
    assert sheet.state["left"] == order[2:]
    later = coding.sheet(c, drawn, ["value"])  # the notebook is run again
    later.begin("Ann")
    assert later.state["left"] == order[2:]
    kept = coding.load(c)
    assert kept["answer"].tolist() == ["no", "yes", "2019-05"]
    assert kept["start"].tolist()[0] == drawn["start"][order[0]]
    assert coding.astray(c).empty


def test_the_page_speaks_in_messages(c, dates):
    sheet = coding.sheet(c, coding.sample("timexes", dates, 4), ["value"])
    sheet._hear(None, {"kind": "answer", "item": 0, "answers": {"found": "yes"}}, [])
    assert not book.path(c).exists()  # nobody has said who they are
    sheet._hear(None, {"kind": "coder", "name": "Ann"}, [])
    answers = {"found": "yes", "value": "", "outlet": "Gull"}
    sheet._hear(None, {"kind": "answer", "item": 0, "answers": answers}, [])
    assert coding.load(c)["column"].tolist() == ["found"]  # a gap is no answer, nor is a stranger


def test_what_cannot_be_written_is_said_and_stays_to_be_done(c, dates):
    sheet = coding.sheet(c, coding.sample("timexes", dates, 4))
    sheet.begin("Ann")
    book.path(c).mkdir(parents=True)  # no file can be opened here
    sheet.answer(0, {"found": "yes"})
    assert sheet.state["error"].startswith("not written")
    assert 0 in sheet.state["left"]


def test_an_actor_is_chosen_from_those_that_people_listed(example):
    drawn = coding.sample("mentions", actors.find(example), 5)
    (question,) = coding.sheet(example, drawn, ["actor_id"]).spec["questions"]
    assert {"value": "per_lavrov", "label": "Sergey Lavrov"} in question["options"]
    assert question["caption"] == "actor"


def test_a_sheet_of_nothing_opens(c, dates):
    sheet = coding.sheet(c, coding.sample("timexes", dates.iloc[:0], 5), ["value"])
    assert sheet.spec["items"] == []
    sheet.begin("Ann")
    assert sheet.state["left"] == []


# the file


def test_the_last_answer_of_a_coder_holds(c):
    code(c, line(c, 12, 18, "found", "no"), line(c, 12, 18, "found", "yes"))
    assert coding.load(c)["answer"].tolist() == ["yes"]


def test_a_half_line_is_reported_and_the_next_one_is_whole(c):
    code(c, line(c, 12, 18, "found", "yes"))
    with book.path(c).open("a", encoding="utf-8") as file:
        file.write("2019-05-20,Ann,s,timexes,ab")  # the kernel was killed here
    code(c, line(c, 22, 25, "found", "yes"))
    assert coding.load(c)["text"].tolist() == ["Monday", "May"]
    assert coding.astray(c)["when"].tolist() == ["2019-05-20"]


def test_a_coding_of_other_words_is_astray_and_one_of_another_article_is_not(c):
    code(c, line(c, 12, 18, "found", "yes", text="Sunday"))
    code(c, line(c, 12, 18, "found", "yes", article_sha256="0" * 64))
    assert coding.load(c).empty
    assert coding.astray(c)["text"].tolist() == ["Sunday"]


@like("a line\nand one more", "a line\\nand one more")
@given(st.text(alphabet='a\\nr\n\r",'), st.text(alphabet='a\\nr\n\r",'))
def test_a_text_is_written_in_one_line_and_no_two_alike(first, second):
    assert "\n" not in book.escape(first) and "\r" not in book.escape(first)
    assert (book.escape(first) == book.escape(second)) == (first == second)


# measures


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_newcombe_1998(right, n, low, high):
    """Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 861."""
    assert coding.wilson(right / n, n) == pytest.approx((low, high), abs=5e-5)


def test_an_article_read_whole_gives_precision_and_recall(c, dates):
    """Of four dates told three are dates, of four marked three are found, two with their day."""
    read_whole(c)
    found, value = rates(c, dates, "found"), rates(c, dates, "value")
    assert (found["precision"], found["recall"]) == (0.75, 0.75)
    assert (value["precision"], value["recall"]) == (0.5, 0.5)
    assert found["basis"] == "read whole"


def test_every_error_is_named(c, dates):
    read_whole(c)
    named = coding.errors(c, {"timexes": dates})
    told = named[["text", "column", "coded", "told", "outcome"]].astype(object)
    assert told.where(told.notna(), None).to_numpy().tolist() == [
        ["Friday", "value", "2019-05-10", "2019-05-11", "wrong"],
        ["may", "found", None, "yes", "not marked"],
        ["June", "found", "yes", None, "missed"],
    ]


def test_a_reading_in_a_scope_says_nothing_of_other_rows(c, dates):
    read_whole(c)
    code(c, line(c, 0, 0, "read", "form=name", sample_id=book.WHOLE))
    scoped = dates.assign(form=["name", "name", "name", "role"])
    assert rates(c, scoped, "found")["precision"] == 1


def test_a_sample_gives_a_weighted_precision_and_no_recall(c, dates):
    """Monday stands for nine spans and is right, 'may' for one and is none."""
    answers = {"found": "yes", "value": "2019-05-06"}
    code(c, *(line(c, 12, 18, column, answer, weight="9") for column, answer in answers.items()))
    code(c, line(c, 53, 56, "found", "no", weight="1"), line(c, 22, 25, "found", "unsure"))
    found = rates(c, dates, "found")
    assert found["precision"] == pytest.approx(0.9)
    assert pd.isna(found["recall"])
    n = 10**2 / (9**2 + 1**2)
    assert (found["precision_low"], found["precision_high"]) == coding.wilson(0.9, n)
    assert rates(c, dates, "value")["n_told"] == 2


def test_spans_that_overlap_are_paired_once_the_closest_first():
    def spans(*ends: tuple[int, int]) -> list[matching.Span]:
        return [matching.Span(a, b, "", {}) for a, b in ends]

    assert matching.pairs(spans((0, 10), (20, 30)), spans((0, 4), (0, 9), (30, 40))) == [(0, 1)]
    assert matching.pairs(spans((0, 4), (0, 10)), spans((0, 10), (2, 3))) == [(0, 1), (1, 0)]


def test_what_is_asked_of_whole_articles_stands_for_no_span(c):
    code(c, line(c, 0, 0, "read", "all", sample_id=book.WHOLE, table="articles"))
    for column, answer in (("found", "yes"), ("outlet", "none"), ("title", "They met")):
        code(c, line(c, 0, 0, column, answer, sample_id=book.WHOLE, table="articles"))
    table = c.articles.assign(title="They met", outlet="Gull")
    rows = coding.measure(c, {"articles": table}).set_index("column")
    assert rows["n_right"].to_dict() == {"outlet": 0, "title": 1}
    card = coding.card(c, "articles", table)
    assert "articles: outlet right in 0 of 1; title right in 1 of 1 (coded" in card


def test_what_nobody_coded_is_not_yet_measured(c, dates):
    assert coding.measure(c, {"timexes": dates}).empty
    assert coding.errors(c, {"timexes": dates}).empty
    assert "not yet measured" in coding.card(c, "timexes", dates)


def test_a_card_says_what_was_measured(c, dates):
    read_whole(c)
    card = coding.card(c, "timexes", dates).replace("\u00a0", " ")
    assert "precision 75 % (30\u201395, n = 4); recall 75 % (30\u201395, n = 4)" in card
    assert "span right in 3 of 3; value right in 2 of 3 (coded by Ann, read whole)" in card


def test_a_table_without_rows_has_found_nothing(c, dates):
    read_whole(c)
    assert rates(c, dates.iloc[:0], "found")["recall"] == 0
    assert "precision unknown" in coding.card(c, "timexes", dates.iloc[:0])


# agreement

WORKED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
PAIRS = [list("aabbdcccedda"), list("babbbccceddd")]
BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]


@pytest.mark.parametrize(("answers", "alpha"), [(WORKED, 0.743), (PAIRS, 0.692), (BINARY, 0.095)])
def test_alpha_is_that_of_krippendorff_2011(answers, alpha):
    """Computing Krippendorff's Alpha-Reliability, examples A, B and C, nominal."""
    table = pd.DataFrame(answers).T.astype(object)
    assert agreement.nominal(table) == pytest.approx(alpha, abs=5e-4)


def test_alpha_is_unknown_where_all_gave_one_answer():
    assert np.isnan(agreement.nominal(pd.DataFrame([["yes", "yes"], ["yes", "yes"]])))
    assert np.isnan(agreement.nominal(pd.DataFrame([["yes", None], [None, "no"]])))


def test_coders_are_compared_on_what_both_answered(c):
    for coder, answers in (("Ann", "yes yes no yes"), ("Ben", "yes no no")):
        for (start, end, _), answer in zip(DATES, answers.split(), strict=False):
            code(c, line(c, start, end, "found", answer, coder))
    [row] = coding.alpha(c).to_dict("records")
    assert (row["n_coders"], row["n_units"]) == (2, 3)
    assert row["alpha"] == pytest.approx(
        agreement.nominal(pd.DataFrame([["yes", "yes"], ["yes", "no"], ["no", "no"]]))
    )
    [apart] = coding.disagreements(c).to_dict("records")
    assert (apart["text"], apart["answers"]) == ("May", "Ann: yes; Ben: no")


def test_coders_of_different_samples_are_not_compared(c):
    code(c, line(c, 12, 18, "found", "yes"), line(c, 12, 18, "found", "no", "Ben", "other"))
    assert coding.alpha(c).empty and coding.disagreements(c).empty


# the articles that ship


def test_the_articles_that_ship_come_coded(example):
    codings = coding.load(example)
    assert coding.astray(example).empty
    marked = codings[codings["column"] == "found"].groupby("table").size().to_dict()
    assert marked == {
        "articles": 5,
        "mentions": 174,
        "timexes": 48,
        "statements": 25,
        "passages": 15,
    }
    assert set(codings["coder"]) == {"first reader"}


def test_the_codings_name_the_actors_that_the_gold_names(example):
    gold = pd.read_csv("tests/gold/names.csv", keep_default_na=False)
    codings = coding.load(example)
    own = codings[(codings["table"] == "mentions") & (codings["column"] == "actor_id")]
    told = zip(own["article_id"], own["start"], own["answer"], strict=True)
    assert set(told) == set(zip(gold["file"], gold["start"], gold["actor_id"], strict=True))


def test_every_marked_date_of_the_articles_is_found_with_its_value(example):
    rows = coding.measure(example, {"timexes": chronology.find(example)}).set_index("column")
    assert rows.loc["value", ["n_coded", "n_right"]].tolist() == [48, 48]
    assert rows.loc["value", "n_told"] == 55


def test_another_corpus_is_not_measured_by_these_codings(second):
    copied = replace(second, handmade=corpus.load(cache=None).handmade)
    assert coding.load(copied).empty
    assert coding.astray(copied).empty


def test_one_changed_character_and_an_article_is_no_longer_coded(tmp_path, example):
    shutil.copytree(example.folder, tmp_path / "raw")
    file = sorted((tmp_path / "raw").iterdir())[0]
    file.write_bytes(file.read_bytes() + b"\n.")
    c = corpus.load(tmp_path / "raw", handmade=example.handmade, cache=None)
    assert coding.load(c)["article_id"].nunique() == 4


def test_a_span_that_two_rows_name_has_both_answers_and_the_others_their_own():
    rows = pd.DataFrame(
        {
            "article_id": ["a", "a", "a", "b", None],
            "start": [0, 5, 5, 0, 0],
            "end": [2, 9, 9, 2, 2],
            "text": ["x", "y", "y", "z", "w"],
            "speaker": pd.Series(["One", "Two", "One", None, "Two"], dtype="str"),
            "via": [["p", "q"], ["p"], [], [], []],
        }
    )
    found = units.units(rows, ["speaker", "via"])
    assert found["speaker"].tolist() == ["One", "One + Two", "none"]
    assert found["via"].tolist() == ["p|q", "p", "none"]
    assert found["text"].tolist() == ["x", "y", "z"]
