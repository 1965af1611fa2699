"""Draw how often the machine is right, where it is not, and which findings would survive."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure, gather
from .look import GRID, PALETTE, plain

UNMEASURED = "Not yet measured: nobody has coded these articles"
RATES = {  # caption, colour, symbol, place beside the lane
    "precision": ("precision: of what is told", PALETTE[0], "circle", 0.14),
    "recall": ("recall: of what a reader marked", PALETTE[1], "diamond", -0.14),
}
CLASHES = {"missed": PALETTE[1], "not marked": PALETTE[4], "wrong": PALETTE[3]}
MOST_FINDINGS = 40  # rows of the table
MOST_LEFT_OUT = 40  # columns


def measured(measures: pd.DataFrame) -> go.Figure:
    """Draw precision and recall of every column, with their intervals.

    Rows as `coding.measure` gives them; one lane is one column of one table, against one coder.
    """
    rows = measures.iloc[::-1].reset_index(drop=True)
    several = rows.groupby("table")["coder"].transform("nunique").gt(1)
    figure = go.Figure([_rates(rows, name) for name in RATES])
    figure.update_yaxes(
        tickvals=rows.index.tolist(),
        ticktext=[_lane(row, many) for row, many in zip(rows.itertuples(), several, strict=True)],
        range=[-0.6, max(len(rows), 1) - 0.4],
        gridcolor=GRID,
    )
    figure.update_xaxes(
        range=[0, 1.02],
        tickformat=".0%",
        dtick=0.2,
        title_text="share that is right, 95 % interval",
    )
    note = "Found: the spans overlap. Span: they are the same. The rest: the answer is the same."
    figure = panes.head(figure, _worst(measures), note, 60 + 34 * len(rows), legend=True)
    return figure.update_layout(legend_entrywidth=230)


def _rates(rows: pd.DataFrame, name: str) -> go.Scatter:
    caption, colour, symbol, beside = RATES[name]
    own = rows[rows[name].notna()]
    n = own["n_told" if name == "precision" else "n_coded"]
    said = [
        plain(f"{r.table}, {r.column}: {r.n_right:,} of {of:,}, {r.coder} ({r.basis})")
        for r, of in zip(own.itertuples(), n, strict=True)
    ]
    return go.Scatter(
        x=own[name].tolist(),
        y=[i + beside for i in own.index],
        mode="markers",
        name=caption,
        hovertext=said,
        hovertemplate="%{hovertext}<br>%{x:.1%}<extra></extra>",
        cliponaxis=False,
        marker={"color": colour, "symbol": symbol, "size": 10},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (own[f"{name}_high"] - own[name]).clip(lower=0).tolist(),
            "arrayminus": (own[name] - own[f"{name}_low"]).clip(lower=0).tolist(),
            "color": colour,
            "thickness": 1.5,
            "width": 4,
        },
    )


def _lane(row: object, many: bool) -> str:
    coder = f", {row.coder}" if many else ""
    return plain(f"{row.table}: {row.column.removesuffix('_id').replace('_', ' ')}{coder}")


def _worst(measures: pd.DataFrame) -> str:
    found = measures[measures["column"] == "found"]
    if found.empty:
        return UNMEASURED
    least = found.loc[found["precision"].fillna(1).idxmin()]
    few = f"{least['table']}: of {least['n_told']:,} told {least['n_right']:,} are marked"
    recalls = found.dropna(subset="recall")
    if recalls.empty:
        return f"Least sure are the {few}"
    n, of = recalls["n_right"].sum(), recalls["n_coded"].sum()
    return f"{n:,} of {of:,} spans that a reader marked are found; least sure are the {few}"


def mistakes(errors: pd.DataFrame) -> go.Figure:
    """Count what the machine missed, told too much or told otherwise, table by table.

    Rows as `coding.errors` gives them. A bar opens what it counts.
    """
    lanes = errors["table"] + ": " + errors["column"].str.removesuffix("_id").str.replace("_", " ")
    names = list(dict.fromkeys(lanes))[::-1]
    figure = Figure()
    for outcome, colour in CLASHES.items():
        marks = gather(errors, lanes, where=errors["outcome"] == outcome, is_sorted=False)
        figure.add_trace(
            go.Bar(
                y=lanes[marks.index].map(plain).tolist(),
                x=marks["n"].tolist(),
                customdata=marks["behind"],
                meta={"counts": "x"},
                orientation="h",
                name=outcome,
                marker_color=colour,
                hovertemplate="%{y}, " + outcome + ": %{x}<extra></extra>",
            )
        )
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(title_text="spans", rangemode="tozero", tickformat=",d")
    figure.update_yaxes(categoryorder="array", categoryarray=[plain(name) for name in names])
    counts = errors["outcome"].value_counts()
    said = ", ".join(f"{counts[name]:,} {name}" for name in CLASHES if name in counts)
    title = f"{panes.count(len(errors), 'difference')} from a reading by hand: {said}"
    none = "No difference is listed: all agrees, or nothing is coded"
    return panes.head(figure, title if said else none, "", 60 + 44 * len(names), legend=True)


def survival(survival: pd.DataFrame) -> go.Figure:
    """Draw which findings change when an article, an outlet or something else is left out.

    Rows as `findings.survive` gives them. One row of the figure is one finding, one column
    what was left out.
    """
    rows = survival.assign(column=survival["kind"] + "\t" + survival["left_out"])
    columns = list(dict.fromkeys(rows["column"]))[:MOST_LEFT_OUT]
    questions = list(dict.fromkeys(rows["question"]))[:MOST_FINDINGS][::-1]
    rows = rows[rows["column"].isin(columns) & rows["question"].isin(questions)]
    figure = go.Figure(
        [_cells(rows[~rows["is_changed"]], False), _cells(rows[rows["is_changed"]], True)]
    )
    answers = rows.drop_duplicates("question").set_index("question")["answer"]
    figure.update_xaxes(
        side="top",
        tickangle=-35,
        tickvals=columns,
        ticktext=[_left_out(name) for name in columns],
        categoryorder="array",
        categoryarray=columns,
        range=[-0.6, len(columns) - 0.4],
        showgrid=False,
    )
    figure.update_yaxes(
        tickvals=questions,
        ticktext=[f"{plain(q)}<br><b>{panes.short(answers[q], 44)}</b>" for q in questions],
        categoryorder="array",
        categoryarray=questions,
        range=[-0.6, max(len(questions), 1) - 0.4],
        gridcolor=GRID,
    )
    figure.update_layout(showlegend=False)
    note = "Diamond: without it the answer is another. Dot: it is the same."
    figure = panes.head(figure, _resting(survival), note, 40 + 44 * len(questions))
    return figure.update_layout(margin_t=figure.layout.margin.t + (110 if columns else 0))


def _cells(rows: pd.DataFrame, is_changed: bool) -> go.Scatter:
    said = [
        f"{plain(r.question)}<br>with it: {_answer(r.answer, r.count)}"
        f"<br>without {plain(r.left_out)}: {_answer(r.answer_without, r.count_without)}"
        for r in rows.itertuples(index=False)
    ]
    look = {"symbol": "diamond", "size": 15, "color": PALETTE[1]}
    return go.Scatter(
        x=rows["column"].tolist(),
        y=rows["question"].tolist(),
        mode="markers",
        hovertext=said,
        hovertemplate="%{hovertext}<extra></extra>",
        marker=look if is_changed else {"symbol": "circle", "size": 6, "color": "#8c8c88"},
    )


def _answer(value: str, count: str) -> str:
    whole = f"{value} ({count})" if count else value
    return "<br>".join(map(plain, textwrap.wrap(whole, 64)))


def _left_out(column: str) -> str:
    kind, _, name = column.partition("\t")
    return f"all of {panes.short(name, 22)}" if kind == "outlet" else panes.short(name, 26)


def _resting(survival: pd.DataFrame) -> str:
    n = survival["question"].nunique()
    if not n:
        return "No finding to leave anything out of"
    changed = survival[survival["is_changed"]]
    rest = changed.loc[changed["kind"] == "article", "question"].nunique()
    if not survival["kind"].eq("article").any():
        rest = changed.loc[changed["kind"] == "outlet", "question"].nunique()
        return f"{rest:,} of {panes.count(n, 'finding')} change if one outlet is left out"
    firm = n - changed["question"].nunique()
    said = f"{rest:,} of {panes.count(n, 'finding')} change if a single article is left out"
    return f"{said}; {firm:,} survive all"
