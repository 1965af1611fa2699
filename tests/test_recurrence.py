"""What families of sentences hold to be true."""

import itertools
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import recurrence

RUN = "of the two towns on the river that the army of the north had taken in the first war"


def told(c) -> list[tuple[str, str, int]]:
    """Give each sentence of a corpus its family."""
    text = c.articles.set_index("article_id")["text"]
    rows = c.sentences.itertuples()
    sentences = [text[row.article_id][row.start : row.end] for row in rows]
    return list(
        zip(c.sentences["article_id"], sentences, recurrence.families(sentences), strict=True)
    )


def among(c, words: str) -> tuple[int, int]:
    """Count the families of sentences that hold certain words, and the sentences."""
    found = [family for _, sentence, family in told(c) if re.search(words, sentence)]
    return len(set(found)), len(found)


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("^A complete ceasefire", 3),  # with and without the clock, 'is' and 'were introduced'
        ("^Following over a month", 3),  # with and without 'from late Sept. to early Nov. 2020'
        ("large-scale military attack", 3),
        ("^Back in July 2020", 2),
        ("began in 1988 when", 4),
        ("^The 1994 ceasefire", 4),
    ],
)
def test_passages_that_recur_are_families_with_their_edits(example, words, n):
    assert among(example, words) == (1, n)


def test_another_account_of_the_same_beginning_is_no_copy(example):
    assert among(example, "in 1988 when|in February 1988 after") == (2, 5)


def test_two_accounts_cast_in_one_mould_stay_two(second):
    assert among(second, "sent trawlers to the Hanneth Shoal|laid claim to the Drummel Bank") == (
        2,
        6,
    )
    assert among(second, "^Under the 1991") == (1, 9)


def test_families_are_numbered_in_order_of_first_appearance():
    assert recurrence.families(["Rain.", "Snow.", "rain!", "Hail.", "Snow"]) == [0, 1, 0, 2, 1]
    assert recurrence.families([]) == []


def test_case_marks_and_space_are_not_compared():
    one = "The ‘joint’ patrol, which began on Monday, has ended its work in the valley."
    other = "the joint  patrol which began on Monday has ended its work in the valley"
    assert recurrence.families([one, other]) == [0, 0]
    assert recurrence.families(["***", "—", "***"]) == [0, 1, 0]


def test_short_sentences_are_joined_only_if_their_words_are_the_same():
    short = ["He could not be reached for comment.", "She could not be reached for comment."]
    assert recurrence.families([*short, short[0]]) == [0, 1, 0]


def test_a_chain_of_edits_is_one_family():
    words = RUN.split()
    chain = [" ".join([*words[i:], *(f"edit{n}" for n in range(i))]) for i in (0, 5, 10)]
    assert recurrence.families(chain) == [0, 0, 0]
    assert recurrence.families([chain[0], chain[2]]) == [0, 1]


def test_a_phrase_that_thousands_share_still_joins_what_is_alike():
    sentences = [f"The bridge {RUN} was number {i} {i * 7} {i * 11}" for i in range(3000)]
    assert set(recurrence.families(sentences)) == {0}


def test_scripts_that_part_no_words_are_compared_sign_by_sign():
    one, other = (
        "两国外长今天在日内瓦就停火协议举行会谈并发表声明",
        "两国外长昨天在日内瓦就停火协议举行会谈并发表声明",
    )
    assert recurrence.families([one, other, one[::-1]]) == [0, 0, 1]


# the join misses nothing


def plainly(sentences: list[str]) -> list[int]:
    """Compare every sentence with every other, in plain Python."""
    words = [re.sub(r"[\W_]+", " ", s).split() for s in sentences]
    lower = [[w.lower() for w in each] for each in words]
    grams = [
        set(zip(w, w[1:], w[2:], strict=False)) if len(w) >= recurrence.FEWEST else set()
        for w in lower
    ]
    names = [{w.lower() for w in each[1:] if w[0].isupper()} for each in words]
    shouting = [sum(w[0].isupper() for w in each) > len(each) / 2 for each in words]
    names = [set() if loud else each for loud, each in zip(shouting, names, strict=True)]
    root = list(range(len(sentences)))
    for i, j in itertools.combinations(root.copy(), 2):
        if lower[i] == lower[j] or is_copy(grams[i], grams[j], names[i], names[j]):
            root = [root[i] if r == root[j] else r for r in root]
    seen: dict[int, int] = {}
    return [seen.setdefault(r, len(seen)) for r in root]


def is_copy(a: set, b: set, of_a: set, of_b: set) -> bool:
    alike = len(a & b) / max(len(a | b), 1)
    swapped = min(len(of_a - of_b), len(of_b - of_a))
    return alike >= recurrence.ALIKE and (alike >= recurrence.SURE or swapped < recurrence.SWAPPED)


@pytest.mark.parametrize("seed", range(6))
def test_the_join_finds_what_comparing_all_pairs_finds(seed):
    dice = random.Random(seed)
    words = [f"{a}{b}" for a in "bdfgkm" for b in "aeiou"][: (6, 12, 30)[seed % 3]]
    words += [word.title() for word in words[:5]]
    sentences = [" ".join(dice.choices(words, k=dice.randrange(3, 20))) for _ in range(150)]
    for _ in range(150):
        edited = dice.choice(sentences).split()
        edited[dice.randrange(len(edited))] = dice.choice(words)
        sentences.append(" ".join(edited))
    assert recurrence.families(sentences) == plainly(sentences)


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_text_has_a_family_and_its_copy_the_same(sentences):
    numbers = recurrence.families([*sentences, *sentences])
    assert numbers[: len(sentences)] == numbers[len(sentences) :]
    assert list(dict.fromkeys(numbers)) == list(range(len(set(numbers))))
