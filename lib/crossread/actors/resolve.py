"""Count the mentions of each actor, with and without what the articles recycle."""

from pathlib import Path

import numpy as np
import pandas as pd

from .. import authority, schema, spans
from ..corpus import Corpus
from ..keeping import keeping

ABOUT = ("name", "type", "country", "side", "qid")
COUNTS = {
    "n_mentions": None, "n_named": "name", "n_by_office": "role", "n_by_pronoun": "pronoun",
    "n_in_group": "group",
}  # fmt: skip


@keeping
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
    code, keys = pd.factorize(mentions["actor_id"])
    numbers, at = np.unique(code, return_index=True)
    first = mentions.iloc[at[numbers >= 0]]
    counts, said = _counts(mentions, code), _said(statements)
    rows = []
    for n, (key, name, type_) in enumerate(zip(keys, first["name"], first["type"], strict=True)):
        actor = known.get(key)
        about = {"name": name, "type": type_}
        if actor:
            about = {field: getattr(actor, field) or None for field in ABOUT}
        own = {column: int(count[n]) for column, count in counts.items()}
        own |= {column: int(count.get(key, 0)) for column, count in said.items()}
        rows.append({"actor_id": key} | about | own)
    rows.sort(key=lambda row: (-row["n_mentions"], row["name"]))
    return schema.frame(schema.build("actors", rows))


def _said(statements: pd.DataFrame | None) -> dict[str, pd.Series]:
    """Count what each actor says, where statements have been read."""
    if statements is None:
        return {}
    is_fresh = ~statements["is_recycled"].astype("bool")
    speakers = {"": statements["speaker_id"], "_fresh": statements.loc[is_fresh, "speaker_id"]}
    return {f"n_statements{suffix}": own.value_counts() for suffix, own in speakers.items()}


def _counts(mentions: pd.DataFrame, code: np.ndarray) -> dict[str, np.ndarray]:
    """Count the mentions of each actor by its number; of none it is below 0."""
    place, _ = pd.factorize(mentions["article_id"])
    speaks = (mentions["voice"] != "mentioned").to_numpy()
    is_known, is_fresh = code >= 0, ~mentions["is_recycled"].to_numpy(bool)
    found: dict[str, np.ndarray] = {}
    for suffix, kept in (("", is_known), ("_fresh", is_known & is_fresh)):
        for name, form in COUNTS.items():
            own = kept if form is None else kept & (mentions["form"] == form).to_numpy()
            found[name + suffix] = np.bincount(code[own], minlength=code.max(initial=-1) + 1)
        own = code[is_known], np.where(kept, place, -1)[is_known]
        found[f"n_articles{suffix}"] = spans.n_distinct(*own)
        said = np.bincount(code[kept & speaks], minlength=code.max(initial=-1) + 1)
        found[f"n_statements{suffix}"] = said
    return found
