"""Measure how well edited passages are told from passages that only resemble one another.

python benchmarks/reuse.py FILE.csv    pairs of texts (columns one, other, is_same)
"""

import csv
import sys
from pathlib import Path

import pandas as pd

from crossread import recurrence, sentences
from crossread.reuse import pieces


def is_found(one: str, other: str) -> bool:
    """Tell whether two texts are taken to have a passage in common."""
    cut = [(i, text[a:b]) for i, text in enumerate((one, other)) for a, b in sentences.split(text)]
    told = pd.DataFrame(cut, columns=["article_id", "text"]).astype({"text": "str"})
    told["family"] = recurrence.families(told["text"].tolist())
    unit = pd.Series(pieces.join(told))
    return bool((told.groupby(unit)["article_id"].nunique() > 1).any())


def score(path: Path) -> None:
    """Print precision and recall over the pairs, and each pair that was got wrong."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    truth = [row["is_same"].lower() == "true" for row in rows]
    found = [is_found(row["one"], row["other"]) for row in rows]
    right = sum(a and b for a, b in zip(truth, found, strict=True))
    for row, same, told in zip(rows, truth, found, strict=True):
        if same != told:
            print("missed" if same else "wrong ", row["one"][:110], "|", row["other"][:110])
    print(
        f"{len(rows)} pairs, {sum(truth)} the same: precision {right / max(sum(found), 1):.3f}, "
        f"recall {right / max(sum(truth), 1):.3f}"
    )


if __name__ == "__main__":
    score(Path(sys.argv[1]))
