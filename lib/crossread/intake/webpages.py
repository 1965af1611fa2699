"""Take an article out of a web page, and what the page states of itself."""

import html as entities
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .. import lexicon
from ..metadata import Given
from .content import Content, Refused, utf8
from .decoding import decode

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
