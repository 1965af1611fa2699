"""Run crossread from the command line."""

import argparse
from pathlib import Path

from . import lexicon, notebooks


def main() -> None:
    """Execute notebooks again and store what they show."""
    parser = argparse.ArgumentParser(prog="crossread")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="run notebooks again and store what they show")
    run.add_argument("notebook", nargs="*", type=Path, help="all of notebooks/ without one")
    for path in parser.parse_args().notebook or sorted(
        (lexicon.PROJECT / "notebooks").glob("*.ipynb")
    ):
        print(f"Running {path.name}")
        notebooks.run(path)


if __name__ == "__main__":
    main()
