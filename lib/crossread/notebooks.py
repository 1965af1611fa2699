"""Run notebooks again and store them so that two runs of one state are the same bytes."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

CELL_SECONDS = 600  # nbclient's own limit is none
MODEL = r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"
STATE = "application/vnd.jupyter.widget-state+json"


def run(path: Path) -> None:
    """Execute a notebook in its folder and write it back, its outputs with it.

    Raises nbclient's CellExecutionError at the first cell that fails; the file stays as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    context = {"metadata": {"path": str(path.parent)}}
    NotebookClient(
        notebook, timeout=CELL_SECONDS, kernel_name="python3", resources=context
    ).execute()
    path.write_text(stable(notebook), encoding="utf-8")


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
    return json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


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
