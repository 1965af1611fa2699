"""What the exports of the actors hold to be true: other programs read back what was written."""

import csv
import io
import json

import networkx as nx
import pandas as pd
import pytest

from crossread import actors, corpus, export


@pytest.fixture(scope="module")
def tables():
    c = corpus.load()
    mentions = actors.find(c)
    who = actors.resolve(c, mentions)
    return who, actors.ties(c, mentions), actors.terms(c), actors.named(c, mentions)


def test_gexf_and_graphml_hold_every_actor_and_every_pair(tables, tmp_path):
    who, ties, _, _ = tables
    pairs = ties.drop_duplicates(["source_id", "target_id", "kind"])
    for written, read in (
        (export.gexf(who, ties, tmp_path / "a.gexf"), nx.read_gexf),
        (export.graphml(who, ties, tmp_path / "a.graphml"), nx.read_graphml),
    ):
        graph = read(written)
        assert set(graph) == set(who["actor_id"])
        assert graph.number_of_edges() == len(pairs)
        assert sum(d["weight"] for *_, d in graph.edges(data=True)) == len(ties)


def test_the_same_rows_give_the_same_bytes(tables):
    who, ties, terms, _ = tables
    mixed = ties.sample(frac=1, random_state=2), who.sample(frac=1, random_state=2)
    assert export.gexf_text(who, ties) == export.gexf_text(mixed[1], mixed[0])
    assert export.graphml_text(who, ties) == export.graphml_text(mixed[1], mixed[0])
    assert export.followthemoney_text(who, terms) == export.followthemoney_text(mixed[1], terms)


def test_entities_point_at_one_another(tables):
    who, _, terms, _ = tables
    lines = export.followthemoney_text(who, terms).splitlines()
    found = {each["id"]: each for each in map(json.loads, lines)}
    assert len(found) == len(lines)
    held = [each for each in found.values() if each["schema"] == "Occupancy"]
    assert held
    for each in held:
        assert found[each["properties"]["post"][0]]["schema"] == "Position"
        assert found[each["properties"]["holder"][0]]["schema"] == "Person"


def test_mentions_are_one_row_each_with_their_sentence(tables):
    named = tables[3]
    rows = list(csv.DictReader(io.StringIO(export.mentions_text(named))))
    assert [row["words"] for row in rows] == named["words"].tolist()
    assert all(row["words"] in row["text"] for row in rows)


def test_a_formula_is_no_formula_and_a_tag_no_tag(tables):
    who, ties, _, named = tables
    hostile = "=1+1<script>&\x00\ufffe"
    graph = export.graphml_text(who.assign(name=hostile), ties)
    assert "<script>" not in graph and nx.parse_graphml(graph).number_of_nodes() == len(who)
    assert "<script>" not in export.gexf_text(who.assign(name=hostile), ties)
    rows = csv.DictReader(io.StringIO(export.mentions_text(named.assign(words="=1+1"))))
    assert {row["words"] for row in rows} == {"'=1+1"}


def test_nobody_gives_valid_files(tables, tmp_path):
    who, ties, terms, named = (table.iloc[:0] for table in tables)
    assert len(nx.read_gexf(export.gexf(who, ties, tmp_path / "a.gexf"))) == 0
    assert len(nx.parse_graphml(export.graphml_text(who, ties))) == 0
    assert export.followthemoney_text(who, terms) == ""
    assert export.mentions_text(pd.DataFrame(named)).count("\r\n") == 1
