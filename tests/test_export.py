"""What the exports hold to be true, as programs other than ours read them."""

import csv as reader
import hashlib
import html
import json
import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from io import StringIO

import icalendar
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread import export

STAMPS = ("earliest", "latest", "published_start", "published_end")
DEFAULTS = {
    "article_id": "a.txt",
    "start": 0,
    "end": 9,
    "text": "It began on 3 May 2019.",
    "timex_id": None,
    "words": "3 May 2019",
    "type": "DATE",
    "value": "2019-05-03",
    "edtf": "2019-05-03",
    "earliest": "2019-05-03",
    "latest": "2019-05-03T23:59:59",
    "anchor": "stated",
    "rule": "day month year",
    "precision": "day",
    "event_id": None,
    "label": None,
    "is_conflicting": None,
    "n_articles": None,
    "n_roots": None,
    "outlet": "Gull",
    "article": "Gull, 4 May 2019",
    "published_start": "2019-05-04",
    "published_end": "2019-05-04T23:59:59",
    "delay_days": 0.5,
    "is_quoted": False,
    "is_recycled": False,
    "family": 0,
}
EVENT = {"event_id": "e0001", "label": "the strike began", "is_conflicting": False}
MOSCOW = {
    "words": "00:00 hours (Moscow time) on 10 November 2020",
    "type": "TIME",
    "edtf": "2020-11-10T00:00+03:00",
    "earliest": "2020-11-09T21:00:00",
    "latest": "2020-11-09T21:00:59",
    "precision": "minute",
}


def told(*rows: dict) -> pd.DataFrame:
    filled = [
        DEFAULTS | {"timex_id": f"t{i}"} | row | {"index": i * 7} for i, row in enumerate(rows)
    ]
    table = pd.DataFrame(filled, columns=[*DEFAULTS, "index"]).set_index("index")
    for name in STAMPS:
        table[name] = table[name].astype("datetime64[us]")
    for name in ("event_id", "label", "outlet", "edtf", "text", "words"):
        table[name] = table[name].astype("str")
    for name in ("n_articles", "n_roots"):
        table[name] = table[name].astype("Int64")
    return table


def dated(first: str, last: str | None = None, **more: object) -> dict:
    """A date told, from the first day to the last."""
    edtf = first if last is None else f"{first}/{last}"
    return {
        "edtf": edtf,
        "words": edtf,
        "earliest": first,
        "latest": f"{last or first}T23:59:59",
    } | more


def read(text: str) -> list[dict[str, str]]:
    return list(reader.DictReader(StringIO(text, newline=""), strict=True))


def events(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def slides(text: str) -> list[dict]:
    return json.loads(text)["events"]


# every export

TEXTS = [export.csv_text, export.timelinejs_text, export.icalendar_text]
DOORS = [export.csv, export.timelinejs, export.icalendar]


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_rows_in_any_order_give_the_same_text(text):
    rows = told(dated("2019-05-03"), dated("2019-04-01", article_id="b.txt"), EVENT | MOSCOW)
    before = rows.copy(deep=True)
    assert text(rows) == text(rows.iloc[::-1]) == text(rows.reset_index(drop=True))
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize(("door", "text"), list(zip(DOORS, TEXTS, strict=True)))
def test_a_file_holds_the_text_byte_for_byte_and_nothing_else_is_left(door, text, tmp_path):
    rows = told(dated("2019-05-03", text="“Ångström”\r\nand 水."))
    path = tmp_path / "new" / "out.csv"
    for table in (told(), rows):
        assert door(table, str(path)) == path
        assert path.read_bytes() == text(table).encode()
    beside = [p.name for p in path.parent.iterdir() if p != path]
    assert beside == (["out.resource.json"] if door is export.csv else [])


@pytest.mark.parametrize("door", DOORS)
def test_a_file_that_can_not_be_written_leaves_the_old_one(door, tmp_path, monkeypatch):
    path = tmp_path / "out.csv"
    door(told(), path)
    before = path.read_bytes()
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        door(told({}), path)
    assert path.read_bytes() == before
    assert all(p.name.startswith("out.") for p in tmp_path.iterdir())


@pytest.mark.parametrize("text", TEXTS)
def test_a_table_of_another_kind_is_refused_by_the_name_of_what_it_lacks(text):
    with pytest.raises(ValueError, match="no column words, family"):
        text(told().drop(columns=["words", "family"]))


def test_no_dates_told_give_files_that_are_valid_and_empty():
    header, *rest = reader.reader(StringIO(export.csv_text(told()), newline=""), strict=True)
    assert header[:4] == ["event_id", "date_start", "date_end", "date_prec"] and rest == []
    assert json.loads(export.timelinejs_text(told())) == {"scale": "human", "events": []}
    calendar = icalendar.Calendar.from_ical(export.icalendar_text(told()))
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert calendar["PRODID"] and calendar["VERSION"] == "2.0"


# the table


def test_every_date_told_is_a_row_also_those_of_no_event_and_of_no_known_time():
    open_date = {"edtf": None, "earliest": None, "latest": None, "precision": "unknown"}
    rows = read(export.csv_text(told(EVENT, {}, open_date)))
    assert [row["event_id"] for row in rows] == ["e0001", "", ""]
    names = ("date_start", "date_end", "date_prec", "event_clarity", "earliest", "n_roots")
    assert [rows[2][name] for name in names] == [""] * 6


@pytest.mark.parametrize(
    ("first", "last", "prec", "clarity"),
    [
        ("2019-05-03", "2019-05-03", "1", "1"),
        ("2019-05-03", "2019-05-04", "2", "2"),
        ("2019-05-03", "2019-05-08", "2", "2"),
        ("2019-05-06", "2019-05-12", "3", "2"),
        ("2019-05-06", "2019-05-13", "4", "2"),
        ("2019-05-01", "2019-05-31", "4", "2"),
        ("2019-02-01", "2019-02-28", "4", "2"),
        ("2019-05-01", "2019-06-01", "5", "2"),
        ("2020-01-01", "2020-12-31", "5", "2"),
        ("1992-01-01", "1994-12-31", "", "2"),
        ("0988-01-01", "0988-12-31", "5", "2"),
    ],
)
def test_date_prec_counts_the_days_as_the_codebook_does(first, last, prec, clarity):
    (row,) = read(export.csv_text(told(dated(first, last))))
    assert (row["date_start"], row["date_end"]) == (first, last)
    assert (row["date_prec"], row["event_clarity"]) == (prec, clarity)


def test_the_day_is_the_one_that_the_sentence_states_not_that_of_utc():
    (row,) = read(export.csv_text(told(MOSCOW)))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (*["2020-11-10"] * 2, "1")
    assert row["earliest"] == "2020-11-09T21:00:00"


def test_a_range_with_an_open_end_keeps_the_end_that_is_told():
    rows = told({"edtf": "2019-05-03/..", "latest": None})
    (row,) = read(export.csv_text(rows))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2019-05-03", "", "")


def test_the_day_of_publication_is_no_more_exact_than_the_page():
    month = {"published_start": "2019-05-01", "published_end": "2019-05-31T23:59:59"}
    undated = {"published_start": None, "published_end": None}
    rows = read(export.csv_text(told({}, month, undated)))
    found = sorted(row["source_date"] for row in rows)
    assert found == ["", "2019-05-01/2019-05-31", "2019-05-04"]


def test_numbers_keep_their_sign_and_are_not_guarded():
    (row,) = read(export.csv_text(told({"delay_days": -3.25})))
    assert (row["delay_days"], row["guarded"]) == ("-3.25", "")


def test_a_cell_that_would_be_a_formula_is_guarded_and_named():
    rows = told(
        {"text": "=cmd|'/c calc'!A1", "words": " @SUM(A1)", "article": "'-x", "label": "'x"}
    )
    (row,) = read(export.csv_text(rows))
    assert row["text"] == "'=cmd|'/c calc'!A1"
    assert row["guarded"].split() == ["source_article", "words", "text"]
    assert row["label"] == export.verbatim(row["label"]) == "'x"
    assert export.verbatim(row["source_article"]) == "'-x"


HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="=+-@'\"\t\r\n ,;\\Nn\x00\u2028é水😀<&>"),
    st.text(alphabet="水😀é", min_size=30),
)


@settings(max_examples=200, deadline=None)
@given(HOSTILE.filter(bool), HOSTILE)
def test_any_text_comes_back_from_the_table_as_it_was(sentence, outlet):
    (row,) = read(export.csv_text(told({"text": sentence, "outlet": outlet})))
    for column, original in (("text", sentence), ("source_office", outlet)):
        assert export.verbatim(row[column]) == original
        assert row[column] == ("'" * (column in row["guarded"].split()) + original)
        assert not row[column].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_records_end_as_rfc_4180_says():
    text = export.csv_text(told({"text": 'He said "no",\nand\rleft'}, {}))
    assert text.count("\r\n") == 3 and text.endswith("\r\n") and not text.startswith("\ufeff")
    assert '"He said ""no"",\nand\rleft"' in text


def test_the_dictionary_names_every_column_in_order_and_the_very_file(tmp_path):
    path = export.csv(told(EVENT), tmp_path / "My dates.csv")
    resource = json.loads((tmp_path / "My dates.resource.json").read_text("utf-8"))
    header = path.read_text("utf-8").splitlines()[0].split(",")
    assert [field["name"] for field in resource["schema"]["fields"]] == header
    assert (resource["name"], resource["path"]) == ("my-dates", "My dates.csv")
    data = path.read_bytes()
    assert resource["bytes"] == len(data)
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


def test_every_column_is_explained_and_keeps_to_its_type():
    rows = told(EVENT | {"n_articles": 3}, MOSCOW, {"earliest": None}, dated("2019", "2019-06-30"))
    fields = json.loads(export.dictionary("x.csv", ""))["schema"]["fields"]
    kinds = {
        "integer": r"-?\d+",
        "number": r"-?\d+(\.\d+)?",
        "boolean": "true|false",
        "date": r"\d{4}-\d\d-\d\d",
        "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
        "string": r"(?s).+",
    }
    for field in fields:
        assert {"name", "type", "level", "description"} <= set(field)
        assert (
            field["level"] not in ("interval", "ratio")
            or field.get("unit")
            or (field["type"] == "string")
        )
        for row in read(export.csv_text(rows)):
            cell = row[field["name"]]
            assert re.fullmatch(kinds[field["type"]], cell) or not (
                cell or field.get("constraints", {}).get("required")
            )


# the timeline


def test_an_event_is_one_slide_with_its_most_exact_date_and_all_sentences():
    rows = told(
        EVENT | dated("2019-05-01", "2019-05-31", words="May 2019", outlet="Tern"),
        EVENT | {"text": "On 3 May it began.", "words": "3 May", "article_id": "b.txt"},
    )
    (slide,) = slides(export.timelinejs_text(rows))
    assert slide["start_date"] == {"year": 2019, "month": 5, "day": 3}
    assert "end_date" not in slide and "group" not in slide
    assert slide["display_date"] == "3 May [2019-05-03]"
    assert (slide["unique_id"], slide["text"]["headline"]) == ("e0001", "the strike began")
    for words in ("It began on 3 May 2019.", "On 3 May it began.", "Gull, 4 May 2019: May 2019"):
        assert words in slide["text"]["text"]


def test_an_instant_has_its_hour_and_minute_as_the_articles_state_them():
    local_day = EVENT | dated("2020-11-10", words="Nov. 10, 2020")
    (slide,) = slides(export.timelinejs_text(told(local_day, EVENT | MOSCOW)))
    midnight = {"year": 2020, "month": 11, "day": 10, "hour": 0, "minute": 0}
    assert slide["start_date"] == midnight and "end_date" not in slide
    assert slide["display_date"] == MOSCOW["words"]


def test_two_clocks_of_one_instant_are_one_instant():
    london = MOSCOW | {"edtf": "2020-11-09T21:00Z", "words": "9 pm GMT on 9 November 2020"}
    (entry,) = events(export.icalendar_text(told(EVENT | MOSCOW, EVENT | london)))
    assert entry["DTSTART"].dt == datetime(2020, 11, 9, 21, tzinfo=UTC)
    assert entry["DTEND"].dt == datetime(2020, 11, 9, 21, 1, tzinfo=UTC)


RIVALS = [
    EVENT | {"is_conflicting": True} | dated("2020-11-10", words="November 10, 2020"),
    EVENT | {"is_conflicting": True} | dated("2020-11-09", words="November 9", outlet="Tern"),
    EVENT | {"is_conflicting": True} | dated("2020-11-01", "2020-11-30", words="November 2020"),
]


def test_an_event_whose_dates_conflict_shows_each_of_them():
    (slide,) = slides(export.timelinejs_text(told(*RIVALS)))
    assert slide["display_date"] == "November 9 [2020-11-09] / November 10, 2020"
    assert (slide["start_date"]["day"], slide["end_date"]["day"]) == (9, 10)
    assert "disagree" in slide["text"]["text"]
    (entry,) = events(export.icalendar_text(told(*RIVALS)))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2020, 11, 9), date(2020, 11, 11))
    assert "November 9 [2020-11-09] / November 10, 2020" in entry["DESCRIPTION"]


@pytest.mark.parametrize("seen", [slides, events])
def test_a_date_of_no_event_is_an_entry_of_its_own_where_it_is_known(seen):
    text = export.timelinejs_text if seen is slides else export.icalendar_text
    unknown = {"edtf": None, "earliest": None, "latest": None}
    half = {"edtf": "2019-05-03/..", "latest": None}
    assert len(seen(text(told({}, {}, unknown, half, EVENT | unknown)))) == 2
    assert len(seen(text(told(EVENT, EVENT, EVENT | unknown)))) == 1


def test_an_outlet_that_alone_tells_an_event_is_its_group():
    both = told(EVENT, EVENT | {"outlet": "Tern"}, {"outlet": "Auk"}, {"outlet": None})
    groups = [slide.get("group") for slide in slides(export.timelinejs_text(both))]
    assert sorted(groups, key=str) == ["Auk", None, None]


def test_many_tellings_are_counted_where_they_are_not_shown():
    rows = told(*[EVENT | {"text": f"Report {i}."} for i in range(400)])
    for words in (
        slides(export.timelinejs_text(rows))[0]["text"]["text"],
        events(export.icalendar_text(rows))[0]["DESCRIPTION"],
    ):
        assert words.count("Report") == 25 and "… and 375 more sentences" in words
    copies = slides(export.timelinejs_text(told(*[EVENT] * 400)))[0]["text"]["text"]
    assert copies.count("It began") == 1 and "… and 375 more" in copies


class Tags(HTMLParser):
    """Collect the tags and the text of a piece of HTML, as a browser would."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


ATTACK = "<img src=x onerror=alert(1)></script> &lt;img src=x onerror=alert(2)&gt; & Söhne"


def test_markup_in_any_field_is_shown_and_not_obeyed():
    fields = ("text", "label", "words", "outlet", "article", "timex_id")
    text = export.timelinejs_text(told(dict.fromkeys(fields, ATTACK) | {"edtf": None}))
    assert "<" not in text
    (slide,) = slides(text)
    for markup in slide["text"].values():
        seen = Tags(markup)
        assert set(seen.tags) <= {"p", "br"} and ATTACK in seen.text
    for field in ("display_date", "group"):  # tags stripped first, then shown as markup
        assert Tags(html.unescape(slide[field])).tags == Tags(slide[field]).tags == []
        assert "& Söhne" in html.unescape(slide[field])


@settings(max_examples=200, deadline=None)
@given(HOSTILE.filter(bool))
def test_any_sentence_comes_back_from_the_timeline_as_it_was(sentence):
    (slide,) = slides(export.timelinejs_text(told({"text": sentence, "label": sentence})))
    assert html.unescape(slide["text"]["headline"]) == sentence
    shown = slide["text"]["text"].removeprefix("<p>").partition("<br>")[0]
    assert html.unescape(shown) == sentence


# the calendar


def test_a_day_and_a_month_end_on_the_day_after():
    day, month = events(
        export.icalendar_text(told(dated("0988-02-28"), dated("2020-02", "2020-02-29")))
    )
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(988, 2, 28), date(988, 2, 29))
    assert (month["DTSTART"].dt, month["DTEND"].dt) == (date(2020, 2, 1), date(2020, 3, 1))
    assert day["DTSTART"].params["VALUE"] == "DATE"


def test_a_clock_without_a_zone_floats():
    evening = {
        "edtf": "2019-05-03T18:00/2019-05-04T06:00",
        "earliest": "2019-05-03T18:00:00",
        "latest": "2019-05-04T05:59:59",
    }
    (entry,) = events(export.icalendar_text(told(evening)))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (
        datetime(2019, 5, 3, 18),
        datetime(2019, 5, 4, 6),
    )


def test_the_end_of_the_calendar_is_no_error():
    last = {"earliest": "9999-12-31T23:59:00", "latest": "9999-12-31T23:59:59"}
    for row in (dated("9999-12-31"), dated("9999-12-31") | last, dated("0001-01-01")):
        assert len(events(export.icalendar_text(told(row)))) == 1
        assert len(slides(export.timelinejs_text(told(row)))) == 1
        assert len(read(export.csv_text(told(row)))) == 1


def test_the_stamp_is_that_of_the_corpus_or_of_the_build(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    rows = told({"published_end": "2019-05-04T23:59:59"}, {"published_end": "2018-01-01"})
    undated = told({"published_start": None, "published_end": None})
    assert "DTSTAMP:20190504T235959Z" in export.icalendar_text(rows)
    assert "DTSTAMP:19700101T000000Z" in export.icalendar_text(undated)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    assert "DTSTAMP:20200101T000000Z" in export.icalendar_text(rows)


def test_an_entry_keeps_its_uid_until_its_date_or_label_changes():
    def uid(*rows: dict) -> str:
        return str(events(export.icalendar_text(told(*rows)))[0]["UID"])

    assert uid(EVENT) == uid(EVENT, EVENT | {"article_id": "b.txt"})
    changed = [EVENT | {"label": "x"}, EVENT | {"event_id": "e2"}, EVENT | dated("2019-05-02")]
    assert len({uid(EVENT), *map(uid, changed)}) == 4


def unfolded(text: str) -> dict[str, str]:
    """Read the properties of a calendar by the letter of RFC 5545; the last of a name counts."""
    pairs = [line.partition(":") for line in text.replace("\r\n ", "").split("\r\n")]
    return {
        name: re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
        for name, _, value in pairs
    }


def as_written(text: str) -> str:
    """A text as a calendar can hold it: one kind of line end, a sign for control characters."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", re.sub(r"\r\n?", "\n", text))


@settings(max_examples=300, deadline=None)
@given(HOSTILE.filter(bool))
def test_any_sentence_comes_back_from_the_calendar_and_no_line_is_too_long(sentence):
    text = export.icalendar_text(told({"text": sentence, "label": sentence}))
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode("utf-8")  # no character is cut in two
    properties = unfolded(text)
    assert properties["SUMMARY"] == as_written(sentence)
    assert properties["DESCRIPTION"].startswith(f"3 May 2019\n\n{as_written(sentence)}\n— Gull")


@settings(max_examples=200, deadline=None)
@given(HOSTILE.filter(lambda text: text and "\\" not in text))
def test_an_independent_reader_finds_the_sentence_unchanged(sentence):
    (entry,) = events(export.icalendar_text(told({"text": sentence, "label": sentence})))
    assert str(entry["SUMMARY"]) == as_written(sentence)
    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(days=1)


def test_a_backslash_before_a_letter_is_no_line_break():
    text = export.icalendar_text(told({"label": r"C:\New and C:\new, yes; no"}))
    assert r"SUMMARY:C:\\New and C:\\new\, yes\; no" in text


def test_what_is_very_large_waits_until_it_is_asked_for(tmp_path, monkeypatch):
    table = pd.DataFrame({"text": ["a", "b"]})
    write = export.writing.asked(lambda rows, path: path)
    monkeypatch.setattr(export.writing, "MOST_ROWS", 1)
    assert "2 rows" in write(table, tmp_path)
    assert "3 rows" in write({"one": table, "other": table.head(1)}, tmp_path)
    assert write(table, tmp_path, whole=True) == write(table.head(1), tmp_path) == tmp_path
