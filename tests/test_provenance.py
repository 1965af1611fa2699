"""What a stamp holds to be true."""

import subprocess

from crossread import corpus, provenance


def test_a_stamp_names_corpus_corrections_versions_and_command(example):
    said = provenance.stamp(example)
    assert f"5 articles, SHA-256 `{example.hash}`" in said
    assert "Corrections applied: 0" in said
    assert all(f"{package} " in said for package in provenance.PACKAGES)
    assert "Command: `python -m crossread run`" in said


def test_corrections_in_force_are_counted(example, monkeypatch):
    monkeypatch.setattr(corpus.Corpus, "n_corrections", 2)
    assert provenance.facts(example)["Corrections applied"] == "2"


def test_articles_of_ones_own_have_to_be_named_in_the_command(tmp_path):
    c = corpus.load(tmp_path, cache=None)
    assert provenance.facts(c)["Command"].startswith("`CROSSREAD_DATA=path/to/these/articles ")
    assert provenance.period(c) == "no date stated"


def test_the_period_is_that_of_the_dates_stated(example):
    assert provenance.period(example) == "13 August 2020 to 18 October 2021"


def test_the_clock_is_never_asked(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert provenance.moment() is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1603065600")
    assert provenance.moment() == "19 October 2020"


def test_the_commit_is_named_with_what_was_changed_since(tmp_path, monkeypatch):
    monkeypatch.setattr(provenance.lexicon, "PROJECT", tmp_path)
    assert provenance.commit() is None
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    (tmp_path / "a").write_text("1")
    for words in (["init", "-q"], ["add", "a"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True)
    head = provenance.commit()
    assert len(head) == 12
    (tmp_path / "a").write_text("2")
    assert provenance.commit() == f"{head}, with changes that are not committed"
