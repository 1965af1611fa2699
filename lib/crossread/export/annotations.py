"""Write statements as W3C Web Annotations, which annotation tools read."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from ..corpus import Corpus
from .writing import asked, write

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after, by which a changed page is still found
TAGS = ("kind", "cue_class", "speaker")


@asked
def annotations(
    c: Corpus, statements: pd.DataFrame, path: str | Path = "exports/statements.jsonld"
) -> Path:
    """Write statements as one annotation page (Web Annotation Data Model, W3C 2017).

    Each fragment of a statement is a target, by its offsets and by its words; an article
    without an address goes by the SHA-256 of its file. What the statement is said to be is a
    body in words, speaker, kind and class of the cue are tags.
    """
    return write(path, annotations_text(c, statements))


def annotations_text(c: Corpus, statements: pd.DataFrame) -> str:
    """Give what `annotations` writes."""
    articles = {row["article_id"]: row for row in c.articles.to_dict("records")}
    rows = statements.astype(object).where(statements.notna(), None).to_dict("records")
    page = {
        "@context": CONTEXT,
        "id": f"urn:crossread:{c.hash}:statements",
        "type": "AnnotationPage",
        "items": [_annotation(row, articles[row["article_id"]], c.hash) for row in rows],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _annotation(row: dict[str, Any], article: dict[str, Any], corpus: str) -> dict[str, Any]:
    speaker = row["speaker"] or "nobody named"
    way = " \u2192 ".join([speaker, *row["via"]])
    cue = f", \u201c{row['cue']}\u201d" if row["cue"] else ""
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "value": row[name]}
        for name in TAGS
        if row[name]
    ]
    said = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
    return {
        "id": f"urn:crossread:{corpus}:{row['statement_id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [said | {"value": f"{row['kind']}: {way}{cue}"}, *tags],
        "target": [_target(article, start, end) for start, end in row["fragments"]],
    }


def _target(article: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """Point at a stretch of an article; offsets count code points, as the standard has it."""
    text, url = article["text"], article["url"]
    quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
    quote |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "source": url if isinstance(url, str) else f"urn:sha256:{article['sha256']}",
        "selector": [place, quote],
    }
