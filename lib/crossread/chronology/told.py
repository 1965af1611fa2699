"""List every date told with its event, its outlet and how long before or after it was printed."""

from functools import cache

import pandas as pd

from .. import lexicon, overview, spans
from ..corpus import Corpus
from ..keeping import keeping
from ..timex import dates
from .find import find
from .resolve import resolve
from .tables import Events

GRAINS = {
    "D": "day", "W": "week", "WE": "week", "M": "month", "S": "season", "Q": "quarter",
    "H": "half-year", "Y": "year", "DE": "decade", "CE": "century", "R": "range",
}  # fmt: skip
COLUMNS = [
    *("article_id", "start", "end", "text", "timex_id", "words", "words_start", "words_end"),
    *("type", "value", "edtf"),
    *("earliest", "latest", "anchor", "rule", "precision", "open", "event_id", "event_edtf"),
    *("label", "is_conflicting", "n_articles", "n_roots", "outlet", "article", "published"),
    *("published_start", "published_end", "delay_days", "is_quoted", "is_recycled", "family"),
]
DAY = pd.Timedelta(days=1)


@keeping
def told(
    c: Corpus, timexes: pd.DataFrame | None = None, events: Events | None = None
) -> pd.DataFrame:
    """List the dates that headlines and bodies tell, each with the sentence that tells it.

    One row is one date or time. `precision`: how exactly it is told; `delay_days`: days from
    what is told to the printing, 0 on the same day, negative for what was yet to come, missing
    where either is unknown. `open`: 'onwards' for "since 1992", 'up to' for "until May", by
    data/lexicon/boundaries.csv. `is_recycled`: the sentence stands, edited or not, in another
    article, too. `event_id`, `label`, `n_articles` ... are the event's, missing where the date
    belongs to none.
    """
    timexes = find(c) if timexes is None else timexes
    events = resolve(c, timexes) if events is None else events
    is_told = timexes["type"].isin(["DATE", "TIME"]) & timexes["part"].isin(["headline", "body"])
    rows = timexes[is_told & timexes["sentence_start"].notna()]
    rows = rows.rename(columns={"text": "words", "start": "words_start", "end": "words_end"})
    rows = rows.rename(columns={"sentence_start": "start", "sentence_end": "end"})
    rows = rows.merge(_events(events), on="timex_id", how="left").merge(_about(c), on="article_id")
    at = spans.starting(c.articles, c.tellings, rows["article_id"], rows["start"])
    rows, at = rows[at >= 0], at[at >= 0]
    about = c.tellings[["text", "family", "is_recycled"]]
    rows = rows.assign(**{name: about[name].array.take(at) for name in about})
    rows["open"] = _open(rows)
    precision = {value: _precision(value) for value in rows["value"].unique()}
    rows["precision"] = rows["value"].map(precision).astype("str")
    rows["delay_days"] = _delays(rows)
    counts = dict.fromkeys(["n_articles", "n_roots"], "Int64")
    return rows[COLUMNS].astype(counts | {"is_conflicting": "boolean"}).reset_index(drop=True)


def disputed(told: pd.DataFrame) -> pd.DataFrame:
    """List the dates of events whose dates disagree, and what else is told of the same days.

    One row is one row of `told`, in the order of the events and of time; `about` is the label
    of the event whose dates disagree. What is told beside them may explain why.
    """
    tied = told[told["is_conflicting"].fillna(False)]
    found = []
    for label, own in tied.groupby("label", sort=False):
        first, last = own["earliest"].min(), own["latest"].max()
        inside = (told["earliest"] >= first - DAY / 2) & (told["latest"] <= last + DAY / 2)
        found.append(told[inside].assign(about=label))
    rows = pd.concat([told.iloc[:0].assign(about=""), *found])
    return rows.sort_values(["about", "earliest", "published_start", "article"], kind="stable")


def _events(events: Events) -> pd.DataFrame:
    """Give each date the event that it belongs to."""
    about = ["event_id", "event_edtf", "label", "is_conflicting", "n_articles", "n_roots"]
    mentions = events.event_mentions[["event_id", "timex_id"]]
    known = events.events.rename(columns={"edtf": "event_edtf"})
    return mentions.merge(known[about], on="event_id")


def _about(c: Corpus) -> pd.DataFrame:
    columns = ["article_id", "outlet", "label", "published", "published_start", "published_end"]
    return overview.labelled(c)[columns].rename(columns={"label": "article"})


def _open(rows: pd.DataFrame) -> pd.Series:
    """Tell whether what is told goes on from its date, or up to it, by the words around it."""
    first = (rows["words_start"] - rows["start"]).astype("int64")
    place = (pd.factorize(rows["text"])[0], first, rows["words_end"] - rows["words_start"])
    code, once = spans.distinct(*place)  # what copies tell is read once
    texts = zip(*(column.iloc[once].tolist() for column in (rows["text"], first)), strict=True)
    words = rows["words"].iloc[once].tolist()
    open_ = [_beside(text, at, at + len(own)) for (text, at), own in zip(texts, words, strict=True)]
    found = pd.Series(open_, dtype="str").array.take(code)
    is_span = rows["value"].str.contains("/", regex=False)  # from May to July
    return pd.Series(found, rows.index).mask(is_span)


def _beside(text: str, start: int, end: int) -> str | None:
    before, rest = text[:start].lower().rsplit(maxsplit=2), text[end:].lower().split(maxsplit=1)
    if _boundaries().get(" ".join(rest[:1])) == "up to":
        return None  # from May to July
    for n in (2, 1):
        if " ".join(before[-n:]) in _boundaries():
            return _boundaries()[" ".join(before[-n:])]
    return None


@cache
def _boundaries() -> dict[str, str]:
    return {row["form"]: row["open"] for row in lexicon.rows("boundaries")}


def _precision(value: str) -> str:
    """Name how exactly a value says when."""
    span = dates.spread(value)
    if span is None:
        return "unknown"
    if span[0] == "T":
        return "minute" if value.partition("T")[2][:1].isdigit() else "day"
    return GRAINS[span[0]]


def _delays(rows: pd.DataFrame) -> pd.Series:
    """Count the days between what is told and its printing; 0 where the two overlap."""
    names = ("published_start", "published_end", "earliest", "latest")
    first, last, begins, ends = (rows[name].dt.normalize() for name in names)
    since, until = (first - ends) / DAY, (begins - last) / DAY
    delay = since.where(since > 0, 0.0 - until.where(until > 0, 0.0))
    return delay.where(first.notna() & ends.notna())
