"""Tell whether a mention is of somebody who is quoted, paraphrased, or only mentioned."""

from .. import text as texts
from .cues import before, behind, cites

WITHIN = 90  # characters that a verb of saying may stand away
Voice = tuple[str, str | None]


def heard(text: str, start: int, end: int, sentence: texts.Span, quotes: list[texts.Span]) -> Voice:
    """Say how a mention is given a voice in its sentence, and by which words.

    It speaks where a verb of saying stands right behind or before it, or a credit before it, all
    by cue words; claims know more. Those inside quotation marks are spoken of, not speaking. Its
    words are quoted where the paragraph's quotation marks stand in the same sentence.
    """
    if any(a <= start < b for a, b in quotes):
        return "mentioned", None
    last = min(sentence[1], end + WITHIN)
    cue = behind().match(text, end, last)
    if not cue:
        lead = text[max(sentence[0], start - 40) : start]
        cue = before().search(lead) or cites().search(lead)
    if not cue and text[end : end + 1] == ":" and start == sentence[0]:
        return "paraphrased", ":"
    if not cue:
        return "mentioned", None
    has_quote = any(a < sentence[1] and sentence[0] < b for a, b in quotes)
    return ("quoted" if has_quote else "paraphrased"), cue["cue"]
