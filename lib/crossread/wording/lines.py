"""List where the words stand that set outlets or speakers apart."""

from typing import Any

import pandas as pd

from .. import schema
from ..corpus import Corpus
from .words import speeches, words

KEY = ["by", "whose", "voice", "word"]


def lines(c: Corpus, found: pd.DataFrame, statements: pd.DataFrame | None = None) -> pd.DataFrame:
    """List every occurrence of rows of `distinctive`, as many of them as the reader kept.

    `statements` are those that `found` was made with.

    Returns
    -------
    word_lines : DataFrame, one row per occurrence of a word with the one whose word it is
        Described in data/datapackage.json. `is_counted`: it is one of the word's `n`; not so in a
        sentence that repeats an earlier one.
    """
    told = found[[*KEY, "n", "n_rest", "z", "is_distinctive"]].to_dict("records")
    wanted = {tuple(row[name] for name in KEY): row for row in told}
    settings = dict.fromkeys((by, voice, key.count(" ") + 1) for by, _, voice, key in wanted)
    rows: list[dict[str, Any]] = []
    for by, voice, size in settings:
        for speech in speeches(c, by, voice, statements):
            for word in words(speech, size) if speech.whose else ():
                row = wanted.get((by, speech.whose, voice, word.key))
                if row:
                    place = speech.article.about(word.start, word.end)
                    rows.append(place | row | {"is_counted": speech.is_counted})
    return schema.frame(schema.build("word_lines", rows))
