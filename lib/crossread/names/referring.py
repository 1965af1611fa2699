"""Find the phrases that refer to actors by office, by kind or by pronoun."""

import re
from bisect import bisect_left

from .beside import Beside
from .folding import Words
from .lists import qualifiers, refers, words_of
from .spans import Named, Phrase

NEXT_STATE = re.compile(r"(?:,? and |, | & )(?:the )?")


class Finder:
    """Reads the phrases of one text around the names that were found in it."""

    def __init__(self, words: Words, named: list[Named]) -> None:
        self.w, self.named = words, named
        self.ending = {n.last: n for n in named}
        self.starting = {n.first: n for n in named}
        self.beside = Beside(words, named)

    def find(self) -> list[Phrase]:
        """List the phrases in reading order."""
        known, found, done = refers(), [], 0
        for i in [i for i, word in enumerate(self.w.words) if word in known]:
            phrase = self._read(i, known[self.w.words[i]]) if self.w.starts[i] >= done else None
            if phrase:
                found.append(phrase)
                done = max(done, phrase.end)
        return found

    def _read(self, i: int, kinds: dict[str, str]) -> Phrase | None:
        """Read the phrase that a word may close or open; a word may be of several kinds."""
        if "pronoun" in kinds:
            return Phrase(self.w.starts[i], self.w.end(i), "pronoun", self.w.words[i])
        found = (self._pair(i) or self._sides(i)) if "pair" in kinds else None
        if found or self._is_named(i):
            return found
        if "side" in kinds:
            return self._side(i)
        if not {"title", "titles"}.isdisjoint(kinds) and not self._is_followed(i):
            return self._title(i, "title" if "title" in kinds else "titles", kinds)
        return self._body(i) if "body" in kinds else None

    def _is_named(self, i: int) -> bool:
        """Tell whether a word is part of a name."""
        at = bisect_left(self.named, i + 1, key=lambda n: n.first) - 1
        return at >= 0 and i < self.named[at].last

    def _pair(self, i: int) -> Phrase | None:
        """Read 'both sides', 'the two leaders'."""
        if not i or self.w.words[i - 1] not in words_of("two") or self.w.gaps[i - 1] != " ":
            return None
        first = self._with_article(i - 1)
        return Phrase(self.w.starts[first], self.w.end(i), "pair", self.w.words[i])

    def _side(self, i: int) -> Phrase | None:
        """Read 'the ... side', of the state whose adjective stands before it."""
        state = self.ending.get(i)
        if not state or not state.is_adjective or self.w.gaps[i - 1] != " ":
            return None
        first = self._with_article(state.first)
        return Phrase(self.w.starts[first], self.w.end(i), "side", self.w.words[i], (state,))

    def _sides(self, i: int) -> Phrase | None:
        """Read 'the ... and ... sides', of the states whose adjectives stand before it."""
        states = tuple(self._states_before(i, "titles"))
        if len(states) < 2 or refers()[self.w.words[i]]["pair"] != "state":
            return None
        first = self._with_article(states[0].first)
        return Phrase(self.w.starts[first], self.w.end(i), "sides", self.w.words[i], states)

    def _body(self, i: int) -> Phrase | None:
        """Read 'the ministry', in small letters and with nothing between."""
        if not i or self.w.words[i - 1] != "the" or self.w.gaps[i - 1] != " ":
            return None
        if not self.w.written(i)[0].islower() or self._goes_on(i):
            return None
        return Phrase(self.w.starts[i - 1], self.w.end(i), "body", self.w.words[i])

    def _goes_on(self, i: int) -> bool:
        """Tell whether 'of' follows, so that another is meant, or a hyphen."""
        after = self.w.words[i + 1] if i + 1 < len(self.w.words) else ""
        return self.w.gaps[i] == "-" or (self.w.gaps[i] == " " and after in ("of", "for"))

    def _with_article(self, i: int) -> int:
        return i - 1 if i and self.w.words[i - 1] == "the" and self.w.gaps[i - 1] == " " else i

    def _title(self, i: int, kind: str, kinds: dict[str, str]) -> Phrase | None:
        """Read a title with what qualifies it, its states or body, and the name that bears it."""
        first, last = self._leftmost(i), self._rightmost(i)
        word = " ".join([*self.w.words[first:i], kinds[kind] or self.w.words[i]])
        word = " ".join([word, *self.w.words[i + 1 : last]])
        left = self._states_before(first, kind)
        right, end = ([], last) if left else self._states_after(last, kind)
        begin = self._with_article(left[0].first if left else first)
        before = self.w.words[begin - 1] if begin and self.w.gaps[begin - 1] in (" ", "-") else ""
        inner = self.w.words[first - 1] if first and left else ""
        states = tuple(left or right)
        phrase = Phrase(self.w.starts[begin], self.w.end(end - 1), kind, word, states)
        lead = before if self.w.words[begin] != "the" else ""
        if begin and lead == "then" and self.w.gaps[begin - 1] == " ":
            lead = self.w.written(begin - 1)  # 'Then' opens a sentence, 'then' is 'at that time'
        phrase.is_certain = not {lead, inner} & words_of("past")
        is_definite = self.w.words[begin] == "the" or (
            kind == "titles" and before in words_of("two")
        )
        after = self.w.words[end] if end < len(self.w.words) else ""
        is_joined = self.w.gaps[end - 1] in (" ", "-") and after in words_of("behind")
        phrase.is_certain &= not is_joined
        phrase.is_bare = not states and (not is_definite or self._goes_on(end - 1))
        if kind == "titles" and before in words_of("two"):
            phrase.start = self.w.starts[self._with_article(begin - 1)]
        self.beside.attach(phrase, begin, end)
        return phrase

    def _leftmost(self, i: int) -> int:
        """Go left over what qualifies a title."""
        first = i
        while first and self.w.gaps[first - 1] in (" ", "-", "\xa0"):
            word = self.w.words[first - 1]
            joins = word == "and" and 1 < first < i and self.w.words[first - 2] in qualifiers()
            qualifies = word in qualifiers() or "title" in refers().get(word, ())
            if not (qualifies or joins) or self.ending.get(first):
                break
            first -= 1
        return first

    def _is_followed(self, i: int) -> bool:
        """Tell whether a later word closes the title, as in 'deputy secretary general'."""
        words, gaps = self.w.words, self.w.gaps
        while i + 1 < len(words) and gaps[i] in (" ", "-"):
            i += 1
            if {"title", "titles"} & refers().get(words[i], {}).keys():
                return True
            if words[i] not in qualifiers():
                return False
        return False

    def _rightmost(self, i: int) -> int:
        """Go right over 'of foreign affairs', 'of state', and give the word behind."""
        last, words, gaps = i + 1, self.w.words, self.w.gaps
        if last + 1 < len(words) and gaps[i] == " " and words[last] in ("of", "for"):
            j = last + 1
            j += words[j] == "the"
            begun = j
            while j < len(words) and words[j] in qualifiers() and not self.starting.get(j):
                j += 1
                if gaps[j - 1] != " " or (j < len(words) and words[j] != "and"):
                    if gaps[j - 1] != " ":
                        break
                elif j + 1 < len(words) and words[j + 1] in qualifiers():
                    j += 1
            if j > begun:
                last = j
        return last

    def _states_before(self, first: int, kind: str) -> list[Named]:
        """List the states and bodies right before a title: by adjective, possessive or bare."""
        found: list[Named] = []
        at = first
        if at > 1 and self.w.words[at - 1] == "s" and self.w.gaps[at - 2] == "'":
            at -= 1
        while at and self.w.gaps[at - 1] in (" ", "'", "' ", ", "):
            one = self.ending.get(at)
            if not one or one.type not in ("state", "organisation") or self._is_where(one, at):
                break
            is_joined = one.is_adjective or self.w.written(one.first).isupper()
            if found and not (is_joined and kind == "titles"):
                break
            if not found and self.w.gaps[at - 1] == ", ":
                break
            found.insert(0, one)
            at = one.first
            if at and self.w.words[at - 1] == "and":
                at -= 1
        return found

    def _is_where(self, state: Named, at: int) -> bool:
        """Tell whether a state's name says where, as in 'in A premier B spoke'."""
        before = self.w.words[state.first - 1] if state.first else ""
        is_bare = not state.is_adjective and self.w.gaps[at - 1] == " "
        return is_bare and before in words_of("where")

    def _states_after(self, last: int, kind: str) -> tuple[list[Named], int]:
        """List the states and bodies of which 'of' makes a title, and the word behind them."""
        found: list[Named] = []
        words, at = self.w.words, last + 1
        if last >= len(words) or words[last] not in ("of", "for") or self.w.gaps[last - 1] != " ":
            return found, last
        at += at < len(words) and words[at] == "the"
        while (one := self.starting.get(at)) and not one.is_adjective:
            if one.type not in ("state", "organisation") or not one.actors:
                break
            found.append(one)
            behind = NEXT_STATE.match(self.w.folded, one.end)
            if kind != "titles" or not behind:
                break
            at = bisect_left(self.w.starts, behind.end())
        return found, (found[-1].last if found else last)
