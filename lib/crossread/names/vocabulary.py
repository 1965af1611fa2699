"""Know the words that the finder of names goes by."""

from functools import cache

from .. import countries as world
from .. import lexicon


@cache
def words(table: str, *kinds: str) -> frozenset[str]:
    """List the forms of some kinds in a table of words."""
    return frozenset(row["form"] for row in lexicon.rows(table) if row["kind"] in kinds)


@cache
def openers() -> frozenset[str]:
    """List words that open sentences and are no names there."""
    return words("name_words", "opener") | frozenset(lexicon.forms("abbreviations", kind="starter"))


@cache
def titles() -> frozenset[str]:
    """List courtesies and offices."""
    return words("titles", "courtesy", "office")


@cache
def vague() -> frozenset[str]:
    """List words that name a field or a rank, and nobody."""
    return words("titles", "topic", "modifier")


@cache
def bodies() -> frozenset[str]:
    """List the main words of names of bodies."""
    return words("organisations", "organisation", "force", "media")


@cache
def takers() -> frozenset[str]:
    """List main words that another name may follow after a small word."""
    return words("organisations", "takes")


@cache
def heads() -> frozenset[str]:
    """List the main words of names of bodies and places."""
    return bodies() | words("places", "place")


@cache
def may_open() -> frozenset[str]:
    """List words that a sentence may open with and that belong to the name behind them."""
    return titles() | peoples() | places()


@cache
def parts_of_bodies() -> frozenset[str]:
    """List words with which the name of a body or of a place may begin."""
    return heads() | vague()


@cache
def endings(table: str) -> tuple[str, ...]:
    """List the endings that a table tells."""
    return lexicon.forms(table, kind="ending")


@cache
def countries() -> frozenset[str]:
    """List the countries by every form of their names."""
    return frozenset(form for country in world.listed() for form in country.forms)


@cache
def cities() -> frozenset[str]:
    """List the capitals of countries."""
    return frozenset(form for country in world.listed() for form in country.capitals)


@cache
def places() -> frozenset[str]:
    """List the places known without reading the text."""
    return countries() | cities() | words("places", "region")


@cache
def lands() -> frozenset[str]:
    """List countries and parts of the world."""
    return countries() | words("places", "region")


@cache
def peoples() -> frozenset[str]:
    """List adjectives and plurals of peoples."""
    found = {form for country in world.listed() for form in country.demonyms}
    found |= words("name_words", "people")
    found |= {one + "s" for one in found if one.endswith(("n", "i"))}
    sides = words("places", "direction")
    found |= {f"{side} {one}" for side in sides for one in found if " " not in one}
    return frozenset(found - places())


@cache
def calendar() -> frozenset[str]:
    """List months and weekdays by their full names."""
    months = (r["form"] for r in lexicon.rows("months") if r["kind"] == "full")
    days = (r["form"] for r in lexicon.rows("weekdays") if r["form"].endswith("day"))
    return frozenset([*months, *days])


@cache
def short_months() -> frozenset[str]:
    """List the short forms of months; some are names as well."""
    return frozenset(lexicon.forms("months", kind="short"))
