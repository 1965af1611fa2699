"""List the terms of offices that people have written down."""

import pandas as pd

from .. import authority
from ..corpus import Corpus

COLUMNS = ["person_id", "person", "office", "of", "lane", "first", "last", "is_open", "source"]


def terms(c: Corpus) -> pd.DataFrame:
    """List the offices of roles.csv, with the names of holder and state.

    One row is one term: `first` and `last` bound it to the second. A term without an end
    (`is_open`) is drawn up to the day that its source knows of, else to the last article.
    """
    known = authority.load(c.handmade)
    newest = c.articles["published_end"].max()
    rows = []
    for role in known.roles:
        end = role.last or role.known_to
        last = pd.Timestamp(_last_day(end)) if end else newest
        rows.append(
            {
                "person_id": role.person_id,
                "person": known.actors[role.person_id].name,
                "office": role.office,
                "of": known.actors[role.of].name,
                "first": pd.Timestamp(_first_day(role.first)),
                "last": last + pd.Timedelta(days=1, seconds=-1) if pd.notna(last) else last,
                "is_open": not role.last,
                "source": role.source,
            }
        )
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "lane"])
    table = table.astype({"first": "datetime64[us]", "last": "datetime64[us]"})
    return table.assign(lane=table["of"] + ": " + table["office"])[COLUMNS]


def _first_day(day: str) -> str:
    return (day + "-01-01")[:10] if len(day) < 7 else (day + "-01")[:10]


def _last_day(day: str) -> str:
    return str(pd.Period(day).end_time.date())
