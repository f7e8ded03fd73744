from __future__ import annotations

from datetime import date

import numpy as np

from truceline.desk.pages.timeline import CLASS_OF, CLASS_WORDS, timeline
from truceline.exports.wording import EVENTS


def number(day: str) -> int:
    return date.fromisoformat(day).toordinal() - 1


def drawn(*claims: tuple[str, str, str], since: str | None = None, until: str | None = None):
    first = np.array([number(a) if a else -1 for a, _, _ in claims], dtype=np.int64)
    last = np.array([number(b) if b else -1 for _, b, _ in claims], dtype=np.int64)
    names = list(CLASS_WORDS)
    classes = np.array([names.index(name) for _, _, name in claims], dtype=np.int8)
    return timeline(first, last, classes, since=since, until=until, href=lambda a, b: f"{a}..{b}")


def test_every_event_is_of_one_class():
    assert set(CLASS_OF) == set(EVENTS)
    assert set(CLASS_OF.values()) == set(CLASS_WORDS)


def test_a_bar_leads_to_its_days_and_says_what_it_holds():
    found = drawn(("2031-03-02", "2031-03-02", "deed-against"), ("2031-03-02", "2031-03-02", "word-with"))
    (bar,) = found.bars
    assert bar.href == "2031-03-02..2031-03-02"
    assert bar.says == "2 Mar 2031: 1 conflict, deeds, 1 cooperation, words"


def test_conflict_stands_above_the_axis_and_cooperation_below():
    found = drawn(("2031-03-02", "2031-03-02", "deed-against"), ("2031-03-02", "2031-03-02", "deed-with"))
    (bar,) = found.bars
    sides = {name: (y, y + height) for name, y, height in bar.parts}
    assert sides["deed-against"][1] <= found.axis + 0.1
    assert sides["deed-with"][0] >= found.axis - 0.1


def test_days_that_are_known_no_closer_are_lines_and_no_bars():
    found = drawn(("2031-03-01", "2031-03-31", "deed-against"), ("2031-03-02", "2031-03-02", "deed-against"))
    assert sum(height > 0 for bar in found.bars for _, _, height in bar.parts) == 1
    assert found.undated == 1
    assert found.vague[0][3].startswith("1–31 Mar 2031, no closer")


def test_years_are_drawn_by_longer_steps():
    days = [f"20{year}-06-15" for year in range(10, 32)]
    found = drawn(*((day, day, "deed-against") for day in days))
    assert found.step != "a day"
    assert len(found.bars) <= 140


def test_the_days_asked_for_are_the_ones_drawn():
    claims = [("2031-03-02", "2031-03-02", "deed-against"), ("2031-06-02", "2031-06-02", "deed-against")]
    found = drawn(*claims, since="2031-03-01", until="2031-03-31")
    assert len(found.bars) == 1
    assert found.outside == 1


def test_nothing_is_drawn_where_no_day_is_known():
    assert drawn(("", "", "deed-against")) is None
    assert drawn() is None


def test_of_many_claims_the_far_ends_are_left_out_and_counted():
    days = ["2031-03-02"] * 200 + ["1914-07-28"]
    found = drawn(*((day, day, "deed-against") for day in days))
    assert found.outside == 1
    assert found.step == "a day"


def test_days_to_the_ends_of_the_calendar():
    found = drawn(("0001-01-01", "9999-12-31", "deed-against"), ("9999-12-31", "9999-12-31", "word-with"))
    assert found is not None
