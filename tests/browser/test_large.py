"""A panel over 300,000 rows in a real JupyterLab: all are counted, and controls answer at once."""

import re
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Locator, Page

from browser.lab import Lab, shoot
from browser.panel import ran, reset, status

N = 300_000
ANSWER = 300  # milliseconds from a change to the redrawn figure
CODE = f"""import sys
sys.path.append({str(__file__.rpartition("/browser/")[0])!r})
from large import tiled
from crossread import actors, corpus, figures, overview, panels

c = corpus.load()
mentions = actors.find(c)
rows = tiled(actors.named(c, mentions), {N})
articles = overview.articles(c)
panel = panels.explore(rows, figures.actors(actors.terms(c)), articles,
    choose=["outlet", "form"], between=["published_start"], unit="mentions")
panel"""
MEASURED = """async ([n, ask]) => {
    const panel = document.querySelector("section.crossread");
    const plot = panel.querySelector(".crossread-plot");
    const control = panel.querySelector(`[aria-label='${n}']`);
    const began = performance.now();
    const drawn = new Promise((resolve) => plot.once("plotly_afterplot", resolve));
    control.value = ask;
    control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input"));
    await drawn;
    return performance.now() - began;
}"""


@pytest.fixture(scope="module")
def notebook(chromium, lab: Lab) -> Iterator[Page]:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell, about = nbformat.v4.new_code_cell(CODE), {"kernelspec": kernel}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=about)
    nbformat.write(notebook, lab.notebooks / "large.ipynb")
    with ran(chromium, lab, "large.ipynb") as page:
        page.get_by_text(f"{N:,} of {N:,} mentions").wait_for(timeout=60_000)
        page.wait_for_timeout(5_000)  # the kernel gets ready for what may be asked
        yield page


def counted(panel: Locator) -> tuple[int, int]:
    n, of = re.match(r"([\d,]+) of ([\d,]+) mentions", status(panel)).groups()
    return int(n.replace(",", "")), int(of.replace(",", ""))


def test_all_rows_are_counted(notebook):
    panel = reset(notebook, "mentions")
    notebook.get_by_text(f"{N:,} of {N:,} mentions").wait_for()
    outlet = panel.get_by_label("Outlet", exact=True)
    assert outlet.locator("option").first.inner_text() == f"all ({N})"
    shoot(notebook, "large-all")


@pytest.mark.parametrize(
    ("name", "asked"),
    [("Form", "1"), ("Published from", "2021-01-01"), ("Search", "armenia"), ("Figure", "1"),
     ("Figure", "2"), ("Figure", "4")],
)  # fmt: skip
def test_a_control_answers_at_once(notebook, name, asked):
    panel = reset(notebook, "mentions")
    notebook.get_by_text(f"{N:,} of {N:,} mentions").wait_for()
    took = notebook.evaluate(MEASURED, [name, asked])
    n, of = counted(panel)
    print(f"{name} {asked}: {took:.0f} ms, {n:,} of {of:,}")
    shoot(notebook, f"large-{name}-{asked}")
    assert of == N and (n < N) == (name != "Figure")
    assert took < ANSWER


def test_a_mark_opens_its_receipts(notebook):
    panel = reset(notebook, "mentions")
    panel.get_by_text("leads with").first.wait_for()
    plot = panel.locator(".crossread-plot")
    point = "{ data: p.data[0], curveNumber: 0, pointNumber: 0 }"
    plot.evaluate(f"p => p.emit('plotly_click', {{ points: [{point}] }})")
    panel.get_by_text(re.compile(r"Receipts of the chosen mark: (the first 200 of )?\d")).wait_for()
    assert panel.locator(".crossread-receipts li").count() == 10
    shoot(notebook, "large-mark")
    assert panel.get_by_role("button", name="Show all").is_visible()
