"""Run notebooks again and store them so that two runs of one state are the same bytes."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from . import stills

CELL_SECONDS = 600  # nbclient's own limit is none
MODEL = r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"
# a list that holds no other: line ends stand between the parts of JSON, never inside a string
LIST = re.compile(r"\[\n +([^\[\]{}]*?)\n +\]")
LISTS = re.compile(r"\[\n((?: +\[[^\"{}\n]*\],?\n)+) +\]")  # of numbers, each on its line by then
STATE = "application/vnd.jupyter.widget-state+json"


def run(path: Path, with_stills: bool = True) -> int:
    """Execute a notebook and write it back, its outputs and still images of its figures with it.

    Returns how many figures have no image, for want of a Chrome to draw them. Raises nbclient's
    CellExecutionError at the first cell that fails; the file stays as it was.
    """
    notebook = executed(path)
    n_missing = stills.add(notebook, nbformat.read(path, as_version=4)) if with_stills else 0
    path.write_text(stable(notebook), encoding="utf-8")
    return n_missing


def executed(path: Path, last: str = "") -> Any:
    """Execute a notebook in its folder and return it; `last` is run after its cells, unseen."""
    notebook = nbformat.read(path, as_version=4)
    n_cells = len(notebook.cells)
    notebook.cells += [nbformat.v4.new_code_cell(last)] if last else []
    context = {"metadata": {"path": str(path.parent)}}
    NotebookClient(
        notebook, timeout=CELL_SECONDS, kernel_name="python3", resources=context
    ).execute()
    notebook.cells = notebook.cells[:n_cells]
    return notebook


def stable(notebook: Any) -> str:
    """Write a notebook without what differs from run to run: times, random ids, their order."""
    whole = json.loads(nbformat.writes(notebook))
    for cell in whole["cells"]:
        cell["metadata"].pop("execution", None)
    whole["metadata"].get("language_info", {}).pop("version", None)
    state = whole["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    _in_order(whole, state)
    numbers: dict[str, str] = {}
    text = json.dumps(whole, indent=1, ensure_ascii=False)
    text = re.sub(
        MODEL, lambda found: numbers.setdefault(found[0], f"{len(numbers) + 1:032x}"), text
    )
    text = json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return LISTS.sub(_on_one_line, LIST.sub(_on_one_line, text))


def _on_one_line(found: re.Match[str]) -> str:
    """Put a list of numbers, or a short one of words, on one line; lines of a text stay apart."""
    line = " ".join(part.strip() for part in found[1].strip().split("\n"))
    is_short = len(line) <= 100 and "\\n" not in line
    return f"[{line}]" if is_short or '"' not in line else found[0]


def _in_order(whole: dict[str, Any], state: dict[str, Any]) -> None:
    """Put widget models in the order in which cells show them, those behind them after them."""
    order: list[str] = []
    waiting = re.findall(MODEL, json.dumps(whole["cells"]))
    while waiting:
        model = waiting.pop(0)
        if model in state and model not in order:
            order.append(model)
            waiting = re.findall(f"IPY_MODEL_({MODEL})", json.dumps(state[model])) + waiting
    if state:
        whole["metadata"]["widgets"][STATE]["state"] = {model: state[model] for model in order}
