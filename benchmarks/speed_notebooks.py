"""Measure how long notebooks take on many articles, and how long their panels' controls take.

    python benchmarks/speed_notebooks.py                 10,000 and 100,000 articles
    python benchmarks/speed_notebooks.py --sizes 1000
    python benchmarks/speed_notebooks.py --data PATH     of your own: the articles are in PATH/raw

The tables are made before (`python -m crossread tables`) and kept in the project's .cache. Each
notebook runs whole in a new kernel, without a browser: seconds are wall clock from the start of
the kernel to the end of the last cell, memory is what the kernel holds then, without and with the
pages of mapped files, in MB (Linux only). Then each control of each panel whose rows are counted
in the kernel is changed, once for each of `ASKED`: milliseconds from the question to the answer.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from articles import make
from measure import memory
from nbclient import NotebookClient

from crossread import corpus, lexicon, scale

NOTEBOOKS = sorted((lexicon.PROJECT / "notebooks").glob("*.ipynb"))
ASKED = """
import json, time
from ipywidgets.widgets.widget import _instances
from crossread.panels.widget import Panel

def choices(control):
    name, kind = control["name"], control["kind"]
    if kind == "search":
        return [(name, words) for words in ("the", "harbour master", "zq", "ö", "мир")]
    if kind == "choose":
        return [(name, i) for i in range(min(len(control["options"]), 3))]
    found = sorted(v for v in control["values"] if v is not None)
    return [(name, found[len(found) // 2])] if found else []

told, n = [], 0
for panel in [each for each in _instances.values() if isinstance(each, Panel) and each._count]:
    n += 1
    while panel._count({"kind": "prepare"})["left"]:
        pass
    for choice in (each for control in panel.spec["controls"] for each in choices(control)):
        question = {"kind": "count", "ask": n, "choice": dict([choice]), "picked": []}
        begun = time.perf_counter()
        panel._count(question | {"has": choice[0] != "view", "has_options": True})
        told.append([1000 * (time.perf_counter() - begun), panel.spec["unit"], *map(str, choice)])
print(json.dumps({"panels": n, "told": told}))
"""


def opened(path: Path) -> tuple[float, tuple[int, int], dict[str, list[list[str]]]]:
    """Run a notebook in a new kernel, then ask its panels."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=1800,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    begun = time.perf_counter()
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)
        seconds = time.perf_counter() - begun
        held = memory(Path(f"/proc/{client.km.provisioner.pid}"))
        asked = nbformat.v4.new_code_cell(ASKED)
        notebook.cells.append(asked)
        client.execute_cell(asked, len(notebook.cells) - 1)
    printed = "".join(out.text for out in asked.outputs if out.get("name") == "stdout")
    return seconds, held, json.loads(printed)


def measure(data: Path) -> None:
    c = scale.ready(data / "raw")
    for tables in (scale.tables(c), scale.beside(c)):
        for _ in tables:
            pass
    print(f"\n{len(c.articles):,} articles")
    print("notebook          seconds   MB (mapped)     panels  changes   median ms  longest ms")
    del c
    os.environ["CROSSREAD_DATA"] = str(data)
    for path in NOTEBOOKS:
        seconds, (own, mapped), asked = opened(path)
        times = sorted(asked["told"]) or [[0.0]]
        n = len(asked["told"])
        middle = statistics.median(each[0] for each in times)
        print(
            f"{path.stem:<16} {seconds:>8.1f} {own / 1000:>6,.0f} ({mapped / 1000:,.0f})"
            f" {asked['panels']:>9} {n:>8} {middle:>11.0f} {times[-1][0]:>11.0f}"
            f"  {' '.join(times[-1][1:])}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--data", type=Path, help="a folder of your own, instead")
    given = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}")
    if given.data:
        measure(given.data.absolute())
        return
    for n in given.sizes:
        with tempfile.TemporaryDirectory() as place:
            make(Path(place) / "raw", n)
            time.sleep(3)  # files changed just before they are read are not kept
            measure(Path(place))
            asked = corpus.sought(Path(place) / "raw", None, None, lexicon.PROJECT / ".cache")
            with contextlib.suppress(OSError):  # what is kept of them
                shutil.rmtree(asked.place.parent)


if __name__ == "__main__":
    main()
