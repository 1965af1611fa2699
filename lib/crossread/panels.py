"""Put a table behind controls: they narrow its rows, the figure follows, marks open receipts."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import plotly.graph_objects as go
import traitlets
from plotly.offline import get_plotlyjs

MOST_ROWS = 20_000  # rows that one panel carries
MOST_TEXT = 3_000_000  # characters of article text that one panel carries
HERE = Path(__file__).parent

Draw = Callable[[pd.DataFrame], go.Figure]


class Panel(anywidget.AnyWidget):
    """Controls, a figure and receipts over embedded rows; the page does the filtering.

    `choice` maps a control's name to what is chosen, `picked` lists the rows of the mark whose
    receipts are open: both come back from the page. `rows` are those that the choice keeps.
    """

    _esm = (HERE / "panel.js").read_text(encoding="utf-8")
    _css = (HERE / "panel.css").read_text(encoding="utf-8")
    spec = traitlets.Dict().tag(sync=True)
    choice = traitlets.Dict().tag(sync=True)
    picked = traitlets.List().tag(sync=True)

    def __init__(
        self, spec: dict[str, Any], keep: Callable[[dict[str, Any], list[int]], pd.DataFrame]
    ) -> None:
        super().__init__(spec=spec)
        self._keep = keep
        self.on_msg(self._answer)

    def __repr__(self) -> str:
        return f"Panel: {self.spec['n']} {self.spec['unit']}; run the notebook to use its controls"

    def _answer(self, _: Any, message: dict[str, Any], __: list[bytes]) -> None:
        if message.get("kind") == "plotly.js":
            self.send({"kind": "plotly.js"}, [get_plotlyjs().encode()])

    @property
    def rows(self) -> pd.DataFrame:
        """Give the rows that the present choice keeps, or those of the chosen mark."""
        return self._keep(self.choice, self.picked)


def explore(
    rows: pd.DataFrame,
    draw: Draw | Mapping[str, Draw],
    articles: pd.DataFrame,
    choose: Sequence[str] = (),
    between: Sequence[str] = (),
    search: str | None = "text",
    unit: str = "rows",
    label: str = "",
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
        is `{"sizes": [least, growth, most]}`, the diameters of its marks do.
    articles
        The articles that the rows point into: article_id, text and, if there, label.
    choose, between, search
        Columns to choose a value of, to bound from below and above, to search for words.
    unit, label
        What one row is, in the plural; what the figure shows, for who cannot see it.
    """
    table = rows.head(MOST_ROWS).reset_index(drop=True)
    views = draw if isinstance(draw, Mapping) else {"figure": draw}
    spec = {
        "n": len(table),
        "unit": unit,
        "label": label or unit,
        "left_out": f"the first {len(table):,} of {len(rows):,}" if len(rows) > len(table) else "",
        "controls": [
            *([_required("view", "Figure", list(views))] if len(views) > 1 else []),
            *_choosers(table, choose),
            *_bounds(table, between),
            *_searches(table, search),
        ],
        "figures": [_listed(figure(table).to_plotly_json()) for figure in views.values()],
        "receipts": {name: _values(table[name]) for name in ("article_id", "start", "end", "text")},
        **_texts(articles[articles["article_id"].isin(table["article_id"])]),
    }

    def keep(choice: dict[str, Any], picked: list[int]) -> pd.DataFrame:
        kept = table[narrow(spec["controls"], choice, len(table))]
        return kept.loc[kept.index.intersection(picked)] if picked else kept

    return Panel(spec, keep)


def read(articles: pd.DataFrame, paragraphs: pd.DataFrame, label: str = "Reading room") -> Panel:
    """Open a reading room: an article with its parts marked, and key words in context.

    `articles` needs article_id, label and text; one row of `paragraphs` is a stretch of one
    part. The panel's `rows` are the hits that it lists (`kwic`).
    """
    fits = articles[articles["text"].str.len().cumsum() <= MOST_TEXT]
    parts = paragraphs[paragraphs["article_id"].isin(fits["article_id"])].groupby("article_id")
    spans = {key: group[["start", "end", "part"]].to_numpy().tolist() for key, group in parts}
    listed = [
        {"article_id": key, "label": name, "text": text, "parts": spans.get(key, [])}
        for key, name, text in zip(fits["article_id"], fits["label"], fits["text"], strict=True)
    ]
    spec = {
        "n": len(articles),
        "unit": "articles",
        "label": label,
        "left_out": f"the first {len(fits):,} of {len(articles):,}"
        if len(articles) > len(fits)
        else "",
        "articles": listed,
        "controls": [
            _required("article", "Article", list(fits["label"])),
            {"name": "search", "caption": "Search", "kind": "search", "values": []},
            _required("order", "Sort by", ["position", "left", "right"]),
            _required("scope", "Search in", ["all articles", "this article"]),
        ],
    }
    return Panel(spec, lambda choice, _: _hits(fits, choice))


def kwic(articles: pd.DataFrame, query: str, width: int = 60) -> pd.DataFrame:
    """Find a word or words in all texts, each hit in its context.

    One row is one hit: article_id, start, end, text, and `left` and `right`, at most `width`
    characters of whole words on either side. The twin of hits() in panel.js.
    """
    wanted = _pattern(query.strip())
    rows = []
    for key, text in zip(articles["article_id"], articles["text"], strict=True):
        for found in wanted.finditer(text) if query.strip() else ():
            start, end = found.span()
            left, right = text[max(0, start - width) : start], text[end : end + width]
            if text[max(0, start - width - 1) : start - width].strip():  # the cut parts a word
                left = re.sub(r"^\S*", "", left)
            if text[end + width : end + width + 1].strip():
                right = re.sub(r"\S*$", "", right)
            rows.append(
                (key, start, end, found[0], " ".join(left.split()), " ".join(right.split()))
            )
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "text", "left", "right"])


def _hits(articles: pd.DataFrame, choice: dict[str, Any]) -> pd.DataFrame:
    only_one = choice.get("scope") == 1
    chosen = articles.iloc[[choice.get("article") or 0]] if only_one else articles
    return kwic(chosen, choice.get("search") or "")


# the filter


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


def _pattern(query: str) -> re.Pattern[str]:
    """Match words in any case, whatever white space stands between them."""
    return re.compile(r"\s+".join(map(re.escape, re.split(r"\s+", query))), re.IGNORECASE)


def _words(_: Mapping[str, Any], asked: str) -> Callable[[Any], bool]:
    wanted = _pattern(asked)
    return lambda value: value is not None and wanted.search(value) is not None


_TESTS: dict[str, Callable[[Mapping[str, Any], Any], Callable[[Any], bool]]] = {
    "choose": lambda control, asked: lambda value: value == control["options"][asked],
    "search": _words,
    "least": lambda _, asked: lambda value: value is not None and value >= asked,
    "most": lambda _, asked: lambda value: value is not None and value <= asked,
}


# what the page is given


def _caption(column: str) -> str:
    words = re.sub("^(?:n|is)_|_start$", "", column).replace("_", " ")
    return words[:1].upper() + words[1:]


def _choosers(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    controls = []
    for name in columns:
        values = _values(table[name])
        if pd.api.types.is_bool_dtype(table[name]):
            values = ["yes" if value else "no" for value in values]
        options = sorted({v for v in values if v is not None}, key=str) + (
            [None] if None in values else []
        )
        controls.append(
            {
                "name": name,
                "caption": _caption(name),
                "kind": "choose",
                "values": values,
                "options": options,
            }
        )
    return controls


def _bounds(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    controls = []
    for name in columns:
        is_date = pd.api.types.is_datetime64_any_dtype(table[name])
        values = _values(table[name].dt.strftime("%Y-%m-%d") if is_date else table[name])
        shared = {"values": values, "is_date": bool(is_date)}
        words = ("from", "to") if is_date else ("at least", "at most")
        for kind, word in zip(("least", "most"), words, strict=True):
            controls.append(
                {
                    "name": f"{name} {kind}",
                    "caption": f"{_caption(name)} {word}",
                    "kind": kind,
                    **shared,
                }
            )
    return controls


def _searches(table: pd.DataFrame, column: str | None) -> list[dict[str, Any]]:
    if column is None:
        return []
    return [
        {"name": "search", "caption": "Search", "kind": "search", "values": _values(table[column])}
    ]


def _required(name: str, caption: str, options: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "caption": caption,
        "kind": "choose",
        "options": options,
        "is_required": True,
    }


def _values(column: pd.Series) -> list[Any]:
    """List a column's values as JSON knows them; what is missing is null."""
    return [None if pd.isna(v) else v.item() if hasattr(v, "item") else v for v in column]


def _listed(value: Any) -> Any:
    """Turn arrays into lists, which the page can cut down, and numbers into plain ones."""
    if isinstance(value, dict):
        return {key: _listed(v) for key, v in value.items()}
    if hasattr(value, "tolist"):  # numpy's arrays and numbers
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_listed(each) for each in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _texts(articles: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Give the page the texts to compare receipts with, as many as it can carry."""
    fits = articles[articles["text"].str.len().cumsum() <= MOST_TEXT]
    labels = articles["label"] if "label" in articles else articles["article_id"]
    return {
        "texts": dict(zip(fits["article_id"], fits["text"], strict=True)),
        "labels": dict(zip(articles["article_id"], labels, strict=True)),
    }
