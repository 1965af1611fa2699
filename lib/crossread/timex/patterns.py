"""Compile the rules for time expressions."""

import re
from functools import cache

from . import grammar, words


def _expand(template: str) -> str:
    """Write out {kind}s, <word>s and parts."""

    def kind(found: re.Match[str]) -> str:
        name = found[1]
        return _expand(grammar.PARTS[name]) if name in grammar.PARTS else words.kinds()[name]

    both = re.sub(r"<an\?>", "(?:<a>|<an>)", template)
    spelt = re.sub(r"(?<!P)<([a-z]+)>", lambda found: words.spell(found[1]), both)
    return re.sub(r"\{([a-z_]+)\}", kind, spelt)


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Compile each rule, its parts named."""
    return {name: re.compile(_expand(r), re.VERBOSE) for name, r in grammar.RULES.items()}


@cache
def another() -> re.Pattern[str]:
    """Compile what goes on behind a date."""
    return re.compile(_expand(grammar.ANOTHER), re.VERBOSE)


@cache
def anywhere() -> re.Pattern[str]:
    """Compile all rules into one pattern whose last group names the rule that matched.

    Its parts have no names: without groups to fill, searching takes two thirds of the time.
    """
    each = (re.sub(r"\?P<\w+>", "?:", _expand(rule)) for rule in grammar.RULES.values())
    rules = "|".join(f"(?P<{name}>{one})" for name, one in zip(grammar.RULES, each, strict=True))
    near = rf"(?=[^_\n]{{0,{grammar.FARTHEST}}}[{_core()}])"
    return re.compile(rf"{near}(?:{rules})", re.VERBOSE)


def _core() -> str:
    """List the signs of which an expression holds one."""
    forms = (form for kind in grammar.CORE for form in words.values(kind))
    found = {words.longest(form) for form in forms} | set(map(words.spell, grammar.CORE_WORDS))
    return grammar.CORE_SIGNS + "".join(sorted(found))
