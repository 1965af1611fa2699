"""Measure how long passages, their wordings and roots take, and how well edits are told.

    python benchmarks/reuse.py                  1,000, 10,000 and 100,000 articles made of the five
    python benchmarks/reuse.py --sizes 500 5000
    python benchmarks/reuse.py --folder PATH    a folder of your own, as it is
    python benchmarks/reuse.py --pairs FILE.csv pairs of texts (columns one, other, is_same)

Each size is loaded and searched by a new Python; seconds are those of the processor, after
loading. Memory is the highest that the process had; `loaded`: before the search. The articles
made of the five are the hardest case: every background passage recurs in two to four fifths of
them, most with other numbers. With `--fresh SHARE` that share of the articles has its words
drawn anew from those of the five.
"""

import argparse
import csv
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import pandas as pd
from intake import make

from crossread import recurrence, sentences
from crossread.reuse import pieces

FIND = """
import json, resource, sys, time
from crossread import corpus, reuse
c = corpus.load(sys.argv[1], cache=None)
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
c.tellings
told = time.process_time()
passages = reuse.find(c)
found = time.process_time()
variants = reuse.variants(passages)
edited = time.process_time()
roots = reuse.roots(c, passages)
ended = time.process_time()
print(json.dumps({
    "articles": len(c.articles), "sentences": len(c.sentences), "seconds": ended - begun,
    "families": told - begun, "find": found - told, "variants": edited - found,
    "roots": ended - edited, "passages": passages["passage_id"].nunique(), "rows": len(passages),
    "wordings": len(variants), "loaded": base / 1000,
    "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
}))
"""
SHOWN = "articles sentences families find variants roots seconds passages rows wordings loaded mb"


def freshen(folder: Path, share: float) -> None:
    """Replace the words of some articles' long lines by others, drawn as often as they are used."""
    chance, files = random.Random(7), sorted(folder.rglob("*.txt"))
    words = re.findall(r"\w+", " ".join(p.read_text("utf-8") for p in files[:5]))
    for path in chance.sample(files, int(share * len(files))):
        lines = path.read_text("utf-8").split("\n")
        for i, line in enumerate(lines):
            if len(line) > 60:
                lines[i] = re.sub(r"[A-Za-z]+", lambda _: chance.choice(words), line)
        path.write_text("\n".join(lines), "utf-8")


def measure(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-c", FIND, str(folder)]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    told = json.loads(output.splitlines()[-1])
    print(
        " ".join(f"{told[name]:>9,.1f}".replace(".0", "  ") for name in SHOWN.split()), flush=True
    )
    print(f"  {told['articles'] / told['seconds']:,.0f} articles/s", flush=True)
    return told


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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--fresh", type=float, default=0.0)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--pairs", type=Path)
    given = parser.parse_args()
    if given.pairs:
        return score(given.pairs)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}")
    print(" ".join(f"{name:>9}" for name in SHOWN.split()))
    if given.folder:
        measure(given.folder)
        return None
    figures = []
    for n in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), n)
            freshen(Path(folder), given.fresh)
            figures.append(measure(Path(folder)))
    for a, b in pairwise(figures):
        times = math.log(b["articles"] / a["articles"])
        exponents = [math.log(b[k] / a[k]) / times for k in ("seconds", "mb")]
        print(
            f"{a['articles']:,} to {b['articles']:,} articles, growth: "
            "time {:.2f}, memory {:.2f}".format(*exponents)
        )
    return None


if __name__ == "__main__":
    main()
