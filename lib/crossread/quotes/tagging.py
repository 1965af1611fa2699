"""Tag the attributed statements of one article's text."""

import re

from .. import text as texts
from . import dialogue, reports, weighing
from .drafts import Draft
from .statements import Found, Statement, arrange
from .units import Unit, cut
from .vocabulary import BIT, MARK, NAME

MARKS = '"“”«'
CLOSING = "\"”»’'"
EDGES = ("(", "[", ")", "]", "%")  # marks that stay at the edge of a span
INWARD = ("think", "intend", "seem", "show", "permit", "agree", "decide")
LENGTH = 60  # characters from which a quotation is read for statements within


def tag(text: str) -> list[Statement]:
    """Find every attributed statement of a text, in reading order.

    Where a quotation stands without a cue the speaker is who was last given a voice, and the cue
    None. Nothing is resolved: a speaker may be "he". What is missed: statements by words that are
    not listed, behind the 400th token of a sentence, or that only meaning tells from deeds.
    """
    reading = Reading(text)
    paragraphs = texts.paragraphs(text)
    turns = dialogue.turns(text, paragraphs)
    for start, end in paragraphs:
        if start in turns:
            reading.turn(turns[start])
        else:
            reading.paragraph(start, end)
    return arrange(text, weighing.keep(text, [one for one in reading.found if one.fragments]))


class Reading:
    """What has been found in a text so far, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Found] = []
        self.running: int | None = None  # the place of the quotation that may go on
        self.is_open = False  # the last paragraph ended within it
        self.is_announced = False  # it ended with "N said:"
        self.begin = 0  # of the paragraph

    def turn(self, told: Found) -> None:
        """Keep a paragraph of a transcript; paragraphs in marks go on with it."""
        self.found.append(told)
        self.running, self.is_open = len(self.found) - 1, True

    def paragraph(self, start: int, end: int) -> None:
        """Read one paragraph."""
        quotes = texts.quotations(self.text, start, end)
        opens = bool(quotes) and quotes[0][0] == start
        if not (opens and (self.is_open or self.is_announced)):
            self.running = None
        held, first, self.begin = self.running, len(self.found), start
        for unit, drafts in _units(self.text, start, end, quotes):
            self._unit(unit, drafts)
        a, b = quotes[-1] if quotes else (0, 0)
        self.is_open = b == end and (b - a < 2 or self.text[b - 1] not in CLOSING)
        self.is_announced = self.is_announced and opens and self.running == held
        for n in range(first, len(self.found)):
            if not self.found[n].fragments:
                self.running, self.is_announced = n, True

    def _unit(self, unit: Unit, drafts: list[Draft]) -> None:
        """Keep the statements of a sentence, and its quotations that none of them covers."""
        told = [_characters(unit, draft) for draft in drafts]
        told = [one for one in told if one.fragments or one.rule == "announced"]
        inner = [one for i in unit.quoted for one in _inner(unit, i)]
        spans = _uncovered(unit, told)
        only = unit.is_quotation()
        if spans and only and self.running is not None:
            one = self.found[self.running]
            self.found[self.running] = one._replace(fragments=one.fragments + spans)
            self.found += inner
            return
        for one in told:
            if self._runs(one):
                self.running = len(self.found)
            self.found.append(one)
        before = len(self.found) - len(told)
        self.found += inner
        for span in spans:
            if _is_said(self.text[slice(*span)]):
                rule = "continued" if only else "within"
                self.found.append(Found((span,), self._speaker(before), None, None, rule))
                self.running = len(self.found) - 1 if only else self.running

    def _runs(self, one: Found) -> bool:
        """Tell whether a statement quotes, so that quotations behind it may go on with it."""
        is_closed = one.rule.startswith("content before")
        parts = ((a, b if is_closed else a + 1) for a, b in one.fragments)
        quoted = any(mark in self.text[a:b] for a, b in parts for mark in MARKS)
        return quoted and one.rule != "colon"

    def _speaker(self, before: int) -> texts.Span | None:
        """Find who was last given a voice: in this paragraph by any verb, else by one of saying."""
        for n in range(before - 1, max(-1, before - 50), -1):
            one = self.found[n]
            if one.cue and one.speaker and not one.rule.endswith("quoted"):
                says = one.kind == "say" and one.rule != "verb np"
                if says or one.cue[0] >= self.begin:
                    return one.speaker
        return None


def _units(
    text: str, start: int, end: int, quotes: list[texts.Span]
) -> list[tuple[Unit, list[Draft]]]:
    """Read the sentences; one that is a quotation joins the next where that tells whose it is."""
    read: list[tuple[Unit, list[Draft]]] = []
    for unit in cut(text, start, end, quotes):
        last = read[-1][0] if read and not read[-1][1] else None
        if last and last.is_quotation():
            held = [quote for quote in quotes if last.begin <= quote[0] < unit.finish]
            both = Unit(text, last.begin, unit.finish, held)
            drafts = reports.find(both)
            if any(_closes(draft, len(last)) for draft in drafts):
                read[-1] = (both, drafts)
                continue
        read.append((unit, reports.find(unit)))
    return read


def _closes(draft: Draft, size: int) -> bool:
    """Tell whether a statement is the quotation before it: '"S!" N shouted', '"S" - N'."""
    if not draft.rule.startswith(("dash", "content before")) or not draft.fragments:
        return False
    first, last = draft.fragments[0]
    return first < size <= draft.cue[0] and last <= size


def _inner(unit: Unit, i: int) -> list[Found]:
    """Find what a quotation itself attributes to others by name or office."""
    a, b = unit.starts[i], unit.ends[i]
    found: list[Found] = []
    if b - a < LENGTH:
        return found
    for one in cut(unit.text, a + 1, b - 1, texts.quotations(unit.text, a + 1, b - 1)):
        for draft in reports.find(one):
            bit = one.bits[draft.speaker[0]] if draft.speaker else 0
            named = bit & (NAME | BIT["det"]) and not bit & (BIT["subject"] | BIT["pronoun"])
            if named and draft.kind not in INWARD and draft.rule.startswith("verb "):
                found.append(_characters(one, draft)._replace(rule=f"{draft.rule}, quoted"))
    return found


def _uncovered(unit: Unit, told: list[Found]) -> tuple[texts.Span, ...]:
    """List the quotations of a sentence that lie in no statement."""
    spans = [(unit.starts[i], unit.ends[i]) for i in unit.quoted]
    parts = [span for one in told for span in one.fragments]
    return tuple(q for q in spans if not any(a <= q[0] < b for a, b in parts))


def _is_said(quotation: str) -> bool:
    """Tell whether a quotation is somebody's words rather than a title or a phrase."""
    words = re.findall(r"[^\W\d_]+", quotation)
    return len(words) > 4 and sum(word[0].islower() for word in words) * 2 > len(words)


def _characters(unit: Unit, draft: Draft) -> Found:
    """Turn a statement of tokens into one of characters."""
    parts = (_span(unit, *part) for part in draft.fragments if part[0] < part[1])
    speaker = _span(unit, *draft.speaker) if draft.speaker else None
    return Found(tuple(parts), speaker, _span(unit, *draft.cue), draft.kind, draft.rule)


def _span(unit: Unit, first: int, last: int) -> texts.Span:
    """Give the characters of some tokens, without punctuation at the edges."""
    kept = [i for i in range(first, last) if not unit.bits[i] & MARK or unit.low[i] in EDGES] or [
        first,
        last - 1,
    ]
    return unit.starts[kept[0]], unit.ends[kept[-1]]
