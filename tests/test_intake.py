"""Any folder is read: every file becomes a row, and no name reaches outside."""

import inspect
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
from crossread import corpus, intake, schema
from crossread.intake import kinds, reading

STORY = "The pier reopened at noon, after two days of rain, the harbour office said.\n"
TABLE = 'title,text\nPier,"The pier reopened at noon, after two days of rain."\n'


def fill(folder: Path, **files: bytes | str) -> Path:
    """Write files; two underscores stand for a point, since Python names have none."""
    return put(folder, {name.replace("__", "."): content for name, content in files.items()})


def put(folder: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def sheet(folder: Path) -> dict[str, str]:
    found = corpus.load(folder, cache=None).intake
    return dict(zip(found["path"], found["status"], strict=True))


def reason(folder: Path, path: str) -> str:
    found = corpus.load(folder, cache=None).intake.set_index("path")
    return found.loc[path, "reason"]


def workbook(*rows: list[str]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    pd.DataFrame(columns).to_parquet(out)
    return out.getvalue()


ROW = ["Pier", STORY.strip()]
FILES: dict[str, bytes | str] = {
    "a.txt": STORY,
    "a.md": f"# Pier\n\n{STORY}",
    "a.html": hostile.page(STORY),
    "a.pdf": hostile.pdf(STORY),
    "a.docx": hostile.document(STORY.strip()),
    "a.rtf": rf"{{\rtf1\ansi {STORY}}}",
    "a.csv": f'title,text\nPier,"{STORY.strip()}"\n',
    "semicolons.csv": f"title;text\nPier;{STORY}",
    "a.tsv": f"title\ttext\nPier\t{STORY}",
    "a.xlsx": workbook(["title", "text"], ROW),
    "a.json": '[{"title": "Pier", "text": "%s"}]' % STORY.strip(),  # noqa: UP031
    "a.jsonl": '{"title": "Pier", "text": "%s"}\n' % STORY.strip(),  # noqa: UP031
    "a.parquet": parquet(title=["Pier"], text=[STORY]),
    "a.zip": hostile.zipped({"in/b.txt": STORY}),
}
PLAIN = ["a.txt", "a.html", "a.pdf", "a.docx", "a.rtf"]


# every kind of file


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("where", ["", "sub/folder/"])
def test_every_kind_of_file_gives_the_words_of_its_article(tmp_path, name, where):
    found = corpus.load(put(tmp_path, {where + name: FILES[name]}), cache=None)
    assert len(found.articles) == 1
    assert "after two days of rain" in " ".join(found.articles["text"][0].split())


@pytest.mark.parametrize("name", FILES)
def test_endings_in_capitals_are_the_same_endings(tmp_path, name):
    put(tmp_path, {name.upper(): FILES[name]})
    assert len(corpus.load(tmp_path, cache=None).articles) == 1


@pytest.mark.parametrize("name", [n for n in FILES if n.endswith(("f", "x", "quet", "ip", "html"))])
def test_a_wrong_ending_does_not_hide_what_a_file_holds(tmp_path, name):
    put(tmp_path, {"wrong.txt": FILES[name]})
    assert len(corpus.load(tmp_path, cache=None).articles) == 1


@pytest.mark.parametrize("opening", ["Rar! ", "ID3 ", "GIF8 ", "PAR1 ", "SQLite ", "%PDF ", "PK "])
def test_a_text_may_open_with_the_letters_of_a_signature(tmp_path, opening):
    assert sheet(fill(tmp_path, a__txt=opening + STORY)) == {"a.txt": "article"}


@pytest.mark.parametrize(
    "content, status",
    [
        (hostile.png(), "not text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "not text"),
        (b"\x1f\x8b\x08\0\0", "unsupported"),
        (b"Rar!\x1a\x07\x00", "unsupported"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "unsupported"),
        (hostile.zipped({"mimetype": "application/epub+zip", "a.xml": "x"}), "unsupported"),
        (hostile.zipped({"[Content_Types].xml": "x", "ppt/a.xml": "x"}), "unsupported"),
        (hostile.noise(5000), "not text"),
        (" \t\n", "empty"),
        ("\u00a0\u2003", "empty"),
        ("* * *\n", "empty"),
    ],
)
def test_what_is_no_article_is_named_and_says_what_to_do(tmp_path, content, status):
    assert sheet(put(tmp_path, {"a.txt": content})) == {"a.txt": status}
    assert ";" in reason(tmp_path, "a.txt")


def test_a_large_file_of_no_use_is_not_read_to_its_end(tmp_path, monkeypatch):
    fill(tmp_path, a__mp4=bytes(10) * kinds.HEAD, b__txt=hostile.noise(2 * kinds.HEAD))
    monkeypatch.setattr(reading, "_read", lambda path, name, data, call: len(data))
    assert [intake.read(f) for f in intake.scan(tmp_path)] == [kinds.HEAD, kinds.HEAD]


def test_a_file_larger_than_an_article_is_set_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_TEXT", 100)
    monkeypatch.setattr(reading, "MAX_PAGE", 200)
    fill(tmp_path, a__txt=STORY, b__txt=STORY * 2, c__txt=STORY * 3)
    assert list(sheet(tmp_path).values()) == ["article", "too large", "too large"]


# the folder


def test_two_articles_of_one_name_in_two_folders_both_stay(tmp_path):
    put(tmp_path, {"a/same.txt": STORY, "b/same.txt": STORY + "More.\n"})
    found = corpus.load(tmp_path, cache=None).articles
    assert list(found["article_id"]) == ["a/same.txt", "b/same.txt"]


def test_hidden_files_are_listed_and_not_read(tmp_path):
    put(tmp_path, {".git/a.txt": STORY, "._a.txt": STORY, "~$a.docx": STORY, "Thumbs.db": STORY})
    assert set(sheet(tmp_path).values()) == {"hidden"}


def test_links_into_the_folder_and_around_it_are_not_followed(tmp_path):
    raw = put(tmp_path / "raw", {"in/a.txt": STORY})
    (raw / "in" / "up").symlink_to(raw)
    (raw / "around").symlink_to(tmp_path)
    (raw / "again.txt").symlink_to(raw / "in" / "a.txt")
    (raw / "self").symlink_to(raw / "self")
    (raw / "nowhere.txt").symlink_to("missing")
    assert sheet(raw) == {
        "again.txt": "link",
        "around": "link",
        "in/a.txt": "article",
        "in/up": "link",
        "nowhere.txt": "link",
        "self": "link",
    }


def test_links_out_of_the_folder_are_followed_once(tmp_path):
    put(tmp_path / "elsewhere", {"a.txt": STORY, "in/b.txt": STORY + "More.\n"})
    (tmp_path / "elsewhere" / "in" / "back").symlink_to(tmp_path / "elsewhere")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "out").symlink_to(tmp_path / "elsewhere")
    assert sheet(raw) == {"out/a.txt": "article", "out/in/b.txt": "article", "out/in/back": "link"}


def test_folders_may_be_nested_deeper_than_calls(tmp_path):
    put(tmp_path, {"d/" * 200 + "a.txt": STORY})
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        found = intake.scan(tmp_path)
    finally:
        sys.setrecursionlimit(usual)
    assert [f.path for f in found] == ["d/" * 200 + "a.txt"]


def as_nobody(tmp_path: Path) -> dict[str, str]:
    """Load a folder as somebody who may not read all of it: root may read everything."""
    inside, out = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            read = [e._asdict() for f in intake.scan(tmp_path) for e in intake.read(f).entries]
            os.write(out, json.dumps(read).encode())
        finally:
            os._exit(0)
    os.close(out)
    os.waitpid(child, 0)
    with os.fdopen(inside) as told:
        return {row["path"]: row["status"] for row in json.load(told)}


@pytest.fixture
def open_folder(tmp_path_factory):
    """A folder that everybody may enter: pytest's own are closed to others."""
    folder = tmp_path_factory.mktemp("open")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    return folder


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows keeps rights in other ways")
def test_what_may_not_be_read_is_unreadable(open_folder):
    put(open_folder, {"a.txt": STORY, "b.txt": STORY, "shut/c.txt": STORY})
    (open_folder / "b.txt").chmod(0)
    (open_folder / "shut").chmod(0)
    assert as_nobody(open_folder) == {
        "a.txt": "article",
        "b.txt": "unreadable",
        "shut": "unreadable",
    }


def test_a_file_that_goes_away_meanwhile_is_unreadable(tmp_path):
    found = intake.scan(fill(tmp_path, a__txt=STORY))
    (tmp_path / "a.txt").unlink()
    assert [entry.status for entry in intake.read(found[0]).entries] == ["unreadable"]


# archives


def test_members_are_named_behind_their_archive(tmp_path):
    inner = hostile.zipped({"deep.txt": STORY})
    put(tmp_path, {"a.zip": hostile.zipped({"in/inner.zip": inner, "b.txt": STORY + "More."})})
    assert sheet(tmp_path) == {
        "a.zip": "archive",
        "a.zip/b.txt": "article",
        "a.zip/in/inner.zip": "archive",
        "a.zip/in/inner.zip/deep.txt": "article",
    }


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/evil.txt", "in/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"]
)
def test_no_name_in_an_archive_reaches_outside(tmp_path, name):
    put(tmp_path / "raw", {"a.zip": hostile.zipped({name: STORY})})
    assert sheet(tmp_path / "raw") == {"a.zip": "archive", f"a.zip/{name}": "unsafe name"}
    assert [p.name for p in tmp_path.rglob("*")] == ["raw", "a.zip"]


def test_twins_in_an_archive_are_both_read(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        for name in ("a.txt", "a.txt", "a.txt (2)", "a.txt"):
            archive.writestr(name, f"{STORY}{archive.filelist}")
    put(tmp_path, {"a.zip": out.getvalue()})
    found = sheet(tmp_path)
    assert list(found) == ["a.zip", *(f"a.zip/a.txt{n}" for n in ("", " (3)", " (2)", " (4)"))]
    assert list(found.values()) == ["archive", "article", "article", "unsupported", "article"]


def test_a_name_that_is_that_of_something_inside_another_file_is_set_aside(tmp_path):
    inner = hostile.zipped({"b.txt": STORY})
    both = {"inner.zip": inner, "inner.zip/b.txt": STORY + "More."}
    put(tmp_path, {"a.zip": hostile.zipped(both), "t": FILES["a.parquet"], "t#1": STORY})
    found = corpus.load(tmp_path, cache=None)
    assert sheet(tmp_path) | {"a.zip/inner.zip/b.txt": "two of them"} == {
        "a.zip": "archive",
        "a.zip/inner.zip": "archive",
        "a.zip/inner.zip/b.txt": "two of them",
        "t": "article",
        "t#1": "unsafe name",
    }
    assert found.articles["article_id"].is_unique


def test_what_an_archive_unpacks_to_counts_with_the_archives_inside(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNPACKED", 1_000_000)
    inner = {f"{i}.zip": hostile.zipped({"a.txt": f"{i} " * 200_000}) for i in range(4)}
    put(tmp_path, {"a.zip": hostile.zipped(inner)})
    statuses = [s for p, s in sheet(tmp_path).items() if p.endswith("zip") and p != "a.zip"]
    assert statuses == ["archive", "archive", "too large", "too large"]


def test_archives_are_opened_three_deep(tmp_path):
    made = STORY.encode()
    for name in ("a.txt", "3.zip", "2.zip", "1.zip"):
        made = hostile.zipped({name: made})
    put(tmp_path, {"0.zip": made})
    assert list(sheet(tmp_path).values()) == ["archive"] * 3 + ["unsupported"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_archive_never_raises(data):
    whole = bytearray(hostile.zipped({"a.txt": STORY, "t.csv": TABLE, "b.html": FILES["a.html"]}))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    found = reading._read("a.zip", "a.zip", bytes(whole), reading._Call({}))
    assert found.entries
    assert all(e.reason for e in found.entries if e.status not in ("article", "archive"))


# whatever a folder holds


def test_reasons_and_texts_hold_what_utf_8_can_hold(tmp_path):
    half = '"\\ud800"'
    stated = f'{{"@type": "Article", "headline": {half}}}'
    page = hostile.page(STORY, f'<script type="application/ld+json">{stated}</script>')
    put(tmp_path, {"a.json": f"[{{{half}: 1}}]", "b.json": f'[{{"text": {half}, {half}: "x"}}]'})
    put(tmp_path, {"c.jsonl": f'{{"text": "The pier.", "title": {half}}}', "d.html": page})
    assert sheet(tmp_path)["a.json"] == "no text column"
    assert sheet(tmp_path)["d.html"] == "article"


def statuses() -> list[str]:
    table = next(r for r in schema.package()["resources"] if r["name"] == "intake")
    field = next(f for f in table["schema"]["fields"] if f["name"] == "status")
    return field["constraints"]["enum"]


def n_on_disk(folder: Path) -> int:
    """Count files and links; a link to a folder is not entered."""
    walked = [(Path(top), dirs, files) for top, dirs, files in os.walk(folder)]
    links = [d for top, dirs, _ in walked for d in dirs if (top / d).is_symlink()]
    return len(links) + sum(len(files) for _, _, files in walked)


def check_balance(found: corpus.Corpus, folder: Path) -> None:
    """Files in = articles + set aside, each with what to do; every key finds its row."""
    rows, articles = found.intake, found.articles
    archives = tuple(f"{path}/" for path in rows.loc[rows["status"] == "archive", "path"])
    members = [path for path in rows["path"] if path.startswith(archives)]
    assert len(rows) == n_on_disk(folder) + len(members)
    assert rows["n_articles"].sum() == len(articles)
    assert set(rows["status"]) <= set(statuses())
    aside = rows[rows["n_articles"] == 0]
    assert list(aside.loc[aside["reason"].str.strip() == "", "path"]) == []
    assert rows["path"].is_unique and articles["article_id"].is_unique
    assert set(articles["path"]) == set(rows.loc[rows["n_articles"] > 0, "path"])
    check_spans(found)


def check_spans(found: corpus.Corpus) -> None:
    """Every span lies in its text and says what its row says; sentences lie in paragraphs."""
    texts = dict(zip(found.articles["article_id"], found.articles["text"], strict=True))
    for row in found.fields.dropna(subset=["start"]).itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
    for table in (found.paragraphs, found.sentences):
        for row in table.itertuples():
            piece = texts[row.article_id][row.start : row.end]
            assert piece.strip()
    keys = ["article_id", "paragraph"]
    assert not found.paragraphs.duplicated(keys).any()
    joined = found.sentences.merge(found.paragraphs, on=keys, suffixes=("", "_of_part"))
    assert len(joined) == len(found.sentences)
    assert (joined["start_of_part"] <= joined["start"]).all()
    assert (joined["end"] <= joined["end_of_part"]).all()


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "raw"
    folder.mkdir()
    expected = hostile.build(folder, crowded=50)
    return folder, expected, corpus.load(folder, cache=None)


def test_a_hostile_folder_loads_with_a_balanced_sheet(hostile_folder):
    folder, _, found = hostile_folder
    check_balance(found, folder)


def test_a_hostile_folder_gives_what_is_right(hostile_folder):
    _, expected, found = hostile_folder
    status = dict(zip(found.intake["path"], found.intake["status"], strict=True))
    for path, right in expected.items():
        shown = os.fsencode(path.replace("!", "/")).decode("utf-8", "backslashreplace")
        assert status.get(shown) in right.split("|"), shown


def test_a_hostile_folder_reaches_nothing_outside(hostile_folder):
    folder, _, found = hostile_folder
    assert sorted(p.name for p in folder.parent.iterdir()) == ["raw", "raw-outside.txt"]
    hosts = Path("/etc/hostname")  # html/entities.html asks for it
    if hosts.exists():
        assert not any(hosts.read_text("utf-8").strip() in text for text in found.articles["text"])


ENDINGS = st.sampled_from(sorted({*kinds.KINDS, ".doc", ".xyz", ".TXT"}))
OPENINGS = st.sampled_from([b"", *kinds.SIGNATURES, *kinds.FOREIGN, b"\xff\xfe", b"<html>", b"[{"])
CONTENTS = st.one_of(
    st.builds(bytes.__add__, OPENINGS, st.binary(max_size=200)),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text("aB. \n\r\t\0,;#\"'{}[]:/<>1209©—", max_size=300).map(str.encode),
    st.sampled_from([c if isinstance(c, bytes) else c.encode() for c in FILES.values()]).flatmap(
        lambda whole: st.integers(0, len(whole)).map(lambda cut: whole[:cut])
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ENDINGS, CONTENTS), max_size=6))
def test_whatever_a_folder_holds_it_loads_with_a_balanced_sheet(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("any")
    for i, (ending, content) in enumerate(files):
        (folder / f"{i}{ending}").write_bytes(content)
    check_balance(corpus.load(folder, cache=None), folder)
