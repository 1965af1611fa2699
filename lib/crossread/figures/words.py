"""Say in words and in a table what a figure draws, for who can't see it."""

import base64
import html
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

Figure = dict[str, Any]  # as JSON holds it: data, layout
MARK = ["series", "across", "up", "says", "rows"]


def decoded(value: Any) -> Any:
    """Turn arrays, and those that Plotly has packed, into lists, however deep they stand."""
    if isinstance(value, dict) and "bdata" in value:
        array = np.frombuffer(base64.b64decode(value["bdata"]), np.dtype(value["dtype"]))
        shape = [int(n) for n in str(value.get("shape", array.size)).split(",")]
        return array.reshape(shape).tolist()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {key: decoded(each) for key, each in value.items()}
    return [decoded(each) for each in value] if isinstance(value, list | tuple) else value


def said(text: object) -> str:
    """Write a text that Plotly shows without its tags, the ends of lines as middle dots."""
    lines = re.split(r"<br ?/?>", str(text))
    words = [html.unescape(re.sub(r"</?\w[^<>]*>", "", line)).strip() for line in lines]
    return " \u00b7 ".join(filter(None, words))


def title(figure: Figure) -> tuple[str, str]:
    """Give the finding that stands above a figure, and the smaller note below it."""
    whole, _, note = _text(figure["layout"].get("title")).partition("<br><span")
    parts = whole, f"<span{note}" if note else ""
    finding, small = (said(re.sub(r"<br ?/?>", " ", part)) for part in parts)
    return finding, small


def axis_title(layout: dict[str, Any], name: str) -> str:
    """Give what an axis measures, as it is written beside it."""
    return said(_text(layout.get(name, {}).get("title")))


def alt(figure: Figure) -> str:
    """Say what a figure shows: its finding, its axes, its series and how many marks it has."""
    layout, n = figure["layout"], len(marks(figure))
    names = dict.fromkeys(str(t["name"]) for t in figure["data"] if t.get("name"))
    axes = {"Across": "xaxis", "Up": "yaxis"}
    told = {word: axis_title(layout, axis) for word, axis in axes.items()}
    parts = [title(figure)[0], *(f"{word}: {name}" for word, name in told.items() if name)]
    parts += [f"Series: {', '.join(map(said, names))}"] if names else []
    return ". ".join(filter(None, [*parts, f"{n:,} marks"])) + "."


def marks(figure: Figure) -> pd.DataFrame:
    """List the marks of a figure.

    One row is one mark: `series`, its place `across` and `up` as the axes name it (empty where
    an axis is hidden), what it `says` when pointed at, and `rows`, those of the table behind it.
    Lines without axes, and what does not answer to a pointer, are left out.
    """
    figure = decoded(figure)
    listed = [mark for trace in figure["data"] for mark in _marks(trace, figure["layout"])]
    table = pd.DataFrame(listed, columns=MARK)
    return table[~table.astype(str).duplicated()].reset_index(drop=True)


def _marks(trace: dict[str, Any], layout: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    axes = [_axis(layout, trace.get(each, each[0])) for each in ("xaxis", "yaxis")]
    is_bare = not any(map(_is_shown, axes)) and trace.get("mode") == "lines"
    if trace.get("hoverinfo") == "skip" or is_bare:
        return
    across, up = trace.get("x") or [], trace.get("y") or []
    if trace.get("base"):  # a bar between two values is told by where it begins
        across, up = (
            (across, trace["base"]) if trace.get("orientation") != "h" else (trace["base"], up)
        )
    n = max(len(across), len(up))
    columns = [_each(trace.get(key), n) for key in ("hovertext", "text", "customdata")]
    for i in range(n):
        place = [_place(values, i, axis) for values, axis in zip((across, up), axes, strict=True)]
        hover, text, rows = (column[i] for column in columns)
        if any(place) or hover:
            words = said(hover if hover not in (None, "") else text if text is not None else "")
            yield said(trace.get("name") or ""), *place, words, _rows(rows)


def _text(titled: Any) -> str:
    return str((titled or {}).get("text") or "") if isinstance(titled, dict | None) else str(titled)


def _axis(layout: dict[str, Any], name: str) -> dict[str, Any]:
    return dict(layout.get(f"{name[0]}axis{name[1:]}", {}))


def _is_shown(axis: dict[str, Any]) -> bool:
    return axis.get("visible") is not False and axis.get("showticklabels") is not False


def _each(value: Any, n: int) -> list[Any]:
    return value if isinstance(value, list) and len(value) == n else [value] * n


def _place(values: list[Any], i: int, axis: dict[str, Any]) -> str:
    """Write a value as its axis does; what a hidden axis measures means nothing by itself."""
    if i >= len(values) or values[i] is None or not _is_shown(axis):
        return ""
    names = dict(zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False))
    value = names.get(values[i], values[i])
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".")
    return said(re.sub(r"[T ]00:00:00(\.0+)?$", "", str(value)))


def _rows(behind: Any) -> list[int]:
    listed = behind if isinstance(behind, list) else [behind]
    return [int(row) for row in listed if isinstance(row, int) and not isinstance(row, bool)]
