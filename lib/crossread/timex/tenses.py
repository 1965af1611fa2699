"""Tell from the verbs of a clause whether its date lies back or ahead."""

import re
from functools import cache

from .. import lexicon
from . import words

PAST, FUTURE = -1, 1
LOOKED_AT = 160  # characters before an expression, and half as many after, where a verb may stand
SENTENCE_END = re.compile(
    r"""(?<=[a-z\d\u2019'"%)]{2})[.!?]['"\u201d\u2019)]*\s+(?=["'\u201c`A-Z])|\n\s*\n"""
)


def tense(text: str, start: int, end: int) -> int:
    """Tell whether the clause of an expression looks back or ahead; 0 where no verb tells."""
    before = SENTENCE_END.split(text[max(0, start - LOOKED_AT) : start])[-1]
    cues = [cue for cue in _cues().finditer(before) if _is_verb(before, cue)]
    asked = _asking().search(before)
    if asked and (not cues or asked.start() >= cues[-1].start()):
        return FUTURE
    if cues:
        return _last(before, cues)
    after = SENTENCE_END.split(text[end : end + LOOKED_AT // 2])[0]
    cue = next((cue for cue in _cues().finditer(after) if _is_verb(after, cue)), None)
    return _side(cue) if cue else 0


def _last(before: str, cues: list[re.Match[str]]) -> int:
    """Read the last verb together with the one before it: 'will be held', 'had been due'."""
    side = _side(cues[-1])
    if len(cues) == 1:
        return side
    gap = before[cues[-2].end() : cues[-1].start()].split()
    if side == PAST and cues[-1][0].endswith("ed"):
        is_passive = len(gap) <= 3 and not any("," in word for word in gap)
        return FUTURE if is_passive and _side(cues[-2]) == FUTURE else side
    was_due = cues[-2][0] == "had" and gap == ["been"] and before[cues[-1].end() :][:4] == " to "
    return PAST if was_due else side


def _side(cue: re.Match[str]) -> int:
    return FUTURE if cue.lastgroup == "future" else PAST


def _is_verb(clause: str, cue: re.Match[str]) -> bool:
    """Tell 'plans to meet' from 'the plan', 'its plans'."""
    word = re.search(r"([^\W\d_]+)['\u2019]?s?\s$", clause[max(0, cue.start() - 12) : cue.start()])
    return not word or word[1].lower() not in words.values("article") | words.values("infinitive")


@cache
def _asking() -> re.Pattern[str]:
    """Compile what asks for something by a day: 'demanded that they leave by'."""
    verbs = "|".join(map(re.escape, words.values("asking")))
    return re.compile(rf"\b(?:{verbs})\b[^.;]*\s(?:by|until)\s$")


@cache
def _cues() -> re.Pattern[str]:
    ahead = "|".join(map(re.escape, lexicon.forms("tenses", kind="future")))
    back = "|".join(map(re.escape, lexicon.forms("tenses", kind="past")))
    return re.compile(
        rf"\b(?:(?P<future>{ahead})|(?P<past>{back}|(?!need|feed|speed)[a-z]{{2,}}ed))\b"
    )
