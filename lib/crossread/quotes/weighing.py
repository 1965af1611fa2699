"""Weigh statements: which to keep in a text that reports, and in one that does not."""

from bisect import bisect_right

from .. import text as texts
from .statements import Found
from .vocabulary import sayings

RATE = 125  # words in which a text that reports gives a voice at least once
WEAK = ("verb np", "verb inf", "noun np", "noun inf", "passive", "passive by")
WEAK += ("adjective np", "adjective inf")
SURE = ("content before verb", "content before verb, inverted", "dash after quotation")
SURE += ("dialogue", "according to", "announced", "credit", "continued", "verb that", "verb bare")
SURE += ("verb quote", "verb whether", "adjective that", "adjective bare")
PRONOUNS = ("i", "we", "you", "it", "this", "that", "who", "which", "they")
UNREPORTED = ("i", "we", "you", "us", "there")


def keep(text: str, found: list[Found]) -> list[Found]:
    """Leave out what is too seldom a statement.

    These are deeds of speech ("to urge peace") within what another says, or done by "I", "we" and
    "you"; and in a text that does not report, all but clauses and quotations: there "supports" and
    "challenges" are mostly said of things.
    """
    if not _reports(text, found):
        found = [one for one in found if one.rule in SURE]
    contents = _merged([part for one in found for part in one.fragments])
    return [one for one in found if not _is_weak(text, one, contents)]


def _reports(text: str, found: list[Found]) -> bool:
    """Tell whether a text gives somebody a voice often enough to be a report."""
    return sum(_is_report(text, one) for one in found) >= texts.words(text) // RATE


def _is_report(text: str, one: Found) -> bool:
    """Tell whether somebody named is given a voice by a verb that may follow a quotation."""
    if not one.cue or not one.speaker or text[slice(*one.speaker)].lower() in PRONOUNS:
        return False
    if one.rule.startswith("content before") or one.rule in ("according to", "announced", "credit"):
        return True
    word = text[slice(*one.cue)].rsplit(maxsplit=1)[-1].lower()
    says = any("inv" in cue.frames for cue in sayings().get(word, ()))
    return says and one.rule.startswith("verb ") and one.rule != "verb inf"


def _is_weak(text: str, one: Found, contents: list[texts.Span]) -> bool:
    if one.rule not in WEAK or not one.cue:
        return False
    if one.speaker and text[slice(*one.speaker)].lower() in UNREPORTED:
        return True
    n = bisect_right(contents, (one.cue[0], len(text))) - 1
    return n >= 0 and one.cue[0] < contents[n][1]


def _merged(spans: list[texts.Span]) -> list[texts.Span]:
    """Join spans that touch or overlap."""
    merged: list[texts.Span] = []
    for a, b in sorted(spans):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
