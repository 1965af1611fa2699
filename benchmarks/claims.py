"""Score the tagger of statements on annotated texts, and say how fast it reads.

    python benchmarks/claims.py FILE.jsonl ...

One line of a file is one text: doc_id, text, and attributions, each with source, cue and content as
lists of [start, end]. Two thirds of the texts, by a hash of doc_id, were looked at when words and
rules were settled; of the last third figures were seen, not errors.

A statement is found if its content and one of the file's share words (Dice of at least 0.5, each
matched once, the best first); it has the right speaker if the words of both speakers do, too, or
neither has one. A quotation of four words and more is attributed if half of its words lie in a
statement. Punctuation never counts.
"""

import argparse
import hashlib
import json
import re
import time
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from crossread import quotes

WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*|[%$€£]")
OPENING, CLOSING = "“„«", "”»"
Span = tuple[int, int]
Words = frozenset[int]


class Told(NamedTuple):
    """The words of one statement's content and speaker, by number."""

    content: Words
    speaker: Words


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def is_seen(article: dict[str, Any]) -> bool:
    return hashlib.sha256(article["doc_id"].encode()).digest()[0] % 3 != 0


def words_in(words: list[Span], spans: list[Span]) -> Words:
    """List the words that lie by more than half in one of the spans."""
    starts, found = [start for start, _ in words], set()
    for start, end in spans:
        for i in range(max(0, bisect_left(starts, start) - 1), bisect_left(starts, end)):
            a, b = words[i]
            if min(b, end) - max(a, start) > (b - a) / 2:
                found.add(i)
    return frozenset(found)


def dice(a: Words, b: Words) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def pairs(gold: list[Told], mine: list[Told]) -> list[tuple[int, int]]:
    """Match statements by content, the most alike first, each once."""
    alike = [
        (-dice(g.content, m.content), i, j)
        for i, g in enumerate(gold)
        for j, m in enumerate(mine)
        if not g.content.isdisjoint(m.content)
    ]
    found: list[tuple[int, int]] = []
    left, right = set(range(len(gold))), set(range(len(mine)))
    for same, i, j in sorted(alike):
        if same <= -0.5 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            found.append((i, j))
    return found


def quotations(text: str) -> list[Span]:
    """Find what stands in quotation marks, by paragraph; an open one at its start runs on."""
    found: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        start, opened = paragraph.start(), None
        for mark in re.finditer(r"[\"“„«”»]|''", paragraph[0]):
            sign = mark[0]
            if opened is None and (sign in OPENING or sign in ('"', "''")):
                opened = mark.start()
            elif opened is not None and (sign in CLOSING or sign == '"'):
                found.append((start + opened, start + mark.end()))
                opened = None
        late = opened is not None and not re.search(r"[”\"]", paragraph[0][opened + 1 :])
        if opened is not None and opened < 3 and late:
            found.append((start + opened, paragraph.end()))
    return found


def owner(quotation: Words, told: list[Told]) -> Told | None:
    """Find the statement that holds most of a quotation, half of it at least."""
    shares = [len(quotation & one.content) / len(quotation) for one in told]
    best = max(shares, default=0.0)
    return told[shares.index(best)] if best >= 0.5 else None


def mine(text: str) -> list[tuple[list[Span], list[Span]]]:
    return [
        (
            list(one.fragments),
            [] if one.speaker_start is None else [(one.speaker_start, one.speaker_end)],
        )
        for one in quotes.tag(text)
    ]


def count(article: dict[str, Any], told: list[tuple[list[Span], list[Span]]]) -> Counter[str]:
    """Count what is right in one text."""
    words = [word.span() for word in WORD.finditer(article["text"])]
    given = [(a.get("content") or [], a.get("source") or []) for a in article["attributions"]]
    gold, own = (
        [Told(words_in(words, c), words_in(words, s)) for c, s in some] for some in (given, told)
    )
    gold, own = ([one for one in some if one.content] for some in (gold, own))
    n = Counter(gold=len(gold), told=len(own))
    for i, j in pairs(gold, own):
        n["found"] += 1
        n["right"] += dice(gold[i].speaker, own[j].speaker) >= 0.5
    for span in quotations(article["text"]):
        quotation = words_in(words, [span])
        if len(quotation) < 4:
            continue
        by, by_mine = owner(quotation, gold), owner(quotation, own)
        n["quoted"] += by is not None
        n["quoted told"] += by_mine is not None
        if by and by_mine:
            n["quoted found"] += 1
            n["quoted right"] += dice(by.speaker, by_mine.speaker) >= 0.5
    return n


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole if whole else 0:.1f}"


def score(title: str, articles: list[dict[str, Any]]) -> None:
    begun = time.process_time()
    told = [mine(article["text"]) for article in articles]
    seconds = max(time.process_time() - begun, 1e-9)
    n: Counter[str] = Counter()
    for article, one in zip(articles, told, strict=True):
        n.update(count(article, one))
    print(
        f"{title} ({len(articles)} texts, {n['gold']} statements):",
        f"F1 {percent(2 * n['found'], n['gold'] + n['told'])}",
        f"(precision {percent(n['found'], n['told'])}, recall {percent(n['found'], n['gold'])}),",
        f"with speaker {percent(2 * n['right'], n['gold'] + n['told'])};",
        f"quotations F1 {percent(2 * n['quoted found'], n['quoted'] + n['quoted told'])},",
        f"speaker right {percent(n['quoted right'], n['quoted found'])} %;",
        f"{sum(len(article['text']) for article in articles) / 1e6 / seconds:.2f} MB/s",
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    given = parser.parse_args()
    quotes.tag("Gull said that he left.")  # tables are read once, not per text
    for path in given.files:
        articles = read(path)
        score(f"{path.stem}, all", articles)
        score("  looked at", [article for article in articles if is_seen(article)])
        score("  kept aside", [article for article in articles if not is_seen(article)])


if __name__ == "__main__":
    main()
