"""Join the dates that tell of one happening into events, across articles and inside them."""

import numpy as np
import pandas as pd

from .. import corrections, spans
from ..corpus import Corpus
from ..keeping import keeping
from ..text import Span
from . import deeds, tables
from .evidence import Evidence
from .joining import join
from .tables import Events

OFFSET = r"T[\d:]+([+-]\d\d:?\d\d)$"
EPOCH = pd.Timestamp("1970-01-01")
COLUMNS = ["timex_id", "article_id", "start", "end", "sentence_start", "edtf", "earliest", "latest"]
TELLING = ["family", "first", "last", "nth", "n_dates"]  # what copies of one telling share
NEVER = 10**7  # days since 1970, for an article that states no date


@keeping
def resolve(c: Corpus, timexes: pd.DataFrame) -> Events:
    """Join the mentions of one happening into an event.

    A mention is a date or time of a headline or the body whose bounds are known, with its
    sentence. Two are of one happening if (`rule` says which)

    - recurs: their sentences repeat one another, and their dates overlap;
    - same deed: their dates overlap, and their sentences do the same to the same about the date,
      by the acts and things of data/lexicon/deeds.csv and by rare words;
    - adjacent dates: their dates are days that lie side by side, and either they tell of a deed
      that is seldom done twice in a row, in different articles that were both written later
      and tell of another happening in common, or one sentence says that accounts differ.

    The last makes an event `is_conflicting`. An article that has both dates, words such as
    'again', and acts of speech are evidence of two happenings. A date that could go with several
    goes with none. Days are those of the places where they were counted, not of UTC. What is
    missed: one deed told in wholly different words, and two of a kind on one day, told alike.
    """
    mentions = _mentions(c, timexes)
    if mentions.empty:
        return tables.build(mentions, [], c, {})
    weights = deeds.rarity(c.tellings["text"])
    mentions, units, read = _units(c, mentions)
    clusters = join(units, Evidence(read, weights))
    unit = mentions["unit"].to_numpy()
    rules = np.array(clusters.rule, object)[unit]
    rule = np.where(np.bincount(unit)[unit] > 1, "recurs", rules)
    mentions = mentions.assign(event=np.array(clusters.roots())[unit], rule=rule)
    return _corrected(c, timexes, tables.build(mentions, read, c, weights))


def _corrected(c: Corpus, timexes: pd.DataFrame, found: Events) -> Events:
    """Replay what people decided about events: each is known by the dates that tell it."""
    keys = found.event_mentions[["event_id", "timex_id"]]
    places = keys.merge(timexes[["timex_id", "article_id", "start", "end"]], on="timex_id")
    return found._replace(events=corrections.apply(c, "events", found.events, places))


def _mentions(c: Corpus, timexes: pd.DataFrame) -> pd.DataFrame:
    """List the dates that may tell of a happening, sentence by sentence.

    `told`, `place`: their sentence and article, by position; `rank`: the article's among all, by
    key; `published`: its day since 1970, `NEVER` where it is not known; `family`: of tellings
    of the sentence; `nth` of the `n_dates` of the sentence.
    """
    is_date = timexes["type"].isin(["DATE", "TIME"]) & timexes["part"].isin(["headline", "body"])
    is_known = timexes[["earliest", "latest", "sentence_start"]].notna().all(axis=1)
    table = timexes.loc[is_date & is_known, COLUMNS].astype({"sentence_start": "int64"})
    told = spans.starting(c.articles, c.tellings, table["article_id"], table["sentence_start"])
    table = table.assign(told=told, place=spans.places(c.articles, table["article_id"]))
    table = table[told >= 0]
    rank = np.argsort(np.argsort(c.articles["article_id"].to_numpy(object)))
    table = table.assign(rank=rank[table["place"]], published=_published(c)[table["place"]])
    order = np.lexsort([table[name] for name in ("start", "sentence_start", "rank")])
    table = _with_days(table.iloc[order].reset_index(drop=True))
    return table.assign(
        family=c.tellings["family"].to_numpy()[table["told"]],
        nth=table.groupby("told", sort=False).cumcount(),
        n_dates=np.bincount(table["told"])[table["told"]],
    )


def _published(c: Corpus) -> np.ndarray:
    """Give the day of each article's publication, since 1970; `NEVER` where it is not known."""
    day = (c.articles["published_end"] - EPOCH) // pd.Timedelta(days=1)
    return day.fillna(NEVER).to_numpy(np.int64)


def _with_days(table: pd.DataFrame) -> pd.DataFrame:
    """Add the bounds on the clock of the place, and the days that they lie on, since 1970."""
    zone = table["edtf"].astype("str").str.extract(OFFSET)[0]
    minutes = zone.map(_minutes, na_action="ignore").fillna(0).astype("int64")
    shift = pd.to_timedelta(minutes, unit="min")
    table = table.assign(begins=table["earliest"] + shift, ends=table["latest"] + shift)
    for name, bound in (("first", "begins"), ("last", "ends")):
        table[name] = ((table[bound] - EPOCH) // pd.Timedelta(days=1)).astype("int64")
    return table


def _minutes(offset: str) -> int:
    size = 60 * int(offset[1:3]) + int(offset[-2:])
    return -size if offset[0] == "-" else size


def _units(
    c: Corpus, mentions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, list[deeds.Deed]]:
    """Take the same date of a sentence and its copies as one telling, by its earliest copy.

    Gives the mentions with their `unit`, the units and their deeds. A copy of which nothing
    is said but that it was printed on that day, as 'today', is left out.
    """
    order = tables.in_print(mentions)
    unit, first = spans.distinct(*(order[name] for name in TELLING))
    read = _deeds(c, mentions, order.iloc[first])
    is_silent = [not any(f.startswith(("act", "thing")) for f in deed.own) for deed in read]
    is_today = (order["first"] == order["last"]) & (order["first"] == order["published"])
    told = order.assign(unit=unit)[~(np.array(is_silent)[unit] & is_today)].sort_index()
    code, kept = pd.factorize(told["unit"])
    told, read = told.assign(unit=code), [read[i] for i in kept]
    units = tables.in_print(told).drop_duplicates("unit").sort_values("unit")
    units = units.assign(
        sentence=c.tellings["text"].array.take(units["told"]),
        spans=pd.Series(_dates(mentions, units), units.index, "object"),
        articles=pd.Series(_articles(told), units.index, "object"),
        is_again=[deed.is_again for deed in read],
        differs=[deed.differs for deed in read],
    )
    return told, units.set_index("unit"), read


def _deeds(c: Corpus, mentions: pd.DataFrame, units: pd.DataFrame) -> list[deeds.Deed]:
    """Read the deed of each telling, each sentence once."""
    once = units.drop_duplicates("told")
    sentences = c.tellings["text"].array.take(once["told"]).tolist()
    dates = _dates(mentions, once)
    read = {at: deeds.read(*own) for at, *own in zip(once["told"], sentences, dates, strict=True)}
    return [read[at][n] for at, n in zip(units["told"], units["nth"], strict=True)]


def _dates(mentions: pd.DataFrame, rows: pd.DataFrame) -> list[list[Span]]:
    """List all dates of the sentence of each of some mentions, as offsets into it."""
    places = [mentions[name] - mentions["sentence_start"] for name in ("start", "end")]
    dates = list(zip(*(place.tolist() for place in places), strict=True))
    first = rows.index - rows["nth"]
    return [dates[a:b] for a, b in zip(first, first + rows["n_dates"], strict=True)]


def _articles(told: pd.DataFrame) -> list[set[int]]:
    """Give the ranks of the articles that have each telling."""
    found: list[set[int]] = [set() for _ in range(told["unit"].max() + 1)]
    for unit, rank in zip(told["unit"].tolist(), told["rank"].tolist(), strict=True):
        found[unit].add(rank)
    return found
