"""Open a panel on the wordings of passages: any two of one passage, word by word."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from . import controls
from .widget import Panel

MOST_WORDINGS = 12  # of one passage, of which any two can be compared
MOST_PASSAGES = 60  # those with most wordings


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
    n_wordings = wordings.groupby("passage")["name"].transform("size")
    several = wordings[n_wordings > 1]
    sizes = several["passage"].value_counts()
    kept = several[several["passage"].isin(sizes.index[:MOST_PASSAGES])]
    table = kept.groupby("passage", sort=False).head(MOST_WORDINGS).reset_index(drop=True)
    groups = [own.index.tolist() for _, own in table.groupby("passage", sort=False)]
    text = table["text"].tolist()
    n_single = wordings["passage"].nunique() - len(sizes)
    left_out = {
        "passages have one wording only": n_single,
        "more passages have fewer wordings than these": len(sizes) - len(groups),
        "later wordings of these are left out": len(kept) - len(table),
    }
    spec = {
        "n": len(table),
        "unit": "wordings",
        "label": label,
        "left_out": "; ".join(f"{n:,} {what}" for what, n in left_out.items() if n),
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
