"""Draw event time against time of publication."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure, gather
from .look import INK, colours, grouped, plain

MOST_POINTS = 1_000  # beyond it, discs count the dates of a cell
GRID_CELLS = 40  # of each axis
MOST_OUTLETS = 6  # then
NEEDED = ["outlet", "first", "last", "published_start", "published_end", "delay_days"]
NEEDED += ["words", "edtf", "article", "text"]
MARK = 0.02  # of a pane's width; what is narrower is a diamond


def clocks(told: pd.DataFrame) -> go.Figure:
    """Draw event time against time of publication; the diagonal is 'told the same day'.

    Rows as `chronology.told` gives them; one mark is one date told, a line as wide as it is
    vague. Below the diagonal lies what was told ahead of its time. Dates of undated articles
    have a lane at the foot. Beyond `MOST_POINTS`, discs count the dates of a cell.
    """
    span = panes.bounds(told)
    is_many = span["first"].notna().sum() > MOST_POINTS
    outlet = grouped(told["outlet"], MOST_OUTLETS if is_many else 24)
    rows = told.assign(outlet=outlet, **span)[NEEDED]
    rows = rows[rows["first"].notna()]
    rows = rows.assign(middle=rows["first"] + (rows["last"] - rows["first"]) / 2)
    dated, undated = rows[rows["published_start"].notna()], rows[rows["published_start"].isna()]
    laid = panes.split(rows[["first", "last"]])
    figure, thick = Figure(), _thickness(dated)
    for number, pane in enumerate(laid):
        axis = f"x{number + 1 if number else ''}"
        figure.add_traces(_diagonal(dated, pane, axis))
        for outlet, colour in colours(rows["outlet"]).items():
            about = (pane, axis, outlet, colour)
            for part in (dated, undated):
                draw = _discs if is_many else partial(_marks, thick)
                own = _within(part, pane, laid, outlet)
                figure.add_traces(draw(own, *about) if len(own) else [])
    panes.axes(figure, laid, "time of the events, as told", "y2" if len(undated) else "y")
    _axes(figure, dated, len(undated) > 0)
    figure.update_layout(barmode="overlay")
    shown = colours(rows["outlet"])
    figure.add_traces([_key(outlet, colour) for outlet, colour in shown.items()])
    note = "On the line: told the day it happened. Below it: told ahead."
    return panes.head(figure, _when(dated), note, 380, legend=True)


def _within(
    rows: pd.DataFrame, pane: panes.Pane, laid: list[panes.Pane], outlet: str
) -> pd.DataFrame:
    """Choose an outlet's dates that this pane shows, each in one pane."""
    inside = rows["middle"].between(pane.first, pane.last) & (rows["outlet"] == outlet)
    for earlier in laid[: laid.index(pane)]:
        inside &= ~rows["middle"].between(earlier.first, earlier.last)
    return rows[inside]


def _about(rows: pd.DataFrame, axis: str, outlet: str) -> dict[str, object]:
    y = "y" if rows["published_start"].notna().all() else "y2"
    return {"xaxis": axis, "yaxis": y, "name": plain(outlet), "showlegend": False}


def _marks(
    thick: float, rows: pd.DataFrame, pane: panes.Pane, axis: str, outlet: str, colour: str
) -> list[go.Scatter | go.Bar]:
    """Draw a day as a diamond, what is vaguer as a bar."""
    about = _about(rows, axis, outlet)
    y, published = about["yaxis"], rows["published_start"]
    at = pd.Series(panes.isos(published) if y == "y" else [0] * len(rows), rows.index)
    is_wide = rows["last"] - rows["first"] > max((pane.last - pane.first) * MARK, panes.DAY)
    wide, small = rows[is_wide], rows[~is_wide]
    marker = {"color": colour, "symbol": "diamond", "size": 9}
    traces: list[go.Scatter | go.Bar] = []
    if len(wide):
        span = (wide["last"] - wide["first"]) / pd.Timedelta(milliseconds=1)
        traces.append(
            go.Bar(
                base=panes.isos(wide["first"]),
                x=span.tolist(),
                orientation="h",
                width=thick if y == "y" else 0.5,
                marker={"color": colour, "opacity": 0.6},
                **_pointed(wide, at),
                **about,
            )
        )
    if len(small):
        traces.append(
            go.Scatter(
                x=panes.isos(small["middle"]),
                mode="markers",
                marker=marker | {"line": {"width": 1, "color": "white"}},
                **_pointed(small, at),
                **about,
            )
        )
    return traces


def _pointed(rows: pd.DataFrame, at: pd.Series) -> dict[str, object]:
    return {
        "y": at[rows.index].tolist(),
        "customdata": rows.index.tolist(),
        "hovertext": panes.hover(rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _thickness(dated: pd.DataFrame) -> float:
    """Make bars a fortieth of the axis thick, in milliseconds."""
    span = (
        dated["published_end"].max() - dated["published_start"].min() if len(dated) else panes.DAY
    )
    return float(max(span / 40, panes.DAY / 2) / pd.Timedelta(milliseconds=1))


def _discs(rows: pd.DataFrame, pane: panes.Pane, axis: str, outlet: str, colour: str) -> go.Scatter:
    """Draw many dates as discs, each as large as the dates of its cell are many."""
    about = _about(rows, axis, outlet)
    xs, ys = _cells(rows["middle"]), _cells(rows["published_start"])
    marks = gather(rows, xs, *([ys] if about["yaxis"] == "y" else []), is_sorted=False)
    middles = [rows["middle"].loc[own[len(own) // 2]] for own in marks["behind"]]
    sizes = [4 + min(2.4 * n**0.5, 22) for n in marks["n"]]
    return go.Scatter(
        x=panes.isos(pd.Series(middles)),
        y=panes.isos(marks["published_start"]) if about["yaxis"] == "y" else [0] * len(marks),
        customdata=marks["behind"],
        hovertext=[panes.count(n, "date") for n in marks["n"]],
        hovertemplate="%{hovertext} told about %{x}<extra></extra>",
        meta={"sizes": [4, 2.4, 22]},
        marker={"color": colour, "size": sizes, "opacity": 0.6},
        mode="markers",
        **about,
    )


def _cells(moments: pd.Series) -> pd.Series:
    if moments.isna().all():
        return moments
    span = max(moments.max() - moments.min(), panes.DAY)
    return ((moments - moments.min()) / span * GRID_CELLS).floordiv(1)


def _diagonal(dated: pd.DataFrame, pane: panes.Pane, axis: str) -> list[go.Scatter]:
    """Draw 'told the same day' where this pane and the time of publication overlap."""
    if dated.empty:
        return []
    first = max(dated["published_start"].min(), pane.first)
    last = min(dated["published_end"].max(), pane.last)
    if last <= first:
        return []
    ends = [panes.iso(first), panes.iso(last)]
    return [
        go.Scatter(
            x=ends,
            y=ends,
            mode="lines",
            line={"color": INK, "width": 1, "dash": "dot"},
            xaxis=axis,
            hoverinfo="skip",
            showlegend=False,
        )
    ]


def _key(outlet: str, colour: str) -> go.Scatter:
    marker = {"color": colour, "symbol": "diamond", "size": 9}
    return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=plain(outlet))


def _axes(figure: go.Figure, dated: pd.DataFrame, has_undated: bool) -> None:
    first, last = dated["published_start"].min(), dated["published_end"].max()
    if dated.empty:
        first, last = pd.Timestamp(2000, 1, 1), pd.Timestamp(2001, 1, 1)
    room = max((last - first) * 0.06, 2 * panes.DAY)
    figure.update_layout(
        yaxis={
            "type": "date",
            "range": [panes.iso(first - room), panes.iso(last + room)],
            "title": {"text": "published"},
            "domain": [0.14 if has_undated else 0, 1],
            "tickformat": "%b %Y" if (last - first) > 90 * panes.DAY else None,
            "nticks": 7,
        }
    )
    if has_undated:
        figure.update_layout(
            yaxis2={
                "domain": [0, 0.1],
                "range": [-1, 1],
                "tickvals": [0],
                "showgrid": False,
                "ticktext": ["<i>undated</i>"],
                "automargin": True,
                "zeroline": False,
            }
        )


def _when(dated: pd.DataFrame) -> str:
    delay = dated["delay_days"].dropna()
    if delay.empty:
        return "No date can be set beside its printing"
    same, ahead = int((delay == 0).sum()), int((delay < 0).sum())
    told = f"{same:,} of {panes.count(len(delay), 'date')} name the time of printing itself"
    told += f", {ahead:,} lie{'s' if ahead == 1 else ''} ahead" if ahead else ", none lies ahead"
    return f"{told}; half lie {panes.length(float(delay.median()))} back or more"
