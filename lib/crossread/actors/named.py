"""Set mentions and ties beside their articles, as figures, panels and exports take them."""

import pandas as pd

from .. import overview
from ..corpus import Corpus

ABOUT = ["article_id", "outlet", "label", "published", "published_start"]


def named(c: Corpus, mentions: pd.DataFrame) -> pd.DataFrame:
    """List the mentions of headlines and bodies, each with the sentence that holds it.

    One row is one mention of one actor: the columns of `mentions`, but `start`, `end` and
    `text` are the sentence's, `words` the mention's, `actor` the actor's name and `article` the
    article's label.
    """
    rows = mentions[mentions["part"].isin(["headline", "body"])]
    rows = rows[rows["sentence_start"].notna()].drop(columns=["start", "end", "outlet"])
    new = {"text": "words", "sentence_start": "start", "sentence_end": "end", "name": "actor"}
    return _beside(c, rows.rename(columns=new))


def tied(c: Corpus, ties: pd.DataFrame, who: pd.DataFrame) -> pd.DataFrame:
    """List the ties with the names and types of both, and the sentence that tells of them.

    One row is one tie: the columns of `ties`, name, type and side of both (`from_name` ...),
    `pair` (both names and the sentence, to search in), `n_ties` (ties of the two of this kind)
    and `text`, the sentence.
    """
    rows = ties.drop(columns="outlet")
    for side, name in (("source", "from"), ("target", "to")):
        about = who.set_index("actor_id")[["name", "type", "side"]].add_prefix(f"{name}_")
        rows = rows.join(about, on=f"{side}_id")
    rows = _beside(c, rows)
    rows["n_ties"] = rows.groupby(["source_id", "target_id", "kind"])["tie_id"].transform("size")
    rows["pair"] = rows["from_name"] + " / " + rows["to_name"] + ": " + rows["text"]
    return rows


def _beside(c: Corpus, rows: pd.DataFrame) -> pd.DataFrame:
    """Add the article's outlet, label and date, and the words between start and end."""
    about = overview.articles(c)[ABOUT].rename(columns={"label": "article"})
    rows = rows.merge(about, on="article_id", how="left").reset_index(drop=True)
    texts = dict(zip(c.articles["article_id"], c.articles["text"], strict=True))
    spans = zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    rows["text"] = pd.Series([texts[k][a:b] for k, a, b in spans], rows.index, dtype="str")
    return rows
