from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import READING
from truceline.exports.calendar import entries_of, escaped, folded, write_calendar
from truceline.ledger import Ledger, open_ledger
from truceline.linking import Pact, PactStage, Turn, Who, agreements
from truceline.model import Agreement, Link, Reading

FRONT, KORVATH = (
    Who(actor="ostrel-front", name="Ostrel Front", country="KVT"),
    Who(actor="korvath", name="Korvath", country="KVT"),
)
PUBLISHER = Link(name="The Coast Ledger", kind="outlet", named=True)


def turn(status: str, day: str | None, *, claim: str | None = "c1", outlet: str = "The Coast Ledger") -> Turn:
    return Turn(
        status=status,
        date=day,
        reported="2031-05-14T09:30:00Z",
        chain=(Link(name=outlet, kind="outlet", named=True),),
        claim=claim,
        report="r1",
        agreement="g1",
    )


def pact(**changed: Any) -> Pact:
    known = Pact(
        id="g1",
        kind="truce",
        parties=(KORVATH, FRONT),
        mediators=(),
        places=(),
        stages=(),
        status="signed",
        since=None,
        violations=None,
        alleged=(),
        declarations=(),
        grade=None,
        covers=("truce",),
        days_in_force=None,
        history=(),
        claims=(),
        reports=(),
        members=(),
    )
    return replace(known, **changed)


def stage(**changed: Any) -> PactStage:
    known = PactStage(
        order=1,
        kind="exchange",
        days=10,
        start=0,
        end=1,
        report="r1",
        planned_start="2031-05-20",
        planned_end="2031-05-30",
        actual_start=None,
        actual_end=None,
    )
    return replace(known, **changed)


def told(day: str, *, status: str = "signed", **report: Any) -> Reading:
    """A report of the sample's agreement, with its status on a day."""
    (own,) = READING.agreements
    step = replace(own.steps[0], status=status, since=day)
    agreement: Agreement = replace(own, status=status, since=day, steps=(step,))
    return replace(READING, report=replace(READING.report, published=day, url=None, **report), agreements=(agreement,))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l") as found:
        found.add([told("2031-05-16", id="one"), told("2031-05-18", status="in force", id="two")])
        yield found


def test_another_reader_finds_every_date(ledger: Ledger) -> None:
    out = io.BytesIO()
    written = write_calendar(ledger.view(), out, program="truceline 9")
    calendar = icalendar.Calendar.from_ical(out.getvalue())
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"] == "-//truceline 9//EN"
    events = calendar.walk("VEVENT")
    assert len(events) == written >= 2
    assert not calendar.errors
    assert not any(event.errors for event in events)
    assert len({str(event["UID"]) for event in events}) == written
    (pact,) = agreements(ledger.view())
    found = {str(e["CATEGORIES"].to_ical().decode()): e for e in events}
    assert found["in force"].decoded("DTSTART") == date(2031, 5, 18)
    assert found["in force"].decoded("DTEND") == date(2031, 5, 19)
    assert found["in force"].decoded("DTSTAMP") == datetime(2031, 5, 18, tzinfo=UTC)
    assert all(pact.id in str(event["DESCRIPTION"]) for event in events)


def test_every_line_is_as_the_standard_wants_it(ledger: Ledger) -> None:
    out = io.BytesIO()
    write_calendar(ledger.view(), out)
    lines = out.getvalue().split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= 75
        line.decode()  # no character is cut


def test_reports_of_one_day_are_one_entry() -> None:
    history = (turn("signed", "2031-05-16"), turn("signed", "2031-05-16", claim=None, outlet="Harbour Radio"))
    (entry,) = entries_of(pact(history=history))
    assert (entry.first, entry.after) == (date(2031, 5, 16), date(2031, 5, 17))
    assert entry.summary == "Truce Korvath – Ostrel Front: signed"
    assert entry.description.split("\n") == ["The Coast Ledger (c1)", "Harbour Radio (r1)", "agreement g1"]


def test_what_has_no_day_is_no_entry() -> None:
    assert list(entries_of(pact(history=(turn("offered", None),), stages=(stage(planned_start=None),)))) == []


def test_stages_are_tentative_until_somebody_says_that_they_began() -> None:
    planned, begun = entries_of(pact(stages=(stage(), stage(order=2, actual_start="2031-05-21", planned_end=None))))
    assert (planned.first, planned.after, planned.tentative) == (date(2031, 5, 20), date(2031, 5, 30), True)
    assert (begun.first, begun.after, begun.tentative) == (date(2031, 5, 21), date(2031, 5, 22), False)


def test_a_stage_that_ends_before_it_begins_has_a_day() -> None:
    (entry,) = entries_of(pact(stages=(stage(planned_end="2031-05-01"),)))
    assert (entry.first, entry.after) == (date(2031, 5, 20), date(2031, 5, 21))


def test_the_last_day_there_is() -> None:
    (entry,) = entries_of(pact(history=(turn("signed", "9999-12-31"),)))
    assert entry.first == date.max


@given(st.text())
def test_any_text_comes_back_and_begins_no_line_of_its_own(text: str) -> None:
    data = folded(f"SUMMARY:{escaped(text)}")
    assert all(len(part) <= 75 for part in data.removesuffix(b"\r\n").split(b"\r\n"))
    calendar = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + data + b"END:VEVENT\r\n")
    assert list(calendar) == ["SUMMARY"]
    visible = [c for c in text if c.isprintable() and c not in "\\"]
    assert [c for c in str(calendar["SUMMARY"]) if c in visible] == [
        c for c in text.encode(errors="replace").decode() if c in visible
    ]
