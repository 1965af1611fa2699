"""The chronology notebook in a real JupyterLab: every figure, every control, every receipt."""

import json
from collections.abc import Iterator

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page

from browser.conftest import NOTEBOOKS
from browser.lab import shoot
from browser.panel import STATE, opened, ran, status, titles
from crossread import chronology, corpus, figures, overview

VIEWS = list(figures.chronology(overview.articles(corpus.load())))


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    c = corpus.load()
    timexes = chronology.find(c)
    return chronology.told(c, timexes, chronology.resolve(c, timexes))


@pytest.fixture(scope="module")
def notebook(chromium, lab) -> Iterator[Page]:
    """Run the notebook once for all tests of this module."""
    with ran(chromium, lab, "02-chronology.ipynb") as page:
        yield page


@pytest.fixture
def panel(notebook) -> Locator:
    panel = notebook.locator("section.crossread[aria-label='dates']")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("button", name="Reset", exact=True).click()
    return panel


def drawn(panel: Locator) -> set[int]:
    """List the rows behind the marks that Plotly has drawn."""
    listed = "p => p.data.flatMap(t => (t.customdata ?? []).flat())"
    return set(panel.locator(".crossread-plot").evaluate(listed))


def test_the_figures_of_the_argument_are_drawn(notebook):
    for words in ("told in 5 articles", "disagree", "time of printing", "farthest back"):
        assert any(words in title for title in titles(notebook)), words
    for words in ("articles tell of one event", "is told of most often"):
        assert any(words in title for title in titles(notebook)), words


def test_the_panel_opens_on_every_date(panel, rows, notebook):
    assert status(panel) == f"{len(rows)} of {len(rows)} dates"
    assert drawn(panel) == set(rows.index)
    shoot(notebook, "dates")


@pytest.mark.parametrize("view", VIEWS)
def test_each_figure_can_be_chosen_and_follows_the_controls(panel, rows, view, notebook):
    panel.get_by_label("Figure", exact=True).select_option(label=view)
    draw = figures.chronology(overview.articles(corpus.load()))[view]
    title = panel.locator(".crossread-plot").evaluate("p => p.layout.title.text")
    assert title == draw(rows).layout.title.text
    whole = drawn(panel)
    assert status(panel).startswith(f"{len(rows)} of")
    n = int((rows["outlet"] == "TASS").sum())
    panel.get_by_label("Outlet", exact=True).select_option(label=f"TASS ({n})")
    assert drawn(panel) == whole & set(rows[rows["outlet"] == "TASS"].index)
    shoot(notebook, f"view-{view}")


@pytest.mark.parametrize(
    ("label", "column", "option"),
    [
        ("Outlet", "outlet", "Trend"),
        ("Precision", "precision", "month"),
        ("Quoted", "is_quoted", "yes"),
        ("Quoted", "is_quoted", "no"),
        ("Recycled", "is_recycled", "no"),
    ],
)
def test_choosing_a_value_leaves_its_marks(panel, rows, label, column, option):
    value = {"yes": True, "no": False}.get(option, option)
    expected = rows[rows[column] == value]
    panel.get_by_label(label, exact=True).select_option(label=f"{option} ({len(expected)})")
    assert 0 < len(expected) < len(rows)
    assert status(panel).startswith(f"{len(expected)} of {len(rows)}")
    assert drawn(panel) == set(expected.index)


@pytest.mark.parametrize(
    ("label", "entered", "query"),
    [
        ("Earliest from", "2020-11-01", "earliest >= '2020-11-01'"),
        ("Earliest to", "1994-12-31", "earliest < '1995-01-01'"),
        ("Search", "ceasefire", "text.str.contains('ceasefire')"),
    ],
)
def test_a_bound_or_a_search_leaves_its_marks(panel, rows, label, entered, query):
    expected = rows.query(query)
    assert 0 < len(expected) < len(rows)
    panel.get_by_label(label, exact=True).fill(entered)
    assert status(panel).startswith(f"{len(expected)} of {len(rows)}")
    assert drawn(panel) == set(expected.index)
    shown = panel.locator(".crossread-receipts mark").all_inner_texts()
    assert shown == expected["text"].head(len(shown)).tolist()


def test_a_square_opens_the_sentences_of_its_article(panel, rows, notebook):
    panel.get_by_label("Figure", exact=True).select_option(label="what is retold")
    mark = panel.locator(".crossread-plot .trace").nth(1).locator("path.point").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    notebook.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel.get_by_text("Receipts of the chosen mark").wait_for()
    receipts = panel.locator(".crossread-receipts li")
    shown = receipts.locator("mark").all_inner_texts()
    assert shown and set(shown) <= set(rows["text"])
    assert "word for word as in the file" in receipts.first.inner_text()


def test_the_panel_works_without_a_kernel(page, tmp_path, rows, seen):
    stored = json.loads((NOTEBOOKS / "02-chronology.ipynb").read_text(encoding="utf-8"))
    state = stored["metadata"]["widgets"][STATE]["state"].values()
    panel = opened(page, tmp_path, next(m["state"]["spec"] for m in state if "spec" in m["state"]))
    page.wait_for_selector(".crossread-plot .main-svg")
    for view in VIEWS:
        panel.get_by_label("Figure", exact=True).select_option(label=view)
        panel.get_by_label("Quoted", exact=True).select_option(index=2)
        assert drawn(panel) <= set(rows[rows["is_quoted"]].index)
    assert seen.errors == []
