"""Open a reading room: articles with their parts, and key words in context."""

import re
from typing import Any

import pandas as pd

from ..corrections.offering import Offer
from . import controls
from .controls import MOST_TEXT
from .filtering import pattern
from .widget import Panel


def read(
    articles: pd.DataFrame,
    paragraphs: pd.DataFrame,
    label: str = "Reading room",
    correct: Offer | None = None,
) -> Panel:
    """Open a reading room: an article with its parts marked, and key words in context.

    `articles` needs article_id, label and text; one row of `paragraphs` is a stretch of one
    part. The panel's `rows` are the hits that it lists (`kwic`). With `correct` the reader can
    add what the tables lack, by its words.
    """
    fits = _spread(articles)
    parts = paragraphs[paragraphs["article_id"].isin(fits["article_id"])].groupby("article_id")
    spans = {key: group[["start", "end", "part"]].to_numpy().tolist() for key, group in parts}
    listed = [
        {"article_id": key, "label": name, "text": text, "parts": spans.get(key, [])}
        for key, name, text in zip(fits["article_id"], fits["label"], fits["text"], strict=True)
    ]
    spec = {
        "n": len(articles),
        "unit": "articles",
        "label": label,
        "left_out": f"a sample of {len(fits):,} of {len(articles):,}, spread over all of them"
        if len(articles) > len(fits)
        else "",
        "articles": listed,
        "controls": [
            controls.required("article", "Article", list(fits["label"])),
            {"name": "search", "caption": "Search", "kind": "search", "values": []},
            controls.required("order", "Sort by", ["position", "left", "right"]),
            controls.required("scope", "Search in", ["all articles", "this article"]),
        ],
    }
    if correct:
        spec["correct"] = controls.listed(correct.spec(articles=fits["article_id"]))
    return Panel(spec, lambda choice, _: _hits(fits, choice), correct)


def _spread(articles: pd.DataFrame) -> pd.DataFrame:
    """Choose every so many of the articles, as many as the page can carry, in their order."""
    sizes = articles["text"].str.len()
    share = max(-(-int(sizes.sum()) // MOST_TEXT), 1)
    every = articles.iloc[::share]
    return every[sizes.iloc[::share].cumsum() <= MOST_TEXT]


def kwic(articles: pd.DataFrame, query: str, width: int = 60) -> pd.DataFrame:
    """Find a word or words in all texts, each hit in its context.

    One row is one hit: article_id, start, end, text, and `left` and `right`, at most `width`
    characters of whole words on either side. The twin of hits() in panel.js.
    """
    wanted = pattern(query.strip())
    rows = []
    for key, text in zip(articles["article_id"], articles["text"], strict=True):
        for found in wanted.finditer(text) if query.strip() else ():
            start, end = found.span()
            left, right = text[max(0, start - width) : start], text[end : end + width]
            if text[max(0, start - width - 1) : start - width].strip():  # the cut parts a word
                left = re.sub(r"^\S*", "", left)
            if text[end + width : end + width + 1].strip():
                right = re.sub(r"\S*$", "", right)
            rows.append(
                (key, start, end, found[0], " ".join(left.split()), " ".join(right.split()))
            )
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "text", "left", "right"])


def _hits(articles: pd.DataFrame, choice: dict[str, Any]) -> pd.DataFrame:
    only_one = choice.get("scope") == 1
    chosen = articles.iloc[[choice.get("article") or 0]] if only_one else articles
    return kwic(chosen, choice.get("search") or "")
