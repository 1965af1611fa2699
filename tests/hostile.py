"""Write a folder of files that try to upset a corpus loader, each with what should come of it.

`build(folder)` returns {path: status}. A path is relative to the folder, as `os.fsdecode` gives it;
something inside an archive is named `archive.zip!inner/name.txt`. Where two outcomes are both
sound the status lists them with a bar, the better one first: `"too large|unreadable"`.
"""

import contextlib
import csv
import io
import json
import os
import pathlib
import random
import struct
import time
import zipfile
import zlib

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

MIB = 2**20
NOUNS = "harbour ferry pier tide warehouse crane pilot lighthouse quay cargo trawler".split()  # noqa: SIM905
VERBS = "closed reopened inspected delayed repaired painted measured moved rejected".split()  # noqa: SIM905
WHERE = [
    "near the old market",
    "before the summer season",
    "after two days of rain",
    "beside the north wall",
]
ROWS = [
    ["title", "text", "date"],
    ["Pier", "", "2026-03-04T23:40:00-05:00"],
    ["Quay", "", "2026-03-05"],
]
QUOTED = "“The harbour,” she said – “is open.” It cost €40m, the mayor’s aide added. "
ARABIC = "أعلنت إدارة الميناء يوم الأربعاء أن الرصيف الجديد سيفتح بعد أسبوعين. "
HEBREW = "הנהלת הנמל הודיעה ביום רביעי כי הרציף החדש ייפתח בעוד שבועיים. "
RUSSIAN = "Портовые власти сообщили в среду, что новый причал откроется через две недели. "


def story(key: str, paragraphs: int = 3) -> str:
    """A short invented article, its own for every key."""
    pick = random.Random(key)

    def sentence() -> str:
        first, second = pick.sample(NOUNS, 2)
        gate, verb, where = pick.randrange(10**6), pick.choice(VERBS), pick.choice(WHERE)
        return f"The {first} {verb} gate {gate} of the {second} {where}."

    return "\n\n".join(" ".join(sentence() for _ in range(4)) for _ in range(paragraphs)) + "\n"


def noise(size: int) -> bytes:
    """Random bytes, the same in every run."""
    return random.Random(size).randbytes(size)


class Folder:
    """The folder being written, and what is expected of each path in it."""

    def __init__(self, root: pathlib.Path) -> None:
        self.root = root
        self.expected: dict[str, str] = {}

    def path(self, name: str, status: str) -> pathlib.Path:
        """Where `name` goes; its folder is made and its status noted."""
        self.expected[name] = status
        where = self.root / name
        where.parent.mkdir(parents=True, exist_ok=True)
        return where

    def put(self, name: str, content: bytes | str, status: str = "article") -> None:
        """Write one file; text goes out as UTF-8."""
        self.path(name, status).write_bytes(
            content.encode() if isinstance(content, str) else content
        )

    def archive(self, name: str, content: bytes, status: str = "archive", **members: str) -> None:
        """Write one archive; `members` maps what it holds to statuses."""
        self.put(name, content, status)
        self.expected.update({f"{name}!{inner}": state for inner, state in members.items()})


# plain text


def png() -> bytes:
    """A real grey picture, 8 by 8."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 8) * 8))
        + chunk(b"IEND", b"")
    )


def texts(into: Folder, big: int) -> None:
    """Plain text, and what only claims to be."""
    into.put("text/empty.txt", "", "empty")
    into.put("text/blank.txt", " \t\r\n\u00a0\u2003\n", "empty")
    into.put("text/bom-only.txt", b"\xef\xbb\xbf", "empty")
    into.put("text/random.txt", noise(big), "not text|too large")
    into.put("text/picture.txt", png(), "not text")
    into.put("text/UPPER.TXT", story("upper"))
    into.put("text/one-line.txt", story("line", 2000).replace("\n", " "))
    into.put("text/returns.txt", story("returns").replace("\n", "\r"))
    into.put("text/nul.txt", story("nul").replace("gate", "ga\0te", 3))
    into.put("text/controls.txt", story("controls").replace("gate", "\x1b[31mgate\x1b[0m\x07"))
    into.put("text/direction.txt", story("direction").replace("gate", "\u202egate\u202c\u200b"))
    into.put("text/noname", story("noname"))
    into.put("text/page.txt", page(story("html as text")), "article")
    into.put("text/pdf.txt", pdf(story("pdf as text", 1)), "article")
    into.put("text/docx.txt", document(story("docx as text")), "article")
    into.put("text/note.md", f"---\ntitle: Pier\n---\n# Pier\n\n{story('markdown')}")
    into.put("text/tool.exe", b"MZ" + noise(500), "unsupported")
    into.put("text/old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "unsupported")
    into.put("text/story.txt.gz", zlib.compress(story("gz").encode(), wbits=31), "unsupported")


def encodings(into: Folder) -> None:
    """One text in each encoding a newsroom has used."""
    english = QUOTED + story("english")
    for codec, text in {
        "utf-16": english,
        "utf-16-le": english + "le",
        "utf-16-be": english + "be",
        "utf-8-sig": english + "sig",
        "utf-32": english + "32",
        "cp1252": english + "1252",
        "mac-roman": english + "mac",
        "cp1251": RUSSIAN * 3,
        "koi8-r": RUSSIAN * 4,
        "cp1256": ARABIC * 3,
        "gb18030": "港务局周三表示，新码头将在两周后开放。" * 5,
        "shift-jis": "港湾当局は水曜日、新しい桟橋が二週間後に開くと発表した。" * 5,
    }.items():
        into.put(f"encodings/{codec}.txt", text.encode(codec))
    into.put("encodings/utf-16-be-bom.txt", b"\xfe\xff" + (english + "be bom").encode("utf-16-be"))
    into.put("encodings/arabic.txt", ARABIC * 5)
    into.put("encodings/hebrew.txt", HEBREW * 5)
    into.put(
        "encodings/mixed.txt", (story("mixed") + "café ").encode() + "naïve €5".encode("cp1252")
    )
    into.put(
        "encodings/odd-length-utf-16.txt", english.encode("utf-16") + b"x", "article|unreadable"
    )
    into.put(
        "encodings/surrogate-utf-8.txt",
        story("surrogate").encode() + b"\xed\xa0\x80 end\n",
        "article|unreadable",
    )


def names(into: Folder) -> None:
    """Copies, namesakes, hidden files, and names a report must escape."""
    into.put("names/a/same.txt", story("first namesake"))
    into.put("names/b/same.txt", story("second namesake"))
    into.put("names/copy-1.txt", story("copied"))
    into.put("names/copy-2.txt", story("copied"), "duplicate")
    into.put("names/folder.txt/inside.txt", story("in a folder named as a file"))
    awkward = [
        "new\nline.txt",
        "quo'te\".txt",
        "⚓️🚢.txt",
        "<img src=x onerror=alert(1)>.txt",
        "a&b;c,d\te.txt",
        "=cmd().txt",
        "-rf.txt",
        " space .txt",
        "b" * 251 + ".txt",
        "\u202etxt.gnp.txt",
        "cafe\u0301.txt",
        "caf\u00e9.txt",
        "%2e%2e.txt",
        "back\\slash.txt",
        "$(touch x).txt",
        os.fsdecode(b"caf\xe9-\xff.txt"),
    ]
    for name in awkward:
        into.put(f"names/{name}", story(repr(name)))
    for name in [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$story.docx",
        "._story.txt",
        ".hidden.txt",
        ".git/config.txt",
    ]:
        into.put(
            f"hidden/{name}", b"\0\0\0\1Bud1" if name == ".DS_Store" else story(name), "hidden"
        )


def specials(into: Folder) -> None:
    """Links, a pipe, and a file nobody may read."""
    into.put("special/loop/story.txt", story("loop"))
    for name, target in {
        "loop/up": "..",
        "self.txt": "self.txt",
        "broken.txt": "nowhere.txt",
        "again.txt": "loop/story.txt",
    }.items():
        into.path(f"special/{name}", "link").symlink_to(target)
    outside = into.root.with_name(f"{into.root.name}-outside.txt")  # what is not here is read
    outside.write_text(story("outside"), "utf-8")
    into.path("special/outside.txt", "article").symlink_to(outside)
    if hasattr(os, "mkfifo"):
        os.mkfifo(into.path("special/pipe.txt", "unsupported"))
    into.put("special/secret.txt", story("secret"), "unreadable" if os.geteuid() else "article")
    (into.root / "special/secret.txt").chmod(0)


# tables and JSON


def rows(key: str) -> list[list[str]]:
    """A table of articles, their texts made from the key."""
    return [
        ROWS[0],
        *([title, story(f"{key} {title}", 1).strip(), date] for title, _, date in ROWS[1:]),
    ]


def delimited(key: str, mark: str = ",") -> str:
    """The same table as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows(key))
    return out.getvalue()


def tables(into: Folder) -> None:
    """Delimited text, spreadsheets and Parquet."""
    into.put("tables/plain.csv", delimited("plain"))
    into.put("tables/semicolons.csv", delimited("semicolons", ";"))
    into.put("tables/tabs.tsv", delimited("tabs", "\t"))
    into.put("tables/bom.csv", b"\xef\xbb\xbf" + delimited("bom").encode())
    into.put("tables/no-text.csv", "berth,tonnes\n1,900\n2,700\n", "no text column")
    into.put("tables/header-only.csv", "title,text,date\n", "empty")
    into.put(
        "tables/ragged.csv",
        delimited("ragged") + f"Short\nLong,{story('ragged', 1).strip()},2026,extra,extra\n",
    )
    into.put(
        "tables/unclosed.csv",
        delimited("unclosed") + f'Open,"{story("open quote", 1)}',
        "article|unreadable",
    )
    into.put("tables/huge-cell.csv", f'title,text\nHuge,"{story("huge", 4000)}"\n')
    into.put("tables/nul.csv", delimited("nul").replace("gate", "ga\0te", 1))
    into.put(
        "tables/formula.csv",
        f'title,text\n"=HYPERLINK(""http://x.example"")","{story("formula", 1).strip()}"\n',
    )
    into.put(
        "tables/twin-headings.csv", f"text,text\n{story('left', 1).strip()},{story('right', 1)}"
    )
    into.put("tables/garbage.xlsx", noise(3000), "unreadable")
    into.put("tables/garbage.parquet", b"PAR1" + noise(3000) + b"PAR1", "unreadable")
    sheets(into)
    parquet(into)


def sheets(into: Folder) -> None:
    """Spreadsheets with errors, formulae, several sheets, and one cell very far away."""
    book = openpyxl.Workbook()
    for row in rows("sheet"):
        book.active.append(row)
    book.active.append(["=1/0", "=A1&B1", "#N/A"])
    book.create_sheet("Notes").append(["berth", "tonnes"])
    book.create_sheet("Empty")
    book.save(into.path("tables/cells.xlsx", "article"))
    far = openpyxl.Workbook()
    for row in rows("far"):
        far.active.append(row)
    far.active["XFD1048576"] = "far"
    far.save(into.path("tables/far-cell.xlsx", "article|too large"))
    none = openpyxl.Workbook()
    none.active.append(["berth", "tonnes"])
    none.active.append([1, 900])
    none.save(into.path("tables/no-text.xlsx", "no text column"))


def parquet(into: Folder) -> None:
    """Parquet that is sound, that has no text, and that unpacks to gigabytes."""
    head, *body = rows("parquet")
    pq.write_table(
        pa.table(dict(zip(head, zip(*body, strict=True), strict=True))),
        into.path("tables/plain.parquet", "article"),
    )
    pq.write_table(
        pa.table({"berth": [1, 2], "tonnes": [9.5, None]}),
        into.path("tables/no-text.parquet", "no text column"),
    )
    same = pa.DictionaryArray.from_arrays(
        pa.array([0] * 10_000, pa.int32()), ["tide " * (MIB // 5)]
    )
    pq.write_table(pa.table({"text": same}), into.path("tables/bomb.parquet", "too large"))


def json_files(into: Folder) -> None:
    """JSON and JSON Lines."""
    records = [dict(zip(ROWS[0], row, strict=True)) for row in rows("json")[1:]]
    lines = [json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in rows("jsonl")[1:]]
    into.put("json/array.json", json.dumps(records))
    into.put(
        "json/wrapped.json", json.dumps({"articles": [{"title": "Pier", "text": story("wrapped")}]})
    )
    into.put(
        "json/broken-line.jsonl",
        "\n".join([lines[0], '{"title": "Pier", "text": "The', "", lines[1]]),
    )
    into.put(
        "json/surrogate.jsonl",
        '{"title": "Quay \\ud800", "text": ' + json.dumps(story("lone") + "\ud800") + "}\n",
    )
    into.put(
        "json/twin-keys.jsonl",
        '{"text": "The tide rose.", "text": ' + json.dumps(story("twin")) + "}\n",
    )
    into.put(
        "json/odd-types.jsonl", '{"text": 5}\n{"text": null}\n["text"]\n"text"\nNaN\n', "empty"
    )
    into.put("json/no-text.json", '[{"berth": 1}]', "no text column")
    into.put("json/empty-array.json", "[]", "empty")
    into.put("json/deep.json", "[" * 100_000 + "]" * 100_000, "unreadable")
    into.put(
        "json/long-number.json", '[{"text": "x", "n": %s}]' % ("9" * 5000), "unreadable|article"
    )
    into.put("json/truncated.json", json.dumps(records)[:-40] + " ", "unreadable")


# documents


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    """A web page of one article."""
    paragraphs = "".join(f"<p>{part}</p>" for part in body.strip().split("\n\n"))
    head = f"<!DOCTYPE html><html><head>{head}<title>Pier</title></head>"
    return f"{head}<body><article>{paragraphs}</article></body></html>"


def pages(into: Folder) -> None:
    """Web pages."""
    into.put("html/plain.HTML", page(story("page")))
    into.put("html/empty.html", "", "empty")
    into.put("html/no-body.html", "<html><head><title>Pier</title></head></html>", "empty")
    into.put(
        "html/script.html",
        "<html><body><script>var pier = 'closed';</script></body></html>",
        "empty",
    )
    into.put(
        "html/deep.html",
        "<div>" * 100_000 + story("deep") + "</div>" * 100_000,
        "article|unreadable",
    )
    into.put("html/unclosed.html", "<b>" * 20_000 + page(story("unclosed")))
    into.put(
        "html/long-line.html",
        page(story("long", 20_000).replace("\n\n", "<br><br>").replace("\n", " ")),
        "article|too large",
    )
    into.put(
        "html/cp1251.html", page(RUSSIAN * 6, '<meta charset="windows-1251">').encode("cp1251")
    )
    into.put(
        "html/wrong-charset.html", page(RUSSIAN * 7, '<meta charset="utf-8">').encode("cp1251")
    )
    into.put("html/nul.html", page(story("nul page")).replace("gate", "ga\0te", 2))
    into.put(
        "html/attack.html",
        page(
            story("attack")
            + "\n\n<img src=x onerror=alert(1)>&lt;script&gt;alert(2)&lt;/script&gt;"
        ),
    )
    into.put(
        "html/entities.html",
        '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + page(story("entity") + "&a;"),
    )


def pdf(text: str = "", picture: bool = False) -> bytes:
    """A one-page PDF, by hand: lines of text, or a picture of a page."""
    lines = " T* ".join(
        f"({line}) Tj" for line in text.replace("\n", " ").replace(". ", ".\n").split("\n") if line
    )
    drawing = (
        b"q 600 0 0 800 0 0 cm /I Do Q"
        if picture
        else f"BT /F 11 Tf 14 TL 40 780 Td {lines} ET".encode()
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 64>>stream\n" + b"\x80" * 64 + b"\nendstream",
    ]
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return out + (
        b"xref\n0 7\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    )


def lock(plain: bytes, password: str, algorithm: str) -> bytes:
    """The same PDF, encrypted; an empty password locks only its permissions."""
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(plain))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


def pdfs(into: Folder) -> None:
    """PDFs: sound, locked, scanned, broken."""
    whole = pdf(story("pdf"))
    into.put("pdf/plain.pdf", whole)
    into.put("pdf/scanned.pdf", pdf(picture=True), "empty")
    into.put("pdf/truncated.pdf", whole[: len(whole) // 2], "unreadable")
    into.put(
        "pdf/no-table.pdf",
        pdf(story("no table")).replace(b"startxref", b"startnone"),
        "article|unreadable",
    )
    into.put("pdf/garbage.pdf", b"%PDF-1.7\n" + noise(3000), "unreadable")
    into.put("pdf/empty.pdf", b"", "empty|unreadable")
    into.put("pdf/loop.pdf", whole.replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"), "unreadable|empty")
    with contextlib.suppress(DependencyError):  # AES needs `cryptography`, which comes last
        for algorithm in "RC4-40", "RC4-128", "AES-128", "AES-256":
            into.put(
                f"pdf/locked-{algorithm}.pdf",
                lock(pdf(story(f"locked {algorithm}")), "tide", algorithm),
                "locked",
            )
            into.put(
                f"pdf/owner-{algorithm}.pdf", lock(pdf(story(f"owner {algorithm}")), "", algorithm)
            )


def document(*paragraphs: str, picture: bool = False) -> bytes:
    """A Word file."""
    made, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    if picture:
        made.add_picture(io.BytesIO(png()))
    made.save(out)
    return out.getvalue()


def office(into: Folder) -> None:
    """Word and RTF."""
    into.put("docx/plain.docx", document(story("docx")))
    into.put("docx/pictures.docx", document(picture=True), "empty")
    into.put("docx/garbage.docx", noise(3000), "unreadable")
    into.put("docx/truncated.docx", document(story("cut"))[:9000], "unreadable")
    into.put("docx/locked.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "unsupported")
    into.archive("docx/not-word.docx", zipped({"a.txt": "x"}), **{"a.txt": "article"})
    into.put(
        "docx/bad-xml.docx", zipped({"word/document.xml": "<w:document><open>"}), "unreadable|empty"
    )
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>',
        "<w:p/>",
        "</w:body></w:document>",
    )
    into.put(
        "docx/bomb.docx",
        craft([huge("word/document.xml", 2**31, *(part.encode() for part in body))]),
        "too large",
    )
    into.put(
        "rtf/plain.rtf",
        r"{\rtf1\ansi\ansicpg1252 \'93The quay,\'94 she said.\par " + story("rtf", 1) + "}",
    )
    into.put("rtf/emoji.rtf", r"{\rtf1\ansi\uc1 \u-10179?\u-8704? " + story("emoji", 1) + "}")
    into.put("rtf/half-emoji.rtf", r"{\rtf1\ansi\uc1 \u-10179? " + story("half", 1) + "}")
    into.put(
        "rtf/bad-code-page.rtf",
        r"{\rtf1\ansi\ansicpg99999 \'93" + story("code page", 1) + "}",
        "article|unreadable",
    )
    into.put(
        "rtf/bad-byte.rtf",
        r"{\rtf1\ansi\ansicpg1252 \'81" + story("byte", 1) + "}",
        "article|unreadable",
    )
    into.put("rtf/deep.rtf", r"{\rtf1 " + "{" * 50_000 + story("deep rtf", 1) + "}" * 50_001)
    into.put("rtf/garbage.rtf", rb"{\rtf1" + noise(3000), "unreadable|not text|article")
    into.put("rtf/empty.rtf", r"{\rtf1\ansi }", "empty")


# archives

Member = tuple[
    bytes, bytes, int, int, int
]  # name, deflated body, size it declares, checksum, flags


def craft(members: list[Member], copies: int = 1) -> bytes:
    """A zip by hand, so that its headers may lie; with `copies`, many entries share each body."""
    out, index = b"", b""
    for name, body, size, check, flags in members:
        common = struct.pack(
            "<HHHHHIIIHH", 20, flags, 8, 0, 0x21, check, len(body), size, len(name), 0
        )
        entry = (
            b"PK\1\2\x14\3"
            + common
            + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, len(out))
            + name
        )
        index += entry * copies
        out += b"PK\3\4" + common + name + body
    count = len(members) * copies
    return (
        out
        + index
        + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(index), len(out), 0)
    )


def deflated(body: bytes) -> bytes:
    """Raw deflate."""
    return zlib.compress(body, wbits=-15)


def small(name: bytes, body: bytes, flags: int = 0) -> Member:
    """An honest member."""
    return name, deflated(body), len(body), zlib.crc32(body), flags


def huge(
    name: str, size: int, head: bytes = b"", fill: bytes = b"tide ", tail: bytes = b""
) -> Member:
    """A member that unpacks to about `size` bytes: one block, compressed once, then repeated.

    Its checksum is wrong (ten gigabytes would have to be read for it), so reading it all fails too.
    """
    squeeze = zlib.compressobj(9, wbits=-15)
    start = squeeze.compress(head) + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = fill * (16 * MIB // len(fill))
    again = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)
    times = size // len(block)
    end = squeeze.compress(tail) + squeeze.flush()
    return (
        name.encode(),
        start + again * times + end,
        len(head) + times * len(block) + len(tail),
        0,
        0,
    )


def liar(name: str, size: int) -> Member:
    """A member that declares 100 bytes, with their checksum, and unpacks to `size`."""
    name_, body, *_ = huge(name, size)
    return name_, body, 100, zlib.crc32((b"tide " * 20)[:100]), 0


def zipped(members: dict[str, bytes | str]) -> bytes:
    """An ordinary zip in memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def linked() -> bytes:
    """A zip whose one member is a symbolic link."""
    out, link = io.BytesIO(), zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/hostname")
    return out.getvalue()


def archives(into: Folder, unpacked: int, crowded: int) -> None:
    """Zips: sound, broken, nested, locked, lying."""

    def tell(*inner: str) -> bytes:
        return zipped({name: story(f"zip {name}") for name in inner})

    plain = tell("story.txt", "in/story.txt", "__MACOSX/._story.txt", ".hidden.txt")
    into.archive(
        "zip/plain.zip",
        plain,
        **{
            "story.txt": "article",
            "in/story.txt": "article",
            "__MACOSX/._story.txt": "hidden",
            ".hidden.txt": "hidden",
        },
    )
    evil = ["../../evil.txt", "/abs/evil.txt", "C:\\evil.txt", "..\\evil.txt"]
    into.archive("zip/evil.zip", tell(*evil), **dict.fromkeys(evil, "unsafe name"))
    into.archive("zip/link.zip", linked(), **{"link.txt": "link"})
    into.archive(
        "zip/nested.zip",
        zipped({"inner.zip": tell("deep.txt"), "top.txt": story("top")}),
        **{"inner.zip": "archive|unsupported", "top.txt": "article"},
    )
    into.archive(
        "zip/twins.zip",
        craft([small(b"same.txt", story(twin).encode()) for twin in ("one twin", "other twin")]),
        **{"same.txt": "article"},
    )
    into.archive(
        "zip/locked.zip",
        craft([small(b"locked.txt", story("zip lock").encode(), 1)]),
        **{"locked.txt": "locked"},
    )
    into.archive(
        "zip/names.zip",
        craft(
            [
                small("маяк.txt".encode("cp866"), story("cp866").encode()),
                small(b"\xff\xfe.txt", story("fffe").encode()),
            ]
        ),
    )
    into.archive(
        "zip/method.zip",
        craft([small(b"odd.txt", b"tide")]).replace(b"\x08\0\0\0\x21", b"\x63\0\0\0\x21"),
        **{"odd.txt": "unreadable|unsupported"},
    )
    into.archive(
        "zip/check.zip",
        craft([(*small(b"bad.txt", story("crc").encode())[:3], 1, 0)]),
        **{"bad.txt": "unreadable"},
    )
    into.archive("zip/empty.zip", zipped({}), "empty|archive")
    into.put("zip/truncated.zip", plain[: len(plain) // 2], "unreadable")
    into.put("zip/garbage.zip", b"PK\3\4" + noise(2000), "unreadable")
    parts = [f"tide-{part}.txt" for part in range(3)]
    into.put("zip/bomb.zip", craft([huge(part, unpacked // 3) for part in parts]), "too large")
    into.archive(
        "zip/liar.zip",
        craft([liar("liar.txt", unpacked // 10)]),
        **{"liar.txt": "too large|unreadable"},
    )
    overlap = craft([huge("tide.txt", 64 * MIB)], copies=max(1, unpacked // (64 * MIB)))
    into.put("zip/overlap.zip", overlap, "too large")
    crowd = craft([small(b"tide.txt", b"tide")], copies=crowded)  # all of them one file's bytes
    into.archive("zip/crowd.zip", crowd, **{"tide.txt": "article|unreadable|duplicate"})


def build(
    folder: pathlib.Path, big: int = 50 * MIB, unpacked: int = 10 * 2**30, crowded: int = 60_000
) -> dict[str, str]:
    """Write the folder; return what should come of each path.

    `big` is the size of the random file; `unpacked` what the largest zip would unpack to;
    `crowded` how many names one archive gives to the same bytes.
    """
    into = Folder(pathlib.Path(folder))
    texts(into, big)
    archives(into, unpacked, crowded)
    for write in encodings, names, specials, tables, json_files, pages, pdfs, office:
        write(into)
    return into.expected


if __name__ == "__main__":
    import sys

    begun = time.perf_counter()
    made = build(pathlib.Path(sys.argv[1]))
    print(f"{len(made)} paths in {time.perf_counter() - begun:.2f} s")
