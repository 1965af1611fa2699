"""Hold what stands where in the articles, to be asked for many passages at once."""

import numpy as np
import pandas as pd

from .. import spans
from ..corpus import Corpus
from ..pairing import Ints, Pairs
from ..recurrence import spread

FAR = 2**32  # characters that no article has


class Marks:
    """Spans with a number for `what` each is, in order of their article (`place`) and start."""

    def __init__(self, c: Corpus, table: pd.DataFrame, what: Ints) -> None:
        place = spans.places(c.articles, table["article_id"])
        start, end = (table[name].to_numpy(np.int64) for name in ("start", "end"))
        order = np.lexsort((what, end, start, place))
        self.at = place[order] * FAR + start[order]
        ordered = (each[order].astype(np.int32) for each in (start, end, what))
        self.start, self.end, self.what = ordered

    def within(self, place: Ints, start: Ints, end: Ints) -> Pairs:
        """Pair each of some stretches of articles with each mark that stands inside it."""
        low, high = (np.searchsorted(self.at, place * FAR + at) for at in (start, end))
        each, step = spread(high - low)
        mark = low[each] + step
        is_inside = self.end[mark] <= end[each]
        return each[is_inside], mark[is_inside]

    def alike(self, code: Ints, start: Ints, pairs: Pairs) -> Ints:
        """Part stretches that share a number by the marks inside them."""
        each, mark = pairs
        offsets = (at[mark] - start[each] for at in (self.start, self.end))
        return spans.sequences(code, each, spans.distinct(*offsets, self.what[mark])[0])

    def inside(self, once: Ints, start: Ints, pairs: Pairs) -> dict[int, list[tuple[int, ...]]]:
        """List the marks in some stretches: start and end, as offsets into it, and what each is."""
        each, mark = (own[np.isin(pairs[0], once)] for own in pairs)
        columns = (self.start[mark] - start[each], self.end[mark] - start[each], self.what[mark])
        found: dict[int, list[tuple[int, ...]]] = {i: [] for i in once.tolist()}
        for i, *told in zip(*(own.tolist() for own in (each, *columns)), strict=True):
            found[i].append(tuple(told))
        return found
