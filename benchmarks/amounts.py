"""Measure how well reported numbers are found.

    python benchmarks/amounts.py FILE.jsonl

One line is one text: `text`, `anchor` (its date, or null), `half` (a name), and `numbers`, those
that a person marked: [offset, value], value null where the words leave it open. A number found
is right if it holds the offset of one that was marked, and its value if that is the same, too.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

from crossread import sentences, timex
from crossread import text as texts
from crossread.wording import amounts

ALIKE = 1e-6


def tag(text: str, anchor: str | None) -> list[amounts.Amount]:
    taken = [(t.start, t.end) for t in timex.tag(text, anchor)]
    flat = text.replace("\n", " ")
    spans = [s for part in texts.paragraphs(text) for s in sentences.split(flat, *part)]
    return [amount for span in spans for amount in amounts.tag(text, taken, *span)]


def is_same(told: float | None, marked: float | None) -> bool:
    if told is None or marked is None:
        return told is marked
    return abs(told - marked) <= ALIKE * max(1, abs(marked))


def score(rows: list[dict]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        left = list(row["numbers"])
        for amount in tag(row["text"], row["anchor"]):
            hit = next((m for m in left if amount.start - 1 <= m[0] < amount.end), None)
            counts["found"] += 1
            if hit:
                left.remove(hit)
                counts["right"] += 1
                counts["value"] += is_same(amount.value, hit[1])
        counts["marked"] += len(row["numbers"])
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().file.read_text("utf-8").splitlines()]
    tag("Two ships", None)  # compiling the rules is paid once
    for half in sorted({row["half"] for row in rows}):
        own = [row for row in rows if row["half"] == half]
        begun, n = time.process_time(), score(own)
        speed = sum(len(row["text"]) for row in own) / 1e6 / (time.process_time() - begun)
        precision, recall = n["right"] / max(n["found"], 1), n["right"] / max(n["marked"], 1)
        print(
            f"{half}: {len(own)} texts, {n['marked']} numbers: "
            f"precision {precision:.3f}, recall {recall:.3f}, "
            f"value right {n['value']} of {n['right']}; {speed:.2f} MB/s"
        )


if __name__ == "__main__":
    main()
