"""Turn one article as received into rows: article, paragraphs, sentences, fields."""

from pathlib import Path
from typing import Any

from . import headers, metadata, sentences
from . import text as texts
from .intake import Document

Rows = dict[str, list[dict[str, Any]]]


def add(rows: Rows, document: Document, handmade: Path, file: str = "") -> None:
    """Read one article and add its rows to those of the tables; `file` is kept in each."""
    text, key = document.text, {"article_id": document.article_id, "file": file}
    page = headers.read(text, handmade)
    settled = metadata.settle(text, page, document.given, handmade)
    spoken = [(p.start, p.end) for p in page.parts if p.part in ("headline", "body")]
    body = [(p.start, p.end) for p in page.parts if p.part == "body"]
    # inside a paragraph a line's end is only where it was wrapped
    flat = text.replace("\r", " ").replace("\n", " ")
    spans = [
        (i, *span)
        for i, part in enumerate(page.parts)
        if part.part in ("headline", "body")
        for span in sentences.split(flat, part.start, part.end)
    ]
    credits = metadata.credits(text, body, settled.columns["outlet"], handmade)
    rows["paragraphs"] += [key | {"paragraph": i} | p._asdict() for i, p in enumerate(page.parts)]
    rows["sentences"] += [
        key | {"paragraph": p, "sentence": i, "start": start, "end": end}
        for i, (p, start, end) in enumerate(spans)
    ]
    rows["fields"] += [key | row for row in metadata.rows(text, page, settled, credits)]
    first, basis = metadata.not_before(
        text, [span[1:] for span in spans], settled.columns["published"]
    )
    rows["articles"].append(
        key
        | {"path": document.path, "sha256": document.sha256, "text": text}
        | settled.columns
        | {"not_before": first, "not_before_basis": basis, "note": "; ".join(settled.notes) or None}
        | {"language": settled.columns["language"] or metadata.language(text, body)}
        | {"n_words": sum(texts.words(text[start:end]) for start, end in spoken)}
    )
