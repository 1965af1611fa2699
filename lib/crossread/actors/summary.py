"""Say in words who the articles mention."""

import pandas as pd


def summary(named: pd.DataFrame) -> str:
    """Say in Markdown who is mentioned and who speaks, counted at each run."""
    about = ["actor_id", "voice", "is_recycled", "form"]
    known = named.loc[named["actor_id"].notna(), about]
    if known.empty:
        return "**No actor** is mentioned in headlines and bodies."
    speaks = known[known["voice"] != "mentioned"]
    recycled = int(known["is_recycled"].astype("bool").sum())
    lines = [
        f"**{len(known):,} mentions** of {known['actor_id'].nunique():,} known actors; "
        f"not resolved: {len(named) - len(known):,}.",
        f"{recycled:,} stand in sentences that another article has, too.",
        f"{speaks['actor_id'].nunique():,} actors speak in {len(speaks):,} places, "
        f"{int((known['form'] == 'role').sum()):,} mentions are by office alone.",
    ]
    return " ".join(lines)
