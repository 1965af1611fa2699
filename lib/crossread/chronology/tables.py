"""Make the tables of events, of their mentions and of the accounts that they are told in."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from .. import schema, spans
from ..corpus import Corpus
from ..keeping import keeping
from . import naming
from .deeds import Deed

DAY = 86_400_000_000  # microseconds
LAST = pd.Timedelta(hours=23, minutes=59, seconds=59)


class Events(NamedTuple):
    """Happenings and where they are told; data/datapackage.json says each column.

    `events`: one row is one happening. `event_mentions`: one telling of one of its dates.
    """

    events: pd.DataFrame
    event_mentions: pd.DataFrame


def in_print(mentions: pd.DataFrame) -> pd.DataFrame:
    """Put mentions in the order of publication, then of their articles' keys."""
    return mentions.iloc[np.lexsort([mentions[name] for name in ("start", "rank", "published")])]


def build(
    mentions: pd.DataFrame, read: Sequence[Deed], c: Corpus, rarity: Mapping[str, float]
) -> Events:
    """Make the tables of mentions that know their event and its tellings; none give empty tables.

    `read`: what each telling (`unit`) says was done.
    """
    if mentions.empty:
        return Events(*(schema.frame(schema.build(name, [])) for name in Events._fields))
    ordered = in_print(mentions)
    code, first = spans.distinct(ordered["event"])
    ordered = ordered.assign(code=code)
    rows = _when(ordered).assign(event=ordered["event"].to_numpy()[first], **_counts(ordered, c))
    typical = ordered.iloc[_typical(ordered, read, rarity)]
    dates = zip(*(typical[n] - typical["sentence_start"] for n in ("start", "end")), strict=True)
    sentences = c.tellings["text"].array.take(typical["told"]).tolist()
    rows["label"] = [naming.label(*told) for told in zip(sentences, dates, strict=True)]
    rows = rows.sort_values(["earliest", "latest", "label", "event"], ignore_index=True)
    width = max(4, len(str(len(rows))))
    ids = pd.Series([f"e{number:0{width}d}" for number in rows.index + 1], dtype="str")
    number = pd.Series(rows.index, rows["event"])[mentions["event"]].to_numpy()
    order = np.lexsort((mentions["start"], mentions["rank"], number))
    told = mentions.assign(event_id=ids.array.take(number)).iloc[order]
    ends = c.tellings["end"].to_numpy()[told["told"]]
    told = told.assign(start=told["sentence_start"], end=ends)
    return Events(
        schema.typed("events", rows.assign(event_id=ids)), schema.typed("event_mentions", told)
    )


def _counts(ordered: pd.DataFrame, c: Corpus) -> dict[str, np.ndarray]:
    """Count the mentions of each event, the articles, outlets and families that tell of it."""
    code, place = ordered["code"].to_numpy(), ordered["place"].to_numpy()
    outlet, _ = pd.factorize(c.articles["outlet"])
    return {
        "n_mentions": np.bincount(code),
        "n_articles": spans.n_distinct(code, place),
        "n_outlets": spans.n_distinct(code, outlet[place]),
        "n_roots": spans.n_distinct(code, ordered["family"].to_numpy()),
    }


def _typical(ordered: pd.DataFrame, read: Sequence[Deed], rarity: Mapping[str, float]) -> list[int]:
    """Choose of each event the mention that shares most with the others, the first published."""
    own, first = spans.distinct(ordered["code"], ordered["unit"])
    tellings: dict[int, list[tuple[int, Deed, int]]] = {}
    columns = (ordered[name].to_numpy()[first].tolist() for name in ("code", "unit"))
    for event, unit, n, at in zip(*columns, np.bincount(own).tolist(), first.tolist(), strict=True):
        tellings.setdefault(event, []).append((at, read[unit], n))
    return [_most_shared(each, rarity) for each in tellings.values()]


def _most_shared(tellings: list[tuple[int, Deed, int]], rarity: Mapping[str, float]) -> int:
    """Give the place of the telling that shares most; each has a place and its mentions' number."""
    if len(tellings) == 1:
        return tellings[0][0]
    often: Counter[str] = Counter()
    for _, deed, n in tellings:
        often.update(dict.fromkeys(deed.own, n))

    def shared(telling: tuple[int, Deed, int]) -> float:
        deed = telling[1]
        worth = ((often[f] - 1) * rarity.get(f, 1.0) * deed.features[f] for f in deed.own)
        return round(math.fsum(worth), 6)

    return max(tellings, key=shared)[0]


def _when(ordered: pd.DataFrame) -> pd.DataFrame:
    """Say when: the most precise date that all mentions allow, or the days that they name."""
    groups = ordered.groupby("code")
    bounds = groups.agg(
        first=("first", "max"), last=("last", "min"), low=("first", "min"), high=("last", "max"),
        begins=("begins", "max"), ends=("ends", "min"),
    )  # fmt: skip
    exact = ordered.assign(size=ordered["ends"] - ordered["begins"])
    best = exact.sort_values(["code", "size"], kind="stable").drop_duplicates("code")
    best = best.set_index("code")
    is_known = (bounds["begins"] <= best["begins"]) & (best["ends"] <= bounds["ends"])
    is_conflicting = bounds["first"] > bounds["last"]
    days = bounds[["first", "last"]].mask(is_conflicting, bounds[["low", "high"]].to_numpy())
    rows = best[["edtf", "earliest", "latest"]].where(is_known & ~is_conflicting, _days(days))
    return rows.assign(is_conflicting=is_conflicting)


def _days(bounds: pd.DataFrame) -> pd.DataFrame:
    """Bound the days from first to last, counted since 1970."""
    first, last = ((bounds[name] * DAY).astype("datetime64[us]") for name in ("first", "last"))
    names = ((f"{a:%Y-%m-%d}", f"{b:%Y-%m-%d}") for a, b in zip(first, last, strict=True))
    edtf = pd.Series(["/".join(dict.fromkeys(each)) for each in names], bounds.index, "str")
    return pd.DataFrame({"edtf": edtf, "earliest": first, "latest": last + LAST})


@keeping
def accounts(c: Corpus, events: Events) -> pd.DataFrame:
    """Set the accounts of each event side by side, the most told events and accounts first.

    One row is one family of tellings of one event: `event_id`, `label`, `family`, `outlets`
    (with commas between), `n_articles`, `edtf` and the sentence (`text`, with `article_id`,
    `start` and `end`) as its first article has it, undated articles last.
    """
    columns = ["event_id", "label", "family", "outlets", "n_articles", "edtf"]
    columns += ["article_id", "start", "end", "text"]
    about = c.articles[["article_id", "outlet", "published_start"]]
    told = events.event_mentions.merge(about, on="article_id", how="left")
    told = told.merge(events.events[["event_id", "label", "n_roots"]], on="event_id")
    told = told.sort_values(["published_start", "article_id", "start"], kind="stable")
    code, at = spans.distinct(pd.factorize(told["event_id"])[0], told["family"])
    first = told.iloc[at]
    place = spans.places(c.articles, told["article_id"])
    names: list[dict[str, None]] = [{} for _ in at]
    for each, outlet in zip(code.tolist(), told["outlet"].tolist(), strict=True):
        if isinstance(outlet, str):
            names[each][outlet] = None
    first = first.assign(
        outlets=pd.Series([", ".join(each) for each in names], first.index, "str"),
        n_articles=spans.n_distinct(code, place),
        text=spans.texts(c.articles, first),
    )
    order = ["n_roots", "event_id", "n_articles", "family"]
    first = first.sort_values(order, ascending=[False, True, False, True], kind="stable")
    return first[columns].reset_index(drop=True)
