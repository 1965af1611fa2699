"""Make many articles of the five that ship: other numbers, body paragraphs in another order.

python benchmarks/articles.py FOLDER N
"""

import random
import re
import sys
from pathlib import Path

from crossread import lexicon


def vary(text: str, chance: random.Random) -> str:
    """Make another article of the same make: other numbers, body paragraphs in another order."""
    lines = text.split("\n")
    body = [i for i, line in enumerate(lines) if len(line) > 120]
    order = chance.sample(body, len(body))
    shuffled = [lines[order[body.index(i)]] if i in body else line for i, line in enumerate(lines)]
    varied = re.sub(
        r"(?<!\d)\d{1,2}(?!\d)", lambda _: str(chance.randint(10, 28)), "\n".join(shuffled)
    )
    return varied.replace(". ", f". Report {chance.getrandbits(40):x} said so. ", 1)


def make(folder: Path, n: int) -> None:
    """Write n articles, a thousand to a sub-folder; the same ones each time."""
    folder.mkdir(exist_ok=True)
    chance = random.Random(n)
    seeds = [p.read_text(encoding="utf-8") for p in sorted((lexicon.DATA / "raw").glob("*.txt"))]
    for i in range(n):
        place = folder / f"{i // 1000:03d}"
        place.mkdir(exist_ok=True)
        (place / f"{i:06d}.txt").write_text(vary(seeds[i % len(seeds)], chance), encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
