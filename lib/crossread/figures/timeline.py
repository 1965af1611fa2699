"""Draw what the articles tell of on the clock of the events, each date as wide as it is vague."""

import pandas as pd
import plotly.graph_objects as go

from . import marks, panes, places
from .gathering import Figure, gather
from .look import GRID, colours, grouped
from .panes import Pane

MOST_MARKS = 300  # that are drawn one by one; beyond, bins are
MOST_TIES = 40  # events whose dates disagree
STEP = 15  # pixels of a row of marks
PLACED = ["article_id", "open", "event_id", "is_conflicting", "label", "n_articles", "n_roots"]
SAID = ["words", "edtf", "article", "text"]


def timeline(told: pd.DataFrame) -> go.Figure:
    """Draw each date told as a bar as wide as it is vague, in the lane of its outlet.

    Rows as `chronology.told` gives them. Where the dates span far more than their densest
    period, up to three panes show before, then, after, each on a scale of its own. Events that
    several articles retell are labelled; dates that disagree on one event are tied. Beyond
    `MOST_MARKS` dates, a disc stands for those of an outlet whose middles lie in one cell of
    the axis. Unknown dates have a lane of their own. `customdata` lists the rows, as panels
    need it.
    """
    rows = told[PLACED].assign(outlet=grouped(told["outlet"]), **panes.bounds(told))
    laid = panes.split(rows[["first", "last"]])
    known = rows["first"].notna()
    is_many = known.sum() > MOST_MARKS
    placed = places.binned(rows, laid) if is_many else places.stacked(rows[known], laid)
    figure = Figure()
    labels = places.labels(placed)
    gathered = gather(placed, "outlet", "pane", "left") if is_many else placed
    for number, pane in enumerate(laid):
        for outlet, colour in colours(rows["outlet"]).items():
            own = gathered[gathered["outlet"] == outlet]
            own = own if is_many else own.join(told[SAID])
            draw = marks.cells if is_many else marks.mark
            figure.add_traces(draw(own, number, pane, outlet, colour))
    ties = places.disagreeing(placed)
    figure.add_traces([marks.tie(group.join(told[SAID])) for group in ties[:MOST_TIES]])
    figure.add_traces([marks.label(row) for row in labels.itertuples()])
    figure.add_traces(marks.unknown(told[SAID].assign(outlet=rows["outlet"])[~known]))
    return _framed(figure, rows, placed, labels, laid, len(ties) - MOST_TIES)


def _framed(
    figure: go.Figure,
    rows: pd.DataFrame,
    placed: pd.DataFrame,
    labels: pd.DataFrame,
    laid: list[Pane],
    n_untied: int,
) -> go.Figure:
    """Name the lanes, mark the breaks, and give the unknown dates their strip."""
    top = labels["at"].max() + 0.8 if len(labels) else 0.4
    foot = placed["y"].min() if len(placed) else 0.5
    lanes = placed.groupby("outlet", sort=False)["y"].agg(["min", "max"])
    ticks = dict(zip(lanes.index, (lanes["min"] + lanes["max"]) / 2, strict=True))
    height = (top - foot + 0.9) * STEP
    strip = 2.4 * STEP if rows["first"].isna().any() else 0
    share = strip / (height + strip)
    figure.update_layout(
        yaxis={
            "domain": [0, 1 - share],
            "range": [foot - 0.9, top],
            "showgrid": False,
            "tickvals": list(ticks.values()),
            "ticktext": [panes.lane(name) for name in ticks],
        },
        yaxis9={
            "domain": [1 - share * 0.7, 1],
            "range": [-1, 1],
            "showgrid": False,
            "zeroline": False,
            "anchor": "x9",
            "tickvals": [0],
            "ticktext": ["<i>date unknown</i>"],
            "visible": strip > 0,
        },
        xaxis9={"domain": [0, 1], "range": [0, 1], "visible": False, "anchor": "y9"},
    )
    for low in lanes["min"]:
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            y0=low - 1.1,
            y1=low - 1.1,
            line={"color": GRID, "width": 1},
        )
    panes.axes(figure, laid, "time of the events, as told")
    figure.update_layout(showlegend=False, barmode="overlay")
    note = _note(len(placed) > MOST_MARKS) + panes.more(n_untied, "such event")
    return panes.head(figure, _finding(rows, laid), note, height + strip)


def _note(is_many: bool) -> str:
    tied = "Ring and line: dates of one event that disagree. Bold number: articles that tell of it."
    if is_many:
        return f"A disc's area counts the dates told about a time, however vague. {tied}"
    wide = "Diamond: a day or less. Bar: as wide as the date is vague, fading where it is open."
    return f"{wide} {tied}"


def _finding(rows: pd.DataFrame, laid: list[Pane]) -> str:
    known = rows.loc[rows["first"].notna(), ["first", "last"]]
    n, n_articles = len(rows), rows["article_id"].nunique()
    told = f"{panes.count(n, 'date')} told in {panes.count(n_articles, 'article')}"
    if known.empty:
        return f"{told}, none of them bound to a calendar" if n else "No dates are told"
    main = laid[panes.widest(laid)]
    told += f" lie {panes.period(known['first'].min(), known['last'].max())}"
    if len(laid) > 1:
        middle = known["first"] + (known["last"] - known["first"]) / 2
        inside = known[middle.between(main.first, main.last)]
        ends = inside["first"].clip(lower=main.first), inside["last"].clip(upper=main.last)
        told += f"; {len(inside) / n:.0%} lie {panes.period(ends[0].min(), ends[1].max())}"
    tied = rows.loc[rows["is_conflicting"].fillna(False).astype("bool"), "event_id"].nunique()
    return told + (f"; the dates of {panes.count(tied, 'event')} disagree" if tied else "")
