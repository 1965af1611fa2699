"""Measure how well and how fast time expressions are found.

    python benchmarks/dates.py                speed, on articles made of the five that ship
    python benchmarks/dates.py FOLDER ...     scores and speed on folders of TimeML files (*.tml)

A file's TEXT is tagged with the value of its creation time as anchor, and what is found is held
against its TIMEX3 elements (TempEval-3, task A): strict F1 counts equal spans, relaxed F1 spans
that overlap, each once, and value F1 overlapping spans with the same value.
"""

import argparse
import random
import re
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

from articles import vary

from crossread import lexicon, timex

ARTICLES = 2_000  # made of the five, if no folder is given
BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


class Span(NamedTuple):
    start: int
    end: int
    value: str


def read(path: Path) -> tuple[str, str | None, list[Span]]:
    """Give a file's text, its creation time, and the expressions that its makers marked."""
    root = ET.fromstring(BARE.sub("&amp;", path.read_text("utf-8", errors="replace")))
    stamps = [e for e in root.iter("TIMEX3") if is_stamp(e)]
    pieces, spans = [], []
    walk(body if (body := root.find(".//TEXT")) is not None else root, pieces, spans)
    text = "".join(pieces)
    return (
        text,
        stamps[0].get("value") if stamps else None,
        [span for span in trim(text, spans) if span.end > span.start],
    )


def is_stamp(element: ET.Element) -> bool:
    return element.get("functionInDocument") == "CREATION_TIME"


def walk(element: ET.Element, pieces: list[str], spans: list[Span]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        walk(child, pieces, spans)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3" and not is_stamp(element):
        spans.append(Span(start, sum(map(len, pieces)), element.get("value") or ""))


def trim(text: str, spans: list[Span]) -> list[Span]:
    """Leave out the space at both ends."""
    trimmed = []
    for span in spans:
        inside = text[span.start : span.end]
        start = span.end - len(inside.lstrip())
        trimmed.append(Span(start, start + len(inside.strip()), span.value))
    return sorted(trimmed, key=lambda span: (span.start, -span.end))


def pairs(gold: list[Span], told: list[Span]) -> list[tuple[Span, Span]]:
    """Pair spans that overlap, each once: equal ones first, then by overlap, then from the left."""
    options = [
        (g[:2] != t[:2], max(g.start, t.start) - min(g.end, t.end), g.start, t.start, i, j)
        for i, g in enumerate(gold)
        for j, t in enumerate(told)
        if min(g.end, t.end) > max(g.start, t.start)
    ]
    left, right, chosen = set(), set(), []
    for *_, i, j in sorted(options):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((gold[i], told[j]))
    return chosen


def tag(articles: list[tuple[str, str | None]]) -> tuple[list[list[Span]], float]:
    """Tag articles, and tell how many seconds of one core that takes."""
    timex.tag("On 3 May 2020 he left.", None)  # compiling the rules is paid once, not per article
    begun = time.process_time()
    told = [[Span(t.start, t.end, t.value) for t in timex.tag(*article)] for article in articles]
    return told, time.process_time() - begun


def score(folder: Path) -> None:
    files = [read(path) for path in sorted(folder.glob("*.tml")) if path.name[:1] != "."]
    told, seconds = tag([(text, stamp) for text, stamp, _ in files])
    n = sum(len(gold) for _, _, gold in files) + sum(map(len, told))
    found = [
        pair for (_, _, gold), one in zip(files, told, strict=True) for pair in pairs(gold, one)
    ]
    hits = {
        "strict": sum(g[:2] == t[:2] for g, t in found),
        "relaxed": len(found),
        "value": sum(g.value == t.value for g, t in found),
    }
    scores = " ".join(f"{name} {200 * hit / n if n else 0:6.2f}" for name, hit in hits.items())
    print(f"{folder.name}: {len(files)} articles, F1: {scores};", end=" ")
    say_speed([text for text, _, _ in files], seconds)


def say_speed(texts: list[str], seconds: float) -> None:
    million = sum(map(len, texts)) / 1e6
    print(f"{len(texts) / seconds:,.0f} articles/s, {million / seconds:.2f} MB/s", flush=True)


def speed() -> None:
    chance = random.Random(1)
    seeds = [p.read_text("utf-8") for p in sorted((lexicon.DATA / "raw").glob("*.txt"))]
    texts = [vary(seeds[i % len(seeds)], chance) for i in range(ARTICLES)]
    told, seconds = tag([(text, "2020-11-20") for text in texts])
    print(f"{ARTICLES:,} articles, {sum(map(len, told)):,} expressions:", end=" ")
    say_speed(texts, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    given = parser.parse_args()
    for folder in given.folders:
        score(folder)
    if not given.folders:
        speed()


if __name__ == "__main__":
    main()
