"""A folder becomes tables: each in its columns and types, in one order, copies told apart."""

import os

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import hostile
from crossread import batches, corpus, intake, lexicon, outlets, schema

STORY = "By Trend\n\nThe pier reopened at noon, after two days of rain, the harbour office said.\n"
OUTLETS = "name,aliases,domains,country,kind,wire_marks,note\n"


def fill(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def assert_same(one, other):
    for name in corpus.TABLES:
        assert_frame_equal(getattr(one, name), getattr(other, name))


# which folder


def test_without_a_folder_the_data_folder_of_the_environment_is_read(tmp_path, monkeypatch):
    fill(tmp_path / "raw", a=STORY)
    monkeypatch.setenv("CROSSREAD_DATA", str(tmp_path))
    assert corpus.load(cache=None).folder == tmp_path / "raw"
    monkeypatch.setenv("CROSSREAD_DATA", "")
    assert corpus.load(cache=None).folder == lexicon.DATA / "raw"


def test_a_relative_path_is_sought_here_then_in_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert corpus.load("data/raw", cache=None).folder == lexicon.DATA / "raw"
    fill(tmp_path / "data" / "raw", a=STORY)
    assert corpus.load("data/raw", cache=None).folder == tmp_path / "data" / "raw"


def test_a_missing_folder_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere: no such folder"):
        corpus.load(tmp_path / "nowhere")


def test_a_file_in_place_of_a_folder_is_an_error_that_says_what_to_do(tmp_path):
    fill(tmp_path, a=STORY)
    with pytest.raises(NotADirectoryError, match="this is a file"):
        corpus.load(tmp_path / "a.txt")


def test_an_unknown_field_in_columns_is_an_error_that_lists_the_fields(tmp_path):
    with pytest.raises(ValueError, match=r"no field txt\. Use text, title, published"):
        corpus.load(tmp_path, columns={"txt": "Body"})


def test_decisions_beside_a_raw_folder_are_used(tmp_path):
    fill(tmp_path / "raw", a=STORY)
    (tmp_path / "handmade").mkdir()
    (tmp_path / "handmade" / "outlets.csv").write_text(f"{OUTLETS}Trend Daily,Trend,,,paper,,\n")
    assert corpus.load(tmp_path / "raw", cache=None).articles["outlet"][0] == "Trend Daily"


def test_decisions_are_the_project_s_where_none_stand_beside(tmp_path):
    fill(tmp_path / "raw", a=STORY)
    fill(tmp_path / "other", a=STORY)
    (tmp_path / "other" / "handmade").mkdir()
    assert corpus.load(tmp_path / "raw", cache=None).handmade == outlets.HANDMADE
    assert corpus.load(tmp_path / "other", cache=None).handmade == outlets.HANDMADE


def test_decisions_may_be_named(tmp_path):
    fill(tmp_path / "raw", a=STORY)
    (tmp_path / "mine").mkdir()
    assert corpus.load(tmp_path / "raw", tmp_path / "mine", cache=None).articles["agency"].isna()[0]


# the tables


def columns(table):
    resource = next(r for r in schema.package()["resources"] if r["name"] == table)
    return [field["name"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize("table", corpus.TABLES)
def test_every_table_has_the_columns_of_the_data_package_in_order(table, example, tmp_path):
    assert list(getattr(example, table)) == columns(table)
    assert list(getattr(corpus.load(tmp_path, cache=None), table)) == columns(table)


@pytest.mark.parametrize("table", corpus.TABLES)
def test_an_empty_folder_gives_empty_tables_of_the_same_types(table, example, tmp_path):
    empty = getattr(corpus.load(tmp_path, cache=None), table)
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == getattr(example, table).dtypes.to_dict()


def test_types_do_not_depend_on_what_a_folder_holds(tmp_path, example, second):
    page = hostile.page(STORY, '<meta property="og:title" content="Pier">')  # a field with no span
    (fill(tmp_path) / "a.html").write_text(page, "utf-8")
    found = corpus.load(tmp_path, cache=None)
    for table in corpus.TABLES:
        types = [getattr(c, table).dtypes.to_dict() for c in (found, example, second)]
        assert types[0] == types[1] == types[2]


def test_required_columns_have_no_gaps(example, second):
    for table in corpus.TABLES:
        required = [f.name for f in schema.arrow(table) if not f.nullable]
        for found in (example, second):
            assert getattr(found, table)[required].notna().all(axis=None)


@pytest.mark.parametrize("table", corpus.TABLES)
def test_keys_are_unique(table, example, second):
    resource = next(r for r in schema.package()["resources"] if r["name"] == table)
    keys = resource["schema"]["primaryKey"]
    for found in (example, second):
        assert not getattr(found, table).duplicated(keys).any()


def test_rows_come_in_the_order_of_the_folder(tmp_path):
    fill(tmp_path, b=STORY, a=STORY + "More.")
    lines = "\n".join(f"{i},The pier number {i} is open today." for i in range(1, 12))
    (tmp_path / "c.csv").write_text(f"n,text\n{lines}\n", "utf-8")
    found = corpus.load(tmp_path, cache=None)
    rows = [f"c.csv#{i}" for i in range(1, 12)]
    assert list(found.articles["article_id"]) == ["a.txt", "b.txt", *rows]
    assert list(found.sentences["article_id"].unique()) == ["a.txt", "b.txt", *rows]
    assert list(found.intake["path"]) == ["a.txt", "b.txt", "c.csv"]


def test_a_paragraph_wrapped_over_lines_keeps_its_line_ends(tmp_path):
    text = "The pier reopened at noon,\r\nafter two days of rain. The quay stayed shut.\r\n"
    found = corpus.load(fill(tmp_path), cache=None)
    (tmp_path / "a.txt").write_bytes(text.encode())
    found = corpus.load(tmp_path, cache=None)
    cut = [text[s.start : s.end] for s in found.sentences.itertuples()]
    assert found.articles["text"][0] == text
    assert "".join("".join(cut).split()) == "".join(text.split())


# copies


def test_exact_copies_are_shown_marked_and_not_counted(tmp_path):
    found = corpus.load(fill(tmp_path, a=STORY, b=STORY, c=STORY + "More."), cache=None)
    assert list(found.articles["article_id"]) == ["a.txt", "c.txt"]
    assert list(found.intake["status"]) == ["article", "duplicate", "article"]
    assert list(found.intake["n_articles"]) == [1, 0, 1]
    assert found.intake["reason"][1].startswith("exact copy of a.txt")
    for table in (found.paragraphs, found.sentences, found.fields):
        assert set(table["article_id"]) == {"a.txt", "c.txt"}


def test_copied_rows_of_a_table_are_named(tmp_path):
    row = "1,The pier is open.\n"
    (tmp_path / "a.csv").write_text(f"n,text\n{row}2,The quay is shut.\n{row}", "utf-8")
    (tmp_path / "b.csv").write_text(f"n,text\n{row}", "utf-8")
    found = corpus.load(tmp_path, cache=None)
    assert list(found.articles["article_id"]) == ["a.csv#1", "a.csv#2"]
    assert list(found.intake["status"]) == ["article", "duplicate"]
    assert list(found.intake["n_articles"]) == [2, 0]
    assert "a.csv#3 of a.csv#1" in found.intake["reason"][0]
    assert "b.csv#1 of a.csv#1" in found.intake["reason"][1]


def test_a_copy_in_an_archive_is_marked_on_its_own_row(tmp_path):
    fill(tmp_path, b=STORY)
    (tmp_path / "a.zip").write_bytes(hostile.zipped({"in.txt": STORY}))
    found = corpus.load(tmp_path, cache=None)
    assert list(found.intake["status"]) == ["archive", "article", "duplicate"]


def test_the_hash_is_that_of_the_articles_whatever_their_names(tmp_path):
    one = corpus.load(fill(tmp_path / "one", a=STORY, b=STORY + "More."), cache=None)
    other = corpus.load(fill(tmp_path / "other", y=STORY + "More.", x=STORY), cache=None)
    third = corpus.load(fill(tmp_path / "third", a=STORY), cache=None)
    assert one.hash == other.hash != third.hash
    assert not one.is_example


# many files


def test_worker_processes_give_the_same_tables(tmp_path, monkeypatch):
    fill(tmp_path, **{f"{i:03}": f"{STORY}Gate {i % 440} is open." for i in range(450)})
    monkeypatch.setattr(batches, "MANY", 10_000)
    alone = corpus.load(tmp_path, cache=None)
    monkeypatch.setattr(batches, "MANY", 400)
    together = corpus.load(tmp_path, cache=None)
    assert len(alone.articles) == 440
    assert_same(alone, together)


def test_workers_notice_that_decisions_have_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "MANY", 1)
    fill(tmp_path / "raw", a=STORY)
    decisions = tmp_path / "handmade" / "outlets.csv"
    decisions.parent.mkdir()
    for name in ("Trend Daily", "Trend Weekly"):
        decisions.write_text(f"{OUTLETS}{name},Trend,,,paper,,\n", "utf-8")
        assert corpus.load(tmp_path / "raw", cache=None).articles["outlet"][0] == name


def test_texts_of_more_than_two_gigabytes_fit_into_one_column():
    assert str(schema.arrow("articles").field("text").type) == "large_string"


def test_a_progress_bar_shows_only_on_long_loads(tmp_path, capfd, monkeypatch):
    corpus.load(fill(tmp_path, a=STORY, b=STORY), cache=None)
    assert capfd.readouterr() == ("", "")
    monkeypatch.setattr(batches, "PATIENCE", 0)
    monkeypatch.setattr(batches, "BATCH", 1)
    corpus.load(tmp_path, cache=None)
    assert "Reading" in capfd.readouterr().err


def test_no_table_that_is_given_out_is_shared_with_another_load(tmp_path):
    one = corpus.load(fill(tmp_path, a=STORY), cache=None)
    one.articles.loc[0, "title"] = "changed"
    assert pd.isna(corpus.load(tmp_path, cache=None).articles.loc[0, "title"])
    assert os.listdir(tmp_path) == ["a.txt"]  # noqa: PTH208


def test_reading_one_file_never_depends_on_those_beside_it(tmp_path, second):
    for row in second.intake[second.intake["status"] == "article"].itertuples():
        alone = tmp_path / row.path.replace("/", "-")
        alone.mkdir()
        (alone / row.path).write_bytes((second.folder / row.path).read_bytes())
        found = corpus.load(alone, second.handmade, cache=None)
        beside = second.articles[second.articles["path"] == row.path].reset_index(drop=True)
        assert_frame_equal(found.articles, beside)


def test_scan_lists_what_load_lists(second):
    assert [f.path for f in intake.scan(second.folder)] == list(second.intake["path"])


def test_a_file_that_ends_its_process_costs_no_other(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "MANY", 1)
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text(f"By Nobody\n\nThe harbour was shut, {name} says.\n")
    files = intake.scan(tmp_path)

    def work(batch):  # pickled whole, so a worker needs no import of this module
        if any(found.path == "b.txt" and not found.problem for found in batch):
            os._exit(1)
        return batches._read(batch, outlets.HANDMADE, {})

    def rescue(batch, _):
        return batches._one_by_one(batch, work)

    parts = [files[:2], files[2:]]
    read = batches.over(work, parts, "Reading", len, rescue)
    rows = [row for segments in read for t in segments for row in t["intake"].to_pylist()]
    assert [row["path"] for row in rows] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert [row["status"] for row in rows] == ["article", "unreadable", "article", "article"]
