"""Words are counted in the voice that they stand in, numbers are told with what they count."""

import math
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread import chronology, corpus, schema, wording
from crossread.wording import amounts, counted, listed, odds
from crossread.wording.find import Hit, longest

HEADING = "thing,form,variants,near,kind,note\n"
FORMS = """what was done,freed,free|frees|freeing,,verb,
what was done,taken,took,harbour*|pier,verb,
the strait,Long Strait,Long  Strait,,name,
the strait,Strait,,,name,
the strait,Northern Long Strait,,,name,
the paper,sea pact,pact of the sea,,noun,
the paper,pact,,,noun,
the ones at sea,strait pilots,,,noun,
"""
OUTLETS = """name,aliases,domains,country,kind,wire_marks,note
Gull Post,,gull.example,,site,,
Tern Times,,tern.example,,site,,
"""


def load(folder: Path, forms: str = FORMS, **articles: str) -> corpus.Corpus:
    raw, handmade = folder / "raw", folder / "handmade"
    for place in (raw, handmade):
        place.mkdir(parents=True)
    (handmade / "wording.csv").write_text(HEADING + forms, encoding="utf-8")
    (handmade / "outlets.csv").write_text(OUTLETS, encoding="utf-8")
    for name, text in articles.items():
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    return corpus.load(raw, handmade=handmade, cache=None)


def said(c: corpus.Corpus, *rows: tuple[str, str | None, str]) -> pd.DataFrame:
    """Make statements by hand: content, speaker and kind, of the first article that has it."""
    found = []
    for number, (words, speaker, kind) in enumerate(rows, 1):
        row = next(r for r in c.articles.itertuples() if words in r.text)
        start = row.text.index(words)
        span = {"start": start, "end": start + len(words), "article_id": row.article_id}
        about = {"text": words, "speaker": speaker, "kind": kind, "statement_id": f"s{number:07d}"}
        found.append(span | about | {"fragments": [[start, start + len(words)]]})
    return pd.DataFrame(found)


@pytest.fixture
def words(tmp_path):
    def tell(text: str, *statements) -> list[tuple]:
        c = load(tmp_path / "one", a=text)
        rows = wording.find(c, said(c, *statements) if statements else None)
        return [(r.text, r.form, r.voice) for r in rows.itertuples()]

    return tell


@pytest.fixture(scope="session")
def statements(example) -> pd.DataFrame:
    return said(
        example,
        ("The issue related to the ceasefire in the Nagorno-Karabakh region", "Lavrov", "indirect"),
        ("The positions of the US and France", "Lavrov", "direct"),
        ("Of course, the positions of the three co-chairs", "Lavrov", "direct"),
        ("We have been already convinced", "Lavrov", "direct"),
        ("the Armenian army had tried to attack", "Azerbaijan", "indirect"),
        ("the situation on the border has been relatively calm", "Azerbaijan", "indirect"),
        ("the situation on the border has been relatively calm", "Armenia", "indirect"),
    )


@pytest.fixture(scope="session")
def tables(example, statements) -> dict[str, pd.DataFrame]:
    found = wording.distinctive(example)
    return {
        "wordings": wording.find(example, statements),
        "words": found,
        "word_lines": wording.lines(example, found),
        "numbers": wording.numbers(example, statements),
    }


# tables


def test_every_row_is_where_it_says(example, tables):
    texts = example.articles.set_index("article_id")["text"]
    for name in ("wordings", "word_lines", "numbers"):
        assert len(tables[name]) > 20
        for row in tables[name].itertuples():
            assert texts[row.article_id][row.start : row.end] == row.text
            if pd.notna(row.sentence_start):
                assert row.sentence_start <= row.start and row.end <= row.sentence_end


@pytest.mark.parametrize("name", ["wordings", "words", "word_lines", "numbers"])
def test_tables_hold_what_the_data_package_says(tables, name):
    resource = next(r for r in schema.package()["resources"] if r["name"] == name)
    table = tables[name]
    assert list(table) == [f["name"] for f in resource["schema"]["fields"]]
    assert not table.duplicated(resource["schema"]["primaryKey"]).any()
    for field in resource["schema"]["fields"]:
        limits = field.get("constraints", {})
        allowed = limits.get("enum")
        assert not allowed or set(table[field["name"]].dropna()) <= set(allowed), field["name"]
        assert not limits.get("required") or table[field["name"]].notna().all(), field["name"]


def test_an_empty_corpus_has_no_words(tmp_path):
    c = load(tmp_path)
    assert wording.find(c).empty
    found = wording.distinctive(c)
    assert found.empty and wording.lines(c, found).empty
    assert wording.numbers(c).empty
    assert wording.told(c, wording.find(c)).empty


def test_a_folder_without_a_list_finds_no_form(tmp_path):
    c = load(tmp_path, a="The Strait was freed.")
    assert wording.find(c, handmade=tmp_path).empty


# forms


def test_forms_are_found_as_written(words):
    assert words("The pact of the sea FREED nobody.") == [
        ("pact of the sea", "sea pact", "own"),
        ("FREED", "freed", "own"),
    ]


def test_the_longest_form_of_a_thing_wins(words):
    found = words("They met in the Northern Long Strait, in the Long\nStrait and in the Strait.")
    assert [form for _, form, _ in found] == ["Northern Long Strait", "Long Strait", "Strait"]


def test_a_name_is_found_as_written_or_in_capitals(words):
    assert [w for w, _, _ in words("STRAIT, Strait, strait")] == ["STRAIT", "Strait"]


def test_a_form_is_a_whole_word(words):
    assert words("Freedom for Straitland, carefree; no sea pacts.") == []


def test_a_form_with_words_beside_it_needs_one_of_them_in_its_sentence(words):
    found = words("They took the harbour. They took a break. It was taken to the Harbourmaster.")
    assert [w for w, _, _ in found] == ["took", "taken"]


def test_a_form_inside_another_thing_or_a_longer_name_says_so(tmp_path):
    text = "All strait pilots know the Strait. They left for the Greater Strait Council of Ports."
    rows = wording.find(load(tmp_path, FORMS + "the strait,strait,,,noun,\n", a=text))
    assert list(zip(rows["text"], rows["inside"].fillna(""), strict=True)) == [
        ("strait pilots", ""),
        ("strait", "strait pilots"),
        ("Strait", ""),
        ("Strait", "Greater Strait Council"),
    ]


def test_the_region_in_the_name_of_a_war_and_of_a_body_is_told(tables):
    held = tables["wordings"].dropna(subset="inside")
    found = set(zip(held["text"], held["inside"], strict=True))
    assert ("Karabakh", "Second Karabakh War") in found
    assert ("Nagorno-Karabakh", "Nagorno-Karabakh Autonomous Region") in found
    assert ("ceasefire", "trilateral ceasefire statement") in found


PIECES = [
    "Strait",
    "Long",
    "Northern",
    "pact",
    "sea",
    "of",
    "the",
    "freed",
    ".",
    '"',
    " ",
    " ",
    "\n",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_kept_forms_of_a_thing_are_the_longest_and_never_overlap(text):
    rows = FORMS.splitlines()
    forms = [r.split(",") for r in rows]
    hits = [
        Hit(*m.span(), form)
        for form in (
            listed.Form(f[0], f[1], f[4], listed._pattern(way), None)
            for f in forms
            for way in (f[1], *f[2].split("|"))
            if way
        )
        for m in form.pattern.finditer(text)
    ]
    kept = longest(hits)
    for hit in hits:
        own = [k for k in kept if k.form.thing == hit.form.thing]
        over = [k for k in own if k.start < hit.end and hit.start < k.end]
        assert any(k.end - k.start >= hit.end - hit.start for k in over)
        assert len([k for k in own if k.start <= hit.start < k.end]) <= 1


# voices


def test_words_inside_a_quotation_are_never_the_outlets(words):
    found = words('The Strait was "freed", she said. “The pact is dead, the Strait” he added.')
    assert found == [
        ("Strait", "Strait", "own"),
        ("freed", "freed", "quoted"),
        ("pact", "pact", "quoted"),
        ("Strait", "Strait", "quoted"),
    ]


def test_a_form_that_direct_speech_cuts_is_quoted(words):
    assert words("It is the sea pact.", ("pact", "Ann", "direct")) == [
        ("sea pact", "sea pact", "quoted")
    ]


def test_what_is_paraphrased_is_reported_and_direct_speech_without_marks_is_quoted(words):
    text = "The Strait was freed, Ann said. The pact holds, Bo wrote. The Strait sleeps."
    found = words(
        text, ("The Strait was freed", "Ann", "indirect"), ("The pact holds", "Bo", "direct")
    )
    assert [v for _, _, v in found] == ["reported", "reported", "quoted", "own"]


def test_the_innermost_statement_speaks_and_two_sides_speak_together(tmp_path):
    c = load(
        tmp_path, a="Ann said that Bo said that the Strait is free. The pact is dead, all say."
    )
    spoken = said(
        c,
        ("Bo said that the Strait is free", "Ann", "indirect"),
        ("the Strait is free", "Bo", "indirect"),
        ("The pact is dead", "Ann", "indirect"),
        ("The pact is dead", "Cy", "indirect"),
        ("The pact", None, "indirect"),
    )
    rows = wording.find(c, spoken.iloc[:4]).set_index("text")
    assert rows["speaker"].to_dict() == {"Strait": "Bo", "free": "Bo", "pact": "Ann; Cy"}
    assert rows.loc["pact", "statement_id"] == "s0000003"
    nobody = wording.find(c, spoken.iloc[4:]).set_index("text")
    assert pd.isna(nobody.loc["pact", "speaker"]) and nobody.loc["pact", "voice"] == "reported"


def test_a_broken_statement_leaves_the_words_between_to_the_outlet(tmp_path):
    text = "The Strait, Ann of the pact said, is free."
    c = load(tmp_path, a=text)
    rows = said(c, (text[:-1], "Ann", "indirect"))
    rows["fragments"] = [[[0, 10], [33, 41]]]
    found = wording.find(c, rows)
    assert found.set_index("text")["voice"].to_dict() == {
        "Strait": "reported",
        "pact": "own",
        "free": "reported",
    }


def test_quotation_marks_decide_without_statements(example, tables, statements):
    bare = wording.find(example)
    with_speakers = tables["wordings"]
    assert (bare["voice"] == "reported").sum() == 0
    assert (with_speakers["voice"] == "reported").sum() == 4
    assert bare["start"].tolist() == with_speakers["start"].tolist()
    quoted = bare["voice"] == "quoted"
    assert (with_speakers.loc[quoted, "voice"] == "quoted").all()


TEXTS = st.text(st.sampled_from("ab \"“”’'.\n"), max_size=60)
CUTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


@settings(deadline=None)
@given(TEXTS, CUTS)
def test_stretches_hold_every_character_once(text, cuts):
    from crossread import text as texts
    from crossread.wording import voices

    spans = [(min(a, b), min(max(a, b), len(text))) for a, b in cuts]
    told = [
        voices.Said(f"s{i}", "x", a, b, ((a, b),), False) for i, (a, b) in enumerate(spans) if a < b
    ]
    parts = [(a, b, "body") for a, b in texts.paragraphs(text)]
    row = {"article_id": "a", "outlet": None, "published": None, "text": text}
    article = voices.Article(row, parts, [], told)
    found = list(article.stretches(0, len(text)))
    assert "".join(text[s.start : s.end] for s in found) == text
    quoted = {i for a, b, _ in parts for s in texts.quoted(text, a, b) for i in range(*s)}
    for stretch in found:
        for i in range(stretch.start, stretch.end):
            assert (stretch.voice == "quoted") == (i in quoted)
            around = [s for s in told if s.start <= i < s.end]
            least = min((s.end - s.start for s in around), default=None)
            assert (stretch.said and stretch.said.end - stretch.said.start) == least


# the list


@pytest.mark.parametrize(
    "row, told",
    [
        ("the strait,Strait,,,name,", "'Strait' stands for 'the strait' in row 5 too"),
        ("the strait,Narrows,Long Strait,,name,", "'Long Strait' stands for 'the strait' in row 4"),
        ("the strait,,x,,name,", "form is blank"),
        ("the strait,Narrows,,,noun phrase,", "not one of name, noun, verb"),
        ("the strait,Narrows, of the Sea,,,name,", "1 cells too many"),
        ("the strait,*,,,name,", "does not begin with a letter or digit"),
    ],
)
def test_a_row_that_cannot_be_meant_is_told(tmp_path, row, told):
    c = load(tmp_path, FORMS + row + "\n", a="The Strait.")
    with pytest.raises(ValueError, match="Mend") as error:
        wording.find(c)
    assert told in str(error.value)
    assert wording.check(c.handmade)["is_error"].all()


def test_the_command_checks_the_list(tmp_path):
    c = load(tmp_path, FORMS + "the strait,Strait,,,name,\n")
    asked = [sys.executable, "-m", "crossread", "check", str(c.handmade)]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert "'Strait' stands for 'the strait' in row 5 too" in found.stdout


def test_our_list_is_sound_and_gives_every_thing_several_forms(example):
    assert wording.check(example.handmade).empty
    rows = pd.read_csv(example.handmade / "wording.csv")
    assert rows.groupby("thing")["form"].size().min() > 1
    assert rows["note"].notna().all()


# words apart


def article(outlet: str, *sentences: str) -> str:
    return f"Copyright © {outlet}\n\nBy {outlet}\n\n" + "\n\n".join(sentences) + "\n"


def test_log_odds_are_those_of_a_worked_example():
    # y = 6 of 20 words here, 2 of 30 there; the prior gives the word 4 of 25 words
    one, z = odds.log_odds(6.0, 2.0, 20, 30, 4.0, 25)
    by_hand = math.log(10 / 35) - math.log(6 / 49)
    assert one == pytest.approx(by_hand) == pytest.approx(0.8473, abs=1e-4)
    assert (
        z == pytest.approx(by_hand / math.sqrt(1 / 10 + 1 / 6)) == pytest.approx(1.6408, abs=1e-4)
    )


def test_words_are_weighed_against_the_rest_with_the_corpus_as_prior(tmp_path):
    c = load(
        tmp_path,
        a=article("Gull Post", "Fog fog fog sea."),
        b=article("Tern Times", "Sea sea fog sun sun sun."),
    )
    assert c.articles["outlet"].tolist() == ["Gull Post", "Tern Times"]
    found = wording.distinctive(c).set_index(["whose", "word"])
    assert found.loc[("Gull Post", "fog"), ["n", "n_rest", "n_own", "n_others"]].tolist() == [
        3,
        1,
        4,
        6,
    ]
    # 10 words, 4 of them fog; two outlets of 5 words on average, so the prior weighs 5
    one, other = 3 + 5 * 0.4, 1 + 5 * 0.4
    by_hand = math.log(one / (4 + 5 - one)) - math.log(other / (6 + 5 - other))
    row = found.loc[("Gull Post", "fog")]
    assert row["log_odds"] == pytest.approx(by_hand)
    assert row["z"] == pytest.approx(by_hand / math.sqrt(1 / one + 1 / other))
    assert found.loc[("Tern Times", "fog"), "z"] == pytest.approx(-row["z"])
    assert not row["is_distinctive"]


def test_what_is_quoted_is_not_counted_for_the_outlet(tmp_path):
    c = load(
        tmp_path,
        a=article("Gull Post", 'Fog fog fog, "sea sea sea sea".'),
        b=article("Tern Times", "Sea fog sun."),
    )
    own = wording.distinctive(c).set_index(["whose", "word"])
    assert own.loc[("Gull Post", "fog"), "n_own"] == 3
    assert ("Gull Post", "sea") not in own.index
    assert wording.distinctive(c, voice="quoted").empty  # nobody else to set it apart from


def test_speakers_are_told_apart_by_their_quoted_words(tmp_path):
    c = load(tmp_path, a='"Fog fog fog", Ann said. "Sea sea sea", Bo said. Fog, Ann thinks.')
    spoken = said(c, ("Fog fog fog", "Ann", "direct"), ("Sea sea sea", "Bo", "direct"))
    found = wording.distinctive(c, "speaker", spoken)
    assert found.groupby("whose")["word"].first().to_dict() == {"Ann": "fog", "Bo": "sea"}
    assert found.set_index(["whose", "word"]).loc[("Ann", "fog"), "n"] == 3


def test_sentences_that_recur_count_once_for_each_outlet(tmp_path):
    same = "The old quarrel over the shoal began when nine trawlers came to the bank of herring."
    edited = same.replace("nine trawlers", "nine grey trawlers")
    c = load(
        tmp_path,
        a=article("Gull Post", same, "Herring herring."),
        b=article("Gull Post", edited),
        c=article("Tern Times", same),
    )
    found = wording.distinctive(c).set_index(["whose", "word"])
    assert found.loc[("Gull Post", "herring"), ["n", "n_rest", "n_articles"]].tolist() == [3, 1, 1]
    lines = wording.lines(c, found.reset_index())
    herring = lines[(lines["word"] == "herring") & (lines["whose"] == "Gull Post")]
    assert herring["is_counted"].tolist() == [True, True, True, False]


def test_a_sentence_that_recurs_weighs_no_more_in_the_prior(tmp_path):
    same = "Fog fog fog sea."
    c = load(
        tmp_path,
        a=article("Gull Post", same),
        b=article("Tern Times", same, "Sun sun sun."),
    )
    found = wording.distinctive(c).set_index(["whose", "word"])
    # 11 words are counted; in the prior 3 fog, 1 sea, 3 sun
    one = 3 + 5.5 * 3 / 7
    by_hand = math.log(one / (4 + 5.5 - one)) - math.log(one / (7 + 5.5 - one))
    assert found.loc[("Gull Post", "fog"), "log_odds"] == pytest.approx(by_hand)


def test_lines_that_count_are_as_many_as_is_counted(example, tables):
    for found in (tables["words"], wording.distinctive(example, size=2)):
        lines = wording.lines(example, found)
        counts = Counter(lines.loc[lines["is_counted"], ["whose", "word"]].apply(tuple, axis=1))
        for row in found.itertuples():
            assert counts[row.whose, row.word] == row.n


def test_counts_of_the_outlets_sum_to_those_of_all(tables):
    found = tables["words"]
    sums = found.groupby("word")["n"].transform("sum")
    assert (found["n"] + found["n_rest"] == sums).all()
    sizes = found.drop_duplicates("whose")
    assert (sizes["n_own"] + sizes["n_others"] == sizes["n_own"].sum()).all()


def test_words_that_stand_fewer_than_three_times_are_left_out(tables):
    assert (tables["words"]["n"] + tables["words"]["n_rest"]).min() == odds.LEAST


def test_in_the_articles_that_ship_no_word_stands_apart_beyond_chance(tables):
    assert not tables["words"]["is_distinctive"].any()
    assert tables["words"]["word"].nunique() == 85


def test_acronyms_stay_apart_from_words_but_not_in_capitals(tmp_path):
    body = article("Gull Post", "US aid came to us.", "THE US AID CAME TO THE GULLS.")
    c = load(tmp_path, a=body, b=article("Tern Times", "The US and us and us."))
    found = wording.distinctive(c, prior=1)
    assert found.groupby("word")["n"].sum()["us"] == 4


def test_words_are_told_apart_by_outlet_or_speaker_only(example):
    with pytest.raises(ValueError, match="by outlet or speaker"):
        wording.distinctive(example, by="article")


# numbers


def told(text: str) -> list[tuple]:
    return [(a.value, a.unit, a.of_what) for a in amounts.tag(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("They hold 20 percent of Ostreva.", (20, "percent", "Ostreva")),
        ("It fell by 3.5% in all.", (3.5, "percent", None)),
        ("and seven surrounding districts.", (7, None, "surrounding districts")),
        ("four UN Security Council resolutions on", (4, None, "UN Security Council resolutions")),
        ("the two South Sea countries began", (2, None, "South Sea countries")),
        ("killed 1,257 people and", (1257, None, "people")),
        ("They paid $2.4 million in cash.", (2.4e6, "USD", None)),
        ("They paid €12bn.", (12e9, "EUR", None)),
        ("It cost 300 thousand manats.", (300_000, "AZN", None)),
        ("some 12 km away", (12, "km", None)),
        ("two hundred and fifty soldiers fell", (250, None, "soldiers")),
        ("twenty-four ships came", (24, None, "ships")),
        ("a hundred boats", (100, None, "boats")),
        ("half of the fleet", (0.5, None, "fleet")),
        ("two-thirds of its voters", (0.6667, None, "voters")),
        ("a number of towns", (None, None, "towns")),
        ("dozens of sailors", (None, None, "sailors")),
        ("the 16-nation bloc, it", (16, None, "nation bloc")),
        ("three eastern and western countries", (3, None, "eastern and western countries")),
        ("three glass and metal boats", (3, None, "glass and metal boats")),
        ("killed 247 there", (247, None, None)),
        ("one soldier was", (1, None, "soldier")),
        ("1 1/2 tons", (1.5, "t", None)),
    ],
)  # fmt: skip
def test_a_number_has_its_value_unit_and_what_it_counts(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the pact",
        "Resolution 822 holds",
        "the 456th ship",
        "in the 1990s",
        "a Gull 737 landed",
        "No one came, and one another",
        "one of the things",
        "call +994 12 498 11 22 now",
        "call 555-0123",
        "Ann, 54, of Pellomar",
        "at 77 she sails",
        "a 6-year-old boy and two-month-long games",
        "see https://gull.example/2020/1189047 now",
        "they won 3-1",
        "1. Fog ahead",
        "id 783499116076687360 there",
        "before 2020 came",
        "the Salyut 6 station",
        "flight MH17 and F-16",
        "@fred_945 writes",
    ],
)
def test_what_counts_nothing_is_no_number(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text, mod",
    [
        ("more than 50 ships", "MORE_THAN"),
        ("about two ships", "APPROX"),
        ("at least $5 each", "EQUAL_OR_MORE"),
        ("$200 or less", "EQUAL_OR_LESS"),
        ("50 ships", None),
    ],
)
def test_how_a_number_is_meant_is_kept_beside_it(text, mod):
    assert [a.mod for a in amounts.tag(text)] == [mod]


def test_dates_clocks_and_lengths_of_time_are_no_numbers(tmp_path):
    text = "On 3 May 2020 at 17:45 two ships left. After 13 days, over a month, 6 came back."
    rows = wording.numbers(load(tmp_path, a=text))
    assert rows["text"].tolist() == ["two ships", "6"]


def test_a_number_is_as_of_the_one_date_of_its_sentence_else_of_its_article(tmp_path):
    text = (
        "date 2020-05-04\n\nTwo ships left on 3 May. Six sank. One ship of 1 May met one of 2 May."
    )
    rows = wording.numbers(load(tmp_path, a=text))
    assert list(zip(rows["value"], rows["as_of"], rows["as_of_basis"], strict=True))[:2] == [
        (2, "2020-05-03", "stated"),
        (6, "2020-05-04", "published"),
    ]
    assert rows["as_of_basis"].iloc[2] == "published"


def test_numbers_are_those_that_the_timexes_given_leave(tmp_path):
    c = load(tmp_path, a="date 2020-05-04\n\nTwo ships left on 3 May after 13 days.")
    timexes = chronology.find(c)
    rows = wording.numbers(c, timexes=timexes)
    assert rows["text"].tolist() == ["Two ships"] and rows["as_of"].tolist() == ["2020-05-03"]
    assert rows.equals(wording.numbers(c))
    assert "13 days" in wording.numbers(c, timexes=timexes.head(0))["text"].tolist()


def test_what_is_counted_ends_with_its_sentence(tmp_path):
    rows = wording.numbers(load(tmp_path, a="They sank 12\nSeveral ships came.\n"))
    assert rows["of_what"].isna().all()


FIVE = {
    "000": ["a number of military", "20 percent", "seven surrounding", "two South Caucasus"],
    "001": [
        "a number of military", "20 percent", "seven surrounding", "two South Caucasus",
        "three co-chairs",
    ],
    "002": [
        "20 percent", "seven surrounding", "two South Caucasus", "two documents", "four UN",
        "a number of territories",
    ],
    "003": ["20 percent", "seven surrounding", "two South Caucasus"],
    "004": ["two leaders", "seven adjacent", "three co-chairs"],
}  # fmt: skip


def test_the_numbers_of_the_articles_that_ship_are_those_marked_by_hand(example, tables):
    texts = dict(zip(example.articles["article_id"], example.articles["text"], strict=True))
    marked = {(k, t.index(w)) for k, t in texts.items() for w in FIVE[k[:3]]}
    found = tables["numbers"]
    assert set(zip(found["article_id"], found["start"], strict=True)) == marked
    share = found[found["unit"] == "percent"]
    assert share["value"].tolist() == [20] * 4 and set(share["of_what"]) == {"Azerbaijan"}
    assert share["is_recycled"].all()


def test_who_says_a_number_is_its_speaker(tables):
    spoken = tables["numbers"].dropna(subset="speaker")
    assert list(zip(spoken["text"], spoken["speaker"], spoken["voice"], strict=True)) == [
        ("three co-chairs", "Lavrov", "quoted")
    ]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["12", "3,000", "2.5", "two", "hundred", "one", "million", "$", "%", "percent",
             "ships", "of", "the", "a number of", "half", "more than", "Article", ",", ".", " ",
             "\n", "-", "½"]
        ),
        max_size=25,
    ).map(" ".join)
    | st.text(max_size=60)
)  # fmt: skip
def test_numbers_of_any_text_stand_where_they_say_and_never_overlap_dates(text):
    found = amounts.tag(text)
    for amount in found:
        assert text[amount.start : amount.end] == amount.text
        assert amount.of_what is None or amount.of_what in " ".join(text.split())
    assert all(a.start < b.start for a, b in pairwise(found))
    first = [(a.start, a.end) for a in found[:1]]
    assert all(a.start >= e for s, e in first for a in amounts.tag(text, first))


@given(st.integers(0, 10**12))
def test_digits_give_their_value(n):
    assert [a.value for a in amounts.tag(f"they had {n:,} ships")] == [n]
    assert [a.value for a in amounts.tag(f"they had ${n} here")] == [n]


def test_a_capital_does_not_hide_that_a_word_ends_what_is_counted():
    text = " ships And"
    assert counted.phrase(text, 0, len(text), False, False) == counted.Counted(1, 6, True)
