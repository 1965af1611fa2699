"""Describe the passages that make claims: where they stand, and how outlets vouch for them."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .. import spans
from ..corpus import Corpus
from ..pairing import Ints
from . import words
from .ground import DENIES
from .joining import Joined
from .passages import Units

ABOUT = ("article_id", "text", "part", "statement_id", "speaker", "cue_class", "kind")
ENDS = {"start": "start", "end": "end", "sentence_start": "first", "sentence_end": "last"}
LATE = "~"  # behind every date


def mentions_of(
    c: Corpus, units: Units, joined: Joined, decided: dict[tuple[str, int, int], str]
) -> pd.DataFrame:
    """Describe each passage, claim by claim, both in the order of publication.

    One row is one passage, its index the passage's number: the columns of `claim_mentions`,
    `claim` (its number from 0), `root` (the passage that stands for it) and `place`
    (the article's position). `decided`: stances that people gave, by article, start and end.
    """
    rows = _placed(c, units, np.array(joined.root, np.int64))
    order = rows.index.to_numpy()
    hedges = [_hedge(text) for text in units.values("text")]
    rows = rows.assign(
        family=np.array(joined.family, np.int64)[order],
        rule=np.array(joined.rule, object)[order],
        hedge=pd.Series(hedges, dtype="str").array.take(units.codes("text")[order]),
    )
    rows = rows.assign(stance=_stances(rows, decided))
    width = max(5, len(str(rows["claim"].max() + 1)))
    return rows.assign(
        is_laundered=_is_laundered,
        claim_id=_keys("c", rows["claim"].to_numpy() + 1, width),
        claim_mention_id=_keys("n", np.arange(1, len(rows) + 1), 7),
    )


def _placed(c: Corpus, units: Units, root: Ints) -> pd.DataFrame:
    """Give each passage with its claim and its outlet, in order."""
    order = _printed(c, units)
    claim, _ = pd.factorize(root[order])
    by_claim = np.argsort(claim, kind="stable")
    order, claim = order[by_claim], claim[by_claim]
    columns = {name: units.column(name, order) for name in ABOUT}
    columns |= {name: units.numbers(own)[order] for name, own in ENDS.items()}
    rows = pd.DataFrame(columns, order).assign(claim=claim, root=root[order])
    place = spans.places(c.articles, rows["article_id"])
    return rows.assign(place=place, outlet=c.articles["outlet"].array.take(place))


def _keys(letter: str, numbers: Ints, width: int) -> pd.api.extensions.ExtensionArray:
    padded = pc.utf8_lpad(pa.array(numbers).cast(pa.large_string()), width, "0")
    mark, nothing = (pa.scalar(each, pa.large_string()) for each in (letter, ""))
    keys = pc.binary_join_element_wise(mark, padded, nothing)
    return pd.Series(keys, dtype="str").array


def _hedge(text: str) -> str | None:
    """Give the word by which a passage hedges."""
    found = words.hedge(text)
    return text[slice(*found)] if found else None


def _stances(rows: pd.DataFrame, decided: dict[tuple[str, int, int], str]) -> pd.Series:
    """Say how each passage stands to what it says.

    A hedge in quotation marks is its speaker's: the outlet attributes it with the rest.
    """
    is_hedged = rows["hedge"].notna() & (rows["kind"] != "direct")
    tests = [rows["cue_class"] == DENIES, is_hedged, rows["statement_id"].notna()]
    stance = np.select(tests, ["denied", "hedged", "attributed"], "own voice").astype(object)
    for (key, start, end), told in decided.items():
        here = (rows["article_id"] == key) & (rows["start"] == start) & (rows["end"] == end)
        stance[here] = told
    return pd.Series(stance, rows.index, dtype="str")


def _printed(c: Corpus, units: Units) -> Ints:
    """Order passages by publication, undated articles last, then by the keys of articles."""
    days = [str(day) if pd.notna(day) else LATE for day in c.articles["published_start"]]
    keys = zip(days, c.articles["article_id"], strict=True)
    rank = {key: n for n, (_, key) in enumerate(sorted(keys))}
    article = np.array([rank[key] for key in units.values("article_id")], np.int64)
    ids = [key or "" for key in units.values("statement_id")]
    statement = np.empty(len(ids), np.int64)
    statement[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    codes = statement[units.codes("statement_id")], article[units.codes("article_id")]
    return np.lexsort((codes[0], units.numbers("start"), codes[1]))


def _is_laundered(rows: pd.DataFrame) -> pd.Series:
    """Tell which passages state in an outlet's own voice what another article attributes."""
    claim, place = rows["claim"].to_numpy(), rows["place"].to_numpy()
    is_cited = (rows["stance"] == "attributed").to_numpy()
    n_cited = spans.n_distinct(claim, np.where(is_cited, place, -1))
    here, _ = spans.distinct(claim, place)
    is_own = np.bincount(here, is_cited) > 0
    return (rows["stance"] == "own voice") & (n_cited[claim] > is_own[here])
