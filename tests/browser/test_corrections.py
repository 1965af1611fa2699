"""A reader corrects the chronology with mouse and keyboard in a real JupyterLab."""

import csv
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from browser.conftest import NOTEBOOKS
from browser.lab import Lab, run_all, shoot
from browser.panel import opened, ran, status
from crossread import (
    actors,
    chronology,
    claims,
    corpus,
    corrections,
    figures,
    lexicon,
    overview,
    panels,
)
from crossread.corrections import log


def folder(place: Path) -> Path:
    """Copy what the suite ships, so that nothing of it is written to."""
    for name in ("raw", "handmade"):
        shutil.copytree(lexicon.DATA / name, place / name)
    return place


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return folder(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def notebook(chromium, browser_path, data, tmp_path_factory) -> Iterator[Page]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSREAD_DATA", str(data))
        with (
            Lab(NOTEBOOKS, tmp_path_factory.mktemp("lab")) as lab,
            ran(chromium, lab, "02-chronology.ipynb") as page,
        ):
            yield page


def found(page: Page) -> Locator:
    panel = page.locator("section.crossread[aria-label='dates']")
    panel.scroll_into_view_if_needed()
    return panel


def lines(data: Path) -> list[dict[str, str]]:
    with log.path(data / "handmade").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def title(panel: Locator) -> str:
    return panel.locator(".crossread-plot").evaluate("p => p.layout.title.text")


LONG_WORD = """mark => {
    const word = mark.textContent.match(/\\w{5,}/);
    const range = document.createRange();
    range.setStart(mark.firstChild, word.index);
    range.setEnd(mark.firstChild, word.index + word[0].length);
    return range.getClientRects()[0].toJSON();
}"""


def receipt(panel: Locator, nth: int) -> Locator:
    return panel.locator(".crossread-receipts > li").nth(nth)


def change(panel: Locator, data: Path) -> None:
    """Give a date another value, by mouse."""
    own = receipt(panel, 0)
    words = own.locator(".crossread-about").inner_text().split("”")[0].removeprefix("“")
    own.get_by_role("button", name="Change…").click()
    form = own.get_by_role("form")
    form.get_by_label("Is", exact=True).fill("1999-05")
    form.get_by_label("Why", exact=True).fill('the year, they say, was "1999"')
    form.get_by_label("Your name", exact=True).fill("Ada")
    form.get_by_role("button", name="Save").click()
    form.get_by_text("Saved as line 2 of corrections.csv.").wait_for()
    assert "run again" in form.inner_text()
    [line] = lines(data)
    assert (line["who"], line["action"], line["is"]) == ("Ada", "change", "1999-05")
    assert (line["text"], line["why"]) == (words, 'the year, they say, was "1999"')


def reject(panel: Locator, data: Path) -> None:
    """Say that something is no date, by keyboard; the name is known by now."""
    own, keyboard = receipt(panel, 1), panel.page.keyboard
    own.get_by_role("button", name="No date").focus()
    keyboard.press("Enter")
    assert own.get_by_label("Your name", exact=True).input_value() == "Ada"
    keyboard.press("Enter")
    own.get_by_text("Saved as line 3").wait_for()
    assert lines(data)[1]["action"] == "reject"


def add(panel: Locator, data: Path) -> None:
    """Add a date that was missed, by selecting its words."""
    own, mouse = receipt(panel, 2), panel.page.mouse
    own.scroll_into_view_if_needed()
    box = own.locator("blockquote mark").evaluate(LONG_WORD)
    mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    own.get_by_role("button", name="Add a date…").click()
    chosen = own.get_by_label("Words", exact=True).input_value()
    assert len(chosen) >= 5
    own.get_by_label("Is", exact=True).fill("2001")
    panel.page.keyboard.press("Enter")
    own.get_by_text("Saved as line 4").wait_for()
    assert (lines(data)[2]["text"], lines(data)[2]["action"]) == (chosen, "add")


def undo(panel: Locator, line: int) -> None:
    panel.get_by_role("button", name="Undo:").first.click()
    form = panel.get_by_role("form")
    form.get_by_role("button", name="Save").click()
    form.get_by_text(f"Saved as line {line} of corrections.csv").wait_for()
    form.get_by_role("button", name="Cancel").click()


TITLE = "document.querySelector(\"[aria-label='dates'] .crossread-plot\")?.layout?.title?.text"


def test_a_reader_corrects_rejects_adds_and_undoes(notebook, data):
    shipped = log.path(lexicon.DATA / "handmade").read_bytes()
    panel = found(notebook)
    n, before = int(status(panel).split()[0]), title(panel)
    change(panel, data)
    shoot(notebook, "corrected")
    reject(panel, data)
    add(panel, data)

    assert run_all(notebook) == []
    panel = found(notebook)
    notebook.wait_for_function(f"before => {TITLE} !== before", arg=before)
    assert status(panel) == f"{n} of {n} dates"  # one less, one more
    assert notebook.get_by_text("3 corrections are applied.").count() == 1
    show = panel.get_by_label("Show", exact=True)
    show.select_option(label="machine")
    assert (title(panel), status(panel)) == (before, f"{n} of {n} dates")
    show.select_option(label="difference")
    assert int(status(panel).split()[0]) >= 4
    shoot(notebook, "difference")

    for line in (5, 6, 7):
        undo(panel, line)
    assert [line["action"] for line in lines(data)][3:] == ["undo"] * 3
    assert run_all(notebook) == []
    notebook.wait_for_function(f"before => {TITLE} === before", arg=before)
    assert log.path(lexicon.DATA / "handmade").read_bytes() == shipped


def test_without_a_kernel_the_line_is_there_to_copy(page, tmp_path, seen):
    c = corpus.load(folder(tmp_path) / "raw", cache=None)
    told, articles = chronology.told(c), overview.articles(c)
    offer = corrections.offer(c, "timexes", tell=chronology.told)
    made = panels.explore(told, figures.chronology(articles), articles, unit="dates", correct=offer)
    panel = opened(page, tmp_path, json.loads(json.dumps(made.spec)))
    first = panel.locator(".crossread-receipts > li").first
    first.get_by_role("button", name="Change…").click()
    form = first.get_by_role("form")
    form.get_by_label("Is", exact=True).fill("1999-05")
    form.get_by_label("Your name", exact=True).fill("Ada")
    form.get_by_role("button", name="Save").click()
    area = form.get_by_label("line to copy")
    area.wait_for()
    log.path(c.handmade).write_text(log.HEAD + area.input_value() + "\n", encoding="utf-8")
    again = corpus.load(tmp_path / "raw", cache=None)
    assert again.corrections["status"].tolist() == ["in force"]
    assert chronology.told(again).iloc[0]["value"] == "1999-05"
    assert seen.errors == []


def test_words_are_added_in_the_reading_room_as_they_stand(page, tmp_path, seen):
    raw = tmp_path / "raw"
    raw.mkdir()
    text = "Ferry lost\n\nBy Anon\n\nThe 𝔖 ferry\n  sank at dawn, they said. It sank twice.\n"
    (raw / "a.txt").write_text(text, encoding="utf-8")
    c = corpus.load(raw, handmade=tmp_path / "handmade", cache=None)
    offer = corrections.offer(c, "timexes", "mentions")
    made = panels.read(overview.articles(c), c.paragraphs, correct=offer)
    panel = opened(page, tmp_path, json.loads(json.dumps(made.spec)))

    def added(words: str | None) -> log.Line:
        panel.get_by_role("button", name="Add what the tables lack…").click()
        form = panel.get_by_role("form")
        if words:
            form.get_by_label("Words", exact=True).fill(words)
        form.get_by_label("Is", exact=True).fill("2001")
        form.get_by_label("Your name", exact=True).fill("Ada")
        form.get_by_role("button", name="Save").click()
        line = form.get_by_label("line to copy").input_value()
        (tmp_path / "handmade").mkdir(exist_ok=True)
        log.path(c.handmade).write_text(log.HEAD + line + "\n", encoding="utf-8")
        form.get_by_role("button", name="Cancel").click()
        return log.read(c.handmade)[0]

    # typed: with a line's end between them
    place = added("ferry sank").place
    assert text[place.start : place.end] == place.text == "ferry\n  sank"
    # selected by mouse, as a reader does
    part = panel.locator(".crossread-part", has_text="sank at dawn")
    page.evaluate(
        """() => {
            const node = [...document.querySelectorAll('.crossread-part')].at(-1).lastChild;
            const at = node.data.indexOf('dawn');
            getSelection().setBaseAndExtent(node, at, node, at + 4);
        }"""
    )
    assert part.count() == 1
    place = added(None).place
    assert text[place.start : place.end] == place.text == "dawn"
    # words that stand twice can't be meant
    panel.get_by_role("button", name="Add what the tables lack…").click()
    form = panel.get_by_role("form")
    form.get_by_label("Words", exact=True).fill("sank")
    form.get_by_label("Is", exact=True).fill("2001")
    form.get_by_role("button", name="Save").click()
    form.get_by_text("These words stand here 2 times").wait_for()
    page.keyboard.press("Escape")
    assert panel.get_by_role("form").count() == 0
    assert seen.errors == []


def test_a_claim_is_merged_with_another_by_its_words(page, tmp_path, seen):
    c = corpus.load(folder(tmp_path) / "raw", cache=None)
    statements = claims.find(c, actors.find(c))
    told, articles = claims.receipts(c, claims.resolve(c, statements)), overview.articles(c)
    draw = partial(figures.ledger, articles=articles)
    offer = corrections.offer(c, "claim_mentions")
    made = panels.explore(told, draw, articles, unit="passages", correct=offer)
    panel = opened(page, tmp_path, json.loads(json.dumps(made.spec)))
    own = receipt(panel, 0)
    own.get_by_role("button", name="Same claim as…").click()
    form = own.get_by_role("form")
    known = made.spec["correct"]["known"]
    [place] = [place for place, label in known if label == told["claim"].iloc[-1]]
    form.get_by_label("Claim", exact=True).fill(place)
    form.get_by_label("Your name", exact=True).fill("Ada")
    form.get_by_role("button", name="Save").click()
    line = form.get_by_label("line to copy").input_value()
    log.path(c.handmade).write_text(log.HEAD + line + "\n", encoding="utf-8")
    again = corpus.load(tmp_path / "raw", cache=None)
    ledger = claims.resolve(again, statements)
    assert again.corrections["status"].tolist() == ["in force"]
    assert len(ledger.claims) == told["claim_id"].nunique() - 1
    assert seen.errors == []
