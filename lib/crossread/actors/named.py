"""Set mentions and ties beside their articles, as figures, panels and exports take them."""

from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .. import overview, spans
from ..corpus import Corpus
from ..keeping import in_slices
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
    return in_slices(c, _named, mentions)


def _named(c: Corpus, mentions: pd.DataFrame) -> pd.DataFrame:
    is_told = mentions["part"].isin(["headline", "body"]) & mentions["sentence_start"].notna()
    rows = mentions.drop(columns="outlet")[is_told]
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
    about = (pd.factorize(found[name])[0] for name in ("source_id", "target_id", "kind"))
    tie, _ = spans.distinct(*about)
    counts = pd.Series(np.bincount(tie)[tie], found.index)
    return in_slices(c, partial(_tied, counts=counts), found, who)


def _tied(c: Corpus, found: pd.DataFrame, who: pd.DataFrame, counts: pd.Series) -> pd.DataFrame:
    rows = found.drop(columns="outlet")
    for side, name in (("source", "from"), ("target", "to")):
        about = who.set_index("actor_id")[["name", "type", "side"]].add_prefix(f"{name}_")
        rows = rows.join(about, on=f"{side}_id")
    rows = overview.beside(c, rows).assign(n_ties=counts[found.index].to_numpy())
    one, other, text = (pa.array(rows[name]) for name in ("from_name", "to_name", "text"))
    slash, colon, empty = (pa.scalar(mark, pa.large_string()) for mark in (" / ", ": ", ""))
    pair = pc.binary_join_element_wise(one, slash, other, colon, text, empty)
    return rows.assign(pair=pd.Series(pair, rows.index, dtype="str"))
