"""What tests of panels share: a notebook that has run, a panel from disk, what it shows."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, Locator, Page
from plotly.offline import get_plotlyjs

from browser.lab import Lab, open_notebook, run_all
from crossread import panels

STATE = "application/vnd.jupyter.widget-state+json"


@contextmanager
def ran(chromium: Browser, lab: Lab, name: str) -> Iterator[Page]:
    """Open a notebook in JupyterLab and run it, until its first panel is drawn."""
    size = {"width": 1280, "height": 1600}
    with chromium.new_context(viewport=size, base_url=lab.url) as context:
        context.request.get(f"/lab?token={lab.token}").dispose()
        context.set_default_timeout(20_000)
        page = context.new_page()
        open_notebook(page, name)
        assert run_all(page) == []
        page.wait_for_selector("section.crossread .crossread-plot .main-svg")
        yield page


def titles(page: Page) -> list[str]:
    """List the titles of all figures of a page."""
    return page.evaluate(
        """() => Array.from(document.querySelectorAll('.js-plotly-plot'),
            p => p.layout.title?.text ?? '')"""
    )


def n_marks(panel: Locator) -> int:
    """Count the marks that Plotly has drawn."""
    plot = panel.locator(".crossread-plot")
    return plot.evaluate("p => p.data.reduce((n, trace) => n + trace.x.length, 0)")


def reset(page: Page, label: str) -> Locator:
    """Find a panel by its label, as it opens: nothing chosen."""
    found = page.locator(f"section.crossread[aria-label='{label}']")
    found.scroll_into_view_if_needed()
    found.get_by_role("button", name="Reset", exact=True).click()
    return found


def drawn(panel: Locator) -> set[int]:
    """List the rows behind the marks that Plotly has drawn."""
    listed = "p => p.data.flatMap(t => (t.customdata ?? []).flat())"
    return set(panel.locator(".crossread-plot").evaluate(listed))


def narrow(panel: Locator, n: int, expected: pd.DataFrame, ask: Callable[[], object]) -> None:
    """Ask something of a panel of n rows: its count and its marks are then those expected."""
    whole = drawn(panel)
    ask()
    assert status(panel).startswith(f"{len(expected)} of {n}")
    assert drawn(panel) == whole & set(expected.index)


def status(panel: Locator) -> str:
    return panel.locator(".crossread-status").inner_text()


def opened(page: Page, folder: Path, spec: dict) -> Locator:
    """Open a panel from disk with no kernel behind it: its script and its state are enough."""
    parts = (get_plotlyjs(), json.dumps(spec).replace("<", "\\u003c"), panels.CODE)
    (folder / "page.html").write_text(PAGE % parts, encoding="utf-8")
    page.goto((folder / "page.html").as_uri())
    return page.locator("section.crossread")


PAGE = """<!DOCTYPE html><meta charset="utf-8"><div id="here"></div><script>%s</script>
<script type="module">
const state = { spec: %s, choice: {}, picked: [] }, heard = {};
const model = { get: (k) => state[k], save_changes() {}, send() {}, off() {},
  on: (event, f) => { (heard[event] ??= []).push(f); },
  set: (k, v) => { state[k] = v; (heard["change:" + k] ?? []).forEach((f) => f()); } };
const code = document.getElementById("code").textContent;
const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
(await import(url)).default.render({ model, el: document.getElementById("here") });
</script><script type="text/plain" id="code">%s</script>"""
