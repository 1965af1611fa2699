"""Bytes become characters, and a page's own words about itself come with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from crossread import corpus
from crossread.intake import decoding, documents, webpages
from crossread.intake.content import Refused

ENGLISH = "“The pier,” she said – “is open.” The mayor’s aide agreed.\n"
RUSSIAN = "Портовые власти сообщили в среду, что новый причал откроется через две недели.\n"
ARABIC = "أعلنت إدارة الميناء يوم الأربعاء أن الرصيف الجديد سيفتح بعد أسبوعين.\n"
BODY = "The pier reopened at noon, after two days of rain, the harbour office said."


# bytes to characters


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, ARABIC], ids=["English", "Russian", "Arabic"])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_told_with_and_without_a_mark(text, codec):
    assert decoding.decode(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize(
    "codec, text",
    [
        ("cp1252", "The mayor’s aide – she said “no”."),
        ("cp1252", "Le maire a déclaré que le quai rouvrirait bientôt, à l’été."),
        ("cp1251", RUSSIAN * 3),
        ("koi8-r", RUSSIAN * 4),
        ("cp1256", ARABIC * 3),
        ("mac_roman", ENGLISH * 2),
        ("cp1254", "Başkan, iskelenin açılacağını söyledi; yağmur iki gün sürdü, dedi.\n"),
    ],
)
def test_older_encodings_are_told_by_their_signs(codec, text):
    read, told = decoding.decode(text.encode(codec))
    assert read == text
    assert told.replace("_", "-").startswith(codec.replace("_", "-"))


def test_a_sign_far_behind_plain_letters_still_tells_the_encoding():
    text = "The pier reopened. " * 10_000 + RUSSIAN * 5
    assert decoding.decode(text.encode("cp1251")) == (text, "cp1251")


def test_a_few_broken_bytes_leave_utf_8_in_place_and_are_counted():
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    assert decoding.decode(data) == (f"{RUSSIAN}\ufffd{RUSSIAN}", "utf-8 (1 broken)")


def test_half_a_character_at_the_end_is_counted():
    assert decoding.decode("pier".encode("utf-16") + b"x")[1] == "utf-16 (1 broken)"


def test_zero_bytes_and_line_ends_stay_in_the_text(tmp_path):
    text = "The pi\0er is open.\r\nThe quay is shut.\rNobody knows why.\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert corpus.load(tmp_path, cache=None).articles["text"][0] == text


@given(st.text())
def test_text_in_utf_8_is_always_read_character_for_character(text):
    marked = text.startswith("\ufeff")
    assert decoding.decode(text.encode())[0] == (text[1:] if marked else text) or "\0" in text


@given(st.binary())
def test_whatever_the_bytes_are_the_text_can_be_written_again(data):
    text, codec = decoding.decode(data)
    assert text.encode("utf-8").decode("utf-8") == text
    assert codec


@given(st.text(st.characters(codec="utf-8"), max_size=50).map(str.encode))
def test_text_of_letters_is_not_taken_for_a_picture(data):
    controls = sum(byte < 32 or byte == 127 for byte in data)
    assert not decoding.is_binary(data) or controls > 0.02 * len(data)


# web pages


def given_by(head: str, body: str = BODY) -> dict[str, list[str]]:
    """What a page with this head states of itself, by field."""
    stated: dict[str, list[str]] = {}
    for field, words in webpages.html(hostile.page(body, head).encode()).given:
        stated.setdefault(field, []).append(words)
    return stated


def load(tmp_path, head):
    (tmp_path / "a.html").write_text(hostile.page(BODY, head), "utf-8")
    return corpus.load(tmp_path, cache=None).articles.iloc[0]


META = """<meta property="og:title" content="Pier &amp; quay">
<meta property="article:published_time" content="2026-03-04T23:40:00-05:00">
<meta property="article:modified_time" content="2026-04-01T08:00:00Z">
<meta property="og:site_name" content="The Harbour Review">
<link rel="canonical" href="https://harbour.example/2026/pier">"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "not the outlet", "datePublished": "1999-01-01"},
{"@type": "NewsArticle", "headline": "Pier &amp; quay", "dateModified": "2026-04-01T08:00:00Z",
"datePublished": "2026-03-04T23:40:00-05:00", "publisher": {"name": "The Harbour Review"},
"author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}],
"mainEntityOfPage": {"@id": "https://harbour.example/2026/pier"}}]}</script>"""


@pytest.mark.parametrize("head", [META, LINKED], ids=["meta tags", "JSON-LD"])
def test_a_page_gives_title_time_outlet_and_address(tmp_path, head):
    article = load(tmp_path, head)
    assert article["title"] == "Pier & quay"
    assert article["published"] == "2026-03-04T23:40:00-05:00"
    assert article["outlet"] == "The Harbour Review"
    assert article["url"] == "https://harbour.example/2026/pier"


def test_several_authors_are_one_byline():
    assert given_by(LINKED)["byline"] == ["Ann Lee, Bo Ek"]


def test_only_the_article_of_linked_data_speaks_for_the_page():
    assert given_by(LINKED)["published"] == ["2026-03-04T23:40:00-05:00"]


def test_a_time_of_update_does_not_win(tmp_path):
    head = "\n".join(sorted(META.split("\n"), key=lambda line: "modified" not in line))
    assert load(tmp_path, head)["published"] == "2026-03-04T23:40:00-05:00"


@pytest.mark.parametrize("broken", ["{", "[" * 5000, "null", "3", '{"@type": 5}', '"x"'])
def test_broken_linked_data_leaves_the_meta_tags(broken):
    head = f'<script type="application/ld+json">{broken}</script>{META}'
    assert given_by(head)["title"] == ["Pier & quay"]


def test_a_declared_encoding_counts_where_the_bytes_allow_it():
    russian = hostile.page(RUSSIAN * 6, '<meta charset="windows-1251">').encode("cp1251")
    assert webpages.html(russian).encoding == "windows-1251"
    lying = hostile.page(RUSSIAN * 6, '<meta charset="no-such">').encode("cp1251")
    assert RUSSIAN.strip() in webpages.html(lying).text


def test_menus_scripts_and_comments_are_left_out():
    page = hostile.page(BODY).replace(
        "<article>",
        "<nav><a href='/'>Home</a> <a href='/x'>Sport</a></nav><script>x()</script><article>",
    )
    assert webpages.html(page.encode()).text.strip() == BODY


def test_an_article_set_in_a_table_is_read():
    page = f"<html><body><table><tr><td><p>{BODY}</p>{BODY * 5}</td></tr></table>"
    assert BODY in webpages.html(page.encode()).text


@pytest.mark.parametrize("tag", ["<script>", "<!--", "<", "<style", " " * 10, "<div>", "<b>"])
def test_no_page_takes_time_that_grows_with_its_square(tag):
    with_nothing = webpages._stripped(tag * 100_000)
    assert with_nothing.strip("< ") == ""


def test_entities_from_elsewhere_are_not_fetched(tmp_path):
    (tmp_path / "secret").write_text("harbour secret", "utf-8")
    kind = f'<!DOCTYPE l [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
    assert "harbour secret" not in webpages.html((kind + hostile.page(BODY + "&a;")).encode()).text


# documents


def test_pages_of_a_pdf_are_read_line_by_line():
    text = documents.pdf(hostile.pdf("The pier is open. The quay is shut.")).text
    assert text == "The pier is open.\nThe quay is shut."


@pytest.mark.parametrize(
    "content, status",
    [
        (hostile.pdf(picture=True), "empty"),
        (hostile.lock(hostile.pdf(BODY), "tide", "RC4-128"), "locked"),
        (b"%PDF-1.7\n", "unreadable"),
    ],
)
def test_a_pdf_without_text_says_why(content, status):
    with pytest.raises(Refused) as refused:
        documents.pdf(content)
    assert refused.value.status == status


def test_a_pdf_locked_only_for_printing_is_read():
    assert "harbour office" in documents.pdf(hostile.lock(hostile.pdf(BODY), "", "RC4-128")).text


def test_paragraphs_of_a_document_stay_paragraphs():
    assert (
        documents.docx(hostile.document("The pier.", "The quay.")).text == "The pier.\n\nThe quay."
    )


def test_rich_text_keeps_its_quotes():
    assert documents.rtf(rb"{\rtf1\ansi\ansicpg1252 \'93The pier,\'94 she said.}").text.strip() == (
        "“The pier,” she said."
    )


def test_an_office_file_that_unpacks_to_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "MAX_PART", 1000)
    with pytest.raises(Refused, match="unpacks to"):
        documents.docx(hostile.document(BODY))
