"""Replay that two actors are one, or that one is two."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from . import settling
from .around import Around
from .log import Line
from .standing import in_force
from .undoing import BROKEN, Told

if TYPE_CHECKING:
    from ..corpus import Corpus

# of each table the actor's key, and the columns that follow from it with what they hold
COLUMNS = {
    "mentions": ("actor_id", {"name": "name", "type": "type"}),
    "statements": ("speaker_id", {"speaker": "name"}),
}


def replay(c: "Corpus", table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a table with the actors as people merged and split them.

    A split holds for all of its actor's mentions in its article, and comes before merges. What
    was decided about one mention comes before both.
    """
    held = in_force(c.standings, "actors")
    if table not in COLUMNS or not held or frame.empty:
        return frame
    around, told = Around(c, set()), {}
    lines = [s.line for s in held]
    known = {line.number for line in _known(around, lines, told)}
    c.outcomes["actors"] = told
    key, names = COLUMNS[table]
    new, is_free = frame[key].copy(), ~_is_decided(c, table, frame)
    for line, _, _, article_id in held:
        if line.action == "split" and line.number in known:
            is_theirs = (frame[key] == line.was) & (frame["article_id"] == article_id)
            new[is_theirs & is_free] = line.becomes
    ends = _ends([s.line for s in held if s.line.action == "merge" and s.line.number in known])
    new = new.where(~new.isin(ends.keys()), new.map(ends)).astype(frame[key].dtype)
    changed = new.notna() & (new != frame[key])
    if not changed.any():
        return frame
    frame = frame.assign(**{key: new})
    for column, attribute in names.items():
        told_names = {k: getattr(around.actors[k], attribute) for k in set(new[changed])}
        frame[column] = (
            frame[column].where(~changed, new.map(told_names)).astype(frame[column].dtype)
        )
    return frame


def _is_decided(c: "Corpus", table: str, frame: pd.DataFrame) -> pd.Series:
    """Tell which rows stand where somebody decided about one mention."""
    places = {
        (s.article_id, s.line.place.start, s.line.place.end)
        for s in in_force(c.standings, table)
        if s.line.place
    }
    is_own = frame["article_id"].isin({place[0] for place in places})
    rows = frame.loc[is_own, ["article_id", "start", "end"]].itertuples(index=False, name=None)
    is_own[is_own] = np.array([place in places for place in rows], bool)
    return is_own


def _known(around: Around, lines: Iterable[Line], told: Told) -> Iterable[Line]:
    """Keep the decisions whose new actor is listed; the others are told."""
    for line in lines:
        try:
            settling.actor(around, line.becomes)
        except ValueError as error:
            told[line.number] = (BROKEN, str(error))
        else:
            yield line


def _ends(merges: list[Line]) -> dict[str, str]:
    """Say as whom each merged actor counts in the end."""
    into = {line.was: line.becomes for line in merges}

    def end(key: str) -> str:
        return end(into[key]) if key in into else key

    return {key: end(key) for key in into}
