"""Replay what people decided about claims: which passages make one, and how they are told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from . import settling
from .around import Around
from .log import Line, Place
from .standing import clashes, in_force, orphaned
from .undoing import BROKEN, CONFLICT, ORPHAN, Told

if TYPE_CHECKING:
    from ..corpus import Corpus

TABLE = "claim_mentions"
Span = tuple[str, int, int]  # article, start, end


class Passage(Protocol):
    """What stands in an article and makes a claim."""

    article_id: str
    start: int
    end: int


P = TypeVar("P", bound=Passage)


class Members(NamedTuple):
    """What people decided about the passages of claims, each decision with its place."""

    c: "Corpus"
    lines: list[tuple[Line, Span]]
    told: Told

    def keep(self, passages: Sequence[P]) -> Sequence[P]:
        """Leave out the passages that are no claim; decisions about none are told."""
        if not self.lines:
            return passages
        here = {_span(passage) for passage in passages}
        for line, span in self.lines:
            if span not in here:
                self.told.setdefault(line.number, (ORPHAN, "no passage of a claim at this place"))
        gone = {span for line, span in self._held("reject")}
        return [passage for passage in passages if _span(passage) not in gone]

    def stances(self) -> dict[Span, str]:
        """Give the stances that people gave, by place."""
        return {span: line.becomes for line, span in self._held("change", "accept")}

    def join(
        self, passages: Sequence[Passage], roots: Sequence[int], rules: Sequence[str]
    ) -> dict[str, list[Any]]:
        """Give anew the first passage of each one's claim (`root`) and what joined it (`rule`).

        What was split makes a claim of its own; then claims are merged, with all their passages.
        """
        at: dict[Span, list[int]] = {}
        for i, passage in enumerate(passages if self.lines else ()):
            at.setdefault(_span(passage), []).append(i)
        splits = self._held("split")
        merges = self._merges(at, roots, {span for _, span in splits})
        changed = {span for _, span in splits} | {span for _, span, _ in merges}
        groups: list[Any] = list(roots)
        for _, span in splits:
            for i in at[span]:
                groups[i] = span
        into: dict[Any, Any] = {}

        def end(key: Any) -> Any:
            return end(into[key]) if key in into else key

        for _, one, other in merges:
            a, b = end(groups[at[one][0]]), end(groups[at[other][0]])
            if a != b:
                into[max(a, b, key=str)] = min(a, b, key=str)
        firsts: dict[Any, int] = {}
        root = [firsts.setdefault(end(group), i) for i, group in enumerate(groups)]
        decided = {i for span in changed for i in at[span]}
        rule = [settling.CORRECTED if i in decided else own for i, own in enumerate(rules)]
        return {"root": root, "rule": rule}

    def _held(self, *actions: str) -> list[tuple[Line, Span]]:
        lines = [(line, span) for line, span in self.lines if line.action in actions]
        return [(line, span) for line, span in lines if line.number not in self.told]

    def _merges(
        self, at: dict[Span, list[int]], roots: Sequence[int], split: set[Span]
    ) -> list[tuple[Line, Span, Span]]:
        """List the pairs of places whose claims are one; what can't be joined is told."""
        found = []
        for line, span in self._held("merge"):
            other = referred(self.c, line.becomes)
            if isinstance(other, str) or other not in at:
                lost = other if isinstance(other, str) else "no passage of a claim is there"
                self.told[line.number] = (ORPHAN, f"{line.becomes[:90]}: {lost}")
            elif split & {span, other} and roots[at[span][0]] == roots[at[other][0]]:
                self.told[line.number] = (CONFLICT, "merged with a claim that it was split from")
            else:
                found.append((line, span, other))
        return found


def members(c: "Corpus") -> Members:
    """Read what people decided about the passages of claims."""
    held = in_force(c.standings, TABLE)
    told: Told = {}
    lines = []
    for line, _, _, article_id in held:
        if line.place is None or article_id is None:
            continue
        lines.append((line, (article_id, line.place.start, line.place.end)))
        if line.action in ("change", "accept"):
            try:
                settling.cells(Around(c, set()), TABLE, article_id, "stance", line.becomes)
            except ValueError as error:
                told[line.number] = (BROKEN, str(error))
    told |= clashes((span, line) for line, span in lines)
    c.outcomes[TABLE] = told
    return Members(c, lines, told)


def refer(place: Place) -> str:
    """Write a place as a decision names another one: SHA-256, offsets and words."""
    return f"{place.sha256}:{place.start}-{place.end}:{place.text}"


def referred(c: "Corpus", written: str) -> Span | str:
    """Find the place that a decision names, or say why it no longer holds."""
    sha256, _, rest = written.partition(":")
    span, _, text = rest.partition(":")
    first, _, last = span.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        return "not written as SHA-256:120-134:words"
    place = Place(sha256, int(first), int(last), text)
    lost = orphaned(place, c.texts)
    return lost or (c.texts[sha256][0], place.start, place.end)


def _span(passage: Passage) -> Span:
    return passage.article_id, passage.start, passage.end
