"""The families that shuffles find are those that are found in one memory."""

import random
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread import lexicon, recurrence, sentences
from crossread.scale import shuffle

WORDS = [
    *("the", "minister", "said", "on", "Monday", "that", "Norland"),
    *("and", "Sudland", "met", "at", "harbour", "again", "today"),
]


def found(folder: Path, parts: list[list[tuple[int, str]]], shares: int):
    """Do all steps, one after the other: parts of (article, sentence) -> families, recycled."""
    starts = [0, *np.cumsum([len(part) for part in parts])[:-1].tolist()]
    for number, part in enumerate(parts):
        at = starts[number] + np.arange(len(part))
        words = recurrence.plain([text for _, text in part])
        columns = [at, [article for article, _ in part], words]
        table = pa.table(columns, schema=shuffle.SENTENCES)
        shuffle.spread(folder, number, table, shares)
    for share in range(shares):
        shuffle.merge(folder, share, starts)
    for share in range(shares):
        shuffle.count(folder, share)
    shuffle.total(folder)
    for share in range(shares):
        shuffle.rare(folder, share, shares)
    for share in range(shares):
        shuffle.join(folder, share, shares)
    shuffle.unite(folder)
    told = [shuffle.families(folder, number) for number in range(len(parts))]
    return [np.concatenate(each).tolist() for each in zip(*told, strict=True)]


def expected(parts: list[list[tuple[int, str]]]):
    rows = [row for part in parts for row in part]
    families = recurrence.families([text for _, text in rows])
    articles: dict[int, set[int]] = {}
    for family, (article, _) in zip(families, rows, strict=True):
        articles.setdefault(family, set()).add(article)
    return [families, [len(articles[family]) > 1 for family in families]]


def parted(texts: list[str], chance: random.Random) -> list[list[tuple[int, str]]]:
    """Put sentences into articles of one to three, and these into two parts."""
    rows, article = [], 0
    for text in texts:
        rows.append((article, text))
        article += chance.random() < 0.5
    middle = next((i for i, row in enumerate(rows) if row[0] > article // 2), len(rows))
    return [rows[:middle], rows[middle:]]


sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence, min_size=1, max_size=40), st.randoms(), st.integers(1, 5))
def test_families_do_not_depend_on_how_sentences_are_shared_out(texts, chance, shares):
    parts = parted(texts, chance)
    with tempfile.TemporaryDirectory() as folder:
        assert found(Path(folder), parts, shares) == expected(parts)


@pytest.mark.parametrize("shares", [1, 7])
def test_edited_sentences_of_the_articles_are_found_whoever_holds_them(tmp_path, shares):
    chance = random.Random(shares)
    parts: list[list[tuple[int, str]]] = [[], [], []]
    for i, path in enumerate(sorted((lexicon.DATA / "raw").glob("*.txt")) * 6):
        text = path.read_text("utf-8")
        for start, end in sentences.split(text):
            words = text[start:end].split()
            kept = [w for w in words if i < 5 or chance.random() < 0.97]
            parts[i % 3].append((i, " ".join(kept)))
    parts = [[(a, t) for a, t in part] for part in parts]
    told = found(tmp_path, parts, shares)
    assert told == expected(parts)
    assert len(set(told[0])) < len(told[0])


def test_counts_that_collide_change_no_family(tmp_path, monkeypatch):
    monkeypatch.setattr(shuffle, "CELLS", 3)
    text = "The harbour of the old town was opened again on Monday morning by the mayor"
    other = "A wholly other matter is told here at some length for the reader to see"
    parts = [[(0, text), (0, other)], [(1, text + " himself"), (2, "short")]]
    families, recycled = [0, 1, 0, 2], [True, False, True, False]
    assert found(tmp_path, parts, 2) == expected(parts) == [families, recycled]


def test_a_step_that_is_done_twice_changes_nothing(tmp_path):
    parts = [[(0, " ".join(WORDS))], [(1, " ".join(WORDS[1:]))]]
    once = found(tmp_path, parts, 2)
    assert found(tmp_path, parts, 2) == once == [[0, 0], [True, True]]
