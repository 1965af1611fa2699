"""Draw what a corpus holds: whom it credits, and what its pages are made of."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from . import panes
from .gathering import Figure, gather
from .look import PARTS, REST, behind, colours, finish, grouped, plain

NOBODY = "credits nobody else"
LABEL_WIDTH = 48  # characters of a label's line
MOST_PAGES = 40  # that have a lane each
MOST_CREDITS = 30  # bars
MOST_DASHES = 2_000  # that stand for one paragraph each
CELLS = 40  # of the axis, beyond


def credits(rows: pd.DataFrame) -> go.Figure:
    """Draw which outlet credits which other house, and how.

    Rows as `overview.credits` gives them; one bar is one outlet, way and house, as long as
    the articles behind it are many; the longest `MOST_CREDITS` are drawn. Grey bars count
    articles that credit nobody.
    """
    table = rows.assign(outlet=grouped(rows["outlet"]))
    table["credit"] = (table["how"] + " " + table["house"]).fillna(NOBODY)
    receipts = table.dropna(subset="start").reset_index(drop=True)
    places = receipts.groupby(["outlet", "credit"]).indices
    counts = table.groupby(["outlet", "credit"], as_index=False)["article_id"].nunique()
    named = counts[counts["credit"] != NOBODY]
    longest = named.sort_values("article_id", kind="stable").tail(MOST_CREDITS)
    ordered = pd.concat([longest, counts[counts["credit"] == NOBODY]])
    of_outlet = colours(table["outlet"])
    figure = Figure(
        go.Bar(
            x=ordered["article_id"],
            y=[_pair(r) for r in ordered.itertuples()],
            orientation="h",
            width=0.6,
            marker={
                "color": [
                    REST if r.credit == NOBODY else of_outlet[r.outlet]
                    for r in ordered.itertuples()
                ]
            },
            customdata=[
                [int(place) for place in places.get((r.outlet, r.credit), ())]
                for r in ordered.itertuples()
            ],
            text=ordered["article_id"],
            textposition="outside",
            hovertemplate="%{y}: %{x} articles<extra></extra>",
        )
    )
    most = max(counts["article_id"], default=1)
    figure.update_xaxes(rangemode="tozero", dtick=1 if most < 10 else None, tickformat="d")
    figure.update_yaxes(
        categoryorder="array", categoryarray=[_pair(r) for r in _grey_first(ordered)]
    )
    finish(figure, _leaning(table, named), "articles", "", max(len(ordered), 2))
    return behind(figure, receipts)


def _grey_first(ordered: pd.DataFrame) -> list[object]:
    """List the bars from the foot of the figure up: nobody's below, the longest on top."""
    return sorted(ordered.itertuples(), key=lambda row: row.credit != NOBODY)


def _pair(row: object) -> str:
    return "<br>".join(textwrap.wrap(plain(f"{row.outlet} {row.credit}"), LABEL_WIDTH))


def _leaning(table: pd.DataFrame, named: pd.DataFrame) -> str:
    n, crediting = (t["article_id"].nunique() for t in (table, table.dropna(subset="house")))
    if not crediting:
        return f"None of {n} articles credits another house than its outlet"
    top = named.sort_values("article_id", ascending=False, kind="stable").head(3)
    pairs = ", ".join(f"{row.outlet} {row.credit}" for row in top.itertuples())
    return f"{crediting} of {n} articles credit another house than their outlet: {pairs}"


def parts(counts: pd.DataFrame, paragraphs: pd.DataFrame) -> go.Figure:
    """Draw how many words of a page are article, how many furniture (`overview.parts`).

    One bar is one page, and opens its `paragraphs`; beyond `MOST_PAGES` it is one outlet, and
    its mean page.
    """
    is_many = counts["article_id"].nunique() > MOST_PAGES
    drawn = _mean_pages(counts) if is_many else counts.assign(name=counts["label"])
    receipts = paragraphs.head(0) if is_many else paragraphs.reset_index(drop=True)
    places = receipts.groupby(["article_id", "part"]).indices
    figure = Figure()
    for part, colour in PARTS.items():
        own = drawn[drawn["part"] == part]
        figure.add_trace(
            go.Bar(
                name=part,
                x=own["n_words"],
                y=own["name"].map(plain),
                orientation="h",
                marker={"color": colour, "pattern": {"shape": "/" if part == "furniture" else ""}},
                customdata=None if is_many else [places[key].tolist() for key in _keys(own)],
                hovertext=[f"{share:.1%}" for share in own["share_words"]],
                hovertemplate="%{y}<br>%{x:.3~r} words, %{hovertext}",
            )
        )
    names = list(dict.fromkeys(drawn["name"].map(plain)))
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    unit = "words of an article's page, on average" if is_many else "words"
    finish(figure, _furniture(counts), unit, "", len(names))
    return figure if is_many else behind(figure, receipts)


def _keys(counts: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(counts["article_id"], counts["part"], strict=True))


def _mean_pages(counts: pd.DataFrame) -> pd.DataFrame:
    """Average the parts over the pages of each outlet; a part that a page lacks counts as none."""
    table = counts.assign(name=grouped(counts["outlet"]))
    n_pages = table.groupby("name")["article_id"].nunique().sort_values(ascending=False)
    sums = table.groupby(["name", "part"])["n_words"].sum().unstack(fill_value=0).loc[n_pages.index]
    means = sums.div(n_pages, axis=0).stack().rename("n_words").reset_index()
    whole = means.groupby("name")["n_words"].transform("sum")
    return means.assign(share_words=means["n_words"] / whole)


def _furniture(counts: pd.DataFrame) -> str:
    if counts.empty:
        return "No articles, no parts"
    pages = counts["label"].nunique()
    own = counts[counts["part"] == "furniture"]
    whole = counts["n_words"].sum()
    if own.empty:
        return f"{pages} pages hold {whole:,} words and no furniture"
    worst = own.loc[own["share_words"].idxmax()]
    return (
        f"{len(own)} of {pages} pages carry furniture, {own['n_words'].sum() / whole:.1%} of all "
        f"words; most in {worst['label']}: {worst['share_words']:.0%} of the page"
    )


def paragraphs(rows: pd.DataFrame) -> go.Figure:
    """Draw each page from its first word to its last; one mark is one paragraph.

    Rows as `overview.paragraphs` gives them; `customdata` is their index, as panels need it.
    Beyond `MOST_PAGES` pages their outlets take the lanes.
    """
    is_many = rows["label"].nunique() > MOST_PAGES
    lanes = grouped(rows["outlet"]) if is_many else rows["label"].astype("str")
    end = (rows["n_before"] + rows["n_words"]).max() if len(rows) else 1
    every = rows[["part", "n_before", "n_words"]].assign(lane=lanes)
    counted = len(rows) > MOST_DASHES
    marks = _gathered(every, end) if counted else every.assign(behind=rows.index)
    figure = Figure()
    for part, colour in PARTS.items():
        own = marks[marks["part"] == part]
        shared = {
            "name": part,
            "y": own["lane"].map(plain).tolist(),
            "customdata": own["behind"] if counted else own["behind"].tolist(),
            "hovertemplate": f"%{{y}}<br>{part}; click to read<extra></extra>",
        }
        draw = _discs if counted else _dashes if is_many else _bars
        figure.add_trace(draw(own, shared, colour))
    names = [plain(name) for name in dict.fromkeys(lanes.unique())]
    figure.update_layout(barmode="overlay", legend_traceorder="normal")
    figure.update_xaxes(range=[0, end * 1.02])  # a panel narrows the rows, not the frame
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1])
    figure.update_yaxes(range=[-0.6, len(names) - 0.4])
    title = "Each page from its first word to its last"
    title += ", the pages of an outlet in one lane" if is_many else ""
    title += "; a disc's area counts paragraphs" if counted else ""
    return finish(figure, title, "words into the page", "", len(names))


def _gathered(rows: pd.DataFrame, end: float) -> pd.DataFrame:
    """Gather the paragraphs of a part that begin in one stretch of a lane's pages."""
    step = max(end // CELLS, 1)
    marks = gather(rows.assign(cell=rows["n_before"] // step), "part", "lane", "cell")
    return marks.assign(n_before=marks["cell"] * step)


def _discs(marks: pd.DataFrame, shared: dict[str, object], colour: str) -> go.Scatter:
    sizes = [3 + min(0.4 * n**0.5, 20) for n in marks["n"]]
    return go.Scatter(
        x=marks["n_before"].tolist(),
        mode="markers",
        marker={"size": sizes, "color": colour, "opacity": 0.5},
        meta={"sizes": [3, 0.4, 20]},
        hovertext=[panes.count(n, "paragraph") for n in marks["n"]],
        **{**shared, "hovertemplate": "%{y}<br>%{hovertext}; click to read<extra></extra>"},
    )


def _bars(rows: pd.DataFrame, shared: dict[str, object], colour: str) -> go.Bar:
    return go.Bar(
        x=rows["n_words"].tolist(),
        base=rows["n_before"].tolist(),
        orientation="h",
        marker={"color": colour, "line": {"color": "white", "width": 1}},
        **shared,
    )


def _dashes(rows: pd.DataFrame, shared: dict[str, object], colour: str) -> go.Scatter:
    return go.Scatter(
        x=rows["n_before"].tolist(),
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 16, "color": colour, "opacity": 0.5},
        **shared,
    )
