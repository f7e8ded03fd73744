"""Totals of victims, and those on top of earlier ones."""

from __future__ import annotations

import pytest

from tests.reading.test_counts import counts_of, plain


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("12 people were killed in Dovan", [None]),
        ("another 12 people were killed", ["new"]),
        ("12 more people were killed", ["new"]),
        ("more than 12 people were killed", [None]),
        ("the death toll rose to 340", ["total"]),
        ("a total of 340 people were killed", ["total"]),
        ("340 people have been killed since January", ["total"]),
        ("so far 340 people were killed", ["total"]),
        ("12 died ~, which brings the number of dead to 340", [None, "total"]),
        ("they fired 12 more rockets", [None]),
    ],
)
def test_totals_are_told_from_additions(text: str, tolls: list[str | None]) -> None:
    assert [count.toll for _, count in counts_of(plain(text))] == tolls
