"""The actors notebook in a real JupyterLab: every figure, every control, every receipt."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browser.conftest import NOTEBOOKS
from browser.lab import shoot
from browser.panel import STATE, drawn, narrow, opened, ran, reset, status, titles
from crossread import actors, corpus, figures, panels

NAME = "03-actors.ipynb"


@pytest.fixture(scope="module")
def tables():
    c = corpus.load()
    mentions = actors.find(c)
    tied = actors.tied(c, actors.ties(c, mentions), actors.resolve(c, mentions))
    return {"mentions": actors.named(c, mentions), "ties": tied, "terms": actors.terms(c)}


@pytest.fixture(scope="module")
def notebook(chromium, lab) -> Iterator[Page]:
    """Run the notebook once for all tests of this module."""
    with ran(chromium, lab, NAME) as page:
        yield page


def test_the_figures_of_the_argument_are_drawn(notebook):
    for words in ("mentions of", "speak", "say what two do", "by their office", "several forms"):
        assert any(words in title for title in titles(notebook)), words


@pytest.mark.parametrize("unit", ["mentions", "ties"])
def test_a_panel_opens_on_every_row(notebook, tables, unit):
    rows = tables[unit]
    own = reset(notebook, unit)
    assert status(own) == f"{len(rows)} of {len(rows)} {unit}"
    shoot(notebook, f"actors-{unit}")


@pytest.mark.parametrize("view", list(figures.actors(None)))
def test_each_figure_can_be_chosen_and_follows_the_controls(notebook, tables, view):
    rows, own = tables["mentions"], reset(notebook, "mentions")
    own.get_by_label("Figure", exact=True).select_option(label=view)
    title = own.locator(".crossread-plot").evaluate("p => p.layout.title.text")
    assert title == figures.actors(tables["terms"])[view](rows).layout.title.text
    whole = drawn(own)
    n = int((rows["outlet"] == "TASS").sum())
    own.get_by_label("Outlet", exact=True).select_option(label=f"TASS ({n})")
    assert drawn(own) == whole & set(rows[rows["outlet"] == "TASS"].index)
    shoot(notebook, f"actors-{view}")


def test_the_network_can_be_drawn_around_an_actor(notebook, tables):
    rows, own = tables["ties"], reset(notebook, "ties")
    for view, draw in figures.networks(rows).items():
        own.get_by_label("Figure", exact=True).select_option(label=view)
        title = own.locator(".crossread-plot").evaluate("p => p.layout.title.text")
        assert title == draw(rows).layout.title.text
    shoot(notebook, "actors-around")


@pytest.mark.parametrize(
    ("unit", "label", "column", "option"),
    [
        ("mentions", "Outlet", "outlet", "Trend"),
        ("mentions", "Type", "type", "person"),
        ("mentions", "Form", "form", "role"),
        ("mentions", "Voice", "voice", "quoted"),
        ("mentions", "Quoted", "is_quoted", "yes"),
        ("mentions", "Recycled", "is_recycled", "no"),
        ("ties", "Kind", "kind", "called"),
        ("ties", "Outlet", "outlet", "TASS"),
        ("ties", "Recycled", "is_recycled", "yes"),
    ],
)
def test_choosing_a_value_leaves_its_marks(notebook, tables, unit, label, column, option):
    rows, own = tables[unit], reset(notebook, unit)
    value = {"yes": True, "no": False}.get(option, option)
    expected = rows[rows[column] == value]
    assert 0 < len(expected) < len(rows)
    chosen = f"{option} ({len(expected)})"
    box = own.get_by_label(label, exact=True)
    narrow(own, len(rows), expected, lambda: box.select_option(label=chosen))


@pytest.mark.parametrize(
    ("unit", "label", "entered", "query"),
    [
        ("mentions", "Published from", "2020-11-01", "published_start >= '2020-11-01'"),
        ("mentions", "Published to", "2020-09-01", "published_start < '2020-09-02'"),
        ("mentions", "Search", "ceasefire", "text.str.contains('ceasefire')"),
        ("ties", "Ties at least", "3", "n_ties >= 3"),
        ("ties", "Ties at most", "1", "n_ties <= 1"),
        ("ties", "Search", "Lavrov", "pair.str.contains('Lavrov')"),
    ],
)
def test_a_bound_or_a_search_leaves_its_marks(notebook, tables, unit, label, entered, query):
    rows, own = tables[unit], reset(notebook, unit)
    expected = rows.query(query)
    assert 0 < len(expected) < len(rows)
    box = own.get_by_label(label, exact=True)
    narrow(own, len(rows), expected, lambda: box.fill(entered))
    shown = own.locator(".crossread-receipts mark").all_inner_texts()
    assert shown == expected["text"].head(len(shown)).tolist()


def test_a_bar_opens_its_sentences(notebook, tables):
    own = reset(notebook, "mentions")
    mark = own.locator(".crossread-plot .barlayer .point path").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    notebook.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    own.get_by_text("Receipts of the chosen mark").wait_for()
    shown = own.locator(".crossread-receipts li mark").all_inner_texts()
    assert shown and set(shown) <= set(tables["mentions"]["text"])


def test_the_panels_work_without_a_kernel(page, tmp_path, seen):
    stored = json.loads((NOTEBOOKS / NAME).read_text(encoding="utf-8"))
    state = stored["metadata"]["widgets"][STATE]["state"].values()
    for spec in [model["state"]["spec"] for model in state if "spec" in model["state"]]:
        own = opened(page, tmp_path, spec)
        page.wait_for_selector(".crossread-plot .main-svg")
        own.get_by_label("Outlet", exact=True).select_option(index=1)
        assert status(own).endswith(panels.unpacked(spec)["unit"])
        assert drawn(own)
    assert seen.errors == []
