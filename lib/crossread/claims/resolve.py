"""Join the passages that make one claim, and say who states, attributes, hedges or denies it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from .. import corrections, schema
from ..corpus import Corpus
from . import disputes, joining, words
from .ground import Ground
from .told import Told, small
from .units import Unit, cut, is_denied

IDS = "n{:07d}"
LATE = "~"  # behind every date
Mention = dict[str, Any]


class Ledger(NamedTuple):
    """Claims, where they are made, and which are disputed; data/datapackage.json says each column.

    `claims`: one row is one claim. `claim_mentions`: one passage that makes it. `disputes`: one
    sign that two claims, or two who make one, are at odds.
    """

    claims: pd.DataFrame
    claim_mentions: pd.DataFrame
    disputes: pd.DataFrame


def resolve(
    c: Corpus,
    statements: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    handmade: str | Path | None = None,
    *,
    timexes: pd.DataFrame | None = None,
    accounts: pd.DataFrame | None = None,
    roots: pd.DataFrame | None = None,
) -> Ledger:
    """Join the statements and the outlets' own sentences that make one claim.

    A passage is a sentence of a statement's content, or a sentence or clause of headline or body
    outside of all statements. Two make one claim (`rule` says which) if they

    - recur: their words repeat one another, edited or not;
    - are the same claim: the longer says most of what the shorter does.

    Neither holds where numbers, dates or names differ, where one is negated, planned, tried or
    the opposite of the other, or where who did it is whom it was done to. What is missed: a
    claim in wholly different words, and those that only the world shows to be one.

    Parameters
    ----------
    mentions, timexes
        What actors.find and chronology.find give; without, the texts are tagged here.
    accounts
        What chronology.accounts gives: rival accounts of one event become disputes.
    roots
        article_id and root_id: articles of one root count as one in `n_roots`.
    handmade
        Another folder of decisions than the corpus' own; `wording.csv` lists the forms of a thing.
    """
    decisions = Path(handmade).expanduser().absolute() if handmade else c.handmade
    members = corrections.members(c)
    units = members.keep(cut(c, statements))
    if not units:
        return Ledger(*(schema.frame(schema.build(name, [])) for name in Ledger._fields))
    told = Told(c, mentions, timexes, decisions)
    known = small(units)
    readings = [told.read(unit, known) for unit in units]
    joined = joining.join(units, readings)
    joined = joined._replace(**members.join(units, joined.root, joined.rule))
    order = _order(c, units)
    found = _mentions(c, units, joined, order, members.stances())
    ids = _ids(found)
    for row in found:
        row["claim_id"] = ids[row["root"]]
    outlets = c.articles.set_index("article_id")["outlet"].dropna().to_dict()
    ground = Ground(units, readings, joined, told, ids, outlets, decisions)
    found.sort(key=lambda row: (row["claim_id"], row["place"]))
    for number, row in enumerate(found, 1):
        row["claim_mention_id"] = IDS.format(number)
    tables = (
        _claims(found, readings, joined, roots),
        found,
        disputes.find(ground, accounts),
    )
    kept = zip(Ledger._fields, tables, strict=True)
    return Ledger(*(schema.frame(schema.build(name, _known(name, rows))) for name, rows in kept))


def _known(table: str, rows: Sequence[Mention]) -> list[Mention]:
    """Keep the columns that a table's description has."""
    columns = schema.arrow(table).names
    return [{column: row.get(column) for column in columns} for row in rows]


def _order(c: Corpus, units: Sequence[Unit]) -> dict[int, tuple[Any, ...]]:
    """Give each passage its place in the order of publication, undated articles last."""
    dates = zip(c.articles["article_id"], c.articles["published_start"], strict=True)
    when = {key: str(day) if pd.notna(day) else LATE for key, day in dates}
    return {
        i: (when[unit.article_id], unit.article_id, unit.start, unit.statement_id or "")
        for i, unit in enumerate(units)
    }


def _mentions(
    c: Corpus,
    units: Sequence[Unit],
    joined: joining.Joined,
    order: dict[int, Any],
    stances: dict[tuple[str, int, int], str],
) -> list[Mention]:
    """Describe each passage: where it stands, and how its outlet vouches for it."""
    outlets = c.articles.set_index("article_id")["outlet"].dropna().to_dict()
    texts = c.articles.set_index("article_id")["text"]
    rows = []
    for i in sorted(order, key=order.__getitem__):
        unit = units[i]
        own = unit._asdict() | {"outlet": outlets.get(unit.article_id), "place": order[i]}
        own |= {"unit": i, "root": joined.root[i], "rule": joined.rule[i]}
        own |= {"family": joined.family[i]} | _stance(unit, texts[unit.article_id])
        own["stance"] = stances.get((unit.article_id, unit.start, unit.end), own["stance"])
        rows.append(own | {"sentence_start": unit.sentence[0], "sentence_end": unit.sentence[1]})
    cited = defaultdict(set)
    for row in rows:
        if row["stance"] == "attributed":
            cited[row["root"]].add(row["article_id"])
    for row in rows:
        elsewhere = cited[row["root"]] - {row["article_id"]}
        row["is_laundered"] = row["stance"] == "own voice" and bool(elsewhere)
    return rows


def _stance(unit: Unit, text: str) -> Mention:
    """Say how a passage stands to what it says, and by which word it hedges.

    A hedge in quotation marks is its speaker's: the outlet attributes it with the rest.
    """
    found = words.hedge(unit.text)
    hedge = None
    if found:
        hedge = text[unit.start + found[0] : unit.start + found[1]]
    if is_denied(unit):
        return {"stance": "denied", "hedge": hedge}
    if hedge and unit.kind != "direct":
        return {"stance": "hedged", "hedge": hedge}
    return {"stance": "attributed" if unit.statement_id else "own voice", "hedge": hedge}


def _ids(found: Sequence[Mention]) -> dict[int, str]:
    """Give each claim its number, in the order in which they were first published."""
    roots = list(dict.fromkeys(row["root"] for row in found))
    width = max(5, len(str(len(roots))))
    return {root: f"c{number:0{width}d}" for number, root in enumerate(roots, 1)}


def _claims(
    found: Sequence[Mention],
    readings: Sequence[Any],
    joined: joining.Joined,
    roots: pd.DataFrame | None,
) -> list[Mention]:
    """Count who makes each claim."""
    root = {} if roots is None else dict(zip(roots["article_id"], roots["root_id"], strict=True))
    groups = defaultdict(list)
    for row in found:
        groups[row["claim_id"]].append(row)
    return [
        {
            "claim_id": key,
            "label": _label(own, readings),
            "first_article_id": own[0]["article_id"],
            "n_mentions": len(own),
            "n_statements": len({row["statement_id"] for row in own} - {None}),
            "n_articles": len({row["article_id"] for row in own}),
            "n_outlets": len({row["outlet"] for row in own} - {None}),
            "n_roots": _roots(own, root),
            "is_laundered": any(row["is_laundered"] for row in own),
        }
        for key, own in groups.items()
    ]


def _label(own: Sequence[Mention], readings: Sequence[Any]) -> str:
    """Choose the words that stand most often; of several those that say most, in fewest."""
    often = Counter(row["text"] for row in own)
    best = max(
        own,
        key=lambda row: (
            often[row["text"]],
            round(sum(readings[row["unit"]].weights.values())),
            -len(row["text"]),
        ),
    )
    return " ".join(best["text"].split())


def _roots(own: Sequence[Mention], root: dict[str, Any]) -> int:
    """Count the independent tellings: copies, an article's own, and one root's are one."""
    parent: dict[Any, Any] = {}

    def find(key: Any) -> Any:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for row in own:
        article = ("article", root.get(row["article_id"], row["article_id"]))
        parent[find(article)] = find(("family", row["family"]))
    return len({find(key) for key in list(parent)})
