"""Draw which outlet states, attributes, hedges or denies which claim, and which are disputed."""

import textwrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure, gather, told
from .look import GRID, INK, UNKNOWN, grouped, plain

MOST_CLAIMS = 28  # rows of the table
MOST_OUTLETS = 12  # columns
MOST_DISPUTES = 10
ORDER = ["n_outlets", "n_articles", "n_disputes", "claim_id"]
NEEDED = [*ORDER, "claim", "n_roots", "outlet", "stance", "is_laundered"]
LABEL, LINES = 50, 2  # characters of a claim's line, and its lines
SIDE, SIDE_LINES = 46, 5  # ... of a passage in a dispute
STANCES = {  # symbol, colour, place in the cell
    "own voice": ("square", "#0072B2", -0.24),
    "attributed": ("circle-open", "#D55E00", 0.0),
    "hedged": ("triangle-up-open", "#009E73", 0.24),
    "denied": ("x", "#000000", 0.24),
}
VOICES = {
    "quotation": ("circle", "#D55E00", "in quotation marks"),
    "paraphrase": ("circle-open", "#D55E00", "paraphrased"),
    "own voice": ("square", "#0072B2", "in the outlet's own voice"),
}
LAUNDERED = "bare here, attributed elsewhere"
NOTE = (
    "\u25a0 own voice   \u25cb attributed   \u25b3 hedged   \u2715 denied   \u00b7 silent   "
    f"ring: {LAUNDERED}. Bold: articles (independent tellings)."
)


def ledger(rows: pd.DataFrame, articles: pd.DataFrame) -> go.Figure:
    """Draw how each outlet stands to each claim; those that most outlets make come first.

    Rows as `claims.receipts` gives them, `articles` as `overview.articles`. A cell holds a mark
    for each stance of the outlet's passages; a dot is silence, a ring a claim that stands bare
    there and attributed in another article. Behind the claim stands the number of articles, and
    of independent tellings where it is smaller. Claims that one article alone makes are drawn
    if they are disputed or laundered; if no claim is more than that, all are.
    """
    every = rows[NEEDED].assign(outlet=grouped(rows["outlet"], MOST_OUTLETS))
    claims, n_left_out = _chosen(every)
    columns = _columns(every, articles)
    places = {name: i for i, name in enumerate(columns)}
    tops = {key: len(claims) - 1 - i for i, key in enumerate(claims["claim_id"])}
    shown = every[every["claim_id"].isin(tops)]
    figure = Figure(_silence(shown, places, tops))
    shown = _placed(shown, places, tops)
    for stance in STANCES:
        own = shown[shown["stance"] == stance]
        figure.add_traces(_marks(own, rows, *STANCES[stance][:2], stance, 13))
    bare = shown[shown["is_laundered"]]
    figure.add_traces(_marks(bare, rows, "circle-open", INK, LAUNDERED, 26))
    figure.update_xaxes(
        side="top",
        tickvals=list(places.values()),
        ticktext=[panes.short(name, 22) for name in columns],
        tickangle=-35 if len(columns) > 3 else 0,
        range=[-0.5, len(columns) - 0.5],
        ticklabeloverflow="allow",
        showgrid=False,
        title_text="",
    )
    figure.update_yaxes(
        tickvals=list(tops.values()),
        ticktext=[_name(row) for row in claims.itertuples()],
        range=[-0.6, len(tops) - 0.4],
        gridcolor=GRID,
    )
    figure.update_layout(showlegend=False)
    note = NOTE + panes.more(n_left_out, "claim")
    figure = panes.head(figure, _spread(every), note, 20 + 40 * len(tops))
    return figure.update_layout(margin_t=figure.layout.margin.t + 70, margin_r=70)


def _chosen(told: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Choose the claims to draw, one row each, in their order; count those that have no room."""
    laundered = told.loc[told["is_laundered"].astype("bool"), "claim_id"].unique()
    every = told.iloc[np.flatnonzero(~told["claim_id"].duplicated())]
    worth = (every["n_articles"] > 1) | (every["n_disputes"] > 0)
    worth |= every["claim_id"].isin(laundered)
    kept = every[worth] if worth.any() else every
    kept = kept.sort_values(ORDER, ascending=[False, False, False, True], kind="stable")
    return kept.head(MOST_CLAIMS), len(kept) - MOST_CLAIMS


def _columns(told: pd.DataFrame, articles: pd.DataFrame) -> list[str]:
    """Name the outlets, those with most passages first, and then those that make no claim."""
    names = told["outlet"].value_counts().index.tolist()
    rest = articles["outlet"].astype("str").fillna(UNKNOWN).unique()
    return (names + sorted(set(rest) - set(names)))[: MOST_OUTLETS + 1]


def _silence(shown: pd.DataFrame, places: dict[str, int], tops: dict[str, int]) -> go.Scatter:
    """Put a dot in the cells of those who do not make the claim."""
    made = set(shown[["outlet", "claim_id"]].drop_duplicates().itertuples(index=False, name=None))
    cells = [(name, key) for key in tops for name in places if (name, key) not in made]
    return go.Scatter(
        x=[places[name] for name, _ in cells],
        y=[tops[key] for _, key in cells],
        mode="markers",
        name="silent",
        marker={"color": "#b8b8b4", "size": 4},
        hoverinfo="skip",  # it would hide the marks from the mouse
        showlegend=False,
    )


def _placed(shown: pd.DataFrame, places: dict[str, int], tops: dict[str, int]) -> pd.DataFrame:
    """Place each passage: in the middle of its cell, or side by side where stances are several."""
    cells = shown.groupby(["claim_id", "outlet"])["stance"]
    aside = shown["stance"].map({name: each[2] for name, each in STANCES.items()})
    return shown.assign(
        x=shown["outlet"].map(places) + aside.where(cells.transform("nunique") > 1, 0.0),
        y=shown["claim_id"].map(tops),
    )


def _marks(
    own: pd.DataFrame, rows: pd.DataFrame, symbol: str, colour: str, name: str, size: int
) -> list[go.Scatter]:
    """Mark cells; a mark opens all its passages."""
    if own.empty:
        return []
    marks = told(gather(own, "y", "x"), rows, "speaker", "article", "text")
    line = {"width": 2 if symbol.endswith("open") else 0, "color": colour}
    return [
        go.Scatter(
            x=marks["x"].tolist(),
            y=marks["y"].tolist(),
            mode="markers",
            name=name,
            customdata=marks["behind"],
            hovertext=[f"{name}<br>{_hover(mark)}" for mark in marks.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={"symbol": symbol, "color": colour, "size": size, "line": line},
        )
    ]


def _hover(mark: object) -> str:
    """Say who says the first of a mark's passages, in which words, and how many more there are."""
    who = "" if pd.isna(mark.speaker) else f"{panes.short(mark.speaker, 40)}: "
    more = f" and {mark.n - 1:,} more" if mark.n > 1 else ""
    lines = textwrap.wrap(" ".join(str(mark.text).split())[:260], 64)
    return "<br>".join([f"{who}{panes.short(mark.article, 60)}{more}", *map(plain, lines)])


def _name(claim: object) -> str:
    """Write a claim in two lines, with its articles and independent tellings."""
    lines = _lines(claim.claim, LABEL, LINES)
    roots = f" ({int(claim.n_roots)})" if claim.n_roots < claim.n_articles else ""
    return "<br>".join(map(plain, lines)) + f"  <b>{int(claim.n_articles)}</b>{roots}"


def _spread(told: pd.DataFrame) -> str:
    """Say how many claims several outlets make, and how many stand bare that others attribute."""
    claims = told[["claim_id", "n_outlets", "n_roots"]].drop_duplicates("claim_id")
    if claims.empty:
        return "No claim is made"
    n, shared = len(claims), int((claims["n_outlets"] > 1).sum())
    said = f"{shared:,} of {panes.count(n, 'claim')} stand in more than one outlet"
    laundered = told.loc[told["is_laundered"], "claim_id"].nunique()
    roots = int((claims["n_roots"] > 1).sum())
    if laundered:
        verb = "is" if laundered == 1 else "are"
        return f"{said}; {laundered:,} {verb} bare in one article and attributed in another"
    return f"{said}, {roots:,} in more than one independent telling"


def disputes(rows: pd.DataFrame) -> go.Figure:
    """Set the two sides of each dispute side by side, with who says them and in which voice.

    Rows as `claims.disputed` gives them: two for each dispute, or one where a claim is denied
    as such.
    """
    order = _weights(rows)
    kept = rows[rows["dispute"].isin(order[:MOST_DISPUTES])]
    pairs = [(key, kept[kept["dispute"] == key].head(2)) for key in order[:MOST_DISPUTES]]
    figure, top = Figure(), 0.0
    sides: list[pd.DataFrame] = []
    lanes: list[tuple[float, str]] = []
    for _, own in pairs:
        lines = max(len(_wrapped(text)) for text in own["text"])
        lanes.append((top, str(own["markers"].iloc[0])))
        sides.append(own.assign(y=top))
        top -= lines + 2.6
    table = pd.concat(sides) if sides else rows.assign(y=0.0)
    for voice, own in table.groupby("voice", sort=False):
        figure.add_trace(_sides(own, voice))
    figure.add_trace(_markers(lanes))
    figure.update_xaxes(visible=False, range=[-0.02, 2], fixedrange=True)
    figure.update_yaxes(visible=False, range=[top + 1.4, 1.8])
    note = "Left the claim published first, right the one at odds with it; bold what shows it."
    note += panes.more(len(order) - len(pairs), "pair")
    figure = panes.head(figure, _even(rows), note, 40 + 19 * -top, legend=True)
    return figure.update_layout(legend_entrywidth=170, plot_bgcolor="white")


def _weights(rows: pd.DataFrame) -> list[object]:
    """Rank disputes: those that speakers name first, then rival accounts, then rival words."""
    each = gather(
        rows[["dispute", "kinds", "outlet"]], "dispute", distinct="outlet", is_sorted=False
    )
    kinds = each["kinds"].astype("str")
    named = kinds.str.contains("answer|mutual blame|contrary")
    each["weight"] = 2 * named.astype(int) + kinds.str.contains("rival account").astype(int)
    ranked = each.sort_values(["weight", "n", "n_distinct"], ascending=False, kind="stable")
    return ranked["dispute"].tolist()


def _wrapped(text: object) -> list[str]:
    return _lines(text, SIDE, SIDE_LINES)


def _lines(text: object, width: int, most: int) -> list[str]:
    """Wrap a text into a few short lines."""
    flat = " ".join(str(text).split())
    return textwrap.wrap(flat, width, max_lines=most, placeholder="\u2026") or [""]


def _sides(own: pd.DataFrame, voice: str) -> go.Scatter:
    """Write the passages of one voice, each behind its mark."""
    symbol, colour, name = VOICES[voice]
    return go.Scatter(
        x=[0 if side == "one" else 1.02 for side in own["side"]],
        y=own["y"].tolist(),
        mode="markers+text",
        name=name,
        text=["&nbsp;" + "<br>&nbsp;".join(_said(row)) for row in own.itertuples()],
        textposition="bottom right",
        textfont={"size": 12, "color": INK},
        customdata=own.index.tolist(),
        hovertext=[panes.short(text, 300) for text in own["text"]],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        marker={
            "symbol": symbol,
            "color": colour,
            "size": 11,
            "line": {"width": 2, "color": colour},
        },
    )


def _said(row: object) -> list[str]:
    """Name who says a passage, in bold, and give its words."""
    nobody = "own voice" if row.voice == "own voice" else "unnamed"
    who = row.speaker if pd.notna(row.speaker) else nobody
    head = f"<b>{panes.short(who, 24)}</b>, {panes.short(row.article, 24)}"
    lines = [plain(line) for line in _wrapped(row.text)]
    if row.voice == "quotation" and not set(str(row.text)) & set('"\u201c\u201d'):
        lines = [f"\u201c{lines[0]}", *lines[1:]]
        lines[-1] += "\u201d"
    return [head, *lines]


def _markers(lanes: list[tuple[float, str]]) -> go.Scatter:
    """Write above each dispute what shows it."""
    return go.Scatter(
        x=[0] * len(lanes),
        y=[y + 0.9 for y, _ in lanes],
        mode="text",
        text=[f"<b>{panes.short(marker, 80)}</b>" for _, marker in lanes],
        textposition="middle right",
        textfont={"size": 12, "color": "#6b6b6b"},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _even(rows: pd.DataFrame) -> str:
    """Say how many claims are disputed, and in how many only one side is quoted."""
    n = rows["dispute"].nunique()
    if not n:
        return "No claim is disputed"
    quoted = rows["dispute"].map(rows.loc[rows["voice"] == "quotation", "dispute"].value_counts())
    both = rows.loc[rows["dispute"].duplicated() & (quoted == 1), "dispute"]
    uneven = both.nunique()
    n_words = rows.loc[rows["kinds"] == "rival word", "dispute"].nunique()
    said = f"{panes.count(n, 'pair')} of claims are at odds"
    if n_words:
        said = f"{said}, {n_words:,} of them in words alone"
    if not uneven:
        return f"{said}; in none is one side alone quoted"
    return f"{said}; in {uneven:,} one side is quoted and the other is not"
