"""Mentions, actors and ties of a corpus can be counted by eye, and recycled text adds nothing."""

from pathlib import Path

import pandas as pd
import pytest

from crossread import actors, chronology, corpus, schema

DECISIONS = Path(__file__).parent / "decisions"  # an invented world
BACKGROUND = (
    "The quarrel over the Upper Shoal began in 1988 when Ostreva sent nine trawlers to the "
    "waters that Pellomar had held for a century."
)


def load(folder: Path, **articles: str) -> corpus.Corpus:
    raw = folder / "raw"
    raw.mkdir(parents=True)
    for name, text in articles.items():
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    return corpus.load(raw, handmade=DECISIONS, cache=None)


@pytest.fixture
def tied(tmp_path):
    def tell(text: str) -> list[tuple[str, str, str]]:
        c = load(tmp_path / "one", a=f"date 2020-10-10\n\n{text}\n")
        found = actors.ties(c, actors.find(c))
        return [(t.source_id, t.kind, t.target_id) for t in found.itertuples()]

    return tell


@pytest.fixture(scope="session")
def mentions(example) -> pd.DataFrame:
    return actors.find(example)


# tables


def test_every_mention_is_where_it_says(example, mentions):
    texts = example.articles.set_index("article_id")["text"]
    for row in mentions.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
        if pd.notna(row.sentence_start):
            assert row.sentence_start <= row.start and row.end <= row.sentence_end


def test_tables_hold_what_the_data_package_says(example, mentions):
    who = actors.resolve(example, mentions)
    tables = {"mentions": mentions, "actors": who, "ties": actors.ties(example, mentions)}
    for name, table in tables.items():
        resource = next(r for r in schema.package()["resources"] if r["name"] == name)
        assert list(table) == [f["name"] for f in resource["schema"]["fields"]]
        assert table[resource["schema"]["primaryKey"][0]].is_unique
        for field in resource["schema"]["fields"]:
            allowed = field.get("constraints", {}).get("enum")
            assert not allowed or set(table[field["name"]].dropna()) <= set(allowed)
    known = set(who["actor_id"])
    assert set(mentions["actor_id"].dropna()) == known
    assert set(tables["ties"]["source_id"]) | set(tables["ties"]["target_id"]) <= known


def test_an_empty_corpus_has_no_actors(tmp_path):
    c = load(tmp_path)
    found = actors.find(c)
    assert found.empty
    assert actors.resolve(c, found).empty
    assert actors.ties(c, found).empty


def test_a_folder_of_other_decisions_replaces_the_corpus_own(example):
    found = actors.find(example, DECISIONS)
    assert "state_arm" not in set(found["actor_id"])
    assert actors.resolve(example, found, DECISIONS)["name"].notna().all()


# the articles that ship


def test_a_third_of_the_names_of_the_articles_is_recycled(mentions):
    named = mentions[mentions["form"] == "name"]
    assert named["is_recycled"].mean() == pytest.approx(0.34, abs=0.02)


def test_offices_of_an_undated_article_are_those_after_what_it_reports(mentions):
    first = mentions[mentions["article_id"] == mentions["article_id"].iloc[0]]
    own = first[first["role"].isin(["president", "pm"]) & (first["form"] == "role")]
    assert own["name"].tolist() == ["Ilham Aliyev", "Nikol Pashinyan", "Vladimir Putin"]


def test_the_ties_of_the_articles_are_those_that_they_tell(example, mentions):
    found = actors.ties(example, mentions)
    name = mentions.drop_duplicates("actor_id").set_index("actor_id")["name"]
    plain = found[~found["kind"].isin(["spoke about", "mentioned together", "stated jointly"])]
    told = list(
        zip(
            plain["source_id"].map(name),
            plain["kind"],
            plain["target_id"].map(name),
            plain["date"],
            strict=True,
        )
    )
    assert told == [
        ("Jeyhun Bayramov", "called", "Wendy Morton", "2020-11-10/.."),
        ("Zakir Hasanov", "met", "Javier Colomina", "2021-10-18"),
        ("Vladimir Putin", "called", "Ilham Aliyev", "2020-08-13"),
        ("Vladimir Putin", "called", "Ilham Aliyev", "2020-08-12"),
        ("Ilham Aliyev", "congratulated", "Vladimir Putin", "2020-08-13"),
    ]


def test_a_joint_statement_ties_all_who_made_it(example, mentions):
    found = actors.ties(example, mentions)
    jointly = found[found["kind"] == "stated jointly"]
    sizes = jointly.groupby(["article_id", "start"]).size()
    assert set(sizes) == {3}  # three people, three pairs
    assert jointly["is_recycled"].sum() == 9


def test_a_tie_has_the_day_that_the_timexes_given_tell(tmp_path):
    c = load(tmp_path, a="date 2020-10-10\n\nAda Gull met with Dov Kite on 3 October.\n")
    found, timexes = actors.find(c), chronology.find(c)
    told = actors.ties(c, found, timexes=timexes)
    assert told["date"].tolist() == ["2020-10-03"]
    assert told.equals(actors.ties(c, found))
    other = actors.ties(c, found, timexes=timexes.assign(edtf="2020-10-04"))
    assert other["date"].tolist() == ["2020-10-04"]
    none = actors.ties(c, found, timexes=timexes.head(0))
    assert none["date_basis"].tolist() == ["published"]


# voice


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("\u201cWe agree,\u201d Ada Gull said.", "quoted"),
        ("\u201cWe agree,\u201d added Ada Gull.", "quoted"),
        ("Ada Gull said that it rains.", "paraphrased"),
        ("Ada Gull, who had come late, also said that it rains.", "paraphrased"),
        ("It rains, according to Ada Gull.", "paraphrased"),
        ("Ada Gull left.", "mentioned"),
        ("\u201cAda Gull said no,\u201d they sing.", "mentioned"),
    ],
)
def test_a_mention_speaks_where_a_verb_of_saying_stands_beside_it(tmp_path, text, voice):
    c = load(tmp_path, a=f"date 2020-10-10\n\n{text}\n")
    (found,) = actors.find(c).itertuples()
    assert (found.name, found.voice) == ("Ada Gull", voice)


# ties


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Ada Gull met with Dov Kite in Rome.", ("gull", "met", "kite")),
        ("Ada Gull met with a group led by envoy Dov Kite.", ("gull", "met", "kite")),
        ("Ada Gull phoned Dov Kite.", ("gull", "called", "kite")),
        (
            "A telephone conversation took place between Ada Gull and President Dov Kite.",
            ("gull", "called", "kite"),
        ),
        (
            "Ada Gull and Dov Kite discussed the weather in a phone call.",
            ("gull", "called", "kite"),
        ),
        ("Ostreva accused Pellomar of an attack.", ("ost", "accused", "pel")),
        ("Pellomar was accused by Ostreva of an attack.", ("ost", "accused", "pel")),
        (
            "The Ostrevan foreign minister congratulated the Pellomari president.",
            ("heron", "congratulated", "kite"),
        ),
        (
            "A joint statement was made by Ada Gull and Dov Kite.",
            ("gull", "stated jointly", "kite"),
        ),
        ("Ada Gull said that Dov Kite sings.", ("gull", "spoke about", "kite")),
        ("\u201cDov Kite sings,\u201d Ada Gull said.", ("gull", "spoke about", "kite")),
    ],
)
def test_a_deed_ties_those_who_do_it(tied, text, tie):
    found = [t for t in tied(text) if t[1] != "mentioned together"]
    assert found == [tie]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Gull came, and Dov Kite left.",
        "Ada Gull will meet Dov Kite.",
        "Ada Gull did not meet with Dov Kite.",
        "The two met before Ada Gull knew Dov Kite.",
    ],
)
def test_those_who_only_stand_in_one_sentence_are_mentioned_together(tied, text):
    assert tied(text) == [("gull", "mentioned together", "kite")]


def test_an_office_is_not_mentioned_together_with_its_state(tied):
    assert tied("The president of Pellomar left.") == []


def test_ties_that_are_told_are_no_mere_mention(tied):
    found = tied("Ada Gull met with Dov Kite, said Cara Tern.")
    assert ("gull", "met", "kite") in found
    assert {frozenset((a, b)) for a, kind, b in found if kind == "mentioned together"} == set()


# counts


def test_actors_are_counted_by_form_with_and_without_recycled_text(tmp_path):
    text = "date 2020-10-10\n\nAda Gull came. She sat. The Ostrevan president left.\n\n"
    c = load(tmp_path, a=text + BACKGROUND, b=f"date 2020-10-11\n\nIt rains.\n\n{BACKGROUND}\n")
    who = actors.resolve(c, actors.find(c)).set_index("actor_id")
    gull, state = who.loc["gull"], who.loc["ost"]
    counts = ["n_mentions", "n_named", "n_by_office", "n_by_pronoun", "n_in_group", "n_articles"]
    assert gull[counts].tolist() == [3, 1, 1, 1, 0, 1]
    assert state[["n_mentions", "n_articles", "n_mentions_fresh", "n_articles_fresh"]].tolist() == [
        *(2, 2, 0, 0)
    ]


def test_copies_of_a_background_paragraph_change_no_count_without_recycled_text(tmp_path):
    own = {
        "a": f"date 2020-10-10\n\nAda Gull accused Pellomar of theft.\n\n{BACKGROUND}\n",
        "b": f"date 2020-10-11\n\nDov Kite met with Cara Tern.\n\n{BACKGROUND}\n",
    }
    copies = {f"c{i}": f"date 2020-10-12\n\nBrief {i}.\n\n{BACKGROUND}\n" for i in range(100)}
    fresh = []
    for name, articles in (("few", own), ("many", own | copies)):
        c = load(tmp_path / name, **articles)
        found = actors.find(c)
        who = actors.resolve(c, found)
        ties = actors.ties(c, found)
        columns = [n for n in who if n.endswith("_fresh")]
        kept = ties[~ties["is_recycled"]][["source_id", "target_id", "kind", "article_id"]]
        fresh.append((who.set_index("actor_id")[columns].sort_index(), kept.reset_index(drop=True)))
        assert who.set_index("actor_id").loc["shoal", "n_mentions"] == len(articles)
    assert fresh[0][0].equals(fresh[1][0])
    assert fresh[0][1].equals(fresh[1][1])


def test_mentions_of_nobody_who_is_listed_are_no_actor(example, mentions):
    nobody = mentions.assign(actor_id=pd.Series(None, mentions.index, dtype="str"))
    assert actors.resolve(example, nobody).empty
    assert actors.resolve(example, nobody.head(1)).empty
