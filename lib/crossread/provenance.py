"""Say what a notebook or a page was made from: corpus, versions, corrections, command."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version

from . import lexicon, stamps
from .corpus import Corpus

PACKAGES = ("crossread", "pandas", "pyarrow", "plotly", "anywidget", "jupyterlab")
COMMAND = "python -m crossread run"


def stamp(c: Corpus, command: str = COMMAND) -> str:
    """Say in Markdown what this was made from, one line a fact.

    The commit of git is not among them: stored in a notebook it would change with each commit,
    and would always be the one before. Shared pages name it (`facts`, `commit`).
    """
    return "**Made from**\n\n" + "\n".join(f"- {k}: {v}" for k, v in facts(c, command).items())


def facts(c: Corpus, command: str = COMMAND) -> dict[str, str]:
    """Name what the same figures can be made from again."""
    where = "" if c.machine.is_example else "CROSSREAD_DATA=path/to/these/articles "
    n_lost = len(c.lost_corrections)
    return {
        "Corpus": f"{len(c.articles):,} articles, SHA-256 `{c.hash}`",
        "Corrections applied": f"{c.n_corrections:,}" + (f"; {n_lost:,} are not" if n_lost else ""),
        "Versions": ", ".join(packages()),
        "Command": f"`{where}{command}`",
    }


def packages() -> list[str]:
    """Name the versions of what figures rest on."""
    python = f"Python {platform.python_version()}"
    return [python, *(f"{each} {version(each)}" for each in PACKAGES)]


def commit() -> str | None:
    """Name the commit that this code stands at, and whether it was changed since; None: no git."""
    if not (lexicon.PROJECT / ".git").exists():
        return None
    try:
        head = _git("rev-parse", "--short=12", "HEAD")
        is_changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return None
    return f"{head}, with changes that are not committed" if is_changed else head


def _git(*words: str) -> str:
    command = ["git", "-C", str(lexicon.PROJECT), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def period(c: Corpus) -> str:
    """Say when the first and the last dated article were published."""
    dated = c.articles.dropna(subset=["published_start", "published_end"])
    if dated.empty:
        return "no date stated"
    first = dated.loc[dated["published_start"].idxmin(), "published"]
    last = dated.loc[dated["published_end"].idxmax(), "published"]
    days = [stamps.say(str(edtf).partition("T")[0]) for edtf in (first, last)]
    return " to ".join(dict.fromkeys(days))


def moment() -> str | None:
    """Say the day that SOURCE_DATE_EPOCH names; None where it names none.

    The clock is not asked: the same input is to give the same bytes.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    return stamps.say(f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%d}") if seconds else None
