"""Take articles, or sentences that recur, out of a corpus."""

from collections.abc import Collection
from dataclasses import replace

from ..corpus import Corpus


def without(c: Corpus, articles: Collection[str]) -> Corpus:
    """Give the corpus as it would be without some of its articles; the intake stays as it is.

    What recurs is counted anew: a sentence that only one article has left no longer does.
    """
    tables = {name: getattr(c, name) for name in ("articles", "paragraphs", "sentences", "fields")}
    kept = {
        name: table[~table["article_id"].isin(articles)].reset_index(drop=True)
        for name, table in tables.items()
    }
    return replace(c, **kept, kept=c.kept and c.kept.without(articles))


def without_recycled(c: Corpus) -> Corpus:
    """Give the corpus without the sentences that several articles have, edited or not.

    The texts stay whole; what stands in those sentences is in no sentence then, as furniture.
    """
    fresh = c.sentences[~c.tellings["is_recycled"].to_numpy()].reset_index(drop=True)
    return replace(c, sentences=fresh, kept=None)
