"""Say which capitalised words belong to one name, and which small words stand inside it."""

from functools import cache

from .shapes import Token
from .vocabulary import bodies, calendar, endings, heads, places, takers, titles, vague, words

ARTICLES = ("The", "A", "An")
GOVERNING = ("of", "for", "to")  # between an office and its field
Part = tuple[list[Token], bool]


def bare(token: Token) -> str:
    """Give a word without its stop, and with its hyphen closed up."""
    return token.word.rstrip(".").replace(" - ", "-")


def joined(tokens: list[Token]) -> str:
    """Give words with a space between."""
    return " ".join(token.word for token in tokens)


@cache
def never() -> frozenset[str]:
    """List capitalised words that are no names and part names from each other."""
    return calendar() | {*ARTICLES, "I"}


def _apart(run: list[Token]) -> list[Token]:
    """Cut words at a hyphen between two places or two peoples."""
    found: list[Token] = []
    for token in run:
        left, mark, right = token.word.partition("-")
        if mark and left in places() and right in places():
            middle = token.start + len(left)
            found.append(Token(token.start, middle, left, False))
            found.append(Token(middle, middle + 1, "-", True))
            found.append(Token(middle + 1, token.end, right, False))
        else:
            found.append(token)
    return found


def groups(run: list[Token], small: set[str]) -> list[Part]:
    """Cut a run at days, and at small words that join no name; tell which part an office governs.

    An apostrophe behind a plural stands inside a name only if the main word of a body follows.
    """
    found: list[Part] = [([], False)]
    run = _apart(run)
    for i, token in enumerate(run):
        now = found[-1][0]
        if token.is_joint:
            if now and i + 1 < len(run) and not _joins(now, token.word, run[i + 1 :], small):
                is_governed = token.word.split()[0] in GOVERNING
                found.append(([], is_governed and bare(now[-1]) in titles()))
            elif now:
                now.append(token)
        elif token.word in never() and token.word not in ARTICLES:
            found.append(([], False))
        elif now and now[-1].word[-1] in "'’" and run[-1].word not in heads():
            found.append(([token], False))
        else:
            now.append(token)
    for group, _ in found:
        while group and group[-1].is_joint:
            group.pop()
    return [(group, is_office) for group, is_office in found if group]


def _joins(left: list[Token], joint: str, right: list[Token], small: set[str]) -> bool:
    """Say whether a small word stands inside a name."""
    head, first = left[-1].word, joint.split(maxsplit=1)[0]
    is_phrase = left[0].word in takers() and len(left) > 1 and left[1].is_joint
    if first in ("of", "for"):
        is_holder = bare(right[0]) in titles() and right[-1].word not in heads()
        takes = head in takers() or (is_phrase and head not in places())
        return takes and not (is_holder and len(right) > 1)
    if first == "and":
        return _pairs(left, right, small)
    if first in ("in", "to"):
        is_sent = is_phrase or (len(left) > 1 and head in words("organisations", "sent"))
        return is_sent and joined(right) in places()
    if first in ("on", "against", "at", "-"):
        return first != "-" and head in takers() and (first == "on" or len(left) > 1)
    return True


def _pairs(left: list[Token], right: list[Token], small: set[str]) -> bool:
    """Say whether two parts with `and` between them are one name."""
    stop = next((i for i, t in enumerate(right) if t.is_joint), len(right))
    end = right[stop - 1].word
    if left[0].word in takers() and any(t.is_joint for t in left):
        return end not in bodies() and end not in places() and joined(right[:stop]) not in places()
    last = left[-1].word
    is_field = last in vague() or last.lower() in small
    is_field = is_field or last.lower().endswith(endings("name_words"))
    known = last in places() or right[0].word in places()
    return end in heads() and last not in heads() and len(left) < 3 and is_field and not known
