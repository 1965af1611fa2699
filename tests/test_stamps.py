"""What a printed date is read as."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import stamps


def read(text: str, *countries: str) -> list[str]:
    return [stamp.edtf for stamp in stamps.find(text, countries=frozenset(countries))]


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("Politics Materials 3 March 2023 13:26 (UTC +04:00)", "2023-03-03T13:26+04:00"),
        ("9 May 2020 18:00 (UTC+04:00)", "2020-05-09T18:00+04:00"),
        ("date 2020-12-21 By Trend", "2020-12-21"),
        ("12 August 2016 [11:05] - Today.Az", "2016-08-12T11:05"),
        ("Tue, 27 Sep 2022 12:00:00 +0400", "2022-09-27T12:00:00+04:00"),
        ("11.09.2023, 10:16", "2023-09-11T10:16"),
        ("July 6, 2023, 13:19", "2023-07-06T13:19"),
        ("16:05 GMT 29.09.2020", "2020-09-29T16:05Z"),
        ("17:35, 26 October 2020", "2020-10-26T17:35"),
        ("2021.04.17 18:13 GMT", "2021-04-17T18:13Z"),
        ("16 Sep. 10:50 (UTC+3 MSK)", "XXXX-09-16T10:50+03:00"),
        ("Wednesday, February 26 2020 11:04", "2020-02-26T11:04"),
        ("07 June 2023 / 12:00", "2023-06-07T12:00"),
        ("2023-09-20T11:16+0000", "2023-09-20T11:16+00:00"),
        ("June 6, 2016 - 9:40", "2016-06-06T09:40"),
        ("Sep 28, 2020, 9:37 PM", "2020-09-28T21:37"),
        ("Tue 10 Nov 2020 08.15 GMT", "2020-11-10T08:15Z"),
        ("6:04 PM GMT+1, September 20, 2023", "2023-09-20T18:04+01:00"),
        ("2023 April 12 (Wednesday) 17:09:02", "2023-04-12T17:09:02"),
        ("November 10, 2020 Tuesday 8:15 AM GMT", "2020-11-10T08:15Z"),
        ("August, 26, 2023 \u2013 09:54", "2023-08-26T09:54"),
        ("31 August, 2017\n14:05", "2017-08-31T14:05"),
        ("September 2017", "2017-09"),
        ("12 a.m. on 3 May 2020", "2020-05-03T00:00"),
        ("3 May 1969", "1969-05-03"),
        ("03.05.69", "1969-05-03"),
        ("03.05.68", "2068-05-03"),
    ],
)
def test_a_stamp_keeps_its_precision_and_its_zone(printed: str, edtf: str) -> None:
    assert read(printed) == [edtf]


def test_a_zone_that_is_not_stated_stays_unknown() -> None:
    assert read("19 October 2020 [17:45]") == ["2020-10-19T17:45"]


def test_a_year_that_is_not_stated_stays_unknown() -> None:
    assert read("April 6") == ["XXXX-04-06"]
    assert read("29 February") == ["XXXX-02-29"]


def test_an_abbreviated_zone_is_read_by_the_day_and_the_country() -> None:
    assert read("September 17, 2013 \u2013 15:39 AMT", "AM") == ["2013-09-17T15:39+04:00"]
    assert read("September 17, 2013 \u2013 15:39 AMT", "AM", "BR") == ["2013-09-17T15:39"]
    assert read("1 July 2013 10:00 MSK", "RU") == ["2013-07-01T10:00+04:00"]
    assert read("1 July 2015 10:00 MSK", "RU") == ["2015-07-01T10:00+03:00"]


def test_day_and_month_that_cannot_be_told_apart_stay_two_days() -> None:
    assert read("05/11/23") == ["[2023-05-11,2023-11-05]"]
    assert read("12/23/23") == ["2023-12-23"]
    assert read("07/07/2023") == ["2023-07-07"]


def test_dates_with_points_are_read_day_first() -> None:
    assert read("05.11.2023") == ["2023-11-05"]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2020",
        "Nov 0, 2020",
        "13.13.2020",
        "10.10.10.10",
        "3 May 9999 at 10:00",
        "of 2020",
        "https://x.org/2020/10/19/",
        "a 4-3 win",
        "May God help",
        "on Wednesday",
        "1,000 March",
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert not [stamp for stamp in stamps.find(text) if stamp.day and stamp.year]


def test_a_zone_beyond_the_farthest_is_not_read() -> None:
    assert read("2 May 2020 10:00 +9999") == ["2020-05-02T10:00"]


def test_an_interval_is_as_wide_as_what_was_stated() -> None:
    assert stamps.interval("2020-02") == (datetime(2020, 2, 1), datetime(2020, 2, 29, 23, 59, 59))
    assert stamps.interval("2020-10-19T17:45")[1] == datetime(2020, 10, 19, 17, 45, 59)
    assert stamps.interval("2020") == (datetime(2020, 1, 1), datetime(2020, 12, 31, 23, 59, 59))


def test_an_interval_is_in_utc_where_the_zone_is_stated() -> None:
    assert stamps.interval("2021-10-18T01:33+04:00")[0] == datetime(2021, 10, 17, 21, 33)


def test_an_interval_of_two_days_spans_both() -> None:
    first, last = stamps.interval("[2023-05-11,2023-11-05]")
    assert (first, last) == (datetime(2023, 5, 11), datetime(2023, 11, 5, 23, 59, 59))


def test_a_day_without_year_has_no_interval() -> None:
    assert stamps.interval("XXXX-04-06") == stamps.interval(None) == (None, None)


DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))
CLOCKS = st.times().map(lambda clock: time(clock.hour, clock.minute))
ZONES = st.one_of(st.none(), st.integers(-12 * 4, 14 * 4).map(lambda n: timedelta(minutes=15 * n)))
WAYS = [
    "%d %B %Y %H:%M",
    "%d %B %Y [%H:%M]",
    "%B %d, %Y, %H:%M",
    "%A, %B %d %Y %H:%M",
    "%a, %d %b %Y %H:%M",
    "%d.%m.%Y, %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y.%m.%d %H:%M",
    "%d %B %Y / %H:%M",
    "%H:%M, %d %B %Y",
    "%b %d, %Y, %I:%M %p",
]


@given(DAYS, CLOCKS, st.sampled_from(WAYS))
def test_any_day_and_hour_is_read_back_from_each_way_of_printing_it(
    day: date, clock: time, way: str
) -> None:
    printed = datetime.combine(day, clock).strftime(way)
    assert read(printed) == [f"{day}T{clock:%H:%M}"]


@given(DAYS, CLOCKS, ZONES, st.sampled_from(["{} (UTC {})", "{} (UTC{})", "{} {}"]))
def test_any_zone_is_read_back(day: date, clock: time, zone: timedelta | None, way: str) -> None:
    if zone is None:
        return
    minutes = int(zone.total_seconds()) // 60
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    printed = way.format(f"{day:%d %B %Y} {clock:%H:%M}", offset)
    assert read(printed) == [f"{day}T{clock:%H:%M}{offset}"]


@given(DAYS)
def test_any_day_in_numbers_is_among_the_days_read(day: date) -> None:
    for way in ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y"):
        [stamp] = stamps.find(day.strftime(way))
        assert str(day) in stamp.days


NUMBERS = "1 12 31 2020 1999 69 24 99 00 \u0662\u0660 04:00 0400 1st"
WORDS = "May Sept. March Tue Monday UTC GMT MSK am p.m. on of T Z x"
PIECES = st.sampled_from([*NUMBERS.split(), *WORDS.split(), *",./-:+[]() \n"])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=16).map("".join),
                 st.lists(PIECES, max_size=16).map(" ".join)))  # fmt: skip
def test_every_stamp_lies_in_the_text_and_its_interval_begins_before_it_ends(text: str) -> None:
    last = 0
    for stamp in stamps.find(text):
        assert last <= stamp.start < stamp.end <= len(text)
        assert text[stamp.start : stamp.end] == stamp.text
        first_moment, last_moment = stamps.interval(stamp.edtf)
        assert (first_moment is None) == (stamp.year is None)
        assert first_moment is None or first_moment <= last_moment
        last = stamp.end
