"""What joins the dates of one happening, and what keeps those of two apart."""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from crossread import chronology, corpus, schema, stamps
from crossread.chronology import deeds, naming

MARK = re.compile(r"\[\[(.+?)\|(.+?)\]\]")


def marked(folder: Path, articles: Mapping[str, str]) -> tuple[corpus.Corpus, pd.DataFrame]:
    """Load articles whose dates are marked [[words|EDTF]], and make the table of the dates."""
    spans = []
    for name, text in articles.items():
        plain, done = "", 0
        for mark in MARK.finditer(text):
            plain += text[done : mark.start()]
            spans.append((f"{name}.txt", len(plain), mark[1], mark[2]))
            plain, done = plain + mark[1], mark.end()
        (folder / f"{name}.txt").write_text(plain + text[done:], encoding="utf-8")
    c = corpus.load(folder, cache=None)
    return c, pd.DataFrame([timex(c, n, *span) for n, span in enumerate(spans)])


def timex(c: corpus.Corpus, n: int, article: str, start: int, words: str, edtf: str) -> dict:
    rows = c.sentences[c.sentences["article_id"] == article]
    row = rows[(rows["start"] <= start) & (start < rows["end"])].iloc[0]
    first, last = bounds(edtf)
    about = {"timex_id": f"t{n:07d}", "article_id": article, "text": words, "edtf": edtf}
    return about | {
        "start": start,
        "end": start + len(words),
        "type": "TIME" if "T" in edtf else "DATE",
        "earliest": first,
        "latest": last,
        "part": "body",
        "sentence_start": row["start"],
        "sentence_end": row["end"],
    }


def bounds(edtf: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    first, _, last = edtf.partition("/")
    return pd.Timestamp(stamps.interval(first)[0]), pd.Timestamp(stamps.interval(last or first)[1])


@pytest.fixture
def joined(tmp_path):
    """Join the dates of marked articles; give them as 'words, words' of each event, sorted."""

    def join(**articles: str) -> list[str]:
        c, timexes = marked(tmp_path, articles)
        found = chronology.resolve(c, timexes)
        told = found.event_mentions.merge(timexes[["timex_id", "text"]], on="timex_id")
        return sorted(told.groupby("event_id")["text"].agg(lambda words: ", ".join(sorted(words))))

    return join


@pytest.fixture(scope="module")
def five(example) -> tuple[pd.DataFrame, chronology.Events]:
    timexes = chronology.find(example)
    return timexes, chronology.resolve(example, timexes)


def event(five, words: str) -> pd.Series:
    """Give the event that a date written so belongs to; all that are written so are of one."""
    timexes, found = five
    ids = timexes.loc[timexes["text"] == words, "timex_id"]
    events = found.event_mentions.loc[found.event_mentions["timex_id"].isin(ids), "event_id"]
    assert events.nunique() == 1
    return found.events.set_index("event_id").loc[events.iloc[0]]


# the articles that ship


def test_two_days_of_one_statement_are_one_event_in_conflict(five):
    told = event(five, "November 9")
    assert told.equals(event(five, "November 10, 2020"))
    assert (told["edtf"], told["n_articles"]) == ("2020-11-09/2020-11-10", 2)
    assert five[1].events["is_conflicting"].sum() == 1


def test_an_instant_is_of_the_day_that_its_place_counts(five):
    told = event(five, "Nov. 10, 2020")
    assert told.equals(event(five, "00:00 hours (Moscow time) on 10 November 2020"))
    assert told["earliest"] == pd.Timestamp("2020-11-09 21:00")
    assert not told["is_conflicting"]
    assert (told["n_mentions"], told["n_roots"]) == (3, 1)


def test_rival_accounts_of_one_beginning_are_one_event_of_two_families(example, five):
    told = event(five, "February 1988")
    assert told.equals(event(five, "1988"))
    assert (told["edtf"], told["n_articles"], told["n_roots"]) == ("1988-02", 5, 2)
    beside = chronology.accounts(example, five[1])
    beside = beside[beside["event_id"] == told.name]
    assert beside["n_articles"].tolist() == [4, 1]
    assert beside["edtf"].tolist() == ["1988", "1988-02"]
    assert ["after" in text for text in beside["text"]] == [False, True]


def test_a_passage_that_recurs_is_one_event(five):
    assert event(five, "Sept. 27")["n_mentions"] == 3
    assert event(five, "1994")["n_articles"] == 4
    assert event(five, "July 2020")["n_mentions"] == 2


def test_two_documents_of_one_sentence_are_two_events(five):
    days = {event(five, words)["edtf"] for words in ("October 10", "Oct.19")}
    later = five[1].events["edtf"].isin(["2020-10-18"])
    assert days == {"2020-10-10", "2020-10-19"}
    assert later.sum() == 1


def test_a_report_of_speech_is_an_event_and_the_day_of_printing_is_none(five):
    timexes, found = five
    assert "press conference" in event(five, "Oct.19")["label"]
    told = timexes[timexes["timex_id"].isin(found.event_mentions["timex_id"])]
    assert set(told["part"]) == {"body"}
    assert "today" not in set(told["text"])


def test_a_label_is_a_clause_of_a_mention_as_it_is_written(example, second):
    for c in (example, second):
        found = chronology.resolve(c, chronology.find(c))
        text = c.articles.set_index("article_id")["text"]
        for row in found.events.itertuples():
            told = found.event_mentions[found.event_mentions["event_id"] == row.event_id]
            spans = zip(told["article_id"], told["start"], told["end"], strict=True)
            assert any(row.label in text[key][start:end] for key, start, end in spans)
            assert 0 < len(row.label) <= naming.LONGEST


# what joins


def test_one_attack_told_in_other_words_is_one_event(joined):
    assert joined(
        a="Artillery shelled a market in the town of Orlenka on [[Monday|2022-03-14]].\n",
        b="The ministry denied that its guns had fired at the market in Orlenka on "
        "[[14 March|2022-03-14]].\n",
        c="A year after shells killed 17 people at the market in Orlenka on "
        "[[March 14, 2022|2022-03-14]], flowers were laid there.\n",
    ) == ["14 March, March 14, 2022, Monday"]


def test_a_vague_date_goes_with_the_one_exact_date_it_fits(joined):
    texts = {
        "a": "The war began on [[February 3|2022-02-03]], when troops crossed the Ister River.\n",
        "b": "The war started in [[February 2022|2022-02]] with an attack across the Ister.\n",
    }
    assert joined(**texts) == ["February 2022, February 3"]


def test_a_vague_date_that_fits_two_goes_with_none(joined):
    said = "Rebels attacked the barracks in Sabel on"
    other = "Rain fell.\nBread was dear.\nNobody came.\nThe harbour was shut.\nIt got colder.\n"
    assert joined(
        a=f"{said} [[May 3|2014-05-03]].\n{other}",
        b=f"{said} [[May 19|2014-05-19]].\n",
        c="In [[May|2014-05]], the barracks in Sabel were attacked by rebels.\n",
    ) == ["May", "May 19", "May 3"]


def test_a_vague_copy_goes_with_the_exact_one(joined):
    said = "the sea lane off the two old lighthouses of the southern cape was empty of all boats"
    assert joined(
        a=f"In [[July 2017|2017-07]], {said}.\n", b=f"On [[July 3, 2017|2017-07-03]], {said}.\n"
    ) == ["July 2017, July 3, 2017"]


def test_the_days_of_one_signing_are_in_conflict(joined):
    known = "The two armies fought over the Ister bridges in [[1996|1996]], and lost 300 men.\n"
    assert joined(
        a=f"date 2022-03-20\n\nThey signed a truce in Halmund on [[March 18|2022-03-18]].\n{known}",
        b=f"date 2022-03-21\n\nThe truce was signed on [[March 17|2022-03-17]].\n{known}",
    ) == ["1996, 1996", "March 17, March 18"]


def test_a_sentence_that_says_that_accounts_differ_dates_one_event_twice(joined):
    assert joined(
        a="The ministry says that the ferry was hit on [[September 12|2017-09-12]], while the "
        "coast guard maintains that the ferry was hit on [[September 11|2017-09-11]].\n"
    ) == ["September 11, September 12"]


# what keeps apart


def test_two_happenings_on_one_day_stay_two(joined):
    texts = {
        "a": "The exchange took place near the village of Lippen on [[Wednesday|2022-08-03]], the "
        "Red Cross said.\n",
        "b": "Guns shelled the village of Lippen on [[August 3|2022-08-03]], the Red Cross said.\n",
        "c": "A bomb exploded in Brastov on [[3 August|2022-08-03]], wounding a driver.\n",
    }
    assert len(joined(**texts)) == 3


def test_the_same_done_in_two_places_stays_two(joined):
    texts = {
        "a": "A court in Ashgan on [[Monday|2019-05-20]] sentenced a man to six years in prison.\n"
        "A court in Belmont on [[20 May|2019-05-20]] sentenced a banker to six years in prison.\n"
    }
    assert len(joined(**texts)) == 2


def test_two_dates_of_one_sentence_are_of_two_happenings(joined):
    other = "Rain fell.\nBread was dear.\nNobody came.\nThe harbour was shut.\nIt got colder.\n"
    assert joined(
        a="Guns hit the market in Orlenka on [[Monday|2022-03-14]], and rockets hit the market in "
        f"Orlenka on [[the same day|2022-03-14]].\n{other}"
    ) == ["Monday", "the same day"]


def test_attacks_on_one_town_on_two_days_are_no_conflict(joined):
    known = "The two armies fought over the Ister bridges in [[1996|1996]], and lost 300 men.\n"
    texts = {
        "a": f"date 2022-03-25\n\nTroops shelled Orlenka on [[March 14|2022-03-14]].\n{known}",
        "b": f"date 2022-03-25\n\nTroops shelled Orlenka on [[15 March|2022-03-15]].\n{known}",
    }
    assert joined(**texts) == ["15 March", "1996, 1996", "March 14"]


def test_a_second_attack_on_one_day_is_told_by_again(joined):
    texts = {
        "a": "Troops shelled the market in Orlenka on [[Monday|2022-03-14]].\n",
        "b": "Troops shelled the burning market in Orlenka again on [[March 14|2022-03-14]].\n",
    }
    assert len(joined(**texts)) == 2


def test_an_article_that_has_both_days_tells_of_two_signings(joined):
    known = "The two armies fought over the Ister bridges in [[1996|1996]], and lost 300 men.\n"
    one = "The accord on the Ister was signed on [[March 17|2022-03-17]].\n"
    other = "The accord on the Ister was signed on [[{}|2022-03-18]].\n"
    texts = {
        "a": f"date 2022-03-20\n\n{one}{other.format('March 18')}{known}",
        "b": f"date 2022-03-21\n\n{other.format('18 March')}{known}",
    }
    assert joined(**texts) == ["18 March, March 18", "1996, 1996", "March 17"]


def test_an_anniversary_is_not_what_it_recalls(joined):
    assert joined(
        a="Hundreds marched on [[June 20, 2016|2016-06-20]], a year after the peace agreement was "
        "signed in Marrin on [[June 20, 2015|2015-06-20]].\n",
        b="The government signed a peace agreement in Marrin on [[Saturday|2015-06-20]].\n",
    ) == ["June 20, 2015, Saturday", "June 20, 2016"]


def test_copies_that_date_their_sentence_otherwise_are_not_joined(joined):
    said = "The ministry said that {} shells had hit villages on the front near Lippen on"
    texts = {f"a{i}": f"{said.format(i)} [[May {i}|2022-05-0{i}]].\n" for i in (2, 5, 8)}
    assert len(joined(**texts)) == 3


# the tables


def test_the_same_articles_give_the_same_events(second):
    timexes = chronology.find(second)
    once, again = (chronology.resolve(second, timexes) for _ in range(2))
    assert once.events.equals(again.events)
    assert once.event_mentions.equals(again.event_mentions)


def test_events_stand_in_the_order_of_time_and_hold_their_mentions(second):
    timexes = chronology.find(second)
    found = chronology.resolve(second, timexes)
    assert found.events["earliest"].is_monotonic_increasing
    assert found.events["event_id"].tolist() == [
        f"e{n:04d}" for n in range(1, len(found.events) + 1)
    ]
    counts = found.event_mentions.groupby("event_id")["timex_id"].size()
    assert counts.to_dict() == found.events.set_index("event_id")["n_mentions"].to_dict()
    assert found.event_mentions["timex_id"].is_unique
    assert set(found.event_mentions["timex_id"]) <= set(timexes["timex_id"])


def test_no_dates_give_empty_tables(tmp_path):
    c = corpus.load(tmp_path, cache=None)
    found = chronology.resolve(c, chronology.find(c))
    for name, table in found._asdict().items():
        assert table.columns.tolist() == schema.arrow(name).names
        assert table.empty
    assert chronology.accounts(c, found).empty


# one sentence


def acts(sentence: str, *dates: str) -> list[set[str]]:
    spans = [(sentence.index(date), sentence.index(date) + len(date)) for date in dates]
    return [{f for f in deed.own if f.startswith("act")} for deed in deeds.read(sentence, spans)]


def test_a_word_counts_for_the_date_that_is_nearest():
    sentence = "The ministry denied on Wednesday that it had shelled Orlenka on March 14."
    assert acts(sentence, "Wednesday", "March 14") == [{"act:deny"}, {"act:attack"}]


def test_what_is_said_of_an_old_accord_was_not_done_on_its_day():
    assert acts("The accord of 2004 collapsed within a year.", "2004") == [set()]
    assert acts("The 1994 ceasefire was broken and talks began.", "1994") == [set()]


@pytest.mark.parametrize(
    ("sentence", "date", "label"),
    [
        ("In July 2017, the state closed its ports.", "July 2017", "the state closed its ports"),
        ("Back then, the war broke out in 1988.", "1988", "the war broke out"),
        ("He praised the declaration signed May 9.", "May 9", "the declaration signed May 9"),
        ("The 1994 truce was followed by talks.", "1994", "truce was followed by talks"),
    ],
)
def test_a_label_leaves_out_the_date_where_it_reads_well(sentence, date, label):
    at = sentence.index(date)
    assert naming.label(sentence, (at, at + len(date))) in (
        label,
        f"praised {label}",
        f"He praised {label}",
    )
