"""Cut one article's text into lines, paragraphs and words; every span an offset into it."""

import re
from itertools import pairwise

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")  # kana and Han
_MARKS = re.compile(r"``|''|[\"\u201c\u201d\u201e\u00ab\u00bb]|\u2018|\u2019(?!\w)")
_OPEN, _CLOSE = "``\u201c\u201e\u00ab\u2018", "''\u201d\u00bb\u2019"
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


def quoted(text: str, start: int, end: int) -> list[Span]:
    """Find what stands inside quotation marks in one paragraph, the marks left out.

    Marks may be mixed: one that can only open opens, one that can only close closes, a straight
    one does the other of the two. What is not closed ends with the paragraph, so that an odd
    mark costs no other; a quotation inside another is part of it.
    """
    spans: list[Span] = []
    begins: int | None = None
    for mark in _MARKS.finditer(text, start, end):
        if begins is None and mark[0] not in _CLOSE:
            begins, opened = mark.end(), mark[0]
        elif begins is not None and _closes(mark[0], opened):
            spans.append((begins, mark.start()))
            begins = None
    return spans if begins is None else [*spans, (begins, end)]


def _closes(mark: str, opened: str) -> bool:
    """Tell whether a mark may close what another opened: single marks close single ones only."""
    if opened == "\u2018" or mark == "\u2019":
        return opened == "\u2018" and mark == "\u2019"
    return mark not in _OPEN
