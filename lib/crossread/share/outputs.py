"""Turn what a notebook's cells show into blocks that a page can hold: plain data, no markup."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from .. import panels, stills
from ..figures import words
from ..notebooks import STATE
from . import grid
from .grid import Grid

VIEW = "application/vnd.jupyter.widget-view+json"
MOST_ROWS = 2_000  # of one table in a page; the CSV files hold all
MOST_NUMBERS = 12  # of receipts, beside a mark
Block = dict[str, Any]


def blocks(notebook: Any, labels: dict[str, str], texts: dict[str, str]) -> Iterator[Block]:
    """Give the blocks of a notebook, in order.

    `kind` of a block is 'prose', 'code', 'figure', 'panel', 'table', 'image' or 'text'.
    `labels` and `texts` of articles, by key, are for the receipts of figures.
    """
    specs = _specs(notebook)
    for cell in notebook["cells"]:
        if "provenance" in cell["metadata"].get("tags", ()):
            continue  # the page says it in full at its foot
        if cell["cell_type"] == "markdown":
            yield {"kind": "prose", "markdown": cell["source"]}
        elif cell["cell_type"] == "code" and cell["source"].strip():
            yield {"kind": "code", "source": cell["source"]}
            for output in cell["outputs"]:
                yield from _shown(output, specs, labels, texts)


def _specs(notebook: Any) -> dict[str, dict[str, Any]]:
    """Give the panels of a notebook by the key of their model, in the order of the cells.

    A coding sheet, whose answers nobody would write down, is none: a copy names it.
    """
    models = notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    shown = [
        output["data"][VIEW]["model_id"]
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if VIEW in output.get("data", {})
    ]
    specs = {key: panels.unpacked(models[key]["state"].get("spec", {})) for key in shown}
    return {key: spec for key, spec in specs.items() if "controls" in spec}


def _shown(output: Any, specs: dict[str, Any], labels: Any, texts: Any) -> Iterator[Block]:
    data = output.get("data", {})
    if stills.PLOTLY in data:
        yield _figure(data, list(specs.values()), labels, texts)
    elif VIEW in data and data[VIEW]["model_id"] in specs:
        yield _panel(specs[data[VIEW]["model_id"]])
    elif "<table" in data.get("text/html", ""):
        yield from ({"kind": "table", "grid": each} for each in grid.read(data["text/html"]))
    elif "text/markdown" in data:
        yield {"kind": "prose", "markdown": data["text/markdown"]}
    elif stills.PNG in data:
        yield {"kind": "image", "png": data[stills.PNG], "alt": data.get("text/plain", "")}
    else:
        yield {"kind": "text", "text": data.get("text/plain") or output.get("text", "")}


# figures


def _figure(data: dict[str, Any], specs: list[Any], labels: Any, texts: Any) -> Block:
    figure = data[stills.PLOTLY]
    receipts = _receipts(words.decoded(figure), specs, labels, texts)
    return {
        "kind": "figure",
        "figure": {"data": figure["data"], "layout": figure["layout"]},
        "title": words.title(figure)[0],
        "note": words.title(figure)[1],
        "alt": words.alt(figure),
        "png": data.get(stills.PNG),
        "grid": _marks(figure, has_receipts=receipts is not None),
        "receipts": receipts,
        "passages": _rows(receipts) if isinstance(receipts, dict) else None,
    }


def _receipts(figure: Any, specs: list[Any], labels: Any, texts: Any) -> Any:
    """Find what the marks of a figure stand for.

    A figure brings its receipts along (`figures.look.behind`), or a panel of the notebook
    draws it too, from the same rows: then the panel's number, from 0, is given.
    """
    own = (figure["layout"].get("meta") or {}).get("receipts")
    if own:
        keys = set(own["article_id"])
        known = [{k: v for k, v in each.items() if k in keys} for each in (labels, texts)]
        return {"n": len(own["text"]), "receipts": own, "labels": known[0], "texts": known[1]}
    same = [i for i, s in enumerate(specs) if _print(figure) in map(_print, s.get("figures", ()))]
    return same[0] if same else None


def _print(figure: Any) -> tuple[Any, ...]:
    """Tell one figure from another by its title and the rows behind its marks."""
    traces = words.decoded(figure)["data"]
    return words.title(figure), [t["customdata"] for t in traces if t.get("customdata")]


def _marks(figure: Any, has_receipts: bool) -> Grid:
    """List the marks of a figure; columns in which nothing stands are left out."""
    table = words.marks(figure)
    layout = figure["layout"]
    named = {
        "series": "series",
        "across": words.axis_title(layout, "xaxis") or "across",
        "up": words.axis_title(layout, "yaxis") or "up",
        "says": "says",
    }
    if has_receipts:
        table["receipts"] = table["rows"].map(_numbers)
        named["receipts"] = "receipts"
    kept = [name for name in named if table[name].ne("").any()]
    behind = table["rows"].tolist() if "receipts" in kept else []
    shown = table[kept].head(MOST_ROWS).to_numpy().tolist()
    return Grid([named[name] for name in kept], shown, _cut(table), 0, behind)


def _numbers(rows: list[int]) -> str:
    """Write the numbers of rows from 1, as the table of receipts counts them."""
    told = ", ".join(str(row + 1) for row in rows[:MOST_NUMBERS])
    return f"{told} and {len(rows) - MOST_NUMBERS} more" if len(rows) > MOST_NUMBERS else told


def _cut(table: pd.DataFrame) -> str:
    n = len(table)
    return f"the first {MOST_ROWS:,} of {n:,} rows" if n > MOST_ROWS else ""


# panels


def _panel(spec: dict[str, Any]) -> Block:
    """Give a panel, and beside it what stands in for it where no script runs."""
    return {
        "kind": "panel",
        "spec": spec,
        "label": spec["label"],
        "sheets": _sheets(spec),
        "grid": _rows(spec) if "receipts" in spec else None,
    }


def _sheets(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Part the articles of a reading room into paragraphs, each with its purpose."""
    return [
        {
            "label": each["label"],
            "parts": [(part, each["text"][start:end]) for start, end, part in each["parts"]],
        }
        for each in spec.get("articles", ())
    ]


def _rows(spec: dict[str, Any]) -> Grid:
    """List receipts: where each stands, what the controls of its panel ask for, its text."""
    held = pd.DataFrame(spec["receipts"])
    controls = spec.get("controls", ())
    asked = [c for c in controls if c["kind"] == "choose" and not c.get("is_required")]
    columns = {
        "no.": pd.Series(range(1, len(held) + 1), held.index),
        "article": held["article_id"].map(lambda key: spec["labels"].get(key, key)),
        "characters": held["start"].astype(str) + "\u2013" + held["end"].astype(str),
        **{c["caption"]: pd.Series(c["values"], held.index, "object") for c in asked},
        "text": held["text"],
    }
    table = pd.DataFrame(columns)
    shown = table.head(MOST_ROWS).astype("object").where(table.notna(), "").astype(str)
    return Grid(list(table.columns), shown.to_numpy().tolist(), _cut(table), 1)
