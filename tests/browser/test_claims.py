"""The claims notebook in a real JupyterLab: every panel, every control, every receipt."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browser.lab import shoot
from browser.panel import narrow, ran, reset, status, titles
from crossread import actors, claims, corpus, figures, overview, reuse, wording

NAME = "04-claims.ipynb"
UNITS = ("stretches", "statements", "passages", "sides of disputes", "copies", "forms", "numbers")
COMPARED = "Two wordings, word by word"


@pytest.fixture(scope="module")
def tables():
    c = corpus.load()
    statements = claims.find(c, actors.find(c))
    ledger = claims.resolve(c, statements)
    passages = reuse.find(c)
    rows = [
        claims.voices(c, statements),
        claims.said(c, statements),
        claims.receipts(c, ledger),
        claims.disputed(c, ledger),
        reuse.recurring(c, passages),
        wording.told(c, wording.find(c, statements)),
        wording.told(c, wording.numbers(c, statements)),
    ]
    tables = dict(zip(UNITS, (table.reset_index(drop=True) for table in rows), strict=True))
    return tables | {"articles": overview.articles(c)}


@pytest.fixture(scope="module")
def notebook(chromium, lab) -> Iterator[Page]:
    """Run the notebook once for all tests of this module."""
    with ran(chromium, lab, NAME) as page:
        yield page


def test_the_figures_of_the_argument_are_drawn(notebook):
    wanted = ("direct speech", "came over", "more than one outlet", "at odds", "edited", "forms")
    for words in wanted:
        assert any(words in title for title in titles(notebook)), words


@pytest.mark.parametrize("unit", UNITS)
def test_a_panel_opens_on_every_row(notebook, tables, unit):
    own, n = reset(notebook, unit), len(tables[unit])
    assert status(own).startswith(f"{n} of {n} {unit}")
    shoot(notebook, f"claims-{unit.replace(' ', '-')}")


@pytest.mark.parametrize(
    ("unit", "label", "query"),
    [
        ("stretches", "Outlet", "outlet == 'TASS'"),
        ("stretches", "Voice", "voice == 'direct speech'"),
        ("stretches", "Speaker", "speaker == 'Sergey Lavrov'"),
        ("stretches", "Recycled", "is_recycled == False"),
        ("statements", "Who", "who == 'Wendy Morton'"),
        ("statements", "Kind", "kind == 'direct'"),
        ("statements", "Cue class", "cue_class == 'praise'"),
        ("statements", "Outlet", "outlet == 'Trend'"),
        ("statements", "Nested", "is_nested == True"),
        ("statements", "Recycled", "is_recycled == False"),
        ("passages", "Outlet", "outlet == 'TASS'"),
        ("passages", "Stance", "stance == 'attributed'"),
        ("passages", "Speaker", "speaker == 'Armenia'"),
        ("sides of disputes", "Outlet", "outlet == 'TASS'"),
        ("sides of disputes", "Voice", "voice == 'own voice'"),
        ("copies", "Outlet", "outlet == 'Today.Az'"),
        ("forms", "Thing", "thing == 'the region'"),
        ("forms", "Outlet", "outlet == 'TASS'"),
        ("forms", "Voice", "voice == 'own'"),
        ("forms", "Recycled", "is_recycled == False"),
        ("numbers", "Outlet", "outlet == 'TASS'"),
        ("numbers", "Voice", "voice == 'quoted'"),
    ],
)
def test_choosing_a_value_leaves_its_marks(notebook, tables, unit, label, query):
    rows, own = tables[unit], reset(notebook, unit)
    expected = rows.query(query)
    value = query.partition(" == ")[2].strip("'")
    option = {"True": "yes", "False": "no"}.get(value, value)
    assert len(expected)
    chosen = f"{option} ({len(expected)})"
    box = own.get_by_label(label, exact=True)
    narrow(own, len(rows), expected, lambda: box.select_option(label=chosen))


@pytest.mark.parametrize(
    ("unit", "label", "entered", "query"),
    [
        ("stretches", "Published from", "2020-11-01", "published_start >= '2020-11-01'"),
        ("forms", "Published to", "2020-09-01", "published_start < '2020-09-02'"),
        ("passages", "Articles at least", "3", "n_articles >= 3"),
        ("passages", "Articles at most", "1", "n_articles <= 1"),
        ("statements", "Search", "ceasefire", "text.str.contains('ceasefire')"),
        ("numbers", "Search", "percent", "text.str.contains('percent')"),
    ],
)
def test_a_bound_or_a_search_leaves_its_marks(notebook, tables, unit, label, entered, query):
    rows, own = tables[unit], reset(notebook, unit)
    expected = rows.query(query)
    assert 0 < len(expected) < len(rows)
    box = own.get_by_label(label, exact=True)
    narrow(own, len(rows), expected, lambda: box.fill(entered))
    shown = own.locator(".crossread-receipts li > blockquote > mark").all_inner_texts()
    assert shown and set(shown) <= set(expected["text"])


def test_bars_of_words_shrink_to_the_words_that_are_left(notebook, tables):
    rows, own = tables["stretches"], reset(notebook, "stretches")
    n = (rows["speaker"] == "Sergey Lavrov").sum()
    own.get_by_label("Speaker", exact=True).select_option(label=f"Sergey Lavrov ({n})")
    total = "p => p.data.flatMap(t => t.customdata ? t.x : []).reduce((a, b) => a + b, 0)"
    n_words = rows.loc[rows["speaker"] == "Sergey Lavrov", "n_words"].sum()
    assert own.locator(".crossread-plot").evaluate(total) == n_words


@pytest.mark.parametrize(
    ("unit", "views"), [("stretches", figures.voices), ("forms", figures.wordings)]
)
def test_each_figure_can_be_chosen(notebook, tables, unit, views):
    own = reset(notebook, unit)
    for view, draw in views().items():
        own.get_by_label("Figure", exact=True).select_option(label=view)
        title = own.locator(".crossread-plot").evaluate("p => p.layout.title.text")
        assert title == draw(tables[unit]).layout.title.text
        shoot(notebook, f"claims-{unit}-{view.replace(' ', '-')}")


def test_a_mark_opens_its_receipts(notebook, tables):
    own = reset(notebook, "stretches")
    mark = own.locator(".crossread-plot .barlayer .point path").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    notebook.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    own.get_by_text("Receipts of the chosen mark").wait_for()
    shown = own.locator(".crossread-receipts li > blockquote > mark").all_inner_texts()
    assert shown and set(shown) <= set(tables["stretches"]["text"])


def test_any_two_wordings_can_be_set_side_by_side(notebook, tables):
    own = reset(notebook, COMPARED)
    first = tables["copies"].drop_duplicates(["passage", "variant"])
    text = first.set_index(["passage", "variant"])["text"]
    passages = own.get_by_label("Passage", exact=True).locator("option").all_inner_texts()
    for number, passage in enumerate(passages):
        own.get_by_label("Passage", exact=True).select_option(index=number)
        own.locator("del, ins").first.wait_for()
        pair = own.locator(".crossread-receipts li > blockquote > mark").all_inner_texts()
        assert pair[0] == text[passage, 1]
    own.get_by_label("To", exact=True).select_option(index=0)
    assert status(own).startswith("one wording, chosen twice")
    shoot(notebook, "claims-compared")
