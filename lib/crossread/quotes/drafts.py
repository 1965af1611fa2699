"""Hold a statement while its sentence is being read."""

from typing import NamedTuple

from .clauses import Tokens


class Draft(NamedTuple):
    """A statement of one sentence, in tokens; without fragments where it only announces one."""

    fragments: list[Tokens]
    speaker: Tokens | None
    cue: Tokens
    kind: str
    rule: str
