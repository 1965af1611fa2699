"""Measure scale.run on a local cluster of processes, and hold its tables against the plain run.

    python benchmarks/speed_cluster.py                    1,000, 5,000 and 20,000 articles
    python benchmarks/speed_cluster.py --sizes 300 3000
    python benchmarks/speed_cluster.py --sizes 20000 --kill  a worker is killed in the middle

The articles are made of the five that ship (articles.py). For each size: seconds of the whole run
and of its steps, of the plain run (scale.tables on one machine, as many processes), the bytes that
the shuffles wrote, and whether all tables are the same, row for row.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import pandas as pd
from articles import make
from distributed import Client, LocalCluster

from crossread import corpus, scale
from crossread.scale.run import WORK


def kill_one(client: Client, out: Path, n: int) -> None:
    """Kill a worker once a third of the parts is written."""
    while len(list(out.rglob("files.parquet"))) < n / 1200:
        time.sleep(0.2)
    pid = next(iter(client.run(os.getpid).values()))
    os.kill(pid, signal.SIGKILL)
    print(f"  killed worker {pid}", flush=True)


def shuffled(out: Path, sizes: list[int]) -> None:
    """Add up what the steps hand to one another, for as long as it is there."""
    while not (out / corpus.FINISHED).exists():
        files = (out / WORK).rglob("*.*") if (out / WORK).exists() else ()
        try:
            sizes.append(sum(path.stat().st_size for path in files))
        except FileNotFoundError:
            continue
        time.sleep(0.5)


def measure(n: int, n_workers: int, is_killing: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "raw", Path(place) / "out"
        make(folder, n)
        time.sleep(3)  # files changed just before they are read are not kept
        how = {"n_workers": n_workers, "threads_per_worker": 1, "dashboard_address": None}
        with LocalCluster(processes=True, **how) as cluster, Client(cluster) as client:
            begun, sizes = time.perf_counter(), [0]
            helpers = [threading.Thread(target=shuffled, args=(out, sizes))]
            if is_killing:
                helpers.append(threading.Thread(target=kill_one, args=(client, out, n)))
            for each in helpers:
                each.start()

            def say(step: str) -> None:
                print(f"  {time.perf_counter() - begun:>8.1f} s  {step}", flush=True)

            scale.run(folder, out, client, say=say)
            whole = time.perf_counter() - begun
            for each in helpers:
                each.join()
        begun = time.perf_counter()
        plain = scale.tables(scale.ready(folder, cache=Path(place) / "cache"))
        opened = dict(scale.tables(corpus.load(out)))
        for name, table in plain:
            pd.testing.assert_frame_equal(table, opened[name], obj=name)
        alone = time.perf_counter() - begun
    told = {"articles": n, "cluster_s": round(whole, 1), "plain_and_compared_s": round(alone, 1)}
    told |= {"shuffled_MB": round(max(sizes) / 1e6, 1), "same_rows": True}
    print(json.dumps(told), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--kill", action="store_true")
    given = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}")
    for n in given.sizes:
        measure(n, given.workers, given.kill)


if __name__ == "__main__":
    main()
