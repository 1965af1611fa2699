"""Run crossread from the command line."""

import argparse
import os
import sys
from pathlib import Path

import pandas as pd

from . import authority, lexicon, notebooks


def main() -> None:
    """Do what the first word on the command line says."""
    parser = argparse.ArgumentParser(prog="crossread")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="run notebooks again and store what they show")
    run.add_argument("notebook", nargs="*", type=Path, help="all of notebooks/ without one")
    run.set_defaults(work=lambda asked: _run(asked.notebook))
    check = commands.add_parser("check", help="look over actors, aliases, roles and groups")
    check.add_argument("folder", nargs="?", type=Path, help="of decisions; that of the data")
    check.set_defaults(work=lambda asked: _check(asked.folder))
    asked = parser.parse_args()
    asked.work(asked)


def _run(paths: list[Path]) -> None:
    """Execute notebooks again and store what they show."""
    for path in paths or sorted((lexicon.PROJECT / "notebooks").glob("*.ipynb")):
        print(f"Running {path.name}")
        notebooks.run(path)


def _check(folder: Path | None) -> None:
    """Print what is wrong with decisions and what to know of them; rows in error give status 1."""
    folder = folder or Path(os.environ.get("CROSSREAD_DATA") or lexicon.DATA) / "handmade"
    if not folder.is_dir():
        sys.exit(f"{folder}: no such folder. Name one that holds actors.csv and its like.")
    found = authority.check(folder)
    with pd.option_context("display.max_colwidth", None, "display.width", None):
        print(found.drop(columns="is_error").to_string(index=False) if len(found) else "No finding")
    n_errors = int(found["is_error"].sum())
    print(f"\n{len(found)} findings in {folder}, {n_errors} of them errors")
    sys.exit(n_errors > 0)


if __name__ == "__main__":
    main()
