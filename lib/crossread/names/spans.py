"""The spans that names are made of: those named, and the phrases that refer to them."""

from dataclasses import dataclass, field


@dataclass
class Named:
    """A name in the text: whom it may name, and what stands beside it."""

    start: int
    end: int
    first: int
    last: int  # words, excluded
    type: str
    actors: tuple[str, ...]  # none: nobody listed
    kind: str  # full, surname, ... as in aliases; 'found' where nobody listed it
    rule: str
    is_adjective: bool = False  # of a state
    is_part: bool = False  # of a title
    role: str | None = None
    offices: list[tuple[str, str | None]] = field(default_factory=list)  # title, state or body


@dataclass
class Phrase:
    """Words that refer to actors without naming them."""

    start: int
    end: int
    kind: str  # title, titles, pair, body, side, pronoun
    word: str  # the title or the noun
    of: tuple[Named, ...] = ()
    is_certain: bool = True  # not 'a former', 'another', 'his'
    is_bare: bool = False  # neither 'the' nor a state
    names: list[Named] = field(default_factory=list)  # those that the title stands beside
