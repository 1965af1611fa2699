"""Make the tables of events, of their mentions and of the accounts that they are told in."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from .. import schema
from ..corpus import Corpus
from . import naming

DAY = pd.Timedelta(days=1)
EPOCH = pd.Timestamp("1970-01-01")
LAST = pd.Timedelta(hours=23, minutes=59, seconds=59)


class Events(NamedTuple):
    """Happenings and where they are told; data/datapackage.json says each column.

    `events`: one row is one happening. `event_mentions`: one telling of one of its dates.
    """

    events: pd.DataFrame
    event_mentions: pd.DataFrame


def build(mentions: pd.DataFrame, c: Corpus, rarity: Mapping[str, float]) -> Events:
    """Make the tables of mentions that know their event; none give empty tables."""
    if mentions.empty:
        return Events(*(schema.frame(schema.build(name, [])) for name in Events._fields))
    outlets = c.articles.set_index("article_id")["outlet"].dropna().to_dict()
    ordered = mentions.sort_values(["published", "article_id", "start"], kind="stable")
    groups: dict[int, list[Any]] = {}
    for mention in ordered.itertuples():
        groups.setdefault(mention.event, []).append(mention)
    rows = [_event(group, outlets, rarity) | {"event": key} for key, group in groups.items()]
    rows.sort(key=lambda row: (row["earliest"], row["latest"], row["label"], row["event"]))
    width = max(4, len(str(len(rows))))
    ids = {row["event"]: f"e{number:0{width}d}" for number, row in enumerate(rows, 1)}
    rows = [row | {"event_id": ids[row["event"]]} for row in rows]
    told = mentions.assign(event_id=mentions["event"].map(ids)).sort_values(
        ["event_id", "article_id", "start"], kind="stable"
    )
    told = told.assign(start=told["sentence_start"], end=told["sentence_end"])
    columns = schema.arrow("event_mentions").names
    tables = {"events": rows, "event_mentions": told[columns].to_dict("records")}
    return Events(*(schema.frame(schema.build(*table)) for table in _known(tables)))


def _known(tables: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Keep of each table the columns that its description has."""
    for name, rows in tables.items():
        columns = schema.arrow(name).names
        yield name, [{column: row[column] for column in columns} for row in rows]


def _event(
    group: Sequence[Any], outlets: Mapping[str, str], rarity: Mapping[str, float]
) -> dict[str, Any]:
    """Describe one event by its mentions, which stand in the order of publication."""
    articles = {mention.article_id for mention in group}
    typical = _typical(group, rarity)
    at = typical.sentence_start
    return _when(group) | {
        "label": naming.label(typical.sentence, (typical.start - at, typical.end - at)),
        "n_mentions": len(group),
        "n_articles": len(articles),
        "n_outlets": len({outlets[article] for article in articles if article in outlets}),
        "n_roots": len({mention.family for mention in group}),
    }


def _typical(group: Sequence[Any], rarity: Mapping[str, float]) -> Any:
    """Choose the mention that shares most with the others; of several the first published."""
    often = Counter(feature for mention in group for feature in mention.deed.own)

    def shared(mention: Any) -> float:
        deed = mention.deed
        worth = ((often[f] - 1) * rarity.get(f, 1.0) * deed.features[f] for f in deed.own)
        return round(math.fsum(worth), 6)

    return max(group, key=shared)


def _when(group: Sequence[Any]) -> dict[str, Any]:
    """Say when: the most precise date that all mentions allow, or the days that they name."""
    first, last = max(m.first for m in group), min(m.last for m in group)
    if first > last:
        first, last = min(m.first for m in group), max(m.last for m in group)
        return {"is_conflicting": True} | _days(first, last)
    best = min(group, key=lambda m: m.ends - m.begins)
    if all(m.begins <= best.begins and best.ends <= m.ends for m in group):
        known = {name: getattr(best, name) for name in ("edtf", "earliest", "latest")}
        return {"is_conflicting": False} | known
    return {"is_conflicting": False} | _days(first, last)


def _days(first: int, last: int) -> dict[str, Any]:
    """Bound the days from first to last, counted since 1970."""
    days = EPOCH + first * DAY, EPOCH + last * DAY
    edtf = "/".join(dict.fromkeys(f"{day:%Y-%m-%d}" for day in days))
    return {"edtf": edtf, "earliest": days[0], "latest": days[1] + LAST}


def accounts(c: Corpus, events: Events) -> pd.DataFrame:
    """Set the accounts of each event side by side, the most told events and accounts first.

    One row is one family of tellings of one event: `event_id`, `label`, `family`, `outlets`
    (with commas between), `n_articles`, `edtf` and the sentence (`text`, with `article_id`,
    `start` and `end`) as its first article has it, undated articles last.
    """
    columns = ["event_id", "label", "family", "outlets", "n_articles", "edtf"]
    columns += ["article_id", "start", "end", "text"]
    about = c.articles[["article_id", "outlet", "published_start", "text"]]
    told = events.event_mentions.merge(about, on="article_id", how="left")
    told = told.merge(events.events[["event_id", "label", "n_roots"]], on="event_id")
    told = told.sort_values(["published_start", "article_id", "start"], kind="stable")
    groups = told.groupby(["event_id", "family"], sort=False)
    first = groups.head(1).set_index(["event_id", "family"])
    first["n_articles"] = groups["article_id"].nunique()
    first["outlets"] = groups["outlet"].agg(lambda names: ", ".join(dict.fromkeys(names.dropna())))
    first = first.reset_index()
    first["text"] = [r.text[r.start : r.end] for r in first.itertuples()]
    order = ["n_roots", "event_id", "n_articles", "family"]
    first = first.sort_values(order, ascending=[False, True, False, True], kind="stable")
    return first[columns].reset_index(drop=True)
