"""Narrow rows by what the controls of a panel ask."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

LEFT_OUT = (1, 2, 0)  # by what is shown, the state of the rows that are not: see comparing.both


def narrow(controls: Sequence[Mapping[str, Any]], choice: Mapping[str, Any], n: int) -> list[bool]:
    """Tell for each of n rows whether the choice keeps it; the twin of keeps() in panel.js.

    A row that has no value is kept until something is asked of that value.
    """
    kept = [True] * n
    for control in controls:
        asked = choice.get(control["name"])
        if asked is None or asked == "" or control.get("is_required"):
            continue
        test = _TESTS[control["kind"]](control, asked)
        kept = [keep and test(value) for keep, value in zip(kept, control["values"], strict=True)]
    return kept


def is_shown(states: np.ndarray, shown: int) -> np.ndarray:
    """Tell which rows stand in what is shown: the corrected table, the rules', the difference."""
    return states != LEFT_OUT[shown]


def pattern(query: str) -> re.Pattern[str]:
    """Match words in any case, whatever white space stands between them."""
    return re.compile(r"\s+".join(map(re.escape, re.split(r"\s+", query))), re.IGNORECASE)


def _words(_: Mapping[str, Any], asked: str) -> Callable[[Any], bool]:
    wanted = pattern(asked)
    return lambda value: value is not None and wanted.search(value) is not None


_TESTS: dict[str, Callable[[Mapping[str, Any], Any], Callable[[Any], bool]]] = {
    "choose": lambda control, asked: lambda value: value == control["options"][asked],
    "search": _words,
    "least": lambda _, asked: lambda value: value is not None and value >= asked,
    "most": lambda _, asked: lambda value: value is not None and value <= asked,
}
