"""Name the figures that a panel lets its reader choose from."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from .actors import queue, who
from .called import called
from .clocks import clocks
from .density import BINS, density
from .forms import forms
from .network import TOGETHER, network
from .offices import offices
from .reach import reach
from .retold import conflicts, retold
from .speech import speech
from .spread import spread
from .timeline import timeline
from .voice import voice

MOST_EGOS = 2


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


def networks(tied: pd.DataFrame) -> dict[str, Callable[[pd.DataFrame], go.Figure]]:
    """Name the network of all, and those around the actors that do most."""
    deeds = tied.loc[tied["kind"] != TOGETHER, ["source_id", "target_id"]]
    ends = pd.concat([deeds["source_id"], deeds["target_id"]]).value_counts()
    keys = sorted(ends.index, key=lambda key: (-ends[key], key))[:MOST_EGOS]
    around = {f"around {_name(tied, key)}": partial(network, about=key) for key in keys}
    return {"everybody": network, **around}


def _name(tied: pd.DataFrame, key: str) -> str:
    """Give the name of an actor that is tied."""
    is_source, is_target = (tied[end].eq(key) for end in ("source_id", "target_id"))
    if is_source.any():
        return str(tied["from_name"].iloc[int(is_source.argmax())])
    return str(tied["to_name"].iloc[int(is_target.argmax())])


def voices() -> dict[str, Callable[[pd.DataFrame], go.Figure]]:
    """Name the figures of whose words the articles are made of."""
    return {"by article": speech, "by outlet": partial(speech, by="outlet")}


def wordings() -> dict[str, Callable[[pd.DataFrame], go.Figure]]:
    """Name the figures of the forms of one thing."""
    return {"by outlet": forms, "over time": spread}
