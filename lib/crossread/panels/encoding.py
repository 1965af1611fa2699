"""Hold a column as its distinct values and a number for each row: a choice is asked of few."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..figures.gathering import codes


class Encoded(NamedTuple):
    """A column: `names`, its values in order, what is missing last, and each row's `codes`."""

    codes: np.ndarray
    names: list[Any]

    def values(self) -> list[Any]:
        """List the value of each row."""
        return [self.names[code] for code in self.codes.tolist()]


def encode(column: pd.Series) -> Encoded:
    """Encode a column as the page knows it: dates by day, flags as yes or no."""
    own, found = codes(column, is_sorted=True)
    names = values(found)
    if pd.api.types.is_datetime64_any_dtype(column):
        names = values(pd.Series(found).dt.strftime("%Y-%m-%d"))
    elif pd.api.types.is_bool_dtype(column):
        names = ["yes" if name else "no" for name in names]
    small = "int16" if len(names) < 2**15 else "int32"
    return Encoded(np.where(own < 0, len(names), own).astype(small), [*names, None])


def values(column: pd.Series) -> list[Any]:
    """List a column's values as JSON knows them; what is missing is null."""
    return [None if pd.isna(v) else v.item() if hasattr(v, "item") else v for v in column]
