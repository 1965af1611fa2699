"""Name the actors of one article's text: found, resolved, or missing with a reason."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from .. import authority, stamps
from . import people, resolution
from .finder import Candidate
from .finder import find as find_candidates
from .folding import Words
from .groups import find as find_groups
from .matching import Days
from .matching import find as find_listed
from .memory import Article, Seen, Who
from .naming import join
from .referring import Finder
from .spans import Named, Phrase

EVER: Days = ("0000-01-01", "9999-12-31")
LABELS = {"PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place",
          "LOC": "place", "FAC": "place"}  # fmt: skip


class Name(NamedTuple):
    """One mention of an actor; offsets into the text, the rest as in the table `mentions`."""

    start: int
    end: int
    text: str
    form: str
    name: str | None
    type: str
    actor_id: str | None
    role: str | None
    rule: str


def tag(
    text: str,
    anchor: str | None = None,
    handmade: str | Path = authority.HANDMADE,
    pipeline: Callable[[str], Any] | None = None,
) -> list[Name]:
    """Find the actors that a text names or means, in reading order.

    Parameters
    ----------
    anchor
        When the article was published, EDTF, which may be an interval such as '2020-11-10/..';
        offices are those of its days. None: of any day, so that most have several holders.
    pipeline
        A spaCy pipeline, whose names join those that the rules find; it decides nothing else.

    Returns
    -------
    names : list of Name
        `form` is name, role, pronoun or group; a phrase that means several actors has one row
        for each. A name may stand inside a role: 'the president of ...'. `actor_id` is missing
        where nobody is listed or several could be meant; `rule` says which.
    """
    handmade, words = Path(handmade), Words(text)
    days = interval(anchor)
    candidates = [*find_candidates(text), *_more(text, pipeline)]
    named = join(words, find_listed(words, handmade, days), candidates, handmade)
    phrases = Finder(words, named).find()
    a = Article(words, handmade, days)
    people.attach(phrases, a)
    found = _resolve(named, [p for p in phrases if not p.names], a)
    found += find_groups(words, handmade, a)
    told = (_told(text, *one) for one in found)
    return sorted(told, key=lambda n: (n.start, -n.end))


Row = tuple[int, int, str, Who, str | None]


def interval(anchor: str | None) -> Days:
    """Give the first and the last day that an EDTF date or interval may mean."""
    if not anchor:
        return EVER
    first, is_interval, last = anchor.partition("/")
    begin, end = _bounds(first), _bounds(last if is_interval else first)
    return begin[0] or EVER[0], end[1] or EVER[1]


def _bounds(edtf: str) -> tuple[str | None, str | None]:
    """Bound an EDTF date by days, as printed; '..' and what is no date have no bounds."""
    printed = edtf.partition("T")[0] if not edtf.startswith("[") else edtf
    try:
        first, last = stamps.interval(printed.rstrip("?~%"))
    except ValueError:
        return None, None
    return first and first.date().isoformat(), last and last.date().isoformat()


def _more(text: str, pipeline: Callable[[str], Any] | None) -> Iterable[Candidate]:
    """List what a pipeline finds, as candidates."""
    found = pipeline(text).ents if pipeline else ()
    for one in found:
        if one.label_ in LABELS:
            yield Candidate(one.start_char, one.end_char, one.text, LABELS[one.label_], "pipeline")


def _resolve(named: list[Named], phrases: list[Phrase], a: Article) -> list[Row]:
    """Resolve names and phrases in reading order, so that each may rest on those before it."""
    known = people.fulls(named, a)
    rows: list[Row] = []
    items: list[Named | Phrase] = [
        *(n for n in named if not (n.is_adjective or n.is_part)),
        *phrases,
    ]
    late = [n for n in named if people.is_speakers(n, a)]
    ordered = sorted(items, key=lambda item: (item.start, -item.end))
    for one in [*(item for item in ordered if item not in late), *late]:
        if isinstance(one, Named):
            who = people.whom(one, a, known)
            people.remember(one, who, a)
            rows.append((one.start, one.end, "name", who, one.role))
            continue
        for who in resolution.read(one, a):
            if who.actor_id or who.name in a.people_named:
                a.see(Seen(one.start, who))
            rows.append((one.start, one.end, FORMS[one.kind], who, _role(one)))
    return rows


FORMS = {
    "title": "role", "titles": "group", "pair": "group", "side": "role", "body": "role",
    "pronoun": "pronoun", "sides": "group",
}  # fmt: skip


def _role(p: Phrase) -> str | None:
    return p.word if p.kind in ("title", "titles") else None


def _told(text: str, start: int, end: int, form: str, who: Who, role: str | None) -> Name:
    return Name(start, end, text[start:end], form, who.name, who.type, who.actor_id, role, who.rule)
