"""Draw who is in the articles, by name or by office, and who is named and known to nobody."""

import pandas as pd
import plotly.graph_objects as go

from . import lanes, panes
from .gathering import Figure

MOST_ACTORS = 30  # lanes
NEEDED = ["article_id", "words", "actor", "form", "type", "is_recycled"]


def who(named: pd.DataFrame) -> go.Figure:
    """Draw how often each actor is mentioned, and how: by name, by office alone, by a pronoun.

    One row is one mention, joined to its article: actor_id, actor, type, form, is_recycled,
    and the sentence (article_id, start, end, text) with `words`, the mention. One bar counts
    the mentions of one actor and form; the hatched end of a lane is what recurs in other
    articles. The most mentioned `MOST_ACTORS` are drawn; what no actor was found for has the
    last lane.
    """
    rows = lanes.keyed(named)
    every = lanes.lanes(rows, len(rows))
    table = every.head(MOST_ACTORS)
    figure, heights = Figure(), table["y"].to_dict()
    marks = lanes.parted(rows, "form", kept=heights)
    traces = [
        trace
        for form, (label, colour) in lanes.FORMS.items()
        for trace in lanes.bars(marks[marks["form"] == form], heights, label, colour)
    ]
    figure.add_traces(lanes.hatched_last(traces))
    figure.add_traces(lanes.legend(_forms(rows)))
    height = lanes.ticks(figure, table)
    lanes.counts(figure, table["n"].max() if len(table) else 1, "mentions")
    note = f"{lanes.HATCHED} Bold: articles.{panes.more(len(every) - len(table), 'lane')}"
    return panes.head(figure, _leading(rows, every), note, height, legend=True)


def _forms(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return [shown for form, shown in lanes.FORMS.items() if (rows["form"] == form).any()]


def _leading(rows: pd.DataFrame, every: pd.DataFrame) -> str:
    """Say who is mentioned most, with and without sentences that recur."""
    table = every[every["key"] != lanes.NOBODY]
    if table.empty:
        return f"{panes.count(len(rows), 'mention')}, none of them resolved" if len(rows) else NONE
    n, share = len(table), rows["is_recycled"].astype("bool").mean()
    top, told = table.iloc[0], panes.count(int(table["n"].sum()), "mention")
    said = f"{told} of {panes.count(n, 'actor')}: {top['name']} leads"
    fresh = table.sort_values(["fresh", "n"], ascending=False, kind="stable").iloc[0]
    said += f" with {top['n']:,}"
    if share == 0:
        return said
    rest = f"{fresh['fresh']:,} without sentences that recur"
    same = fresh["name"] == top["name"]
    said += f", and {rest}" if same else f"; {fresh['name']} with {rest}"
    return f"{said}, which hold {share:.0%} of all mentions"


NONE = "Nobody is mentioned"


def queue(named: pd.DataFrame) -> go.Figure:
    """Draw the names that stand for no known actor, the most frequent first.

    Rows as `who` takes them; one bar is one spelling, coloured by the type that the finder
    gave it. Offices and pronouns that nobody was found for are in it, too: by their words.
    """
    rows = named.loc[named["actor_id"].isna(), NEEDED]
    words = rows["words"].astype("str").str.replace(r"\s+", " ", regex=True).str.strip()
    shown = rows["actor"].astype("str").where(rows["form"] == "name").fillna(words)
    kind = rows["type"].astype("str").where(rows["form"] == "name", rows["form"].astype("str"))
    label = kind.map({form: label for form, (label, _) in lanes.FORMS.items()}).fillna(kind)
    rows = rows.assign(key=shown + "\n" + label.fillna(""), name=shown, kind=label)
    table = lanes.lanes(rows, MOST_ACTORS)
    n_left_out = rows["key"].nunique() - len(table)
    figure, heights = Figure(), table["y"].to_dict()
    marks = lanes.parted(rows, kept=heights)
    marks = marks.join(named.loc[marks.index, ["article", "text"]])
    colours = {k: lanes.colour(k) for k in rows["kind"].dropna().unique()}
    colours |= {label: colour for label, colour in lanes.FORMS.values() if label in colours}
    for name, own in marks.groupby("kind", dropna=False):
        said = "of unknown type" if pd.isna(name) else str(name)
        figure.add_traces(lanes.bars(own, heights, said, colours.get(name, lanes.REST)))
    figure.add_traces(lanes.legend(sorted(colours.items())))
    height = lanes.ticks(figure, table)
    lanes.counts(figure, table["n"].max() if len(table) else 1, "mentions")
    note = f"{lanes.HATCHED} Bold: articles. What is listed in data/handmade leaves this queue."
    note += panes.more(n_left_out, "lane")
    return panes.head(figure, _waiting(named, rows), note, height, legend=len(colours) > 1)


def _waiting(named: pd.DataFrame, rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Every mention is resolved" if len(named) else NONE
    names = rows[rows["form"] == "name"]
    n = f"{len(rows):,} of {panes.count(len(named), 'mention')} stand for nobody that is known"
    if names.empty:
        return f"{n}: offices, groups and pronouns"
    return f"{n}, {len(names):,} of them under {panes.count(names['name'].nunique(), 'name')}"
