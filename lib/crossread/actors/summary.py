"""Say in words who the articles mention."""

import pandas as pd


def summary(named: pd.DataFrame) -> str:
    """Say in Markdown who is mentioned and who speaks, counted at each run."""
    actor = named["actor_id"]
    is_known = actor.notna()
    if not is_known.any():
        return "**No actor** is mentioned in headlines and bodies."
    speaks = is_known & (named["voice"] != "mentioned")
    recycled = int((is_known & named["is_recycled"].astype("bool")).sum())
    lines = [
        f"**{int(is_known.sum()):,} mentions** of {actor.nunique():,} known actors; "
        f"not resolved: {int((~is_known).sum()):,}.",
        f"{recycled:,} stand in sentences that another article has, too.",
        f"{actor[speaks].nunique():,} actors speak in {int(speaks.sum()):,} places, "
        f"{int((is_known & (named['form'] == 'role')).sum()):,} mentions are by office alone.",
    ]
    return " ".join(lines)
