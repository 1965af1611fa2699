"""Join the dates that tell of one happening into events, across articles and inside them."""

import numpy as np
import pandas as pd

from .. import corrections
from ..corpus import Corpus
from . import deeds, tables
from .evidence import Evidence
from .joining import join
from .tables import Events

OFFSET = r"T[\d:]+([+-]\d\d:?\d\d)$"
EPOCH = pd.Timestamp("1970-01-01")
NEVER = 10**7  # days since 1970, for an article that states no date


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
    sentences = _sentences(c)
    mentions = _mentions(c, timexes, sentences)
    if mentions.empty:
        return tables.build(mentions, c, {})
    weights = deeds.rarity(sentences["sentence"])
    mentions, units = _units(mentions)
    evidence = Evidence(units["deed"].tolist(), weights)
    clusters = join(units, evidence)
    unit = mentions["unit"].to_numpy()
    rules = np.array(clusters.rule, object)[unit]
    copied = mentions.groupby("unit")["unit"].transform("size").to_numpy() > 1
    mentions["event"] = np.array(clusters.roots())[unit]
    mentions["rule"] = np.where(copied, "recurs", rules)
    return _corrected(c, timexes, tables.build(mentions, c, weights))


def _corrected(c: Corpus, timexes: pd.DataFrame, found: Events) -> Events:
    """Replay what people decided about events: each is known by the dates that tell it."""
    keys = found.event_mentions[["event_id", "timex_id"]]
    places = keys.merge(timexes[["timex_id", "article_id", "start", "end"]], on="timex_id")
    return found._replace(events=corrections.apply(c, "events", found.events, places))


def _mentions(c: Corpus, timexes: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the dates that may tell of a happening, with their sentences and local days."""
    is_date = timexes["type"].isin(["DATE", "TIME"]) & timexes["part"].isin(["headline", "body"])
    is_known = timexes[["earliest", "latest", "sentence_start"]].notna().all(axis=1)
    table = timexes[is_date & is_known].drop(columns="rule", errors="ignore")
    table = table.drop(columns="sentence_end").merge(sentences, on=["article_id", "sentence_start"])
    table = table.merge(_published(c), on="article_id")
    return _with_days(_with_places(table).reset_index(drop=True))


def _sentences(c: Corpus) -> pd.DataFrame:
    """List the sentences with their text and the family of tellings that each is of."""
    names = {"start": "sentence_start", "end": "sentence_end", "text": "sentence"}
    return c.tellings[["article_id", *names, "family"]].rename(columns=names)


def _published(c: Corpus) -> pd.DataFrame:
    """Give the day of each article's publication, since 1970; `NEVER` where it is not known."""
    day = (c.articles["published_end"] - EPOCH) // pd.Timedelta(days=1)
    return pd.DataFrame(
        {"article_id": c.articles["article_id"], "published": day.fillna(NEVER).astype("int64")}
    )


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


def _with_places(table: pd.DataFrame) -> pd.DataFrame:
    """Add the place of each date among those of its sentence, how many these are, and where."""
    key = ["article_id", "sentence_start"]
    table = table.sort_values([*key, "start"], kind="stable")
    dates: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for article, at, start, end in table[[*key, "start", "end"]].itertuples(index=False):
        dates.setdefault((article, at), []).append((start - at, end - at))
    spans = [dates[place] for place in table[key].itertuples(index=False, name=None)]
    nth = table.groupby(key, sort=False).cumcount()
    return table.assign(nth=nth, n_dates=[len(each) for each in spans], spans=spans)


def _units(mentions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take the same date of a sentence and its copies as one telling, by its earliest copy.

    Gives the mentions with their `unit`, and the units with their deeds. A copy of which nothing
    is said but that it was printed on that day, as 'today', is left out.
    """
    key = ["family", "first", "last", "nth", "n_dates"]
    order = mentions.sort_values(["published", "article_id", "start"], kind="stable")
    order["unit"] = order.groupby(key, sort=False).ngroup()
    units = order.drop_duplicates("unit")
    read = [deeds.read(r.sentence, r.spans)[r.nth] for r in units.itertuples()]
    is_silent = [not any(f.startswith(("act", "thing")) for f in deed.own) for deed in read]
    is_today = (order["first"] == order["last"]) & (order["first"] == order["published"])
    told = order[~(np.array(is_silent)[order["unit"]] & is_today)].sort_index()
    code, _ = pd.factorize(told["unit"])
    told = told.assign(deed=[read[i] for i in told["unit"]], unit=code)
    units = told.sort_values(["published", "article_id", "start"], kind="stable")
    units = units.drop_duplicates("unit").set_index("unit").sort_index()
    return told, units.assign(
        articles=told.groupby("unit")["article_id"].agg(set),
        is_again=[deed.is_again for deed in units["deed"]],
        differs=[deed.differs for deed in units["deed"]],
    )
