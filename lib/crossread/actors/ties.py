"""Tie the actors of a sentence by what it says that they do to each other."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from .. import schema, stages
from ..corpus import Corpus
from . import cues
from .find import anchor, articles
from .standing import Standing, standing

TOGETHER = "mentioned together"
FAR = 80  # characters between the words of a deed and those who do it
LINK = re.compile(r"\s*(?:,|;|-)?\s*(?:as well as|along with|and|&|with)?\s*(?:both )?(?:the )?")
BREAK = re.compile(r"[;:]|\b(?:that|who|which|while|whereas|when|after|before)\b")
Edge = tuple[str, str, str, str]  # source, target, kind, cue
PLACE = ("article_id", "sentence_start", "sentence_end")
COLUMNS = ("start", "end", "form", "role", "actor_id", "type", "voice", "cue", "is_quoted")


def ties(c: Corpus, mentions: pd.DataFrame, timexes: pd.DataFrame | None = None) -> pd.DataFrame:
    """List what the articles say that actors do to each other, and who is mentioned together.

    `timexes` are those of `chronology.find`; without, the dates that the rules find.

    Returns
    -------
    ties : DataFrame, one row per tie of two actors in a sentence
        Described in data/datapackage.json. What two do with each other (met, called, stated
        jointly, mentioned together) has the one named first as its source. `date` is the one day
        that the sentence tells, else the article's; `date_basis` says which.
    """
    dated = stages.found(c, stages.stage("timexes")) if timexes is None else timexes
    return stages.found(c, STAGE, mentions, dated)


def _make(c: Corpus, mentions: pd.DataFrame, timexes: pd.DataFrame) -> Iterator[dict[str, Any]]:
    about_articles = {row["article_id"]: row for row in articles(c)}
    days = schema.by_article(timexes, "start", "edtf")
    for (key, start, end), own in _sentences(mentions).items():
        article = about_articles[key]
        edges = _edges(article["text"], start, end, own)
        about = {"article_id": key, "outlet": article["outlet"], "start": start, "end": end}
        about |= {"is_recycled": False}  # until all articles are seen
        about |= _date(days.get(key, []), start, end, article)
        for source, target, kind, cue in edges:
            tie = {"source_id": source, "target_id": target, "kind": kind, "cue": cue or None}
            yield tie | about


STAGE = stages.Stage("ties", "k", _make, needs=("mentions", "timexes"))


def _sentences(mentions: pd.DataFrame) -> dict[tuple[str, int, int], list[Any]]:
    """Gather the mentions of listed actors by the sentence that holds them."""
    known = mentions[mentions["actor_id"].notna() & mentions["sentence_start"].notna()]
    found: dict[tuple[str, int, int], list[Any]] = {}
    for row in schema.rows(known, *PLACE, *COLUMNS):
        key = (row.article_id, row.sentence_start, row.sentence_end)
        found.setdefault(key, []).append(row)
    return found


def _date(found: list[Any], start: int, end: int, article: dict[str, Any]) -> dict[str, str | None]:
    """Give the one day that a sentence tells, else the day of the article."""
    told = {t.edtf for t in found if start <= t.start < end and t.edtf and _is_day(t.edtf)}
    if len(told) == 1:
        return {"date": told.pop(), "date_basis": "told"}
    day = anchor(article)
    basis = "published" if article["published"] else "not before"
    return {"date": day, "date_basis": basis if day else None}


def _is_day(edtf: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d~?", edtf))


def _edges(text: str, start: int, end: int, mentions: list[Any]) -> list[Edge]:
    """List the ties of one sentence, each once; those mentioned together but not tied last."""
    found = standing(text, start, mentions)
    edges = dict.fromkeys(e for e in _deeds(text, start, end, found) if e[0] != e[1])
    edges |= dict.fromkeys(e for e in _spoken(text, found) if e[0] != e[1])
    tied = {frozenset(edge[:2]) for edge in edges}
    apart = list(dict.fromkeys(key for s in found if not s.is_inner for key in s.actors))
    pairs = [pair for pair in combinations(apart, 2) if frozenset(pair) not in tied]
    return [*edges, *((a, b, TOGETHER, "") for a, b in pairs)]


def _deeds(text: str, start: int, end: int, found: list[Standing]) -> Iterator[Edge]:
    """Read the deeds of a sentence by the frame of their words."""
    outer = [s for s in found if not s.is_inner]
    for cue in cues.deeds().finditer(text, start, end):
        kind, frame = cues.deed(cue)
        ahead = [s for s in outer if s.start >= cue.end() - 1]
        behind = [s for s in outer if s.end <= cue.start() + 1]
        if frame == "between":
            members = _row(text, ahead, cue.end())
            pairs = list(combinations(members, 2))
        elif frame == "both":
            pairs = list(combinations(_both(text, behind, cue.start()), 2))
        else:
            pairs = _pairs(text, frame, behind, ahead, cue)
        for a, b in pairs:
            yield a, b, kind, cue[0]


def _pairs(
    text: str, frame: str, behind: list[Standing], ahead: list[Standing], cue: re.Match[str]
) -> list[tuple[str, str]]:
    """Pair those who stand before the words of a deed with those behind them."""
    if not behind or not ahead or cue.start() - behind[-1].end > FAR:
        return []
    between = text[cue.end() : ahead[0].start]
    if len(between) > FAR or BREAK.search(between):
        return []
    doers = _last_row(text, behind)
    done_to = _row(text, ahead, ahead[0].start)[: None if len(doers) < 3 else 1]
    if "person" in frame and {"person"} != {s.type for s in (behind[-1], ahead[0])}:
        return []
    if frame.startswith("object"):
        doers, done_to = done_to, doers
    return [(a, b) for a in doers for b in done_to]


def _row(text: str, ahead: list[Standing], at: int) -> list[str]:
    """List the actors of a row of names and offices that begins within reach of an offset."""
    if not ahead or ahead[0].start - at > FAR:
        return []
    found = list(ahead[0].actors)
    for one, other in pairwise(ahead):
        if not LINK.fullmatch(text, one.end, other.start) or other.voice != "mentioned":
            break
        found += other.actors
    return list(dict.fromkeys(found))


def _last_row(text: str, behind: list[Standing]) -> list[str]:
    """List the actors of the row that ends before a deed."""
    found = list(behind[-1].actors)
    for one, other in zip(behind[-2::-1], behind[:0:-1], strict=False):
        if not re.fullmatch(r",? (?:and|&) (?:the )?|, (?:the )?", text[one.end : other.start]):
            break
        found = [*one.actors, *found]
    return list(dict.fromkeys(found))


def _both(text: str, behind: list[Standing], at: int) -> list[str]:
    """List those who did something together: the last row of two and more before the words."""
    for i in range(len(behind), 0, -1):
        row = _last_row(text, behind[:i])
        if len(row) > 1:
            return row if len(row) <= 4 else []
    return []


def _spoken(text: str, found: list[Standing]) -> Iterator[Edge]:
    """Tie each speaker to those whom the words said mention; a house that reports is none."""
    for one in found:
        if one.voice == "mentioned" or one.type == "media":
            continue
        quoted = [s for s in found if s.is_quoted]
        opens = not text[max(0, one.start - 2) : one.start].strip().endswith((",", "\u201d", '"'))
        behind = [s for s in found if s.start >= one.end] if opens else []
        content = quoted or behind or [s for s in found if s.end <= one.start]
        for other in content:
            if not (other.is_inner or other.type == "media" or other.voice != "mentioned"):
                for a in one.actors:
                    for b in other.actors:
                        yield a, b, cues.SAYS, one.cue
