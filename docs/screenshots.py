"""Take the two pictures of README.md from a shared copy: python docs/screenshots.py [share]."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from browser.conftest import FLAGS  # noqa: E402
from browser.finding import find  # noqa: E402


def opened(page: Page, path: Path) -> Page:
    page.goto(path.absolute().as_uri())
    page.wait_for_selector("html[data-ready]")
    return page


def keep(element: Locator, name: str) -> None:
    """Store a picture of an element in as few colours as do not show."""
    with Image.open(io.BytesIO(element.screenshot())) as taken:
        few = taken.convert("RGB").quantize(128, Image.Quantize.FASTOCTREE, dither=0)
    few.save(DOCS / f"{name}.png", optimize=True)


def receipts(page: Page) -> None:
    """A mark of the first figure was chosen: its receipts stand below it."""
    figure = page.locator("figure.chart").first
    figure.locator("details.behind summary").first.click()
    figure.locator("tr[data-rows] button").nth(1).click()
    figure.locator("details.behind summary").first.click()
    keep(figure, "receipts")


def panel(page: Page) -> None:
    """A panel was narrowed: the figure follows, and so do its receipts."""
    own = page.locator("[data-panel='0'] section.crossread")
    own.get_by_label("Figure", exact=True).select_option(index=1)
    own.get_by_label("Recycled", exact=True).select_option(index=1)
    page.wait_for_timeout(500)  # the figure is drawn again
    keep(own, "panel")


def main(folder: Path) -> None:
    with sync_playwright() as playwright:
        program = find(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport={"width": 1120, "height": 1000})
        receipts(opened(page, folder / "02-chronology.html"))
        panel(opened(page, folder / "03-actors.html"))
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "share"))
