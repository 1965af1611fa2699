"""Who says what: speaker, cue, content, by the ways in which news attributes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread import lexicon, quotes
from crossread import text as texts

MARKS = "\"'“”‘’„«»`"


def said(text: str) -> list[tuple[str | None, str | None, str]]:
    """Give speaker, cue and content of each statement; fragments are joined by a bar."""
    return [
        (one.speaker_text, one.cue, " | ".join(text[a:b] for a, b in one.fragments))
        for one in quotes.tag(text)
    ]


def only(text: str) -> quotes.Statement:
    (one,) = quotes.tag(text)
    return one


class TestIndirect:
    @pytest.mark.parametrize(
        ("text", "statement"),
        [
            (
                "The minister said that the truce holds.",
                ("The minister", "said", "the truce holds"),
            ),
            ("Gull said the truce holds.", ("Gull", "said", "the truce holds")),
            ("Gull told reporters that he left.", ("Gull", "told", "he left")),
            ("Gull told them he would leave.", ("Gull", "told", "he would leave")),
            ("Gull said on Monday that talks failed.", ("Gull", "said", "talks failed")),
            ("Gull said in a statement that talks failed.", ("Gull", "said", "talks failed")),
            ("Gull asked whether the talks failed.", ("Gull", "asked", "whether the talks failed")),
            (
                "Gull said on condition of anonymity that talks had failed.",
                ("Gull", "said", "talks had failed"),
            ),
            ("Gull did not say that talks failed.", ("Gull", "did not say", "talks failed")),
            ("Gull said that was not her view.", ("Gull", "said", "that was not her view")),
            ("It was reported that the town fell.", (None, "was reported", "the town fell")),
            ("Gull is said to have left.", (None, "is said", "to have left")),
        ],
    )
    def test_a_clause_behind_a_verb_of_saying_is_its_content(self, text, statement):
        assert said(text) == [statement]

    @pytest.mark.parametrize(
        ("text", "statement"),
        [
            ("The town fell, Gull said.", ("Gull", "said", "The town fell")),
            ("The boats left at noon, Gull said.", ("Gull", "said", "The boats left at noon")),
            ("The town fell, Gull said on Monday.", ("Gull", "said", "The town fell")),
            ("The town fell, Gull told reporters on Monday.", ("Gull", "told", "The town fell")),
            ("The town fell, said Gull, the mayor.", ("Gull, the mayor", "said", "The town fell")),
            ("The town, he noted, fell in May.", ("he", "noted", "The town | fell in May")),
            ("As Gull put it, nobody won.", ("Gull", "put it", "nobody won")),
            ("Nobody won, as Gull noted.", ("Gull", "noted", "Nobody won")),
            ("According to Gull, nobody won.", ("Gull", "According to", "nobody won")),
            (
                "The town fell then, according to Gull.",
                ("Gull", "according to", "The town fell then"),
            ),
            ("In his view, nobody won.", ("his", "view", "nobody won")),
        ],
    )
    def test_content_may_stand_before_its_cue_or_around_it(self, text, statement):
        assert said(text) == [statement]

    @pytest.mark.parametrize(
        ("text", "statement", "kind"),
        [
            ("Gull welcomed the pact.", ("Gull", "welcomed", "the pact"), "praise"),
            (
                "Gull stressed the importance of peace.",
                ("Gull", "stressed", "the importance of peace"),
                "say",
            ),
            ("Gull informed the group about the work.", ("Gull", "informed", "the work"), "say"),
            (
                "Gull expressed satisfaction with it.",
                ("Gull", "expressed", "satisfaction with it"),
                "say",
            ),
            ("Gull accused Tern of lying.", ("Gull", "accused", "lying"), "accuse"),
            ("Gull called on Tern to leave.", ("Gull", "called on", "Tern to leave"), "demand"),
            ("Gull denied the report.", ("Gull", "denied", "the report"), "deny"),
            ("Gull vowed not to leave.", ("Gull", "vowed", "to leave"), "promise"),
            ("Tern was accused of lying.", (None, "was accused of", "lying"), "accuse"),
            ("The pact was praised by Gull.", ("Gull", "was praised by", "The pact"), "praise"),
        ],
    )
    def test_a_speech_act_with_a_noun_phrase_is_a_statement_of_its_class(
        self, text, statement, kind
    ):
        assert said(text) == [statement]
        assert only(text).cue_class == kind

    @pytest.mark.parametrize(
        ("text", "statement"),
        [
            ("Gull’s claim that he won is new.", ("Gull’s", "claim", "he won")),
            ("The claim by Gull that he won is new.", ("Gull", "claim", "he won")),
            ("Tern ignored his call for peace.", ("his", "call for", "peace")),
            ("Gull is sure that he won.", ("Gull", "is sure", "he won")),
        ],
    )
    def test_nouns_and_adjectives_attribute(self, text, statement):
        assert said(text) == [statement]

    @pytest.mark.parametrize(
        "text",
        [
            "Gullia made territorial claims against Ternia.",
            "The claims are old.",
            "The state reports to nobody.",
            "It is important to say that peace is near.",
            "Ternia answered with mortars.",
            "Photo: A man walks by the river",
            "Tern Bay, Gullia, 12 May 2020 - News",
        ],
    )
    def test_deeds_and_things_are_no_statements(self, text):
        assert said(text) == []


class TestEndings:
    @pytest.mark.parametrize(
        ("text", "content"),
        [
            ("Gull said he would stay, though he was ill.", "he would stay"),
            ("Gull said it fell, but Tern was glad.", "it fell"),
            ("Gull praised the pact, calling it new.", "the pact"),
            ("Gull said she left and sold the house.", "she left and sold the house"),
            ("Gull praised the pact during a visit.", "the pact"),
            ("When Gull said it fell, Tern left.", "it fell"),
            ("Tern (Gull said it fell) left.", "it fell"),
        ],
    )
    def test_content_ends_at_a_contrast_and_at_a_verb_beside_the_cue(self, text, content):
        assert quotes.tag(text)[0].text == content


class TestSpeakers:
    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("Gull, in turn, said it fell.", "Gull"),
            ("Ann Gull, 59, of Tern Bay, said it fell.", "Ann Gull, 59, of Tern Bay"),
            ("Ann Gull, speaking in Paris, said it fell.", "Ann Gull"),
            ("In Paris the minister said it fell.", "the minister"),
            ("On Monday, Ann Gull (R-Bay) said it fell.", "Ann Gull (R-Bay)"),
            ("The report released last year said it fell.", "The report released last year"),
            ("People who lived in town said it fell.", "People who lived in town"),
            ("Both sides said it fell.", "Both sides"),
        ],
    )
    def test_a_speaker_is_the_whole_noun_phrase_and_no_circumstance(self, text, speaker):
        assert only(text).speaker_text == speaker

    def test_verbs_that_are_joined_share_a_speaker_and_are_two_statements(self):
        text = "Gull expressed satisfaction with the work, and stressed the need for peace."
        assert said(text) == [
            ("Gull", "expressed", "satisfaction with the work"),
            ("Gull", "stressed", "the need for peace"),
        ]

    def test_who_adds_something_is_who_spoke_first(self):
        text = "Gull said he would stay, adding that he was well."
        assert [one[0] for one in said(text)] == ["Gull", "Gull"]

    def test_each_rival_account_has_its_speaker(self):
        text = "Gullia said that Ternia attacked. Ternia, in turn, said that Gullia did."
        assert [one[0] for one in said(text)] == ["Gullia", "Ternia"]


class TestQuotations:
    @pytest.mark.parametrize(
        "text",
        [
            "“It is over,” Gull said.",
            '"It is over," Gull said.',
            "``It is over,'' Gull said.",
            "''It is over,'' Gull said.",
            "‘It is over,’ Gull said.",
            "«It is over,» Gull said.",
            '“It is over," Gull said.',
        ],
    )
    def test_marks_of_any_kind_and_mixed_make_a_quotation(self, text):
        one = only(text)
        assert (one.speaker_text, one.cue, one.kind) == ("Gull", "said", "direct")
        assert "It is over," in one.text and "Gull" not in one.text

    def test_a_broken_quotation_is_one_statement_of_its_fragments(self):
        text = "“We came,” he noted. “We saw. We left.” They shook hands."
        assert said(text) == [("he", "noted", "“We came,” | “We saw. We left.”")]

    def test_one_broken_within_a_sentence_is_too(self):
        assert said("“The talks,” Gull said, “were good.”") == [
            ("Gull", "said", "“The talks,” | “were good.”")
        ]

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("“Why now?” Gull asked.", "Gull"),
            ("“It is over,” added Gull.", "Gull"),
            ("“It is over,” Gull told Tern News after the talks that failed.", "Gull"),
            ("Gull said: “It is over.”", "Gull"),
            ("Gull said, “It is over.”", "Gull"),
            ("“It is over and done with.” — Ann Gull", "Ann Gull"),
        ],
    )
    def test_the_speaker_may_stand_on_either_side(self, text, speaker):
        assert only(text).speaker_text == speaker

    def test_a_quotation_announced_by_a_paragraph_is_its_speakers(self):
        text = "Gull said:\n\n“It is over.”\n\nThe rain fell."
        assert said(text) == [("Gull", "said", "“It is over.”")]

    def test_one_that_each_paragraph_opens_again_is_one_statement(self):
        text = "Gull said:\n\n“It is over.\n\n“It was long.”"
        assert said(text) == [("Gull", "said", "“It is over. | “It was long.”")]

    def test_a_paragraph_in_marks_without_a_cue_continues_the_last_speaker(self):
        text = "“It is over,” Gull said.\n\n“We are glad that it is all over now.”"
        last = quotes.tag(text)[-1]
        assert (last.speaker_text, last.cue, last.rule) == ("Gull", None, "continued")

    def test_a_quotation_in_a_report_without_a_cue_is_of_whom_it_reports(self):
        text = "It fell, the ministry reported.\n\nThey met and “agreed to go on with talks.”"
        last = quotes.tag(text)[-1]
        assert (last.speaker_text, last.cue) == ("the ministry", None)

    def test_who_is_only_quoted_to_have_spoken_is_not_taken_for_the_speaker(self):
        text = (
            "They “met. The Gullian side emphasized the importance of peace for all,” it added.\n\n"
            "They also ate and “agreed to go on with the talks.”"
        )
        assert quotes.tag(text)[-1].speaker_text == "it"

    def test_a_quotation_with_words_of_the_reporter_is_mixed(self):
        assert only("They “spoke at length and agreed,” it added.").kind == "mixed"
        assert only("Gull said they “spoke at length” there.").kind == "mixed"

    def test_titles_and_single_words_in_marks_are_no_statements(self):
        assert said("He saw “American Skin” in a “hall.”") == []

    def test_an_odd_mark_costs_no_other_quotation(self):
        text = (
            'A 5" tube broke. “It is over,” Gull said. Then "a nail fell.\n\n“So be it,” he said.'
        )
        assert ("Gull", "said", "“It is over,”") in said(text)
        assert ("he", "said", "“So be it,”") in said(text)


class TestChains:
    def test_the_credit_of_a_house_repeats_no_statement(self):
        text = "The town fell, Gull said in an interview, News reports citing the Herald."
        assert said(text) == [("Gull", "said", "The town fell")]

    def test_where_a_house_cites_somebody_the_one_cited_speaks(self):
        text = "Gull met Tern, News reports referring to the ministry."
        assert said(text) == [("the ministry", "reports", "Gull met Tern")]

    def test_a_statement_within_another_is_its_own_and_inside_it(self):
        text = "“The other side emphasized the importance of peace in the whole region,” Gull said."
        outer, inner = quotes.tag(text)
        assert (inner.speaker_text, inner.cue, inner.inside) == ("The other side", "emphasized", 0)
        assert outer.inside is None

    def test_turns_of_a_transcript_are_their_speakers(self):
        text = '"GULL: It rains. I see it.\n\n"TERN: It does.\n\n"And how."'
        assert said(text) == [
            ("GULL", ":", "It rains. I see it."),
            ("TERN", ":", 'It does. | "And how."'),
        ]

    def test_a_place_and_a_colon_open_a_report_not_a_transcript(self):
        text = "TERN BAY: Three boats left the old harbour at noon. Gull said that it rains."
        assert said(text) == [("Gull", "said", "it rains")]

    def test_headlines_attribute(self):
        assert said("Gullia ready to help Ternia - special envoy") == [
            ("special envoy", "-", "Gullia ready to help Ternia")
        ]
        assert said("FM: Gullia hopes for a deal") == [("FM", ":", "Gullia hopes for a deal")]


class TestWeighing:
    LONG = "The bridge over the river is old and narrow and many people use it. " * 40

    def test_a_text_that_gives_nobody_a_voice_has_clauses_only(self):
        told = said(f"{self.LONG}Gull criticised the plan. Tern says that it works.")
        assert told == [("Tern", "says", "it works")]

    def test_a_text_that_reports_has_speech_acts_too(self):
        told = said(f"{self.LONG}{'Tern says that it works. ' * 10}Gull criticised the plan.")
        assert ("Gull", "criticised", "the plan") in told

    def test_a_deed_of_speech_within_what_another_says_is_left_out(self):
        assert said("Gull said that Tern wanted to praise the pact.") == [
            ("Gull", "said", "Tern wanted to praise the pact")
        ]


def test_the_statements_of_the_example_are_found(example):
    told = [one for text in example.articles["text"] for one in said(text)]
    assert {
        ("the Azerbaijani Foreign Ministry", "reports"),
        ("the Kremlin press service", "reported"),
    } <= {one[:2] for one in told}
    assert ("Hasanov", "informed") in {one[:2] for one in told}
    assert sum("Lavrov" in (one[0] or "") for one in told) == 5


def test_no_text_no_statements():
    assert quotes.tag("") == quotes.tag(" \n\n") == []


WORDS = [
    "Gull",
    "said",
    "he",
    "that",
    "it fell",
    "according to",
    "told",
    "Tern",
    "claim",
    "to",
    "the",
]
PIECES = st.lists(
    st.sampled_from([*WORDS, *MARKS, "''", ",", ".", ":", "?", "(", ")", "—", "\n", "\n\n", " "]),
    max_size=40,
)


@settings(max_examples=300)
@given(PIECES, st.sampled_from(["", " "]))
def test_spans_are_true_and_lie_in_one_paragraph_whatever_the_marks(pieces, space):
    text = space.join(pieces)
    paragraphs = texts.paragraphs(text)
    told = quotes.tag(text)
    for one in told:
        assert text[one.start : one.end] == one.text
        assert one.fragments[0][0] == one.start and one.fragments[-1][1] == one.end
        assert list(one.fragments) == sorted(one.fragments)
        if one.cue is not None:
            assert text[one.cue_start : one.cue_end] == one.cue
        if one.speaker_text is not None:
            assert text[one.speaker_start : one.speaker_end] == one.speaker_text
        for a, b in one.fragments:
            assert a < b and any(first <= a and b <= last for first, last in paragraphs)
        if one.inside is not None:
            around = told[one.inside]
            assert around.start <= one.start and one.end <= around.end and around is not one


@given(st.text(alphabet=f"ab {MARKS}\n.,", max_size=60))
def test_quotations_lie_in_the_paragraph_in_order_and_apart(text):
    spans = texts.quotations(text, 0, len(text))
    ends = [end for span in spans for end in span]
    assert ends == sorted(ends) and all(a < b for a, b in spans)


@pytest.mark.parametrize("table", ["sayings", "verbs", "small_words"])
def test_forms_are_in_lower_case(table):
    assert all(row["form"] == row["form"].lower() for row in lexicon.rows(table))


def test_classes_and_frames_of_sayings_are_known():
    known = {"that", "bare", "quote", "np", "inf", "np-inf", "hearer", "inv", "person"}
    small = {
        row["form"] for row in lexicon.rows("small_words") if row["kind"] in ("prep", "to", "sub")
    }
    for row in lexicon.rows("sayings"):
        assert set(row["frames"].split()) <= known | small, row["form"]
