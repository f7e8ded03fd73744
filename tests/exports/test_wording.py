from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.exports import wording
from truceline.model import Count, Time


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-05-12", "2031-05-12", "12 May 2031"),
        ("2031-05-12", "2031-05-18", "12–18 May 2031"),
        ("2031-04-28", "2031-05-04", "28 Apr – 4 May 2031"),
        ("2030-12-29", "2031-01-04", "29 Dec 2030 – 4 Jan 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2029-01-01", "2031-12-31", "2029–2031"),
        ("2031-05-12", None, "from 12 May 2031"),
        (None, "2031-05-12", "until 12 May 2031"),
        (None, None, None),
    ],
)
def test_days(first: str | None, last: str | None, words: str | None) -> None:
    assert wording.days(first, last) == words


def test_a_time_without_days_keeps_its_words() -> None:
    assert wording.time(Time(id="t1", start=0, end=1, type="DATE"), "one day") == "“one day”"
    lasting = Time(id="t1", start=0, end=1, type="DURATION", earliest="2031-05-12", latest="2031-05-18")
    assert wording.time(lasting, "a week") == "“a week”"


@pytest.mark.parametrize(
    ("low", "high", "of", "measure", "words"),
    [
        (81, None, "civilians", "killed", "81 or more civilians killed"),
        (1001, None, None, "killed", "1,001 or more killed"),
        (None, 24, "soldiers", "captured", "up to 24 soldiers captured"),
        (180, 199, "missiles", "weapons", "180 to 199 missiles"),
        (12, 12, "people killed", "killed", "12 people killed"),
        (0, 0, None, "injured", "0 injured"),
        (2.5, 2.5, "million dollars", "money", "2.5 million dollars"),
        (300, 300, None, "money", "300 (money)"),
        (3e8, 3e8, "$", "money", "$300,000,000"),
        (None, None, "homes", "other", "an unsaid number of homes"),
        (None, None, None, "killed", "an unsaid number killed"),
    ],
)
def test_counts(low: float | None, high: float | None, of: str | None, measure: str, words: str) -> None:
    number = Count(
        id="n1",
        start=0,
        end=1,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        of=of,
        measure=measure,
    )
    assert wording.count(number) == words


def test_what_is_counted_is_left_out_where_it_stands_beside() -> None:
    number = Count(id="n1", start=0, end=1, low=12.0, high=12.0, of="gunmen", measure="killed")
    assert wording.count(number, of=False) == "12 killed"


@pytest.mark.parametrize(
    ("code", "phase", "words"),
    [
        ("CT+", "happened", None),
        ("PR+", "happened", "probable"),
        ("CT-", "happened", "did not happen"),
        ("PR-", "ongoing", "probably did not happen"),
        ("CT-", "intended", "not so"),
        ("Uu", "happened", "open whether"),
        ("Uu", "requested", None),
    ],
)
def test_factuality(code: str, phase: str, words: str | None) -> None:
    assert wording.factuality(code, phase) == words


@given(st.text())
def test_what_is_shown_cannot_steer_a_terminal(text: str) -> None:
    shown = wording.on_one_line(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)
    assert not any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f" for c in shown)
    shown.encode()


def test_what_was_hidden_is_marked() -> None:
    assert wording.on_one_line("a\x1b[2Jb\n\n c\u202ed") == "a�[2Jb c�d"


@given(st.text(), st.integers(10, 50))
def test_a_shortened_text_fits(text: str, most: int) -> None:
    assert len(wording.shortened(text, most)) <= most + 2


def test_a_text_is_cut_between_words() -> None:
    assert wording.shortened("The ferries of Ostrel, and Tarn", 25) == "The ferries of Ostrel …"
