"""What opens a report: place, day and the mark of a wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.headers import dateline

BODY = "The northern pier stays closed, the harbour master said."


def read(opening: str) -> tuple[str | None, str | None, str | None, str]:
    """Give place, day, house and what is left, of a paragraph that opens so."""
    text = f"{opening}{BODY}"
    found = dateline.find(text, 0, len(text))
    if found is None:
        return None, None, None, text
    place = text[slice(*found.place)] if found.place else None
    day = found.stamp.edtf if found.stamp else None
    return place, day, found.outlet, text[found.end :].lstrip()


@pytest.mark.parametrize(
    ("opening", "place", "day", "house"),
    [
        ("BAKU, Azerbaijan, Feb. 12. ", "BAKU, Azerbaijan", "XXXX-02-12", None),
        ("MOSCOW, May 16. /TASS/. ", "MOSCOW", "XXXX-05-16", "TASS"),
        ("YEREVAN, September 21. /ARKA/. ", "YEREVAN", "XXXX-09-21", "ARKA"),
        ("STEPANAKERT, OCTOBER 16, ARMENPRESS. ", "STEPANAKERT", "XXXX-10-16", "ARMENPRESS"),
        ("YEREVAN, 4 JANUARY, ARMENPRESS. ", "YEREVAN", "XXXX-01-04", "ARMENPRESS"),
        ("Baku. 21 August. REPORT.AZ/ ", "Baku", "XXXX-08-21", "Report"),
        ("Baku, October 18, AZERTAC ", "Baku", "XXXX-10-18", "AZERTAC"),
        ("September 23, Fineko/ ", None, "XXXX-09-23", "Fineko"),
        ("Baku, September 23, Fineko/abc.az. ", "Baku", "XXXX-09-23", "Fineko"),
        ("Baku/14.12.22/Turan: ", "Baku", "2022-12-14", "Turan"),
        ("Baku/12/13/23/Turan: ", "Baku", "2023-12-13", "Turan"),
        ("Baku/05/11/23/Turan: ", "Baku", "[2023-05-11,2023-11-05]", "Turan"),
        ("BAKU, March 22 (RIA Novosti) - ", "BAKU", "XXXX-03-22", "RIA Novosti"),
        ("MOSCOW. Oct 26 (Interfax) - ", "MOSCOW", "XXXX-10-26", "Interfax"),
        ("TEHRAN \u2013 ", "TEHRAN", None, None),
        ("TEHRAN- ", "TEHRAN", None, None),
        ("PRAGUE -- ", "PRAGUE", None, None),
        ("ORSK, Russia \u2014 ", "ORSK, Russia", None, None),
        ("YEREVAN / BAKU / GENEVA (Reuters) - ", "YEREVAN / BAKU / GENEVA", None, "Reuters"),
        ("Yerevan (AFP) \u2013 ", "Yerevan", None, "AFP"),
        ("BAKU, Azerbaijan (AP) \u2014 ", "BAKU, Azerbaijan", None, "AP"),
        ("STEPANAKERT. \u2013 ", "STEPANAKERT", None, None),
        ("Yerevan /Mediamax/. ", "Yerevan", None, "Mediamax"),
        ("BEIJING, Nov. 10 (Xinhua) -- ", "BEIJING", "XXXX-11-10", "Xinhua"),
        ("Tehran, Sept 28, IRNA \u2013 ", "Tehran", "XXXX-09-28", "IRNA"),
        ("Baku \u2013 APA. ", "Baku", None, "APA"),
        ("Baku. Rena Tahir \u2013 APA. ", "Baku", None, "APA"),
        ("Baku-APA. ", "Baku", None, "APA"),
        ("July 14 (UPI) -- ", None, "XXXX-07-14", "UPI"),
        ("ST. PETERSBURG, June 3. /TASS/. ", "ST. PETERSBURG", "XXXX-06-03", "TASS"),
        ("PORT ONDREL (Meridane Wire) \u2014 ", "PORT ONDREL", None, "Meridane Wire"),
    ],
)
def test_a_dateline_gives_place_day_and_house(
    opening: str, place: str | None, day: str | None, house: str | None
) -> None:
    assert read(opening) == (place, day, house, BODY)


@pytest.mark.parametrize(
    "opening",
    [
        "Velmora - the largest port of the strait - was closed on Thursday. ",
        "Velmora (population 40,000) - long a quiet town - was closed. ",
        "Ilan Dovrest (Harbour Party) - a former diver - said so. ",
        "UNESCO - which has watched the site for years - said so. ",
        "NATO \u2013 Russia talks ended without a result on Thursday. ",
        "PRESIDENT \u2013 I thank you for coming here tonight. ",
        "QUESTION: When will the pier open? ",
        "Moscow, July 14 was a day of mourning. ",
        "On 27 September 2020, the port was closed. ",
        "September 27, 2020 was the day on which it began. ",
        "In Baku, on May 3, ministers met. ",
        "Reuters reported on Thursday that it was closed. ",
        "IMAGE SOURCE,REUTERS ",
        "DOVREST: We do not know. ",
    ],
)
def test_a_sentence_that_opens_with_a_place_or_a_day_is_no_dateline(opening: str) -> None:
    assert read(opening)[3] == f"{opening}{BODY}"


def test_a_dateline_may_stand_alone_on_its_line() -> None:
    found = dateline.find("BAKU, Azerbaijan, Oct.18", 0, 24)
    assert found is not None
    assert (found.place, found.end) == ((0, 16), 24)


def test_an_author_beside_the_mark_is_left_out() -> None:
    text = "Azerbaijan, Baku, Oct. 13 / Trend E.Tari /"
    found = dateline.find(text, 0, len(text))
    assert found is not None
    assert found.outlet == "Trend"


PLACES_AND_HOUSES = "BAKU Yerevan TASS /TASS/ (AFP) Trend April 6 2020 Oct.18 The said"
PIECES = st.sampled_from([*PLACES_AND_HOUSES.split(), *",./-\u2013():*_ "])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=10).map(" ".join),
                 st.lists(PIECES, max_size=10).map("".join)))  # fmt: skip
def test_every_span_of_a_dateline_lies_inside_it(text: str) -> None:
    found = dateline.find(text, 0, len(text))
    if found is None:
        return
    assert 0 <= found.start < found.end <= len(text)
    for span in (found.place, found.mark, found.stamp and (found.stamp.start, found.stamp.end)):
        assert span is None or found.start <= span[0] < span[1] <= found.end
