"""Which stretches of a page are for what."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread import headers, metadata

TITLE = "Velmora keeps northern pier closed"
LEAD = (
    "The port authority of Velmora said on Thursday that the northern pier would stay closed to "
    "freight until divers have searched the whole basin."
)
MORE = (
    "The dispute over the basin began in 1996, when a dredging contract was annulled by the court "
    "of the southern city."
)


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.part, text[part.start : part.end]) for part in headers.read(text).parts]


def body(text: str) -> list[str]:
    return [words for part, words in parts(text) if part == "body"]


def furniture(text: str) -> list[str]:
    return [words for part, words in parts(text) if part == "furniture"]


# above the body


def test_a_header_is_parted_by_what_each_line_is_for() -> None:
    text = (
        f"Today.Az \u00bb Politics \u00bb {TITLE}\n19 October 2020 [17:45] - Today.Az\n\n"
        f"By Trend\n\n{LEAD}\n\nCopyright \u00a9 Today.Az"
    )
    assert parts(text) == [
        ("furniture", "Today.Az \u00bb Politics \u00bb"),
        ("headline", TITLE),
        ("furniture", "19 October 2020 [17:45] - Today.Az"),
        ("byline", "By Trend"),
        ("body", LEAD),
        ("furniture", "Copyright \u00a9 Today.Az"),
    ]


def test_a_repeated_title_is_furniture() -> None:
    assert parts(f"...\n\n{TITLE}\n\n{TITLE}\n\n{LEAD}") == [
        ("furniture", "..."),
        ("headline", TITLE),
        ("furniture", TITLE),
        ("body", LEAD),
    ]


def test_a_crawlers_prefix_may_stand_on_the_line_of_the_body() -> None:
    assert parts(f" date 2020-11-20 By Trend {LEAD}") == [
        ("furniture", "date 2020-11-20"),
        ("byline", "By Trend"),
        ("body", LEAD),
    ]


def test_a_dateline_that_opens_the_body_is_a_part_of_its_own() -> None:
    assert parts(f"BAKU, April 6. /TASS/. {LEAD}") == [
        ("dateline", "BAKU, April 6. /TASS/."),
        ("body", LEAD),
    ]
    assert parts(f"**BAKU (TASS) \u2014** {LEAD}")[0] == ("dateline", "**BAKU (TASS) \u2014**")


def test_a_house_and_its_colon_before_the_body_are_a_byline() -> None:
    assert parts(f"Trend: {LEAD}") == [("byline", "Trend:"), ("body", LEAD)]


def test_a_deck_between_title_and_body_is_body() -> None:
    deck = "Divers search the basin as both cities blame each other"
    assert body(f"{TITLE}\n\n{deck}\n\n10 May 2020\n\n{LEAD}") == [deck, LEAD]


def test_buttons_navigation_and_counts_above_the_title_are_furniture() -> None:
    text = (
        f"Skip to content\nHome | Politics | World\nEN RU AZ\n\n{TITLE}\n\n"
        f"10 May 2020 13:45\n3 min read\nShare\n\n{LEAD}"
    )
    assert body(text) == [LEAD]
    assert dict(parts(text))["headline"] == TITLE


def test_the_lines_of_an_export_are_read_by_their_labels() -> None:
    text = f"From: Desk <a@example.org>\nSubject: {TITLE}\nDate: 10 May 2020 08:15\n\n{LEAD}"
    assert ("headline", TITLE) in parts(text)
    assert body(text) == [LEAD]


def test_one_labelled_line_alone_is_a_title() -> None:
    assert ("headline", "Region: three killed in a flood") in parts(
        f"Region: three killed in a flood\n\n{LEAD}"
    )


# the body


@pytest.mark.parametrize(
    "opening",
    [
        "Velmora - the largest port of the strait - stayed closed on Thursday, for one day.",
        "UNESCO - which has watched the site for years - said that the pier would stay closed.",
        "On 27 September 2020, the port authority of Velmora said that the pier would stay closed.",
        "September 27, 2020 was the day on which the port authority of Velmora closed its pier.",
        "Reuters reported on Thursday that the northern pier of Velmora would stay closed.",
        "By Thursday the northern pier of Velmora had been closed to freight for a whole week.",
        "Update on the search: divers found a second buoy on Thursday, the port authority said.",
        "Moscow, July 14 was a day of mourning in all of the towns, and flags were at half mast.",
        "Ilan Dovrest (Harbour Party) - a former diver - said that the pier would stay closed.",
        "\u201cWe will not hurry this work, and nobody will make us hurry it,\u201d Dovrest said.",
    ],
)
def test_a_first_sentence_is_not_taken_for_a_header(opening: str) -> None:
    assert parts(f"{TITLE}\n\n{opening}\n\n{MORE}") == [
        ("headline", TITLE),
        ("body", opening),
        ("body", MORE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "What happened",
        "- two tugs were sent",
        "DOVREST: We do not know.",
        "Latest figures show that 40 ships wait.",
        "The order can be read at https://port.example.org/17 in full.",
        "The sign \u00a9 on the chart was added by the court.",
        "\u201cThat is all.\u201d",
        "He left.",
    ],
)
def test_short_lines_between_paragraphs_are_body(line: str) -> None:
    assert body(f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{MORE}") == [LEAD, line, MORE]


@pytest.mark.parametrize("line", ["Advertisement", "Related: Flood in Perm", "Share this story"])
def test_buttons_between_paragraphs_are_furniture(line: str) -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{MORE}"
    assert body(text) == [LEAD, MORE]
    assert furniture(text) == [line]


def test_a_short_article_has_a_body() -> None:
    assert parts(f"{TITLE}\n\nThe pier is closed.") == [
        ("headline", TITLE),
        ("body", "The pier is closed."),
    ]


def test_an_article_of_one_paragraph_is_body() -> None:
    assert parts(LEAD) == [("body", LEAD)]


def test_a_transcript_is_body_from_its_first_turn() -> None:
    turns = [
        "QUESTION: When will the pier open?",
        "DOVREST: That is for the court to say, and it has had all of our papers since Monday.",
        "QUESTION: Thank you.",
    ]
    assert body("\n\n".join([LEAD, *turns])) == [LEAD, *turns]


def test_a_list_that_ends_an_article_is_body() -> None:
    items = ["- the northern pier", "- the old mole"]
    text = f"{TITLE}\n\n{LEAD} The order of the court names:\n\n" + "\n".join(items)
    assert body(text)[1:] == items


def test_a_hard_wrapped_paragraph_is_one_part() -> None:
    text = (
        "Velmora keeps pier closed\n\n"
        "The port authority of Velmora said on Thursday that the pier\n"
        "would stay closed to freight until divers have searched the\n"
        "whole basin, and that no date could be given for its opening.\n\n"
        "\"We will not hurry this work,\" the harbour master told the\n"
        "reporters who had come to the pier.\n"
    )  # fmt: skip
    assert [words.split()[-1] for words in body(text)] == ["opening.", "pier."]


@pytest.mark.parametrize(
    ("title", "paragraph"),
    [
        ("Порт Велморы закрыт для грузов",
         "Власти порта Велморы в четверг сообщили, что северный пирс останется закрытым."),
        ("ميناء فيلمورا مغلق أمام الشحن",
         "قالت سلطات ميناء فيلمورا يوم الخميس إن الرصيف الشمالي سيبقى مغلقا أمام سفن الشحن."),
        ("Վելմորայի նավահանգիստը փակ է",
         "Նավահանգստի իշխանությունները հինգշաբթի օրը հայտնեցին, որ կառամատույցը փակ կմնա։"),
        ("维尔莫拉港北码头关闭",
         "维尔莫拉港务局周四表示，在潜水员搜索整个港池之前，北码头将继续对货运关闭。"),
    ],
)  # fmt: skip
def test_other_scripts_have_titles_and_bodies(title: str, paragraph: str) -> None:
    assert parts(f"{title}\n\n{paragraph}") == [("headline", title), ("body", paragraph)]


def test_subheads_of_markdown_are_headlines() -> None:
    assert ("headline", "## Lamps") in parts(f"# {TITLE}\n\n{LEAD}\n\n## Lamps\n\n{MORE}")


# below the body


@pytest.mark.parametrize(
    "heading", ["Latest news", "Most read", "Comments (2)", "More from Reuters"]
)
def test_nothing_below_other_articles_is_body(heading: str) -> None:
    other = "Sydney extended its lockdown by four weeks on Wednesday, after a protracted order."
    assert body(f"{TITLE}\n\n{LEAD}\n\n{heading}\n\n{other}") == [LEAD]


@pytest.mark.parametrize(
    "line",
    [
        "Tags: ports, Velmora",
        "\u00a9 2020 Velmora Herald. All rights reserved.",
        "When using our materials, a link is required.",
        "If you found a typo you can notify us by pressing Ctrl+Enter",
        "Follow us on Twitter @velmora",
        "https://velmora.example.org/17",
        "11 May 2020 10:00",
        "[Back](https://x.org) | [Home](https://x.org/h)",
        "Read more",
        TITLE,
    ],
)
def test_what_follows_the_body_is_furniture(line: str) -> None:
    assert body(f"{TITLE}\n\n{LEAD}\n\n{line}") == [LEAD]


def test_a_block_of_links_amid_an_article_does_not_end_it() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\nRelated news\n\n{MORE}\n\n{LEAD}\n\n{MORE}"
    assert body(text) == [LEAD, MORE, LEAD, MORE]


def test_short_sentences_that_end_an_article_are_body() -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n\u201cNobody knows,\u201d he said.\n\nTags:\nVelmora"
    assert body(text) == [LEAD, "\u201cNobody knows,\u201d he said."]


def test_a_credit_below_the_body_is_a_byline() -> None:
    line = "Reporting by Ann Orn; Editing by Tom Hog"
    text = f"{TITLE}\n\nYEREVAN (Reuters) - {LEAD}\n\n{line}"
    assert parts(text)[-1] == ("byline", line)
    assert [f.value for f in headers.read(text).fields if f.field == "byline"] == ["Ann Orn"]


# always

LINES = st.sampled_from(
    [
        TITLE,
        LEAD,
        MORE,
        "By Trend",
        "Trend:",
        "...",
        "Share",
        "Tags:",
        "Latest",
        "BAKU, Oct.18",
        "19 October 2020 [17:45] - Today.Az",
        "Today.Az \u00bb Politics \u00bb A pier is closed",
        "BAKU, April 6. /TASS/. The pier is closed.",
        "11.09.2023, 10:16",
        "10:16",
        "date 2020-11-20 By Trend",
        "(c) 2020 Velmora Herald",
        "\u00a9",
        "https://x.org/2020/10/19/a",
        "Subject: a pier",
        "From: x",
        "# A pier",
        "**",
        "- one",
        "names:",
        "A | B",
        "Title here now | Velmora Herald",
        "By ",
        "Source: TASS",
        "Reuters, Armenia",
        "Updated 3 May 2020",
        "\u00a0",
        "QUESTION: Why?",
        "Comments (2)",
        "\x00",
        "\u2028",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(LINES, max_size=14).map("\n".join),
    st.lists(LINES, max_size=14).map("\n\n".join),
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=10).map(" \r\n".join),
)


def bare(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\0\ufeff")


@settings(max_examples=300)
@given(TEXTS)
def test_the_parts_hold_every_character_but_white_space_once_and_in_order(text: str) -> None:
    found = headers.read(text).parts
    assert bare("".join(text[part.start : part.end] for part in found)) == bare(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(part.start < part.end for part in found)


@settings(max_examples=300)
@given(TEXTS)
def test_every_field_lies_in_the_text_and_any_page_can_be_settled(text: str) -> None:
    page = headers.read(text)
    for field in page.fields:
        assert 0 <= field.start < field.end <= len(text)
    columns = metadata.settle(text, page, []).columns
    first, last = columns["published_start"], columns["published_end"]
    assert (first is None) == (last is None)
    assert first is None or first <= last


@pytest.mark.parametrize("odd", ["a" + " " * 20_000 + "b", "3 May 2020" + " " * 20_000 + "x"])
def test_long_gaps_cost_no_time(odd: str) -> None:
    start = time.perf_counter()
    headers.read(f"{odd}\n\n{LEAD}\n\n{odd}")
    assert time.perf_counter() - start < 2


def test_an_empty_text_has_neither_fields_nor_parts() -> None:
    for text in ("", " \n\n ", "\x00"):
        assert headers.read(text) == headers.Page([], [])


def test_decisions_of_another_folder_are_used() -> None:
    second = Path(__file__).parent / "second"
    text = (second / "raw" / "05_pelpress_parliament.txt").read_text(encoding="utf-8")
    gold = next(g for g in json.loads((second / "gold.json").read_text()) if g["path"][:2] == "05")
    page = headers.read(text, second / "handmade")
    assert metadata.settle(text, page, [], second / "handmade").columns["outlet"] == gold["outlet"]
    assert {"PLP", gold["headline"]} <= {text[f.start : f.end] for f in page.fields}
