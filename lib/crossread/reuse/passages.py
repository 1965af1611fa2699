"""Find the passages that stand in several articles, edited or not."""

import pandas as pd
import pyarrow.compute as pc

from .. import corrections, recurrence, schema, spans
from ..corpus import Corpus
from ..keeping import keeping
from . import order, pieces
from .alignment import similarity, words

LONGER = 1.25  # times the longest sentence of a unit, that its pieces side by side may have


@keeping
def find(c: Corpus) -> pd.DataFrame:
    """List the passages that recur, wherever they stand.

    One row is one occurrence: a sentence, or several of one paragraph that stand together
    wherever one of them stands, which another article has, too, edited or not, whole or in
    pieces (`recurrence.families`, `pieces.join`). Those of one passage come in order of time,
    and `variant` numbers its wordings so, case and punctuation aside; `similarity` (0 to 1) is
    that of the words to the first wording's. `root_article_id` had it first; missing where
    dates do not settle who had. What is missed: passages of fewer than `recurrence.FEWEST`
    words, what was put in other words, a clause that moved between two sentences that are
    otherwise new, and what one article alone says twice.
    """
    rows = _together(_whole(_recurring(c)))
    rows = rows[rows.groupby("unit")["size"].transform("max") >= recurrence.FEWEST]
    rows = rows.assign(number=pd.factorize(rows["unit"])[0] + 1)
    rows = rows.merge(order.bounds(c.articles), on="article_id")
    rows = rows.sort_values(["number", "rank", "start"]).reset_index(drop=True)
    ids = pd.Series([f"p{n:07d}" for n in rows["number"]], dtype="str")
    rows = rows.assign(passage_id=ids, text=spans.texts(c.articles, rows))
    rows = corrections.apply(c, "passages", rows)
    code, _ = pd.factorize(rows["passage_id"])
    is_shared = spans.n_distinct(code, spans.places(c.articles, rows["article_id"]))[code] > 1
    return schema.typed("passages", _compared(rows[is_shared].reset_index(drop=True)))


def _recurring(c: Corpus) -> pd.DataFrame:
    """List the sentences whose `unit`, a family with its pieces, stands in several articles."""
    told = c.tellings
    place, unit = spans.places(c.articles, told["article_id"]), pieces.join(told)
    encoded = spans.strings(told["text"]).dictionary_encode()
    size = pc.add(pc.count_substring(recurrence.plain(encoded.dictionary), " "), 1).to_numpy()
    told = told.drop(columns=["text", "family", "is_recycled"])
    told = told.assign(place=place, unit=unit, size=size[encoded.indices], last=told["sentence"])
    told = told[spans.n_distinct(unit, place)[unit] > 1] if len(told) else told
    return told.sort_values(["place", "sentence"]).reset_index(drop=True)


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the pieces of one sentence together, where they stand side by side."""
    above = rows[["place", "unit", "last", "paragraph"]].shift()
    goes_on = rows["place"].eq(above["place"]) & rows["unit"].eq(above["unit"])
    goes_on &= rows["sentence"].sub(1).eq(above["last"])
    goes_on &= rows["paragraph"].sub(1).le(above["paragraph"])
    size = rows.groupby((~goes_on).cumsum())["size"].transform("sum")
    longest = rows.groupby("unit")["size"].transform("max")
    return _merged(rows, goes_on & (size <= LONGER * longest))


def _together(rows: pd.DataFrame) -> pd.DataFrame:
    """Make one of units that stand side by side in one paragraph wherever they stand."""
    above = rows[["place", "unit", "last", "paragraph"]].shift()
    goes_on = rows["place"].eq(above["place"]) & rows["paragraph"].eq(above["paragraph"])
    goes_on &= rows["sentence"].sub(1).eq(above["last"])
    n_rows = rows["unit"].value_counts()
    pairs = pd.DataFrame({"one": above["unit"], "other": rows["unit"]})[goes_on].value_counts()
    pairs = pairs.rename("n").reset_index()
    always = (pairs["n"] == pairs["one"].map(n_rows)) & (pairs["n"] == pairs["other"].map(n_rows))
    return _merged(rows, goes_on & rows["unit"].isin(pairs.loc[always, "other"]))


def _merged(rows: pd.DataFrame, goes_on: pd.Series) -> pd.DataFrame:
    """Make one row of each row and those after it that go on with it."""
    groups = rows.groupby((~goes_on).cumsum().to_numpy())
    table = groups.first().assign(
        end=groups["end"].last(), last=groups["last"].last(), size=groups["size"].sum()
    )
    return table.reset_index(drop=True)


def _compared(table: pd.DataFrame) -> pd.DataFrame:
    """Give the wordings of each passage numbers, their likeness to the first, and the root."""
    code, texts = pd.factorize(table["text"])
    lists = {text: words(text) for text in texts}
    wording, _ = pd.factorize(pd.Series([" ".join(lists[text]) for text in texts], dtype="str"))
    table = table.assign(wording=wording[code])
    variants = table.loc[~table.duplicated(["number", "wording"]), ["number", "wording", "text"]]
    groups = variants.groupby("number")
    pairs = zip(variants["text"], groups["text"].transform("first"), strict=True)
    variants["similarity"] = [similarity(lists[one], lists[first]) for one, first in pairs]
    variants["variant"] = groups.cumcount() + 1
    roots = order.firsts(table.drop_duplicates(["passage_id", "article_id"]))
    table = table.merge(variants.drop(columns="text"), on=["number", "wording"])
    return table.assign(root_article_id=table["passage_id"].map(roots).astype("str"))
