"""Look over corrections.csv without the articles that it is about."""

from pathlib import Path

import pandas as pd

from ..vetting import Finding
from . import log
from .standing import by_itself
from .undoing import BROKEN, UNDONE


def check(handmade: Path) -> pd.DataFrame:
    """List the decisions that can't be read, meant or undone; one row is one finding.

    Orphans and conflicts depend on the articles: `c.corrections` of a loaded corpus lists them.
    """
    lines = log.read(handmade)
    told = by_itself(lines)
    found = [
        Finding(log.NAME, line.number, told[line.number][0], told[line.number][0] == BROKEN,
                line.correction_id, told[line.number][1])
        for line in lines
        if told.get(line.number, (UNDONE, ""))[0] != UNDONE
    ]  # fmt: skip
    return pd.DataFrame(found, columns=Finding._fields)
