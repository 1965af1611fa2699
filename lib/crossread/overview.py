"""Count what a corpus holds: its articles, their parts, and whom they credit."""

import numpy as np
import pandas as pd

from . import spans, stamps
from . import text as texts
from .corpus import Corpus
from .keeping import keeping

ABOUT = ["article_id", "outlet", "label", "published", "published_start"]
HOW = {
    "credit": "republishes",
    "cites": "cites",
    "reports": "relays",
    "interview": "relays an interview with",
}


@keeping
def articles(c: Corpus) -> pd.DataFrame:
    """List the articles with a label each, and how much of each page is the article.

    One row is one article. `label`: outlet and date, numbered where two are alike.
    `n_words`: words of headline and body; `share_furniture` (0 to 1): furniture among all words.
    """
    words = _words(c)
    whole = words.groupby("article_id")["n_words"].sum()
    furniture = words[words["part"] == "furniture"].groupby("article_id")["n_words"].sum()
    table = labelled(c)
    share = furniture.reindex(table["article_id"], fill_value=0).to_numpy()
    return table.assign(share_furniture=share / whole.reindex(table["article_id"]).to_numpy())


def labelled(c: Corpus) -> pd.DataFrame:
    """Give the articles with the `label` that `articles` gives them, without counting words."""
    days = {edtf: _shortly(edtf) for edtf in c.articles["published"].unique()}
    shown = [days[edtf] for edtf in c.articles["published"]]
    outlet = c.articles["outlet"].astype("str").fillna("outlet unknown")
    names = outlet + ", " + pd.Series(shown, c.articles.index, "str")
    nth = names.groupby(names).cumcount() + 1
    return c.articles.assign(label=names.where(nth == 1, names + " (" + nth.astype(str) + ")"))


def beside(c: Corpus, rows: pd.DataFrame) -> pd.DataFrame:
    """Add each row's article, outlet and date; `text` becomes the words from start to end."""
    about = labelled(c)[ABOUT].rename(columns={"label": "article"}).drop(columns="article_id")
    place = spans.places(c.articles, rows["article_id"])
    rows = rows.reset_index(drop=True)
    added = {name: about[name].array.take(place, allow_fill=True) for name in about}
    return rows.assign(**added, text=spans.texts(c.articles, rows))


def _shortly(edtf: object) -> str:
    """Say an EDTF date in few words, no more precise than it is."""
    if pd.isna(edtf):
        return "undated"
    day, _, _ = str(edtf).partition("T")
    return "day or month unclear" if day.startswith("[") else stamps.say(day, month="%b")


@keeping
def paragraphs(c: Corpus) -> pd.DataFrame:
    """List the paragraphs with the article they stand in and the place they take in it.

    One row is one paragraph. `n_words`: its words; `n_before`: the words before it.
    """
    words = _words(c)
    words["n_before"] = words.groupby("article_id")["n_words"].cumsum() - words["n_words"]
    about = articles(c)[["article_id", "label", "outlet", "published_start"]]
    return words.merge(about, on="article_id").rename(columns={"published_start": "published"})


def _words(c: Corpus) -> pd.DataFrame:
    text = spans.texts(c.articles, c.paragraphs)
    encoded = spans.strings(text).dictionary_encode()  # what recurs is counted once
    counts = np.array([texts.words(each) for each in encoded.dictionary.to_pylist()], np.int64)
    return c.paragraphs.assign(text=text, n_words=counts[encoded.indices])


@keeping
def parts(c: Corpus) -> pd.DataFrame:
    """Count the words of each part of each article.

    One row is one part of one article. `share_words` (0 to 1): its words among the page's.
    """
    about = ["article_id", "label", "outlet", "part"]
    rows = paragraphs(c)[[*about, "n_words"]]
    part, first = spans.distinct(*(pd.factorize(rows[name])[0] for name in ("article_id", "part")))
    counts = rows.loc[first, about].reset_index(drop=True)
    counts["n_words"] = np.bincount(part, rows["n_words"]).astype(np.int64)
    whole = counts.groupby("article_id")["n_words"].transform("sum")
    return counts.assign(share_words=counts["n_words"] / whole)


@keeping
def credits(c: Corpus) -> pd.DataFrame:
    """List where an article credits another house than its outlet, in the header or the body.

    One row is one credit: `outlet`, `how` (republishes: credited in the header; the rest: in
    the body), the `house` credited, and where it stands. An article without any has one row
    with no house and no place.
    """
    about = labelled(c)[["article_id", "outlet", "label"]]
    found = c.fields[c.fields["field"].isin(HOW)].merge(about, on="article_id")
    found = found[found["value"] != found["outlet"]].drop_duplicates(
        ["article_id", "field", "value"]
    )
    silent = about[~about["article_id"].isin(found["article_id"])]
    table = pd.concat([found.rename(columns={"value": "house"}), silent], ignore_index=True)
    table["how"] = table["field"].map(HOW)
    return table[["article_id", "label", "outlet", "house", "how", "start", "end", "text"]]


def summary(c: Corpus) -> str:
    """Say in Markdown what the corpus holds, counted anew from the tables at each run."""
    table, n = c.articles, len(c.articles)
    n_aside = int((c.intake["n_articles"] == 0).sum() - (c.intake["status"] == "archive").sum())
    dated = int(table["published_start"].notna().sum())
    credited = credits(c).dropna(subset="house")["article_id"].nunique()
    lines = [
        f"**{n} articles** by {table['outlet'].nunique()} outlets from {len(c.intake)} files; "
        f"{n_aside} files set aside.",
        f"{dated} state when they were published; {n - dated} do not, or not fully.",
        f"{credited} credit another house than their outlet.",
    ]
    return " ".join(lines) + aside(c)


def aside(c: Corpus) -> str:
    """Tell a reader of other articles, or corrected ones, what a notebook's prose is about."""
    if c.is_example:
        return corrected(c)
    return corrected(c) + (
        " The prose of this notebook was written about the articles that ship with the suite; "
        "figures, their titles and this paragraph are counted from yours."
    )


def corrected(c: Corpus) -> str:
    """Say in Markdown how many corrections are applied, and which are not; '' without any."""
    lost = c.lost_corrections
    said = f" {c.n_corrections:,} corrections are applied." if c.n_corrections else ""
    if lost.empty:
        return said
    lines = [
        f"{status}: line {', '.join(map(str, own))}"
        for status, own in lost.groupby("status")["line"].agg(list).items()
    ]
    what = f"{len(lost):,} {'is' if len(lost) == 1 else 'are'} not applied ({'; '.join(lines)})"
    return f"{said} **Of the corrections {what}:** `c.corrections` says why."
