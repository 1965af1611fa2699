"""Count in the kernel what a panel's controls keep of a table that no page could hold."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import store
from ..corrections.offering import Offer
from . import controls
from .filtering import LEFT_OUT, is_shown
from .masking import Columns

MOST_SHOWN = 200  # receipts of one answer
MOST_TEXT = 300_000  # characters of article text that come with them


class Marks(NamedTuple):
    """The marks of one trace: the `rows` behind all of them, where each's end, what they weigh."""

    rows: np.ndarray
    ends: np.ndarray
    weights: np.ndarray | None

    def tally(self, kept: np.ndarray) -> dict[str, list[float]]:
        """Count, and sum up, what is left of each mark."""
        held = kept[self.rows]
        counts = {"counts": _each(held, self.ends).tolist()}
        if self.weights is None:
            return counts
        return counts | {"sums": _each(held * self.weights, self.ends).tolist()}


def _each(values: np.ndarray, ends: np.ndarray) -> np.ndarray:
    sums = np.concatenate([[0], np.cumsum(values)])[ends]
    return np.diff(sums, prepend=0)


class Counter:
    """All rows of a large table, drawn once; what a choice keeps of them is counted."""

    def __init__(
        self,
        table: pd.DataFrame,
        views: Sequence[Callable[[pd.DataFrame], go.Figure]],
        asked: Sequence[Mapping[str, Any]],
        states: np.ndarray,
        articles: pd.DataFrame,
        correct: Offer | None,
        search: str | None,
    ) -> None:
        self.table, self.views, self.articles = table, views, articles
        self.states, self.correct = states, correct
        self.columns = Columns(table, asked, search)
        self._drawn: dict[tuple[int, int], tuple[dict[str, Any], list[Marks | None]]] = {}

    def drawn(self, view: int, shown: int) -> tuple[dict[str, Any], list[Marks | None]]:
        """Draw a figure of all rows; its marks are numbered, and what is behind them stays here."""
        shown = shown if self.states.any() else 0  # all are the same
        if (view, shown) not in self._drawn:
            own = self.table if not self.states.any() else self.table[is_shown(self.states, shown)]
            figure = self.views[view](own)
            marks = [_marks(trace) for trace in figure.data]
            self._drawn[view, shown] = controls.listed(go.Figure.to_dict(figure)), marks
        return self._drawn[view, shown]

    def rows(self, choice: Mapping[str, Any], picked: Sequence[Sequence[int]]) -> pd.DataFrame:
        """Give the rows that a choice keeps, or those of the marks picked."""
        kept = self.columns.mask(choice) & self._is_shown(choice)
        return self.table.iloc[self._listed(choice, picked, kept)]

    def _is_shown(self, choice: Mapping[str, Any]) -> np.ndarray:
        return is_shown(self.states, (self.correct and choice.get("shown")) or 0)

    def _listed(
        self, choice: Mapping[str, Any], picked: Sequence[Sequence[int]], kept: np.ndarray
    ) -> np.ndarray:
        """Give the places of the rows whose receipts are open."""
        if not picked:
            return np.flatnonzero(kept)
        _, marks = self.drawn(choice.get("view") or 0, choice.get("shown") or 0)
        held = [np.zeros(0, int)]
        for trace, mark in picked:
            if (own := marks[trace]) is not None:
                start = own.ends[mark - 1] if mark else 0
                held.append(own.rows[start : own.ends[mark]])
        rows = np.unique(np.concatenate(held))
        return rows[kept[rows]]

    def answer(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Count what the page asks for; or get ready for what it may ask next."""
        if message["kind"] == "prepare":
            return {"kind": "prepared", "left": self._prepare()}
        choice, picked = message["choice"], message["picked"]
        view, shown = choice.get("view") or 0, choice.get("shown") or 0
        figure, marks = self.drawn(view, shown)
        own = self._is_shown(choice)
        kept = self.columns.mask(choice) & own
        at = self._listed(choice, picked, kept)
        return {
            "kind": "counted",
            "ask": message["ask"],
            "view": f"{view} {shown}",
            "n": int(kept.sum()),
            "of": int(own.sum()),
            "n_picked": len(at) if picked else None,
            "n_listed": len(at),
            "figure": None if message.get("has") else figure,
            "tallies": [each and each.tally(kept) for each in marks],
            **({} if message.get("has_options") else {"options": self._options(own)}),
            **self._receipts(at[:MOST_SHOWN]),
        }

    def _prepare(self) -> int:
        """Take one step that saves time later; tell how many are left."""
        asked = range(len(LEFT_OUT) if self.states.any() else 1)
        each = ((view, shown) for shown in asked for view in range(len(self.views)))
        left = [one for one in each if one not in self._drawn]
        if left:
            self.drawn(*left[0])
            return len(left)
        return self.columns.prepared()

    def _options(self, own: np.ndarray) -> dict[str, list[int]]:
        """Count the rows of each option of each chooser."""
        found = {}
        for control in self.columns.controls:
            if control["kind"] == "choose":
                codes, names = self.columns.encoded(control["name"])
                counts = np.bincount(codes[own], minlength=len(names)).tolist()
                of_name = dict(zip(names, counts, strict=True))
                found[control["name"]] = [of_name[option] for option in control["options"]]
        return found

    def _receipts(self, at: np.ndarray) -> dict[str, Any]:
        rows = store.few(self.table, at)
        own = self.articles[self.articles["article_id"].isin(rows["article_id"])]
        told: dict[str, Any] = {"at": at.tolist(), "states": self.states[at].tolist()}
        told |= {"receipts": controls.receipts(rows)} | controls.texts(own, MOST_TEXT)
        return told | (
            {"correct": controls.listed(self.correct.spec(rows))} if self.correct else {}
        )


def _marks(trace: Any) -> Marks | None:
    """Take the rows behind a trace's marks out of it, and number the marks."""
    if trace.customdata is None:
        return None
    held = [np.atleast_1d(rows) for rows in trace.customdata]
    trace.customdata = None  # Plotly would compare it with what comes
    trace.customdata = list(range(len(held)))
    ends = np.cumsum([len(rows) for rows in held], dtype="int64")
    rows = np.concatenate([*held, np.zeros(0, int)]).astype("int32")
    meta = dict(trace.meta or {})
    weights = [np.atleast_1d(each) for each in meta.pop("weights", [])]
    if weights:
        trace.meta = None
        trace.meta = meta
    return Marks(rows, ends, np.concatenate(weights) if weights else None)
