"""What is chosen of what an article says of itself."""

import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from crossread import corpus, headers, metadata

SECOND = Path(__file__).parent / "second"
COLUMNS = ("title", "outlet", "agency", "byline", "dateline_place", "published", "url")

TITLE = "Velmora keeps northern pier closed"
BODIES = (
    "The port authority of Velmora said on Thursday that the northern pier would stay closed to "
    "freight until divers have searched the whole basin.\n\nNo date was given for its opening.",
    "\u201cWe will not hurry this work,\u201d harbour master Ilan Dovrest told reporters on board "
    "of a tug, and added that the court had asked for time.\n\n\u201cThat is all,\u201d he said.",
    "Divers found a second buoy, and on 3 May 2004 a third one was said to lie at the mole, but "
    "the chart of 1996 shows none - a gap that no one has explained so far.",
)


def settle(text: str, *given: metadata.Given) -> dict[str, object]:
    return metadata.settle(text, headers.read(text), list(given)).columns


def notes(text: str, *given: metadata.Given) -> str:
    return "; ".join(metadata.settle(text, headers.read(text), list(given)).notes)


def check(text: str, **stated: str) -> None:
    """Compare all columns: what is not named among the stated is missing."""
    columns = settle(text)
    assert {c: columns[c] for c in COLUMNS} == {c: stated.get(c) for c in COLUMNS}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    ("header", "stated"),
    [
        (f"{TITLE}\n\nPolitics Materials 8 March 2023 13:26 (UTC +04:00)\n{TITLE}\n\n"
         "BAKU, Azerbaijan, March 8\n\nTrend:\n\n",
         {"title": TITLE, "outlet": "Trend", "byline": "Trend",
          "dateline_place": "BAKU, Azerbaijan", "published": "2023-03-08T13:26+04:00"}),
        (f"{TITLE}\n\n9 May 2020 18:00 (UTC+04:00)\n\nBAKU, Azerbaijan, May 9\n\n"
         "By Leman Zeyna - Trend:\n\n",
         {"title": TITLE, "outlet": "Trend", "byline": "Leman Zeyna",
          "dateline_place": "BAKU, Azerbaijan", "published": "2020-05-09T18:00+04:00"}),
        ("BAKU, Azerbaijan, Jan. 20\n\n",
         {"dateline_place": "BAKU, Azerbaijan", "published": "XXXX-01-20"}),
        (" date 2020-12-21 By Trend\n\n",
         {"outlet": "Trend", "byline": "Trend", "published": "2020-12-21"}),
        (" date 2017-07-31 \u00a9 Report\n\n", {"outlet": "Report", "published": "2017-07-31"}),
        (f"Today.Az \u00bb Politics \u00bb {TITLE}\n12 August 2016 [11:05] - Today.Az\n\n\n"
         "By Trend\n\n",
         {"title": TITLE, "outlet": "Today.Az", "agency": "Trend", "byline": "Trend",
          "published": "2016-08-12T11:05"}),
        (f"{TITLE}\n\nTue, 20 Sep 2022 12:00:00 +0400\n\n",
         {"title": TITLE, "published": "2022-09-20T12:00:00+04:00"}),
        (f"{TITLE}\n\nBAKU, May 16. /TASS/. ",
         {"title": TITLE, "outlet": "TASS", "dateline_place": "BAKU", "published": "XXXX-05-16"}),
        (f"{TITLE}\n\n12.09.2023, 10:16\n\nYEREVAN, September 12. /ARKA/. ",
         {"title": TITLE, "outlet": "ARKA", "dateline_place": "YEREVAN",
          "published": "2023-09-12T10:16"}),
        (f"{TITLE}\n\nSTEPANAKERT, OCTOBER 16, ARMENPRESS. ",
         {"title": TITLE, "outlet": "ARMENPRESS", "dateline_place": "STEPANAKERT",
          "published": "XXXX-10-16"}),
        (f"July 16, 2023, 13:19 {TITLE}\n\n", {"title": TITLE, "published": "2023-07-16T13:19"}),
        (f"{TITLE}\n\nBaku. 21 August. REPORT.AZ/ ",
         {"title": TITLE, "outlet": "Report", "dateline_place": "Baku",
          "published": "XXXX-08-21"}),
        (f"{TITLE}\n\nBaku, October 18, AZERTAC\n\n",
         {"title": TITLE, "outlet": "AZERTAC", "dateline_place": "Baku",
          "published": "XXXX-10-18"}),
        (f"{TITLE}\n\nSeptember 23, Fineko/ ",
         {"title": TITLE, "outlet": "Fineko", "published": "XXXX-09-23"}),
        (f"{TITLE}\n\nBaku/14.12.22/Turan: ",
         {"title": TITLE, "outlet": "Turan", "dateline_place": "Baku",
          "published": "2022-12-14"}),
        (f"{TITLE}\n\nBaku/12/13/23/Turan: ",
         {"title": TITLE, "outlet": "Turan", "dateline_place": "Baku",
          "published": "2023-12-13"}),
        (f"{TITLE}\n\nBaku/05/11/23/Turan: ",
         {"title": TITLE, "outlet": "Turan", "dateline_place": "Baku",
          "published": "[2023-05-11,2023-11-05]"}),
        (f"{TITLE}\n\n15 August 2019    Read: 2984\n\n",
         {"title": TITLE, "published": "2019-08-15"}),
        (f"{TITLE}\n\n2021.03.17 18:13 GMT\n\n",
         {"title": TITLE, "published": "2021-03-17T18:13Z"}),
        (f"{TITLE}\n\n17 Sep. 10:50 (UTC+3 MSK)\n\n",
         {"title": TITLE, "published": "XXXX-09-17T10:50+03:00"}),
        (f"{TITLE}\n\nWednesday, February 26 2020 11:04\n\n",
         {"title": TITLE, "published": "2020-02-26T11:04"}),
        (f"{TITLE}\n\nSeptember 27, 2013 \u2013 15:39 AMT\n\nPanARMENIAN.Net - ",
         {"title": TITLE, "outlet": "PanARMENIAN.Net", "published": "2013-09-27T15:39+04:00"}),
        (f"{TITLE}\n\n17 June 2023 / 12:00\n\n", {"title": TITLE, "published": "2023-06-17T12:00"}),
        (f"{TITLE}\n\n" + "2023-09-21T11:16+0000\n\n" * 3,
         {"title": TITLE, "published": "2023-09-21T11:16+00:00"}),
        (f"{TITLE}\n\nBAKU, March 22 (RIA Novosti) - ",
         {"title": TITLE, "outlet": "RIA Novosti", "dateline_place": "BAKU",
          "published": "XXXX-03-22"}),
        (f"{TITLE}\n\nJune 16, 2016 - 9:40\n\nTEHRAN \u2013 ",
         {"title": TITLE, "dateline_place": "TEHRAN", "published": "2016-06-16T09:40"}),
        (f"{TITLE}\n\nYEREVAN / BAKU / GENEVA (Reuters) - ",
         {"title": TITLE, "outlet": "Reuters", "dateline_place": "YEREVAN / BAKU / GENEVA"}),
        (f"{TITLE}\n\nYerevan (AFP) \u2013 ",
         {"title": TITLE, "outlet": "AFP", "dateline_place": "Yerevan"}),
        (f"{TITLE}\n\nBAKU, Azerbaijan (AP) \u2014 ",
         {"title": TITLE, "outlet": "AP", "dateline_place": "BAKU, Azerbaijan"}),
        (f"{TITLE}\n\nSTEPANAKERT. \u2013 ", {"title": TITLE, "dateline_place": "STEPANAKERT"}),
        (f"{TITLE}\n\nYerevan /Mediamax/. ",
         {"title": TITLE, "outlet": "Mediamax", "dateline_place": "Yerevan"}),
        (f"{TITLE.upper()}\n\n- 23.08.2020\n\nTASS (23 August 2020)\n\n",
         {"title": TITLE.upper(), "outlet": "TASS", "published": "2020-08-23"}),
    ],
)  # fmt: skip
def test_each_format_of_the_field_is_read(header: str, stated: dict[str, str], body: str) -> None:
    check(header + body, **stated)
    text = header + body
    parts = headers.read(text).parts
    said = " ".join(text[p.start : p.end] for p in parts if p.part == "body")
    assert said.split() == body.split()


@pytest.mark.parametrize(
    ("header", "stated"),
    [
        (f"{TITLE}\n\n31 August, 2017\n14:05\n\n",
         {"title": TITLE, "published": "2017-08-31T14:05"}),
        (f"14:22\n\n15.07.2020\n\n{TITLE}\n\n",
         {"title": TITLE, "published": "2020-07-15T14:22"}),
        (f"ARKA News Agency, Armenia\nMarch 13 2015\n\n{TITLE}\n\n",
         {"title": TITLE, "outlet": "ARKA", "published": "2015-03-13"}),
        (f"By AVET DEMO\nSeptember 28, 2020\n\n{TITLE}\n\nBAKU, Azerbaijan (AP) \u2014 ",
         {"title": TITLE, "outlet": "AP", "byline": "AVET DEMO",
          "dateline_place": "BAKU, Azerbaijan", "published": "2020-09-28"}),
        (f"{TITLE}\n\nPosted on November 10, 2020 by Ilan Orn\n\n",
         {"title": TITLE, "byline": "Ilan Orn", "published": "2020-11-10"}),
        ("From: Desk <desk@example.org>\nDate: Tue, 10 Nov 2020 08:15:00 +0400\n"
         f"Subject: {TITLE}\n\n",
         {"title": TITLE, "published": "2020-11-10T08:15:00+04:00"}),
        (f"{TITLE}\n\nThe Guardian (London)\n\nNovember 10, 2020 Tuesday 8:15 AM GMT\n\n"
         "Section: WORLD NEWS; Version:1\n\nLength: 512 words\n\nByline: Ann Rott\n\nBody\n\n",
         {"title": TITLE, "outlet": "The Guardian", "byline": "Ann Rott",
          "published": "2020-11-10T08:15Z"}),
        (f"Home | Politics | World | Economy\nEN RU AZ\n\n{TITLE}\n\n10 November, 2020 13:45\n\n",
         {"title": TITLE, "published": "2020-11-10T13:45"}),
        (f"{TITLE} | Velmora Herald\n\nBy Ilan Orn, Velmora Herald\n\n",
         {"title": TITLE, "outlet": "Velmora Herald", "byline": "Ilan Orn, Velmora Herald"}),
        (f"{TITLE}\n\nBy Azernews\n\nBy Sara Raj\n\n",
         {"title": TITLE, "outlet": "Azernews", "byline": "Sara Raj"}),
        (f"{TITLE}\n\nSource: Xinhua\n\n2020-11-10 21:03:41\n\n",
         {"title": TITLE, "outlet": "Xinhua", "published": "2020-11-10T21:03:41"}),
    ],
)  # fmt: skip
def test_layouts_of_lists_exports_and_blogs_are_read(header: str, stated: dict[str, str]) -> None:
    check(header + BODIES[0], **stated)


@pytest.mark.parametrize(
    "title",
    [
        "10 November 2020: the night that closed the pier",
        "Velmora marks 27 September 2020 as a day of mourning",
        "Who closed the northern pier of Velmora?",
        "Dovrest: \u201cWe will not hurry this work\u201d",
        "By road and by river, help reaches Velmora",
        "Source: Pier of Velmora to stay closed",
        "Video: Nine divers rescued at the pier",
        "Trend of accidents worries Velmora",
        "Share of freight in Velmora falls to a third",
        "Latest on the search in Velmora",
        "Velmora > Perm: where the freight went",
        "The Pier",
    ],
)
def test_a_title_is_not_taken_for_a_stamp_a_byline_or_a_button(title: str) -> None:
    check(f"{title}\n\n{BODIES[0]}", title=title)


def test_a_house_behind_the_title_runs_the_page() -> None:
    check(f"{TITLE} - TASS\n\n{BODIES[0]}", title=TITLE, outlet="TASS")


# the corpora

SHIPPED = {  # read by hand
    "000": ("Trend", None, None, None, None, "2020-11-10", None),
    "001": ("Trend", None, None, "2020-11-20", None, None, None),
    "002": ("Today.Az", "Trend",
            "FM: Russia hopes on quickly agreed mechanism for monitoring ceasefire in Karabakh",
            "2020-10-19T17:45", None, None, None),
    "003": ("Trend", None,
            "NATO ready to support ensuring peace in South Cacasus region - special rep",
            "2021-10-18T16:33+04:00", "BAKU, Azerbaijan", None, None),
    "004": ("TASS", None,
            "PRESIDENTS OF RUSSIA AND AZERBAIJAN DISCUSS REGIONAL ISSUES IN PHONE CALL",
            "2020-08-13", None, None, "https://tass.com/politics/1189047"),
}  # fmt: skip


def test_the_five_articles_say_of_themselves_what_a_reader_reads(example: corpus.Corpus) -> None:
    columns = ["outlet", "agency", "title", "published", "dateline_place", "not_before", "url"]
    table = example.articles.set_index(example.articles["path"].str[:3])[columns]
    read = {key: tuple(None if pd.isna(v) else v for v in row) for key, row in table.T.items()}
    assert read == SHIPPED


def test_another_story_is_read_as_well(second: corpus.Corpus) -> None:
    columns = [*COLUMNS, "not_before"]
    table = second.articles
    for gold in json.loads((SECOND / "gold.json").read_text(encoding="utf-8")):
        name, _, number = gold["article"].partition("#")
        row = table[table["path"].str.startswith(name)].iloc[int(number or 1) - 1]
        read = {column: None if pd.isna(row[column]) else row[column] for column in columns}
        assert read == {column: gold[column] for column in columns}, gold["article"]


def test_another_story_keeps_its_body_apart(second: corpus.Corpus) -> None:
    for gold in json.loads((SECOND / "gold.json").read_text(encoding="utf-8")):
        name, _, number = gold["article"].partition("#")
        article = second.articles[second.articles["path"].str.startswith(name)]
        article = article.iloc[int(number or 1) - 1]
        parts = second.paragraphs
        parts = parts[(parts["article_id"] == article["article_id"]) & (parts["part"] == "body")]
        body = [article["text"][p.start : p.end] for p in parts.itertuples()]
        assert len(body) == gold["n_body_paragraphs"], gold["article"]
        assert body[0].startswith(gold["first_body_words"])
        assert body[-1].endswith(gold["last_body_words"])


# rules of choice


def test_the_site_is_the_outlet_and_the_credited_house_the_agency() -> None:
    columns = settle(f"Today.Az \u00bb World \u00bb {TITLE}\n\nBy Trend\n\n{BODIES[0]}")
    assert (columns["outlet"], columns["agency"]) == ("Today.Az", "Trend")


def test_a_house_that_is_credited_alone_is_the_outlet() -> None:
    columns = settle(f"By Trend\n\n{BODIES[0]}")
    assert (columns["outlet"], columns["agency"]) == ("Trend", None)


def test_a_listed_address_names_the_outlet() -> None:
    columns = settle(f"{TITLE}\n\n{BODIES[0]}\n\n<https://tass.com/world/17>")
    assert (columns["outlet"], columns["url"]) == ("TASS", "https://tass.com/world/17")


def test_what_a_page_states_in_its_data_comes_before_its_text() -> None:
    given = [
        metadata.Given("published", "2020-10-19T14:00:00Z"),
        metadata.Given("outlet", "Velmora Herald"),
        metadata.Given("title", "A pier is closed"),
    ]
    text = f"{TITLE}\n\n18 October 2020 11:00\n\n{BODIES[0]}"
    columns = settle(text, *given)
    assert columns["published"] == "2020-10-19T14:00:00Z"
    assert (columns["outlet"], columns["title"]) == ("Velmora Herald", "A pier is closed")
    assert "the header states '18 October 2020 11:00'" in notes(text, *given)


def test_a_month_given_stays_a_month() -> None:
    assert settle(BODIES[0], metadata.Given("published", "2017-09"))["published"] == "2017-09"


def test_the_texts_own_day_is_kept_against_a_crawlers_and_the_conflict_is_told() -> None:
    text = f" date 2020-11-20 By Trend\n\nBAKU, November 18. /TASS/. {BODIES[0]}"
    assert settle(text)["published"] == "2020-11-18"
    assert "'2020-11-20' is stated too" in notes(text)


def test_a_crawlers_prefix_gives_the_year_that_a_dateline_leaves_out() -> None:
    text = f" date 2020-10-05 BAKU, Azerbaijan, Oct. 5\n\nTrend:\n\n{BODIES[0]}"
    assert settle(text)["published"] == "2020-10-05"
    assert "year taken from '2020-10-05'" in notes(text)
    text = f" date 2021-01-02 MOSCOW, December 31. /TASS/. {BODIES[0]}"
    assert settle(text)["published"] == "2020-12-31"


def test_a_date_in_words_settles_the_order_of_one_in_numbers() -> None:
    text = f"{TITLE}\n\n10.09.2023, 10:16\n\nYEREVAN, October 9. /ARKA/. {BODIES[0]}"
    assert settle(text)["published"] == "2023-10-09T10:16"
    assert "read month first" in notes(text)


def test_an_unknown_order_of_day_and_month_is_told() -> None:
    assert "can't be told apart" in notes(f"{TITLE}\n\nBaku/05/11/23/Turan: {BODIES[0]}")


def test_an_update_does_not_win_over_the_publication() -> None:
    text = f"{TITLE}\n\nUpdated 11 May 2020 10:00\nPublished 10 May 2020 09:00\n\n{BODIES[0]}"
    assert settle(text)["published"] == "2020-05-10T09:00"


def test_an_update_alone_is_taken_and_told() -> None:
    text = f"{TITLE}\n\nLast modified on 11 May 2020 10:00\n\n{BODIES[0]}"
    assert settle(text)["published"] == "2020-05-11T10:00"
    assert "only when it was updated" in notes(text)


def test_the_day_in_an_address_is_the_last_resort() -> None:
    text = f"{TITLE}\n\n{BODIES[0]}\n\nhttps://example.org/2020/05/11/pier"
    assert settle(text)["published"] == "2020-05-11"
    assert "read from the page's address" in notes(text)


def test_each_column_keeps_the_words_that_it_was_read_from() -> None:
    columns = settle(f"{TITLE}\n\n19 October 2020 [17:45] - Today.Az\n\nBy Trend\n\n{BODIES[0]}")
    assert columns["published_basis"] == "19 October 2020 [17:45]"
    assert columns["outlet_basis"] == "Today.Az"
    assert columns["agency_basis"] == "By Trend"
    assert columns["published_start"] == datetime(2020, 10, 19, 17, 45)


def test_a_text_that_says_nothing_of_itself_has_no_columns_filled() -> None:
    check(BODIES[0])
    check("")


# beside the header


def not_before(*sentences: str, published: str | None = None) -> tuple[str | None, str | None]:
    text, spans = " ".join(sentences), []
    for sentence in sentences:
        start = text.index(sentence)
        spans.append((start, start + len(sentence)))
    return metadata.not_before(text, spans, published)


def test_not_before_is_the_latest_past_date_reported() -> None:
    told = not_before("It began on 3 May 2020.", "In 2021 it ended.", "It was dug in 1996.")
    assert told == ("2021", "2021")


def test_not_before_leaves_out_what_lies_ahead() -> None:
    told = not_before("It closed on 3 May 2020.", "It will open on 1 June 2030.")
    assert told == ("2020-05-03", "3 May 2020")
    assert not_before("On 3 May 2020 he said it would open in 2030.")[0] == "2020-05-03"


def test_not_before_is_only_for_articles_without_a_day() -> None:
    assert not_before("It closed on 3 May 2020.", published="2020-05-04") == (None, None)
    assert not_before("It closed on 3 May 2020.", published="XXXX-05-04")[0] == "2020-05-03"
    assert not_before("It closed on Monday.") == (None, None)


def credits(body: str, outlet: str | None = None) -> list[tuple[str, str, str]]:
    found = metadata.credits(body, [(0, len(body))], outlet)
    return [(f.field, f.value, body[f.start : f.end]) for f in found]


def test_credits_name_the_house_by_the_words_beside_it() -> None:
    assert credits("The pier is shut, Trend reports citing TASS.") == [
        ("reports", "Trend", "Trend reports"),
        ("cites", "TASS", "citing TASS"),
    ]
    assert credits("He told Reuters so, according to the BBC.") == [
        ("interview", "Reuters", "told Reuters"),
        ("cites", "BBC", "according to the BBC"),
    ]


def test_credits_leave_out_the_outlet_itself_and_common_words() -> None:
    assert credits("The pier is shut, Trend reports.", outlet="Trend") == []
    assert credits("The report reported a trend, retold reuters.") == []


def test_a_language_is_told_by_the_body_or_not_at_all() -> None:
    assert metadata.language(BODIES[0], [(0, len(BODIES[0]))]) == "en"
    russian = "Власти порта сообщили в четверг, что северный пирс останется закрытым."
    assert metadata.language(russian, [(0, len(russian))]) == "ru"
    assert metadata.language("", []) is None


def test_rows_mark_the_candidates_that_columns_rest_on() -> None:
    text = f"{TITLE}\n\n19 October 2020 [17:45] - Today.Az\n\nBy Trend\n\n{BODIES[0]}"
    page = headers.read(text)
    rows = metadata.rows(text, page, metadata.settle(text, page, []), [])
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    used = {row["field"]: row["value"] for row in rows if row["is_used"]}
    assert used["stamp"] == "2020-10-19T17:45"
    assert used["site"] == "Today.Az"
