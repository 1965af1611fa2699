"""What tests of shared pages have in common: making a copy, opening it, reading it."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import lxml.html
from playwright.sync_api import Locator, Page

from browser.conftest import NOTEBOOKS

STEMS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
READY = "html[data-ready]"


def make(out: Path, *words: str, **environment: str) -> Path:
    """Write a shared copy, as a reader does."""
    command = [sys.executable, "-m", "crossread", "share", *words, "--out", str(out)]
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return out


def opened(page: Page, path: Path) -> Page:
    page.goto(path.as_uri())
    page.wait_for_selector(READY)
    return page


def data(path: Path) -> dict[str, Any]:
    """Read what the script of a page draws."""
    return json.loads(tree(path).get_element_by_id("data").text)


def tree(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def drawn(plot: Locator) -> str:
    """Give what a figure draws, to tell whether it changed."""
    return plot.evaluate("p => JSON.stringify([p.data.map(t => [t.x, t.y]), p.layout.title])")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
