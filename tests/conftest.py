"""Corpora that the tests share."""

from pathlib import Path

import pytest

from crossread import corpus

TESTS = Path(__file__).parent
RAW = TESTS.parent / "data" / "raw"
SECOND = TESTS / "second"


@pytest.fixture(scope="session")
def example() -> corpus.Corpus:
    """Load the articles that ship."""
    return corpus.load(RAW, cache=None)


@pytest.fixture(scope="session")
def second() -> corpus.Corpus:
    """Load the invented corpus: another story, other names, other outlets."""
    return corpus.load(SECOND / "raw", cache=None)
