"""Score the links that the ledger of claims makes on a sheet of pairs of passages.

    python benchmarks/links.py [tests/gold/links.csv]

One row of the sheet is one pair: half (the part of the sheet; docs/benchmarks.md says which were
looked at when the rules were settled), label ('same' or 'different'), the passages a and b. Every
passage is an article of one sentence, all are one corpus, and a pair is linked where claims.resolve
puts both in one claim. Precision is told with and without the pairs that are copies by
crossread.recurrence.
"""

import argparse
import csv
from pathlib import Path

import pandas as pd

from crossread import claims, recurrence, schema
from crossread.corpus import TABLES, Corpus
from crossread.lexicon import DATA

SHEET = Path(__file__).parents[1] / "tests" / "gold" / "links.csv"
Pair = dict[str, str]


def read(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def corpus(passages: list[str]) -> Corpus:
    """Make every passage an undated article of one sentence."""
    rows = []
    for number, passage in enumerate(passages):
        place = {"article_id": f"a{number:05d}", "paragraph": 0, "sentence": 0}
        rows.append(place | {"start": 0, "end": len(passage), "text": passage, "part": "body"})
    tables = {name: schema.frame(schema.build(name, [])) for name in TABLES}
    for name in ("articles", "paragraphs", "sentences"):
        columns = tables[name].columns
        tables[name] = pd.DataFrame(rows).reindex(columns=columns)
    return Corpus(Path(), DATA / "handmade", **tables)


def linked(pairs: list[Pair]) -> list[bool]:
    """Tell for each pair whether the ledger puts both passages in one claim."""
    passages = [pair[side] for pair in pairs for side in "ab"]
    nobody = schema.frame(schema.build("statements", []))
    ledger = claims.resolve(corpus(passages), nobody)
    claim = ledger.claim_mentions.set_index("article_id")["claim_id"]
    found = [claim.get(f"a{number:05d}") for number in range(len(passages))]
    return [a is not None and a == b for a, b in zip(found[::2], found[1::2], strict=True)]


def copies(pairs: list[Pair]) -> list[bool]:
    family = recurrence.families([pair[side] for pair in pairs for side in "ab"])
    return [a == b for a, b in zip(family[::2], family[1::2], strict=True)]


def score(title: str, pairs: list[Pair], told: list[bool]) -> None:
    same = [pair["label"] == "same" for pair in pairs]
    right = sum(s and t for s, t in zip(same, told, strict=True))
    share = f"{right}/{sum(told)} = {right / sum(told):.3f}" if sum(told) else "no link"
    recall = f"{right}/{sum(same)} = {right / sum(same):.3f}" if sum(same) else "-"
    print(f"{title}: {len(pairs)} pairs, precision {share}, recall {recall}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sheet", type=Path, nargs="?", default=SHEET)
    parser.add_argument("--half", help="score this part alone, and list what is wrong in it")
    chosen = parser.parse_args()
    pairs = read(chosen.sheet)
    told, copied = linked(pairs), copies(pairs)
    rows = list(zip(pairs, told, copied, strict=True))
    parts = dict.fromkeys(pair["half"] for pair in pairs)
    for half in [chosen.half] if chosen.half else parts:
        own = [row for row in rows if row[0]["half"] == half]
        score(half, [p for p, _, _ in own], [t for _, t, _ in own])
        own = [row for row in own if not row[2]]
        score(f"{half}, copies left out", [p for p, _, _ in own], [t for _, t, _ in own])
    for pair, link, _ in rows:
        if pair["half"] == chosen.half and link != (pair["label"] == "same"):
            print(pair["pair"], pair["label"], pair["reason"], "|", pair["a"], "|", pair["b"])


if __name__ == "__main__":
    main()
