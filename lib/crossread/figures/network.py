"""Draw who is tied to whom: as a network, or as a matrix where that would be a hairball."""

from math import hypot, log1p

import networkx as nx
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from .. import store
from . import lanes, panes
from .gathering import Figure, arrays, codes, firsts, gather
from .look import INK

MOST_NODES = 60  # beyond, a matrix
MOST_CELLS = 40  # actors of a matrix
MOST_EDGES = 150
SHAPES = ["square", "diamond", "triangle-up", "cross", "star"]  # of sides
NAMED = 5  # ties; below, a disc has no name on it
TOGETHER = "mentioned together"
KINDS = {
    "met": "#0072B2",
    "called": "#56B4E9",
    "stated jointly": "#009E73",
    "spoke about": "#E69F00",
    "accused": "#D55E00",
    "congratulated": "#CC79A7",
    TOGETHER: "#c4c4c0",
}


def network(tied: pd.DataFrame, about: str | None = None) -> go.Figure:
    """Draw actors as discs, their ties as lines as wide as they are many.

    Rows as `actors.tied` gives them; `about` an actor_id, of whom and of whose partners alone
    the ties are drawn. One line is the ties of two actors of one kind, one disc an actor, the
    larger the more ties; its colour is the actor's type, its shape the side. The layout is that
    of the whole and the same at each run. Beyond `MOST_NODES` actors a matrix stands in; beyond
    `MOST_EDGES` lines the weakest are left out.
    """
    ends = _ends(tied)
    n_ties = _n_ties(ends)
    is_many = len(n_ties) > MOST_NODES
    if is_many and about is None:
        return _matrix(tied, ends, n_ties)
    is_own = (ends == about).any(axis=1) if about is not None else ends["a"].notna()
    n_own = n_ties if about is None else _n_ties(ends[is_own])
    partners = n_own.index
    kept = set(partners[:MOST_NODES]) | {about}
    drawn = ends["a"].isin(kept) & ends["b"].isin(kept) & is_own if is_many else None
    pairs = _pairs(tied, ends, drawn)
    places = _layout(pairs)
    least = NAMED if about is None else 0
    if about is not None:
        pairs = pairs[(pairs["a"] == about) | (pairs["b"] == about)]
    figure = Figure()
    shown = pairs.sort_values(["is_mere", "n", "a", "b"], ascending=[False, True, True, True])
    figure.add_traces([_line(row, places) for row in shown.tail(MOST_EDGES).itertuples()])
    figure.add_traces(_discs(tied, pairs, places, least))
    types = {*codes(tied["from_type"])[1], *codes(tied["to_type"])[1]}
    figure.add_traces(
        lanes.legend([(k, v) for k, v in lanes.TYPES.items() if k in types], "circle")
    )
    figure.add_traces(lanes.legend([(k, v) for k, v in KINDS.items() if k in set(pairs["kind"])]))
    for side, shape in _symbols(tied).items():
        figure.add_traces(lanes.legend([(side, INK)], shape))
    figure.update_layout(legend_y=0, legend_yanchor="top")
    figure.update_xaxes(visible=False, range=[-1.15, 1.15] if about is None else None)
    figure.update_yaxes(visible=False, range=[-1.1, 1.15] if about is None else None)
    note = "Disc: an actor, the larger the more ties. Line: ties of one kind, the wider the more."
    note += panes.more(len(partners) - MOST_NODES, "partner") if is_many else ""
    note += panes.more(len(shown) - MOST_EDGES, "line")
    own = tied.loc[is_own, ["kind", "from_name", "to_name"]]
    return panes.head(figure, _finding(own, len(n_own)), note, 560).update_layout(
        margin_b=90, legend_entrywidth=140
    )


def _ends(tied: pd.DataFrame) -> pd.DataFrame:
    """Give the two ends of each tie, whichever way it goes: `a` and `b`."""
    held = [codes(tied[name].astype("str")) for name in ("source_id", "target_id")]
    names = pd.Index(sorted({*held[0][1], *held[1][1]}), dtype="str")
    one, other = (names.get_indexer(found)[own] for own, found in held)
    pair = {"a": np.minimum(one, other), "b": np.maximum(one, other)}
    ends = {name: pd.Categorical.from_codes(own, names) for name, own in pair.items()}
    return pd.DataFrame(ends, tied.index)


def _n_ties(ends: pd.DataFrame) -> pd.Series:
    """Count the ties of each actor, the most first."""
    n = ends["a"].value_counts().add(ends["b"].value_counts()).astype(int)
    n = n[n > 0].sort_index().sort_values(ascending=False, kind="stable")
    return n.set_axis(n.index.astype("str"))


def _pairs(tied: pd.DataFrame, ends: pd.DataFrame, where: pd.Series | None) -> pd.DataFrame:
    """Gather the ties of two actors of one kind: `a`, `b`, `kind`, `n` and `behind`."""
    pairs = gather(ends.assign(kind=tied["kind"]), "a", "b", "kind", where=where)
    pairs = pairs.astype({"a": "str", "b": "str"})
    return pairs.assign(is_mere=pairs["kind"] == TOGETHER)


def _nodes(pairs: pd.DataFrame) -> list[str]:
    return sorted({*pairs["a"], *pairs["b"]})


def _layout(pairs: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Place the actors by their ties, the same at each run; a deed pulls more than a co-mention."""
    graph = nx.Graph()
    graph.add_nodes_from(_nodes(pairs))
    for row in pairs.itertuples():
        pull = row.n * (1 if row.is_mere else 3)
        held = graph.get_edge_data(row.a, row.b, {"weight": 0})["weight"]
        graph.add_edge(row.a, row.b, weight=held + pull)
    if not len(graph):
        return {}
    spread = 6 / len(graph) ** 0.5
    for *_, held in graph.edges(data=True):
        held["weight"] = log1p(held["weight"])
    found = nx.spring_layout(graph, k=spread, seed=1, iterations=300, weight="weight")
    most = max(hypot(*at) for at in found.values()) or 1
    return {key: (float(x) / most, float(y) / most) for key, (x, y) in found.items()}


def _line(row: object, places: dict[str, tuple[float, float]]) -> go.Scatter:
    (x0, y0), (x1, y1) = places[row.a], places[row.b]
    shift = 0.0 if row.is_mere else 0.02 + 0.02 * (list(KINDS).index(row.kind) % 4)
    return go.Scatter(
        x=[x0, (x0 + x1) / 2 + shift * (y1 - y0), x1],
        y=[y0, (y0 + y1) / 2 - shift * (x1 - x0), y1],
        mode="lines",
        showlegend=False,
        line={
            "color": KINDS.get(row.kind, INK),
            "width": min(1 + 0.8 * (row.n - 1), 8),
            "shape": "spline",
        },
        customdata=arrays([row.behind] * 3),
        hovertext=[f"{row.kind}: {panes.count(row.n, 'time')}"] * 3,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _discs(
    tied: pd.DataFrame,
    pairs: pd.DataFrame,
    places: dict[str, tuple[float, float]],
    least: int,
) -> list[go.Scatter]:
    """Draw one trace a type; a disc's rows are all ties of its actor."""
    about, symbols = _about(tied), _symbols(tied)
    traces = []
    for kind in [kind for kind in lanes.TYPES if kind in set(about["type"])]:
        keys = [key for key in _nodes(pairs) if about["type"].get(key) == kind]
        if not keys:
            continue
        behind = [_behind(pairs, key) for key in keys]
        traces.append(
            go.Scatter(
                x=[places[key][0] for key in keys],
                y=[places[key][1] for key in keys],
                mode="markers+text",
                showlegend=False,
                text=[
                    panes.short(about["name"][key], 22) if len(rows) >= least else ""
                    for key, rows in zip(keys, behind, strict=True)
                ],
                textposition="top center",
                textfont={"size": 11},
                customdata=arrays(behind),
                hovertext=[
                    f"{panes.short(about['name'][key], 60)}, {kind}: {len(rows):,} ties"
                    for key, rows in zip(keys, behind, strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                marker={
                    "color": lanes.colour(kind),
                    "symbol": [symbols.get(about["side"][key], "circle") for key in keys],
                    "size": [8 + min(2.2 * len(rows) ** 0.5, 26) for rows in behind],
                    "line": {"width": 1, "color": "white"},
                    "opacity": 1,
                },
                meta={"sizes": [8, 2.2, 26]},
                cliponaxis=False,
            )
        )
    return traces


def _symbols(tied: pd.DataFrame) -> dict[str, str]:
    """Give each side that people have named a shape; who is on none is a disc."""
    sides = sorted({*codes(tied["from_side"])[1], *codes(tied["to_side"])[1]})
    return {side: SHAPES[i % len(SHAPES)] for i, side in enumerate(sides)}


def _about(tied: pd.DataFrame) -> pd.DataFrame:
    """Give name, type and side of each actor that is tied."""
    sides = []
    for side, name in (("source", "from"), ("target", "to")):
        own, found = codes(tied[f"{side}_id"])
        rows = tied[[f"{side}_id", f"{name}_name", f"{name}_type", f"{name}_side"]]
        rows = store.few(rows, firsts(own, len(found)))
        sides.append(rows.set_axis(["key", "name", "type", "side"], axis=1))
    return pd.concat(sides).drop_duplicates("key").set_index("key")


def _behind(pairs: pd.DataFrame, key: str) -> np.ndarray:
    own = pairs[(pairs["a"] == key) | (pairs["b"] == key)]
    return np.sort(np.concatenate([*own["behind"]]))


def _matrix(tied: pd.DataFrame, ends: pd.DataFrame, n_ties: pd.Series) -> go.Figure:
    """Draw the actors with most ties against each other; a disc's area counts their ties."""
    about, kept = _about(tied), n_ties.index[:MOST_CELLS]
    cells = gather(ends, "a", "b", where=ends["a"].isin(kept) & ends["b"].isin(kept))
    points = [
        (x, y, mark.behind)
        for mark in cells.itertuples()
        for x, y in ((mark.a, mark.b), (mark.b, mark.a))
    ]
    figure = Figure(
        go.Scatter(
            x=[x for x, _, _ in points],
            y=[y for _, y, _ in points],
            mode="markers",
            customdata=arrays([rows for _, _, rows in points]),
            hovertext=[panes.count(len(rows), "tie") for _, _, rows in points],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "color": "#0072B2",
                "opacity": 0.85,
                "size": [3 + min(1.6 * len(rows) ** 0.5, 13) for _, _, rows in points],
            },
            meta={"sizes": [3, 1.6, 13]},
        )
    )
    names = [panes.short(about["name"][key], 24) for key in kept]
    frame = {"categoryorder": "array", "tickvals": list(kept), "ticktext": names}
    figure.update_xaxes(side="top", tickangle=-45, categoryarray=list(kept), **frame)
    figure.update_yaxes(categoryarray=list(kept)[::-1], **frame)
    note = f"The {len(kept)} actors with most ties. Disc: ties of two actors, of any kind."
    note += panes.more(len(n_ties) - len(kept), "actor")
    figure = panes.head(figure, _finding(tied, len(n_ties)), note, 60 + 20 * len(kept))
    return figure.update_layout(margin_t=figure.layout.margin.t + 110)


def _finding(tied: pd.DataFrame, n_actors: int) -> str:
    """Say how many ties there are, how many are deeds, and who has the most."""
    if tied.empty:
        return "Nobody is tied to anybody"
    deeds = tied.loc[tied["kind"] != TOGETHER, ["kind", "from_name", "to_name"]]
    told = f"{panes.count(len(tied), 'tie')} of {panes.count(n_actors, 'actor')}"
    if deeds.empty:
        return f"{told}, all of them mentions in one sentence"
    top = deeds["kind"].value_counts(sort=False).sort_index().idxmax()
    ends = (
        pd.concat([deeds["from_name"], deeds["to_name"]]).value_counts().sort_index(kind="stable")
    )
    verb = "say" if len(deeds) > 1 else "says"
    told += f"; {len(deeds):,} {verb} what two do, most often \u201c{top}\u201d"
    return f"{told}; most of these are {ends.idxmax()}'s"
