"""Tell the article's own words from what a page puts around them: labels, buttons, notices."""

import re
from functools import cache
from pathlib import Path

from .. import lexicon, outlets
from .. import text as texts

PROSE_LENGTH = 60  # characters; a shorter line is no paragraph of prose by itself
PROSE_WORDS = 30
NOTICE_WORDS = 40
_QUOTES = "\"\u201d\u2019'\u00bb)]*_ "
_STOPS = (".", "\u2026", "!", "\u0589", "\u3002", "\u061f", "\u06d4", "?")
_LINKS = re.compile(r"(?:\[[^\]]*\]\([^)]*\)[\s|\u00b7\u2022,-]*)+")
_WORDS_WITHIN = re.compile(r"\w")


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as sentences do."""
    return line.rstrip(_QUOTES).endswith(_STOPS)


def is_prose(line: str) -> bool:
    """Tell a paragraph of prose from a heading, a label or a list entry."""
    if len(line) < PROSE_LENGTH:
        return texts.words(line) >= PROSE_WORDS
    asks = line.rstrip(_QUOTES).endswith("?")  # so do headings
    ends = is_sentence(line) and not asks
    return ends or line.endswith((',"', ",\u201d", ":")) or texts.words(line) >= PROSE_WORDS


@cache
def _forms(*matches: str) -> str:
    """Write the forms of some kinds as alternatives; `#` is any number, `*` any words."""
    forms = [form for match in matches for form in lexicon.forms("furniture", match=match)]
    signs = {r"\#": r"\d[\d,.]*", r"\*": r"\w.{0,40}"}
    escaped = [re.sub(r"\\[#*]", lambda sign: signs[sign[0]], re.escape(form)) for form in forms]
    return rf"(?i:{'|'.join(escaped) or '(?!)'})(?!\w)"


@cache
def _pattern(*matches: str) -> re.Pattern[str]:
    return re.compile(_forms(*matches))


@cache
def _labels(handmade: Path) -> re.Pattern[str]:
    houses = outlets.pattern(handmade).pattern
    known = _forms("label", "updated", "section", "line")
    return re.compile(rf"(?:(?<!\w)(?:{houses}|{known})|[\W_])*+")


def is_empty(text: str, start: int, end: int) -> bool:
    """Tell a line without words, or of links only, in Markdown's way of writing them."""
    return not _WORDS_WITHIN.search(text, start, end) or bool(_LINKS.fullmatch(text, start, end))


def is_label(text: str, start: int, end: int, handmade: Path) -> bool:
    """Tell whether nothing but labels, section names, buttons and houses stands here."""
    return _labels(handmade).fullmatch(text, start, end) is not None


def is_update(words: str) -> bool:
    """Tell whether the words before a stamp end by saying that the page was changed then."""
    return re.search(rf"{_forms('updated')}\W*$", words) is not None


def is_notice(line: str) -> bool:
    """Tell a button, a notice or a count by the words that it consists of or opens with.

    Of the kinds in data/lexicon/furniture.csv `line`, `rest` and `end` are whole lines, `start`
    opens a line that is no sentence unless a colon closes the form, `notice` opens any line.
    """
    line = line.strip("*_ ")
    if _pattern("line").fullmatch(line.rstrip(": ")) or _pattern("notice").match(line):
        return True
    if opens_rest(line):
        return not is_sentence(line)
    opens = _pattern("start").match(line)
    if not opens:
        return False
    return texts.words(line) < NOTICE_WORDS and (
        opens[0][-1] in ":\u00a9)" or not is_sentence(line)
    )


def opens_rest(line: str) -> bool:
    """Tell the heading of tags or links, after which an article may still go on."""
    line = line.strip("*_# ")
    if _pattern("rest", "end").fullmatch(line.rstrip(": ")):
        return True
    found = _pattern("rest", "end").match(line)
    return found is not None and ":" in (found[0][-1], line[found.end() : found.end() + 1])


def ends_article(line: str) -> bool:
    """Tell the heading of other articles or of comments, below which nothing is the article's."""
    return _pattern("end").fullmatch(line.strip("*_#: ")) is not None
