"""The tables that people keep are sound, and the code knows nothing of the articles that ship."""

import csv
import hashlib
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from crossread import corpus

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
TABLES = {r["path"]: r for r in PACKAGE["resources"] if "path" in r}
FILES = sorted(p.relative_to(DATA).as_posix() for p in DATA.glob("*/*.csv"))
SEEDS = {
    "000_0f2269467a458582.txt": "d2c02e6e6c66913deb2d01569a1ba26cef9c0b1aae7661d53053c344e4f71136",
    "001_e2b63ac1b29849aa.txt": "338d162711a8d3d598ce95b84e34368b96abf790315f36de1dab133d35103c6f",
    "002_36f9cee1731ba835.txt": "b5897320a63827c38b29ad8d0111ceae41172aa1b556e0a340c6415dab9a93cc",
    "003_31af6fd50167ba3e.txt": "36f48b9a3d0d5df708c5a06cf9fe13d4e5446398a9945aba3953c9ae1edf2b68",
    "004_a30330e5f04940d9.txt": "0cc394ac8f2de886f07ce5d51e2d583ab96cfc14231af1df645c2e00b4ec5fb7",
}


def rows(path: str) -> list[list[str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def fields(path: str) -> dict[str, dict]:
    return {field["name"]: field for field in TABLES[path]["schema"]["fields"]}


# the articles that ship


def test_the_articles_are_byte_for_byte_as_received():
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (DATA / "raw").iterdir()}
    assert found == SEEDS


def test_the_example_is_that_of_the_data_package(example):
    assert PACKAGE["example"] == example.hash
    assert example.is_example


def test_another_corpus_is_not_the_example(second):
    assert not second.is_example


# the data package


def test_every_table_of_decisions_and_words_is_described():
    assert sorted(TABLES) == FILES


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda r: r["name"])
def test_every_table_says_what_a_row_and_a_column_is(resource):
    assert re.match(r"One row is .+\.$", resource["description"])
    for field in resource["schema"]["fields"]:
        assert {"name", "type", "level", "description"} <= set(field), field["name"]
        assert len(field["description"]) > 3, field["name"]
        if field["level"] in ("interval", "ratio") and field["type"] == "integer":
            assert field.get("unit"), field["name"]


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda r: r["name"])
def test_keys_name_columns_that_exist(resource):
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert set(resource["schema"]["primaryKey"]) <= set(names)
    for key in resource["schema"].get("foreignKeys", []):
        target = next(r for r in PACKAGE["resources"] if r["name"] == key["reference"]["resource"])
        assert set(key["fields"]) <= set(names)
        assert set(key["reference"]["fields"]) <= {f["name"] for f in target["schema"]["fields"]}


def test_values_keep_to_what_the_data_package_lists(example, second):
    for resource in PACKAGE["resources"]:
        for field in resource["schema"]["fields"]:
            allowed = field.get("constraints", {}).get("enum")
            if allowed and resource["name"] in corpus.TABLES:
                for found in (example, second):
                    values = getattr(found, resource["name"])[field["name"]]
                    assert set(values) <= set(allowed)


# tables of decisions and words


@pytest.mark.parametrize("path", FILES)
def test_a_table_has_the_columns_that_are_described(path):
    header, *body = rows(path)
    assert header == list(fields(path))
    assert {len(row) for row in body} <= {len(header)}  # corrections begin without a row


@pytest.mark.parametrize("path", FILES)
def test_a_table_has_no_stray_space_and_no_odd_line_end(path):
    stray = [cell for row in rows(path) for cell in row if cell != cell.strip()]
    assert stray == []
    data = (DATA / path).read_bytes()
    assert data.endswith(b"\n") and b"\r" not in data and not data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("path", FILES)
def test_no_key_stands_twice(path):
    header, *body = rows(path)
    at = [header.index(name) for name in TABLES[path]["schema"]["primaryKey"]]
    counts = Counter(tuple(row[i] for i in at) for row in body)
    assert [key for key, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("path", FILES)
def test_cells_keep_to_their_type_and_list(path):
    header, *body = rows(path)
    for i, name in enumerate(header):
        field = fields(path)[name]
        limits = field.get("constraints", {})
        values = [row[i] for row in body]
        if limits.get("required"):
            assert all(values), name
        if field["type"] == "integer":
            assert all(value.isdigit() for value in values if value), name
        if "enum" in limits:
            assert set(values) - {""} <= set(limits["enum"]), name


def test_regular_expressions_and_codecs_of_the_lexicon_are_sound():
    header, *body = rows("lexicon/encodings.csv")
    for name, form, note in body:
        if "regular expression" in note:
            re.compile(form)
        if name == "candidates":
            assert all("a".encode(codec) for codec in form.split())
    assert header == ["name", "form", "note"]


# nothing about the articles that ship stands in code

ALLOWED = {
    "A": "the article, and the letter of A.M.",
    "AP": "half of a character class for A.M. and P.M.",
    "By": "the layout of a byline in a docstring",
    "In": "opens sentences of docstrings",
    "Of": "opens sentences of docstrings",
    "The": "opens sentences of docstrings and messages",
    "Office": "a family of file formats",
    "Report": "a type of article at schema.org",
    "UTC": "the zone that offsets count from",
}


@cache
def code() -> dict[str, str]:
    files = [p for p in (ROOT / "lib").rglob("*") if p.suffix in (".py", ".js", ".css")]
    assert len(files) > 15
    return {p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for p in files}


def named() -> set[str]:
    """Capitalised words of the articles, and the names of the listed outlets."""
    bodies = " ".join(p.read_text("utf-8") for p in (DATA / "raw").glob("*.txt"))
    words = set(re.findall(r"\b[A-Z][\w'’.-]*\w", bodies))
    header, *body = rows("handmade/outlets.csv")
    at = [header.index(name) for name in ("name", "aliases", "domains")]
    return words | {form for row in body for i in at for form in row[i].split("|") if form}


def calendar() -> set[str]:
    """Months and weekdays, alone or before a day: they show formats of dates in docstrings."""
    forms = {row[0] for name in ("months", "weekdays") for row in rows(f"lexicon/{name}.csv")}
    return {word for word in named() if re.split(r"[.\d]", word)[0] in forms}


def test_no_name_of_the_articles_or_the_outlets_stands_in_code():
    found = {
        (path, word)
        for path, text in code().items()
        for word in named() - set(ALLOWED) - calendar()
        if re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w-])", text)
    }
    assert found == set()
