"""Take the text out of one file: bytes in, text, encoding and what the page says of itself out."""

import html as entities
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from . import lexicon
from .metadata import Given

MAX_PART = 300_000_000  # bytes; what an office file may unpack to
SAMPLE = 100_000  # bytes that an encoding is told from
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"


class Refused(Exception):
    """A file is set aside; carries its status and what to do about it."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(status, reason)
        self.status, self.reason = status, reason


class Content(NamedTuple):
    """What one file holds; `encoding` is None where the format settles it."""

    text: str
    encoding: str | None = None
    given: tuple[Given, ...] = ()


class Sheet(NamedTuple):
    """One sheet of a workbook: its name, its first row and the rows below."""

    name: str
    header: list[str]
    rows: list[tuple[Any, ...]]


# bytes to characters


def is_binary(head: bytes) -> bool:
    """Tell whether bytes are no text in any encoding: control characters beyond a stray one."""
    if _marked(head) or _is_utf16(head):
        return False
    return len(head) - len(head.translate(None, CONTROL)) > 0.02 * len(head)


_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def _marked(data: bytes) -> str | None:
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def _is_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: each is half of a space or a letter."""
    sample = data[: SAMPLE // 2 * 2]
    if len(sample) < 16 or sample.count(0) < 0.03 * len(sample):
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        seen = sample.decode(codec, "replace")
        words = sum(c.isalnum() and "\0" not in c for c in seen)
        spaces = sum(c in " \n\r" for c in seen)
        if spaces > 0.02 * len(seen) and words + spaces > 0.75 * len(seen):
            return codec
    return None


def decode(data: bytes) -> tuple[str, str]:
    """Decode by byte order mark, then as UTF-8, as UTF-16, and else by charset-normalizer.

    A file in UTF-8 with a few broken bytes stays UTF-8. Bytes that the encoding can't read
    become U+FFFD, and the encoding's name says how many.
    """
    codec = _marked(data) or _is_utf16(data)
    if not codec:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            mended, first = data.decode("utf-8", "replace"), error.start
        broken = mended.count("\ufffd")
        beyond = len(mended) - len(mended.encode("ascii", "ignore"))
        if broken * 10 < beyond - broken:
            return mended, f"utf-8 ({broken} broken)"
        del mended
        sample = data[max(0, first - SAMPLE // 2) :][:SAMPLE]
        codec = _latin(sample.decode("cp1252", "replace")) or _by_words(sample)
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    return text, f"{codec} ({broken} broken)" if broken else codec


def utf8(text: str) -> str:
    """Replace what UTF-8 cannot hold, such as half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text


@cache
def _signs(name: str) -> str:
    return next(row["form"] for row in lexicon.rows("encodings") if row["name"] == name)


def _latin(seen: str) -> str | None:
    """Tell the single-byte codec of a Latin script from how its bytes read as windows-1252.

    charset-normalizer alone takes short English texts with curly quotes for other codecs.
    """
    high = {c for c in seen if c > "\x7f"}
    plain = sum(c.isascii() and c.isalpha() for c in seen)
    if plain < 3 * sum(c > "\x7f" for c in seen) or re.search(_signs("not Latin"), seen):
        return None
    if re.search(_signs("mac_roman"), seen):
        return "mac_roman"
    if high & set(_signs("cp1254 only")) and high <= set(_signs("cp1254") + _signs("punctuation")):
        return "cp1254"
    if re.search(_signs("cp1250"), seen):
        return "cp1250"
    return "cp1252" if high <= set(_signs("cp1252") + _signs("punctuation")) else None


def _by_words(sample: bytes) -> str:
    """Ask charset-normalizer, and show it only the words that are not plain ASCII."""
    from charset_normalizer import from_bytes

    words = b" ".join(word for word in sample.split() if not word.isascii())
    best = from_bytes(words, cp_isolation=_signs("candidates").split()).best()
    return best.encoding if best else "cp1252"


def plain(data: bytes) -> Content:
    """Read plain text or Markdown, character for character."""
    text, encoding = decode(data)
    return Content(text, encoding)


# web pages

INLINE = frozenset(
    "a abbr b br cite em font i img mark q small span strong sub sup time u".split()  # noqa: SIM905
)


def html(data: bytes) -> Content:
    """Read a web page: the article's text by trafilatura, the rest from its meta data."""
    source, encoding = decode(data)
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2048])
    if declared and not encoding.startswith("utf"):
        source, encoding = _as_declared(data, declared[1].decode(), source, encoding)
    source = re.sub("[\x00\ud800-\udfff]", "\ufffd", source)
    root = _tree(source)
    if root is None:
        raise Refused(
            "empty", "a page without text; remove it, or save the page once it has loaded"
        )
    given = list(_meta(root))
    text = _main_text(root) or _stripped(source)
    return Content(text, encoding, tuple(given))


def _as_declared(data: bytes, declared: str, source: str, encoding: str) -> tuple[str, str]:
    """Prefer the encoding that a page declares, where its bytes allow it."""
    try:
        return data.decode(declared), declared.lower()
    except (LookupError, UnicodeDecodeError):
        return source, encoding


def _tree(source: str) -> Any:
    import lxml.html
    from lxml import etree

    try:
        return lxml.html.document_fromstring(
            source.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except etree.ParserError:  # nothing but white space
        return None


@cache
def _settings() -> Any:
    from trafilatura.settings import use_config

    config = use_config()
    config.set(
        "DEFAULT", "MIN_EXTRACTED_SIZE", "1"
    )  # at 250 a short article brings the menus with it
    return config


def _main_text(root: Any) -> str:
    """Extract the article's text, a paragraph a line; trafilatura drops what is not of it."""
    from trafilatura import extract

    for table in root.iter("table"):  # old pages set the article itself in a table
        if table.find(".//th") is None and any(
            len(cell.text_content()) > 300 for cell in table.iter("td")
        ):
            for part in table.iter("table", "tbody", "tr", "td"):
                part.tag = "div"
    for box in root.iter("div"):
        if (
            all(child.tag in INLINE for child in box.iterdescendants())
            and box.find(".//br") is None
        ):
            box.tag = "p"
    return extract(root, config=_settings(), include_comments=False, deduplicate=False) or ""


def _stripped(source: str) -> str:
    """Cut the tags off a page that defeats the parser, such as one nested 100,000 deep."""
    unread = r"<(script|style|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>"
    bare = entities.unescape(re.sub(f"(?is){unread}", "\n", source))
    return "\n".join(filter(None, map(str.strip, bare.split("\n"))))


def _meta(root: Any) -> Iterator[Given]:
    """Read what a page states of itself: JSON-LD, meta tags, its address, times marked up."""
    fields = {row["form"]: row["field"] for row in lexicon.rows("meta")}
    stated = [*_linked_data(root), *_tags(root)]
    for name, words in stated:
        field = fields.get(name.lower())
        if field and words.strip():
            yield Given(field, utf8(entities.unescape(words)).strip())


def _tags(root: Any) -> Iterator[tuple[str, str]]:
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        yield name, tag.get("content") or ""
    for link in root.iter("link"):
        yield link.get("rel") or "", link.get("href") or ""
    for time in root.iter("time"):
        yield "time", time.get("datetime") or ""


def _linked_data(root: Any) -> Iterator[tuple[str, str]]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                stated = json.loads(script.text or "")
            except (json.JSONDecodeError, RecursionError):
                continue  # broken by its page; the meta tags remain
            yield from _of_article(stated)


def _of_article(stated: Any) -> Iterator[tuple[str, str]]:
    """Walk JSON-LD to the part that is an article, and name its plain values."""
    if isinstance(stated, list):
        for one in stated:
            yield from _of_article(one)
    elif isinstance(stated, dict):
        kinds = stated.get("@type") or ""
        kinds = " ".join(kinds) if isinstance(kinds, list) else str(kinds)
        yield from _of_article(stated.get("@graph") or [])
        if re.search(r"Article|Posting|Report", kinds):
            yield from ((name, words) for name, value in stated.items() for words in _names(value))


def _names(value: Any) -> list[str]:
    """List the words of a JSON-LD value: itself, or the name or address of what it describes."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [v for v in (value.get("name") or value.get("@id"),) if isinstance(v, str)]
    if isinstance(value, list):
        joined = ", ".join(words for one in value for words in _names(one))
        return [joined] if joined else []
    return []


# documents


def pdf(data: bytes) -> Content:
    """Read a PDF's text, pages parted by form feeds; a picture of a page has none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Refused("locked", "needs a password; save a copy without one") from error
        raise Refused("unreadable", f"a broken PDF ({error}); download it again") from error
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    # U+FFFE stands where a hyphen at a line's end was taken away
    text = "\f".join(pages).replace("\ufffe", "").replace("\r\n", "\n")
    if not text.strip():
        raise Refused(
            "empty",
            f"no text on its {len(pages)} pages, which may be scans; recognise or type it",
        )
    return Content(text)


def docx(data: bytes) -> Content:
    """Read a Word document's body in order: text boxes, tables and tracked insertions too."""
    from docx2python import docx2python
    from docx2python.iterators import iter_paragraphs

    _check_unpacked(data)
    with docx2python(io.BytesIO(data)) as document:
        paragraphs = [
            re.sub(r"----(?:media|image|footnote|endnote)[^\n-]*-{4}", "", p)
            for p in iter_paragraphs(document.body)
        ]
    linked = (re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", p, flags=re.DOTALL) for p in paragraphs)
    return Content("\n\n".join(p for p in linked if p.strip()))


def rtf(data: bytes) -> Content:
    """Read Rich Text Format."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(data.decode("latin-1"), errors="replace")
    return Content(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def sheets(data: bytes) -> list[Sheet]:
    """Read a workbook's sheets; error cells keep their sign, formulas give their last value."""
    import openpyxl

    _check_unpacked(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # the size that a sheet claims may leave rows out
        lines = [
            row
            for row in sheet.iter_rows(values_only=True)
            if any(cell is not None for cell in row)
        ]
        header = ["" if cell is None else str(cell) for cell in lines[0]] if lines else []
        found.append(Sheet(sheet.title, header, lines[1:]))
    book.close()
    return found


def _check_unpacked(data: bytes) -> None:
    unpacked = sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(data)).infolist())
    if unpacked > MAX_PART:
        raise Refused("too large", f"unpacks to {unpacked:,} bytes; export its text as .txt")
