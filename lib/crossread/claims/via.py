"""Tell through which houses a statement came, from the speaker's side outward."""

from typing import Any

ORDER = ("interview", "cites", "reports")  # whom the speaker spoke to; whom the article credits


class Chain:
    """The houses of one article: its outlet, the agency it credits, and those its body names.

    What the body credits in a sentence holds for the statements of that sentence and for what
    else its speakers say in the article: a report seldom repeats where it has a speech from.
    """

    def __init__(self, outlet: str | None, agency: str | None, credits: list[Any]) -> None:
        self.last = [house for house in (agency, outlet) if house]
        self.credits = credits
        self.heard: dict[str | None, dict[str, list[str]]] = {}

    def hear(self, row: dict[str, Any]) -> None:
        """Note the credits that stand in the sentence of a statement."""
        own = self.heard.setdefault(row["speaker"], {})
        for credit in self._beside(row):
            houses = own.setdefault(credit.field, [])
            if credit.value not in houses:
                houses.append(credit.value)

    def via(self, row: dict[str, Any]) -> list[str]:
        """List the houses between a speaker and the reader, the outlet last."""
        if row["speaker"]:
            known = self.heard[row["speaker"]]
            named = [house for field in ORDER for house in known.get(field, [])]
        else:
            named = [credit.value for credit in self._beside(row)]
        own = {row["speaker_text"], *self.last}
        return list(dict.fromkeys([*(house for house in named if house not in own), *self.last]))

    def _beside(self, row: dict[str, Any]) -> list[Any]:
        first, last = row["sentence_start"], row["sentence_end"]
        ends = [e for e in (row["end"], row["cue_end"], row["speaker_end"]) if e is not None]
        if first is None:
            return []
        last = max(last, *ends)
        found = [c for c in self.credits if first <= c.start < last]
        return sorted(found, key=lambda c: ORDER.index(c.field))
