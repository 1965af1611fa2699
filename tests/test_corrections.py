"""What people decide lasts: it is replayed on every run, and never attached to another place."""

import csv
import json
import multiprocessing
import os
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread
from unittest import mock

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from crossread import actors, chronology, corpus, corrections, lexicon
from crossread.corrections import appending, comparing, log
from crossread.corrections.log import Line, Place
from crossread.given import in_common

FERRY = """The ferry sank on 3 May 2019, the harbour said.

Captain Ines Vale had left on Monday. Vale and the mate spoke on 5 May 2019.
"""
BRIDGE = "The bridge at Ost was shut on 4 June 2019. Ines Vale crossed it."
ACTORS = """actor_id,name,type,country,side,qid,note,source
vale,Ines Vale,person,,,,,invented
vale_b,Ines Vale the younger,person,,,,,invented
ost,Ost,place,,,,,invented
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    raw, handmade = tmp_path / "raw", tmp_path / "handmade"
    raw.mkdir()
    handmade.mkdir()
    (raw / "bridge.txt").write_text(BRIDGE)
    (raw / "ferry.txt").write_text(FERRY)
    (handmade / "actors.csv").write_text(ACTORS)
    return raw


@pytest.fixture
def c(folder: Path) -> corpus.Corpus:
    return corpus.load(folder, cache=None)


def place(c: corpus.Corpus, words: str) -> Place:
    """Find words that stand once in the corpus."""
    for article in c.articles.itertuples():
        if (start := article.text.find(words)) >= 0:
            return Place(article.sha256, start, start + len(words), words)
    raise LookupError(words)


def line(c: corpus.Corpus, table: str, action: str, words: str = "", **more: str) -> Line:
    about = {"when": "2019-06-05T10:00:00Z", "who": "Ada", "correction_id": f"c{len(c.decided)}"}
    about |= {"table": table, "action": action} | more
    return Line(len(c.decided) + 2, place=place(c, words) if words else None, **about)


def decided(c: corpus.Corpus, *lines: Line) -> corpus.Corpus:
    """Decide, by lines numbered as they stand."""
    own = [each._replace(number=n) for n, each in enumerate(lines, len(c.decided) + 2)]
    return replace(c, decided=(*c.decided, *own))


def dates(c: corpus.Corpus) -> list[tuple[str, str]]:
    return list(zip(*(chronology.find(c)[name] for name in ("text", "value")), strict=True))


def known(c: corpus.Corpus) -> list[tuple[str, str]]:
    table = actors.find(c).dropna(subset="actor_id")
    return list(zip(table["text"], table["actor_id"], strict=True))


def statuses(c: corpus.Corpus) -> list[str]:
    return c.corrections["status"].tolist()


MACHINE = [
    ("4 June 2019", "2019-06-04"),
    ("3 May 2019", "2019-05-03"),
    ("Monday", "2019-04-29"),
    ("5 May 2019", "2019-05-05"),
]


# what a decision does


def test_a_change_sets_the_value_and_all_that_follows_from_it(c):
    changed = decided(
        c,
        line(
            c,
            "timexes",
            "change",
            "5 May 2019",
            column="value",
            was="2019-05-05",
            becomes="2019-05",
        ),
    )
    row = chronology.find(changed).iloc[-1]
    assert (row["value"], row["edtf"], row["rule"], row["timex_id"]) == (
        "2019-05",
        "2019-05",
        "corrected",
        chronology.find(c).iloc[-1]["timex_id"],
    )
    assert (str(row["earliest"]), str(row["latest"])) == (
        "2019-05-01 00:00:00",
        "2019-05-31 23:59:59",
    )
    assert dates(changed)[:-1] == dates(c)[:-1]


def test_a_date_that_was_given_a_time_is_a_time(c):
    changed = decided(
        c, line(c, "timexes", "change", "Monday", column="value", becomes="2019-05-06TMO")
    )
    assert chronology.find(changed).set_index("text").at["Monday", "type"] == "TIME"


def test_an_accepted_row_stays_as_it_was_and_is_counted(c):
    kept = decided(
        c,
        line(
            c,
            "timexes",
            "accept",
            "3 May 2019",
            column="value",
            was="2019-05-03",
            becomes="2019-05-03",
        ),
    )
    pd.testing.assert_frame_equal(chronology.find(kept), chronology.find(c))
    assert kept.n_corrections == 1


def test_a_rejected_row_is_gone_and_the_others_keep_their_keys(c):
    found, less = (
        chronology.find(c),
        chronology.find(decided(c, line(c, "timexes", "reject", "3 May 2019"))),
    )
    assert less["timex_id"].tolist() == [
        key
        for key in found["timex_id"]
        if key != found.loc[found["text"] == "3 May 2019", "timex_id"].item()
    ]


def test_an_added_row_stands_in_its_place_and_sentence(c):
    more = decided(
        c, line(c, "timexes", "add", "had left", becomes="2019-05-06", correction_id="x1")
    )
    row = chronology.find(more).iloc[2]
    assert (row["timex_id"], row["text"], row["value"], row["part"]) == (
        "x1",
        "had left",
        "2019-05-06",
        "body",
    )
    assert FERRY[row["start"] : row["end"]] == "had left"
    assert (
        FERRY[row["sentence_start"] : row["sentence_end"]]
        == "Captain Ines Vale had left on Monday."
    )


def test_a_row_that_is_there_can_not_be_added_again(c):
    more = decided(c, line(c, "timexes", "add", "3 May 2019", becomes="2019-05-04"))
    assert dates(more) == dates(c)
    assert statuses(more) == ["orphan"]


def test_a_span_can_be_changed(c):
    start, end = (place(c, words).start for words in ("on 3 May", "the harbour"))
    moved = decided(
        c, line(c, "timexes", "change", "3 May 2019", column="span", becomes=f"{start}-{end - 2}")
    )
    assert "on 3 May 2019" in chronology.find(moved)["text"].tolist()


def test_an_event_has_the_date_that_people_gave_it(c):
    fixed = decided(
        c,
        line(
            c,
            "events",
            "change",
            "3 May 2019",
            column="edtf",
            was="2019-05-03",
            becomes="2019-05-02/2019-05-03",
        ),
    )
    before = chronology.resolve(c, chronology.find(c)).events
    after = chronology.resolve(fixed, chronology.find(fixed)).events
    assert (before["edtf"] != after["edtf"]).sum() == 1
    row = after[after["edtf"] == "2019-05-02/2019-05-03"].iloc[0]
    assert (str(row["earliest"]), str(row["latest"])) == (
        "2019-05-02 00:00:00",
        "2019-05-03 23:59:59",
    )


def test_two_dates_for_one_event_contradict_each_other_wherever_they_were_given(example):
    told = chronology.resolve(example, chronology.find(example))
    often = told.event_mentions.groupby("event_id").filter(lambda rows: len(rows) > 1).head(2)
    assert often["event_id"].nunique() == 1
    timexes = chronology.find(example).set_index("timex_id").loc[often["timex_id"]]
    shas = example.articles.set_index("article_id")["sha256"]
    lines = [
        Line(
            n,
            f"e{n}",
            "2020",
            "Ada",
            "events",
            "change",
            "edtf",
            becomes=f"198{n}",
            place=Place(shas[t.article_id], t.start, t.end, t.text),
        )
        for n, t in enumerate(timexes.itertuples(), 2)
    ]
    fixed = replace(example, decided=tuple(lines))
    pd.testing.assert_frame_equal(
        chronology.resolve(fixed, chronology.find(fixed)).events, told.events
    )
    assert statuses(fixed) == ["conflict", "conflict"]


def test_a_mention_means_whom_people_say(c):
    assert ("Vale", "vale") in known(c)
    other = decided(c, line(c, "mentions", "change", "Vale and the", column="actor_id"))
    assert statuses(other) == ["in force"]
    own = place(c, "Vale and")
    fixed = line(c, "mentions", "change", column="actor_id", was="vale", becomes="vale_b")
    fixed = decided(c, fixed._replace(place=own._replace(end=own.start + 4, text="Vale")))
    row = actors.find(fixed).query("text == 'Vale'").iloc[0]
    assert (row["actor_id"], row["name"], row["rule"]) == (
        "vale_b",
        "Ines Vale the younger",
        "corrected",
    )
    assert ("Ines Vale", "vale") in known(fixed)


def test_of_several_rows_at_one_place_the_one_named_is_meant(c):
    table = pd.concat([actors.find(c)] * 2, ignore_index=True)
    is_vale = table["text"] == "Vale"
    table.loc[table.index[is_vale][1:], ["actor_id", "name"]] = ["ost", "Ost"]
    own = place(c, "Vale and")._replace(end=place(c, "Vale and").start + 4, text="Vale")
    gone = line(c, "mentions", "reject", which="ost")._replace(place=own)
    left = corrections.apply(decided(c, gone), "mentions", table)
    assert left[left["text"] == "Vale"]["actor_id"].tolist() == ["vale"]
    unclear = decided(c, gone._replace(which=""))
    assert len(corrections.apply(unclear, "mentions", table)) == len(table)
    assert unclear.corrections["reason"].tolist() == ["2 rows of mentions at this place"]


def test_two_actors_that_are_one_count_as_one_everywhere(c):
    merged = decided(c, line(c, "actors", "merge", was="vale", becomes="vale_b"))
    assert {key for _, key in known(merged)} == {key for _, key in known(c)} - {"vale"} | {"vale_b"}
    who = actors.resolve(merged, actors.find(merged)).set_index("actor_id")
    assert who.at["vale_b", "name"] == "Ines Vale the younger"


def test_one_actor_that_is_two_is_split_in_the_article_where_that_was_seen(c):
    split = decided(
        c, line(c, "actors", "split", "Ines Vale crossed", was="vale", becomes="vale_b")
    )
    table = actors.find(split).dropna(subset="actor_id")
    people = table[table["actor_id"].str.startswith("vale")]
    assert people.groupby("article_id")["actor_id"].agg(set).tolist() == [{"vale_b"}, {"vale"}]


def test_what_was_said_of_one_mention_outlasts_a_split(c):
    words = place(c, "Ines Vale crossed")
    own = words._replace(end=words.start + 9, text="Ines Vale")
    kept = line(c, "mentions", "accept", column="actor_id", was="vale", becomes="vale")._replace(
        place=own
    )
    split = line(
        c, "actors", "split", "The bridge", was="vale", becomes="vale_b", correction_id="s"
    )
    assert known(decided(c, kept, split)) == known(c)


def test_merges_lead_on_to_the_last(c):
    lines = [("ost", "vale"), ("vale", "vale_b")]
    chain = [line(c, "actors", "merge", was=a, becomes=b, correction_id=a) for a, b in lines]
    for order in (chain, chain[::-1]):
        assert {key for _, key in known(decided(c, *order))} == {"vale_b"}


# what no longer holds


def test_one_byte_changed_in_an_article_makes_its_corrections_orphans(folder, c):
    fixed = line(c, "timexes", "change", "5 May 2019", column="value", becomes="2019-05")
    other = line(c, "timexes", "reject", "4 June 2019", correction_id="other")
    log.write(c.handmade, [fixed, other])
    assert statuses(corpus.load(folder, cache=None)) == ["in force", "in force"]
    (folder / "ferry.txt").write_text(FERRY.replace("sank", "sunk"))
    again = corpus.load(folder, cache=None)
    assert statuses(again) == ["orphan", "in force"]
    assert dates(again) == MACHINE[1:]
    assert "no article has this SHA-256" in again.corrections["reason"].iloc[0]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (1, 1, "3 May 2019"),
        (0, 0, "3 may 2019"),
        (0, -1, "3 May 2019"),
        (10**6, 10**6, "3 May 2019"),
        (-40, 0, "3 May 2019"),
    ],
)
def test_a_place_that_has_other_words_is_an_orphan(c, start, end, words):
    own = line(c, "timexes", "reject", "3 May 2019")
    off = own._replace(
        place=own.place._replace(start=own.place.start + start, end=own.place.end + end, text=words)
    )
    assert statuses(decided(c, off)) == ["orphan"]
    assert dates(decided(c, off)) == MACHINE


def test_a_row_that_the_rules_no_longer_find_is_an_orphan(c):
    lost = decided(c, line(c, "timexes", "change", "the harbour", column="value", becomes="2019"))
    assert dates(lost) == MACHINE
    assert statuses(lost) == ["orphan"]
    assert lost.n_corrections == 0


def test_what_can_not_be_meant_is_broken(c):
    wrong = [
        line(c, "timexes", "change", "3 May 2019", column="value", becomes="the third of May"),
        line(
            c, "mentions", "change", "Ost", column="actor_id", becomes="nobody", correction_id="b"
        ),
        line(c, "timexes", "merge", "Monday", correction_id="c"),
        line(c, "timexes", "change", "Monday", column="rule", becomes="x", correction_id="d"),
        line(c, "timexes", "reject", "Monday", correction_id="e", who=""),
        line(c, "timexes", "reject", correction_id="f"),
        line(c, "boats", "reject", "Monday", correction_id="g"),
        line(c, "actors", "merge", was="vale", becomes="nobody", correction_id="h"),
    ]
    made = decided(c, *wrong)
    assert dates(made) == MACHINE
    assert known(made) == known(c)
    assert statuses(made) == ["broken"] * 8


# what contradicts


def test_two_values_for_one_date_are_a_conflict_and_neither_holds(c):
    lines = [
        line(c, "timexes", "change", "Monday", column="value", becomes=v, correction_id=v)
        for v in ("2019-05-06", "2019-04-22")
    ]
    assert dates(decided(c, *lines)) == MACHINE
    assert statuses(decided(c, *lines)) == ["conflict", "conflict"]
    assert "lines 2, 3" in decided(c, *lines).corrections["reason"].iloc[0]


def test_two_who_agree_are_no_conflict(c):
    lines = [
        line(
            c, "timexes", "change", "Monday", column="value", becomes="2019-05-06", correction_id=i
        )
        for i in "ab"
    ]
    assert ("Monday", "2019-05-06") in dates(decided(c, *lines))
    assert statuses(decided(c, *lines)) == ["in force", "in force"]


def test_a_row_can_not_be_rejected_and_kept(c):
    lines = [
        line(
            c,
            "timexes",
            action,
            "Monday",
            column="value",
            was="x",
            becomes="2019-05-06",
            correction_id=action,
        )
        for action in ("change", "reject")
    ]
    assert dates(decided(c, *lines)) == MACHINE
    assert statuses(decided(c, *lines)) == ["conflict", "conflict"]


def test_an_actor_can_not_be_merged_into_two_nor_in_a_circle(c):
    def merged(*pairs: tuple[str, str]) -> corpus.Corpus:
        return decided(
            c,
            *(line(c, "actors", "merge", was=a, becomes=b, correction_id=a + b) for a, b in pairs),
        )

    for made in (
        merged(("vale", "vale_b"), ("vale", "ost")),
        merged(("vale", "vale_b"), ("vale_b", "vale")),
        merged(("vale", "ost"), ("ost", "vale_b"), ("vale_b", "vale")),
    ):
        assert set(statuses(made)) == {"conflict"}
        assert known(made) == known(c)
    split = line(
        c, "actors", "split", "Ines Vale crossed", was="vale", becomes="vale_b", correction_id="s"
    )
    back = line(c, "actors", "merge", was="vale_b", becomes="vale", correction_id="m")
    assert statuses(decided(c, split, back)) == ["conflict", "conflict"]


# undoing


def test_after_an_undoing_the_tables_are_byte_for_byte_what_they_were(c):
    fixed = line(
        c, "timexes", "change", "5 May 2019", column="value", becomes="2019-05", correction_id="a"
    )
    undone = decided(c, fixed, line(c, "timexes", "undo", was="a", correction_id="b"))
    for table in (chronology.find, actors.find):
        assert table(undone).to_csv().encode() == table(c).to_csv().encode()
    assert statuses(undone) == ["undone", "in force"]
    assert undone.n_corrections == 0


def test_an_undoing_can_be_undone(c):
    lines = [
        line(c, "timexes", "reject", "Monday", correction_id="a"),
        line(c, "timexes", "undo", was="a", correction_id="b"),
        line(c, "timexes", "undo", was="b", correction_id="c"),
    ]
    assert statuses(decided(c, *lines)) == ["in force", "undone", "in force"]
    assert len(dates(decided(c, *lines))) == 3


def test_undoing_one_of_two_that_contradict_leaves_the_other(c):
    lines = [
        line(c, "timexes", "change", "Monday", column="value", becomes=v, correction_id=v)
        for v in ("2019-05-06", "2019-04-22")
    ]
    left = decided(c, *lines, line(c, "timexes", "undo", was="2019-04-22", correction_id="u"))
    assert ("Monday", "2019-05-06") in dates(left)


def test_an_undoing_of_nothing_or_of_itself_is_listed(c):
    lines = [
        line(c, "timexes", "undo", was=a, correction_id=b)
        for a, b in (("none", "a"), ("c", "b"), ("b", "c"))
    ]
    assert statuses(decided(c, *lines)) == ["orphan", "broken", "broken"]


# in any order


def test_two_actors_added_at_one_place_stand_in_the_same_order_either_way(c):
    lines = [
        line(c, "mentions", "add", "the mate", becomes=key, which=key, correction_id=key)
        for key in ("vale_b", "vale")
    ]
    one, other = (actors.find(decided(c, *own)) for own in (lines, lines[::-1]))
    assert one["actor_id"].tolist().count("vale_b") == 1
    pd.testing.assert_frame_equal(one, other)


ROWS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12, unique=True)


@settings(max_examples=25, deadline=None)
@given(st.data(), ROWS)
def test_independent_corrections_give_the_same_tables_in_any_order(example, data, picks):
    lines = [_some(example, pick, n) for n, pick in enumerate(picks)]
    mixed = data.draw(st.permutations(lines))
    for find in (chronology.find, actors.find):
        one, other = (find(decided(example, *own)) for own in (lines, mixed))
        pd.testing.assert_frame_equal(one, other)
        assert one.iloc[:, 0].is_unique
        texts = example.articles.set_index("article_id")["text"]
        assert all(texts[r.article_id][r.start : r.end] == r.text for r in one.itertuples())


def _some(c: corpus.Corpus, pick: int, number: int) -> Line:
    """Make up a decision about some row or some words."""
    table, find = (("timexes", chronology.find), ("mentions", actors.find))[pick % 2]
    frame = _made(find, c)
    action = ("change", "reject", "accept", "add")[pick // 2 % 4]
    row = frame.iloc[pick // 8 % len(frame)]
    sha256 = c.articles.set_index("article_id").at[row["article_id"], "sha256"]
    value = {
        "timexes": f"19{pick % 90 + 10}",
        "mentions": ["state_arm", "state_aze"][pick // 16 % 2],
    }[table]
    own = Place(sha256, int(row["start"]), int(row["end"]), row["text"])
    if action == "add":
        own = own._replace(end=own.end - 1, text=own.text[:-1])
    which = (
        "" if table == "timexes" else row["actor_id"] if row["actor_id"] == row["actor_id"] else ""
    )
    return Line(
        0,
        f"id{number}",
        "2020",
        "Ada",
        table,
        action,
        "" if action in ("add", "reject") else "value" if table == "timexes" else "actor_id",
        "",
        value,
        "",
        which,
        own,
    )


KEPT: dict[object, pd.DataFrame] = {}


def _made(find, c):
    if find not in KEPT:
        KEPT[find] = find(c)
    return KEPT[find]


# the file


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=30), min_size=10, max_size=10), st.text(min_size=1), st.integers(0, 9)
)
def test_a_line_is_read_back_as_it_was_written(tmp_path_factory, cells, words, start):
    folder = tmp_path_factory.mktemp("made")
    cells = [cell.encode(errors="replace").decode() for cell in cells]
    words = words.encode(errors="replace").decode()
    own = Line(2, *cells, Place("ab", start, start + len(words), words))
    assert log.write(folder, [own]) == 2
    assert log.read(folder) == (own,)


def test_the_file_can_be_edited_by_hand_and_by_a_spreadsheet(c):
    rows = [dict.fromkeys(log.COLUMNS, ""), dict.fromkeys(log.COLUMNS, "")]
    own = place(c, "Monday")
    rows[0] |= {
        "correction_id": "1",
        "when": "2019",
        "who": "Öre",
        "table": "timexes",
        "action": "reject",
        "sha256": own.sha256,
        "start": own.start,
        "end": own.end,
        "text": own.text,
    }
    with log.path(c.handmade).open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.DictWriter(file, log.COLUMNS[::-1], lineterminator="\r\n")
        out.writeheader()
        out.writerow(rows[0])
    assert len(dates(replace(c, decided=log.read(c.handmade)))) == 3


def test_a_half_line_is_reported_and_not_read(c):
    own = line(c, "timexes", "reject", "Monday", correction_id="whole")
    text = log.written(own._replace(correction_id="half"))
    for cut in range(1, len(text)):
        log.path(c.handmade).unlink(missing_ok=True)
        log.write(c.handmade, [own])
        with log.path(c.handmade).open("a") as file:
            file.write(text[:cut])
        again = replace(c, decided=log.read(c.handmade))
        assert statuses(again) == ["in force", "broken"], text[:cut]
        log.write(c.handmade, [own._replace(correction_id="after")])
        again = replace(c, decided=log.read(c.handmade))
        first, second, third = statuses(again)
        assert (first, third) == ("in force", "in force")
        # all but the line's end was written: the line is whole once it has one
        expected = {len(text) - 1: "in force", text.rindex(",") + 1: "orphan"}  # without words
        assert second == expected.get(cut, "broken"), text[:cut]


def test_an_open_quotation_mark_costs_no_other_line(c):
    own = log.written(line(c, "timexes", "reject", "Monday"))
    log.path(c.handmade).write_text(log.HEAD + 'x,"2019,Ada\n' + own + "\xff\n", encoding="latin-1")
    again = replace(c, decided=log.read(c.handmade))
    assert statuses(again) == ["broken", "in force", "broken"]


def test_a_file_without_its_heading_is_reported(c):
    log.path(c.handmade).write_text(log.written(line(c, "timexes", "reject", "Monday")))
    assert (
        replace(c, decided=log.read(c.handmade))
        .corrections["reason"]
        .iloc[0]
        .startswith("the heading can't be read: no column")
    )


def test_a_full_disk_leaves_the_file_as_it_was(c, monkeypatch):
    own = line(c, "timexes", "reject", "Monday")
    log.write(c.handmade, [own])
    before = log.path(c.handmade).read_bytes()

    def full(file: int, data: bytes, write=os.write) -> int:
        if len(data) < 20:
            raise OSError(28, "No space left on device")
        return write(file, data[: len(data) // 2])

    monkeypatch.setattr(appending.os, "write", full)
    with pytest.raises(OSError, match="No space"):
        log.write(c.handmade, [own._replace(correction_id="other")])
    monkeypatch.undo()
    assert log.path(c.handmade).read_bytes() == before


def test_writers_at_once_lose_nothing(c):
    own = line(c, "timexes", "reject", "Monday", why="as the harbour says " * 400)
    spawn = multiprocessing.get_context("spawn")
    jobs = [spawn.Process(target=_write_many, args=(c.handmade, own, name)) for name in "abc"]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    found = log.read(c.handmade)
    assert sorted(each.correction_id for each in found) == sorted(
        f"{n}{i}" for n in "abc" for i in range(40)
    )
    assert not any(each.fault for each in found)


@pytest.mark.skipif(sys.platform == "win32", reason="locks are per process there")
def test_a_writer_waits_while_another_writes(c):
    own = line(c, "timexes", "reject", "Monday")
    log.write(c.handmade, [own])
    file = os.open(log.path(c.handmade), os.O_RDWR)
    other = Thread(target=log.write, args=(c.handmade, [own._replace(correction_id="b")]))
    with appending._locked(file):
        other.start()
        other.join(0.5)
        assert other.is_alive()
        assert len(log.read(c.handmade)) == 1
    other.join()
    os.close(file)
    assert len(log.read(c.handmade)) == 2


def _write_many(handmade: Path, own: Line, name: str) -> None:
    for i in range(40):
        log.write(handmade, [own._replace(correction_id=f"{name}{i}")])


def test_the_same_line_twice_counts_once_and_two_lines_of_one_key_are_broken(c):
    own = line(c, "timexes", "reject", "Monday")
    assert statuses(decided(c, own, own)) == ["in force", "repeated"]
    assert statuses(decided(c, own, own._replace(who="Eve"))) == ["broken", "broken"]


def test_correct_restart_run_again_gives_the_same(folder, c):
    log.write(
        c.handmade, [line(c, "timexes", "change", "Monday", column="value", becomes="2019-05-06")]
    )
    one, other = (dates(corpus.load(folder, cache=folder.parent / "cache")) for _ in range(2))
    assert one == other == [*MACHINE[:2], ("Monday", "2019-05-06"), MACHINE[3]]
    assert dates(corpus.load(folder, cache=None).machine) == MACHINE


def test_an_empty_corpus_lists_all_corrections_as_orphans(tmp_path, c):
    (tmp_path / "none").mkdir()
    log.write(c.handmade, [line(c, "timexes", "reject", "Monday")])
    empty = corpus.load(tmp_path / "none", handmade=c.handmade, cache=None)
    assert chronology.find(empty).empty
    assert statuses(empty) == ["orphan"]


def test_columns_are_those_of_the_data_package():
    package = json.loads((lexicon.DATA / "datapackage.json").read_text("utf-8"))
    own = next(r for r in package["resources"] if r["name"] == "handmade-corrections")
    assert tuple(f["name"] for f in own["schema"]["fields"]) == log.COLUMNS


def test_the_check_names_the_lines_that_can_not_be_meant(c):
    wrong = line(c, "timexes", "merge", "Monday", correction_id="a")
    lost = line(c, "timexes", "undo", was="none", correction_id="b")
    log.write(c.handmade, [wrong, lost, line(c, "timexes", "reject", "Monday", correction_id="c")])
    found = corrections.check(c.handmade)
    assert found[["row", "kind", "is_error"]].to_numpy().tolist() == [
        [2, "broken", True],
        [3, "orphan", False],
    ]


# what the rules alone would show, beside what people corrected

CELLS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["a", "b", None])), max_size=12)


def spans_of(cells: list[tuple[int, str | None]]) -> pd.DataFrame:
    table = pd.DataFrame(cells, columns=["article_id", "words"])
    about = {"article_id": table["article_id"].astype("str"), "start": range(len(table))}
    return table.assign(**about, end=1, text="all").astype({"words": "str"})


@given(CELLS, CELLS)
def test_two_tables_have_their_beginnings_and_their_ends_in_common(one, other):
    first, last = in_common(
        spans_of(one)[["article_id", "words"]], spans_of(other)[["article_id", "words"]]
    )
    least = min(len(one), len(other))
    pairs = zip(one, other, strict=False)
    assert first == next((i for i, (a, b) in enumerate(pairs) if a != b), least)
    backwards = zip(one[::-1], other[::-1], strict=False)
    same = next((i for i, (a, b) in enumerate(backwards) if a != b), least)
    assert last == min(same, least - first)


@given(CELLS, st.lists(st.sampled_from(["kept", "gone", "changed"]), min_size=12, max_size=12))
@pytest.mark.parametrize("room", [2, 1000])
def test_both_tables_stand_in_what_shows_both(example, room, cells, became):
    machine = spans_of(cells)
    became = pd.Series(became[: len(machine)], machine.index, dtype="str")
    rows = machine.assign(words=machine["words"].where(became != "changed", "c"))
    rows = rows[became != "gone"].reset_index(drop=True)
    with mock.patch.object(comparing, "ROOM", room):
        whole, states = comparing.both(example, rows, machine)
    for table, without in ((machine, 2), (rows, 1)):
        assert_frame_equal(whole[states != without].reset_index(drop=True), table)
    assert set(whole.loc[states == 2, "words"]) <= {"c"}
    where = whole["start"].tolist()
    assert where == sorted(where)
