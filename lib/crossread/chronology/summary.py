"""Say in words what a chronology holds."""

import pandas as pd

from .tables import Events


def summary(told: pd.DataFrame, events: Events) -> str:
    """Say in Markdown how many dates are told and what events they make, counted at each run."""
    n, known = len(told), told.dropna(subset=["earliest", "latest"])
    if not n:
        return "**No dates** are told in headlines and bodies."
    first, last = known["earliest"].min(), known["latest"].max()
    placed = f", from {first:%Y} to {last:%Y}" if len(known) else ""
    table = events.events
    several = int(table["n_articles"].gt(1).sum())
    lines = [
        f"**{n:,} dates told** by {told['article_id'].nunique():,} articles; {len(known):,} can be "
        f"placed on a calendar{placed}.",
        f"{int(told['is_quoted'].sum()):,} stand inside quotation marks, "
        f"{int(told['is_recycled'].sum()):,} in sentences that another article has, too.",
        f"Together these make **{len(table):,} events**: {several:,} told by several articles, "
        f"{int(table['is_conflicting'].sum()):,} with dates that disagree.",
    ]
    return " ".join(lines)
