"""Read one line of a header or a tail: address, breadcrumb, label, stamp, title, notice.

Each rule gives what it read as a page of its own, whose parts cover the line, or None.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from .. import lexicon, outlets, stamps
from .. import text as texts
from . import furniture, signatures
from .page import Field, Page, Part, join

Rule = Callable[[str, int, int, Path], Page | None]
SITE_WORDS = 4  # a site's name behind the bar in a title is no longer
_EDGE = "#*_>|[]()\u2022\u00b7-\u2013\u2014:,/ "
_CRUMB = re.compile(r"\u00bb|\u203a|>|::")
_URL = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s<>\"\u201d]+?)>?[.,)]*$")
_SUFFIX = re.compile(r"\s(?P<sign>[|\u2013\u2014-])\s+(?=[^|\u2013\u2014]+$)")
_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z -]{1,14}?) ?:\s*(?=\S)")


def read(rules: Iterable[Rule], text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Read a line by the first rule that knows it."""
    pages = (rule(text, start, end, handmade) for rule in rules)
    return next((page for page in pages if page is not None), None)


def _furniture(start: int, end: int, *fields: Field) -> Page:
    return Page([*fields], [Part(start, end, "furniture")])


def empty(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim a line that holds no words of its own."""
    return _furniture(start, end) if furniture.is_empty(text, start, end) else None


def address(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim a web address on a line of its own, with two words before it at most."""
    found = _URL.search(text, start, end)
    if not found or len(text[start : found.start()].split()) > 2:
        return None
    return _furniture(start, end, Field("url", *found.span("url"), found["url"], "own line"))


def crumbs(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim a breadcrumb, 'House \u00bb Section \u00bb Title'."""
    cuts = list(_CRUMB.finditer(text, start, end))
    if not cuts:
        return None
    first = texts.strip(text, start, cuts[0].start())
    last = texts.strip(text, cuts[-1].end(), end)[0]
    written = text[slice(*first)]
    house, is_section = outlets.name(written, handmade), furniture.is_label(text, *first, handmade)
    if not house and not is_section and len(cuts) < 2:
        return None
    names_site = house or not (is_section or furniture.is_notice(written))
    site = [Field("site", *first, house or written, "breadcrumb")] if names_site else []
    if texts.words(text[last:end]) < 3:
        return _furniture(start, end, *site)
    return join([_furniture(start, last, *site), title(text, last, end, handmade, "breadcrumb")])


def labelled(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim a line 'Label: value' of an e-mail or an export (data/lexicon/labels.csv)."""
    found = _LABELLED.match(text, start, end)
    fields = {row["form"]: row["field"] for row in lexicon.rows("labels")}
    if not found or found["label"].lower() not in fields:
        return None
    field, value = fields[found["label"].lower()], (found.end(), end)
    if field == "title":
        rest = title(text, *value, handmade, "label")
        return join([_furniture(start, found.end()), rest])
    if field == "stamp":
        return _furniture(start, end, *_stamped(start, stamps.find(text, *value), text))
    named = [Field(field, *value, text[slice(*value)], "label")] if field else []
    return _furniture(start, end, *named)


def aside(text: str, start: int, end: int, handmade: Path) -> Page:
    """Take any line for furniture, which may name the house that runs the page."""
    return _furniture(start, end, *signatures.sites(text, start, end, handmade, "own line"))


def notice(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim labels, buttons, counts and notices."""
    is_known = furniture.is_notice(text[start:end]) or furniture.is_label(
        text, start, end, handmade
    )
    return (
        _furniture(start, end, *signatures.rights(text, start, end, handmade)) if is_known else None
    )


def title(text: str, start: int, end: int, handmade: Path, rule: str) -> Page:
    """Claim a title; a house behind its last bar or dash is furniture.

    Behind a bar any short name is; it names the site where the text bears it once more.
    """
    inner = texts.strip(text, start, end, "#*_ ")
    suffix = _SUFFIX.search(text, *inner)
    written = text[suffix.end() : inner[1]] if suffix else ""
    known = outlets.name(written, handmade)
    is_site = suffix and suffix["sign"] == "|" and texts.words(written) <= SITE_WORDS
    if not suffix or not (known or is_site):
        return Page(
            [Field("title", *inner, text[slice(*inner)], rule)], [Part(start, end, "headline")]
        )
    head = (inner[0], suffix.start())
    fields = [Field("title", *head, text[slice(*head)], rule)]
    if known or text.count(written) > 1:
        fields.append(Field("site", suffix.end(), inner[1], known or written, "title"))
    return Page(fields, [Part(start, head[1], "headline"), Part(suffix.start(), end, "furniture")])


def stamped(
    text: str, start: int, end: int, handmade: Path, *, is_strict: bool = True
) -> Page | None:
    """Claim a line that is mostly a stamp; what stands beside it may be house, byline or title.

    Strictly, only labels, houses or a byline come before it; else also a section or a name.
    """
    found = stamps.find(text, start, end)
    if not found:
        return None
    left = texts.strip(text, start, found[0].start, _EDGE)
    right = texts.strip(text, found[-1].end, end, _EDGE)
    by = signatures.byline(text, *left, handmade) if left[0] < left[1] else None
    is_exact = bool(found[0].clock or (found[0].day and found[0].year))
    is_short = not is_strict and is_exact and texts.words(text[slice(*left)]) <= 3
    beside = _beside(text, *right, handmade, found[-1])
    if beside is None or not (by or is_short or furniture.is_label(text, *left, handmade)):
        return None
    credit = by or outlets.name(text[slice(*left)], handmade)
    cut = beside.parts[0].start if beside.parts else end
    fields = [*_stamped(start, found, text), *signatures.sites(text, *left, handmade, "stamp line")]
    own = Page(
        [*fields, *(by.fields if by else [])],
        [Part(start, cut, "byline" if credit else "furniture")],
    )
    return join([own, beside])


def _stamped(start: int, found: list[stamps.Stamp], text: str) -> list[Field]:
    fields = []
    for stamp in found:
        kind = "updated" if furniture.is_update(text[start : stamp.start]) else "stamp"
        fields.append(Field(kind, stamp.start, stamp.end, stamp.edtf, "header"))
        start = stamp.end
    return fields


def without_title(page: Page) -> Page:
    """Take the title beside a stamp for furniture, where the title stands above already."""
    if not any(field.rule == "beside the stamp" for field in page.fields):
        return page
    fields = [field for field in page.fields if field.field != "title"]
    return Page(
        fields, [p._replace(part="furniture") if p.part == "headline" else p for p in page.parts]
    )


def _beside(text: str, start: int, end: int, handmade: Path, stamp: stamps.Stamp) -> Page | None:
    """Read what follows a stamp on its line; None: a sentence, so no stamp line at all."""
    words = text[start:end]
    if not words or furniture.is_notice(words):
        return Page(signatures.rights(text, start, end, handmade), [])
    if furniture.is_label(text, start, end, handmade):
        return Page(signatures.sites(text, start, end, handmade, "stamp line"), [])
    n, parting = texts.words(words), text[stamp.end : start]
    signed = signatures.byline(text, start, end, handmade)
    if signed:
        return signed
    if n >= 3 and (stamp.clock or re.search(r"[|\u2013\u2014-]\s", parting)):
        return title(text, start, end, handmade, "beside the stamp")
    return Page([], []) if stamp.clock and n < 3 else None


HEADER: tuple[Rule, ...] = (
    empty,
    address,
    crumbs,
    stamped,
    signatures.own_dateline,
    partial(stamped, is_strict=False),
    signatures.byline,
    signatures.house,
    notice,
)
TAIL: tuple[Rule, ...] = (empty, address, stamped, signatures.house, notice)
BODY: tuple[Rule, ...] = (empty, address, notice)
