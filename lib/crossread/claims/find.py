"""Find the attributed statements of the articles, with their speakers and the way they came."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from .. import corrections, quotes, schema, stages
from .. import text as texts
from ..corpus import Corpus
from .days import Days
from .speakers import Mention, resolve
from .via import ORDER, Chain

Row = dict[str, Any]


def find(c: Corpus, mentions: pd.DataFrame, timexes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find who says what in the headlines and bodies of all articles.

    Speakers are those of `mentions`, as `actors.find` resolves them: nothing is resolved here
    that it leaves open. A quotation without a cue is its report's, if one speaker has it.
    `timexes` are those of `chronology.find`; without, the dates that the rules find.

    Returns
    -------
    statements : DataFrame, one row per statement and speaker
        Described in data/datapackage.json. What both sides say is two rows of one span; where
        nobody is named, `speaker` is missing.
    """
    dated = stages.found(c, stages.stage("timexes")) if timexes is None else timexes
    found = stages.found(c, STAGE, mentions, dated)
    return c.given.correct(found, corrections.apply(c, "statements", found))


def _make(c: Corpus, mentions: pd.DataFrame, timexes: pd.DataFrame) -> Iterator[Row]:
    spoken = c.paragraphs[c.paragraphs["part"].isin(["headline", "body"])]
    parts = schema.by_article(spoken, "start", "end", "part")
    told = schema.by_article(c.sentences, "start", "end")
    named = schema.by_article(mentions, *Mention._fields)
    credited = c.fields[c.fields["field"].isin(ORDER)]
    credits = schema.by_article(credited, "start", "field", "value")
    known = schema.by_article(timexes, "start", "edtf")
    table = c.articles.astype(object).where(c.articles.notna(), None)
    for article in table.to_dict("records"):
        key = article["article_id"]
        found = quotes.tag(article["text"])
        own = _Article(article, parts.get(key, []), told.get(key, []), known.get(key, []))
        chain = Chain(article["outlet"], article["agency"], credits.get(key, []))
        yield from own.rows(found, named.get(key, []), chain)


STAGE = stages.Stage("statements", "s", _make, needs=("mentions", "timexes"))


class _Article:
    """One article's parts, sentences and timexes, among which its statements stand."""

    def __init__(
        self, article: Row, parts: list[Any], sentences: list[Any], timexes: list[Any]
    ) -> None:
        self.article, self.text = article, article["text"]
        self.parts, self.sentences, self.timexes = parts, sentences, timexes

    def rows(
        self, found: list[quotes.Statement], mentions: list[Mention], chain: Chain
    ) -> list[Row]:
        """Describe the statements."""
        kept = [(i, one) for i, one in enumerate(found) if texts.holding(self.parts, one.start)]
        speakers = resolve(self.text, [one for _, one in kept], mentions)
        lead = next((s for s in self.sentences if self._part(s.start) == "body"), None)
        first = (lead.start, lead.end) if lead else (0, 0)
        there = [m for m in mentions if first[0] <= m.start < first[1]]
        present = {m.name for m in there if m.type in ("person", "organisation")}
        days = Days(self.timexes, self.article["published"], first, present)
        places: dict[int, int] = {}
        rows: list[Row] = []
        for (i, one), own in zip(kept, speakers, strict=True):
            places[i] = len(rows) + 1
            inside = None if one.inside is None else places.get(one.inside)
            for speaker in own:
                row = {"statement_id": str(len(rows) + 1), "inside": inside and str(inside)}
                rows.append(row | self._about(one) | speaker._asdict())
        for row in rows:
            chain.hear(row)
            days.hear(row)
        return [row | {"via": chain.via(row)} | days.spoken(row) for row in rows]

    def _about(self, one: quotes.Statement) -> Row:
        """Describe a statement by where it stands."""
        sentence = texts.holding(self.sentences, one.start)
        return {
            **{name: getattr(one, name) for name in quotes.Statement._fields if name != "inside"},
            "article_id": self.article["article_id"],
            "outlet": self.article["outlet"],
            "part": self._part(one.start),
            "sentence_start": sentence and sentence.start,
            "sentence_end": sentence and sentence.end,
            "is_recycled": False,  # until all articles are seen
        }

    def _part(self, at: int) -> str | None:
        held = texts.holding(self.parts, at)
        return held.part if held else None
