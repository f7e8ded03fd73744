"""Holidays: names by their first words, none of them twice."""

from __future__ import annotations

from truceline.vocabulary.holidays import load_holidays
from truceline.vocabulary.tables import read_toml


def test_names_are_looked_up_by_their_first_word_the_longest_first() -> None:
    named = load_holidays()["easter"]
    assert [one.rest for one in named if one.rest] == [("sunday",), ("day",), ("monday",)]
    assert named[-1].rest == ()
    assert ("year", "'s", "eve") in {one.rest for one in load_holidays()["new"]}


def test_no_name_stands_twice() -> None:
    names = [name.lower() for row in read_toml("holidays")["holiday"] for name in row["names"]]
    assert len(names) == len(set(names))
