"""Weigh what two tellings have in common, and say by what those that may have enough are sought."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import vocabulary
from ..recurrence import spread
from . import deeds

Ints = npt.NDArray[np.int64]

WORDS = 8  # of a telling's rarest words, by which others are sought


class Evidence:
    """What tellings have in common, counted pair by pair.

    `score` sums, over the features that two tellings share, how rare each is times the lesser
    of its two weights.
    """

    def __init__(self, read: Sequence[deeds.Deed], rarity: Mapping[str, float]) -> None:
        self.size = np.array([len(deed.features) for deed in read], np.int64)
        codes: dict[str, int] = {}
        code = [codes.setdefault(f, len(codes)) for deed in read for f in deed.features]
        self.names, self.span = list(codes), len(codes) + 1
        unit = np.repeat(np.arange(len(read)), self.size)
        order = np.lexsort((code, unit))
        self.unit, self.code = unit[order], np.array(code, np.int64)[order]
        weights = [weight for deed in read for weight in deed.features.values()]
        self.weight = np.array(weights, float)[order]
        for flag, field in (("is_own", "own"), ("is_name", "names"), ("is_capital", "capitals")):
            held = [f in getattr(deed, field) for deed in read for f in deed.features]
            setattr(self, flag, np.array(held, bool)[order])
        self.n_names = np.bincount(self.unit[self.is_name], minlength=len(read))
        self.rare = np.array([rarity.get(name, 1.0) for name in self.names], float)
        kind = pd.Series(self.names, dtype="str").str.partition(":")[0]
        rates = [vocabulary.rate(name) for name in self.names]
        self.is_thing = (kind == "thing").to_numpy(bool)
        self.is_word = (kind == "word").to_numpy(bool)
        self.is_speech = np.array([r == "speech" for r in rates], bool)
        self.is_once = np.array([r == "once" for r in rates], bool)
        self.is_act = (kind == "act").to_numpy(bool) & ~self.is_speech
        acting = self.unit[self.is_own & self.is_act[self.code]]
        self.n_acts = np.bincount(acting, minlength=len(read))
        self.keys = self.unit * self.span + self.code
        self.start = np.concatenate([[0], np.cumsum(self.size)])

    def weigh(self, a: Ints, b: Ints) -> pd.DataFrame:
        """Weigh what a[i] and b[i] share, and tell what kinds of features that is.

        `score`; `act`, `thing`, `speech`, `once` (an act seldom done twice): whether an own
        feature of the kind is shared; `n_words`: words and things shared, one more for a
        second act; `at_odds`: either
        has acts, and they are others; `is_elsewhere`: either has names, and they are others.
        """
        pair, place = spread(self.size[a])
        at = self.start[a][pair] + place
        wanted = b[pair] * self.span + self.code[at]
        to = np.minimum(np.searchsorted(self.keys, wanted), max(len(self.keys) - 1, 0))
        found = self.keys[to] == wanted
        pair, at, to = pair[found], at[found], to[found]
        code, n = self.code[at], len(a)
        value = self.rare[code] * np.minimum(self.weight[at], self.weight[to])
        own = self.is_own[at] & self.is_own[to]
        shares = {"score": np.bincount(pair, value, minlength=n)}
        for name in ("act", "thing", "speech", "once"):
            flags = own & getattr(self, f"is_{name}")[code]
            shares[name] = np.bincount(pair, flags, minlength=n) > 0
        acts = np.bincount(pair, own & self.is_act[code], minlength=n)
        words = ~self.is_act[code] & ~self.is_speech[code] & (value > 0.05)
        shares["n_own_words"] = np.bincount(pair, self.is_word[code] & (value > 0.05), minlength=n)
        shares["n_words"] = np.bincount(pair, words, minlength=n) + (acts > 1)
        shares["at_odds"] = ~shares["act"] & (self.n_acts[a] > 0) & (self.n_acts[b] > 0)
        name = (self.is_name[at] & self.is_capital[to]) | (self.is_capital[at] & self.is_name[to])
        named = np.bincount(pair, name, minlength=n) > 0
        shares["is_elsewhere"] = ~named & (self.n_names[a] > 0) & (self.n_names[b] > 0)
        return pd.DataFrame(shares).assign(a=a, b=b)

    def handles(self) -> pd.DataFrame:
        """List by what others are sought: own acts and things, with another or a rare word."""
        worth = self.rare[self.code] * self.weight
        table = pd.DataFrame({"unit": self.unit, "code": self.code, "worth": worth})
        own = table[(self.is_act | self.is_speech | self.is_thing)[self.code] & self.is_own]
        words = table[self.is_word[self.code]].sort_values(["unit", "worth"], kind="stable")
        words = pd.concat([words.groupby("unit").tail(WORDS), own[~self.is_speech[own["code"]]]])
        both = own.merge(words, on="unit", suffixes=("", "_word"))
        both = both[both["code"] != both["code_word"]]
        handle = both["code"] * self.span + both["code_word"]
        return pd.DataFrame({"unit": both["unit"], "handle": handle}).drop_duplicates()
