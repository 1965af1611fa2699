"""Set the ledger out: claim by outlet, what is laundered, what is disputed."""

import pandas as pd

from .. import overview
from ..corpus import Corpus
from ..keeping import keeping
from .resolve import Ledger

STANCES = ("own voice", "attributed", "hedged", "denied")
SILENT = "silent"
VOICES = {"direct": "quotation", "mixed": "quotation", "indirect": "paraphrase"}


@keeping
def cells(c: Corpus, ledger: Ledger) -> pd.DataFrame:
    """List how each outlet of the corpus stands to each claim.

    One row is one claim, outlet and stance: `n_mentions`, and `is_laundered` where one of them
    is. An outlet that does not make the claim has one row, 'silent', with 0 mentions.
    """
    by = ["claim_id", "outlet", "stance"]
    groups = ledger.claim_mentions.groupby(by, dropna=False, sort=False, observed=True)
    told = groups.agg(n_mentions=("article_id", "size"), is_laundered=("is_laundered", "any"))
    told = told.reset_index()
    outlets = pd.DataFrame({"outlet": c.articles["outlet"].drop_duplicates()})
    grid = ledger.claims[["claim_id"]].merge(outlets, how="cross")
    table = grid.merge(told, on=["claim_id", "outlet"], how="left")
    table["stance"] = table["stance"].fillna(SILENT)
    table["n_mentions"] = table["n_mentions"].fillna(0).astype("int64")
    table["is_laundered"] = table["is_laundered"].fillna(False).astype("bool")
    return table


@keeping
def laundered(c: Corpus, ledger: Ledger) -> pd.DataFrame:
    """List where a claim that one article attributes stands bare in another.

    One row is one bare passage (`article_id`, `start`, `end`, `text`, `outlet`) beside the first
    that attributes its claim (`from_...`, with its `speaker`). `order` says which was published
    first: 'attributed first', 'bare first', or 'undecided' where dates don't settle it.
    """
    place = ["claim_id", "article_id", "outlet", "start", "end", "text"]
    rows = _dated(c, ledger.claim_mentions)
    bare = rows[rows["is_laundered"]]
    cited = rows[rows["stance"] == "attributed"]
    cited = cited[[*place, "speaker", "published_start", "published_end"]].add_prefix("from_")
    cited = cited.rename(columns={"from_claim_id": "claim_id", "from_speaker": "speaker"})
    both = _beside(bare[[*place, "published_start", "published_end"]], cited)
    both["order"] = "undecided"
    is_later = both["from_published_end"] < both["published_start"]
    is_earlier = both["published_end"] < both["from_published_start"]
    both.loc[is_later, "order"] = "attributed first"
    both.loc[is_earlier, "order"] = "bare first"
    both = both.merge(ledger.claims[["claim_id", "label"]], on="claim_id")
    kept = [name for name in both if "published" not in name]
    return both.sort_values(["claim_id", "article_id", "start"])[kept].reset_index(drop=True)


def _beside(bare: pd.DataFrame, cited: pd.DataFrame) -> pd.DataFrame:
    """Set each bare passage beside the first of another article that attributes its claim."""
    cited = cited.sort_values(["from_published_start", "from_article_id", "from_start"])
    first = cited.drop_duplicates("claim_id")
    theirs = cited["claim_id"].map(first.set_index("claim_id")["from_article_id"])
    second = cited[cited["from_article_id"] != theirs].drop_duplicates("claim_id")
    both = bare.merge(first, on="claim_id")
    is_own = both["article_id"] == both["from_article_id"]
    others = both.loc[is_own, bare.columns].merge(second, on="claim_id")
    both = pd.concat([both[~is_own], others])
    return both.drop_duplicates(["claim_id", "article_id", "start"])


def _dated(c: Corpus, rows: pd.DataFrame) -> pd.DataFrame:
    about = c.articles[["article_id", "published_start", "published_end"]]
    return rows.merge(about, on="article_id", how="left")


@keeping
def receipts(c: Corpus, ledger: Ledger) -> pd.DataFrame:
    """List the mentions with what figures say of them: the claim's words and counts, the article.

    One row is one passage that makes a claim; `claim` is the claim's label, `article` the
    article's (outlet and day), `n_disputes` the signs that the claim is disputed.
    """
    about = overview.labelled(c)[["article_id", "label", "published_start"]]
    claims = ledger.claims.drop(columns="first_article_id").rename(columns={"label": "claim"})
    claims = claims.drop(columns="is_laundered")
    ends = pd.concat([ledger.disputes["claim_id"], ledger.disputes["other_claim_id"]]).dropna()
    claims["n_disputes"] = claims["claim_id"].map(ends.value_counts()).fillna(0).astype("int64")
    rows = ledger.claim_mentions.merge(claims, on="claim_id", how="left")
    return rows.merge(about.rename(columns={"label": "article"}), on="article_id", how="left")


def summary(said: pd.DataFrame, stretches: pd.DataFrame) -> str:
    """Say in Markdown who says how much, counted at each run."""
    if said.empty:
        return "**No statement** is attributed in headlines and bodies."
    n_words = max(int(stretches["n_words"].sum()), 1)
    shares = stretches.groupby("voice")["n_words"].sum() / n_words
    spoken = sum(shares.get(name, 0) for name in ("direct speech", "indirect speech"))
    top = said["speaker"].value_counts()
    most = f"; {top.index[0]} says most, {top.iloc[0]:,}" if len(top) else ""
    return " ".join(
        [
            f"**{len(said):,} statements** of {said['speaker'].nunique():,} named speakers{most};",
            f"{said['speaker'].isna().sum():,} name nobody.",
            f"{100 * spoken:.0f} % of all words are attributed to somebody,",
            f"{100 * shares.get('recycled background', 0):.0f} % are recycled background.",
        ]
    )


@keeping
def disputed(c: Corpus, ledger: Ledger) -> pd.DataFrame:
    """Set the disputes out, one row for each side of each.

    `dispute`: the pair of claims; signs of one pair are told together in `kinds` and `markers`.
    `side`: 'one', the claim published first, or 'other'; a claim that is denied as such has
    no other side. `voice`: 'quotation', 'paraphrase' or 'own voice'.
    """
    rows = ledger.disputes.assign(other_claim_id=ledger.disputes["other_claim_id"].fillna(""))
    pairs = rows.groupby(["claim_id", "other_claim_id"], sort=False)
    heads = pairs.head(1).assign(dispute=lambda t: t["claim_id"] + "/" + t["other_claim_id"])
    for name in ("kind", "marker"):
        told = pairs[name].agg(lambda values: ", ".join(dict.fromkeys(values)))
        keys = pd.MultiIndex.from_frame(heads[["claim_id", "other_claim_id"]])
        heads[f"{name}s"] = told.reindex(keys).to_numpy()
    sides = [_side(heads, ""), _side(heads[heads["other_article_id"].notna()], "other_")]
    table = pd.concat(sides, ignore_index=True)
    about = receipts(c, ledger).drop(columns=["claim_id", "text"])
    about = about.drop_duplicates(["article_id", "start", "end", "speaker"])
    table = table.merge(about, on=["article_id", "start", "end", "speaker"], how="left")
    table["voice"] = table["kind"].map(VOICES).fillna("own voice").astype("str")
    return table.sort_values(["dispute", "side"], kind="stable").reset_index(drop=True)


def _side(heads: pd.DataFrame, pre: str) -> pd.DataFrame:
    names = ("claim_id", "article_id", "start", "end", "evidence", "speaker")
    side = heads[["dispute", "kinds", "markers", *(f"{pre}{name}" for name in names)]]
    side = side.rename(columns={f"{pre}{name}": name for name in names})
    side = side.astype({"start": "int64", "end": "int64"})
    return side.rename(columns={"evidence": "text"}).assign(side="other" if pre else "one")
