"""Find the name that a title stands beside."""

from bisect import bisect_left

from .folding import Words
from .lists import qualifiers, words_of
from .spans import Named, Phrase

AHEAD = 200  # characters; a title stands no further before the name that bears it
WITHIN = ("for", "of", "at", "to", "the", "and", "in", "s")


class Beside:
    """Reads whether a title leads up to a name, or follows one behind a comma."""

    def __init__(self, words: Words, named: list[Named]) -> None:
        self.w = words
        self.ending = {n.last: n for n in named}
        self.starting = {n.first: n for n in named}
        self.people = [n for n in named if n.type == "person"]
        self._people_at = [n.start for n in self.people]

    def attach(self, phrase: Phrase, begin: int, end: int) -> None:
        """Find the name that a title stands before, or behind a comma."""
        at = bisect_left(self._people_at, phrase.end)
        ahead = self.people[at] if at < len(self.people) else None
        if ahead and ahead.start - phrase.end < AHEAD and self._leads(phrase, end, ahead):
            phrase.names = [ahead]
            phrase.end = ahead.start
            return
        text, first = self.w.text, begin
        if begin and self.w.words[begin - 1] in ("a", "an"):
            first -= 1
        before = self.ending.get(first)
        if before and before.type == "person" and text[before.end : self.w.starts[first]] == ", ":
            closes = text[phrase.end : phrase.end + 1] in (",", ".", ";", ")", "")
            follows = text[phrase.end : phrase.end + 4] in (" for", " of ")
            if closes or follows:
                phrase.names, phrase.start = [before], self.w.starts[first]
                phrase.is_certain |= first < begin

    def _leads(self, phrase: Phrase, end: int, ahead: Named) -> bool:
        """Tell whether nothing but the rest of a title stands before a name."""
        between = self.w.text[phrase.end : ahead.start]
        if not between.strip():
            return "\n" not in between
        if between == ", ":
            return self.w.text[ahead.end : ahead.end + 1] in (",", ")", ".", "")
        words, own = self.w.words[end : ahead.first], words_of("title") | qualifiers()
        if between.startswith(", "):
            return len(words) < 4 and all(word in own for word in words)
        is_open = " for " in phrase.word or " of " in phrase.word
        opens = bool(words) and (is_open or words[0] in WITHIN[:4])
        return opens and self._is_chain(end, ahead)

    def _is_chain(self, end: int, ahead: Named) -> bool:
        """Tell whether a stretch is of capitalised words, listed names and what links them."""
        i = end
        while i < ahead.first:
            name = self.starting.get(i)
            step = name.last if name else i + 1
            if name and name.type == "person":
                return False
            is_capital = self.w.written(i)[0].isupper()
            if not (name or is_capital or self.w.words[i] in WITHIN):
                return False
            if step == ahead.first and not (name or is_capital):
                return False
            if not set(self.w.gaps[step - 1]) <= set(" \xa0()'-"):
                return False
            i = step
        self._absorb(end, ahead)
        return True

    def _absorb(self, end: int, ahead: Named) -> None:
        """Take the names that nobody listed and that are part of a title for no names."""
        for i in range(end, ahead.first):
            name = self.starting.get(i)
            if name and not name.actors:
                name.is_part = True
