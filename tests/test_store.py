"""A second load reads no unchanged file, notices every change, and survives every accident."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib

import numpy as np
import pyarrow as pa
import pytest
from pandas.testing import assert_frame_equal

from crossread import corpus, intake, lexicon, store, versions

STORY = "By Trend\n\nThe pier reopened at noon, after two days of rain, the harbour office said.\n"
TABLE = "n,text\n1,The pier is open.\n2,The quay is shut.\n"
OUTLETS = "name,aliases,domains,country,kind,wire_marks,note\n"


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    (folder / "in").mkdir(parents=True)
    (folder / "a.txt").write_text(STORY, "utf-8")
    (folder / "in" / "b.txt").write_text(STORY + "More.\n", "utf-8")
    (folder / "c.csv").write_text(TABLE, "utf-8")
    (folder / "copy.txt").write_text(STORY, "utf-8")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    return folder


@pytest.fixture
def reads(monkeypatch):
    """The paths that were read; files count as settled at once."""
    paths = []
    read = intake.read

    def counted(found, columns=None):
        if not found.problem:
            paths.append(found.path)
        return read(found, columns)

    monkeypatch.setattr(intake, "read", counted)
    monkeypatch.setattr(store, "SETTLED", -1_000_000_000)
    return paths


@pytest.fixture
def load(raw, tmp_path, reads):
    """Load the folder, with the paths that it took reading."""

    def again(folder=raw, **how):
        reads.clear()
        found = corpus.load(folder, cache=tmp_path / "cache", **how)
        return found, list(reads)

    return again


def assert_same(one, other):
    for name in corpus.TABLES:
        assert_frame_equal(getattr(one, name), getattr(other, name))


ALL = ["a.txt", "c.csv", "copy.txt", "in/b.txt"]


# what is read again


def test_a_second_load_equals_the_first_and_reads_nothing(load, raw):
    first, read = load()
    assert read == ALL
    for _ in range(2):
        again, read = load()
        assert read == []
        assert_same(first, again)
    assert_same(first, corpus.load(raw, cache=None))


def test_a_changed_file_is_read_again_and_nothing_else(load, raw):
    load()
    (raw / "c.csv").write_text(TABLE + "3,The ferry is late.\n", "utf-8")
    found, read = load()
    assert read == ["c.csv"]
    assert_same(found, corpus.load(raw, cache=None))
    assert load()[1] == []


def test_a_byte_changed_behind_the_same_size_and_time_is_noticed(load, raw):
    load()
    before = (raw / "a.txt").stat()
    (raw / "a.txt").write_text(STORY.replace("noon", "dawn"), "utf-8")
    os.utime(raw / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (raw / "a.txt").stat().st_size == before.st_size
    found, read = load()
    assert read == ["a.txt"]
    assert_same(found, corpus.load(raw, cache=None))


def test_a_file_that_is_added_moved_or_removed_is_noticed(load, raw):
    load()
    (raw / "0.txt").write_text(STORY + "Less.\n", "utf-8")
    found, read = load()
    assert read == ["0.txt"]
    assert_same(found, corpus.load(raw, cache=None))
    (raw / "0.txt").rename(raw / "in" / "0.txt")
    found, read = load()
    assert read == ["in/0.txt"]
    assert_same(found, corpus.load(raw, cache=None))
    (raw / "in" / "0.txt").unlink()
    found, read = load()
    assert read == []
    assert_same(found, corpus.load(raw, cache=None))


def test_a_copy_comes_to_the_fore_when_its_original_goes(load, raw):
    assert "copy.txt" not in set(load()[0].articles["article_id"])
    (raw / "link.txt").unlink()
    (raw / "a.txt").unlink()
    found, read = load()
    assert read == []
    assert "copy.txt" in set(found.articles["article_id"])


def test_a_folder_that_loses_all_files_is_empty(load, raw):
    load()
    shutil.rmtree(raw)
    raw.mkdir()
    found, _ = load()
    assert [len(getattr(found, name)) for name in corpus.TABLES] == [0] * 5


def test_a_link_is_one_row_however_often_it_is_loaded(load, raw):
    (raw / "copy.txt").unlink()
    for _ in range(3):
        found, _ = load()
        assert list(found.intake["path"]) == ["a.txt", "c.csv", "in/b.txt", "link.txt"]


def test_a_file_changed_just_now_is_not_trusted(load, monkeypatch):
    monkeypatch.setattr(store, "SETTLED", 3_600_000_000_000)
    load()
    assert load()[1] == ALL


def test_a_name_that_comes_to_clash_is_noticed(load, raw):
    (raw / "t#1").write_text(STORY + "Clash.\n", "utf-8")
    assert "t#1" in set(load()[0].articles["article_id"])
    shutil.copy(raw / "c.csv", raw / "t")
    found, _ = load()
    assert found.intake.set_index("path")["status"]["t#1"] == "unsafe name"
    assert found.intake["path"].is_unique


# what else counts


def test_other_decisions_are_another_reading(load, raw):
    first, _ = load()
    assert first.articles["outlet"][0] == "Trend"
    decisions = raw.parent / "handmade" / "outlets.csv"
    decisions.parent.mkdir()
    for name in ("Trend Daily", "Trend Weekly"):
        decisions.write_text(f"{OUTLETS}{name},Trend,,,paper,,\n", "utf-8")
        found, read = load()
        assert read == ALL
        assert found.articles["outlet"][0] == name
    assert load()[1] == []


def test_an_edited_lexicon_is_another_reading(load, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(lexicon.DATA, data)
    monkeypatch.setattr(lexicon, "DATA", data)
    load()
    assert load()[1] == []
    with (data / "lexicon" / "furniture.csv").open("a", encoding="utf-8") as file:
        file.write("Harbour notices,line,\n")
    assert load()[1] == ALL


def test_an_edited_table_is_read_anew_in_the_same_kernel(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("form\npier\n", "utf-8")
    assert lexicon.rows("words", tmp_path) == ({"form": "pier"},)
    path.write_text("form\nquay\n", "utf-8")
    lexicon.refresh()
    assert lexicon.rows("words", tmp_path) == ({"form": "quay"},)


def test_other_columns_are_another_reading(load):
    load()
    assert load(columns={"text": "n"})[1] == ALL


def test_two_folders_do_not_share_what_was_kept(load, raw, tmp_path):
    load()
    other = tmp_path / "other"
    shutil.copytree(raw, other, ignore=shutil.ignore_patterns("link.txt"))
    (other / "a.txt").write_text(STORY.replace("pier", "quay"), "utf-8")
    found, read = load(other)
    assert read == ALL
    assert "quay" in found.articles["text"][0]
    assert load()[1] == []


def test_every_reader_is_one_that_the_package_installs():
    project = tomllib.loads((lexicon.PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    installed = {re.match(r"[\w-]+", needed)[0] for needed in project["dependencies"]}
    assert set(versions.READERS) <= installed


# accidents


def kept(tmp_path):
    return sorted(p for p in (tmp_path / "cache").rglob("*") if p.is_file())


@pytest.mark.parametrize("damage", ["cut", "empty", "other", "gone", "bit"])
def test_damage_to_what_was_kept_is_a_miss_not_an_error(load, tmp_path, damage):
    first, _ = load()
    for at in range(len(kept(tmp_path))):
        path = kept(tmp_path)[at]
        whole = path.read_bytes()
        middle = len(whole) // 3
        if damage == "gone":
            path.unlink()
        else:
            flipped = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
            broken = {"cut": whole[:middle], "empty": b"", "other": b"\0\xff", "bit": flipped}
            path.write_bytes(broken[damage])
        again, _ = load()
        assert_same(first, again)
    assert load()[1] == []


def test_a_single_wrong_bit_is_never_taken_for_text(load, tmp_path):
    first, _ = load()
    path = next((tmp_path / "cache").rglob("articles.parquet"))
    whole, part = path.read_bytes(), path.parents[1]
    shutil.copytree(part, tmp_path / "part")
    for at in range(0, len(whole), len(whole) // 80):
        shutil.rmtree(part.parent)
        shutil.copytree(tmp_path / "part", part)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert set(load()[0].articles["text"]) == set(first.articles["text"])


@pytest.mark.parametrize("place", ["file", "null"])
def test_a_place_that_cannot_be_written_to_is_no_error(raw, tmp_path, place):
    (tmp_path / "file").write_text("not a folder", "utf-8")
    where = {"file": tmp_path / "file", "null": "/dev/null/cache"}[place]
    assert len(corpus.load(raw, cache=where).articles) == 4


def test_a_full_disk_is_no_error(load, raw, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.pq, "write_table", full)
    found, _ = load()
    assert_same(found, corpus.load(raw, cache=None))


def test_a_load_broken_off_leaves_the_last_whole_set(load, raw, monkeypatch):
    load()
    (raw / "a.txt").write_text(STORY + "Later.\n", "utf-8")

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(store.Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            load()
    found, read = load()
    assert read == ["a.txt"]
    assert_same(found, corpus.load(raw, cache=None))


def folders(tmp_path):
    return {p for p in (tmp_path / "cache").glob("*/*/parts/*") if p.is_dir()}


def aged(folder):
    os.utime(folder, (0, 0))


def test_a_part_that_no_file_needs_goes_after_a_day(load, raw, tmp_path):
    load()
    first = folders(tmp_path)
    for path in raw.rglob("*.*"):
        if not path.is_symlink():
            path.write_text(path.read_text("utf-8") + "Later.\n", "utf-8")
    load()
    assert first < folders(tmp_path)
    aged(*first)
    load()
    assert folders(tmp_path).isdisjoint(first)


def test_a_part_that_some_file_needs_stays(load, raw, tmp_path):
    load()
    (raw / "a.txt").write_text(STORY + "Later.\n", "utf-8")
    load()
    for folder in folders(tmp_path):
        aged(folder)
    assert load()[1] == []
    assert len(folders(tmp_path)) == 2


def test_a_part_that_another_run_is_writing_is_left_alone_for_a_day(load, tmp_path):
    load()
    other = next(iter(folders(tmp_path))).with_name("other.fresh")
    other.mkdir()
    load()
    assert other.exists()
    aged(other)
    load()
    assert not other.exists()


def test_many_small_parts_are_read_again_as_one(load, raw, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "MOST_SMALL", 2)
    for i in range(3):
        (raw / f"{i}.txt").write_text(f"{STORY}{i}\n", "utf-8")
        load()
    assert len(load()[1]) == 7
    found, read = load()
    assert read == []
    assert_same(found, corpus.load(raw, cache=None))


def test_two_runs_at_once_do_not_harm_what_is_kept(raw, tmp_path, load):
    code = (
        "import sys; from crossread import corpus, store; store.SETTLED = -10**9\n"
        "for _ in range(8): corpus.load(sys.argv[1], cache=sys.argv[2])\n"
        "print(len(corpus.load(sys.argv[1], cache=sys.argv[2]).articles))"
    )
    for i in range(20):
        (raw / f"{i}.txt").write_text(f"{STORY}{i}\n", "utf-8")
    command = [sys.executable, "-c", code, str(raw), str(tmp_path / "cache")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(run.communicate()[0].strip(), run.returncode) for run in runs] == [("24", 0)] * 2
    found, read = load()
    assert read == []
    assert_same(found, corpus.load(raw, cache=None))


def imported(path):
    """The names that a file imports of this package, as Python reads it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = path.parents[node.level - 1].relative_to(versions.HERE).parts
            place = (*folder, *(node.module.split(".") if node.module else ()))
            yield from [place, *((*place, each.name) for each in node.names)]


def test_rules_rest_on_what_python_imports():
    for path in versions.HERE.rglob("*.py"):
        read, told = versions._imports(path), [names for names in imported(path) if names]
        assert set(map(versions._file, read)) - {None} == set(map(versions._file, told)) - {None}
        assert set(told) <= set(read), path


TABLE_OF_ALL = pa.table(
    {
        "text": pa.array(["x", None, "yy"] * 500, pa.large_string()),
        "n": range(1500),
        "spans": [[[1, 2]], [], None] * 500,
    }
).replace_schema_metadata({"made": "here"})


PIECES = (TABLE_OF_ALL.slice(0, 7), TABLE_OF_ALL.slice(7))


def spooled(path, tables=PIECES):
    return store.spooled(path, TABLE_OF_ALL.schema, iter(tables))


def test_a_whole_table_is_mapped_as_it_was_written_and_written_once(tmp_path):
    first, second = spooled(tmp_path / "a.columns"), spooled(tmp_path / "a.columns", [])
    for table in (first, second):
        assert table.equals(TABLE_OF_ALL, check_metadata=True)
        assert {column.num_chunks for column in table.columns} == {1}
    assert [path.name for path in tmp_path.iterdir()] == ["a.columns"]


def test_a_whole_table_that_is_cut_short_is_made_anew(tmp_path):
    spooled(tmp_path / "a.columns")
    whole = (tmp_path / "a.columns").read_bytes()
    for n in range(0, len(whole), len(whole) // 20):
        (tmp_path / "a.columns").write_bytes(whole[:n])
        assert spooled(tmp_path / "a.columns").equals(TABLE_OF_ALL)


def test_a_table_without_rows_is_kept(tmp_path):
    for _ in range(2):
        table = spooled(tmp_path / "a.columns", [])
        assert (table.num_rows, table.schema) == (0, TABLE_OF_ALL.schema)


@pytest.mark.parametrize("at", [[5, 4, 1400], [], [*range(1500)]])
def test_few_rows_are_those_that_were_asked_for(tmp_path, at):
    table = spooled(tmp_path / "a.columns").to_pandas(split_blocks=True)
    table.index += 10
    found = store.few(table, np.array(at, int))
    assert_frame_equal(found, table.iloc[at])


def test_few_rows_are_read_without_what_stands_behind_them(tmp_path, monkeypatch):
    advised = []
    monkeypatch.setattr(store, "_advise", advised.append)
    table = spooled(tmp_path / "a.columns").to_pandas(split_blocks=True)
    advised.clear()
    store.few(table, np.array([3]))
    assert advised == ["MADV_RANDOM", "MADV_NORMAL"]
    store.few(table, np.arange(1500))
    assert len(advised) == 2


def test_a_joined_table_rests_on_what_its_module_imports_and_on_no_figure():
    rules = "crossread.claims.resolve"
    files = {str(path.relative_to(versions.HERE)) for path in versions._used(rules, ())}
    assert {"claims/joining.py", "corpus.py", "corrections/deciding.py", "quotes/verbs.py"} <= files
    assert not any(name.startswith(("figures", "panels", "export", "share")) for name in files)
    assert versions.of(rules, lexicon.DATA / "handmade", ()) != versions.of(
        rules, lexicon.DATA / "handmade"
    )
