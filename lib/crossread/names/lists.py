"""Know the words that refer to actors without naming them, from data/lexicon/references.csv."""

from functools import cache

from .. import lexicon


@cache
def refers() -> dict[str, dict[str, str]]:
    """Give for each word that may refer the kinds it is of, each with its value."""
    found: dict[str, dict[str, str]] = {}
    wanted = ("title", "titles", "pronoun", "pair", "body", "side")
    for row in lexicon.rows("references"):
        if row["kind"] in wanted:
            found.setdefault(row["form"], {})[row["kind"]] = row["value"]
    return found


@cache
def words_of(kind: str) -> frozenset[str]:
    """List the words of a kind, in small letters."""
    return frozenset(lexicon.forms("references", kind=kind))


@cache
def qualifiers() -> frozenset[str]:
    """List the words that make one title another, as in 'deputy foreign minister'."""
    kinds = ("topic", "modifier")
    found = {form.lower() for kind in kinds for form in lexicon.forms("titles", kind=kind)}
    return frozenset(found - words_of("past"))


@cache
def pairs() -> dict[str, str]:
    """Give for each word that speaks of two what the two are."""
    return {r["form"]: r["value"] for r in lexicon.rows("references") if r["kind"] == "pair"}


@cache
def covers(title: str) -> tuple[str, ...]:
    """List the titles that a broad word such as 'leader' covers; of others the word itself."""
    rows = lexicon.rows("references")
    found = tuple(r["value"] for r in rows if r["kind"] == "broad" and r["form"] == title)
    return (title, *found)


@cache
def says() -> frozenset[str]:
    """List the verbs of saying, in all their forms."""
    return frozenset(row["form"] for row in lexicon.rows("ties") if row["kind"] == "spoke about")


@cache
def others() -> frozenset[str]:
    """List the nouns that close the name of what is no person, body or place."""
    return frozenset(form.lower() for form in lexicon.forms("name_words", kind="misc"))
