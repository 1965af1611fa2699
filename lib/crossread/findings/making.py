"""Make the tables that findings are told from, each when it is first asked for."""

from functools import cached_property

import pandas as pd

from .. import actors, chronology, claims, reuse, wording
from ..corpus import Corpus


def tables(c: Corpus) -> dict[str, pd.DataFrame]:
    """Make the tables that readers can code, by name: what is read from the text itself."""
    mentions = actors.find(c)
    return {
        "articles": c.articles,
        "timexes": chronology.find(c),
        "mentions": mentions,
        "statements": claims.find(c, mentions),
        "passages": reuse.find(c),
    }


class Tables:
    """The tables of one corpus, as the notebooks make them."""

    def __init__(self, c: Corpus) -> None:
        self.corpus = c

    @cached_property
    def timexes(self) -> pd.DataFrame:
        """The time expressions."""
        return chronology.find(self.corpus)

    @cached_property
    def events(self) -> chronology.Events:
        """The events that they make."""
        return chronology.resolve(self.corpus, self.timexes)

    @cached_property
    def told(self) -> pd.DataFrame:
        """The dates told in headlines and bodies."""
        return chronology.told(self.corpus, self.timexes, self.events)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """The mentions of actors, wherever they stand."""
        return actors.find(self.corpus)

    @cached_property
    def named(self) -> pd.DataFrame:
        """The mentions in headlines and bodies."""
        return actors.named(self.corpus, self.mentions)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The statements."""
        return claims.find(self.corpus, self.mentions)

    @cached_property
    def ledger(self) -> claims.Ledger:
        """The claims that they make, with what the outlets say themselves."""
        return claims.resolve(self.corpus, self.statements, self.mentions, timexes=self.timexes)

    @cached_property
    def said(self) -> pd.DataFrame:
        """The statements beside their articles."""
        return claims.said(self.corpus, self.statements)

    @cached_property
    def stretches(self) -> pd.DataFrame:
        """The stretches of one voice."""
        return claims.voices(self.corpus, self.statements)

    @cached_property
    def receipts(self) -> pd.DataFrame:
        """The passages that make claims."""
        return claims.receipts(self.corpus, self.ledger)

    @cached_property
    def disputed(self) -> pd.DataFrame:
        """The sides of disputes."""
        return claims.disputed(self.corpus, self.ledger)

    @cached_property
    def recurring(self) -> pd.DataFrame:
        """The passages that recur, where they stand."""
        return reuse.recurring(self.corpus, reuse.find(self.corpus))

    @cached_property
    def forms(self) -> pd.DataFrame:
        """The forms of things."""
        return wording.told(self.corpus, wording.find(self.corpus, self.statements))

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """The reported numbers."""
        return wording.told(self.corpus, wording.numbers(self.corpus, self.statements))
