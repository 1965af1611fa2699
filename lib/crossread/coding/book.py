"""Keep what coders said: data/handmade/codings.csv, to which lines are only ever added."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from ..corpus import Corpus
from ..corrections.appending import append
from ..corrections.log import MARKS

COLUMNS = (
    *("when", "coder", "sample_id", "table", "article_sha256"),
    *("start", "end", "text", "column", "answer", "weight"),
)
FOUND, READ, WHOLE = "found", "read", "read whole"
YES, NO, UNSURE = "yes", "no", "unsure"
SAME = ["coder", "sample_id", "table", "article_id", "start", "end", "column"]


def path(c: Corpus) -> Path:
    """Tell where the codings of a corpus are kept: beside its other decisions."""
    return c.handmade / "codings.csv"


def load(c: Corpus) -> pd.DataFrame:
    """Read the codings of the articles of a corpus; where a coder answered twice, the last holds.

    One row is one answer of one coder to one column of one span (or, where `column` is 'read',
    one article read whole): the columns of data/handmade/codings.csv and `article_id`. Codings
    of other articles are left out, and so is what `astray` lists.
    """
    table = _read(c)
    kept = table[table["article_id"].notna() & table["holds"]].drop(columns="holds")
    kept = kept.assign(
        **{name: pd.to_numeric(kept[name]).astype("int64") for name in ("start", "end")},
        weight=pd.to_numeric(kept["weight"].replace("", "1")).astype("float64"),
    )
    return kept.drop_duplicates(SAME, keep="last").reset_index(drop=True)


def astray(c: Corpus) -> pd.DataFrame:
    """List lines that cannot be placed: cut off half-way, or with other words than the article's.

    A coding of an article that is not in this corpus is not astray: the file may serve several.
    """
    table = _read(c)
    return table[~table["holds"]].drop(columns="holds").reset_index(drop=True)


def add(file: Path, rows: Iterable[dict[str, object]]) -> None:
    """Write lines at the end of a file of codings, whole or not at all; OSError says if not."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    for row in rows:
        writer.writerow({**row, "text": escape(str(row["text"]))})
    append(file, ",".join(COLUMNS) + "\n", text.getvalue())


def escape(text: str) -> str:
    r"""Write a text in one line, so that a coding is one: a line end becomes \n."""
    return text.translate(str.maketrans(MARKS))


def _read(c: Corpus) -> pd.DataFrame:
    """Read all lines; `holds`: its cells are whole, its article, if here, has those words there."""
    rows: list[dict[str, object]] = []
    if path(c).exists():
        with path(c).open(encoding="utf-8-sig", newline="") as file:
            rows = [{name: row.get(name) for name in COLUMNS} for row in csv.DictReader(file)]
    about = c.articles[["sha256", "article_id", "text"]]
    about = about[about["sha256"].isin({row["article_sha256"] for row in rows})]
    keys = dict(zip(about["sha256"], about["article_id"], strict=True))
    texts = dict(zip(about["sha256"], about["text"], strict=True))
    for row in rows:
        row["article_id"] = keys.get(row["article_sha256"])
        row["holds"] = _holds(row, texts)
    table = pd.DataFrame(rows, columns=[*COLUMNS, "article_id", "holds"])
    return table.astype(dict.fromkeys([*COLUMNS, "article_id"], "str") | {"holds": "bool"})


def _holds(row: dict[str, object], texts: dict[str, str]) -> bool:
    if None in [row[name] for name in COLUMNS] or not _is_span(row):
        return False
    text = texts.get(str(row["article_sha256"]))
    span = slice(int(str(row["start"])), int(str(row["end"])))
    return text is None or escape(text[span]) == row["text"]


def _is_span(row: dict[str, object]) -> bool:
    weight = str(row["weight"]).replace(".", "", 1)
    numbers = [str(row[name]) for name in ("start", "end")]
    return all(n.isdecimal() for n in numbers) and (not weight or weight.isdecimal())
