"""Time steps of the suite on growing numbers of articles; the speed_*.py scripts call it.

    python benchmarks/speed_mentions.py               1,000, 10,000 and 100,000 articles
    python benchmarks/speed_mentions.py --sizes 500 5000
    python benchmarks/speed_mentions.py --folder PATH a folder of your own, as it is

The articles are made of the five that ship (articles.py). Each size has a cache that is empty at
first, and each step a new Python; what it needs is made before, if it is not kept yet, and is not
timed. Seconds are wall clock on all cores.
Memory is the highest sum over the process and its workers while the step runs (Linux only), in
MB: what they hold, and, in brackets, with the pages of files that are mapped, which the system
takes back when it needs them.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from articles import make

from crossread import actors, chronology, claims, corpus, reuse, scale, stages, wording

Figures = dict[str, float]
BEFORE = ("timexes", "mentions", "statements")  # what the steps that join articles rest on


def found(c: corpus.Corpus) -> tuple[Any, ...]:
    """Make the tables that joins rest on; what is kept of them is only opened."""
    timexes, mentions = chronology.find(c), actors.find(c)
    return timexes, mentions, claims.find(c, mentions, timexes)


def load(folder: str, cache: str) -> Callable[[], Any]:
    """Read the files."""
    return lambda: corpus.load(folder, cache=cache)


def whole(folder: str, cache: str) -> Callable[[], Any]:
    """Make all tables, from the files on."""
    return lambda: [None for _ in scale.tables(scale.ready(folder, cache=cache))]


def beside(folder: str, cache: str) -> Callable[[], Any]:
    """Set the tables beside their articles, as notebooks show them."""
    c = corpus.load(folder, cache=cache)
    for _ in scale.tables(c):
        pass
    return lambda: [None for _ in scale.beside(c)]


def one(table: str) -> Callable[[str, str], Callable[[], Any]]:
    """Find one table of what can be found in an article alone."""

    def step(folder: str, cache: str) -> Callable[[], Any]:
        needs = list(stages.stage(table).needs)
        c = corpus.load(folder, cache=cache, ahead=needs)
        c.tellings  # noqa: B018
        given = {"timexes": chronology.find, "mentions": actors.find}
        own = {name: given[name](c) for name in needs if name in given}
        if "statements" in needs:
            own["statements"] = found(c)[2]
        make_table = {
            "timexes": lambda: chronology.find(c),
            "mentions": lambda: actors.find(c),
            "statements": lambda: claims.find(c, own["mentions"], own["timexes"]),
            "ties": lambda: actors.ties(c, own["mentions"], own["timexes"]),
            "stretches": lambda: claims.voices(c, own["statements"]),
            "wordings": lambda: wording.find(c, own["statements"]),
            "numbers": lambda: wording.numbers(c, own["statements"], own["timexes"]),
        }
        return make_table[table]

    return step


def joined(make_table: Callable[..., Any]) -> Callable[[str, str], Callable[[], Any]]:
    """Join what was found in the articles."""

    def step(folder: str, cache: str) -> Callable[[], Any]:
        c = corpus.load(folder, cache=cache, ahead=BEFORE)
        c.tellings  # noqa: B018
        own = found(c)
        return lambda: make_table(c, *own)

    return step


def families(folder: str, cache: str) -> Callable[[], Any]:
    """Find the sentences that repeat one another."""
    c = corpus.load(folder, cache=cache)
    return lambda: c.tellings


STEPS: dict[str, Callable[[str, str], Callable[[], Any]]] = {
    "load": load,
    "load again": load,
    "families": families,
    **{table: one(table) for table in stages.MODULES},
    "events": joined(lambda c, t, m, s: chronology.resolve(c, t)),
    "actors": joined(lambda c, t, m, s: (actors.resolve(c, m), actors.named(c, m))),
    "passages": joined(lambda c, t, m, s: reuse.roots(c, reuse.find(c))),
    "ledger": joined(lambda c, t, m, s: claims.resolve(c, s, m, timexes=t)),
    "whole": whole,
    "again": whole,
    "beside": beside,
    "beside again": beside,
}


def run(step: str, folder: str, cache: str) -> None:
    """Do one step, in this process, and print what it took."""
    todo = STEPS[step](folder, cache)
    print("begun", flush=True)
    begun = time.perf_counter()
    todo()
    seconds = time.perf_counter() - begun
    print("ended", flush=True)
    c = corpus.load(folder, cache=cache)
    size = int(c.articles["text"].str.len().sum())
    print(json.dumps({"seconds": seconds, "articles": len(c.articles), "size": size}))


def measured(step: str, folder: Path, cache: Path) -> Figures:
    """Do one step in a new Python; add the peak of memory to what it says."""
    command = [sys.executable, __file__, step, str(folder), str(cache)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peak, mapped, told, is_on = [0.0], [0.0], [""], threading.Event()
    watcher = threading.Thread(target=watch, args=(process, peak, mapped, is_on))
    watcher.start()
    for line in process.stdout or ():
        told = [line]
        if line.startswith("begun"):
            is_on.set()
        elif line.startswith("ended"):
            is_on.clear()
    if process.wait():
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    watcher.join()
    return {**json.loads(told[0]), "mb": peak[0], "mapped": mapped[0]}


def watch(
    process: subprocess.Popen[str], peak: list[float], mapped: list[float], is_on: threading.Event
) -> None:
    while process.poll() is None:
        if is_on.is_set():
            held = [memory(place) for place in session(process.pid)]
            peak[0] = max(peak[0], sum(anonymous for anonymous, _ in held) / 1000)
            mapped[0] = max(mapped[0], sum(whole for _, whole in held) / 1000)
        time.sleep(0.2)


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


def memory(place: Path) -> tuple[int, int]:
    """Give a process's share of memory in kB: its own, and with mapped files."""
    try:
        told = (place / "smaps_rollup").read_text()
        return tuple(int(re.search(rf"^{n}:\s+(\d+)", told, re.M)[1]) for n in ("Pss_Anon", "Pss"))
    except (OSError, TypeError):
        return 0, 0  # ended meanwhile


def main(steps: str | list[str], about: str | None) -> None:
    parser = argparse.ArgumentParser(
        description=f"{about}\n\n{__doc__}", formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="a folder of your own, instead")
    parser.add_argument("--cache", type=Path, help="a new folder to keep the tables in")
    given = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}")
    steps = [steps] if isinstance(steps, str) else steps
    figures: dict[str, list[Figures]] = {step: [] for step in steps}
    for n in [0] if given.folder else given.sizes:
        print("\nstep          articles  million  seconds  articles/s   MB/s  peak MB (mapped)")
        with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as aside:
            if not given.folder:
                make(Path(place), n)
                time.sleep(3)  # files changed just before they are read are not kept
            cache = given.cache / str(n) if given.cache else Path(aside)
            for step in steps:
                told = measured(step, given.folder or Path(place), cache)
                figures[step].append(told)
                show(step, told)
    for step, own in figures.items():
        for a, b in pairwise(own):
            grown(step, a, b)


def show(step: str, told: Figures) -> None:
    n, million, seconds = told["articles"], told["size"] / 1e6, told["seconds"]
    speed = f"{n / seconds:>11,.0f} {million / seconds:>6.2f}"
    peak = f"{told['mb']:>8,.0f} ({told['mapped']:,.0f})"
    print(f"{step:<12} {n:>9,} {million:>8,.1f} {seconds:>8.1f} {speed} {peak}", flush=True)


def grown(step: str, a: Figures, b: Figures) -> None:
    times = math.log(b["articles"] / a["articles"])
    time_grows = math.log(b["seconds"] / a["seconds"]) / times
    told = f"{step}, {a['articles']:,} to {b['articles']:,} articles: time grows with the power"
    if not (a["mb"] and b["mb"]):  # over before memory was looked at
        print(f"{told} {time_grows:.2f}")
        return
    print(f"{told} {time_grows:.2f}, memory {math.log(b['mb'] / a['mb']) / times:.2f}")


if __name__ == "__main__":
    run(*sys.argv[1:])
