"""Measure how long a panel searches many different texts, as it does in the kernel.

    python benchmarks/speed_search.py                    100,000 to 1,700,000 texts
    python benchmarks/speed_search.py --sizes 50000

The texts are the sentences of the example, each with a number behind it. A search is the median
of five, in milliseconds.
"""

import argparse
import os
import statistics
import sys
import time

import pyarrow as pa

from crossread import corpus
from crossread.panels import masking

QUERIES = ("the", "border", "ceasefire agreement", "zq", "ö", "Öre harbour", "гавань")


def measure(base: list[str], n: int) -> None:
    texts = pa.array((f"{base[i % len(base)]} {i}" for i in range(n)), pa.large_string())
    size = -(-n // masking.THREADS)
    parts = [texts.slice(i * size, size) for i in range(masking.THREADS)]
    print(f"\n{n:,} texts, {texts.nbytes / 1e6:,.0f} MB")
    for query in QUERIES:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            hits = masking.found(parts, query)
            times.append(1000 * (time.perf_counter() - begun))
        print(f"{query:22} {statistics.median(times):>6.0f} ms {int(hits.sum()):>10,} texts")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 400_000, 1_700_000])
    given = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}")
    base = corpus.load().tellings["text"].tolist()
    for n in given.sizes:
        measure(base, n)


if __name__ == "__main__":
    main()
