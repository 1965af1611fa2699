"""Follow each article to its root: its own report, another's text, or a house that it credits."""

from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from .. import overview, schema, spans
from ..corpus import Corpus
from ..keeping import keeping
from . import order

FAR = 2**32  # characters that no article has
MOST = 0.5  # of an article's text, its opening included, makes it a copy of another
NEARLY_ALL = 0.8  # of it does so, where the opening is its own
INWARD = ["republishes", "relays", "cites", "relays an interview with"]  # to where a report began


class Root(NamedTuple):
    """Where an article's report comes from; the columns of `roots` but the article."""

    root_id: str
    basis: str
    house: str | None
    share_copied: float


@keeping
def roots(c: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """Say of each article where its report comes from, as far as the text tells.

    One row is one article. `basis` 'copies': `MOST` of its headline and body, with the opening
    sentence, or `NEARLY_ALL`, stands in passages that articles of one root had first, which is
    its root, too. 'credits': the header or the first paragraph of the body credits another
    house; of several, the one that the report began with (`INWARD`). 'own': neither.
    `root_id` is an article or, for a house, its name; `house`: whose root it is; `share_copied`
    (0 to 1): the text in passages that articles of one other root had first. Which of two
    undated copies is the root is a matter of order only. What is missed: a report rewritten
    without credit, and credits further down, which may be for one sentence only.
    """
    articles = order.bounds(c.articles).sort_values("rank")
    opening = _opening(c)
    shares, houses = _shares(c, passages, opening), _credited(c, opening)
    found: dict[str, Root] = {}
    outlets = articles["outlet"].astype("object").where(articles["outlet"].notna(), None)
    for key, outlet in zip(articles["article_id"], outlets, strict=True):
        house = houses.get(key)
        own = Root(house, "credits", house, 0.0) if house else Root(key, "own", outlet, 0.0)
        found[key] = _followed(own, shares.get(key, []), found)
    rows = ({"article_id": key, **found[key]._asdict()} for key in c.articles["article_id"])
    return schema.frame(schema.build("roots", rows))


def _followed(own: Root, shares: list[tuple[str, float, bool]], found: dict[str, Root]) -> Root:
    """Give the root of those who had most of an article first, if that is a copy's share."""
    by_root: Counter[tuple[str, str | None]] = Counter()
    for first, share, _ in shares:
        by_root[found[first].root_id, found[first].house] += share
    if not by_root:
        return own
    (best, house), share = by_root.most_common(1)[0]
    opens = any(is_opening and found[first].root_id == best for first, _, is_opening in shares)
    if share >= NEARLY_ALL or (share >= MOST and opens):
        return Root(best, "copies", house, share)
    return own._replace(share_copied=share)


def _opening(c: Corpus) -> pd.DataFrame:
    """Find the first sentence of each body (`opens`) and the end of its paragraph (`until`)."""
    body = c.paragraphs.loc[c.paragraphs["part"] == "body", ["article_id", "paragraph", "end"]]
    body = body.rename(columns={"end": "until"})
    table = c.sentences.merge(body, on=["article_id", "paragraph"]).drop_duplicates("article_id")
    return table.rename(columns={"start": "opens"})[["article_id", "opens", "until"]]


def _shares(
    c: Corpus, passages: pd.DataFrame, opening: pd.DataFrame
) -> dict[str, list[tuple[str, float, bool]]]:
    """List by article the passages that another had first: who, what share, is it the opening."""
    whole = (c.sentences["end"] - c.sentences["start"]).groupby(c.sentences["article_id"]).sum()
    first = passages.groupby("passage_id")["article_id"].transform("first")
    rows = passages.assign(first=first)[passages["article_id"] != first]
    rows = rows.merge(opening, on="article_id", how="left")
    share = (rows["end"] - rows["start"]) / rows["article_id"].map(whole).astype("float64")
    opens = (rows["start"] <= rows["opens"]) & (rows["opens"] < rows["end"])
    found: dict[str, list[tuple[str, float, bool]]] = {}
    for key, *told in zip(rows["article_id"], rows["first"], share, opens, strict=True):
        found.setdefault(key, []).append(tuple(told))
    return found


def _credited(c: Corpus, opening: pd.DataFrame) -> dict[str, str]:
    """Name the house that an article's header or opening credits, by article."""
    table = overview.credits(c).dropna(subset="house").merge(opening, on="article_id", how="left")
    table = table[(table["how"] == "republishes") | (table["start"] < table["until"])]
    table = table.assign(depth=table["how"].map(INWARD.index)).sort_values("depth", kind="stable")
    return dict(zip(table["article_id"], table["house"], strict=True))  # the innermost comes last


def origins(places: pd.DataFrame, passages: pd.DataFrame, roots: pd.DataFrame) -> pd.Series:
    """Give each place in the text the root that it goes back to, to count independent roots.

    `places` has `article_id` and `start`. In a passage that recurs it is the root of the article
    that had the passage first (in order, where dates do not settle it), elsewhere that of its
    own article; where one of the articles credits a house, what this house's own articles say
    has that root, too. Ten copies of one paragraph give one root.
    """
    here, own = (spans.places(roots, table["article_id"]) for table in (places, passages))
    source, start = here, places["start"].to_numpy(np.int64)
    if len(passages):
        order = np.lexsort((passages["start"], own))
        code, first = spans.distinct(pd.factorize(passages["passage_id"])[0])
        begins = own[order] * FAR + passages["start"].to_numpy()[order]
        before = np.searchsorted(begins, here * FAR + start, side="right") - 1
        at = order[np.maximum(before, 0)]
        is_inside = (before >= 0) & (own[at] == here) & (start < passages["end"].to_numpy()[at])
        source = np.where(is_inside, own[first][code[at]], here)
    about = roots.iloc[np.unique(source)]
    credited = about["root_id"][~about["root_id"].isin(roots["article_id"])]
    root = roots["root_id"].where(~roots["house"].isin(credited), roots["house"])
    return pd.Series(root.array.take(source), places.index, dtype="str")
