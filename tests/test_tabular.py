"""A table of articles gives one article a row, and says which rows gave none."""

import io
import json
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import corpus
from crossread.intake import tabular
from crossread.intake.content import Refused

PIER, QUAY = "The pier is open.", "The quay is shut."


def read(kind: str, content: str | bytes, **columns: str) -> tuple[list[tabular.Row], str]:
    data = content.encode() if isinstance(content, str) else content
    rows, problems, _ = tabular.read(kind, data, columns)
    return rows, problems


def texts(kind: str, content: str | bytes, **columns: str) -> list[str]:
    return [row.text for row in read(kind, content, **columns)[0]]


def refused(kind: str, content: str | bytes, **columns: str) -> Refused:
    with pytest.raises(Refused) as error:
        read(kind, content, **columns)
    return error.value


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    pd.DataFrame(columns).to_parquet(out)
    return out.getvalue()


# columns


@pytest.mark.parametrize(
    "name", ["text", "Body", "CONTENT", "full text", " Article-Text ", "maintext"]
)
def test_the_text_column_goes_by_many_names(name):
    assert texts("csv", f"n,{name}\n1,{PIER}\n") == [PIER]


def test_other_columns_state_what_they_are_named_for(tmp_path):
    (tmp_path / "a.csv").write_text(
        "Headline,Publish Date,Source,Link,Author,text\n"
        f"Pier opens,2026-03-04T23:40:00-05:00,Harbour Post,https://x.example/a,Ann Lee,{PIER}\n",
        "utf-8",
    )
    article = corpus.load(tmp_path, cache=None).articles.iloc[0]
    assert article["article_id"] == "a.csv#1"
    assert article["title"] == "Pier opens"
    assert article["published"] == "2026-03-04T23:40:00-05:00"
    assert article["outlet"] == "Harbour Post"
    assert article["url"] == "https://x.example/a"
    assert article["byline"] == "Ann Lee"


@pytest.mark.parametrize(
    "kind, content",
    [
        ("csv", f"Words,text\n{PIER},no\n"),
        ("json", json.dumps([{"Words": PIER, "text": "no"}])),
        ("json", json.dumps({"hits": [{"n": 1}], "deep": {"found": [{"Words": PIER}]}})),
        ("xlsx", workbook({"Notes": [["n"], [1]], "Second": [["Words"], [PIER]]})),
        ("parquet", parquet(Words=[PIER], text=["no"])),
    ],
)
def test_the_caller_s_column_comes_before_the_lexicon_s(kind, content):
    assert texts(kind, content, text="Words") == [PIER]


def test_a_table_without_the_caller_s_column_is_matched_by_the_lexicon():
    assert texts("csv", f"text\n{PIER}\n", text="Words") == [PIER]


def test_a_table_without_text_names_its_columns_and_what_to_do():
    error = refused("csv", "berth,tonnes\n1,900\n")
    assert error.status == "no text column"
    assert error.reason.startswith("columns found: berth, tonnes. ")
    assert "columns={'text': '...'}" in error.reason


def test_columns_of_one_name_do_not_hide_each_other():
    assert tabular._unique(["a", "b", "a", "a (2)"]) == ["a", "b", "a (3)", "a (2)"]


@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "b", ""])))
def test_columns_always_differ(header):
    assert len(set(tabular._unique(header))) == len(header)


def test_a_very_wide_header_is_read_at_once():
    assert len(tabular._unique(["a"] * 50_000)) == 50_000


# delimited text


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_are_told_by_the_header(mark, end):
    assert texts("csv", f"title{mark}text{end}Pier{mark}{PIER}{end}") == [PIER]


def test_a_cell_may_hold_line_ends_delimiters_and_quotes():
    said = 'She said "no",\nand left.'
    quoted = said.replace('"', '""')
    assert texts("csv", f'n,text\n1,"{quoted}"\n2,{QUAY}\n') == [said, QUAY]


def test_empty_lines_before_and_between_rows_are_no_rows():
    assert texts("csv", f"\n\nn,text\n\n1,{PIER}\n\n2,{QUAY}\n") == [PIER, QUAY]


def test_rows_without_text_are_told():
    rows, problems = read("csv", f"n,text\n1,\n2,...\n3,{PIER}\n4,\n")
    assert [row.key for row in rows] == ["3"]
    assert problems == "no text, or too much for one article, in rows 1, 2, 4"


def test_ragged_rows_are_told():
    _, problems = read("csv", f"n,text\n1,{PIER},more\n2,{QUAY}\n")
    assert problems == "rows 1 have more or fewer cells than the header"


def test_a_quotation_mark_left_open_is_told():
    rows, problems = read("csv", f'n,text\n1,"{PIER}\n2,{QUAY}\n3,{QUAY}\n')
    assert len(rows) == 1
    assert problems == "a quotation mark opens in row 1 and never closes"


def test_a_header_alone_is_empty():
    assert refused("csv", "title,text\n").status == "empty"


# JSON


@pytest.mark.parametrize(
    "content",
    [
        [{"text": PIER}],
        {"articles": [{"text": PIER}]},
        {"status": "ok", "response": {"n": 1, "results": [{"text": PIER}]}},
        {"text": PIER, "authors": [{"name": "Ann Lee"}]},
        {"authors": [{"name": "Ann Lee"}], "articles": [{"text": PIER}]},
        {"content": [{"text": PIER}], "pages": [{"n": 1}]},
        [{"text": [PIER]}],
    ],
)
def test_articles_are_found_wherever_a_json_document_keeps_them(content):
    assert texts("json", json.dumps(content)) == [PIER]


def test_a_list_of_paragraphs_is_one_text():
    assert texts("json", json.dumps([{"body": [PIER, QUAY]}])) == [f"{PIER}\n\n{QUAY}"]


@pytest.mark.parametrize("value", [5, 1.5, True, None, {"a": 1}, [1, 2]])
def test_what_is_no_text_gives_no_article(value):
    assert texts("json", json.dumps([{"text": value}])) == []


def test_items_that_are_no_objects_are_told():
    rows, problems = read("json", json.dumps([{"text": PIER}, "text", 5]))
    assert len(rows) == 1
    assert problems == "items 2, 3 are not JSON objects"


def test_lines_are_numbered_as_in_the_file_and_broken_ones_told():
    lines = [json.dumps({"text": PIER}), "", '{"text": ', "[1]", json.dumps({"text": QUAY})]
    rows, problems = read("json", "\r\n".join(lines))
    assert [row.key for row in rows] == ["1", "5"]
    assert problems == "lines 3, 4 are not JSON objects"


@pytest.mark.parametrize("sign", ["\u2028", "\u0085"])
def test_a_line_of_json_lines_ends_only_at_a_line_end(sign):
    line = json.dumps({"text": f"The pier.{sign}The quay."}, ensure_ascii=False)
    assert texts("json", f"{line}\n{line}") == [f"The pier.{sign}The quay."] * 2


def test_what_has_a_name_goes_by_it():
    record = {"text": PIER, "source": {"id": None, "name": "Harbour Post"}}
    assert read("json", json.dumps([record]))[0][0].given == [("outlet", "Harbour Post")]


def test_a_row_s_hash_is_that_of_all_its_cells():
    one, same, other = read("csv", f"n,text\n1,{PIER}\n1,{PIER}\n2,{PIER}\n")[0]
    assert one.sha256 == same.sha256 != other.sha256


# workbooks and Parquet


def test_the_sheet_with_a_text_column_is_read_and_the_others_are_named():
    book = workbook({"Notes": [["n"], [1]], "All": [["title", "text"], ["Pier", PIER]], "No": []})
    rows, problems = read("xlsx", book)
    assert [row.text for row in rows] == [PIER]
    assert problems == "sheets not read: Notes"


def test_dates_in_cells_are_iso_dates():
    book = workbook({"All": [["date", "text"], [datetime(2026, 3, 4), PIER]]})
    assert read("xlsx", book)[0][0].given == [("published", "2026-03-04")]


def test_parquet_keeps_zones_and_bytes():
    when = pd.to_datetime(["2026-03-04T23:40:00Z"])
    rows, _ = read("parquet", parquet(text=[PIER.encode()], date=when))
    assert rows[0].text == PIER
    assert rows[0].given == [("published", "2026-03-04T23:40:00+00:00")]


def test_a_table_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(tabular, "MAX_TABLE", 1000)
    assert refused("parquet", parquet(text=[PIER * 10] * 100)).status == "too large"
