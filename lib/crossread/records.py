"""Say what one row of people's decisions is: an actor, an alias, a role, a collective."""

from typing import NamedTuple


class Actor(NamedTuple):
    """Somebody or something that acts or is spoken of; a row of actors.csv, or a country."""

    actor_id: str
    name: str
    type: str
    country: str = ""
    side: str = ""
    qid: str = ""
    note: str = ""
    source: str = ""


class Alias(NamedTuple):
    """A way of writing an actor's name; `needs_context` holds patterns with * for the form.

    A metonym is a capital's name for its government; the same form is also the place's own.
    """

    actor_id: str
    form: str
    kind: str
    case: str = "exact"
    needs_context: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""


class Role(NamedTuple):
    """A person in an office from a day to a day (EDTF); an open end is known to `known_to`."""

    person_id: str
    office: str
    titles: tuple[str, ...]
    of: str
    first: str
    last: str
    precision: str
    source: str
    known_to: str


class Holder(NamedTuple):
    """Who holds an office, and the widest days of that; of an open term the last known day."""

    person_id: str
    first: str
    last: str
    is_open: bool


class Collective(NamedTuple):
    """A way of naming several actors at once."""

    form: str
    members: tuple[str, ...]
    note: str = ""
