"""Cut one article's text into lines, paragraphs and words; every span an offset into it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")  # kana and Han
_TOKEN = re.compile(rf"{_UNSPACED.pattern}|[^\W{_UNSPACED.pattern[1:-1]}]+")
_MARKS = re.compile(
    r"``|''|[\"\u201c\u201d\u201e\u00ab\u00bb]"
    r"|\u2018(?:[^\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]|\u2019(?=\w)|\u201c[^\u201c\u201d]*\u201d)*+\u2019(?!\w)"
)  # of single marks only whole pairs: one alone is an apostrophe
_OPEN, _CLOSE = "``\u201c\u201e\u00ab", "\u201d\u00bb"
_BEFORE = "([{\u2014\u2013-\u201c\u2018/>="  # a mark behind these opens
WRAPPED = range(30, 101)  # characters; the widest line of a hard-wrapped text


def words(text: str) -> int:
    """Count words: runs of letters and digits, joined by apostrophe, hyphen or point.

    Of scripts that part no words each sign counts as one; Thai and its like are missed.
    """
    if not text.isascii() and _UNSPACED.search(text):
        text = _UNSPACED.sub(r" \g<0> ", text)
    return len(_WORD.findall(text))


def squash(text: str) -> str:
    """Fold case, punctuation and white space, to compare two headings."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def tokens(text: str) -> list[Span]:
    """Find the words that two texts are compared by: runs of letters and digits.

    Of scripts that part no words each sign counts as one.
    """
    return [found.span() for found in _TOKEN.finditer(text)]


def strip(text: str, start: int, end: int, extra: str = "") -> Span:
    """Narrow a span past white space, zero bytes and the `extra` characters at both ends."""
    off = extra + " \t\r\n\f\v\x00\x85\u00a0\u2028\u2029\ufeff"
    while start < end and text[start] in off:
        start += 1
    while end > start and text[end - 1] in off:
        end -= 1
    return start, end


def lines(text: str) -> list[Span]:
    """Find the lines that hold anything but white space."""
    spans = (strip(text, *found.span()) for found in _LINE.finditer(text))
    return [span for span in spans if span[0] < span[1]]


def paragraphs(text: str) -> list[Span]:
    """Find the paragraphs: the lines, or their blocks where the text was hard-wrapped.

    Every character that is not white space stands in exactly one paragraph.
    """
    found = lines(text)
    width = max((end - start for start, end in found), default=0)
    if width not in WRAPPED:
        return found
    gaps = [len(re.findall(r"\r\n|[\r\n]", text[a[1] : b[0]])) for a, b in pairwise(found)]
    full = [end - start >= 0.6 * width for start, end in found]
    inner = [full[i] for i, gap in enumerate(gaps) if gap == 1]
    if len(inner) < 3 or sum(inner) < 0.7 * len(inner):
        return found
    merged = found[:1]
    for i, line in enumerate(found[1:]):
        if gaps[i] == 1 and full[i]:
            merged[-1] = (merged[-1][0], line[1])
        else:
            merged.append(line)
    return merged


def holding(spans: Sequence[Any], at: int) -> Any:
    """Give the one that holds an offset of spans in reading order, by their `start` and `end`.

    None where none does.
    """
    i = bisect_right(spans, at, key=attrgetter("start")) - 1
    return spans[i] if i >= 0 and at < spans[i].end else None


def quoted(text: str, start: int, end: int) -> list[Span]:
    """Find what stands inside quotation marks in one paragraph, the marks left out."""
    found = []
    for a, b in quotations(text, start, end):
        size = 2 if text[a : a + 2] in ("``", "''") else 1
        closed = b - a > size and text[b - 1] in _CLOSE + "\u2019'\"\u201c"
        last = b - (2 if text[b - 2 : b] == "''" else 1) if closed else b
        found.append((a + size, max(a + size, last)))
    return found


def quotations(text: str, start: int, end: int) -> list[Span]:
    """Find the quotations of one paragraph, with their marks.

    Marks may be mixed: one that can only open opens, one that can only close closes; straight
    ones turn by the space beside them. A quotation inside another is part of it. One that opens
    the paragraph, or the last, ends with the paragraph where nothing closes it; any other mark
    that is left over is taken for a slip and costs no other.
    """
    pairs: list[Span] = []
    opened: list[re.Match[str]] = []
    for mark in _MARKS.finditer(text, start, end):
        if mark[0][0] == "\u2018":
            pairs.append(mark.span())
            continue
        turn = _turn(text, mark, opened[-1] if opened else None)
        if turn > 0:
            opened.append(mark)
        elif turn < 0:
            pairs.append((opened.pop().start(), mark.end()))
    return _outermost(pairs, [mark.start() for mark in opened], strip(text, start, end))


def _turn(text: str, mark: re.Match[str], last: re.Match[str] | None) -> int:
    """Tell whether a mark opens (1), closes the one opened last (-1), or is passed over (0)."""
    sign = mark[0]
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    leads = (not before or before.isspace() or before in _BEFORE) and after.strip() != ""
    if sign in _OPEN:
        return -1 if last and last[0] == "\u201e" and sign == "\u201c" and not leads else 1
    if last and (sign in _CLOSE or not leads):
        return -1
    trails = before.strip() != "" and not after.isalnum()
    return 1 if leads or (not trails and sign not in _CLOSE) else 0


def _outermost(pairs: list[Span], left: list[int], bounds: Span) -> list[Span]:
    """Keep the pairs that lie in no other; a mark left over runs on only as `quotations` says."""
    found: list[Span] = []
    for a, b in sorted(pairs):
        if not found or a >= found[-1][1]:
            found.append((a, b))
    if left and left[0] == bounds[0]:
        return [(left[0], bounds[1])]
    last = left[-1] if left else -1
    return [*found, (last, bounds[1])] if left and (not found or last >= found[-1][1]) else found
