"""Find the attributed statements of the articles, with their speakers and the way they came."""

from bisect import bisect_right
from typing import Any

import pandas as pd

from .. import corrections, quotes, schema
from ..corpus import Corpus
from .days import Days
from .speakers import Mention, resolve
from .via import Chain

ID = "s{:07d}"
Row = dict[str, Any]


def find(c: Corpus, mentions: pd.DataFrame) -> pd.DataFrame:
    """Find who says what in the headlines and bodies of all articles.

    Speakers are those of `mentions`, as `actors.find` resolves them: nothing is resolved here
    that it leaves open. A quotation without a cue is its report's, if one speaker has it.

    Returns
    -------
    statements : DataFrame, one row per statement and speaker
        Described in data/datapackage.json. What both sides say is two rows of one span; where
        nobody is named, `speaker` is missing.
    """
    parts = _by_article(c.paragraphs[c.paragraphs["part"].isin(["headline", "body"])])
    told = _by_article(c.tellings)
    named = _by_article(mentions)
    credits = _by_article(c.fields[c.fields["field"].isin(["interview", "cites", "reports"])])
    rows: list[Row] = []
    table = c.articles.astype(object).where(c.articles.notna(), None)
    for article in table.to_dict("records"):
        key = article["article_id"]
        found = quotes.tag(article["text"])
        own = _Article(article, parts.get(key, []), told.get(key, []))
        chain = Chain(article["outlet"], article["agency"], credits.get(key, []))
        rows += own.rows(found, [_mention(m) for m in named.get(key, [])], chain, len(rows))
    return corrections.apply(c, "statements", schema.frame(schema.build("statements", rows)))


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    """Give the rows of each article in reading order."""
    found: dict[str, list[Row]] = {}
    plain = table.astype(object).where(table.notna(), None)
    for row in plain.to_dict("records"):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _mention(row: Row) -> Mention:
    return Mention(*(row[name] for name in Mention._fields))


class _Article:
    """One article's parts and sentences, among which its statements stand."""

    def __init__(self, article: Row, parts: list[Row], sentences: list[Row]) -> None:
        self.article, self.text = article, article["text"]
        self.parts, self.sentences = parts, sentences

    def rows(
        self, found: list[quotes.Statement], mentions: list[Mention], chain: Chain, n: int
    ) -> list[Row]:
        """Describe the statements; keys are counted on from `n`."""
        kept = [(i, one) for i, one in enumerate(found) if self._holding(self.parts, one.start)]
        speakers = resolve(self.text, [one for _, one in kept], mentions)
        lead = next((s for s in self.sentences if self._part(s["start"]) == "body"), None)
        first = (lead["start"], lead["end"]) if lead else (0, 0)
        there = [m for m in mentions if first[0] <= m.start < first[1]]
        present = {m.name for m in there if m.type in ("person", "organisation")}
        days = Days(self.text, self.article["published"], first, present)
        places: dict[int, str] = {}
        rows: list[Row] = []
        for (i, one), own in zip(kept, speakers, strict=True):
            places[i] = ID.format(n + len(rows) + 1)
            inside = None if one.inside is None else places.get(one.inside)
            for speaker in own:
                row = {"statement_id": ID.format(n + len(rows) + 1), "inside": inside}
                rows.append(row | self._about(one) | speaker._asdict())
        for row in rows:
            chain.hear(row)
            days.hear(row)
        return [row | {"via": chain.via(row)} | days.spoken(row) for row in rows]

    def _about(self, one: quotes.Statement) -> Row:
        """Describe a statement by where it stands."""
        sentence = self._holding(self.sentences, one.start) or {}
        return {
            **{name: getattr(one, name) for name in quotes.Statement._fields if name != "inside"},
            "article_id": self.article["article_id"],
            "outlet": self.article["outlet"],
            "part": self._part(one.start),
            "sentence_start": sentence.get("start"),
            "sentence_end": sentence.get("end"),
            "is_recycled": bool(sentence.get("is_recycled")),
        }

    def _part(self, at: int) -> str | None:
        return (self._holding(self.parts, at) or {}).get("part")

    @staticmethod
    def _holding(spans: list[Row], at: int) -> Row | None:
        """Give the span that holds an offset."""
        i = bisect_right(spans, at, key=lambda span: span["start"]) - 1
        return spans[i] if i >= 0 and at < spans[i]["end"] else None
