"""The widget behind every panel: what the page is given, and what comes back from it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import pandas as pd
import traitlets
from plotly.offline import get_plotlyjs

from ..corrections.offering import Offer
from .packing import packed, unpacked

HERE = Path(__file__).parent
SCRIPTS = ("compare.js", "count.js", "correct.js", "panel.js")
STYLES = ("panel.css", "correct.css")
CODE = "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)


@cache
def _holder() -> ipywidgets.Label:
    """Give the model that holds the code of all panels of a kernel."""
    return ipywidgets.Label(CODE)


class Panel(anywidget.AnyWidget):
    """Controls, a figure and receipts over embedded rows; the page does the filtering.

    `choice` maps a control's name to what is chosen, `picked` lists the rows of the mark whose
    receipts are open: both come back from the page. `rows` are those that the choice keeps. Of
    more rows than a page holds it has a sample, and asks to `count` all: `picked` then lists
    marks, each by the numbers of its trace and of its point.
    """

    _esm = (HERE / "loader.js").read_text(encoding="utf-8")
    _css = "".join((HERE / name).read_text(encoding="utf-8") for name in STYLES)
    spec = traitlets.Dict().tag(
        sync=True, to_json=lambda spec, _: packed(spec), from_json=lambda sent, _: unpacked(sent)
    )
    code = traitlets.Instance(ipywidgets.Label).tag(sync=True, **ipywidgets.widget_serialization)
    choice = traitlets.Dict().tag(sync=True)
    picked = traitlets.List().tag(sync=True)

    def __init__(
        self,
        spec: dict[str, Any],
        keep: Callable[[dict[str, Any], list[int]], pd.DataFrame],
        correct: Offer | None = None,
        count: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(spec=spec, code=_holder())
        self._keep, self._correct, self._count = keep, correct, count
        self.on_msg(self._answer)

    def __repr__(self) -> str:
        n = self.spec.get("n_all", self.spec["n"])
        return f"Panel: {n} {self.spec['unit']}; run the notebook to use its controls"

    def _answer(self, _: Any, message: dict[str, Any], __: list[bytes]) -> None:
        if message.get("kind") == "plotly.js":
            self.send({"kind": "plotly.js"}, [get_plotlyjs().encode()])
        elif self._count and message.get("kind") in ("count", "prepare"):
            self.send(self._count(message))
        elif self._correct is not None:
            self.send(self._correct.answer(message))

    @property
    def rows(self) -> pd.DataFrame:
        """Give the rows that the present choice keeps, or those of the chosen mark."""
        return self._keep(self.choice, self.picked)
