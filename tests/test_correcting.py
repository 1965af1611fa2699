"""What a panel's reader decides is written down, checked before, and counted at the next run."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from crossread import (
    actors,
    chronology,
    claims,
    corpus,
    corrections,
    figures,
    lexicon,
    overview,
    panels,
    provenance,
    reuse,
)
from crossread.corrections import belonging, listing, log
from crossread.corrections.log import Line, Place


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Copy what the suite ships, so that nothing of it is written to."""
    for name in ("raw", "handmade"):
        shutil.copytree(lexicon.DATA / name, tmp_path / name)
    return tmp_path / "raw"


@pytest.fixture
def c(raw: Path) -> corpus.Corpus:
    return corpus.load(raw, cache=None)


def dates(c: corpus.Corpus) -> panels.Panel:
    articles = overview.articles(c)
    return panels.explore(
        chronology.told(c),
        figures.chronology(articles),
        articles,
        choose=["outlet"],
        unit="dates",
        correct=corrections.offer(c, "timexes", tell=chronology.told),
    )


def words(panel: panels.Panel, row: int) -> str:
    return panel.spec["correct"]["words"][row]


def about(panel: panels.Panel, row: int, **more: Any) -> dict[str, Any]:
    """Decide about a row as the page does."""
    own = panel.spec["correct"]
    place = {name: own[name][row] for name in ("start", "end", "which")}
    decision = {
        "table": own["table"],
        "who": "Ada",
        "article_id": panel.spec["receipts"]["article_id"][row],
    }
    return decision | place | {"text": own["words"][row]} | more


def ask(panel: panels.Panel, decision: dict[str, Any], kind: str = "correct") -> dict[str, Any]:
    return panel._correct.answer({"kind": kind, "ask": "1", "decision": decision})


def statuses(c: corpus.Corpus) -> list[str]:
    return replace(c, decided=log.read(c.handmade)).corrections["status"].tolist()


# what is written


def test_a_decision_is_a_line_with_its_place_and_reason(c):
    panel = dates(c)
    answer = ask(
        panel,
        about(
            panel,
            0,
            action="change",
            column="value",
            was="PRESENT_REF",
            why="a\nreason",
            **{"is": "2020"},
        ),
    )
    assert (answer["ok"], answer["told"]) == (True, "Saved as line 2 of corrections.csv.")
    [line] = log.read(c.handmade)
    assert line[3:11] == (
        "Ada",
        "timexes",
        "change",
        "value",
        "PRESENT_REF",
        "2020",
        "a reason",
        "",
    )
    key, text = c.texts[line.place.sha256]
    assert (
        text[line.place.start : line.place.end]
        == line.place.text
        == panel.spec["correct"]["words"][0]
    )
    assert key == panel.spec["receipts"]["article_id"][0]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"is": "the tenth"}, "is no date"),
        ({"who": " "}, "give your name"),
        ({"text": "other words"}, "the article has"),
        ({"article_id": "none"}, "no place"),
        ({"action": "merge"}, "can't be done"),
        ({"column": "rule"}, "no column"),
        ({"action": "add", "is": "2020"}, "there already"),
        ({"start": "x"}, "invalid literal"),
    ],
)
def test_what_can_not_be_meant_is_refused_and_not_written(c, more, told):
    panel = dates(c)
    answer = ask(panel, about(panel, 0, action="change", column="value", **{"is": "2020"}) | more)
    assert not answer["ok"]
    assert told in answer["told"]
    assert log.read(c.handmade) == ()


def test_a_file_that_can_not_be_written_is_told(c, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log.appending, "append", full)
    panel = dates(c)
    answer = ask(panel, about(panel, 0, action="reject"))
    assert (answer["ok"], answer["told"]) == (False, "Not saved: the file: No space left on device")


def test_a_second_thought_undoes_the_first(c):
    panel = dates(c)
    for value in ("2020", "2019"):
        ask(
            panel,
            about(panel, 0, action="change", column="value", was="PRESENT_REF", **{"is": value}),
        )
    assert statuses(c) == ["undone", "in force", "in force"]
    assert dates(corpus.load(c.folder, cache=None)).rows["value"].iloc[0] == "2019"


def test_somebody_elses_decision_is_contradicted_openly(c):
    panel = dates(c)
    for value, who in (("2020", "Ada"), ("2019", "Eve")):
        answer = ask(
            panel, about(panel, 0, action="change", column="value", who=who, **{"is": value})
        )
    assert "It contradicts another, and neither is applied" in answer["told"]
    assert statuses(c) == ["conflict", "conflict"]


def test_what_was_decided_can_be_undone_once(c):
    panel = dates(c)
    key = ask(panel, about(panel, 0, action="reject"))["decided"]["correction_id"]
    undo = {"key": key, "who": "Eve", "why": "it is one"}
    assert ask(panel, undo | {"who": ""}, "undo")["ok"] is False
    assert (
        ask(panel, undo, "undo")["told"] == "Saved as line 3 of corrections.csv. Line 2 is undone."
    )
    assert "not in force any more" in ask(panel, undo, "undo")["told"]
    assert statuses(c) == ["undone", "in force"]


# what is shown


def test_without_corrections_a_panel_carries_no_second_figure(c):
    spec = dates(c).spec
    assert "states" not in spec and "others" not in spec
    assert spec["correct"]["decided"] == spec["correct"]["mine"] == []


def test_the_switch_shows_the_machine_the_corrected_and_the_difference(c):
    panel = dates(c)
    n = panel.spec["n"]
    told = panel.rows
    named = [i for i in range(n) if told["event_id"].isna()[i]]  # no event follows from them
    changed, gone = named[:2]
    ask(panel, about(panel, changed, action="change", column="value", **{"is": "1901"}))
    ask(panel, about(panel, gone, action="reject"))
    panel = dates(corpus.load(c.folder, cache=None))

    def shown(which: int) -> pd.DataFrame:
        panel.choice = {"shown": which}
        return panel.rows

    corrected, machine, difference = (shown(which) for which in range(3))
    assert machine["words"].tolist() == told["words"].tolist()
    assert machine["value"].tolist() == told["value"].tolist()
    assert len(corrected) == n - 1
    assert difference["value"].tolist().count("1901") == 1
    assert set(difference.index) == set(corrected.index) ^ set(machine.index)
    for rows, figure in zip(
        (corrected, machine, difference),
        (panel.spec["figures"], *panel.spec["others"]),
        strict=True,
    ):
        behind = [
            row
            for trace in figure[0]["data"]
            for own in trace.get("customdata", [])
            for row in (own if isinstance(own, list) else [own])
        ]
        assert set(behind) == set(rows.index)
    outlet = next(control for control in panel.spec["controls"] if control["name"] == "outlet")
    assert len(outlet["counted"]) == n - 1


def test_a_corrected_row_knows_what_was_decided_about_it(c):
    panel = dates(c)
    ask(panel, about(panel, 0, action="change", column="value", **{"is": "1901"}))
    spec = dates(corpus.load(c.folder, cache=None)).spec
    rows = [each["row"] for each in spec["correct"]["mine"]]
    assert {spec["states"][row] for row in rows} == {1, 2}
    assert {spec["correct"]["words"][row] for row in rows} == {panel.spec["correct"]["words"][0]}


def test_what_is_not_applied_is_told_in_every_panel_and_summary(c):
    panel = dates(c)
    ask(panel, about(panel, 0, action="reject"))
    first = c.folder / panel.spec["receipts"]["article_id"][0]
    first.write_bytes(first.read_bytes() + b"\n")
    again = corpus.load(c.folder, cache=None)
    [lost] = dates(again).spec["correct"]["trouble"]
    assert (lost["line"], lost["status"]) == (2, "orphan")
    assert "not applied (orphan: line 2)" in overview.aside(again)
    assert provenance.facts(again)["Corrections applied"] == "0; 1 are not"


def test_corrected_articles_are_no_longer_those_of_the_prose(c):
    assert c.is_example and overview.aside(c) == ""
    panel = dates(c)
    ask(panel, about(panel, 0, action="reject"))
    again = corpus.load(c.folder, cache=None)
    assert not again.is_example
    assert " 1 corrections are applied." in overview.aside(again)
    assert provenance.facts(again)["Corrections applied"] == "1"
    assert again.machine.is_example


def test_mentions_and_ties_follow_a_merge(c):
    named = actors.named(c)
    panel = panels.explore(
        named,
        figures.who,
        overview.articles(c),
        correct=corrections.offer(c, "mentions", tell=actors.named),
    )
    row = named.index[named["actor_id"] == "force_arm"][0]
    answer = ask(
        panel,
        about(
            panel,
            row,
            table="actors",
            action="merge",
            was="force_arm",
            which="",
            **{"is": "state_arm"},
        ),
    )
    assert answer["ok"], answer
    again = corpus.load(c.folder, cache=None)
    assert "force_arm" not in set(actors.named(again)["actor_id"])
    ties = actors.tied(again)
    assert "force_arm" not in {*ties["source_id"], *ties["target_id"]}
    rows, states = corrections.offer(again, tell=actors.tied).both(ties)
    assert len(rows) == len(states) > len(ties)


def test_a_page_gets_no_more_than_json(c):
    ask(panel := dates(c), about(panel, 0, action="reject"))
    json.dumps(dates(corpus.load(c.folder, cache=None)).spec)


# names that nobody listed


def test_a_new_actor_and_a_new_alias_go_to_their_tables_with_their_source(c):
    panel = dates(c)
    before = {name: (c.handmade / f"{name}.csv").read_bytes() for name in ("actors", "aliases")}

    def enlist(table: str, **cells: str) -> dict[str, Any]:
        cells = {"source": "a.txt, characters 3-9", "who": "Ada"} | cells
        return panel._correct.answer({"kind": "list", "table": table, "cells": cells})

    assert enlist("actors", actor_id="per_x", name="Xan, the Elder", type="person")["ok"]
    assert enlist("aliases", actor_id="per_x", form="Xan", kind="short")["ok"]
    for table, line in (
        ("actors", b'per_x,"Xan, the Elder",person,,,,added by Ada,"a.txt, characters 3-9"\n'),
        ("aliases", b'per_x,Xan,short,,,,,"source: a.txt, characters 3-9; added by Ada"\n'),
    ):
        assert (c.handmade / f"{table}.csv").read_bytes() == before[table] + line
    for table, cells, told in (
        ("actors", {"actor_id": "per_x", "name": "X", "type": "person"}, "stands twice"),
        ("actors", {"actor_id": "per_y", "name": "X", "type": "ghost"}, "not one of"),
        ("aliases", {"actor_id": "nobody", "form": "X", "kind": "short"}, "no actor has the key"),
        (
            "aliases",
            {"actor_id": "per_x", "form": "Xen", "kind": "short", "source": ""},
            "no source",
        ),
        ("outlets", {"name": "X"}, "can't be added"),
    ):
        answer = enlist(table, **cells)
        assert not answer["ok"] and told in answer["told"], answer
    listing.enlist(
        c.handmade / "new",
        "actors",
        {"actor_id": "a", "name": "A", "type": "person", "source": "b"},
    )
    assert (
        c.handmade / "new" / "actors.csv"
    ).read_text() == "actor_id,name,type,country,side,qid,note,source\na,A,person,,,,,b\n"


# statements, passages, claims


def decided(c: corpus.Corpus, *lines: Line) -> corpus.Corpus:
    return replace(
        c,
        decided=tuple(
            line._replace(number=n, correction_id=f"c{n}") for n, line in enumerate(lines, 2)
        ),
    )


def on(
    c: corpus.Corpus,
    row: Any,
    table: str,
    action: str,
    column: str = "",
    becomes: str = "",
    which: str = "",
) -> Line:
    shas = c.articles.set_index("article_id")["sha256"]
    place = Place(shas[row.article_id], int(row.start), int(row.end), row.text)
    return Line(0, "", "2020", "Ada", table, action, column, "", becomes, "", which, place)


@pytest.fixture(scope="module")
def made(example) -> tuple[pd.DataFrame, claims.Ledger]:
    statements = claims.find(example, actors.find(example))
    return statements, claims.resolve(example, statements)


def test_a_statements_speaker_span_cue_and_chain_can_be_corrected(example, made):
    statements, _ = made
    single = statements[~statements.duplicated(["article_id", "start", "end"], keep=False)]
    row = next(single[single["cue"].notna()].itertuples())
    lines = [
        on(example, row, "statements", "change", "speaker_id", "state_fra"),
        on(example, row, "statements", "change", "via", "A|B"),
        on(example, row, "statements", "change", "span", f"{row.start}-{row.end - 1}"),
        on(
            example,
            row,
            "statements",
            "change",
            "cue",
            f"{row.sentence_start}-{row.sentence_start + 3}",
        ),
    ]
    fixed = (
        claims.find(decided(example, *lines), actors.find(example))
        .set_index("statement_id")
        .loc[row.statement_id]
    )
    assert (fixed["speaker_id"], fixed["speaker"], fixed["via"], fixed["rule"]) == (
        "state_fra",
        "France",
        ["A", "B"],
        "corrected",
    )
    assert (fixed["end"], fixed["text"], fixed["fragments"]) == (
        row.end - 1,
        row.text[:-1],
        [[row.start, row.end - 1]],
    )
    assert (fixed["cue_start"], fixed["cue"]) == (
        row.sentence_start,
        example.texts[lines[0].place.sha256][1][row.sentence_start :][:3],
    )


def test_a_rejected_statement_holds_no_other(example, made):
    statements, _ = made
    outer = statements[statements["statement_id"].isin(statements["inside"].dropna())].iloc[0]
    fixed = decided(
        example,
        on(
            example,
            outer,
            "statements",
            "reject",
            which=outer["speaker_id"] if isinstance(outer["speaker_id"], str) else "",
        ),
    )
    left = claims.find(fixed, actors.find(example))
    assert len(left) == len(statements) - 1
    assert set(left["inside"].dropna()) <= set(left["statement_id"])


def test_a_passage_that_is_no_copy_leaves_the_others_or_ends_the_passage(example):
    passages = reuse.find(example)
    sizes = passages.groupby("passage_id")["article_id"].transform("nunique")
    for n, left in ((2, 0), (3, 2)):
        row = next(passages[sizes == n].itertuples())
        again = reuse.find(decided(example, on(example, row, "passages", "reject")))
        assert (again["passage_id"] == row.passage_id).sum() == left
        assert set(again["passage_id"]) >= set(passages["passage_id"]) - {row.passage_id}


def test_passages_of_claims_can_be_split_merged_rejected_and_told_otherwise(example, made):
    statements, ledger = made
    mentions = ledger.claim_mentions
    sizes = mentions.groupby("claim_id")["start"].transform("size")
    several, alone = (
        mentions[sizes > 2],
        mentions[(sizes == 1) & (mentions["stance"] == "own voice")],
    )
    one, other = next(several.itertuples()), next(alone.itertuples())

    def claim(ledger: claims.Ledger, row: Any) -> pd.DataFrame:
        table = ledger.claim_mentions
        own = table[
            (table["article_id"] == row.article_id)
            & (table["start"] == row.start)
            & (table["end"] == row.end)
        ]
        return table[table["claim_id"].isin(own["claim_id"])]

    def made_with(*lines: Line) -> claims.Ledger:
        fixed = decided(example, *lines)
        result = claims.resolve(fixed, statements)
        assert set(fixed.corrections["status"]) == {"in force"}
        assert result.claims["n_mentions"].sum() == len(result.claim_mentions)
        return result

    split = on(example, one, "claim_mentions", "split")
    merge = on(example, other, "claim_mentions", "merge", becomes=belonging.refer(split.place))
    size = len(claim(ledger, one))
    assert len(claim(made_with(split), one)) == 1
    assert len(claim(made_with(merge), other)) == size + 1
    for order in ((split, merge), (merge, split)):
        moved = claim(made_with(*order), other)
        assert moved["start"].tolist() == sorted(
            [one.start, other.start], key=moved["start"].tolist().index
        )
        assert set(moved["rule"]) == {"corrected"}
    assert claim(made_with(on(example, one, "claim_mentions", "reject")), one).empty
    denied = made_with(on(example, other, "claim_mentions", "change", "stance", "denied"))
    assert claim(denied, other)["stance"].tolist() == ["denied"]


def test_what_can_not_be_said_of_claims_is_listed(example, made):
    statements, ledger = made
    mentions = ledger.claim_mentions
    sizes = mentions.groupby("claim_id")["start"].transform("size")
    own = mentions[mentions["claim_id"] == mentions[sizes > 2]["claim_id"].iloc[0]]
    one, other = list(own.drop_duplicates(["article_id", "start"]).itertuples())[:2]
    split = on(example, one, "claim_mentions", "split")
    place = on(example, other, "claim_mentions", "split").place
    back = on(example, other, "claim_mentions", "merge", becomes=belonging.refer(split.place))
    lost = on(
        example, one, "claim_mentions", "merge", becomes=belonging.refer(place._replace(text="x"))
    )
    nowhere = on(example, one, "claim_mentions", "reject")
    nowhere = nowhere._replace(place=nowhere.place._replace(end=one.end - 1, text=one.text[:-1]))
    fixed = decided(example, split, back, lost, nowhere)
    claims.resolve(fixed, statements)
    assert fixed.corrections["status"].tolist() == ["in force", "conflict", "orphan", "orphan"]


def test_statements_passages_and_claims_can_be_corrected_in_their_panels(c):
    statements = claims.find(c, actors.find(c))
    passages = reuse.find(c)
    articles = overview.articles(c)
    tables = {
        "statements": claims.said(c, statements),
        "passages": reuse.recurring(c, passages),
        "claim_mentions": claims.receipts(c, claims.resolve(c, statements)),
    }
    for table, rows in tables.items():
        offer = corrections.offer(c, table)
        panel = panels.explore(
            rows, lambda _: figures.who(actors.named(c)), articles, correct=offer
        )
        main = panel.spec["correct"]["tables"][table]["main"]
        told = (
            words(panel, 0) if main == "text" else panel.spec["correct"]["values"][table][main][0]
        )
        for action, column, value in (("accept", main, told), ("reject", "", "")):
            answer = ask(panel, about(panel, 0, action=action, column=column, **{"is": value}))
            assert answer["ok"], answer
    assert statuses(c) == ["undone", "in force", "in force"] * 3
    again = corpus.load(c.folder, cache=None)
    fewer = claims.find(again, actors.find(again))
    assert len(fewer) == len(statements) - 1
    claims.resolve(again, fewer)
    assert len(reuse.find(again)) < len(passages)
    assert again.n_corrections >= 2  # a passage of the statement that is gone may be no more
