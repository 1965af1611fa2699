"""Tables have the types that the data package promises."""

from crossread import schema

ROW = {
    "statement_id": "s0000001", "article_id": "a", "start": 0, "end": 2, "text": "No",
    "fragments": [[0, 1], [1, 2]], "kind": "direct", "via": ["Wire", "House"], "rule": "quoted",
    "is_recycled": False,
}  # fmt: skip


def test_lists_are_lists_again_in_a_frame():
    table = schema.frame(schema.build("statements", [ROW]))
    assert table.loc[0, "fragments"] == [[0, 1], [1, 2]]
    assert table.loc[0, "via"] == ["Wire", "House"]


def test_a_table_of_lists_may_have_no_rows():
    table = schema.frame(schema.build("statements", []))
    assert list(table) == schema.arrow("statements").names
    assert len(table) == 0
