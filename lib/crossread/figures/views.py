"""Name the figures that a panel lets its reader choose from."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from .actors import queue, who
from .called import called
from .clocks import clocks
from .density import BINS, density
from .offices import offices
from .reach import reach
from .retold import conflicts, retold
from .timeline import timeline
from .voice import voice


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


def actors(terms: pd.DataFrame) -> dict[str, Callable[[pd.DataFrame], go.Figure]]:
    """Name the figures of the mentions; `terms` as `actors.terms` gives them."""
    return {
        "who is in it": who,
        "who is given a voice": voice,
        "what they are called": called,
        "who held the office": partial(offices, terms),
        "names not resolved": queue,
    }
