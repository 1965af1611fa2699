"""Names that nobody has listed are found whole, and typed by what the text says of them."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import lexicon, names


def found(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.type) for one in names.find(text)]


def only(text: str) -> tuple[str, str]:
    (one,) = found(text)
    return one


# which words are a name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what stands before or behind a person
        ("On Monday Mr. Orla Tenby left.", "Orla Tenby"),
        ("It was Prime Minister Orla Tenby who left.", "Orla Tenby"),
        ("It was Deputy Foreign Minister Orla Tenby who left.", "Orla Tenby"),
        ("They met Vice-President Orla Tenby there.", "Orla Tenby"),
        ("They met Chinese President Orla Tenby there.", "Orla Tenby"),
        ("They met the Secretary for Education Orla Tenby there.", "Orla Tenby"),
        ("They asked Orla Tenby MP about it.", "Orla Tenby"),
        ("They asked Gen. Orla Tenby about it.", "Orla Tenby"),
        # small words, marks and letters inside a name
        ("They asked Orla de la Tenby about it.", "Orla de la Tenby"),
        ("They asked Orla bin Tenby about it.", "Orla bin Tenby"),
        ("They asked Orla al-Tenby about it.", "Orla al-Tenby"),
        ("They asked Orla O'Tenby about it.", "Orla O'Tenby"),
        ("They asked Tenby Or-la about it.", "Tenby Or-la"),
        ("They asked Orla Tenby-Brisk about it.", "Orla Tenby-Brisk"),
        ("They asked J. R. Tenby about it.", "J. R. Tenby"),
        ("They asked Ørla Ténby about it.", "Ørla Ténby"),
        # what a name leaves outside
        ("This is Orla Tenby's plan, he said.", "Orla Tenby"),
        ("This is Orla Tenby\u2019s plan, he said.", "Orla Tenby"),
        ("It is a Peru-based carrier.", "Peru"),
        ("They met the pro-Peru side.", "Peru"),
        ("In Pellomar they met on Tuesday in July.", "Pellomar"),
    ],
)
def test_a_name_is_found_whole_and_alone(text, name):
    assert only(text)[0] == name


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Health and Social Welfare",
        "University of Pellomar",
        "Pellomar Research and Development Centre",
        "Committee on Foreign Relations",
        "Pellomar People's Party",
        "Pellomar Teachers' Union",
        "Gull & Tern Holdings",
        "Bank for Rural Development",
    ],
)
def test_a_small_word_stands_inside_the_name_of_a_body(name):
    assert only(f"They said that the {name} had agreed.") == (name, "organisation")


def test_and_parts_two_names():
    text = "They met Orla Tenby and Brand Kestor, and the Gull Party and the Tern Union, in May."
    assert [name for name, _ in found(text)] == [
        "Orla Tenby",
        "Brand Kestor",
        "Gull Party",
        "Tern Union",
    ]


def test_a_hyphen_parts_two_places():
    assert found("They closed the Peru-Chile border.") == [("Peru", "place"), ("Chile", "place")]


def test_the_body_before_an_office_is_a_name_of_its_own():
    text = "The plan of Gull Party President Orla Tenby and of Tenby alone failed."
    assert [name for name, _ in found(text)] == ["Gull Party", "Orla Tenby", "Tenby"]


# what is no name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing is named here.",
        "However, they left. Fighting went on. Residents fled.",
        "They left on Monday, 3 May, and came back in July.",
        "I think so. And I said so on Friday.",
        "The Chinese and Brazilian teams met the North African one.",
        "Muslims and Christians prayed.",
        "The Prime Minister and the President left.",
        "The minister of Foreign Affairs left.",
    ],
)
def test_what_is_no_name_is_not_found(text):
    assert found(text) == []


def test_the_first_word_of_a_sentence_counts_only_as_elsewhere():
    assert found("Walkers came. All walkers left.") == []
    assert found("Pellomar fell. Then it snowed in Pellomar.") == [("Pellomar", "place")] * 2


# types


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ms Tenby left.", "Tenby", "person"),
        ("They met Orla Tenby, a spokeswoman for the union.", "Orla Tenby", "person"),
        ("Orla Tenby, 43, was hurt.", "Orla Tenby", "person"),
        ("It began in Pellomar, they say.", "Pellomar", "place"),
        ("It began near the town of Pellomar.", "Pellomar", "place"),
        ("They crossed the Pellomar River at dawn.", "Pellomar River", "place"),
        ("They came from Brazil at dawn.", "Brazil", "place"),
        ("They sued the Pellomar Defence Ministry.", "Pellomar Defence Ministry", "organisation"),
        ("They joined the GTU last year.", "GTU", "organisation"),
        ("They joined the Pellomar Army last year.", "Pellomar Army", "force"),
        ("They wrote to the Pellomar Times last year.", "Pellomar Times", "media"),
    ],
)
def test_a_name_is_typed_by_its_words_and_those_around_it(text, name, kind):
    assert only(text) == (name, kind)


def test_a_surname_has_the_type_of_the_full_name():
    text = "Mr Orla Tenby left. They had asked about Tenby and the money."
    assert found(text) == [("Orla Tenby", "person"), ("Tenby", "person")]


def test_letters_in_brackets_have_the_type_of_the_name_before():
    text = "They sued the Gull Association (Gata). Later Gata paid."
    assert [kind for _, kind in found(text)] == ["organisation"] * 3


def test_the_adjective_of_a_place_of_the_text_is_no_name():
    text = "It rained in Pellomar. A Pellomari boat sank. The Pellomari crew swam."
    assert found(text) == [("Pellomar", "place")]


def test_a_dateline_is_a_place():
    assert found("PELLOMAR, May 3 - It rained.\n") == [("PELLOMAR", "place")]
    assert found("ORLA PELLOMAR (Gull Wire) - It rained.\n")[0] == ("ORLA PELLOMAR", "place")


def test_one_string_has_one_type_throughout_a_text():
    text = "In Pellomar it rains. Near Pellomar it snows. Then Pellomar said no."
    assert found(text) == [("Pellomar", "place")] * 3


# headings


@pytest.mark.parametrize(
    "heading",
    [
        "ORLA TENBY CALLS FOR CALM BEFORE VOTE",
        "Orla Tenby Calls For Calm Before Vote",
    ],
)
def test_a_heading_shows_only_names_that_the_text_bears_out(heading):
    text = f"{heading}\n\nOn Monday Mr Orla Tenby called for calm before the vote.\n"
    assert [one.start for one in names.find(text)] == [0, text.index("Orla Tenby", 5)]


def test_a_line_that_ends_a_name_ends_it_for_good():
    assert [n for n, _ in found("They met Orla Tenby\nBrand Kestor met them.\n")] == [
        "Orla Tenby",
        "Brand Kestor",
    ]


# text cut into tokens


def test_a_text_whose_marks_stand_off_reads_the_same():
    text = "They met Orla Tenby - Brisk and J . R . Kestor . It was Tenby ’ s plan . He left ."
    assert [n for n, _ in found(text)][:2] == ["Orla Tenby - Brisk", "J . R . Kestor"]


# always


@given(st.text(alphabet="AbBc Tenby.,'’-()\n\u00a0of and the Mr in ", max_size=200))
def test_spans_are_true_and_in_order(text):
    told = names.find(text)
    assert all(text[one.start : one.end] == one.text and one.text for one in told)
    assert all(a.end <= b.start for a, b in pairwise(told))
    assert {one.type for one in told} <= {"person", "organisation", "place", "force", "media"}


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert names.find(text) == names.find(text)


@pytest.mark.parametrize("piece", ["Gull ", "Gull of ", "Gull-", "G. ", "Mr ", "A’", "Gull, "])
def test_time_grows_with_the_length_of_a_text_and_no_faster(piece):
    names.find(piece)
    begun = time.process_time()
    names.find(piece * 20_000)
    assert time.process_time() - begun < 5


def test_every_cue_that_has_points_can_be_met():
    kinds = "person|organisation|place|None"
    listed = {row["cue"] for row in lexicon.rows("name_cues")}
    assert all(any(c.endswith(k) for k in kinds.split("|")) for c in listed if c[:6] == "beside")
    assert {"any", "words:1", "title:courtesy", "known country", "age"} <= listed
