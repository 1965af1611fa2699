"""List the headline findings of the notebooks: a question each, and how tables answer it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd

from .. import claims, overview
from .making import Tables

NOBODY, NOTHING, YES, NO = "nobody", "nothing", "yes", "no"


class Answer(NamedTuple):
    """What a corpus answers, in the words that are compared, and the count behind it."""

    value: str
    count: str = ""


class Finding(NamedTuple):
    """A question that a notebook answers; `sentences`: the answer is read from sentences."""

    notebook: str
    question: str
    tell: Callable[[Tables], Answer]
    sentences: bool = True


def _houses(t: Tables) -> Answer:
    """Which house is the outlet of most articles, or is credited by them."""
    credits = overview.credits(t.corpus)[["article_id", "house"]]
    own = t.corpus.articles[["article_id", "outlet"]].rename(columns={"outlet": "house"})
    stands = pd.concat([own, credits]).dropna().drop_duplicates()
    return _most(stands["house"], "articles", len(own))


def _dated(t: Tables) -> Answer:
    dated = t.corpus.articles["published_start"].notna()
    return _says(dated.sum() * 2 > len(dated), f"{dated.sum():,} of {len(dated):,}")


def _credits(t: Tables) -> Answer:
    credits = overview.credits(t.corpus).dropna(subset="house")
    return _says(len(credits), f"{credits['article_id'].nunique():,} articles")


def _retold(t: Tables) -> Answer:
    several = t.events.events.query("n_articles > 1")
    top = several[several["n_articles"] == several["n_articles"].max()]
    return _listed(top["edtf"], f"{top['n_articles'].max()} articles" if len(top) else "")


def _conflicts(t: Tables) -> Answer:
    tied = t.told[t.told["is_conflicting"].fillna(False).astype("bool")]
    return _listed(tied["edtf"], f"{tied['event_id'].nunique():,} events")


def _rivals(t: Tables) -> Answer:
    events = t.events.events.query("n_outlets > 1 and n_roots > 1 and not is_conflicting")
    return _listed(events["edtf"], f"{len(events):,} events")


def _ahead(t: Tables) -> Answer:
    ahead = t.told["delay_days"].lt(0).sum()
    return _says(ahead, f"{ahead:,} of {t.told['delay_days'].notna().sum():,} dates")


def _mentioned(t: Tables) -> Answer:
    return _most(t.named["actor"], "mentions")


def _quoted(t: Tables) -> Answer:
    return _most(t.named.loc[t.named["voice"] == "quoted", "actor"], "quotations")


def _heard(t: Tables) -> Answer:
    """In which outlets do the two states that are mentioned most speak, and who else does."""
    states = t.named[t.named["type"] == "state"]
    told = []
    for name in states["actor"].value_counts().index[:2]:
        speaks = states[(states["actor"] == name) & states["voice"].ne("mentioned")]
        told.append(f"{name}: {_join(speaks['outlet'].dropna()) or NOBODY}")
    return Answer("; ".join(sorted(told)) or NOBODY)


def _said(t: Tables) -> Answer:
    return _most(t.statements["speaker"], "statements")


def _relayed(t: Tables) -> Answer:
    relayed = t.statements["via"].map(len).gt(1)
    return _says(relayed.sum(), f"{relayed.sum():,} of {len(relayed):,} statements")


def _independent(t: Tables) -> Answer:
    shared = t.ledger.claims.query("n_outlets > 1")
    several = shared["n_roots"].gt(1).sum()
    return _says(several, f"{several:,} of {len(shared):,} claims that outlets share")


def _at_odds(t: Tables) -> Answer:
    """Which named speakers dispute one claim, or rival ones; rival words alone are no dispute."""
    disputed = claims.disputed(t.corpus, t.ledger).dropna(subset="speaker")
    disputed = disputed[disputed["kinds"] != "rival word"]
    pairs = [sorted(set(own["speaker"])) for _, own in disputed.groupby("dispute")]
    return _listed(pd.Series([" and ".join(pair) for pair in pairs if len(pair) == 2], dtype="str"))


HEADLINES = (
    Finding("01-corpus", "Which house stands behind most articles?", _houses, False),
    Finding("01-corpus", "Do most articles state their date?", _dated, False),
    Finding("01-corpus", "Does any credit another house?", _credits, False),
    Finding("02-chronology", "When is the event that most articles tell of?", _retold),
    Finding("02-chronology", "Which dates of one event disagree?", _conflicts),
    Finding("02-chronology", "When are the events with rival accounts?", _rivals),
    Finding("02-chronology", "Is anything told ahead of its time?", _ahead),
    Finding("03-actors", "Who is mentioned most?", _mentioned),
    Finding("03-actors", "Who is quoted most?", _quoted),
    Finding("03-actors", "Where do the two leading states speak?", _heard),
    Finding("04-claims", "Who makes most statements?", _said),
    Finding("04-claims", "Is anything said through several houses?", _relayed),
    Finding("04-claims", "Do outlets share a claim independently?", _independent),
    Finding("04-claims", "Which named speakers are at odds?", _at_odds),
)


def _most(names: pd.Series, unit: str, n: int | None = None) -> Answer:
    """Name what stands most often, of n; where several do, all of them."""
    counts = names.dropna().value_counts()
    if counts.empty:
        return Answer(NOBODY)
    top = counts[counts == counts.max()]
    return Answer(_join(top.index), f"{top.iloc[0]:,} of {n or counts.sum():,} {unit}")


def _listed(values: pd.Series, count: str = "") -> Answer:
    joined = _join(values.dropna())
    return Answer(joined, count) if joined else Answer(NOTHING)


def _says(is_so: object, count: str) -> Answer:
    return Answer(YES if is_so else NO, count)


def _join(values: Iterable[str]) -> str:
    return ", ".join(sorted(set(map(str, values))))
