"""Know what stands around the places that people decided about."""

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import authority
from .. import text as texts

if TYPE_CHECKING:
    from ..corpus import Corpus

Row = dict[str, Any]
Spans = dict[str, list[tuple[int, int, Any]]]  # by article


class Around:
    """The texts, paragraphs and sentences of some articles, and the actors that are listed."""

    def __init__(self, c: "Corpus", articles: set[str]) -> None:
        self.c, self.articles = c, articles
        own = c.articles[c.articles["article_id"].isin(articles)]
        self.text = dict(zip(own["article_id"], own["text"], strict=True))
        self.outlet = dict(zip(own["article_id"], own["outlet"], strict=True))

    @cached_property
    def paragraphs(self) -> Spans:
        """Give the paragraphs of each article in reading order, each with its part."""
        return self._spans(self.c.paragraphs, "part")

    @cached_property
    def sentences(self) -> Spans:
        """Give the sentences of each article in reading order, and whether they recur."""
        return self._spans(self.c.tellings, "is_recycled")

    @cached_property
    def actors(self) -> dict[str, authority.Actor]:
        """Give the actors that the corpus' decisions list, by key."""
        return authority.load(self.c.handmade).actors

    def _spans(self, table: pd.DataFrame, about: str) -> Spans:
        own = table[table["article_id"].isin(self.articles)]
        columns = (own[name].tolist() for name in ("article_id", "start", "end", about))
        found: Spans = {}
        for key, *span in zip(*columns, strict=True):
            found.setdefault(key, []).append(tuple(span))
        return found

    def span(self, article_id: str, written: str) -> tuple[int, int, str]:
        """Read a span, '120-134', with its words; ValueError where the article has none there."""
        first, _, last = written.partition("-")
        is_span = first.isdecimal() and last.isdecimal()
        start, end = (int(first), int(last)) if is_span else (0, 0)
        text = self.text[article_id]
        if end > len(text) or not text[start:end].strip():
            raise ValueError(f"{written!r} is no span of {article_id}; write it as 120-134")
        return start, end, text[start:end]

    def standing(self, article_id: str, start: int, end: int) -> Row:
        """Say where a span stands: part and sentence, quoted, recycled, and of which outlet."""
        told: Row = dict.fromkeys(("part", "sentence_start", "sentence_end"))
        told |= {"is_quoted": False, "is_recycled": False}
        outlet = self.outlet[article_id]
        told["outlet"] = outlet if isinstance(outlet, str) else None
        if held := _holding(self.paragraphs.get(article_id, []), start):
            first, last, told["part"] = held
            quoted = texts.quoted(self.text[article_id], first, last)
            told["is_quoted"] = any(a <= start and end <= b for a, b in quoted)
        if held := _holding(self.sentences.get(article_id, []), start):
            told["sentence_start"], told["sentence_end"], told["is_recycled"] = held
        return told


def _holding(spans: list[tuple[int, int, Any]], start: int) -> tuple[int, int, Any] | None:
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and start < spans[at][1] else None
