"""Say in one line how far a table can be trusted, to stand beside a figure."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..corpus import Corpus
from .agreement import alpha
from .book import FOUND, READ, WHOLE, astray, load
from .measures import measure

UNMEASURED = (
    "not yet measured: nobody has coded these articles. The last notebook draws a sample to code"
)


def card(c: Corpus, name: str, table: pd.DataFrame) -> str:
    """Say in one line of Markdown how often a table is right on these articles.

    Of several readings the one with most spans counts. Brackets hold 95 % intervals.
    """
    rows = measure(c, {name: table})
    if rows.empty:
        return f"> **Error card**, {name}: {UNMEASURED}."
    best = rows.sort_values("n_told", kind="stable").iloc[-1]
    own = rows[(rows["coder"] == best["coder"]) & (rows["basis"] == best["basis"])]
    said = []
    for found in own[own["column"] == FOUND].to_dict("records"):
        said.append(_share("precision", found, found["n_told"]))
        if best["basis"] == WHOLE:
            said.append(_share("recall", found, found["n_coded"]))
    columns: dict[str, list[str]] = {}
    for row in own.to_dict("records"):
        if row["column"] != FOUND and (n := row["n_right"] + row["n_wrong"]):
            right = f"{row['n_right']:,} of {n:,}"
            caption = row["column"].removesuffix("_id").replace("_", " ")
            columns.setdefault(right, []).append(caption)
    said += [f"{', '.join(names)} right in {right}" for right, names in columns.items()]
    by = f"coded by {html.escape(best['coder'])}, {best['basis']}"
    return f"> **Error card**, {name}: {'; '.join(said)} ({by})."


def _share(name: str, row: dict[str, Any], n: int) -> str:
    """Say a share in per cent, with its interval and what it is a share of."""
    share, low, high = (100 * row[f"{name}{end}"] for end in ("", "_low", "_high"))
    return (
        f"{name} {share:.0f}\u00a0% ({low:.0f}\u2013{high:.0f}, n\u00a0=\u00a0{n:,})"
        if n
        else f"{name} unknown"
    )


def summary(c: Corpus, tables: Mapping[str, pd.DataFrame]) -> str:
    """Say in Markdown what was coded and how much of it the tables hold, counted at each run."""
    codings, n_astray = load(c), len(astray(c))
    rows = measure(c, tables)
    lost = f" {n_astray:,} lines of the codings cannot be placed." if n_astray else ""
    if rows.empty:
        return f"**{UNMEASURED[:1].upper()}{UNMEASURED[1:]}.**{lost}"
    n_coders = codings["coder"].nunique()
    whole = codings.loc[codings["column"] == READ, "article_id"].nunique()
    drawn = codings[codings["sample_id"] != WHOLE]
    n_drawn = len(drawn.drop_duplicates(["table", "article_id", "start", "end"]))
    lines = [f"**Coded by {n_coders:,} reader{'s' * (n_coders != 1)}.**"]
    if whole:
        found = rows[(rows["column"] == FOUND) & (rows["basis"] == WHOLE)]
        right, marked, told = (found[name].sum() for name in ("n_right", "n_coded", "n_told"))
        lines.append(
            f"{whole:,} of {len(c.articles):,} articles were read whole: of {marked:,} spans "
            f"marked {right:,} are found, of {told:,} told there {told - right:,} were not marked."
        )
    if n_drawn:
        lines.append(f"{n_drawn:,} spans of samples were coded.")
    if (apart := alpha(c)).empty:
        lines.append("How far readers agree is not yet measured: no sample was coded by two.")
    else:
        least = apart["alpha"].min()
        lines.append(f"On the samples that several coded, alpha is {least:.2f} at the least.")
    return " ".join(lines) + lost
