"""Read what an article says of itself: walk its header, its body's opening and its tail."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from .. import outlets, stamps
from .. import text as texts
from . import furniture, lines, signatures
from .page import Field, Page, Part, join

TITLE_WORDS = 40
DECK_WORDS = 6  # a line of more words between title and body belongs to the body
TAIL_WORDS = 6  # a line of more words below the body belongs to it
_PREFIX = re.compile(r"date (?P<day>\d{4}-\d\d-\d\d)(?!\S)")
_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?(?: ?[A-Z+][\w:+-]*)?")
_ITEM = re.compile(r"(?:[-\u2022*\u2013\u2014]|\d{1,2}[.)])\s")
_SUBHEAD = re.compile(r"#{1,6} ")


def read(text: str, handmade: Path = outlets.HANDMADE) -> Page:
    """Read the header, the body's opening and the tail of one article.

    The parts cover every character that is not white space, once. The fields are candidates:
    several may speak of one thing; which of them counts is decided where the table is made.
    Fields: title, byline, site, credit, place, stamp, updated, dateline, prefix, url.
    """
    prefix, spans = _without_prefix(text, _with_clocks(text, texts.paragraphs(text)))
    if not spans:
        return prefix
    first, last = _body(text, spans, handmade)
    header = _header(text, spans[:first], handmade)
    body = _body_lines(text, spans[first : last + 1], handmade)
    title = next((f.value for f in header.fields if f.field == "title"), "")
    tail = _tail(text, spans[last:], handmade, texts.squash(title))
    fields, parts = join([prefix, header, *body, *tail])
    trimmed = [Part(*texts.strip(text, part.start, part.end), part.part) for part in parts]
    return Page(fields, [part for part in trimmed if part.start < part.end])


def _without_prefix(text: str, spans: list[texts.Span]) -> tuple[Page, list[texts.Span]]:
    """Part a crawler's prefix, 'date 2020-11-20', from what follows on its line."""
    found = _PREFIX.match(text, *spans[0]) if spans else None
    if not found:
        return Page([], []), spans
    field = Field("prefix", *found.span("day"), found["day"], "header")
    rest = texts.strip(text, found.end(), spans[0][1])
    spans = [rest, *spans[1:]] if rest[0] < rest[1] else spans[1:]
    return Page([field], [Part(*found.span(), "furniture")]), spans


def _with_clocks(text: str, spans: list[texts.Span]) -> list[texts.Span]:
    """Join a clock on a line of its own to the date that ends the line above, or opens the next."""
    joined: list[texts.Span] = []
    for start, end in spans:
        if joined and _is_split_stamp(text, joined[-1], (start, end)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_split_stamp(text: str, above: texts.Span, line: texts.Span) -> bool:
    """Tell whether one of two lines is a clock, and the other ends or opens with a bare date."""
    if _is_clock(text, *line):
        found = stamps.find(text, *above)[-1:]
        return bool(found) and found[0].end == above[1] and not found[0].clock
    if _is_clock(text, *above):
        found = stamps.find(text, *line)[:1]
        return bool(found) and found[0].start == line[0] and not found[0].clock
    return False


def _is_clock(text: str, start: int, end: int) -> bool:
    return end - start <= 20 and _CLOCK.fullmatch(text, start, end) is not None


# where the body begins and ends


def _body(text: str, spans: list[texts.Span], handmade: Path) -> tuple[int, int]:
    """Find the first and the last line of the body; a dateline tells the opening best."""
    prose = _prose(text, spans)
    first = prose[0]
    if texts.words(text[slice(*spans[first])]) <= TITLE_WORDS:
        opening = (i for i in prose[:3] if signatures.dateline_at(text, *spans[i], handmade))
        first = next(opening, first)
    ends = [
        i for i in range(first + 1, len(spans)) if furniture.ends_article(text[slice(*spans[i])])
    ]
    # a block of links amid the article parts more prose off below than above
    sure = (i for i in ends if sum(p > i for p in prose) <= sum(p < i for p in prose))
    stop = next(sure, len(spans))
    return first, max(i for i in prose if i < stop)


def _prose(text: str, spans: list[texts.Span]) -> list[int]:
    """List the paragraphs of prose; without any the sentences, or else the longest line."""
    every = range(len(spans))
    prose = [i for i in every if furniture.is_prose(text[slice(*spans[i])])]
    prose = [i for i in prose if not furniture.is_notice(text[slice(*spans[i])])] or prose
    if prose:
        return prose
    said = [i for i in every if text[slice(*spans[i])].rstrip('"\u201d').endswith((".", "\u3002"))]
    said = [i for i in said if texts.words(text[slice(*spans[i])]) > 2]
    return said or [max(every, key=lambda i: spans[i][1] - spans[i][0])]


# above the body


def _header(text: str, spans: list[texts.Span], handmade: Path) -> Page:
    labels = sum(lines.labelled(text, *span, handmade) is not None for span in spans)
    rules = (lines.labelled, *lines.HEADER) if labels > 1 else lines.HEADER
    claimed, unclaimed, has_heading = [], [], False
    for start, end in spans:
        inner = texts.strip(text, start, end, "#*_ ")
        page = lines.read(rules, text, *inner, handmade)
        if page:
            page = lines.without_title(page) if has_heading else page
            claimed.append(_widened(page, start, end))
        else:
            unclaimed.append((start, end))
            has_heading = has_heading or texts.words(text[start:end]) >= 3
    title = next((f.value for page in claimed for f in page.fields if f.field == "title"), None)
    return join([*claimed, *_headline(text, unclaimed, title, handmade)])


def _widened(page: Page, start: int, end: int) -> Page:
    """Let the parts of a line take in the marks of Markdown around it."""
    parts = list(page.parts)
    parts[0] = parts[0]._replace(start=start)
    parts[-1] = parts[-1]._replace(end=end)
    return Page(page.fields, parts)


def _headline(text: str, spans: list[texts.Span], title: str | None, handmade: Path) -> list[Page]:
    """Choose the title among the lines that no rule claimed; the rest are repeats or a deck."""
    pages = []
    if title is None and spans:
        chosen = _chosen(text, spans)
        if chosen:
            pages.append(lines.title(text, *chosen, handmade, "first heading"))
            title = pages[0].fields[0].value
            above = spans.index(chosen)
            pages += [Page([], [Part(*span, "furniture")]) for span in spans[:above]]
            spans = spans[above + 1 :]
    for span in spans:
        words = text[slice(*span)]
        repeats = title is not None and texts.squash(words).startswith(texts.squash(title))
        is_deck = not repeats and (
            texts.words(words) >= DECK_WORDS
            or (furniture.is_sentence(words) and texts.words(words) > 2)
        )
        pages.append(Page([], [Part(*span, "body" if is_deck else "furniture")]))
    return pages


def _chosen(text: str, spans: list[texts.Span]) -> texts.Span | None:
    """Choose the title: a line that stands twice, else the first heading of three words or two."""
    words = [text[slice(*span)] for span in spans]
    squashed = [texts.squash(line) for line in words]
    times = Counter(squashed)
    sizes = [texts.words(line) for line in words]
    tests = (
        lambda i: sizes[i] >= 3 and times[squashed[i]] > 1,
        lambda i: sizes[i] >= 3 and not words[i].endswith("."),
        lambda i: sizes[i] >= 3,
        lambda i: sizes[i] == 2,
    )
    found = (span for test in tests for i, span in enumerate(spans) if test(i))
    return next(found, None)


# the body and what is below it


@cache
def _credit(handmade: Path) -> re.Pattern[str]:
    house = outlets.pattern(handmade).pattern
    return re.compile(rf"(?:{house})\s?(?::|-)\s+|(?:By|\u00a9) (?:{house})\s+(?=[^\W\d_a-z])")


def _body_lines(text: str, spans: list[texts.Span], handmade: Path) -> list[Page]:
    pages = [_opening(text, *spans[0], handmade)]
    cut = pages[0].parts[-1].end if pages[0].parts else spans[0][0]
    for start, end in [(cut, spans[0][1]), *spans[1:]]:
        words = text[start:end]
        page = None
        if not furniture.is_prose(words):
            page = lines.read(lines.BODY, text, *texts.strip(text, start, end, "*_ "), handmade)
        kind = "headline" if _SUBHEAD.match(words) else "body"
        whole = Part(*texts.strip(text, start, end), kind)
        pages.append(_widened(page, *whole[:2]) if page else Page([], [whole]))
    return pages


def _opening(text: str, start: int, end: int, handmade: Path) -> Page:
    """Cut the dateline, or the house and its colon, off the body's first line."""
    found = signatures.dateline_at(text, start, end, handmade)
    if found:
        page = signatures.read_dateline(text, start, found)
        rest = texts.strip(text, found.end, end, "*_")[0]
        return Page(page.fields, [Part(start, texts.strip(text, start, rest)[1], "dateline")])
    found = _credit(handmade).match(text, start, end)
    if not found:
        return Page([], [])
    name = outlets.pattern(handmade).search(text, *found.span())
    house = outlets.name(name[0], handmade) if name else None
    fields = [Field("credit", *name.span(), house, "byline")] if name and house else []
    return Page(fields, [Part(*texts.strip(text, *found.span()), "byline")])


def _tail(text: str, spans: list[texts.Span], handmade: Path, title: str) -> list[Page]:
    """Read the lines below the last paragraph of prose, which stands first among the spans.

    Short lines may still be the body's; a line that repeats the title never is.
    """
    pages, is_over, is_list = [], False, text[slice(*spans[0])].endswith(":")
    for start, end in spans[1:]:
        words = text[start:end]
        is_over = is_over or furniture.opens_rest(words)
        inner = texts.strip(text, start, end, "*_ ")
        page = lines.read((*lines.TAIL, signatures.byline), text, *inner, handmade)
        if not page and title and title in texts.squash(words):
            page = lines.aside(text, *inner, handmade)
        is_item = is_list and not page and _ITEM.match(words) is not None
        goes_on = texts.words(words) > TAIL_WORDS or furniture.is_sentence(words)
        is_body = not is_over and (goes_on or is_item)
        is_list = is_item or (is_body and words.endswith(":"))
        part = Part(start, end, "body" if is_body else "furniture")
        pages.append(_widened(page, start, end) if page else Page([], [part]))
    return pages
