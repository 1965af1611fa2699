"""Make every table of a corpus, each once, in the order in which they need one another."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from .. import (
    actors,
    batches,
    chronology,
    claims,
    corpus,
    findings,
    overview,
    reuse,
    stages,
    wording,
)
from ..corpus import Corpus


def tables(c: Corpus) -> Iterator[tuple[str, pd.DataFrame]]:
    """Go through the tables by name; of a large corpus each is kept before the next is made.

    What was found in each article comes first, then what joins articles.
    """
    for name in ("articles", "paragraphs", "sentences", "fields", "intake", "tellings"):
        yield name, getattr(c, name)
    timexes, mentions = chronology.find(c), actors.find(c)
    yield from {"timexes": timexes, "mentions": mentions}.items()
    statements = claims.find(c, mentions, timexes)
    yield "statements", statements
    yield "stretches", claims.voices(c, statements)
    yield "ties", actors.ties(c, mentions, timexes)
    yield "wordings", wording.find(c, statements)
    yield "numbers", wording.numbers(c, statements, timexes)
    yield "actors", actors.resolve(c, mentions)
    yield from chronology.resolve(c, timexes)._asdict().items()
    passages = reuse.find(c)
    yield "passages", passages
    yield "variants", reuse.edited(c, passages)
    yield "roots", reuse.roots(c, passages)
    yield from claims.resolve(c, statements)._asdict().items()


def beside(c: Corpus) -> Iterator[tuple[str, pd.DataFrame]]:
    """Go through the tables as notebooks show them, beside their articles; so they are kept, too.

    All are made of `tables`, which come first.
    """
    timexes, mentions = chronology.find(c), actors.find(c)
    events, statements = chronology.resolve(c, timexes), claims.find(c, mentions, timexes)
    yield "credits", overview.credits(c)
    yield "parts", overview.parts(c)
    yield "told", chronology.told(c, timexes, events)
    yield "accounts", chronology.accounts(c, events)
    yield "named", actors.named(c, mentions)
    yield "tied", actors.tied(c, actors.ties(c, mentions, timexes), actors.resolve(c, mentions))
    ledger = claims.resolve(c, statements)
    yield "said", claims.said(c, statements)
    yield "receipts", claims.receipts(c, ledger)
    yield "disputed", claims.disputed(c, ledger)
    yield "recurring", reuse.recurring(c, reuse.find(c))
    yield "forms", wording.told(c, wording.find(c, statements))
    yield "reported", wording.told(c, wording.numbers(c, statements, timexes))
    yield "survival", findings.survive(c)


def ready(folder: str | Path | None = None, **how: Any) -> Corpus:
    """Load a folder, and find in the same pass all that can be found in an article alone.

    One progress bar shows the whole. `how` is what `corpus.load` takes.
    """
    names = list(stages.MODULES)
    c = corpus.load(folder, ahead=names, **how)
    work = partial(stages.fill, tables=names, handmade=c.handmade)
    parts = stages.lacking(c, names)  # of files that were read before
    for _ in batches.over(work, parts, "Reading articles again", lambda part: len(part.paths)):
        pass
    return c
