"""Hold what disputes are sought in: passages, what they say, and the claims that they make."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .. import spans, vocabulary
from .joining import Joined
from .passages import Unit, Units
from .reading import Reading
from .told import Told

DENIES = "deny"  # class of the verbs of saying; to refuse or oppose is not to deny
Sign = tuple[str, str, int, int | None]  # kind, marker, a passage and the one it is at odds with


class Ground(NamedTuple):
    """What disputes are sought in: passages, what they say, and the claims that they make."""

    units: Units
    readings: Sequence[Reading]
    joined: Joined
    told: Told
    ids: dict[int, str]
    outlets: dict[str, str]
    handmade: Path

    def claim(self, i: int) -> str:
        """Give the claim that a passage makes."""
        return self.ids[self.joined.root[i]]


def firsts(ground: Ground) -> list[int]:
    """List the first passage of each claim by each speaker of each outlet."""
    speakers, articles = (ground.units.values(name) for name in ("speaker", "article_id"))
    outlet, _ = pd.factorize(pd.Series([ground.outlets.get(key) for key in articles], dtype="str"))
    speaker = ground.units.codes("speaker")
    is_named = np.array([bool(name) for name in speakers], bool)[speaker]
    own = np.where(is_named, -2, outlet[ground.units.codes("article_id")])
    return spans.distinct(ground.joined.root, speaker, own)[1].tolist()


def voice(ground: Ground, i: int) -> tuple[Any, ...]:
    """Name who says a passage: an outlet in its own voice, or a speaker."""
    unit = ground.units[i]
    return (unit.speaker,) if unit.speaker else (ground.outlets.get(unit.article_id), unit.speaker)


def is_another(ground: Ground, i: int, j: int) -> bool:
    """Say whether two passages are said by different voices."""
    return voice(ground, i) != voice(ground, j)


def acts(read: Reading) -> set[str]:
    """List the classes of the deeds that a passage tells of, but for those of speech."""
    found = {key for key in read.weights if key.startswith("act:")}
    return {act for act in found if vocabulary.rate(act) != "speech"}


def text(ground: Ground, unit: Unit, start: int, end: int) -> str:
    """Give a stretch of the article that a passage stands in."""
    return ground.told.text(unit.article_id)[start:end]
