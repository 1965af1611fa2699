"""Say whom the phrases of an article mean, each with the rule that told, or why nobody knows."""

from .lists import pairs, says
from .memory import Article
from .offices import Found, both, missing, title, titles
from .spans import Phrase


def read(p: Phrase, a: Article) -> Found:
    """Resolve a phrase: no row where it refers to nobody, several where it means several."""
    return READERS[p.kind](p, a)


def pair(p: Phrase, a: Article) -> Found:
    """Resolve 'both sides' and 'the two leaders' to the two that were named before."""
    if pairs()[p.word] == "person":
        return both(p, a, lambda who: True, "the two people named before")
    here = a.paragraph(p.start)
    for nearest in (here, here - 1):
        for types in (("state", "force"), ("state", "force", "person")):
            states = a.states_named(p.start, nearest, types)
            if len(states) == 2:
                return [a.who(key, "the two states named before") for key in states]
            if len(states) > 2:
                return missing("more than two states named before", type_="group")
    return missing("no two states named before", type_="group")


def side(p: Phrase, a: Article) -> Found:
    """Resolve 'the ... side' to its state, 'the ... and ... sides' to each."""
    keys = [state.actors[0] for state in p.of if len(state.actors) == 1]
    if len(keys) < len(p.of):
        return missing("state unclear", type_="state")
    return [a.who(key, "side of a state") for key in keys]


def body(p: Phrase, a: Article) -> Found:
    """Resolve 'the ministry' to the only body so called that was named before."""
    found = a.bodies_named.get(p.word, {})
    if len(found) == 1:
        return [next(iter(found.values()))._replace(rule=f"the only {p.word} named so far")]
    return missing("several so called", type_="organisation") if found else []


def pronoun(p: Phrase, a: Article) -> Found:
    """Resolve 'he' and 'she' to the one person named shortly before, 'it' to who said something.

    Inside quotation marks the article's context does not hold, and nobody is named.
    """
    if a.is_quoted(p.start):
        return [] if p.word == "it" else missing("inside a quotation")
    if p.word == "it":
        return _it(p, a)
    here = a.paragraph(p.start)
    for nearest, where in ((here, "in the paragraph"), (here - 1, "in the paragraph before")):
        found = a.people_in(nearest, outside=True)
        fitting = [who for who in found if a.genders.get(who.key or "", p.word) == p.word]
        if len(fitting) == 1:
            a.genders[fitting[0].key or ""] = p.word
            return [fitting[0]._replace(rule=f"the only person named {where}")]
        if found:
            return missing("several people named before" if fitting else "nobody fits")
    return missing("nobody named shortly before")


def _it(p: Phrase, a: Article) -> Found:
    """Resolve 'it said' to the body or state that spoke last."""
    i = a.words.at(p.end) + (a.text[p.end : p.end + 1] == " ")
    after = [w for w in a.words.words[i : i + 2] if w not in ("also", "has")]
    if not after or after[0] not in says() or not a.said:
        return []
    if a.paragraph(p.start) - a.paragraph(a.said[-1].start) > 1:
        return []
    return [a.said[-1].who._replace(rule="the body that spoke last")]


READERS = {
    "title": title, "titles": titles, "pair": pair, "side": side, "sides": side, "body": body,
    "pronoun": pronoun,
}  # fmt: skip
