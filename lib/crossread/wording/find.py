"""Find the listed forms of one thing, as written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from .. import schema, stages
from ..corpus import Corpus
from . import listed
from .listed import Form
from .voices import Article, each

AHEAD = re.compile(r"(?:[ \xa0](?=[A-Z])[\w\u2019'-]+)*")
BEFORE = re.compile(r"(?:(?<!\w)[A-Z][\w\u2019'-]*[ \xa0])*\Z")
REACH = 80  # characters that a longer name may go on for


class Hit(NamedTuple):
    """A listed form where it stands."""

    start: int
    end: int
    form: Form


def find(
    c: Corpus, statements: pd.DataFrame | None = None, handmade: str | Path | None = None
) -> pd.DataFrame:
    """Find the forms that people listed for one thing (wording.csv), in every article.

    Of the forms of one thing the longest stands; a form of another thing may stand inside it,
    which `inside` tells, as it tells of a longer name. Words in square brackets inside a
    quotation count as quoted. A form is matched by its letters: what else it may mean is for
    the reader, who has the lines. `statements` tell who speaks, and what is paraphrased:
    without them words are quoted or the outlet's own. `handmade` is another folder of
    decisions than the corpus' own.

    Returns
    -------
    wordings : DataFrame, one row per occurrence
        Described in data/datapackage.json.
    """
    if handmade:
        c = replace(c, handmade=Path(handmade).expanduser().absolute())
    said = schema.empty("statements") if statements is None else statements
    return stages.found(c, STAGE, said)


def _make(c: Corpus, statements: pd.DataFrame) -> Iterator[dict[str, Any]]:
    known = listed.load(c.handmade)
    for article in each(c, statements):
        yield from _rows(article, known)


STAGE = stages.Stage("wordings", "w", _make, needs=("statements",))


def _rows(article: Article, known: dict[str, list[Form]]) -> Iterator[dict[str, Any]]:
    for cluster in _clusters(_hits(article, known)):
        kept = longest(cluster)
        for hit in kept:
            about = {"thing": hit.form.thing, "form": hit.form.form, "kind": hit.form.kind}
            inside = _listed_around(article.text, hit, kept) or _name_around(article, hit)
            yield article.about(hit.start, hit.end) | about | {"inside": inside}


def _clusters(hits: Iterator[Hit]) -> Iterator[list[Hit]]:
    """Part the matches, which come by start, into runs of those that overlap."""
    cluster: list[Hit] = []
    end = 0
    for hit in hits:
        if cluster and hit.start >= end:
            yield cluster
            cluster = []
        cluster.append(hit)
        end = max(end, hit.end)
    if cluster:
        yield cluster


def _hits(article: Article, known: dict[str, list[Form]]) -> Iterator[Hit]:
    """Give every match of every form, those inside longer ones included."""
    for word in listed.WORD.finditer(article.text) if known else ():
        for form in known.get(word[0].casefold(), ()):
            match = form.pattern.match(article.text, word.start())
            if match and (form.near is None or _is_near(article, match.span(), form.near)):
                yield Hit(*match.span(), form)


def _is_near(article: Article, span: tuple[int, int], near: re.Pattern[str]) -> bool:
    """Tell whether one of the words stands in the sentence, beside the form."""
    start, end = article.context(span[0])
    found = near.finditer(article.text, start, end)
    return any(word.end() <= span[0] or span[1] <= word.start() for word in found)


def longest(hits: list[Hit]) -> list[Hit]:
    """Keep of overlapping forms of one thing the longest, of two as long the first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        own = [other for other in kept if other.form.thing == hit.form.thing]
        if all(hit.end <= other.start or other.end <= hit.start for other in own):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, -hit.end, hit.form.thing))


def _listed_around(text: str, hit: Hit, hits: list[Hit]) -> str | None:
    """Give the longest listed form of another thing that holds this one."""
    around = [h for h in hits if h.start <= hit.start and hit.end <= h.end and h[:2] != hit[:2]]
    longer = max(around, key=lambda h: h.end - h.start, default=None)
    return text[longer.start : longer.end] if longer else None


def _name_around(article: Article, hit: Hit) -> str | None:
    """Give the longer name that a name is part of: capitalised words go on behind it.

    Capitalised words before it belong to that name, but for the word that opens the sentence.
    In a sentence in capitals nothing is told.
    """
    text = article.text
    first, last = article.context(hit.start)
    if hit.form.kind != "name" or text[first:last].isupper():
        return None
    ahead = AHEAD.match(text, hit.end, last)
    if not ahead or ahead.end() == hit.end:
        return None
    opening = re.match(r"\W*\w+\s*", text[first : hit.start])
    since = max(first + (opening.end() if opening else 0), hit.start - REACH)
    lead = BEFORE.search(text[since : hit.start])
    return text[since + lead.start() if lead else hit.start : ahead.end()]
