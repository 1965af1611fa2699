"""Find the words that set one outlet or speaker apart from the others, without any list."""

from collections import Counter, defaultdict
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import schema
from ..corpus import Corpus
from ..keeping import keeping
from .words import VOICES, keys, speeches

SURE = 1.96  # of z: beyond it by chance is one word of twenty
LEAST = 3  # occurrences; of a rarer word nothing can be said
Counts = dict[str, Counter[str]]
Floats = npt.NDArray[np.float64]


@keeping
def distinctive(
    c: Corpus,
    by: str = "outlet",
    statements: pd.DataFrame | None = None,
    voice: str | None = None,
    size: int = 1,
    prior: float | None = None,
) -> pd.DataFrame:
    """Weigh for each outlet or speaker how far each word sets it apart from all others together.

    Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin'
    Words", equations 15 to 23). The prior are the words of all headlines and bodies, in whatever
    voice: a word's share of them, times `prior` words, by default as many as an outlet or speaker
    has on average. Of sentences that recur, edited or not, the first counts for each outlet or
    speaker; in the prior each of k tellings weighs 1/k. Words that stand fewer than three times
    in this voice are left out. Of all words of a table one in twenty has |z| > 1.96 by chance
    alone; a z tells nothing of meaning, and one article may make it.

    Parameters
    ----------
    by
        'outlet' or 'speaker'; words of an unknown one are in the prior only.
    voice
        By default an outlet's 'own' words, a speaker's 'quoted' ones; 'reported' are those of a
        paraphrase, which mix both.
    size
        1 for words, 2 for phrases of two words.
    prior
        How many words the prior weighs.

    Returns
    -------
    words : DataFrame, one row per word and outlet or speaker
        Described in data/datapackage.json; of fewer than two outlets or speakers no rows.
    """
    heard = voice or VOICES.get(by, "")
    counts, spread, background = _count(c, by, heard, statements, size)
    totals = Counter[str]()
    for own in counts.values():
        totals.update(own)
    kept = sorted(word for word, n in totals.items() if n >= LEAST)
    if len(counts) < 2 or not kept:
        return schema.frame(schema.build("words", []))
    weight = prior or totals.total() / len(counts)
    shares = np.array([background[word] for word in kept]) / sum(background.values())
    sums = np.array([totals[word] for word in kept])
    tables = []
    for whose, own in sorted(counts.items()):
        n = np.array([own[word] for word in kept])
        sizes = {"n_own": own.total(), "n_others": totals.total() - own.total()}
        odds, z = log_odds(n, sums - n, *sizes.values(), weight * shares, weight)
        table = pd.DataFrame({"word": kept, "n": n, "n_rest": sums - n, "log_odds": odds, "z": z})
        table = table.assign(by=by, whose=whose, voice=heard, is_distinctive=abs(z) > SURE, **sizes)
        table["n_articles"] = [spread[whose][word] for word in kept]
        tables.append(table.sort_values(["z", "word"], ascending=[False, True]))
    return schema.typed("words", pd.concat(tables))


def log_odds(
    n: Floats, n_rest: Floats, size: float, size_rest: float, prior: Floats, prior_size: float
) -> tuple[Floats, Floats]:
    """Give the log-odds ratio of each word between two parts, and its z (Monroe et al., eq. 22).

    `n` and `n_rest` count the words in the two parts, `size` and `size_rest` all words there;
    `prior` are the words' pseudo-counts, `prior_size` those of all words.
    """
    one, other = n + prior, n_rest + prior
    others, rest = size + prior_size - one, size_rest + prior_size - other
    odds = np.log(one / others) - np.log(other / rest)
    return odds, odds / np.sqrt(1 / one + 1 / other)


def _count(
    c: Corpus, by: str, voice: str, statements: pd.DataFrame | None, size: int
) -> tuple[Counts, Counts, dict[str, float]]:
    """Count words for each outlet or speaker, the articles that have them, and those of all."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spread: defaultdict[str, Counter[str]] = defaultdict(Counter)
    background: defaultdict[str, float] = defaultdict(float)
    told = speeches(c, by, voice, statements)
    for _, speech_of_one in groupby(told, lambda speech: speech.article.article_id):
        here: defaultdict[str, set[str]] = defaultdict(set)
        for speech in speech_of_one:
            found = keys(speech, size)
            for key in found:
                background[key] += 1 / speech.sentence.n_tellings
            if speech.whose and speech.is_counted:
                counts[speech.whose].update(found)
                here[speech.whose].update(found)
        for whose, found in here.items():
            spread[whose].update(found)
    return dict(counts), dict(spread), background
