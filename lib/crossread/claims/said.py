"""Set statements beside their articles."""

import pandas as pd

from .. import overview
from ..corpus import Corpus
from ..keeping import keeping

ABOUT = ["article_id", "label", "published", "published_start"]


@keeping
def said(c: Corpus, statements: pd.DataFrame) -> pd.DataFrame:
    """List the statements as figures, panels and exports take them.

    One row is one statement of one speaker: the columns of `statements`, and `article` (the
    article's label), `published`, `published_start`, `who` (the speaker, 'nobody named' where
    none is) and `is_nested` (it stands inside another statement).
    """
    about = overview.labelled(c)[ABOUT].rename(columns={"label": "article"})
    rows = statements.merge(about, on="article_id", how="left")
    return rows.assign(who=rows["speaker"].fillna("nobody named"), is_nested=rows["inside"].notna())
