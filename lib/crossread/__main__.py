"""Run crossread from the command line."""

import argparse
import os
import sys
from itertools import chain
from pathlib import Path

import pandas as pd

from . import authority, corrections, lexicon, notebooks, stills, wording


def main() -> None:
    """Do what the first word on the command line says."""
    parser = argparse.ArgumentParser(prog="crossread")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="run notebooks again and store what they show")
    run.add_argument("notebook", nargs="*", type=Path, help="all of notebooks/ without one")
    run.add_argument("--no-stills", action="store_true", help="leave still images out")
    run.set_defaults(work=lambda asked: _run(asked.notebook, not asked.no_stills))
    copy = commands.add_parser("share", help="write pages that need no network and no kernel")
    copy.add_argument("notebook", nargs="*", type=Path, help="all of notebooks/ without one")
    copy.add_argument(
        "--excerpts",
        type=_count,
        metavar="N",
        help="leave the articles out; quote at most N words at a stretch",
    )
    copy.add_argument("--out", type=Path, default=Path("share"), help="folder, share/ without it")
    copy.set_defaults(work=lambda asked: _share(asked.notebook, asked.out, asked.excerpts))
    make = commands.add_parser("tables", help="make all tables of a folder and keep them")
    make.add_argument("folder", nargs="?", type=Path, help="of articles; that of the data")
    make.set_defaults(work=lambda asked: _tables(asked.folder))
    check = commands.add_parser("check", help="look over the tables of decisions")
    check.add_argument("folder", nargs="?", type=Path, help="of decisions; that of the data")
    check.set_defaults(work=lambda asked: _check(asked.folder))
    asked = parser.parse_args()
    asked.work(asked)


def _run(paths: list[Path], with_stills: bool) -> None:
    """Execute notebooks again and store what they show."""
    for path in paths or _notebooks():
        print(f"Running {path.name}")
        if n_missing := notebooks.run(path, with_stills):
            print(f"{n_missing} figures have no still image: {stills.NEEDS}")


def _count(text: str) -> int:
    n = int(text)
    if n < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a number of words, 1 or more")
    return n


def _share(paths: list[Path], out: Path, excerpts: int | None) -> None:
    """Write a copy that can be handed on."""
    from . import share

    chosen = paths or _notebooks()
    print(f"Executing {', '.join(path.name for path in chosen)}")
    try:
        n_missing = share.share(chosen, out.absolute(), excerpts)
    except FileExistsError as error:
        sys.exit(str(error))
    if n_missing:
        print(f"{n_missing} figures have no still image: {stills.NEEDS}")
    print(f"Open {out / 'index.html'}")


def _tables(folder: Path | None) -> None:
    """Make all tables, so that notebooks find them made, and print how many rows each has."""
    from . import scale

    c = scale.ready(folder)
    for name, table in chain(scale.tables(c), scale.beside(c)):
        print(f"{name:15} {len(table):>11,} rows", flush=True)


def _notebooks() -> list[Path]:
    return sorted((lexicon.PROJECT / "notebooks").glob("*.ipynb"))


def _check(folder: Path | None) -> None:
    """Print what is wrong with decisions and what to know of them; rows in error give status 1."""
    folder = folder or Path(os.environ.get("CROSSREAD_DATA") or lexicon.DATA) / "handmade"
    if not folder.is_dir():
        sys.exit(f"{folder}: no such folder. Name one that holds actors.csv and its like.")
    found = [part.check(folder) for part in (authority, wording, corrections)]
    found = pd.concat(found, ignore_index=True)
    with pd.option_context("display.max_colwidth", None, "display.width", None):
        print(found.drop(columns="is_error").to_string(index=False) if len(found) else "No finding")
    n_errors = int(found["is_error"].sum())
    print(f"\n{len(found)} findings in {folder}, {n_errors} of them errors")
    sys.exit(n_errors > 0)


if __name__ == "__main__":
    main()
