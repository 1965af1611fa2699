"""Set what was found beside its sentence and article, as figures, panels and exports take it."""

import pandas as pd

from .. import overview
from ..corpus import Corpus
from ..keeping import in_slices

NEW = {"text": "words", "sentence_start": "start", "sentence_end": "end"}


def told(c: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """List what stands in headlines and bodies, each with the sentence that holds it.

    `found` is a table of `find`, `lines` or `numbers`. One row is one of its rows, but `start`,
    `end` and `text` are the sentence's, `words` what was found; `article` is the article's label.
    """
    return in_slices(c, _told, found)


def _told(c: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    rows = found[found["part"].isin(["headline", "body"]) & found["sentence_start"].notna()]
    rows = rows.drop(columns=["start", "end", "outlet", "published"]).rename(columns=NEW)
    return overview.beside(c, rows)
