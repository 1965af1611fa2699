"""Read who signs an article: datelines, bylines, houses and copyright notices."""

import re
from functools import cache
from pathlib import Path

from .. import lexicon, outlets
from .. import text as texts
from . import dateline, furniture
from .page import Field, Page, Part, join

BYLINE_WORDS = 20
_DASH = re.compile(r"\s[-\u2013\u2014]\s?$")
_NAME = r"(?:[^\W\d_a-z](?:[\w&'\u2019-]|\.(?=\w))*|of|and|the|&)"
_COPYRIGHT = re.compile(
    rf"(?i:copyright )?(?:\u00a9|\([cC]\)) *(?:\d{{4}}(?:[-\u2013]\d{{2,4}})?,? *)?"
    rf"(?P<who>{_NAME}(?: {_NAME}){{0,5}})?"
)


def sites(
    text: str, start: int, end: int, handmade: Path, rule: str, field: str = "site"
) -> list[Field]:
    """List the houses named in a span."""
    return [
        Field(field, *house.span(), outlets.name(house[0], handmade) or house[0], rule)
        for house in outlets.pattern(handmade).finditer(text, start, end)
    ]


def dateline_at(text: str, start: int, end: int, handmade: Path) -> dateline.Dateline | None:
    """Find a line's dateline, unless its place is a label."""
    start, end = texts.strip(text, start, end, "*_")
    found = dateline.find(text, start, end, handmade)
    is_label = found and found.place and furniture.is_label(text, *found.place, handmade)
    return None if is_label else found


def read_dateline(text: str, start: int, found: dateline.Dateline) -> Page:
    """Turn a dateline into fields and a part, which begins where its line does."""
    fields = []
    if found.place:
        fields.append(Field("place", *found.place, text[slice(*found.place)], "dateline"))
    if found.stamp:
        stamp = found.stamp
        fields.append(Field("dateline", stamp.start, stamp.end, stamp.edtf, "dateline"))
    if found.mark and found.outlet:
        fields.append(Field("credit", *found.mark, found.outlet, "wire mark"))
    return Page(fields, [Part(start, found.end, "dateline")])


def own_dateline(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim a dateline on a line of its own; what follows it there is a byline or body."""
    found = dateline_at(text, start, end, handmade)
    if not found:
        return None
    rest = texts.strip(text, found.end, end)
    after = byline(text, *rest, handmade) or Page([], [Part(*rest, "body")])
    return join([read_dateline(text, start, found), after])


@cache
def _byline(kind: str) -> re.Pattern[str]:
    forms = lexicon.forms("bylines", kind=kind)
    cased = {form for f in forms for form in (f, f.upper(), f.lower())}
    return re.compile(
        rf"/?(?:{'|'.join(map(re.escape, cased))})(?!\w)[ \u00a0]*(?=[^\W\d_a-z]|\w+$)"
    )


def _is_named(words: str) -> bool:
    """Tell names from a sentence: small words are few, or one word stands alone."""
    small = {word for word in re.findall(r"[^\W\d_]+", words) if word.islower()}
    return small <= set(lexicon.forms("bylines", kind="inside")) or " " not in words


def byline(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim 'By NAME', 'By NAME - House:', 'House:' and 'Source: House'."""
    words = text[start:end]
    if texts.words(words) > BYLINE_WORDS or furniture.is_prose(words):
        return None
    source = _byline("source").match(text, start, end)
    author = _byline("author").match(text, start, end)
    opening = author or source
    named = texts.strip(text, opening.end() if opening else start, end, ":*_./ ")
    is_house = outlets.name(text[slice(*named)], handmade) is not None
    if not opening and not (is_house and words.endswith(":")):
        return None
    houses = sites(text, *named, handmade, "byline", "credit")
    if not _is_named(text[slice(*named)]) and (author or not houses):
        return None
    name = (named[0], _name_ends(text, *named, houses))
    signed = [] if source else [Field("byline", *name, text[slice(*name)], "byline")]
    credits = [house._replace(start=start, end=end) for house in houses]  # 'By House' is the basis
    return Page(signed + credits, [Part(start, end, "byline")])


def _name_ends(text: str, start: int, end: int, houses: list[Field]) -> int:
    """Find where the name in 'NAME - House' or 'NAME; Editing by NAME' ends."""
    first = text.find(";", start, end)
    parted = houses and houses[-1].end == end and _DASH.search(text, start, houses[-1].start)
    return parted.start() if parted else first if first >= 0 else end


def house(text: str, start: int, end: int, handmade: Path) -> Page | None:
    """Claim a listed house on a line of its own, 'House' or 'House, Country'.

    A wire that stands so is credited; any other house runs the page.
    """
    found = outlets.pattern(handmade).match(text, start, end)
    if not found:
        return None
    rest = text[found.end() : end].strip("*_. ")
    if rest and not (rest[0] in ",(" and texts.words(rest) <= 2):
        return None
    name = outlets.name(found[0], handmade) or found[0]
    field = "credit" if outlets.is_wire(name, handmade) else "site"
    named = Field(field, *found.span(), name, "own line")
    return Page([named], [Part(start, end, "furniture")])


def rights(text: str, start: int, end: int, handmade: Path) -> list[Field]:
    """Read the house that a copyright notice names, if it names one."""
    found = _COPYRIGHT.match(text, start, end)
    if not found or not found["who"]:
        return []
    listed = outlets.pattern(handmade).match(text, found.start("who"), end)
    who = texts.strip(text, *(listed.span() if listed else found.span("who")), ". ")
    after = text[found.end() : end].lstrip()[:1]
    if not listed and after and after not in ".,|\u00b7-\u2013":
        return []  # a sentence that opens with a capital
    written = text[slice(*who)]
    return [Field("site", *who, outlets.name(written, handmade) or written, "copyright")]
