"""Find a browser that Playwright can drive."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",  # is Chromium too, and on every Windows
)
HOW_TO_GET_ONE = (
    "install Chromium or Google Chrome, "
    f"or run '{sys.executable} -m playwright install chromium', "
    "or name one in CROSSREAD_BROWSER"
)


def find(playwrights_own: Path) -> Path | None:
    """Find the browser that was asked for, or one that is installed, or Playwright's own.

    A browser that was asked for and is not there is an error, never a reason to take another.
    """
    if asked := os.environ.get("CROSSREAD_BROWSER"):
        if found := shutil.which(asked):
            return Path(found)
        raise FileNotFoundError(f"CROSSREAD_BROWSER={asked}: no such program; {HOW_TO_GET_ONE}.")
    return next((path for path in [*_installed(), playwrights_own] if path.is_file()), None)


def _installed() -> list[Path]:
    on_path = [Path(found) for name in NAMES if (found := shutil.which(name))]
    if sys.platform == "darwin":
        homes = [Path("/Applications"), Path.home() / "Applications"]
        return on_path + [home / place for home in homes for place in MAC]
    if sys.platform == "win32":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        homes = [Path(os.environ[name]) for name in variables if name in os.environ]
        return on_path + [home / place for place in WINDOWS for home in homes]
    return on_path
