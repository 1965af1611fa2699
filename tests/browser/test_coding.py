"""The coding sheet in a real JupyterLab: a sample is coded by keys, and the file gains lines."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import NOTEBOOKS
from browser.lab import Lab, shoot
from browser.panel import PAGE, STATE, ran, titles
from crossread import chronology, coding, corpus, lexicon

COLUMNS = ["type", "value"]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """A copy of the data, so that nothing is written into the project's."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("raw", "handmade"):
        shutil.copytree(lexicon.DATA / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def notebook(chromium, browser_path, data, tmp_path_factory) -> Iterator[Page]:
    """Run the notebook once for all tests of this module, on the copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSREAD_DATA", str(data))
        with (
            Lab(NOTEBOOKS, tmp_path_factory.mktemp("lab")) as lab,
            ran(chromium, lab, "05-limits.ipynb") as page,
        ):
            yield page


@pytest.fixture
def sheet(notebook) -> Locator:
    sheet = notebook.locator("section.crossread-coding")
    sheet.scroll_into_view_if_needed()
    return sheet


def lines(data: Path, coder: str) -> list[dict[str, str]]:
    with (data / "handmade" / "codings.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["coder"] == coder]


def status(sheet: Locator, words: str) -> None:
    expect(sheet.locator(".crossread-status")).to_contain_text(words)


def test_the_figures_of_the_argument_are_drawn(notebook):
    for words in ("marked", "change if a single article", "differences from a reading"):
        assert any(words in title for title in titles(notebook))


def test_a_sample_is_coded_with_keys_alone(sheet, notebook, data):
    sheet.get_by_label("Your name").focus()
    notebook.keyboard.type("Ann")
    notebook.keyboard.press("Enter")
    status(sheet, "Ann: 0 of 20 coded")
    shoot(notebook, "coding")
    marked = [sheet.locator("mark").inner_text()]
    notebook.keyboard.press("n")
    status(sheet, "Ann: 1 of 20 coded")
    marked.append(sheet.locator("mark").inner_text())
    notebook.keyboard.press("y")
    shoot(notebook, "coding-questions")
    notebook.keyboard.type("D")  # chooses DATE
    notebook.keyboard.press("Tab")
    notebook.keyboard.type("2020-11")
    notebook.keyboard.press("Enter")
    status(sheet, "Ann: 2 of 20 coded")
    told = [(row["text"], row["column"], row["answer"]) for row in lines(data, "Ann")]
    assert told == [
        (marked[0], "found", "no"),
        (marked[1], "found", "yes"),
        (marked[1], "type", "DATE"),
        (marked[1], "value", "2020-11"),
    ]
    c = corpus.load(data / "raw", cache=None)
    assert coding.astray(c).empty
    drawn = coding.sample("timexes", chronology.find(c), 20, 1, ["type"])
    assert {row["sample_id"] for row in lines(data, "Ann")} == set(drawn["sample_id"])


def test_the_keys_do_not_reach_jupyterlab(notebook):
    kinds = notebook.locator(".jp-Notebook .jp-Cell").evaluate_all(
        "cells => cells.map(cell => cell.classList.contains('jp-CodeCell'))"
    )
    stored = json.loads((NOTEBOOKS / "05-limits.ipynb").read_text(encoding="utf-8"))
    assert kinds == [cell["cell_type"] == "code" for cell in stored["cells"]]


def test_no_answer_of_the_machine_is_in_the_page(sheet, data):
    c = corpus.load(data / "raw", cache=None)
    timexes = chronology.find(c)
    values = set(timexes["value"]) - set(timexes["text"])
    shown = sheet.evaluate("section => section.outerHTML")
    assert [value for value in values if value in shown] == []


def test_a_second_coder_starts_from_nothing_and_the_first_goes_on(notebook, data):
    """What a page gets of a new run: the sheet asks for a name, and counts what that one did."""
    c = corpus.load(data / "raw", cache=None)
    drawn = coding.sample("timexes", chronology.find(c), 20, 1, ["type"])
    again = coding.sheet(c, drawn, COLUMNS)
    again.begin("Ann")
    assert len(again.state["left"]) == 18
    again.begin("Ben")
    assert len(again.state["left"]) == 20


def test_without_a_kernel_the_sheet_says_that_it_cannot_write(page, tmp_path, seen):
    stored = json.loads((NOTEBOOKS / "05-limits.ipynb").read_text(encoding="utf-8"))
    states = [m["state"] for m in stored["metadata"]["widgets"][STATE]["state"].values()]
    own = next(state for state in states if "items" in state.get("spec", {}))
    parts = ("", json.dumps(own["spec"]).replace("<", "\\u003c"), own["_esm"])
    (tmp_path / "page.html").write_text(
        (PAGE % parts).replace("choice: {}", "state: {}"), encoding="utf-8"
    )
    page.goto((tmp_path / "page.html").as_uri())
    sheet = page.locator("section.crossread-coding")
    sheet.get_by_label("Your name").fill("Ann")
    sheet.get_by_role("button", name="Begin").click()
    status(sheet, "Nothing was written")
    assert seen.errors == []
