"""Draw what the articles tell of on the clock of the events, each date as wide as it is vague."""

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .look import GRID, INK, colours, grouped, plain
from .panes import Pane

MOST_MARKS = 300  # that are drawn one by one; beyond, bins are
MOST_LABELS = 8
LABEL = 32  # characters
LETTER = 6.2 / 500  # width of a label's character, of a plot on a page 700 pixels wide
MARK = 11 / 500  # width of the smallest mark, likewise
FADES = [0.45, 0.3, 0.18, 0.08]  # opacity, from the date outwards
FADING = 0.1  # of a pane's width
STEP = 15  # pixels of a row of marks
CELLS = 90  # of the axis, where marks are too many to draw
DISC, MOST_IN_A_CELL = 26, 60  # pixels of the largest disc, and the dates that fill it


def timeline(told: pd.DataFrame) -> go.Figure:
    """Draw each date told as a bar as wide as it is vague, in the lane of its outlet.

    Rows as `chronology.told` gives them. Where the dates span far more than their densest
    period, up to three panes show before, then, after, each on a scale of its own. Events that
    several articles retell are labelled; dates that disagree on one event are tied. Beyond
    `MOST_MARKS` dates, a disc stands for those of an outlet whose middles lie in one cell of
    the axis. Unknown dates have a lane of their own. `customdata` lists the rows, as panels
    need it.
    """
    rows = _laid_out(told)
    laid = panes.split(rows[["first", "last"]])
    known = rows["first"].notna()
    is_many = known.sum() > MOST_MARKS
    marks = _binned(rows[known], laid) if is_many else _stacked(rows[known], laid)
    figure = go.Figure()
    labels = _labels(marks)
    for number, pane in enumerate(laid):
        for outlet, colour in colours(rows["outlet"]).items():
            own = marks[marks["outlet"] == outlet]
            draw = _cells if is_many else _marks
            figure.add_traces(draw(own, number, pane, outlet, colour))
    figure.add_traces([_tie(group) for _, group in _disagreeing(marks)])
    figure.add_traces([_label(row) for row in labels.itertuples()])
    figure.add_traces(_unknown(rows[~known]))
    return _framed(figure, rows, marks, labels, laid)


def _laid_out(told: pd.DataFrame) -> pd.DataFrame:
    return told.assign(outlet=grouped(told["outlet"]), **panes.bounds(told))


# where marks stand


def _stacked(rows: pd.DataFrame, laid: list[Pane]) -> pd.DataFrame:
    """Place each mark: `pane`, `left`, `right` (0 to 1 of the width) and `y`, from 0 downwards.

    In a lane, marks that would hide one another take rows of their own.
    """
    left, right = _edges(rows, laid, "first", min), _edges(rows, laid, "last", max)
    middle = (left + right) / 2
    is_small = right - left < MARK
    rows = rows.assign(
        left=left.where(~is_small, middle - MARK / 2),
        right=right.where(~is_small, middle + MARK / 2),
        is_small=is_small,
        pane=[_pane(r, laid) for r in rows.itertuples()],
    )
    lanes, top = [], 0.0
    for outlet in rows["outlet"].value_counts().index:
        own = rows[rows["outlet"] == outlet].sort_values(["left", "right"], kind="stable")
        width = pd.Series([laid[i].right - laid[i].left for i in own["pane"]], own.index) * FADING
        left = own["left"] - width.where(own["open"] == "up to", 0)
        right = own["right"] + width.where(own["open"] == "onwards", 0)
        depth = _rows_of(left, right, 0.002)
        lanes.append(own.assign(y=-(top + pd.Series(depth, own.index) + 0.5), top=-top))
        top += max(depth) + 2.2
    return pd.concat(lanes) if lanes else rows.assign(y=0.0, top=0.0)


def _edges(rows: pd.DataFrame, laid: list[Pane], name: str, nearest: object) -> pd.Series:
    """Find the edge of each date in the panes that show some of it."""
    places = []
    for pane in laid:
        shown = (rows["first"] <= pane.last) & (rows["last"] >= pane.first)
        places.append(pane.place(rows[name]).where(shown))
    table = pd.concat(places, axis=1)
    return table.min(axis=1) if nearest is min else table.max(axis=1)


def _pane(row: object, laid: list[Pane]) -> int:
    """Choose the pane that holds the middle of a date."""
    middle = row.first + (row.last - row.first) / 2
    inside = [i for i, pane in enumerate(laid) if pane.first <= middle <= pane.last]
    return inside[0] if inside else panes.widest(laid)


def _rows_of(left: pd.Series, right: pd.Series, room: float) -> list[int]:
    """Give each span, in order of its left edge, the first row in which it hides no other."""
    ends: list[float] = []
    placed = []
    for start, end in zip(left, right, strict=True):
        at = next((i for i, taken in enumerate(ends) if taken + room <= start), len(ends))
        ends[at : at + 1] = [end]
        placed.append(at)
    return placed


# marks


def _marks(rows: pd.DataFrame, number: int, pane: Pane, outlet: str, colour: str) -> list[go.Bar]:
    """Draw an outlet's dates in one pane: a diamond for a short one, else a bar."""
    axis = {"xaxis": f"x{number + 1 if number else ''}", "yaxis": "y", "name": plain(outlet)}
    shown = rows[(rows["first"] <= pane.last) & (rows["last"] >= pane.first)]
    wide, small = shown[~shown["is_small"]], shown[shown["is_small"]]
    traces = []
    if len(wide):
        lengths = (wide["last"] - wide["first"]) / pd.Timedelta(milliseconds=1)
        traces.append(
            go.Bar(
                base=panes.isos(wide["first"]),
                x=lengths.tolist(),
                orientation="h",
                width=0.62,
                marker={"color": colour, "opacity": 0.55, "line": {"color": colour, "width": 1}},
                **_pointed(wide),
                **axis,
            )
        )
    if len(small):
        middle = small["first"] + (small["last"] - small["first"]) / 2
        traces.append(
            go.Scatter(
                x=panes.isos(middle),
                mode="markers",
                cliponaxis=False,
                marker={
                    "color": colour,
                    "symbol": "diamond",
                    "size": 10,
                    "line": {"color": "white", "width": 1},
                },
                **_pointed(small),
                **axis,
            )
        )
    return [*_open(shown, pane, axis, colour), *traces]


def _open(rows: pd.DataFrame, pane: Pane, axis: dict[str, str], colour: str) -> list[go.Bar]:
    """Let a date that is open towards one side fade out on it, in steps."""
    step = ((pane.last - pane.first) * FADING / len(FADES)).floor("s")
    traces = []
    for side, edge, way in (("onwards", "last", 1), ("up to", "first", -1)):
        own = rows[rows["open"] == side]
        for number, opacity in enumerate(FADES if len(own) else []):
            base = own[edge] + step * (number if way > 0 else -number - 1)
            length = step / pd.Timedelta(milliseconds=1)
            traces.append(
                go.Bar(
                    base=panes.isos(base),
                    x=[length] * len(own),
                    orientation="h",
                    width=0.34,
                    marker={"color": colour, "opacity": opacity, "line": {"width": 0}},
                    **_pointed(own),
                    **axis,
                )
            )
    return traces


def _pointed(rows: pd.DataFrame) -> dict[str, object]:
    return {
        "y": rows["y"].tolist(),
        "customdata": rows.index.tolist(),
        "hovertext": panes.hover(rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _disagreeing(marks: pd.DataFrame) -> list[tuple[object, pd.DataFrame]]:
    """List the marks of each event whose dates disagree, where one pane shows them all."""
    tied = marks[marks["is_conflicting"].fillna(False).astype("bool") & marks["event_id"].notna()]
    groups = tied.sort_values(["first", "y"], kind="stable").groupby("event_id", sort=False)
    return [(key, group) for key, group in groups if group["pane"].nunique() == 1 < len(group)]


def _tie(rows: pd.DataFrame) -> go.Scatter:
    number = int(rows["pane"].iloc[0])
    middle = rows["first"] + (rows["last"] - rows["first"]) / 2
    return go.Scatter(
        x=panes.isos(middle),
        y=rows["y"].tolist(),
        mode="lines+markers",
        line={"color": INK, "width": 1.5},
        marker={"symbol": "circle-open", "size": 16, "color": INK, "line": {"width": 1.5}},
        customdata=rows.index.tolist(),
        hovertext=panes.hover(rows),
        cliponaxis=False,
        hovertemplate="dates of one event that disagree<br>%{hovertext}<extra></extra>",
        xaxis=f"x{number + 1 if number else ''}",
        yaxis="y",
    )


# labels


def _labels(marks: pd.DataFrame) -> pd.DataFrame:
    """Choose the events retold by most articles and place a label for each, `at` above the lanes.

    One row is the event's most exact mark.
    """
    named = marks[marks["label"].notna() & (marks["n_articles"].fillna(0) > 1)]
    named = named.assign(width=named["last"] - named["first"])
    one = named.sort_values(["width", "first"], kind="stable").drop_duplicates("event_id")
    one = one.sort_values(["n_articles", "n_roots", "first"], ascending=[False, False, True])
    one = one.head(MOST_LABELS)
    x = (one["left"] + one["right"]) / 2
    words = [f"<b>{int(r.n_articles)}</b> {panes.short(r.label, LABEL)}" for r in one.itertuples()]
    width = pd.Series([len(w) - 5 for w in words], one.index) * LETTER
    is_late = x + width > 1
    # the later the lower, so that no leader runs through the words of another
    one = one.assign(words=words, x=x, is_late=is_late).sort_values(["is_late", "x"], kind="stable")
    return one.assign(at=[1.0 + 1.15 * row for row in range(len(one))][::-1])


def _label(row: object) -> go.Scatter:
    """Write an event's label on a leader that comes down to its mark."""
    x = panes.iso(row.first + (row.last - row.first) / 2)
    return go.Scatter(
        x=[x, x],
        y=[row.at, row.y],
        mode="lines+text",
        text=[row.words, ""],
        textposition="middle left" if row.is_late else "middle right",
        textfont={"size": 12, "color": INK},
        line={"color": "#9a9a9a", "width": 1},
        customdata=[row.Index] * 2,
        hovertext=[panes.short(row.label, 200)] * 2,
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        xaxis=f"x{row.pane + 1 if row.pane else ''}",
        yaxis="y",
    )


# frame


def _framed(
    figure: go.Figure,
    rows: pd.DataFrame,
    marks: pd.DataFrame,
    labels: pd.DataFrame,
    laid: list[Pane],
) -> go.Figure:
    """Name the lanes, mark the breaks, and give the unknown dates their strip."""
    top = labels["at"].max() + 0.8 if len(labels) else 0.4
    foot = marks["y"].min() if len(marks) else 0.5
    lanes = marks.groupby("outlet", sort=False)["y"].agg(["min", "max"])
    ticks = dict(zip(lanes.index, (lanes["min"] + lanes["max"]) / 2, strict=True))
    height = (top - foot + 0.9) * STEP
    strip = 2.4 * STEP if len(marks) < len(rows) else 0
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
    note = _note(len(marks) > MOST_MARKS)
    return panes.head(figure, _finding(rows, laid), note, height + strip)


def _unknown(rows: pd.DataFrame) -> list[go.Scatter]:
    """Line up what has no date, in the words of the text; where they are many, count them."""
    order = rows.sort_values("outlet", kind="stable")
    if len(rows) > MOST_LABELS:
        groups = [own for _, own in order.groupby("outlet", sort=False)]
        words = [f"{len(own)}" for own in groups]
    else:
        groups = [order.iloc[[i]] for i in range(len(order))]
        words = [panes.short(own["words"].iloc[0], 20) for own in groups]
    room = pd.Series([len(each) + 4 for each in words], dtype="float") * LETTER
    left = (room.cumsum() - room) / max(1.0, room.sum()) + 0.02
    colour = colours(rows["outlet"])
    if not groups:
        return []
    return [
        go.Scatter(
            x=left.tolist(),
            y=[0] * len(groups),
            mode="markers+text",
            text=words,
            textposition="middle right",
            xaxis="x9",
            yaxis="y9",
            marker={
                "color": [colour[own["outlet"].iloc[0]] for own in groups],
                "size": 9,
                "symbol": "circle-open",
                "line": {"width": 2},
            },
            customdata=[own.index.tolist() for own in groups],
            cliponaxis=False,
            hovertext=[panes.hover(own)[0] for own in groups],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


# many marks


def _binned(rows: pd.DataFrame, laid: list[Pane]) -> pd.DataFrame:
    """Put each date in a cell of the axis by its middle; each outlet has one row."""
    middle = rows["first"] + (rows["last"] - rows["first"]) / 2
    pane = pd.Series([_pane(row, laid) for row in rows.itertuples()], rows.index)
    left = pd.Series(0.0, rows.index)
    for number, each in enumerate(laid):
        left = left.where(pane != number, each.place(middle))
    cell = ((left * CELLS).astype(int) + 0.5) / CELLS
    order = rows["outlet"].value_counts().index
    y = rows["outlet"].map({name: -2.4 * i - 1.2 for i, name in enumerate(order)})
    return rows.assign(left=cell, right=cell, pane=pane, y=y, is_small=True)


def _cells(
    rows: pd.DataFrame, number: int, pane: Pane, outlet: str, colour: str
) -> list[go.Scatter]:
    """Draw one disc for each cell of an outlet's lane; its area counts the dates."""
    groups = [(at, own) for at, own in rows[rows["pane"] == number].groupby("left")]
    if not groups:
        return []
    span = pane.last - pane.first
    share = [(at - pane.left) / (pane.right - pane.left) for at, _ in groups]
    counts = [len(own) for _, own in groups]
    growth = DISC / MOST_IN_A_CELL**0.5
    told = [f"{n} dates told by {panes.short(outlet, 40)}" for n in counts]
    return [
        go.Scatter(
            x=[panes.iso(pane.first + span * max(min(s, 1), 0)) for s in share],
            y=[own["y"].iloc[0] for _, own in groups],
            mode="markers",
            name=plain(outlet),
            customdata=[own.index.tolist() for _, own in groups],
            hovertext=told,
            hovertemplate="%{hovertext}<br>around %{x}<extra></extra>",
            cliponaxis=False,
            marker={
                "color": colour,
                "opacity": 0.75,
                "size": [4 + min(growth * n**0.5, DISC) for n in counts],
            },
            meta={"sizes": [4, growth, DISC]},
            xaxis=f"x{number + 1 if number else ''}",
            yaxis="y",
        )
    ]


def _note(is_many: bool) -> str:
    tied = "Ring and line: dates of one event that disagree. Bold number: articles that tell of it."
    if is_many:
        return f"A disc's area counts the dates told about a time, however vague. {tied}"
    wide = "Diamond: a day or less. Bar: as wide as the date is vague, fading where it is open."
    return f"{wide} {tied}"


def _finding(rows: pd.DataFrame, laid: list[Pane]) -> str:
    known = rows.dropna(subset=["first"])
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
