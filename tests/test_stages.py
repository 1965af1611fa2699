"""What is found part by part and kept is what is found at once, and is found once."""

import os
import shutil
import subprocess
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pandas.testing import assert_frame_equal

from crossread import (
    __main__,
    actors,
    batches,
    chronology,
    claims,
    corpus,
    lexicon,
    scale,
    stages,
    store,
)
from crossread.corrections import log
from crossread.kept import Kept

RAW = lexicon.DATA / "raw"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The example in a folder of its own, with its decisions; files count as settled at once."""
    monkeypatch.setattr(store, "SETTLED", -1_000_000_000)
    shutil.copytree(RAW, tmp_path / "raw")
    shutil.copytree(lexicon.DATA / "handmade", tmp_path / "handmade")
    return tmp_path / "raw"


@pytest.fixture(params=["small", "large"])
def load(folder, request, monkeypatch):
    """Load the folder as one that is held in memory, or in files."""
    if request.param == "large":
        monkeypatch.setattr(corpus.Corpus, "is_large", property(lambda _: True))

    def again(**how):
        return corpus.load(folder, cache=folder.parent / "cache", **how)

    return again


@pytest.fixture
def runs(monkeypatch):
    """The stages that were run, with the number of articles."""
    told = []
    run = stages.Stage.run

    def counted(stage, c, *needed):
        told.append((stage.table, len(c.articles)))
        return run(stage, c, *needed)

    monkeypatch.setattr(stages.Stage, "run", counted)
    return told


def article(folder, number):
    return sorted(folder.iterdir())[number]


def tables(c):
    return dict(scale.tables(c))


def assert_same(one, other):
    assert one.keys() == other.keys()
    for name, table in one.items():
        assert_frame_equal(table, other[name], obj=name)


def plain(folder):
    return tables(corpus.load(folder, cache=None))


def test_what_is_kept_is_what_is_found_without_keeping(load, folder):
    whole = plain(folder)
    for _ in range(2):
        assert_same(whole, tables(load()))


def test_nothing_is_found_twice(load, runs):
    tables(load())
    assert sorted(runs) == sorted((name, 5) for name in stages.MODULES)
    runs.clear()
    tables(load())
    assert runs == []


def test_one_article_more_costs_one_article(load, folder, runs):
    tables(load())
    runs.clear()
    text = article(folder, 0).read_text("utf-8")
    (folder / "0005.txt").write_text(text.replace("Karabakh", "Harbour"), "utf-8")
    found = tables(load())
    assert sorted(runs) == sorted((name, 1) for name in stages.MODULES)
    assert_same(plain(folder), found)


def test_a_folder_that_loses_articles_loses_their_rows(load, folder, runs):
    tables(load())
    runs.clear()
    article(folder, 1).unlink()
    found = tables(load())
    assert runs == []
    assert_same(plain(folder), found)


def test_ahead_all_is_found_in_one_pass_over_the_files(load, folder, runs):
    c = load(ahead=list(stages.MODULES))
    assert sorted(runs) == sorted((name, 5) for name in stages.MODULES)
    assert stages.lacking(c, list(stages.MODULES)) == []
    runs.clear()
    assert_same(plain(folder), tables(c))
    assert stages.lacking(load(), list(stages.MODULES)) == []


def line(c, table, action, row, **told):
    at = c.articles.set_index("article_id")["sha256"][row["article_id"]]
    place = log.Place(at, int(row["start"]), int(row["end"]), row["text"])
    about = {"when": "2019-06-05T10:00:00Z", "who": "Ada", "correction_id": "c0"}
    about |= {"table": table, "action": action, "place": place}
    return log.Line(2, **(about | told))


@pytest.mark.parametrize("size", [batches.BATCH, 2])
@pytest.mark.parametrize("table", ["timexes", "mentions", "statements"])
def test_what_people_corrected_is_told_by_all_tables_that_rest_on_it(
    load, folder, runs, monkeypatch, table, size
):
    monkeypatch.setattr(batches, "BATCH", size)  # so that there are several parts
    c = load()
    found = tables(c)
    alone = found[table].drop_duplicates(["article_id", "start", "end"], keep=False)
    log.write(c.handmade, [line(c, table, "reject", alone.iloc[3])])
    corrected = corpus.load(folder, cache=None)
    told = tables(corrected)
    assert len(told[table]) == len(found[table]) - 1
    runs.clear()
    again = load()
    assert_same(told, tables(again))
    assert {n for _, n in runs} <= {1}, runs
    assert again.corrections["status"].tolist() == ["in force"]
    assert_same(told, tables(load()))  # and what was kept of it is


@pytest.mark.parametrize("number", range(5))
def test_rows_made_anew_stand_where_their_article_stands(load, monkeypatch, number):
    monkeypatch.setattr(batches, "BATCH", 2)
    c = load()
    stage, whole = stages.stage("timexes"), chronology.find(c)
    key = c.articles["article_id"].iloc[number]
    chunks = Kept.chunks

    def without(kept, name):  # as if nothing had been found in the article before
        for table in chunks(kept, name):
            yield table.filter(pc.not_equal(table["article_id"], key))

    monkeypatch.setattr(Kept, "chunks", without)
    rows = pa.concat_tables(stages._patched(c, stage, [], frozenset([key]))).to_pandas()
    assert_frame_equal(rows[["article_id", "start"]], whole[["article_id", "start"]])


def test_what_could_not_be_replayed_is_told_though_nothing_is_made_again(load):
    c = load()
    found = tables(c)
    dates = found["timexes"]
    date = dates[~dates["timex_id"].isin(found["event_mentions"]["timex_id"])].iloc[0]
    lost = line(c, "events", "change", date, column="edtf", becomes="2019-06-05")
    log.write(c.handmade, [lost])
    told = []
    for _ in range(2):
        c = load()
        tables(c)
        told.append(c.corrections["status"].tolist())
    assert told[0] == told[1] == ["orphan"]


def test_a_table_that_a_reader_cut_down_is_taken_as_it_is(load):
    c = load()
    mentions = actors.find(c)
    some = mentions[mentions["type"] == "person"]
    own, whole = claims.find(c, some), claims.find(c, mentions)
    assert set(own["speaker_id"].dropna()) < set(whole["speaker_id"].dropna())
    assert_frame_equal(own, claims.find(corpus.load(c.folder, cache=None), some))


# rules


def names(c):
    return {name: stages.stage(name).name(c.handmade) for name in stages.MODULES}


def changed(folder, before):
    after = names(corpus.load(folder, cache=None))
    return {name for name, own in after.items() if own != before[name]}


def test_an_alias_more_is_another_rule_for_names_and_what_rests_on_them(folder):
    before = names(corpus.load(folder, cache=None))
    with (folder.parent / "handmade" / "aliases.csv").open("a", encoding="utf-8") as file:
        file.write("aze,the eastern side,nickname,,,,,\n")
    assert changed(folder, before) == {
        *("mentions", "ties", "statements", "stretches", "wordings", "numbers")
    }


def test_a_form_more_is_another_rule_for_wordings_alone(folder):
    before = names(corpus.load(folder, cache=None))
    with (folder.parent / "handmade" / "wording.csv").open("a", encoding="utf-8") as file:
        file.write("harbour,the pier,,,noun,\n")
    assert "wordings" in changed(folder, before)
    assert changed(folder, before).isdisjoint({"timexes", "mentions", "statements"})


def test_a_word_for_dates_is_another_rule_for_dates_and_what_rests_on_them(folder, monkeypatch):
    before = names(corpus.load(folder, cache=None))
    data = folder.parent / "data"
    shutil.copytree(lexicon.DATA, data)
    monkeypatch.setattr(lexicon, "DATA", data)
    with (data / "lexicon" / "months.csv").open("a", encoding="utf-8") as file:
        file.write("Brumaire,11,name\n")
    found = changed(folder, before)
    assert {"timexes", "statements", "ties"} <= found


# accidents


def test_a_run_that_is_broken_off_loses_one_batch_at_most(load, folder, monkeypatch, runs):
    monkeypatch.setattr(batches, "BATCH", 2)
    add = store.add

    def broken(place, files, *more):
        if article(folder, 4).name in [found.path for found in files]:
            raise KeyboardInterrupt
        return add(place, files, *more)

    with monkeypatch.context() as during:
        during.setattr(store, "add", broken)
        with pytest.raises(KeyboardInterrupt):
            load(ahead=["timexes"])
    assert runs == [("timexes", 2), ("timexes", 2)]
    runs.clear()
    c = load(ahead=["timexes"])
    assert runs == [("timexes", 1)]
    assert_frame_equal(chronology.find(c), chronology.find(corpus.load(folder, cache=None)))


@pytest.mark.parametrize("damage", ["cut", "empty", "gone", "bit"])
def test_damage_to_what_was_found_is_found_again(load, folder, damage):
    whole = plain(folder)
    tables(load())
    for path in sorted((folder.parent / "cache").rglob("*-*.parquet")):
        kept = path.read_bytes()
        middle = len(kept) // 3
        bit = kept[:middle] + bytes([kept[middle] ^ 255]) + kept[middle + 1 :]
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes({"cut": kept[:middle], "empty": b"", "bit": bit}[damage])
    shutil.rmtree(folder.parent / "cache" / "tables", ignore_errors=True)
    for each in (folder.parent / "cache").rglob("tables"):
        shutil.rmtree(each)
    for _ in range(2):
        assert_same(whole, tables(load()))


def test_a_full_disk_is_no_error(load, folder, monkeypatch):
    whole, c = plain(folder), load()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.pq, "write_table", full)
    assert_same(whole, tables(c))


def test_two_runs_at_once_keep_the_same(folder):
    code = (
        "import sys\n"
        "from crossread import corpus, scale, store\n"
        "store.SETTLED = -10**9\n"
        "corpus.Corpus.is_large = property(lambda _: True)\n"
        "for _ in range(3):\n"
        "    found = dict(scale.tables(corpus.load(sys.argv[1], cache=sys.argv[2])))\n"
        "print(len(found['mentions']), len(found['claims']))\n"
    )
    command = [sys.executable, "-c", code, str(folder), str(folder.parent / "cache")]
    run = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = {(each.communicate()[0].strip(), each.returncode) for each in run}
    whole = plain(folder)
    assert told == {(f"{len(whole['mentions'])} {len(whole['claims'])}", 0)}
    assert_same(whole, tables(corpus.load(folder, cache=folder.parent / "cache")))


def test_what_a_process_that_ends_was_at_is_done_again(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "MANY", 1)
    mark = tmp_path / "mark"

    def work(item):  # pickled whole, so a worker needs no import of this module
        if item == 2 and not mark.exists():
            mark.touch()
            os._exit(1)
        return item * 10

    assert list(batches.over(work, [1, 2, 3], "Counting")) == [10, 20, 30]


def test_the_command_makes_all_tables(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["crossread", "tables", str(RAW)])
    __main__.main()
    told = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert told["articles"] == "5 rows"
    assert told["mentions"] == "238 rows"
    assert set(stages.MODULES) | {"told", "named", "receipts"} < set(told)
