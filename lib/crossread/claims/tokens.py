"""Cut a passage into the words by which it is compared; a name's words are one."""

from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..text import Span
from . import words

Cut = tuple[int, int, str]  # a word in lower case and where it stands


class Token(NamedTuple):
    """A word of a passage: what it is compared by, and whether it is a name."""

    start: int
    end: int
    form: str
    keys: tuple[str, ...]  # the word itself or an actor, then its classes
    is_name: bool
    is_head: bool  # ends its phrase: what it grades follows, a verb or nothing


class Named(NamedTuple):
    """An actor named in a passage, by a key that is the same however it is named."""

    start: int
    end: int
    keys: tuple[str, ...]


def tokens(
    text: str, cut: Sequence[Cut], named: Sequence[Named], small: Container[str]
) -> list[Token]:
    """Give the words that carry the claim; an actor stands for all the words of its name."""
    is_shouted = text.isupper()
    opening = len(text) - len(text.lstrip(" \"'\u201c\u2018\u00ab([*_"))
    wide = _widest(named)
    tokens: list[Token] = []
    for i, (start, end, form) in enumerate(cut):
        holder = next((n for n in wide if n.start <= start < n.end), None)
        if holder and holder.keys:
            if not any(t.start == holder.start for t in tokens):
                tokens += [
                    Token(holder.start, holder.end, form, (key,), True, True) for key in holder.keys
                ]
            continue
        if (len(form) < 2 and form != "%") or words.is_empty(form) or words.number(form):
            continue
        capital = text[start].isupper() and not is_shouted
        is_known = words.stem(form) in small or words.is_known(form)
        is_name = capital and (start > opening or not is_known)
        is_act = any(c.startswith("act") for c in words.classes(form))
        keys = _keys(form, is_name and not is_act)
        tokens.append(Token(start, end, form, keys, keys[0][0] == "n", _is_head(text, cut, i)))
    return tokens


@lru_cache(maxsize=100_000)
def _keys(form: str, is_name: bool) -> tuple[str, ...]:
    """Give what a word is compared by: itself, then its classes; a name has none."""
    if is_name:
        return (f"name:{words.root(form)}",)
    return (f"word:{words.stem(form)}", *words.classes(form))


def _widest(named: Sequence[Named]) -> list[Named]:
    """Leave out the names that stand inside others, and let those of one span be one."""
    spans: dict[Span, tuple[str, ...]] = {}
    for one in named:
        span = one.start, one.end
        spans[span] = tuple(dict.fromkeys((*spans.get(span, ()), *one.keys)))
    kept: list[Named] = []
    for (start, end), keys in sorted(spans.items(), key=lambda s: (s[0][0], -s[0][1])):
        if not kept or start >= kept[-1].end:
            kept.append(Named(start, end, keys))
    return kept


def _is_head(text: str, cut: Sequence[Cut], i: int) -> bool:
    """Say whether a word is what its phrase is of, and does not only grade the next one."""
    if cut[i][2].endswith("ly") or i + 1 == len(cut):
        return not cut[i][2].endswith("ly")
    start, _, following = cut[i + 1]
    is_closed = words.is_empty(following) or words.number(following) or following.endswith("ed")
    return start - cut[i][1] > 1 or bool(is_closed) or text[start].isupper()
