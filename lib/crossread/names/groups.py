"""Find the listed ways of naming several actors at once."""

from functools import cache
from pathlib import Path

from .. import authority
from .folding import Words
from .memory import Article, Who


@cache
def _index(handmade: Path) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Give the words and the members of each group by its first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for group in authority.load(handmade).groups:
        cut = tuple(w for w in Words(group.form).words)
        cut = cut[1:] if cut[:1] == ("the",) else cut
        if cut:
            found.setdefault(cut[0], []).append((cut, group.members))
    return {word: sorted(own, key=lambda g: -len(g[0])) for word, own in found.items()}


def find(words: Words, handmade: Path, a: Article) -> list[tuple[int, int, str, Who, str | None]]:
    """List the members of the groups named, one row for each; inside a sentence only."""
    listed, rows, done = _index(handmade), [], 0
    for i in [i for i, word in enumerate(words.words) if word in listed]:
        for form, members in listed[words.words[i]] if i >= done else ():
            j = _behind(words, i, form)
            if j:
                done = j
                start, end = words.starts[i], words.end(j - 1)
                rows += [(start, end, "group", a.who(key, "listed group"), None) for key in members]
                break
    return rows


def _behind(words: Words, i: int, form: tuple[str, ...]) -> int:
    """Give the word behind a form that stands at a word, 0 if it does not; 'the' may be added."""
    j = i
    for word in form:
        if j > i and j < len(words.words) and words.words[j] == "the" != word:
            j += 1
        if j >= len(words.words) or words.words[j] != word:
            return 0
        if j > i and not set(words.gaps[j - 1]) <= set(" -[]\n'"):
            return 0
        j += 1
    return j
