"""Plain numbers, and the range that the words around a number allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.reading.numbers import number_at
from truceline.reading.quantities import Quantity, quantity_at


@pytest.mark.parametrize(
    ("words", "value", "used"),
    [
        ("13", 13, 1),
        ("1,200", 1200, 1),
        ("1.5 million", 1_500_000, 2),
        ("3bn", 3_000_000_000, 1),
        ("twelve", 12, 1),
        ("forty - two", 42, 3),
        ("forty two", 42, 2),
        ("a hundred", 100, 2),
        ("one hundred and five", 105, 4),
        ("three thousand five hundred", 3500, 4),
        ("two hundred thousand", 200_000, 3),
        ("two dozen", 24, 2),
        ("a dozen", 12, 2),
        ("half a million", 500_000, 3),
        ("half - a - dozen", 6, 5),
        ("a half dozen", 6, 3),
        ("one and a half million", 1_500_000, 5),
        ("a million and a half", 1_500_000, 5),
        ("two and a half", 2.5, 4),
        ("5 1/2", 5.5, 2),
        ("2 ½", 2.5, 2),
        ("2½", 2.5, 1),
        ("three score", 60, 2),
        ("ten and six", 10, 1),
        ("twenty - day", 20, 1),
        ("five six", 5, 1),
    ],
)
def test_plain_numbers(words: str, value: float, used: int) -> None:
    lowers = words.split()
    assert number_at(lowers, 0, len(lowers)) == (value, used)


@pytest.mark.parametrize(
    "words", ["hundreds", "a", "a man", "half", "half the", "7th", "²", "1-2", "m-16", "-", "1,2,3"]
)
def test_no_plain_number(words: str) -> None:
    lowers = words.split()
    assert number_at(lowers, 0, len(lowers)) is None


def test_a_hundred_hundreds_are_no_number_without_end() -> None:
    lowers = ["one"] + ["hundred"] * 400
    assert number_at(lowers, 0, len(lowers)) == (100, 2)


def quantity(words: str, at: str) -> Quantity:
    """The quantity whose number begins at a word."""
    lowers = words.split()
    found = quantity_at(lowers, lowers.index(at), 0, len(lowers))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "at", "low", "high", "best"),
    [
        ("13", "13", 13, 13, 13),
        ("more than 80", "80", 81, None, None),
        ("over a thousand", "a", 1001, None, None),
        ("well over 300", "300", 301, None, None),
        ("at least 12", "12", 12, None, None),
        ("no fewer than 12", "12", 12, None, None),
        ("12 or more", "12", 12, None, None),
        ("20 - plus", "20", 20, None, None),
        ("up to 24", "24", None, 24, None),
        ("as many as 24", "24", None, 24, None),
        ("no more than 5", "5", None, 5, None),
        ("fewer than 100", "100", None, 99, None),
        ("nearly 200", "200", 180, 200, None),
        ("almost two hundred", "two", 180, 200, None),
        ("about 200", "200", 180, 220, 200),
        ("an estimated 3,000", "3,000", 2700, 3300, 3000),
        ("30 or so", "30", 27, 33, 30),
        ("10 to 15", "10", 10, 15, None),
        ("10 - 15", "10", 10, 15, None),
        ("between 10 and 15", "10", 10, 15, None),
        ("two or three", "two", 2, 3, None),
        ("dozens", "dozens", 24, None, None),
        ("scores", "scores", 40, None, None),
        ("hundreds", "hundreds", 200, 999, None),
        ("thousands", "thousands", 2000, 9999, None),
        ("tens of thousands", "tens", 20_000, 99_999, None),
        ("hundreds of thousands", "hundreds", 200_000, 999_999, None),
        ("several", "several", 3, None, None),
        ("a few hundred", "few", 300, 999, None),
        ("a couple of", "couple", 2, 2, 2),
        ("more than two dozen", "two", 25, None, None),
    ],
)
def test_ranges(words: str, at: str, low: float | None, high: float | None, best: float | None) -> None:
    found = quantity(words, at)
    assert (found.low, found.high, found.best) == (low, high, best)


@pytest.mark.parametrize(
    ("words", "at", "first", "after"),
    [
        ("fired more than 80 rockets", "80", 1, 4),
        ("between 10 and 15 men", "10", 0, 4),
        ("rose from 10 to 15", "10", 2, 3),
        ("a few men", "few", 0, 2),
        ("over several weeks", "several", 1, 2),
        ("tens of thousands fled", "tens", 0, 3),
    ],
)
def test_the_words_that_belong_to_a_quantity(words: str, at: str, first: int, after: int) -> None:
    found = quantity(words, at)
    assert (found.first, found.after) == (first, after)


def test_a_bound_before_a_sign() -> None:
    lowers = "more than $ 2 million".split()
    found = quantity_at(lowers, 3, 0, 5, front=2)
    assert found is not None
    assert (found.first, found.low, found.high) == (0, 2_000_001, None)


def test_the_floor_is_kept() -> None:
    lowers = "more than 80".split()
    found = quantity_at(lowers, 2, 2, 3)
    assert found is not None
    assert (found.first, found.best) == (2, 80)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_and_their_commas_are_the_same_number(number: int) -> None:
    assert number_at([str(number)], 0, 1) == (number, 1)
    assert number_at([f"{number:,}"], 0, 1) == (number, 1)


@given(
    st.lists(
        st.sampled_from(
            "a half hundred thousand million dozen dozens of few several couple and - to or between more than at least "
            "up nearly about no fewer 5 1,200 1/2 ½ twenty two zero tens score plus so odd".split()
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(min_value=0, max_value=11),
)
def test_any_words_give_a_range_in_order(words: list[str], at: int) -> None:
    found = quantity_at(words, min(at, len(words) - 1), 0, len(words))
    if found is not None:
        assert 0 <= found.first <= found.number < found.after <= len(words)
        assert found.low is None or found.high is None or found.low <= found.high
        assert found.best is None or (found.low or 0) <= found.best <= (found.high or found.best)
