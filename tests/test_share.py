"""What a shared copy holds to be true, as far as no browser is needed to see it."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import export, schema
from crossread.chronology.tables import Events
from crossread.export import package
from crossread.notebooks import STATE
from crossread.share import copies, grid, outputs, page, prose, tables, trimming

TEXT = "The boat left the harbour at noon, and nobody saw it again until the spring."


def trim(text: str, n: int = 4) -> str:
    return trimming.trimmer([TEXT], n)(text)


class TestTrimming:
    def test_a_run_of_an_articles_words_is_cut_after_so_many(self):
        assert (
            trim(f"He wrote: {TEXT} So it was.") == "He wrote: The boat left the\u2026. So it was."
        )

    def test_words_of_others_stay(self):
        assert trim("The boats left, and the harbour at noon lay empty.") == (
            "The boats left, and the harbour at noon lay empty."
        )

    def test_neither_case_nor_tags_nor_line_ends_hide_a_quotation(self):
        assert trim("THE boat<br>left\nthe <b>harbour</b> at noon") == "THE boat<br>left\nthe\u2026"

    def test_every_string_of_a_structure_is_cut_and_its_shape_stays(self):
        cut = trimming.everywhere({"a": [TEXT, 1, None], "b": {"c": TEXT[:8]}}, trim)
        assert cut == {"a": ["The boat left the\u2026.", 1, None], "b": {"c": "The boat"}}

    @given(st.text(), st.integers(1, 5))
    def test_cutting_twice_cuts_nothing_more(self, text, n):
        once = trimming.trimmer([text, TEXT], n)(text)
        assert trimming.trimmer([text, TEXT], n)(once) == once


class TestProse:
    def test_markup_is_shown_and_not_obeyed(self):
        html = prose.html("a <img src=x onerror=alert(1)> b", [])
        assert "<img" not in html and "&lt;img" in html

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
    def test_a_link_that_would_run_something_leads_nowhere(self, url):
        assert url not in prose.html(f"[click]({url})", [])

    def test_an_image_is_its_words_and_no_request(self):
        assert prose.html("![a boat](http://example.org/x.png)", []) == "<p>a boat</p>\n"

    def test_links_to_shared_notebooks_lead_to_their_pages(self):
        assert 'href="02-b.html"' in prose.html("[next](02-b.ipynb)", ["02-b"])
        assert prose.html("[next](03-c.ipynb)", ["02-b"]) == "<p>next</p>\n"


class TestGrid:
    def test_a_table_is_read_as_text_with_the_names_of_its_keys_in_one_head(self):
        frame = pd.DataFrame({"n": [1, 2], "text": ["<b>", "x"]}, pd.Index(["a", "b"], name="key"))
        [read] = grid.read(frame.to_html())
        assert (list(read.head), read.n_keys) == (["key", "n", "text"], 1)
        assert read.rows == [["a", "1", "<b>"], ["b", "2", "x"]]

    def test_cells_that_span_rows_stand_in_each(self):
        index = pd.MultiIndex.from_tuples([("a", 1), ("a", 2)], names=["k", "l"])
        [read] = grid.read(pd.DataFrame({"n": [3, 4]}, index).to_html())
        assert read.rows == [["a", "1", "3"], ["a", "2", "4"]]

    def test_scripts_in_a_table_are_text_or_gone(self):
        [read] = grid.read("<table><tbody><tr><td><a href='javascript:1'>x</a></td></tr></table>")
        assert read.rows == [["x"]]


class TestTables:
    def events(self, n: int) -> pd.DataFrame:
        row = {"event_id": "e1", "edtf": "2020", "label": "=1+1", "is_conflicting": False}
        counts = dict.fromkeys(["n_mentions", "n_articles", "n_outlets", "n_roots"], 1)
        rows = [row | counts | {"event_id": f"e{i}"} for i in range(n)]
        return schema.frame(schema.build("events", rows))

    def test_tables_are_known_by_their_columns_and_the_whole_is_taken(self):
        whole = self.events(3)
        names = {
            "few": whole.head(1),
            "all": Events(whole, whole.head(0)),
            "other": whole[["edtf"]],
        }
        assert {key: len(frame) for key, frame in tables.collect(names).items()} == {"events": 3}

    def test_a_formula_has_an_apostrophe_in_front(self):
        files = package.files({"events": self.events(1)})
        head, row = files["events.csv"].splitlines()
        cells = dict(zip(head.split(","), row.split(","), strict=True))
        assert (cells["label"], cells["is_conflicting"], cells["earliest"]) == (
            "'=1+1",
            "false",
            "",
        )
        assert export.verbatim(cells["label"]) == "=1+1"

    def test_every_column_is_described_for_people_and_for_programs(self):
        files = package.files({"events": self.events(1)})
        [resource] = json.loads(files["datapackage.json"])["resources"]
        described = [field["name"] for field in resource["schema"]["fields"]]
        assert described == files["events.csv"].splitlines()[0].split(",")
        assert [line.split(",")[:2] for line in files["dictionary.csv"].splitlines()[1:]] == [
            ["events", name] for name in described
        ]

    def test_articles_are_left_out_where_they_may_not_be_handed_on(self, example):
        cut = trimming.trimmer(example.articles["text"], 5)
        files = package.files({"articles": example.articles}, cut)
        assert "text" not in files["articles.csv"].splitlines()[0].split(",")
        assert "telephone conversation took place between" not in files["articles.csv"]


def test_panels_that_show_nothing_but_articles_are_left_out_with_them():
    specs = {
        "rows": {"texts": {"a": TEXT}, "receipts": {"text": [TEXT]}, "controls": []},
        "room": {"articles": [{"text": TEXT}], "controls": []},
        "wordings": {"pairs": {}, "texts": {"a": TEXT}, "controls": []},
    }
    state = {key: {"state": {"spec": spec}} for key, spec in specs.items()}
    notebook = {"cells": [], "metadata": {"widgets": {STATE: {"state": state}}}}
    copies._trim(notebook, trim)
    left = {key: model["state"]["spec"] for key, model in state.items()}
    rows = {"texts": {}, "receipts": {"text": ["The boat left the\u2026."]}, "controls": []}
    assert left == {"rows": rows, "room": {}, "wordings": {}}


def test_data_can_not_leave_its_element():
    written = page._json({"a": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == {"a": "</script><!-- & \u2028"}


def test_a_script_that_would_end_early_is_refused():
    with pytest.raises(ValueError, match="closes its own element"):
        page._inline('const x = "</script>";')


def test_the_policy_names_scripts_by_hash_only():
    scripts = page.policy(["sha256-abc"]).split(";")[1]
    assert scripts == " script-src 'sha256-abc'"


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="something else than a shared copy"):
        copies.share([], tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_panel_of_a_kind_yet_unknown_is_still_a_panel():
    block = outputs._panel({"label": "new", "controls": [], "n": 0})
    assert (block["sheets"], block["grid"]) == ([], None)
