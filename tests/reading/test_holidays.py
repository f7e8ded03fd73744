"""Holidays: on which days they fall, and what a text says with their names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.test_times import only
from truceline.reading.times.feasts import days_in
from truceline.vocabulary.tables import read_toml

RULES = sorted({row["rule"] for row in read_toml("holidays")["holiday"] if "rule" in row})


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter 0", 2000, date(2000, 4, 23)),
        ("easter 0", 2024, date(2024, 3, 31)),
        ("easter 0", 1943, date(1943, 4, 25)),
        ("orthodox 0", 2024, date(2024, 5, 5)),
        ("orthodox 0", 2025, date(2025, 4, 20)),
        ("rosh 0", 2024, date(2024, 10, 3)),
        ("rosh 9", 1973, date(1973, 10, 6)),
        ("passover 0", 2023, date(2023, 4, 6)),
        ("hanukkah 0", 2024, date(2024, 12, 26)),
        ("hanukkah 0", 2023, date(2023, 12, 8)),
        ("thursday 4 11", 2023, date(2023, 11, 23)),
        ("tuesday 1 11-02", 2020, date(2020, 11, 3)),
        ("tuesday 1 11-02", 2022, date(2022, 11, 8)),
        ("12-25", 1999, date(1999, 12, 25)),
    ],
)
def test_known_days(rule: str, year: int, day: date) -> None:
    assert days_in(tuple(rule.split()), year) == (day,)


def test_the_islamic_year_is_shorter_so_a_feast_may_fall_twice() -> None:
    assert days_in(("islamic", "10", "1"), 2000) == (date(2000, 1, 8), date(2000, 12, 28))


def test_before_the_calendar_nobody_can_say() -> None:
    assert days_in(("12-25",), 1066) == ()
    assert days_in((), 2024) == ()


@given(st.sampled_from(RULES), st.integers(min_value=-5, max_value=10_005))
def test_every_rule_gives_days_of_its_year(rule: str, year: int) -> None:
    days = days_in(tuple(rule.split()), year)
    assert all(day.year == year for day in days)
    assert days or not 1583 <= year < 9999 or rule.startswith(("islamic", "hanukkah"))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It has been calm since Christmas Day", "Christmas Day", "2023-12-25"),
        ("Talks will open on Christmas Eve", "Christmas Eve", "2024-12-24"),
        ("Shells fell last Thanksgiving", "last Thanksgiving", "2023-11-23"),
        ("Shells fell on Easter Sunday ~, 2019", "Easter Sunday, 2019", "2019-04-21"),
        ("Shells fell on Good Friday", "Good Friday", "2024-03-29"),
        ("It has been calm since New Year ~'s Eve", "New Year's Eve", "2023-12-31"),
        ("Rebels struck on Yom Kippur 1973", "Yom Kippur 1973", "1973-10-06"),
        ("Rebels struck on Election Day", "Election Day", "2024-11-05"),
        ("Rebels struck on May Day", "May Day", "2024-05-01"),
        ("They met on Independence Day", "Independence Day", None),
    ],
)
def test_holidays_have_their_days(text: str, words: str, value: str | None) -> None:
    span, time = only(text)
    assert (span, time.type, time.value) == (words, "DATE", value)


def test_a_feast_by_the_moon_may_be_one_day_off() -> None:
    _, time = only("Guns fell silent for Eid al ~- ~Fitr")
    assert (time.value, time.mod, time.earliest, time.latest) == ("2024-04-10", "APPROX", "2024-04-09", "2024-04-11")


def test_a_feast_of_several_days_has_all_of_them() -> None:
    _, time = only("Guns fell silent over Passover")
    assert (time.value, time.earliest, time.latest) == ("2024-04-23/2024-04-29", "2024-04-23", "2024-04-29")


def test_a_holiday_without_the_reports_date_names_no_day() -> None:
    assert only("Guns fell silent on Christmas Day", None)[1].value is None
