"""Name the figures that a panel lets its reader choose from."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from .clocks import clocks
from .density import BINS, density
from .reach import reach
from .retold import conflicts, retold
from .timeline import timeline


def chronology(articles: pd.DataFrame) -> dict[str, Callable[[pd.DataFrame], go.Figure]]:
    """Name the figures of the dates told; `articles` as `overview.articles` gives them."""
    return {
        "what happened when": timeline,
        "event time and printing": clocks,
        "how far back": reach,
        "what is retold": partial(retold, articles=articles),
        "dates that disagree": conflicts,
        **{f"by {each}": partial(density, by=each) for each in BINS},
    }
