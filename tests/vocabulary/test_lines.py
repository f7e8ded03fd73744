from __future__ import annotations

import tomllib

import pytest

from truceline.vocabulary.lines import Lines

TEXT = """\
# names
[[group]]
id = "a"

  [[ group ]]  # the second
id = "b"
[[outlet]]
id = "c"
[plain]
x = 1
"""


def lines(text: str) -> Lines:
    return Lines(text, tomllib.loads(text))


@pytest.mark.parametrize(
    ("table", "number", "line"),
    [("group", 1, 2), ("group", 2, 5), ("group", 3, None), ("outlet", 1, 7), ("plain", 1, 9), ("role", 1, None)],
)
def test_a_table_begins_at_its_header(table: str, number: int, line: int | None) -> None:
    assert lines(TEXT).of(table, number) == line


def test_a_header_within_a_string_makes_the_lines_unknown_and_not_wrong() -> None:
    text = '[[group]]\nid = """\n[[group]]\n"""\n[[group]]\nid = "b"\n'
    assert [lines(text).of("group", number) for number in (1, 2)] == [None, None]


def test_tables_written_inline_have_no_line() -> None:
    assert lines('group = [{id = "a"}]\n').of("group", 1) is None
