"""Score the finder of unlisted names on a set of news, and say how fast it reads.

    python benchmarks/names.py FILE.jsonl

One line of the file is one article: doc_id, text, and names, each with start, end and type (PER,
ORG or LOC). Half of the articles, by a hash of doc_id, were looked at when the points of
data/lexicon/name_cues.csv were settled; the other half was not. A name is found if span and type
are right; it is touched if any character of it is in a name.
"""

import argparse
import hashlib
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from crossread import names

TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
FOUND = {"person": "PER", "place": "LOC"}  # force, media and organisation: ORG
Article = dict[str, Any]


def read(path: Path) -> list[Article]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def is_seen(article: Article) -> bool:
    return hashlib.sha256(article["doc_id"].encode()).digest()[0] % 2 == 0


def spans(article: Article) -> set[tuple[int, int, str]]:
    return {(one["start"], one["end"], one["type"]) for one in article["names"]}


def score(title: str, articles: list[Article]) -> None:
    begun = time.process_time()
    told = [names.find(article["text"]) for article in articles]
    seconds = max(time.process_time() - begun, 1e-9)
    n: Counter[str] = Counter()
    for article, one in zip(articles, told, strict=True):
        gold = spans(article)
        mine = {(c.start, c.end, FOUND.get(c.type, "ORG")) for c in one}
        covered = {i for start, end, _ in mine for i in range(start, end)}
        n["touched"] += sum(not covered.isdisjoint(range(s, e)) for s, e, _ in gold)
        n["spans"] += len({span[:2] for span in gold} & {span[:2] for span in mine})
        for kind in TYPES:
            n[kind] += sum(span[2] == kind for span in gold & mine)
            n[f"all {kind}"] += sum(span[2] == kind for span in [*gold, *mine])
        n.update(gold=len(gold), told=len(mine), right=len(gold & mine))
    by_type = " ".join(f"{k} {ratio(2 * n[k], n[f'all {k}'])}" for k in TYPES)
    print(
        f"{title} ({len(articles)} articles, {n['gold']} names):",
        f"F1 {ratio(2 * n['right'], n['gold'] + n['told'])}",
        f"(precision {ratio(n['right'], n['told'])}, recall {ratio(n['right'], n['gold'])});",
        f"{by_type}; spans F1 {ratio(2 * n['spans'], n['gold'] + n['told'])},",
        f"touched {ratio(n['touched'], n['gold'])} %;",
        f"{sum(len(a['text']) for a in articles) / 1e6 / seconds:.2f} MB/s",
    )


def ratio(part: int, whole: int) -> str:
    return f"{100 * part / whole if whole else 0:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    given = parser.parse_args()
    articles = [article for path in given.files for article in read(path)]
    for text in ("Mr Gull left.", "Mr Gull left ."):  # patterns are built once, not per article
        names.find(text)
    score("looked at", [article for article in articles if is_seen(article)])
    score("kept aside", [article for article in articles if not is_seen(article)])


if __name__ == "__main__":
    main()
