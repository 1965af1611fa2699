"""Open a coding sheet: one span after the other, the machine's answer hidden, keys first."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from .. import authority, overview, schema
from ..corpus import Corpus
from . import book

HERE = Path(__file__).parent
CONTEXT = 700  # characters of the article on either side of a span


class Sheet(anywidget.AnyWidget):
    """A sample to be coded in the page; every answer is a line of data/handmade/codings.csv.

    `spec` is the same whatever the machine says of the spans. `state` holds the coder, which
    items are left to do, in the coder's own order, and what went wrong with the last answer.
    """

    _esm = (HERE / "sheet.js").read_text(encoding="utf-8")
    _css = (HERE.parent / "panels" / "panel.css").read_text(encoding="utf-8")
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, spec: dict[str, Any], c: Corpus, sample: pd.DataFrame) -> None:
        super().__init__(spec=spec)
        self._corpus, self._sample = c, sample
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        return f"Coding sheet: {len(self._sample)} {self.spec['table']} to code; run the notebook"

    def begin(self, coder: str) -> None:
        """Show a coder what is left to do; what others answered plays no part."""
        coder = " ".join(coder.split())
        own = book.load(self._corpus)
        own = own[(own["coder"] == coder) & own["sample_id"].isin(self._sample["sample_id"])]
        done = set(zip(own["article_id"], own["start"], own["end"], strict=True))
        left = [
            i
            for i, row in enumerate(self._sample.itertuples())
            if (row.article_id, row.start, row.end) not in done
        ]
        left.sort(key=lambda i: hashlib.sha256(f"{coder}\t{i}".encode()).digest())
        self.state = {"coder": coder, "left": left, "error": ""}

    def answer(self, item: int, answers: dict[str, str]) -> None:
        """Write a coder's answers to one span; without a name, or on a full disk, say so."""
        coder = self.state.get("coder", "")
        row = self._sample.iloc[item].to_dict()
        shas = self._corpus.articles.set_index("article_id")["sha256"]
        about = {
            "when": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "coder": coder,
            "article_sha256": shas[row["article_id"]],
            **{name: row[name] for name in ("sample_id", "table", "start", "end", "text")},
            "weight": f"{row['weight']:.6g}",
        }
        known = {book.FOUND, *(question["column"] for question in self.spec["questions"])}
        lines = [
            about | {"column": column, "answer": " ".join(value.split())}
            for column, value in answers.items()
            if column in known and value.strip()
        ]
        try:
            book.add(book.path(self._corpus), lines)
        except OSError as error:
            self.state = self.state | {"error": f"not written: {error}"}
            return
        left = [i for i in self.state["left"] if i != item]
        self.state = self.state | {"left": left, "error": ""}

    def _hear(self, _: Any, message: dict[str, Any], __: list[bytes]) -> None:
        if message.get("kind") == "coder" and str(message.get("name", "")).strip():
            self.begin(str(message["name"]))
        elif message.get("kind") == "answer" and self.state.get("coder"):
            answers = {str(k): str(v) for k, v in message["answers"].items()}
            self.answer(int(message["item"]), answers)


def sheet(c: Corpus, sample: pd.DataFrame, ask: Sequence[str] = ()) -> Sheet:
    """Open a sample as a coding sheet, which asks of each span whether it is one, and what it says.

    `ask` names columns of the sample's table. Those that keep to a list, and those that name an
    actor, offer it; the list is the table's, not the machine's. Each coder gets the spans in an
    order of their own and can stop and go on at will.
    """
    name = sample["table"].iloc[0] if len(sample) else ""
    described = next((r for r in schema.package()["resources"] if r["name"] == name), None)
    about = overview.articles(c)[["article_id", "label", "text"]]
    about = about[about["article_id"].isin(sample["article_id"])].set_index("article_id")
    spec = {
        "label": f"Coding sheet: {name}",
        "table": name,
        "row": described["description"] if described else "",
        "questions": [_question(c, described["schema"], column) for column in ask if described],
        "items": [_item(about.loc[row.article_id], row) for row in sample.itertuples()],
    }
    return Sheet(spec, c, sample)


def _item(article: pd.Series, row: Any) -> dict[str, str]:
    text, start, end = article["text"], row.start, row.end
    return {
        "label": article["label"],
        "before": text[max(0, start - CONTEXT) : start],
        "text": text[start:end],
        "after": text[end : end + CONTEXT],
    }


def _question(c: Corpus, described: dict[str, Any], column: str) -> dict[str, Any]:
    """Ask for a column as data/datapackage.json describes it."""
    field = next(f for f in described["fields"] if f["name"] == column)
    options = [{"value": v, "label": v} for v in field.get("constraints", {}).get("enum", [])]
    for key in described.get("foreignKeys", []):
        if key["fields"] == [column] and key["reference"]["resource"] == "actors":
            known = authority.load(c.handmade).actors.values()
            options = [{"value": a.actor_id, "label": a.name} for a in known]
    caption = column.removesuffix("_id").replace("_", " ")
    return {"column": column, "caption": caption, "hint": field["description"], "options": options}
