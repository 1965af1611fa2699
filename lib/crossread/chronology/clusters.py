"""Keep track of which tellings are of one happening."""

import pandas as pd


class Clusters:
    """Happenings in the making: which tellings are of one, on which days, and by which rule.

    `first`, `last`: the days that all tellings of the happening allow; where they disagree,
    all days that any of them names.
    """

    def __init__(self, units: pd.DataFrame) -> None:
        self.root = list(range(len(units)))
        self.first, self.last = units["first"].tolist(), units["last"].tolist()
        self.articles: list[set[int]] = [set(each) for each in units["articles"]]
        self.rule = ["alone"] * len(units)

    def find(self, unit: int) -> int:
        """Find the telling that stands for the happening."""
        while self.root[unit] != unit:
            self.root[unit] = self.root[self.root[unit]]
            unit = self.root[unit]
        return unit

    def roots(self) -> list[int]:
        """List for each telling the one that stands for its happening."""
        return [self.find(unit) for unit in range(len(self.root))]

    def join(self, a: int, b: int, rule: str) -> None:
        """Join two happenings, if there is a day that all of their tellings allow.

        Dates that lie side by side are joined all the same: the event is of both days.
        """
        one, other = sorted((self.find(a), self.find(b)))
        if one == other:
            return
        outer = sorted([self.first[one], self.first[other], self.last[one], self.last[other]])
        first, last = max(self.first[one], self.first[other]), min(self.last[one], self.last[other])
        if rule == "adjacent dates":
            first, last = outer[0], outer[-1]
        elif first > last:
            return
        self.root[other], self.first[one], self.last[one] = one, first, last
        self.articles[one] |= self.articles[other]
        for unit in (a, b):
            self.rule[unit] = rule if self.rule[unit] == "alone" else self.rule[unit]
