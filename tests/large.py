"""Make large tables of small ones: the same rows, of other articles, outlets, actors, days."""

import numpy as np
import pandas as pd
import pyarrow as pa

DAY = pd.Timedelta(days=1)
WHOSE = {  # columns that name something: of how many such things a large corpus tells
    **dict.fromkeys(["article_id", "article", "label"], 100_000),
    **dict.fromkeys(["outlet", "whose"], 3_000),
    **dict.fromkeys(["actor_id", "actor", "source_id", "target_id", "from_name", "to_name"], 5_000),
    **dict.fromkeys(
        ["speaker", "who", "words", "claim_id", "claim", "passage_id", "passage"], 5_000
    ),
    **dict.fromkeys(["event_id", "dispute", "of_what", "house", "published", "not_before"], 5_000),
}
DATES = ("earliest", "latest", "published_start", "published_end")


def tiled(table: pd.DataFrame, n: int, seed: int = 1) -> pd.DataFrame:
    """Repeat a table until it has n rows; each time round it tells of others."""
    times = np.arange(n) // max(len(table), 1)
    rng = np.random.default_rng(seed)
    whole = pd.DataFrame(
        {
            name: _changed(name, table[name], times)
            if name in WHOSE
            else table[name].take(np.arange(n) % len(table)).reset_index(drop=True)
            for name in table
        }
    )
    late = pd.to_timedelta(rng.integers(0, 60 * 24 * 3_000, times.max() + 1), unit="m")[times]
    dates = {name: whole[name] + late for name in DATES if name in whole}
    more = (
        {"delay_days": rng.integers(-30, 9_000, n).astype(float)} if "delay_days" in whole else {}
    )
    return whole.assign(**dates, **more)


def _changed(name: str, column: pd.Series, times: np.ndarray) -> pd.Series:
    """Name another thing each time round, as many as `WHOSE` says; the first is as it was."""
    values = column.astype("str")
    codes, names = pd.factorize(values)
    rounds = min(max(WHOSE[name] // max(len(names), 1), 1), int(times.max()) + 1)
    if name in ("published", "not_before"):
        named = [f"{1990 + i % 30}-{i % 12 + 1:02}-{i // 12 % 28 + 1:02}" for i in range(rounds)]
        named = [day for _ in names for day in named]
    else:
        named = [each if i == 0 else f"{each} {i}" for each in names for i in range(rounds)]
    at = np.tile(codes, int(times.max()) + 1)[: len(times)]
    which = np.where(at < 0, -1, at * rounds + times % rounds)
    held = pa.array(named, pa.large_string()).take(pa.array(which, mask=which < 0))
    return pd.Series(pd.array(held, dtype="str"))
