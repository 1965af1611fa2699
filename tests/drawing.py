"""What every figure holds to be true, on any rows, and how to read one."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import plotly.graph_objects as go

HOSTILE = "<img src=x onerror=alert(1)>"
WORDS = (
    *("text", "words", "outlet", "article", "actor", "speaker", "from_name", "to_name", "pair"),
    *("claim", "markers", "thing", "whose", "of_what", "passage"),
)
Tables = dict[str, Any]


def behind(figure: go.Figure) -> list[int]:
    """List the rows behind all marks."""
    points = [
        row
        for trace in figure.data
        for row in (() if trace.customdata is None else trace.customdata)
    ]
    return [row for rows in points for row in (rows if np.iterable(rows) else [rows])]


def hostile(rows: pd.DataFrame) -> pd.DataFrame:
    """Put markup in place of all words of articles."""
    ways = {"via": [[HOSTILE]] * len(rows)} if "via" in rows else {}
    return rows.assign(**{name: HOSTILE for name in WORDS if name in rows}, **ways)


class AnyFigure:
    """Tests of figures by name: `draw` gives the table and how it is drawn, with all tables.

    `some` rows are drawn besides all; `is_full`: every row that is given has a mark.
    """

    draw: ClassVar[dict[str, tuple[str, Callable[[pd.DataFrame, Tables], go.Figure]]]]
    some = slice(5, 40)
    is_full = False

    def drawn(self, tables, name, rows=slice(None), change=lambda rows: rows):
        table, draw = self.draw[name]
        own = tables[table].iloc[rows]
        return own, draw(change(own), tables)

    def test_is_drawn_of_no_rows_and_of_one(self, tables, name):
        for rows in (slice(0, 0), slice(0, 1)):
            assert self.drawn(tables, name, rows)[1].layout.title.text

    def test_every_mark_knows_its_rows(self, tables, name):
        for rows in (slice(None), self.some):
            table, figure = self.drawn(tables, name, rows)
            assert set(behind(figure)) <= set(table.index)
            assert not self.is_full or set(behind(figure)) == set(table.index)

    def test_words_of_articles_are_shown_as_they_are(self, tables, name):
        figure = self.drawn(tables, name, change=hostile)[1]
        shown = json.loads(figure.to_json())  # Plotly writes < as an escape, which hides it
        assert "<img" not in json.dumps(shown)

    def test_the_rows_given_are_not_changed(self, tables, name):
        table = tables[self.draw[name][0]]
        before = table.copy(deep=True)
        self.drawn(tables, name)
        pd.testing.assert_frame_equal(table, before)
