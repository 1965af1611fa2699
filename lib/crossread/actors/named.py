"""Set mentions and ties beside their articles, as figures, panels and exports take them."""

import pandas as pd

from .. import overview
from ..corpus import Corpus
from .find import find
from .resolve import resolve
from .ties import ties


def named(c: Corpus, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """List the mentions of headlines and bodies, each with the sentence that holds it.

    One row is one mention of one actor: the columns of `mentions`, but `start`, `end` and
    `text` are the sentence's, `words` the mention's, `actor` the actor's name and `article` the
    article's label.
    """
    mentions = find(c) if mentions is None else mentions
    rows = mentions[mentions["part"].isin(["headline", "body"])]
    rows = rows[rows["sentence_start"].notna()].drop(columns="outlet")
    new = {"text": "words", "start": "words_start", "end": "words_end", "name": "actor"}
    new |= {"sentence_start": "start", "sentence_end": "end"}
    return overview.beside(c, rows.rename(columns=new))


def tied(
    c: Corpus, found: pd.DataFrame | None = None, who: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List the ties with the names and types of both, and the sentence that tells of them.

    One row is one tie: the columns of `ties` (here `found`), name, type and side of both
    (`from_name` ...), `pair` (both names and the sentence, to search in), `n_ties` (ties of the
    two of this kind) and `text`, the sentence.
    """
    mentions = find(c) if found is None or who is None else pd.DataFrame()
    found = ties(c, mentions) if found is None else found
    who = resolve(c, mentions) if who is None else who
    rows = found.drop(columns="outlet")
    for side, name in (("source", "from"), ("target", "to")):
        about = who.set_index("actor_id")[["name", "type", "side"]].add_prefix(f"{name}_")
        rows = rows.join(about, on=f"{side}_id")
    rows = overview.beside(c, rows)
    rows["n_ties"] = rows.groupby(["source_id", "target_id", "kind"])["tie_id"].transform("size")
    rows["pair"] = rows["from_name"] + " / " + rows["to_name"] + ": " + rows["text"]
    return rows
