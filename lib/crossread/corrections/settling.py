"""Work out the cells of a row from what people decided about it."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa

from .. import authority, lexicon, schema
from ..timex.bounds import bounds
from .around import Around, Row

CORRECTED = "corrected"  # the rule of a row that somebody decided about
UNDATED = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
DURATION = re.compile(r"PT?(?:\d+(?:\.\d+)?|X)(?:[YMWDHS]|Q|DE|CE|WE).*")


def say(value: Any) -> str:
    """Write a cell as a decision quotes it: missing is blank, lists have bars between."""
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if pd.isna(value) else str(value)


def cells(around: Around, table: str, article_id: str, column: str, becomes: str) -> Row:
    """Give the cells that a decision sets by itself.

    Raises
    ------
    ValueError
        Where it can't be meant: no date, no such actor, a place outside the article.
    """
    if column in ("span", "cue"):
        start, end, words = around.span(article_id, becomes)
        if column == "cue":
            return {"cue": words, "cue_start": start, "cue_end": end}
        return {"start": start, "end": end, "text": words}
    if pa.types.is_list(schema.arrow(table).field(column).type):
        return {column: list(lexicon.split(becomes))}
    _check(around, table, column, becomes)
    return {column: becomes or None}


def settle(around: Around, table: str, row: Row, columns: set[str]) -> Row:
    """Give the cells that follow from those that were set; `columns` are the ones decided about."""
    found: Row = {"rule": CORRECTED}
    if table in SETTLERS:
        found |= SETTLERS[table](around, row, columns)
    if "span" in columns:
        found |= around.standing(row["article_id"], row["start"], row["end"])
        found["fragments"] = [[row["start"], row["end"]]]
    return {name: found[name] for name in schema.arrow(table).names if name in found}


def fresh(around: Around, table: str, row: Row) -> Row:
    """Complete a row that people added: what the rules would say of its place."""
    own = dict.fromkeys(schema.arrow(table).names) | DEFAULTS.get(table, {}) | row
    return own | settle(around, table, own, {"span", *row})


def actor(around: Around, key: str) -> authority.Actor:
    """Look up an actor; ValueError where nobody has the key."""
    if key not in around.actors:
        raise ValueError(f"no actor has the key {key!r}: add it to actors.csv")
    return around.actors[key]


def _check(around: Around, table: str, column: str, becomes: str) -> None:
    is_date = (table, column) in (("timexes", "value"), ("events", "edtf"))
    if is_date and not _is_date(becomes, table):
        told = "write it as 2020-10-19, 2020-10, 2020-W43 or 2020"
        raise ValueError(f"{becomes!r} is no date; {told}")
    if column in ("actor_id", "speaker_id") and becomes:
        actor(around, becomes)
    if column == "root_article_id" and becomes not in set(around.c.articles["article_id"]):
        raise ValueError(f"no article has the key {becomes!r}")
    allowed = limits(table, column)
    if becomes and becomes not in allowed.get("enum", [becomes]):
        raise ValueError(f"{becomes!r} is not one of {', '.join(allowed['enum'])}")
    if allowed.get("required") and not becomes:
        raise ValueError(f"{column} can't be blank")


@cache
def limits(table: str, column: str) -> dict[str, Any]:
    """Say what data/datapackage.json allows in a column."""
    resources = {resource["name"]: resource for resource in schema.package()["resources"]}
    fields = {field["name"]: field for field in resources[table]["schema"]["fields"]}
    return dict(fields[column].get("constraints", {}))


def _is_date(value: str, table: str) -> bool:
    if table == "timexes" and (value in UNDATED or DURATION.fullmatch(value)):
        return True
    return bounds(value)[0] is not None


def _timex(_: Around, row: Row, columns: set[str]) -> Row:
    value = row["value"]
    edtf, earliest, latest = bounds(value, say(row["mod"]))
    found: Row = {"edtf": edtf, "earliest": earliest, "latest": latest}
    if "value" in columns:
        found["anchor"] = "stated" if edtf else "none"
    if "value" in columns and "type" not in columns:
        is_time = re.search(r"T[\dA-Z]", value) and value not in UNDATED
        found["type"] = "DURATION" if DURATION.fullmatch(value) else "TIME" if is_time else "DATE"
    return found


def _event(_: Around, row: Row, __: set[str]) -> Row:
    return dict(zip(("edtf", "earliest", "latest"), bounds(row["edtf"]), strict=True))


def _mention(around: Around, row: Row, columns: set[str]) -> Row:
    if "actor_id" not in columns:
        return {}
    if not row["actor_id"]:
        return {"name": None}
    who = actor(around, row["actor_id"])
    return {"name": who.name, "type": who.type}


def _statement(around: Around, row: Row, columns: set[str]) -> Row:
    if "speaker_id" in columns and row["speaker_id"]:
        return {"speaker": actor(around, row["speaker_id"]).name, "speaker_rule": CORRECTED}
    if columns & {"speaker_id", "speaker"}:
        name = row["speaker"] if "speaker" in columns else None
        return {"speaker_id": None, "speaker": name, "speaker_rule": CORRECTED}
    return {}


SETTLERS: Mapping[str, Callable[[Around, Row, set[str]], Row]] = {
    "timexes": _timex, "events": _event, "mentions": _mention, "statements": _statement,
}  # fmt: skip
DEFAULTS: Mapping[str, Row] = {
    "mentions": {"form": "name", "voice": "mentioned"},
    "statements": {"kind": "indirect", "via": []},
}
