"""Compare what a panel shows with what the rules alone would show."""

import numpy as np
import pandas as pd

RENUMBERED = ("event_id", "claim_id", "tie_id", "statement_id", "claim_mention_id", "family")
PLACE = ("article_id", "start", "end", "text")


def both(rows: pd.DataFrame, machine: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """Put the rows that the rules alone have among the corrected ones, before what became of them.

    The states tell which is which: 0 the same in both, 1 the rules' only, 2 corrected only.
    """
    ours, theirs = _content(rows), _content(machine)
    new, gone = ~ours.isin(theirs), ~theirs.isin(ours)
    at = pd.Series(np.arange(len(rows), dtype="float64"), ours)
    at = at[~at.index.duplicated()]
    spans = pd.Series(np.arange(len(rows), dtype="float64"), _anchored(rows))
    spans = spans[~spans.index.duplicated()]
    before = theirs.map(at).ffill().fillna(-1) + 0.5
    order = _anchored(machine).map(spans).sub(0.5).fillna(before)[gone]
    whole = pd.concat([rows, machine[gone]]) if gone.any() else rows
    places = np.concatenate([np.arange(len(rows)), order.to_numpy()])
    states = np.concatenate([np.where(new, 2, 0), np.ones(int(gone.sum()), int)])
    sorted_ = np.argsort(places, kind="stable")
    return whole.iloc[sorted_].reset_index(drop=True), states[sorted_].tolist()


def anchors(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the words that each row is about, where it shows their sentence."""
    if "words_start" not in rows:
        return rows[list(PLACE)].rename(columns={"text": "words"})
    own = rows[["article_id", "words_start", "words_end", "words"]]
    return own.rename(columns={"words_start": "start", "words_end": "end"})


def _content(rows: pd.DataFrame) -> pd.Series:
    """Sum up each row by all that it says, but for numbers that are given anew at each run."""
    return _hashed(rows.drop(columns=[name for name in RENUMBERED if name in rows]))


def _anchored(rows: pd.DataFrame) -> pd.Series:
    return _hashed(anchors(rows)[["article_id", "start", "end"]])


def _hashed(table: pd.DataFrame) -> pd.Series:
    """Give each row a number that equal rows share, from each distinct value once."""
    total = np.zeros(len(table), "uint64")
    for _, column in table.items():
        values = column.astype("str") if column.dtype == "object" else column  # lists, too
        codes, names = pd.factorize(values)
        said = pd.Series([*pd.Series(names).astype("str"), ""], dtype="object")  # missing: -1
        total = total * np.uint64(1_000_003) + pd.util.hash_array(said.to_numpy())[codes]
    return pd.Series(total, table.index)
