"""Open a panel on a table: controls narrow its rows, the figure follows, marks open receipts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ..corrections.offering import Offer
from . import controls
from .filtering import narrow
from .widget import Panel

MOST_ROWS = 20_000  # rows that one panel carries
SHOWN = ("corrected", "machine", "difference")
LEFT_OUT = (1, 2, 0)  # by what is shown, the state of the rows that are not: see comparing.both

Draw = Callable[[pd.DataFrame], go.Figure]


def explore(
    rows: pd.DataFrame,
    draw: Draw | Mapping[str, Draw],
    articles: pd.DataFrame,
    choose: Sequence[str] = (),
    between: Sequence[str] = (),
    search: str | None = "text",
    unit: str = "rows",
    label: str = "",
    correct: Offer | None = None,
) -> Panel:
    """Open a panel on a table of occurrences.

    Parameters
    ----------
    rows
        One row is one mark's receipt: article_id, start, end, text and what `draw` needs.
    draw
        Rows -> figure, or several by name, of which the reader chooses one. Every trace's
        `customdata` lists the row (its index) behind each point, or a list of rows; arrays of
        that length are cut down as the controls narrow the rows. Where a trace's `meta` is
        `{"counts": "y"}`, its `y` then counts the rows that are left of each point; where it
        is `{"sizes": [least, growth, most]}`, the diameters of its marks do; where it is
        `{"sums": "y", "weights": ...}`, `y` sums up the weights, listed as `customdata` is.
    articles
        The articles that the rows point into: article_id, text and, if there, label.
    choose, between, search
        Columns to choose a value of, to bound from below and above, to search for words.
    unit, label
        What one row is, in the plural; what the figure shows, for who cannot see it.
    correct
        What the reader can correct here (`offer`).
    """
    rows, states = correct.both(rows) if correct else (rows, None)
    table = rows.head(MOST_ROWS).reset_index(drop=True)
    views = draw if isinstance(draw, Mapping) else {"figure": draw}

    def drawn(shown: int) -> list[Any]:
        own = table[_is_shown(states, len(table), shown)]
        return [controls.listed(figure(own).to_plotly_json()) for figure in views.values()]

    spec = {
        "n": len(table),
        "unit": unit,
        "label": label or unit,
        "left_out": f"the first {len(table):,} of {len(rows):,}" if len(rows) > len(table) else "",
        "controls": [
            *([controls.required("view", "Figure", list(views))] if len(views) > 1 else []),
            *([controls.required("shown", "Show", list(SHOWN))] if correct else []),
            *controls.choosers(table, choose),
            *controls.bounds(table, between),
            *controls.searches(table, search),
        ],
        "figures": drawn(0),
        "receipts": controls.receipts(table),
        **controls.texts(articles[articles["article_id"].isin(table["article_id"])]),
    }

    if correct:
        spec["correct"] = controls.listed(correct.spec(table))
    if states:
        spec |= {"states": states[: len(table)], "others": [drawn(1), drawn(2)]}
        for control in spec["controls"]:
            if "options" in control and "values" in control:  # options are counted as corrected
                own = zip(control["values"], states, strict=False)
                control["counted"] = [value for value, state in own if state != LEFT_OUT[0]]

    def keep(choice: dict[str, Any], picked: list[int]) -> pd.DataFrame:
        is_shown = _is_shown(states, len(table), (correct and choice.get("shown")) or 0)
        kept = table[np.array(narrow(spec["controls"], choice, len(table)), bool) & is_shown]
        return kept.loc[kept.index.intersection(picked)] if picked else kept

    return Panel(spec, keep, correct)


def _is_shown(states: list[int] | None, n: int, shown: int) -> np.ndarray:
    """Tell which rows stand in what is shown: the corrected table, the rules', the difference."""
    known = np.array(states[:n] if states else [0] * n, int)
    return known != LEFT_OUT[shown]
