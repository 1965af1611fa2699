"""What a cluster of processes makes is what one process makes, row for row."""

import os
import shutil
import signal
import threading
import time

import pytest
from pandas.testing import assert_frame_equal

from crossread import batches, corpus, lexicon, panels, scale, stages, store
from crossread import overview as look

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module", autouse=True)
def settled():
    """Files count as settled at once."""
    with pytest.MonkeyPatch.context() as during:
        during.setattr(store, "SETTLED", -1_000_000_000)
        yield


@pytest.fixture(scope="module")
def client():
    how = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**how) as cluster, distributed.Client(cluster) as own:
        yield own


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The five articles, and twenty that are made of them, one of them a copy."""
    place = tmp_path_factory.mktemp("many") / "raw"
    shutil.copytree(lexicon.DATA / "raw", place)
    for n, path in enumerate(sorted(place.iterdir()) * 4):
        paragraphs = path.read_text("utf-8").split("\n")
        turned = paragraphs[n % 7 :] + paragraphs[: n % 7]
        (place / f"{n:02d}.txt").write_text("\n".join(turned).replace("2020", f"20{n % 3 + 18}"))
    shutil.copy(place / "03.txt", place / "copy.txt")
    return place


@pytest.fixture(scope="module")
def out(client, folder, tmp_path_factory):
    return scale.run(folder, tmp_path_factory.mktemp("out") / "tables", client, shares=4)


def assert_same(folder, out):
    plain = dict(scale.tables(corpus.load(folder, cache=None)))
    opened = dict(scale.tables(corpus.load(out)))
    assert plain.keys() == opened.keys()
    for name, table in plain.items():
        assert_frame_equal(table, opened[name], obj=name)


def test_the_five_articles_come_out_as_they_do_in_one_process(client, tmp_path):
    raw = lexicon.DATA / "raw"
    assert_same(raw, scale.run(raw, tmp_path / "out", client, shares=2))


def test_more_articles_come_out_as_they_do_in_one_process(folder, out):
    assert corpus.load(out).intake["status"].eq("duplicate").sum() > 0
    assert_same(folder, out)


def test_each_table_is_a_parquet_data_set(out):
    named = {path.parent.name for path in out.glob("*/part-*.parquet")}
    made = {"articles", "intake", "tellings", "events", "claims", "passages", *stages.MODULES}
    assert made <= named
    assert not (out / "work").exists()


def test_a_panel_opens_on_it(out):
    c = corpus.load(out)
    panel = panels.read(look.articles(c), c.paragraphs)
    assert panel.spec


def test_the_environment_may_name_it(out, monkeypatch):
    monkeypatch.setenv("CROSSREAD_DATA", str(out))
    assert corpus.load().folder == out


def test_other_decisions_than_it_was_made_with_are_an_error_not_a_mixture(out, tmp_path):
    shutil.copytree(out, tmp_path / "out")
    with (tmp_path / "out" / "handmade" / "aliases.csv").open("a", encoding="utf-8") as file:
        file.write("aze,the eastern side,nickname,,,,,\n")
    with pytest.raises(ValueError, match="found by other rules or decisions"):
        dict(scale.tables(corpus.load(tmp_path / "out")))


def test_a_second_run_reads_nothing_again(client, folder, out, tmp_path):
    parts = set((out / "parts").rglob("files.parquet"))
    scale.run(folder, out, client, shares=4)
    assert set((out / "parts").rglob("files.parquet")) == parts
    assert_same(folder, out)


def test_a_worker_killed_in_the_middle_loses_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 2)  # many parts, so that some are left to do
    how = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    out, killed = tmp_path / "out", []
    with distributed.LocalCluster(**how) as cluster, distributed.Client(cluster) as client:

        def kill():
            while len(list(out.rglob("files.parquet"))) < 3:
                time.sleep(0.05)
            pid = next(iter(client.run(os.getpid).values()))
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

        killer = threading.Thread(target=kill)
        killer.start()
        scale.run(folder, out, client, shares=4)
        killer.join()
        assert killed
        assert killed[0] not in client.run(os.getpid).values()
    assert_same(folder, out)
