"""Open a panel on a table: controls narrow its rows, the figure follows, marks open receipts."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import store
from ..corrections.offering import Offer
from . import controls
from .counting import Counter
from .filtering import is_shown, narrow
from .widget import Panel

MOST_ROWS = 20_000  # rows that one page carries; of more, a sample, and the kernel counts all
MOST_SAMPLED = 5_000  # then, as a notebook stores them for each of its panels
RUN = 20  # rows of the sample that follow one another
SAMPLE = "a sample of {:,} of {:,} {}: counts here are of the sample; run the notebook to count all"
SHOWN = ("corrected", "machine", "difference")

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
    every = rows.reset_index(drop=True)
    known = np.zeros(len(every), "int8") if states is None else np.array(states, "int8")
    is_large = len(every) > MOST_ROWS
    at = _sampled(len(every)) if is_large else np.arange(len(every))
    table = store.few(every, at).reset_index(drop=True)
    views = draw if isinstance(draw, Mapping) else {"figure": draw}
    spec = {
        "n": len(table),
        "unit": unit,
        "label": label or unit,
        "left_out": SAMPLE.format(len(table), len(every), unit) if is_large else "",
        "controls": [
            *([controls.required("view", "Figure", list(views))] if len(views) > 1 else []),
            *([controls.required("shown", "Show", list(SHOWN))] if correct else []),
            *controls.choosers(table, choose, every),
            *controls.bounds(table, between),
            *controls.searches(table, search),
        ],
        "figures": _drawn(views, table[is_shown(known[at], 0)]),
        "receipts": controls.receipts(table),
        **controls.texts(articles[articles["article_id"].isin(table["article_id"])]),
        **({"n_all": len(every)} if is_large else {}),
        **({"correct": controls.listed(correct.spec(table))} if correct else {}),
    }
    if states is not None:
        spec |= _states(spec["controls"], known[at], partial(_drawn, views), table)
    if is_large:
        held = Counter(
            every, list(views.values()), spec["controls"], known, articles, correct, search
        )
        return Panel(spec, held.rows, correct, held.answer)

    def keep(choice: dict[str, Any], picked: list[int]) -> pd.DataFrame:
        own = is_shown(known, (correct and choice.get("shown")) or 0)
        kept = table[np.array(narrow(spec["controls"], choice, len(table)), bool) & own]
        return kept.loc[kept.index.intersection(picked)] if picked else kept

    return Panel(spec, keep, correct)


def _sampled(n: int) -> np.ndarray:
    """Choose rows in short runs: of few articles, whose texts the page can carry, and read fast."""
    first = np.linspace(0, n - RUN, MOST_SAMPLED // RUN).astype("int64")
    return (first[:, None] + np.arange(RUN)).ravel()


def _drawn(views: Mapping[str, Draw], rows: pd.DataFrame) -> list[Any]:
    return [controls.listed(go.Figure.to_dict(figure(rows))) for figure in views.values()]


def _states(
    asked: list[dict[str, Any]],
    known: np.ndarray,
    draw: Callable[[pd.DataFrame], list[Any]],
    table: pd.DataFrame,
) -> dict[str, Any]:
    """Add what the rules alone would show; options are counted as corrected."""
    for control in asked:
        if "options" in control and "values" in control:
            own = zip(control["values"], is_shown(known, 0), strict=True)
            control["counted"] = [value for value, is_own in own if is_own]
    others = [draw(table[is_shown(known, shown)]) for shown in (1, 2)]
    return {"states": known.tolist(), "others": others}
