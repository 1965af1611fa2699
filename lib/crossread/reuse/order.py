"""Bound when each article was published, to say which of some was first."""

import pandas as pd

# the zones farthest from UTC where news is made; two days apart are in order in any of them
EAST, WEST = pd.Timedelta(hours=13), pd.Timedelta(hours=11)
ZONED = r"T.*(?:Z|[+-]\d\d:?\d\d)$"
EVER, NEVER = pd.Timestamp("1000-01-01"), pd.Timestamp("3000-01-01")


def bounds(articles: pd.DataFrame) -> pd.DataFrame:
    """Bound when each article was published; what is not known is bounded by far away.

    One row is one article: `after`, `before` as printed; `after_utc`, `before_utc` so wide
    that they hold in whichever zone the printed clock was. An undated article was written
    after the latest past date that it reports (`not_before`). `rank` puts them in order
    by the middle of the dates possible, an undated one by the past date that it reports; those
    of which nothing is known come last.
    """
    told = articles["not_before"].astype("str").str.extract(r"^(\d{4}(?:-\d\d){0,2})")[0]
    told = pd.to_datetime(told, format="ISO8601", errors="coerce")
    after = articles["published_start"].fillna(told).fillna(EVER)
    before = articles["published_end"].fillna(NEVER)
    is_zoned = articles["published"].astype("str").str.contains(ZONED, na=False)
    table = articles[["article_id", "outlet", "published"]].assign(after=after, before=before)
    table["after_utc"] = after.where(is_zoned | (after == EVER), after - EAST)
    table["before_utc"] = before.where(is_zoned | (before == NEVER), before + WEST)
    likely = after.where(before == NEVER, after + (before - after) / 2)
    likely = likely.where((after != EVER) | (before != NEVER), NEVER)
    order = table.assign(likely=likely).sort_values(["likely", "article_id"]).index
    return table.assign(rank=pd.Series(range(len(order)), order))


def firsts(rows: pd.DataFrame) -> pd.Series:
    """Say which article had each passage first, by `passage_id`; missing where undecided.

    `rows` has a row for each passage and article, with what `bounds` says. The first is
    the article that was out before any other can have been; where all are of one outlet its
    clock is trusted to have been one.
    """
    houses = rows.groupby("passage_id")["outlet"].transform(lambda own: own.nunique(dropna=False))
    after = rows["after"].where(houses == 1, rows["after_utc"])
    before = rows["before"].where(houses == 1, rows["before_utc"])
    table = rows[["passage_id", "article_id"]].assign(after=after, before=before)
    first = table.sort_values("before", kind="stable").drop_duplicates("passage_id")
    others = table.drop(first.index).groupby("passage_id")["after"].min()
    first = first.set_index("passage_id")
    return first["article_id"].where(first["before"] < others.reindex(first.index))
