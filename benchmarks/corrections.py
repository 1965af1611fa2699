"""Say how long a thousand corrections take to be read, judged and replayed.

    python benchmarks/corrections.py

The corpus is the five articles that ship, in 200 varied copies of each, so that it is as large as
a study's. Half of the corrections change, reject or add dates, half mentions. What is timed is
what a load and the two `find` do more than without them: reading the file, giving each line its
status, and replaying it on both tables. Seconds are those of the processor.
"""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd

from crossread import actors, chronology, corpus, corrections, lexicon
from crossread.corrections import log
from crossread.corrections.log import Line, Place

COPIES, N = 200, 1_000
TABLES = {"timexes": ("value", "2001-02-03"), "mentions": ("actor_id", "country:FJ")}
ACTIONS = ("change", "reject", "add", "accept")


def lines(c: corpus.Corpus, tables: dict[str, pd.DataFrame]) -> list[Line]:
    known = c.articles.set_index("article_id")
    made = []
    for n in range(N):
        table = list(tables)[n % 2]
        column, becomes = TABLES[table]
        frame, action = tables[table], ACTIONS[n // 2 % 4]
        row = frame.iloc[n * len(frame) // N]
        end = row["end"] - (action == "add")
        text = known.at[row["article_id"], "text"][row["start"] : end]
        place = Place(known.at[row["article_id"], "sha256"], row["start"], end, text)
        was = "" if pd.isna(row[column]) else row[column]
        about = ("2026-01-01T00:00:00Z", "benchmark", table, action)
        about += (column, was, was if action == "accept" else becomes)
        made.append(Line(n + 2, f"b{n}", *about, "a reason", was if n % 2 else "", place))
    return made


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        raw, handmade = Path(name) / "raw", Path(name) / "handmade"
        raw.mkdir()
        for path in (lexicon.DATA / "raw").glob("*.txt"):
            text = path.read_text("utf-8")
            for i in range(COPIES):
                (raw / f"{i}-{path.name}").write_text(f"{text}\n\nCopy {i}.\n", encoding="utf-8")
        c = corpus.load(raw, handmade=lexicon.DATA / "handmade", cache=None)
        c.tellings  # noqa: B018 - made once, with or without corrections
        tables = {"timexes": chronology.find(c), "mentions": actors.find(c)}
        made = lines(c, tables)
        begun = time.process_time()
        log.write(handmade, made[:-1])
        log.write(handmade, made[-1:])
        appended = time.process_time() - begun
        begun = time.process_time()
        corrected = replace(c, decided=log.read(handmade))
        corrected.__dict__["tellings"] = c.tellings
        corrected.standings  # noqa: B018
        judged = time.process_time() - begun
        for table, frame in tables.items():
            corrections.apply(corrected, table, frame)
        replayed = time.process_time() - begun
        status = corrected.corrections["status"].value_counts().to_dict()
    sizes = ", ".join(f"{len(frame):,} {table}" for table, frame in tables.items())
    print(f"{len(c.articles):,} articles, {sizes}; {N:,} corrections: {status}")
    print(f"appended in {appended:.2f} s, read and judged in {judged:.2f} s,", end=" ")
    print(f"with the replay {replayed:.2f} s of CPU")


if __name__ == "__main__":
    main()
