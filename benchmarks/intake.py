"""Measure how long a folder takes to load, how much memory, and how both grow.

    python benchmarks/intake.py               1,000, 10,000 and 100,000 articles made of the five
    python benchmarks/intake.py --sizes 500 5000
    python benchmarks/intake.py --folder PATH a folder of your own, as it is

Each size is loaded twice, each time by a new Python: cold, with an empty cache, and from the
cache. Memory is the highest sum over the loading process and its workers (Linux only).
"""

import argparse
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path

from crossread import lexicon

LOAD = """
import json, sys, time
from crossread import corpus
begun = time.perf_counter()
c = corpus.load(sys.argv[1], cache=sys.argv[2])
took = time.perf_counter() - begun
size = int(c.articles["text"].str.len().sum())
print(json.dumps({"seconds": took, "articles": len(c.articles), "size": size}))
"""


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
    """Write n articles, a thousand to a sub-folder."""
    chance = random.Random(n)
    seeds = [p.read_text(encoding="utf-8") for p in sorted((lexicon.DATA / "raw").glob("*.txt"))]
    for i in range(n):
        place = folder / f"{i // 1000:03d}"
        place.mkdir(exist_ok=True)
        (place / f"{i:06d}.txt").write_text(vary(seeds[i % len(seeds)], chance), encoding="utf-8")


def load(folder: Path, cache: Path) -> dict[str, float]:
    """Load a folder in a process of its own; add the peak of memory to what it says."""
    command = [sys.executable, "-c", LOAD, str(folder), str(cache)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peak = [0.0]
    watcher = threading.Thread(target=watch, args=(process, peak))
    watcher.start()
    output, _ = process.communicate()
    watcher.join()
    return {**json.loads(output.splitlines()[-1]), "mb": peak[0]}


def watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(proportional, session(process.pid))) / 1000)
        time.sleep(0.25)


def session(leader: int) -> list[Path]:
    """List the processes of a session, where the system tells."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(place.name)) == leader:
                found.append(place)
        except (OSError, ValueError):
            continue  # ended meanwhile
    return found


def proportional(place: Path) -> int:
    """Give a process's share of memory in kB, what it shares divided among the sharers."""
    try:
        return int(re.search(r"^Pss:\s+(\d+)", (place / "smaps_rollup").read_text(), re.M)[1])
    except (OSError, TypeError):
        return 0  # ended meanwhile


def measure(folder: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = load(folder, Path(cache)), load(folder, Path(cache))
    n, million, seconds = cold["articles"], cold["size"] / 1e6, cold["seconds"]
    speed = f"{n / seconds:>11,.0f} {million / seconds:>6.2f}"
    again = f"{warm['seconds']:>8.2f} {warm['mb']:>8,.0f}"
    print(
        f"{n:>9,} {million:>8,.1f} {seconds:>8.1f} {speed} {cold['mb']:>8,.0f} {again}", flush=True
    )
    return {**cold, "warm": warm["seconds"]}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}")
    print(" articles  million   cold s  articles/s   MB/s  peak MB  again s  peak MB")
    if given.folder:
        measure(given.folder)
        return
    figures = []
    for n in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), n)
            time.sleep(3)  # files changed just before they are read are not trusted to the cache
            figures.append(measure(Path(folder)))
    for a, b in pairwise(figures):
        exponents = [
            math.log(b[k] / a[k]) / math.log(b["articles"] / a["articles"])
            for k in ("seconds", "mb", "warm")
        ]
        print(
            f"{a['articles']:,} to {b['articles']:,} articles, growth: "
            "time {:.2f}, memory {:.2f}, time from the cache {:.2f}".format(*exponents)
        )


if __name__ == "__main__":
    main()
