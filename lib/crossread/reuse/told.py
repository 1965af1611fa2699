"""Set the passages that recur beside their articles and the wordings they come from."""

import pandas as pd

from .. import overview, spans
from ..corpus import Corpus
from ..keeping import keeping
from . import order
from .edits import variants

SHORT = 60  # characters by which a passage is called


@keeping
def edited(c: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """List the wordings as `variants` does, one row each; those of a large corpus are kept."""
    return variants(passages)


@keeping
def recurring(c: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """List where each passage stands, as figures and panels take it.

    One row is one occurrence: the columns of `passages`, and `article` (the article's label),
    its `rank` in the likely order of printing, `published_start`, `n_articles` and
    `n_variants` of the passage, the `parent` of its wording (a number), and `passage`, its
    first words in the first wording.
    """
    about = overview.labelled(c)[["article_id", "label", "published_start"]]
    about = about.merge(order.bounds(c.articles)[["article_id", "rank"]], on="article_id")
    about = about.rename(columns={"label": "article"})
    rows = passages.merge(about, on="article_id", how="left")
    keys = ["passage_id", "variant"]
    rows = rows.merge(edited(c, passages)[[*keys, "parent"]], on=keys, how="left")
    code, _ = pd.factorize(rows["passage_id"])
    n_articles = spans.n_distinct(code, pd.factorize(rows["article_id"])[0])
    first = rows.drop_duplicates("passage_id")
    return rows.assign(
        n_articles=n_articles[code],
        n_variants=rows["variant"].groupby(code).transform("max"),
        passage=pd.Series(_called(first["text"]).to_numpy(object)[code], rows.index, "object"),
    )


def wordings(recurring: pd.DataFrame) -> pd.DataFrame:
    """List the wordings of each passage with a name each, to compare any two.

    One row is one wording where it stands first: the columns of `recurring`, and `name`, its
    number and the article. Passages that most articles have come first.
    """
    first = recurring.drop_duplicates(["passage_id", "variant"])
    first = first.sort_values(["n_articles", "n_variants", "passage_id", "variant"],
                              ascending=[False, False, True, True], kind="stable")  # fmt: skip
    return first.assign(name=first["variant"].astype("str") + ": " + first["article"])


def _called(texts: pd.Series) -> pd.Series:
    flat = texts.str.split().str.join(" ")
    cut = flat.str.slice(0, SHORT).str.replace(r"\s\S*$", "", regex=True) + "\u2026"
    return flat.where(flat.str.len() <= SHORT, cut)
