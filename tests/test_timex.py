"""Time expressions are found where they stand, and mean the days that a reader would say."""

import csv
import re
import sys
import time
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import edtf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossread import lexicon, timex
from crossread.timex import bounds, grammar, holidays, numbers, rules, words

GOLD = Path(__file__).parent / "gold" / "timexes.csv"
THURSDAY = "2020-08-13"  # and the middle of the third quarter
PUBLISHED = {
    "000_0f2269467a458582.txt": None,
    "001_e2b63ac1b29849aa.txt": "2020-11-20",
    "002_36f9cee1731ba835.txt": "2020-10-19T17:45",
    "003_31af6fd50167ba3e.txt": "2021-10-18T16:33+04:00",
    "004_a30330e5f04940d9.txt": THURSDAY,
}


def found(text: str, anchor: str | None = THURSDAY) -> list[tuple[str, str]]:
    return [(one.text, one.value) for one in timex.tag(text, anchor)]


def only(text: str, anchor: str | None = THURSDAY) -> timex.Timex:
    (one,) = timex.tag(text, anchor)
    return one


# the articles that ship


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_time_of_the_articles_is_found_and_no_other(name):
    text = (lexicon.DATA / "raw" / name).read_text(encoding="utf-8")
    with GOLD.open(encoding="utf-8", newline="") as file:
        gold = [row for row in csv.DictReader(file) if row["file"] == name]
    told = [(t.start, t.text, t.type, t.value) for t in timex.tag(text, PUBLISHED[name])]
    assert told == [(int(r["start"]), r["text"], r["type"], r["value"]) for r in gold]


# what news writes

TELLING = [
    # days and months
    ("He left on Oct.19.", "Oct.19", "2019-10-19"),
    ("It began on Nov. 27.", "Nov. 27", "2019-11-27"),
    ("signed on 10 November 2020 in", "10 November 2020", "2020-11-10"),
    ("printed 13.08.2020", "13.08.2020", "2020-08-13"),
    ("printed 2020-08-13", "2020-08-13", "2020-08-13"),
    ("They spoke on Wednesday.", "Wednesday", "2020-08-12"),
    ("They will speak on Wednesday.", "Wednesday", "2020-08-19"),
    ("They had been due to speak on Wednesday.", "Wednesday", "2020-08-12"),
    ("They announced the plan Wednesday.", "Wednesday", "2020-08-12"),
    ("Fighting began on Thursday.", "Thursday", "2020-08-13"),
    ("in July of this year", "July of this year", "2020-07"),
    ("in February last year", "February last year", "2019-02"),
    ("on last Oct. 23 he", "last Oct. 23", "2019-10-23"),
    ("on 12 July they", "12 July", "2020-07-12"),
    ("In 1988 they asked; in February they left.", "February", "1988-02"),
    ("since the 7th.", "the 7th", "2020-08-07"),
    ("on May 9 and 10.", "10", "2020-05-10"),
    ("between 10 and 12 May", "10", "2020-05-10"),
    ("from 26 to 28 June", "26", "2020-06-26"),
    ("8-10 July", "8-10 July", "2020-07-08/2020-07-10"),
    ("from late Sept. to early Nov. 2020", "late Sept. to early Nov. 2020", "2020-09/2020-11"),
    # reckoned from another date
    ("It fell last week.", "last week", "2020-W32"),
    ("It came on May 4. He died two days earlier.", "two days earlier", "2020-05-02"),
    ("It came on May 4. The following day he fled.", "The following day", "2020-05-05"),
    ("The village fell on May 4. The next month it", "The next month", "2020-06"),
    ("He left three months ago.", "three months ago", "2020-05"),
    ("It will open in two weeks' time.", "two weeks' time", "2020-W35"),
    ("He stayed over the weekend.", "the weekend", "2020-W32-WE"),
    ("the day before yesterday", "the day before yesterday", "2020-08-11"),
    ("by the end of the month", "the end of the month", "2020-08"),
    ("in the early days of July", "the early days of July", "2020-07"),
    ("She demanded that they leave by Saturday.", "Saturday", "2020-08-15"),
    ("In May 2020 it fell. It had risen a month earlier.", "a month earlier", "2020-04"),
    ("It opened May 4. It will end October 31. A day earlier it", "A day earlier", "2020-05-03"),
    # longer than months
    ("from 1992-1994", "1992-1994", "1992/1994"),
    ("in 1994-95 they", "1994-95", "1994/1995"),
    ("in the 2019/20 financial year", "2019/20 financial year", "2019/2020"),
    ("the 1990s", "the 1990s", "199"),
    ("in the late eighties", "the late eighties", "198"),
    ("in the 20th century", "the 20th century", "19"),
    ("in the third quarter", "the third quarter", "2020-Q3"),
    ("in Q1 2020", "Q1 2020", "2020-Q1"),
    ("in the first half of 2019", "the first half of 2019", "2019-H1"),
    ("in fiscal 1989", "fiscal 1989", "1989"),
    ("in FY2020", "FY2020", "2020"),
    ("the quarter ended July 31", "the quarter", "2020-Q2"),
    ("the summer of 2019", "the summer of 2019", "2019-SU"),
    ("last winter", "last winter", "2019-WI"),
    ("since nineteen ninety-four", "nineteen ninety-four", "1994"),
    ("on Christmas Eve", "Christmas Eve", "2020-12-24"),
    ("on Good Friday 2021", "Good Friday 2021", "2021-04-02"),
    ("the 1994 ceasefire agreement", "1994", "1994"),
    # clocks
    (
        "from 00:00 hours (Moscow time) on 10 November 2020",
        "00:00 hours (Moscow time) on 10 November 2020",
        "2020-11-10T00:00+03:00",
    ),
    ("at 5 p.m. on Wednesday it ended", "5 p.m. on Wednesday", "2020-08-12T17:00"),
    ("at 0012GMT", "0012GMT", "2020-08-13T00:12Z"),
    ("at 10:00 local time", "10:00 local time", "2020-08-13T10:00"),
    ("It came at 8 a.m. (0400 GMT) on Monday.", "8 a.m.", "2020-08-10T08:00"),
    ("It was shut from 7 p.m. to 6 a.m.", "6 a.m.", "2020-08-14T06:00"),
    ("at noon the next day", "noon the next day", "2020-08-14T12:00"),
    ("at 4 in the morning", "4 in the morning", "2020-08-13T04:00"),
    ("It rained overnight.", "overnight", "2020-08-12TNI"),
    ("He died on May 4. He had left home the night before.", "the night before", "2020-05-03TNI"),
    ("in the early hours of Monday", "the early hours of Monday", "2020-08-10TMO"),
    ("At 9 a.m. on May 4 it shook; ten minutes later it", "ten minutes later", "2020-05-04T09:10"),
    # lengths, and what recurs
    ("for 44 days", "44 days", "P44D"),
    ("for over a month", "over a month", "P1M"),
    ("in the past 24 hours", "the past 24 hours", "PT24H"),
    ("a 2½-hour vigil", "2½-hour", "PT2H30M"),
    ("one hour and 41 minutes", "one hour and 41 minutes", "PT1H41M"),
    ("two and a half years", "two and a half years", "P2Y6M"),
    ("for decades", "decades", "PXY"),
    ("every day", "every day", "P1D"),
    ("each Thursday", "each Thursday", "XXXX-WXX-4"),
    ("twice a week", "twice a week", "P1W"),
    ("500 a day", "a day", "P1D"),
    ("They are now there", "now", "PRESENT_REF"),
    ("in the near future", "the near future", "FUTURE_REF"),
]


@pytest.mark.parametrize(("text", "words_", "value"), TELLING)
def test_a_time_has_the_value_that_a_reader_would_give(text, words_, value):
    assert (words_, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Smith, 44, said",
        "a 44-year-old man",
        "She won 6-3, 6-1.",
        "It cost $1990 and 2,500 euros.",
        "call 555-1234 or 0207 946 0123",
        "Resolution 822",
        "1994 people",
        "three-quarters of it",
        "in his 30s",
        "Theresa May said",
        "as soon as possible",
        "high noon",
        "There she sat.",
        "open 24/7",
    ],
)
def test_ages_scores_prices_and_names_are_no_dates(text):
    assert found(text) == []


# what a date without a year rests on


def test_a_date_says_what_its_year_came_from():
    assert only("on 27 September").anchor == "published"
    assert only("on 27 September 2020").anchor == "stated"
    assert only("on 27 September", None).anchor == "none"
    told = timex.tag("On 10 November 2020 it ended. It had begun on 27 September.", None)
    assert [(one.value, one.anchor) for one in told] == [
        ("2020-11-10", "stated"),
        ("2020-09-27", "context"),
    ]


def test_a_year_that_nothing_fixes_stays_open():
    one = only("on 27 September", None)
    assert (one.value, one.edtf, one.earliest, one.latest) == (
        *("XXXX-09-27", "XXXX-09-27"),
        *(None, None),
    )


def test_a_day_of_the_week_without_a_date_to_reckon_from_stays_open():
    assert only("on Wednesday", None).value == "XXXX-WXX-3"


def test_a_date_takes_its_year_from_an_article_of_which_only_the_month_is_known():
    assert only("on 27 September", "2020-10").value == "2020-09-27"


def test_a_year_that_only_describes_someone_dates_nothing_else():
    assert found("The firm, founded in 1988, said in February that")[1] == ("February", "2020-02")


@pytest.mark.parametrize("text", ["on Feb. 30, 2020", "on 31 June 2020", "30.02.2020"])
def test_a_day_that_no_year_has_is_no_date(text):
    assert [one for one in timex.tag(text, THURSDAY) if one.edtf is None] == []
    assert all(len(one.value) < len("2020-02-30") for one in timex.tag(text, THURSDAY))


# bounds


def test_a_clock_with_a_zone_is_an_instant_in_utc():
    one = only("00:00 hours (Moscow time) on 10 November 2020")
    assert one.earliest == datetime(2020, 11, 9, 21)
    assert one.latest == datetime(2020, 11, 9, 21, 0, 59)
    assert one.edtf == "2020-11-10T00:00:00+03:00"


@pytest.mark.parametrize(
    ("value", "written", "first", "last"),
    [
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2020-W32", "2020-08-03/2020-08-09", "2020-08-03", "2020-08-09"),
        ("2020-Q3", "2020-07/2020-09", "2020-07-01", "2020-09-30"),
        ("2019-WI", "2019-24", "2019-12-01", "2020-02-29"),
        ("199", "199X", "1990-01-01", "1999-12-31"),
        ("19", "19XX", "1900-01-01", "1999-12-31"),
        ("1992/1994", "1992/1994", "1992-01-01", "1994-12-31"),
        ("2020-11-10TNI", "2020-11-10", "2020-11-10", "2020-11-10"),
    ],
)
def test_a_value_is_bounded_by_its_first_and_last_second(value, written, first, last):
    assert bounds.bounds(value) == (
        written,
        datetime.fromisoformat(first),
        datetime.fromisoformat(last + "T23:59:59"),
    )


@pytest.mark.parametrize(
    "value", ["2020-02-30", "0000", "9999-12-31T24:00", "0001-01-01T00:00+14:00"]
)
def test_what_the_calendar_lacks_has_no_bounds(value):
    assert bounds.bounds(value)[1:] == (None, None)


# what holds for any text

PIECES = """Jan. May 2020 1988 13.08.2020 30 31 Feb. 0000 9999 99 the a of to on and last next early
    late Friday night noon 5 p.m. GMT (Moscow time) 24:00 ago later earlier days weeks years
    century 20th quarter third half '90s 1990s overnight yesterday Easter Ramadan winter , . - – /
    : ( ) weekend fiscal Q3 H1 FY20 +14:00 -12 9999-12-31 0001-01-01 every each 2½ two thousand ½
    ٣ 𝟙 ² 999999999999 year-earlier period ended which time months ahead millennium now"""
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split()), max_size=25).map(" ".join))
ANCHORS = st.sampled_from([None, "", THURSDAY, "0001-01-01", "9999-12-31", "2020", "2020-02-30"])


def is_edtf(written: str) -> bool:
    try:
        return edtf.parse_edtf(written) is not None
    except edtf.EDTFParseException:
        return False


@settings(deadline=None)  # the first text waits until the rules are compiled
@given(TEXTS, ANCHORS)
@example("12-Ⅷ Feb. 30, 2020 and Feb. 31", None)
@example("12 years ago " * 30, "0001-01-01")
@example("this week, in the winter of 9999, at 24:00 9999-12-31 GMT", "9999-12-31")
@example("٣ May ٢٠٢٠, ٢٠٢٠-١٢-١٢, ١٢:٠٠, ٣٠٠ years", None)
def test_any_text_gives_spans_in_order_that_say_what_they_hold(text, anchor):
    told = timex.tag(text, anchor)
    assert all(text[one.start : one.end] == one.text != "" for one in told)
    assert all(a.end <= b.start for a, b in pairwise(told))
    assert all(one.earliest <= one.latest for one in told if one.earliest)
    assert all(one.anchor in ("published", "stated", "context", "none") for one in told)
    assert all(one.type in ("DATE", "TIME", "DURATION", "SET") and one.value for one in told)
    assert timex.tag(text, anchor) == told


@settings(deadline=None)  # the first text waits until the rules are compiled
@given(TEXTS, ANCHORS)
def test_every_date_is_written_in_valid_edtf(text, anchor):
    written = [one.edtf for one in timex.tag(text, anchor) if one.edtf]
    assert [one for one in written if not is_edtf(one)] == []


@pytest.mark.parametrize(
    "piece", ["7", "the ", "a a a ", "Jan. ", "twenty ", "1 and ", "Jan 1, ", "\n", "1999-", "May "]
)
def test_time_grows_no_faster_than_the_text(piece):
    def seconds(n: int) -> float:
        text = (piece * n)[:n]
        begun = time.process_time()
        timex.tag(text, THURSDAY)
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(80_000) < 16 * seconds(20_000) + 0.1  # 4 times as long; a square would be 16


def test_a_number_of_a_million_digits_counts_nothing():
    assert found("1" * 1_000_000 + " years ago") == [("years ago", "PAST_REF")]


# the grammar and its words


def test_every_kind_of_word_is_used():
    code = " ".join(p.read_text("utf-8") for p in Path(timex.__file__).parent.glob("*.py"))
    kinds = {row["kind"] for row in lexicon.rows("time_words")}
    assert {k for k in kinds if f"{{{k}}}" not in code and k not in _quoted(code)} == set()


def test_every_part_of_the_grammar_is_used():
    patterns = " ".join([*grammar.PARTS.values(), *grammar.RULES.values(), grammar.ANOTHER])
    assert [name for name in grammar.PARTS if f"{{{name}}}" not in patterns] == []


def _quoted(code: str) -> set[str]:
    return {name for part in re.findall(r'"([a-z_|]+)"', code) for name in part.split("|")}


def test_every_rule_says_by_an_example_what_it_reads():
    assert [name for name, read in rules.RULES.items() if "'" not in (read.__doc__ or "")] == []


@pytest.mark.parametrize(
    ("said", "n"),
    [
        ("two and a half", 2.5),
        ("5 1/2", 5.5),
        ("½", 0.5),
        ("twenty - four", 24),
        ("a hundred and ten", 110),
        ("two dozen", 24),
        ("1,200", 1200),
        ("three thousand", 3000),
        ("minus", None),
        ("9" * 400, None),
    ],
)
def test_numbers_are_read_in_digits_and_words(said, n):
    assert numbers.number(said) == n


@pytest.mark.parametrize(
    ("year", "day"), [(1999, "1999-04-04"), (2008, "2008-03-23"), (2038, "2038-04-25")]
)
def test_easter_falls_as_the_church_keeps_it(year, day):
    assert holidays.easter(year).isoformat() == day


def test_every_word_has_a_sign_of_its_own():
    signs = [sign for sign, _ in words._words().values()]
    assert len(signs) == len(set(signs)) < 0xF8FF - words.FIRST_SIGN
    assert sys.maxunicode > words.FIRST_SIGN
