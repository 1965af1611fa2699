"""What lines, paragraphs and words are."""

from hypothesis import given
from hypothesis import strategies as st

from crossread import text as texts


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in texts.paragraphs(text)]


def test_paragraphs_are_lines() -> None:
    assert cut("One.\n\n\nTwo \r\n Three\rFour") == ["One.", "Two", "Three", "Four"]


def test_paragraphs_join_lines_wrapped_at_one_width() -> None:
    wrapped = (
        "The pier was closed to all freight on Thursday\n"
        "while divers searched the basin for the buoy\n"
        "that was lost in a storm on the day before.\n"
        "\n"
        "No date was given for the opening of the pier\n"
        "by the harbour master, who spoke to the press\n"
        "in the evening.\n"
    )
    assert [paragraph.split("\n")[0][:8] for paragraph in cut(wrapped)] == ["The pier", "No date "]
    assert cut(wrapped)[1].endswith("in the evening.")


def test_paragraphs_keep_short_lines_apart() -> None:
    assert cut("Share\nTags:\nPolitics\nThe pier") == ["Share", "Tags:", "Politics", "The pier"]


def test_words_join_hyphens_apostrophes_and_points() -> None:
    assert texts.words("The U.S. minister's ex-aide, 44, said no.") == 7


def test_words_count_each_sign_of_a_script_without_spaces() -> None:
    assert texts.words("北码头关闭 in 2020") == 7


def test_words_of_nothing_are_none() -> None:
    assert texts.words(" -- ... ") == 0


def test_strip_narrows_past_white_space_and_the_signs_given() -> None:
    assert texts.strip("  **Bold** ", 0, 11, "*") == (4, 8)
    assert texts.strip(" \u00a0 ", 0, 3) == (3, 3)


def test_squash_forgets_case_and_punctuation() -> None:
    assert texts.squash("Pier CLOSED: why?") == texts.squash("pier closed - why")


@given(st.text())
def test_paragraphs_hold_every_character_but_white_space_once(text: str) -> None:
    held = "".join(cut(text))
    assert _bare(held) == _bare(text)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\0\ufeff")
