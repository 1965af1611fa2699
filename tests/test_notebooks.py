"""What the stored notebooks hold to be true; nbval runs them beside this."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from crossread import lexicon, notebooks, stills

VIEW = "application/vnd.jupyter.widget-view+json"
SECOND = lexicon.PROJECT / "tests" / "second"
STORED = sorted((lexicon.PROJECT / "notebooks").glob("*.ipynb"))


def code(path: Path) -> list[dict]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_there_are_notebooks():
    assert STORED


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
class TestStored:
    def test_every_cell_was_run_in_order(self, path):
        # nbval passes a cell without a count unseen
        assert [cell["execution_count"] for cell in code(path)] == list(
            range(1, len(code(path)) + 1)
        )

    def test_no_output_is_an_error(self, path):
        kinds = {output["output_type"] for cell in code(path) for output in cell["outputs"]}
        assert kinds <= {"execute_result", "display_data"}

    def test_cells_are_short_and_define_nothing(self, path):
        for cell in code(path):
            source = "".join(cell["source"])
            assert source.count("\n") < 10
            assert not re.search(r"^\s*(def|class|for|while)\b|print\(|\.\./", source, re.M)

    def test_the_finding_has_at_most_120_words(self, path):
        first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
        finding = "".join(first["source"]).split("\n\n")[2]
        assert 20 < len(finding.split()) <= 120

    def test_storing_it_again_changes_nothing(self, path):
        stored = path.read_text(encoding="utf-8")
        assert notebooks.stable(nbformat.reads(stored, as_version=4)) == stored

    def test_every_figure_has_a_still_image_that_github_shows(self, path):
        shown = [o.get("data", {}) for cell in code(path) for o in cell["outputs"]]
        figures = [data for data in shown if stills.PLOTLY in data]
        assert figures
        assert all(stills.PNG in data for data in figures)

    def test_it_ends_with_what_it_was_made_from(self, path):
        *_, last = code(path)
        said = "".join(last["outputs"][0]["data"]["text/markdown"])
        assert "SHA-256 `f25b569b" in said
        assert "Corrections applied: 0" in said
        assert "Command: `python -m crossread run`" in said

    def test_it_is_small(self, path):
        assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["another story", "no articles", "hostile words"])
def test_notebooks_run_on_any_corpus_with_no_line_changed(path, name, tmp_path):
    raw = tmp_path / "data" / "raw"
    if name == "another story":
        shutil.copytree(SECOND, tmp_path / "data")
    else:
        raw.mkdir(parents=True)
    if name == "hostile words":
        (raw / "a.txt").write_text(HOSTILE, encoding="utf-8")
    shutil.copy(path, tmp_path)
    environment = {**os.environ, "CROSSREAD_DATA": str(tmp_path / "data")}
    # a process of its own: nbclient wants an event loop, and pytest may have one
    command = [sys.executable, "-m", "crossread", "run", "--no-stills", str(tmp_path / path.name)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    for cell in code(tmp_path / path.name):
        assert [o for o in cell["outputs"] if o["output_type"] == "error"] == []


HOSTILE = """<img src=x onerror=alert(1)> said </script> the title

By <b>Nobody</b>
13 March 2020

The harbour was shut on <script>alert(1)</script> the day that the boats came in, the mayor said.
"""


def test_random_ids_are_numbered_in_the_order_in_which_cells_show_them():
    def written(first: str, second: str) -> str:
        cell = nbformat.v4.new_code_cell(id="a", execution_count=1)
        views = [{"model_id": first}, {"model_id": second}]
        cell.outputs = [nbformat.v4.new_output("display_data", {VIEW: view}) for view in views]
        cell.metadata["execution"] = {"shell": "time"}
        state = {key: {"state": {}} for key in sorted((first, second))}
        metadata = {"widgets": {notebooks.STATE: {"state": state}}}
        return notebooks.stable(nbformat.v4.new_notebook(cells=[cell], metadata=metadata))

    assert written("a" * 32, "b" * 32) == written("d" * 32, "c" * 32)
