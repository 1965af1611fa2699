"""The corpus notebook in a real JupyterLab: every control is used, and the figure follows."""

import json
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from browser.conftest import NOTEBOOKS
from browser.lab import open_notebook, shoot
from browser.panel import STATE, n_marks, opened, ran, status, titles
from crossread import corpus, figures, overview, panels


@pytest.fixture(scope="module")
def rows():
    return overview.paragraphs(corpus.load())


@pytest.fixture(scope="module")
def notebook(chromium, lab) -> Iterator[Page]:
    """Run the notebook once for all tests of this module."""
    with ran(chromium, lab, "01-corpus.ipynb") as page:
        yield page


@pytest.fixture
def explorer(notebook) -> Locator:
    panel = notebook.locator("section.crossread[aria-label='paragraphs']")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("button", name="Reset", exact=True).click()
    return panel


@pytest.fixture
def room(notebook) -> Locator:
    panel = notebook.locator("section.crossread[aria-label='Reading room']")
    panel.scroll_into_view_if_needed()
    panel.get_by_role("button", name="Reset", exact=True).click()
    return panel


def test_the_figures_of_the_argument_are_drawn(notebook):
    for words in ("state their date", "credit another house", "carry furniture"):
        assert any(words in title for title in titles(notebook))


def test_a_panel_opens_on_the_whole_table(explorer, rows, notebook):
    assert status(explorer) == f"{len(rows)} of {len(rows)} paragraphs"
    assert n_marks(explorer) == len(rows)
    shoot(notebook, "explore")


@pytest.mark.parametrize("column", ["outlet", "part"])
def test_choosing_a_value_leaves_its_marks(explorer, rows, column):
    select = explorer.get_by_label(column.capitalize(), exact=True)
    for value in rows[column].unique():
        select.select_option(label=f"{value} ({(rows[column] == value).sum()})")
        expected = rows[rows[column] == value]
        assert status(explorer).startswith(f"{len(expected)} of {len(rows)}")
        assert n_marks(explorer) == len(expected)


@pytest.mark.parametrize(
    ("label", "entered", "query"),
    [
        ("Published from", "2020-11-01", "published >= '2020-11-01'"),
        ("Published to", "2020-10-31", "published < '2020-11-01'"),
        ("Words at least", "40", "n_words >= 40"),
        ("Words at most", "5", "n_words <= 5"),
        ("Search", "ceasefire", "text.str.contains('ceasefire')"),
    ],
)
def test_a_bound_or_a_search_leaves_its_marks(explorer, rows, label, entered, query):
    expected = rows.query(query)
    assert 0 < len(expected) < len(rows)
    explorer.get_by_label(label, exact=True).fill(entered)
    assert status(explorer).startswith(f"{len(expected)} of {len(rows)}")
    assert n_marks(explorer) == len(expected)
    shown = explorer.locator(".crossread-receipts mark").all_inner_texts()
    assert shown == expected["text"].head(len(shown)).tolist()


def test_a_choice_that_nothing_fits_is_said_and_no_error(explorer, rows, seen):
    explorer.get_by_label("Search", exact=True).fill("zeppelin")
    assert status(explorer) == f"0 of {len(rows)} paragraphs: none fits this choice"
    assert n_marks(explorer) == 0


def test_a_mark_opens_its_paragraph_compared_with_the_file(explorer, rows, notebook):
    body = rows[(rows["part"] == "body")].iloc[0]
    mark = explorer.locator(".crossread-plot .trace").nth(3).locator(".point path").first
    box = mark.bounding_box()
    notebook.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    receipts = explorer.locator(".crossread-receipts li")
    explorer.get_by_text("Receipts of the chosen mark").wait_for()
    assert receipts.count() == 1
    assert receipts.locator("mark").inner_text() == body["text"]
    assert "word for word as in the file" in receipts.inner_text()
    explorer.get_by_role("button", name="Show all").click()
    assert receipts.count() == 10
    explorer.get_by_role("button", name="Show more").click()
    assert receipts.count() == 20


def test_the_reading_room_shows_each_article_with_its_parts(room):
    c = corpus.load()
    names = overview.articles(c)["label"]
    for key, name in zip(c.articles["article_id"], names, strict=True):
        room.get_by_label("Article", exact=True).select_option(label=name)
        own = c.paragraphs[c.paragraphs["article_id"] == key]
        assert room.locator(".crossread-tag").all_inner_texts() == own["part"].tolist()
        assert room.locator(".crossread-sheet .crossread-heading").inner_text() == name


def test_key_words_stand_in_context_in_the_order_asked_for(room, notebook):
    hits = panels.kwic(overview.articles(corpus.load()), "ceasefire")
    room.get_by_label("Search", exact=True).fill("ceasefire")
    cells = room.locator(".crossread-kwic tbody tr")
    assert cells.count() == len(hits)
    assert n_marks(room) == len(hits)
    found = room.locator(".crossread-kwic tbody td:nth-child(3)")
    assert found.all_inner_texts() == hits["right"].tolist()
    shoot(notebook, "read")
    room.get_by_label("Sort by").select_option(label="right")
    assert found.all_inner_texts() == sorted(hits["right"], key=str.casefold)
    room.get_by_label("Sort by").select_option(label="left")
    before = room.locator(".crossread-kwic tbody td:nth-child(1)").all_inner_texts()
    last = [words.split()[-1].casefold() for words in before]
    assert last == sorted(last)


def test_a_search_can_be_kept_to_one_article_and_a_hit_opens_it(room):
    room.get_by_label("Search", exact=True).fill("ceasefire")
    room.locator(".crossread-kwic button").last.click()
    assert room.locator(".crossread-sheet mark").count() > 0
    chosen = room.locator(".crossread-sheet .crossread-heading").inner_text()
    room.get_by_label("Search in").select_option(label="this article")
    shown = room.locator(".crossread-kwic td:nth-child(4)").all_inner_texts()
    assert set(shown) == {chosen}
    assert n_marks(room) == len(shown)


def test_panels_work_without_a_kernel(page, tmp_path, rows, seen):
    stored = json.loads((NOTEBOOKS / "01-corpus.ipynb").read_text(encoding="utf-8"))
    state = stored["metadata"]["widgets"][STATE]["state"].values()
    panel = opened(page, tmp_path, next(m["state"]["spec"] for m in state if "spec" in m["state"]))
    page.wait_for_selector(".crossread-plot .main-svg")
    panel.get_by_label("Part", exact=True).select_option(index=1)
    chosen = sorted(rows["part"].unique())[0]
    assert n_marks(panel) == (rows["part"] == chosen).sum()
    assert seen.errors == []


def test_panels_of_an_empty_corpus_open_without_an_error(page, tmp_path, seen):
    (tmp_path / "raw").mkdir()
    c = corpus.load(tmp_path / "raw", cache=None)
    articles = overview.articles(c)
    for panel in (
        panels.explore(overview.paragraphs(c), figures.paragraphs, articles, ["outlet"]),
        panels.read(articles, c.paragraphs),
    ):
        shown = opened(page, tmp_path, panel.spec)
        shown.get_by_label("Search", exact=True).fill("boat")
        assert status(shown).startswith("0 ")
    assert seen.errors == []


def test_panels_are_drawn_in_a_trusted_notebook_that_was_not_run(lab_page, lab):
    shutil.copy(lab.notebooks / "01-corpus.ipynb", lab.notebooks / "unrun.ipynb")
    open_notebook(lab_page, "unrun.ipynb")
    lab_page.wait_for_selector("section.crossread .crossread-plot .main-svg", timeout=30_000)
