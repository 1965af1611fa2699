"""Turn a reading by hand into codings, as coders of the suite would have written them.

    python benchmarks/codings.py FILE.json --coder "first reader" --when 2026-11-27 \\
        > data/handmade/codings.csv

FILE holds a list with one entry an article: file, outlet, title and so on, timexes (start,
end, type, value), actors (name, type and mentions with start and end), claims (source, cue,
content_spans, kind, via, date) and background (passage, start, end). All of it counts as read
whole; of the mentions those by name. A passage counts where several articles have it, since no
others are rows of that table.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossread import authority, corpus
from crossread.coding import book
from crossread.coding.units import said, together

TYPES = {
    "PER": "person", "ORG": "organisation", "MEDIA": "media",
    "STATE": "state", "PLACE": "place", "FORCE": "force",
}  # fmt: skip
SCOPES = {
    "articles": "all",
    "timexes": "all",
    "mentions": "form=name",
    "statements": "all",
    "passages": "all",
}
HEADERS = ("outlet", "agency", "title", "dateline_place", "published", "url")
Coded = tuple[str, int, int, dict[str, str]]  # table, start, end, answers


class Actors:
    """The keys of actors by their forms."""

    def __init__(self, handmade: Path) -> None:
        known = authority.load(handmade)
        self.types = {key: actor.type for key, actor in known.actors.items()}
        self.forms: dict[str, set[str]] = {}
        for alias in known.aliases:
            self.forms.setdefault(alias.form, set()).add(alias.actor_id)

    def key(self, name: str, kind: str = "") -> str | None:
        found = self.forms.get(name, set())
        own = {key for key in found if self.types[key] == kind} or found
        return next(iter(own)) if len(own) == 1 else None

    def keys(self, source: str) -> str:
        whole = self.key(source)
        return whole or together(self.key(part) for part in source.split(" and "))


def spans(article: dict[str, Any], text: str, actors: Actors, several: set[str]) -> Iterator[Coded]:
    yield "articles", 0, 0, {name: said(article.get(name)) for name in HEADERS}
    for one in article["timexes"]:
        yield "timexes", one["start"], one["end"], {"type": one["type"], "value": one["value"]}
    for actor in article["actors"]:
        for one in actor["mentions"]:
            start, end = one["start"], one["end"]
            kind = TYPES[actor["type"]]
            key = actors.key(actor["name"], kind) or actors.key(text[start:end], kind)
            yield "mentions", start, end, {"actor_id": said(key)}
    for one in article["claims"]:
        parts = one["content_spans"]
        answers = {
            "fragments": said(parts),
            "kind": one["kind"],
            "speaker_id": actors.keys(one["source"]),
            "cue": said(one["cue"]),
            "via": said(one["via"]),
        }
        if "date" in one:  # where the reader gives none, it was not asked
            answers["spoken"] = one["date"]
        yield "statements", parts[0][0], parts[-1][1], answers
    for one in article["background"]:
        if one["passage"] in several:
            yield "passages", one["start"], one["end"], {}


def rows(c: corpus.Corpus, articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    actors = Actors(c.handmade)
    counts = Counter(name for a in articles for name in {b["passage"] for b in a["background"]})
    several = {name for name, n in counts.items() if n > 1}
    known = c.articles.set_index("path")
    for article in articles:
        own = known.loc[article["file"]]
        shared = {"sample_id": book.WHOLE, "article_sha256": own["sha256"], "weight": ""}
        for table, scope in SCOPES.items():
            whole = {"table": table, "start": 0, "end": 0, "text": ""}
            yield shared | whole | {"column": book.READ, "answer": scope}
        for table, start, end, answers in spans(article, own["text"], actors, several):
            place = {"table": table, "start": start, "end": end, "text": own["text"][start:end]}
            for column, answer in {book.FOUND: book.YES, **answers}.items():
                yield shared | place | {"column": column, "answer": answer}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path, metavar="FILE.json")
    parser.add_argument("--coder", required=True)
    parser.add_argument("--when", required=True, help="day of the reading, 2026-11-27")
    parser.add_argument("--raw", type=Path, help="folder of the articles; the project's")
    given = parser.parse_args()
    articles = json.loads(given.file.read_text("utf-8"))
    writer = csv.DictWriter(sys.stdout, book.COLUMNS, lineterminator="\n")
    writer.writeheader()
    about = {"when": given.when, "coder": given.coder}
    for row in rows(corpus.load(given.raw), articles):
        writer.writerow(about | row | {"text": book.escape(row["text"])})


if __name__ == "__main__":
    main()
