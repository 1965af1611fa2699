"""Open a panel on the wordings of passages: any two of one passage, word by word."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from . import controls
from .widget import Panel

MOST_WORDINGS = 12  # of one passage, of which any two can be compared


def compare(
    wordings: pd.DataFrame,
    align: Callable[[str, str], Sequence[Sequence[Any]]],
    articles: pd.DataFrame,
    label: str = "Two wordings, word by word",
) -> Panel:
    """Open a panel that shows how one wording of a passage became another.

    Parameters
    ----------
    wordings
        One row is one wording: article_id, start, end, text, `passage` (what it is a wording
        of) and `name` (what it is called in the panel), the earliest of a passage first.
    align
        Two texts -> runs of words: what became of each ('equal', 'replace', 'delete',
        'insert'), its start and end in either text.
    articles
        The articles that the wordings point into: article_id, text and, if there, label.
    """
    several = wordings[wordings.groupby("passage")["name"].transform("size") > 1]
    table = several.groupby("passage", sort=False).head(MOST_WORDINGS).reset_index(drop=True)
    groups = [own.index.tolist() for _, own in table.groupby("passage", sort=False)]
    text = table["text"].tolist()
    n_left_out = wordings["passage"].nunique() - len(groups)
    spec = {
        "n": len(table),
        "unit": "wordings",
        "label": label,
        "left_out": f"{n_left_out:,} passages have one wording only" if n_left_out else "",
        "names": table["name"].tolist(),
        "passages": groups,
        "pairs": {
            f"{i} {j}": controls.listed(list(align(text[i], text[j])))
            for own in groups
            for i in own
            for j in own
            if i != j
        },
        "controls": [
            controls.required("passage", "Passage", table["passage"].drop_duplicates().tolist()),
            controls.required("wording", "From", []),
            controls.required("other", "To", []),
        ],
        "receipts": controls.receipts(table),
        **controls.texts(articles[articles["article_id"].isin(table["article_id"])]),
    }
    return Panel(spec, lambda _, __: table)
