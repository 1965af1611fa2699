"""Count the mentions of each actor, with and without what the articles recycle."""

from pathlib import Path

import pandas as pd

from .. import authority, schema
from ..corpus import Corpus

COUNTS = {
    "n_mentions": None, "n_named": "name", "n_by_office": "role", "n_by_pronoun": "pronoun",
    "n_in_group": "group",
}  # fmt: skip


def resolve(
    c: Corpus,
    mentions: pd.DataFrame,
    handmade: str | Path | None = None,
    statements: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List the actors that the articles mention, the most mentioned first.

    `statements` are those of `claims.find`.

    Returns
    -------
    actors : DataFrame, one row per actor
        Described in data/datapackage.json. Each count comes twice: of all mentions, and of those
        (`_fresh`) whose sentence stands in one article only. Without `statements`,
        `n_statements` counts the mentions that a verb of saying makes a speaker.
    """
    decisions = Path(handmade).expanduser().absolute() if handmade else c.handmade
    known = authority.load(decisions).actors
    resolved = mentions[mentions["actor_id"].notna()]
    rows = []
    for key, own in resolved.groupby("actor_id", sort=False):
        actor = known.get(key)
        about = (
            {
                name: getattr(actor, name) or None
                for name in ("name", "type", "country", "side", "qid")
            }
            if actor
            else {"name": own["name"].iloc[0], "type": own["type"].iloc[0]}
        )
        rows.append({"actor_id": key} | about | _counts(own) | _said(key, statements))
    rows.sort(key=lambda row: (-row["n_mentions"], row["name"]))
    return schema.frame(schema.build("actors", rows))


def _said(key: str, statements: pd.DataFrame | None) -> dict[str, int]:
    """Count what an actor says, where statements have been read."""
    if statements is None:
        return {}
    own = statements[statements["speaker_id"] == key]
    fresh = own[~own["is_recycled"].astype("bool")]
    return {"n_statements": len(own), "n_statements_fresh": len(fresh)}


def _counts(own: pd.DataFrame) -> dict[str, int]:
    fresh = own[~own["is_recycled"]]
    found: dict[str, int] = {}
    for suffix, rows in (("", own), ("_fresh", fresh)):
        for name, form in COUNTS.items():
            found[name + suffix] = len(rows) if form is None else int((rows["form"] == form).sum())
        found[f"n_articles{suffix}"] = int(rows["article_id"].nunique())
        found[f"n_statements{suffix}"] = int((rows["voice"] != "mentioned").sum())
    return found
