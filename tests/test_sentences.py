"""What the sentence splitter holds to be true."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.sentences import split

MARKS = ". ! ? … ... ; \" ' “ ” ’ « » '' `` ( ) [ ] 。 ։ ؟ - — / @"
WORDS = "U.S Mr Gen Oct No p.m Inc J 5 3.5 27 The he Baku said www az İ ß"
SPACE = ["", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\xa0", "\u2028", "\x85", "\x1c"]
PIECES = st.sampled_from([*MARKS.split(), *WORDS.split(), *SPACE])
TEXTS = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
)


def cut(text: str) -> list[str]:
    """Give the sentences of a text as strings."""
    return [text[start:end] for start, end in split(text)]


def holds(marked: str) -> None:
    """Check a text in which '|' stands where a sentence ends and the next begins."""
    assert cut(marked.replace("|", " ")) == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        "He spoke on Oct.19, Trend reports.|He left.",
        "It began on Sept. 27 and ended on Nov. 10.|Both agreed.",
        "In Feb. 2000 he left.|She stayed.",
    ],
)
def test_sentences_do_not_end_inside_an_abbreviated_month(marked: str) -> None:
    holds(marked)


def test_sentences_may_end_after_a_date() -> None:
    holds("It began on Sept. 27.|Azerbaijan responded at once.|It ended in Oct.|The truce held.")


@pytest.mark.parametrize(
    "marked",
    [
        "Col. Gen. Zakir Hasanov met Mr. Smith.|Dr. Brown came.",
        "Gen.-Maj. Jones met Lt. Gen. Lee.|They agreed.",
        "Sen. Lee (R-Ariz.) met Calif. Gov. Ann Brown.|Nobody else came.",
    ],
)
def test_sentences_do_not_end_between_a_title_and_a_name(marked: str) -> None:
    holds(marked)


def test_sentences_do_not_end_after_an_initial() -> None:
    holds("J. K. Rowling met V.V. Putin.|George W. Bush met J.R.R. Tolkien.")


@pytest.mark.parametrize(
    "marked",
    [
        "U.S. officials work for the U.S. State Department.|He left the U.S.|The cabinet did not.",
        "Acme Co. Chairman Lee resigned.|He left Acme Corp.|Mr. Smith stayed.",
        "King Jr. Day came.|He was John Smith Sr.|The son left.",
        "The U.S. 7th Fleet sailed.|It is large.",
        "They flew to St. Petersburg.|The mayor lives on 5th St.|Nobody knows why.",
    ],
)
def test_sentences_end_after_an_abbreviation_only_before_a_word_that_opens_one(marked: str) -> None:
    holds(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "It opens at 10 a.m. on Monday.|It closes at 10 p.m. Friday.",
        "He came at 5 p.m.|Police left at 6 p.m. Moscow time.|Smith stayed.",
        "It ended at 9 p.m. EST.|Smith stayed.",
    ],
)
def test_sentences_go_on_from_a_time_to_its_day_or_zone(marked: str) -> None:
    holds(marked)


def test_sentences_do_not_end_inside_a_number() -> None:
    holds("Prices rose 3.5 percent at School No. 5 (Art. 51).|He said no.|The talks ended.")


def test_sentences_never_end_after_a_latin_abbreviation() -> None:
    holds("Smith vs. Jones was heard.|Costs, e.g. Rent, rose.")


def test_sentences_do_not_end_inside_an_address() -> None:
    holds(
        "See www.tass.com.|REPORT.AZ and Today.Az wrote to Jane.Doe@example.com."
        "|See https://t.co/Ab.Cd for more."
    )


@pytest.mark.parametrize(
    "marked",
    [
        "“We won.|Nobody can stop us,” he said.|“Then we go home.”|The crowd left.",
        '"We won.|Nobody can stop us," he said.|"Then we go home."|The crowd left.',
        "``We won.|They lost,'' he said.|``Go home.''|The crowd left.",
        "«We won.|They lost,» he said.|«Go home.»|The crowd left.",
        '“We won.|They lost."|The crowd left.',
        "“We won. ”|The crowd left .|“ They lost . ”",
    ],
)
def test_sentences_keep_their_closing_marks_and_divide_a_quotation(marked: str) -> None:
    holds(marked)


@pytest.mark.parametrize(
    "marked",
    [
        '"Why?" he asked.|Nobody answered.',
        "“Stop!” President John Smith said.|“Why?” Lee asked.",
        "“Why?”|The room fell silent.",
    ],
)
def test_sentences_hold_a_question_and_the_one_who_asks_it(marked: str) -> None:
    holds(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "They met.|(He left.)|Then she left.",
        "They met (he left early).|Then the co-chairs [of the group] left.",
        "War broke out.[1]|It ended.[2]",
        "He came; he spoke; he left.|We waited... and waited.|Then we left ...|It rained.",
    ],
)
def test_sentences_keep_brackets_semicolons_and_ellipses(marked: str) -> None:
    holds(marked)


@pytest.mark.parametrize(
    "left, right",
    [
        ("They took villages in the region.", "Several were burnt."),
        ("It ended the war.", "The ministry denied it."),
        ("It was over in 2020.", "The truce held."),
        ("“We won.”", "The crowd cheered."),
    ],
)
def test_sentences_end_where_two_are_glued(left: str, right: str) -> None:
    assert cut(left + right) == [left, right]


def test_sentences_keep_a_dateline_whole() -> None:
    holds("BAKU, April 6. /TASS/.|The president arrived.")


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Foo", "2. Bar"],
        ["- item", "- another"],
        ["a) one", "b) two"],
        ["Headline", "", "By Trend", "", "He left."],
    ],
)
def test_sentences_end_with_the_item_or_the_paragraph(lines: list[str]) -> None:
    assert cut("\n".join(lines)) == [line for line in lines if line]


def test_sentences_run_on_over_a_line_break_in_lower_case() -> None:
    assert cut("He met Mr.\nSmith and\nleft.\nShe stayed.") == [
        "He met Mr.\nSmith and\nleft.",
        "She stayed.",
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "Он приехал.|Она уехала.",
        "Նա եկավ։|Նա գնաց։",
        "هل وصل؟|نعم.",
        "他来了。|谁？",
        "Ardoğan came.|Əliyev left.",
    ],
)
def test_sentences_end_in_every_script(marked: str) -> None:
    holds(marked)


def test_sentences_of_nothing_are_none() -> None:
    assert split("") == split(" \n ") == []


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_sentences_hold_every_character_but_white_space_once_and_in_order(text: str) -> None:
    spans, at = split(text), 0
    for start, end in spans:
        assert (
            at <= start < end
            and not text[at:start].strip()
            and text[start:end] == text[start:end].strip()
        )
        at = end
    assert not text[at:].strip()


@settings(max_examples=500, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_sentences_of_a_part_know_nothing_of_the_rest(before: str, text: str, after: str) -> None:
    n = len(before)
    assert split(before + text + after, n, n + len(text)) == [
        (n + a, n + b) for a, b in split(text)
    ]
