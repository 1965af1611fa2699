"""Tell each finding again without an article, an outlet, what recurs, what people corrected."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from .. import overview
from ..corpus import Corpus
from ..keeping import keeping
from .headlines import HEADLINES, Finding
from .making import Tables
from .subsets import without, without_recycled

MOST_ARTICLES = 24  # articles that are left out one by one; of more, outlets are
MOST_OUTLETS = 12
WORK = 20_000  # articles to read anew, over all that is left out
UNKNOWN = "outlet unknown"
COLUMNS = [
    *("notebook", "question", "answer", "count", "kind", "left_out"),
    *("answer_without", "count_without", "is_changed"),
]


class Variant(NamedTuple):
    """A corpus without something: an article, an outlet, recurring sentences, corrections."""

    kind: str
    left_out: str
    corpus: Corpus


def survive(c: Corpus, headlines: Sequence[Finding] = HEADLINES) -> pd.DataFrame:
    """Tell every headline finding on the whole corpus and without each of its parts.

    One row is one finding and what was left out: `answer` and `count` with it,
    `answer_without` and `count_without` without it, `is_changed`: the answers differ. Counts
    alone may differ. `kind`: 'article', 'outlet' (all its articles), 'recycled' (sentences that
    several articles have), 'corrections'. Of more than `MOST_ARTICLES` articles each outlet is
    left out, not each article; of more outlets than `MOST_OUTLETS`, or where that would read
    more than `WORK` articles anew, the largest. Of more articles than that nothing is left out:
    the table has no rows.
    """
    return _kept(c) if headlines is HEADLINES else _survive(c, headlines)


@keeping
def _kept(c: Corpus) -> pd.DataFrame:
    return _survive(c, HEADLINES)


def _survive(c: Corpus, headlines: Sequence[Finding]) -> pd.DataFrame:
    whole, is_told = Tables(c), 0 < len(c.articles) <= WORK
    before = {finding: finding.tell(whole) for finding in headlines if is_told}
    rows = []
    for variant in _variants(c) if is_told else ():
        tables = Tables(variant.corpus)
        for finding, told in before.items():
            if variant.kind in ("recycled", "corrections") and not finding.sentences:
                continue
            now = finding.tell(tables)
            about = (*finding[:2], *told, variant.kind, variant.left_out)
            rows.append((*about, *now, now.value != told.value))
    types = {name: "bool" if name == "is_changed" else "str" for name in COLUMNS}
    return pd.DataFrame(rows, columns=COLUMNS).astype(types)


def resting(survival: pd.DataFrame) -> pd.DataFrame:
    """Say of each finding whether it rests on one article.

    One row is one finding: `rests_on`, the articles without any one of which the answer would
    be another, and `changes`, everything else that changes it.
    """
    rows = []
    for (notebook, question), own in survival.groupby(["notebook", "question"], sort=False):
        changed = own[own["is_changed"]]
        is_article = changed["kind"] == "article"
        rows.append(
            {
                "notebook": notebook,
                "question": question,
                "answer": own["answer"].iloc[0],
                "rests_on": "; ".join(changed.loc[is_article, "left_out"]),
                "changes": "; ".join(changed.loc[~is_article, "left_out"]),
            }
        )
    return pd.DataFrame(rows, columns=["notebook", "question", "answer", "rests_on", "changes"])


def _variants(c: Corpus) -> Iterator[Variant]:
    articles = overview.articles(c)
    if len(articles) <= MOST_ARTICLES:
        for key, label in zip(articles["article_id"], articles["label"], strict=True):
            yield Variant("article", label, without(c, {key}))
    most = min(MOST_OUTLETS, max(2, WORK // len(articles)))
    by_outlet = articles.assign(outlet=articles["outlet"].astype("str").fillna(UNKNOWN))
    groups = {name: set(own["article_id"]) for name, own in by_outlet.groupby("outlet")}
    for name in sorted(groups, key=lambda name: (-len(groups[name]), name))[:most]:
        yield Variant("outlet", name, without(c, groups[name]))
    if c.n_corrections:
        yield Variant("corrections", "corrections", c.machine)
    yield Variant("recycled", "sentences that recur", without_recycled(c))
