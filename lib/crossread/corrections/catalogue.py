"""Say what of each table people can correct."""

from typing import NamedTuple

EVERY = ("accept", "reject", "change", "add")


class Correctable(NamedTuple):
    """What can be corrected of a table.

    `main` is the column that a row is accepted for and added with. `columns` may change; 'span'
    stands for start, end and text, 'cue' for the words of saying with their place. `tells` are
    the columns whose first value tells apart rows of one place, as 'both sides' has two.
    """

    main: str
    columns: tuple[str, ...]
    actions: tuple[str, ...] = EVERY
    tells: tuple[str, ...] = ()


TABLES = {
    "timexes": Correctable("value", ("value", "type", "mod", "span")),
    "events": Correctable("edtf", ("edtf",), ("accept", "change")),
    "mentions": Correctable(
        "actor_id", ("actor_id", "voice", "form", "span"), tells=("actor_id", "name")
    ),
    "actors": Correctable("actor_id", (), ("merge", "split")),
    "statements": Correctable(
        "speaker_id",
        ("speaker_id", "speaker", "cue", "cue_class", "via", "kind", "spoken", "span"),
        tells=("speaker_id", "speaker"),
    ),
    "passages": Correctable("text", (), ("accept", "reject")),
    "claim_mentions": Correctable(
        "stance", ("stance",), ("accept", "reject", "change", "merge", "split")
    ),
}
WITH = {"timexes": ("events",), "mentions": ("actors",)}  # corrected where the other is shown
UNITS = {
    "timexes": "date", "events": "event", "mentions": "mention", "actors": "actor",
    "statements": "statement", "passages": "recycled passage",
    "claim_mentions": "claim",
}  # fmt: skip
ASKED = {  # what a panel calls a column, and how a value is written
    "value": {"caption": "date", "hint": "2020-10-19, 2020-10, 2020-W43, 2020-SU, 1992/1994, P3M"},
    "edtf": {"caption": "date of its event", "hint": "2020-10-19, 2020-10, 2020-10-19/2020-10-20"},
    "type": {"caption": "kind"},
    "mod": {"caption": "shade", "hint": "APPROX, START, MID, END"},
    "span": {"caption": "its first and last character", "hint": "120-134"},
    "cue": {"caption": "words of saying, by their characters", "hint": "120-134"},
    "actor_id": {"caption": "actor", "hint": "an actor's key; blank for nobody known"},
    "speaker_id": {"caption": "speaker", "hint": "an actor's key"},
    "speaker": {"caption": "speaker who is not listed", "hint": "a name"},
    "via": {"caption": "handed on by", "hint": "from the speaker outward, bars between"},
}


def fault(table: str, action: str, column: str) -> str:
    """Say why nothing of the kind can be decided; '' where it can."""
    if action == "undo":
        return ""
    if table not in TABLES:
        return f"no table {table!r} can be corrected; use {', '.join(TABLES)}"
    own = TABLES[table]
    if action not in own.actions:
        return f"{action!r} can't be done to {table}; use {', '.join(own.actions)} or undo"
    if action in ("accept", "change") and column not in (*own.columns, own.main):
        return f"{table} has no column {column!r} to correct; use {', '.join(own.columns)}"
    return ""
