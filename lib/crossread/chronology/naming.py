"""Name a happening in the words of one of its tellings."""

import re

from .. import vocabulary
from ..text import Span

LONGEST = 80  # characters of a label
FEWEST = 3  # words, or a label says too little
EDGES = r"[,;:()\[\]\"“”«»]"
MARKS = " \t\n,;:.!?-–—()[]\"'“”‘’«»*_"


def label(sentence: str, date: Span) -> str:
    """Cut the clause of a date out of its sentence, without the date where it reads well so.

    The words before the date, back to where their clause begins; those after it where too few
    stand before. At most `LONGEST` characters, ending at a word.
    """
    before, after = sentence[: date[0]], sentence[date[1] :]
    own, beside = re.split(EDGES, before)[-1], re.split(EDGES, after)[0]
    if not _says(own) and _says(beside):
        return _short(_trimmed(beside))
    clause = _last_clause(before)
    if _says(clause):
        if not vocabulary.ends_in_act(before):
            return _short(_trimmed(clause))
        whole = _trimmed(sentence[len(before) - len(clause) : date[1]])  # 'signed November 9'
        return whole if len(whole) <= LONGEST else _short(_trimmed(clause))
    clause = _trimmed(_first_clause(after))
    return _short(clause) if len(clause.split()) >= FEWEST else _short(_trimmed(sentence))


def _says(clause: str) -> bool:
    """Say whether a clause has a deed in it and words enough for a label."""
    return vocabulary.tells(clause) and len(_trimmed(clause).split()) >= FEWEST


def _last_clause(words: str) -> str:
    """Cut off what stands before the last clause that says what was done, and by whom or to what.

    A clause that opens with its verb, or with 'which', takes along what stands before it.
    """
    edges = list(vocabulary.edges().finditer(words))
    edges = [edge for edge in edges if edge[0].casefold() != "and"]
    starts = [0, *(edge.end() for edge in edges)]
    telling = [start for start in starts if _says(words[start:])]
    if not telling:
        return words
    i = starts.index(telling[-1])
    while i > 0 and _is_headless(words, starts[i]):
        if len(words) - starts[i - 1] > LONGEST and len(words) - starts[i] > LONGEST // 4:
            break
        i -= 1
    return words[starts[i] :]


def _first_clause(words: str) -> str:
    """Cut off what a new clause adds after the first that says what was done."""
    for edge in re.finditer(r",\s(?=and\b|but\b)|;|\s[—–-]\s", words):
        if _says(words[: edge.start()]):
            return words[: edge.start()]
    return words


def _is_headless(words: str, start: int) -> bool:
    """Say whether the clause from `start` lacks its subject."""
    before, first = words[:start].split()[-1:], words[start:].split()[:1]
    return vocabulary.is_relative((before or [""])[0]) or vocabulary.is_verb((first or [""])[0])


def _trimmed(clause: str) -> str:
    """Take marks off both ends, prepositions off the end, and conjunctions off the beginning."""
    clause = clause.strip(MARKS)
    while True:
        words = clause.split()
        if len(words) < 2:
            return clause
        if vocabulary.is_link(words[0]):
            clause = clause[len(words[0]) :].strip(MARKS)
        elif vocabulary.is_open(words[-1]) and not vocabulary.ends_in_act(clause):
            clause = clause[: -len(words[-1])].strip(MARKS)
        else:
            return clause


def _short(clause: str) -> str:
    """Cut a clause at `LONGEST`, at a comma or a conjunction late in it, or at a word."""
    if len(clause) <= LONGEST:
        return clause
    found = vocabulary.edges().finditer(clause[: LONGEST + 1])
    edges = [edge.start() for edge in found if edge[0].casefold() != "and"]
    late = [edge for edge in edges if edge > LONGEST // 2]
    cut = late[-1] if late else clause[: LONGEST + 1].rfind(" ")
    return _trimmed(clause[: cut if cut > 0 else LONGEST])
