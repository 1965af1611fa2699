"""Fixtures of the tests that need a browser: `lab_page`, `page` and `seen`.

Every test here also fails if a page of its own asks for anything that is not on this machine.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from browser.finding import HOW_TO_GET_ONE, find
from browser.lab import Lab, Seen

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
SIZE = {"width": 1280, "height": 1600}
NOT_RUN = pytest.StashKey[bool]()

FLAGS = [
    "--no-sandbox",  # as root Chromium has no sandbox, and it opens nothing but our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name leads anywhere, so that a page that needs the network fails here as it does offline.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and run them last.

    Last, because Playwright keeps an event loop running in this thread, where nbval would meet it.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close with what did not run: a line among the skips is soon overlooked."""
    if config.stash.get(NOT_RUN, False):
        print(f"Browser tests did NOT run, as no browser was found: {HOW_TO_GET_ONE}.")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser_path(playwright: Playwright, request: pytest.FixtureRequest) -> Path:
    if path := find(Path(playwright.chromium.executable_path)):
        return path
    if os.environ.get("CI", "").lower() == "true":  # where nobody would see that they are skipped
        pytest.fail(f"no browser found: {HOW_TO_GET_ONE}", pytrace=False)
    request.config.stash[NOT_RUN] = True
    pytest.skip(f"no browser found: {HOW_TO_GET_ONE}")


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, browser_path: Path) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def lab(browser_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start one JupyterLab for all tests; asks for a browser first, to start none in vain."""
    with Lab(NOTEBOOKS, tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def seen() -> Seen:
    """Collect what the pages of this test complain of and ask of the network."""
    return Seen()


@pytest.fixture
def page(chromium: Browser, seen: Seen) -> Iterator[Page]:
    """Open an empty page, for files that are opened from disk."""
    with _watched(chromium.new_context(viewport=SIZE), seen) as context:
        yield context.new_page()


@pytest.fixture
def lab_page(chromium: Browser, lab: Lab, seen: Seen) -> Iterator[Page]:
    """Open a page that is signed in to the JupyterLab; `open_notebook` and `run_all` take it."""
    with _watched(chromium.new_context(viewport=SIZE, base_url=lab.url), seen) as context:
        context.request.get(f"/lab?token={lab.token}").dispose()  # a cookie stays
        yield context.new_page()


@contextmanager
def _watched(context: BrowserContext, seen: Seen) -> Iterator[BrowserContext]:
    seen.watch(context)
    yield context
    context.close()
    assert seen.outside == [], "a page asked for something that is not on this machine"
