"""Join the passages that make one claim, and say who states, attributes, hedges or denies it."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .. import corrections, schema, stages
from ..corpus import Corpus
from ..keeping import keeping
from . import disputes, joining
from .counting import claims_of
from .ground import Ground
from .making import mentions_of
from .passages import Units
from .told import Told, small
from .units import cut


class Ledger(NamedTuple):
    """Claims, where they are made, and which are disputed; data/datapackage.json says each column.

    `claims`: one row is one claim. `claim_mentions`: one passage that makes it. `disputes`: one
    sign that two claims, or two who make one, are at odds.
    """

    claims: pd.DataFrame
    claim_mentions: pd.DataFrame
    disputes: pd.DataFrame


@keeping
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
        What actors.find and chronology.find give; without, what the rules find.
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
    units = units if isinstance(units, Units) else Units(units)
    if not units:
        return Ledger(*(schema.frame(schema.build(name, [])) for name in Ledger._fields))
    if mentions is None:
        of = replace(c, handmade=decisions) if handmade else c
        mentions = stages.found(of, stages.stage("mentions"))
    if timexes is None:
        timexes = stages.found(c, stages.stage("timexes"))
    told = Told(c, mentions, timexes, decisions)
    readings = told.read(units, small(units.values("text")))
    joined = joining.join(units, readings)
    joined = joined._replace(**members.join(units, joined.root, joined.rule))
    rows = mentions_of(c, units, joined, members.stances())
    ids = dict(zip(*(rows.drop_duplicates("claim")[n] for n in ("root", "claim_id")), strict=True))
    outlets = c.articles.set_index("article_id")["outlet"].dropna().to_dict()
    ground = Ground(units, readings, joined, told, ids, outlets, decisions)
    disputed = schema.build("disputes", disputes.find(ground, accounts))
    return Ledger(
        schema.typed("claims", claims_of(rows, readings, roots)),
        schema.typed("claim_mentions", rows),
        schema.frame(disputed),
    )
