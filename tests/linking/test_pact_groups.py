"""Agreements are judged when linking: the same whatever came first, and as answers without linking have it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from evaluation.made_pacts import made_pacts
from tests.linking.pacts import told
from truceline.exports.objects import pact_object
from truceline.ledger import Filters, Judgement, JudgementRow, Ledger, open_ledger
from truceline.linking import agreement, agreements, link
from truceline.model import Reading

PROGRAM = "truceline test"
SIDES = ("elbia", "hilmen")
SIGNED = told("2031-05-02", SIDES, ("signed", "2031-05-01"), mediators=["tarn"])
BEGUN = told("2031-05-04", SIDES, ("in force", "2031-05-04"), outlet="The Harbour Post")
ENDED = told("2031-05-20", SIDES, ("ended", "2031-05-19"))
ANEW = told("2031-06-20", SIDES, ("proposed", None), outlet="The Harbour Post")
OTHERS = told("2031-05-04", ["tarn", "varda"], ("offered", None))


def version(reading: Reading, day: str, text: str) -> Reading:
    """Another version of a report."""
    report = replace(reading.report, published=day, text=f"{reading.report.text} {text}")
    return replace(reading, report=report)


# The first of two versions tells of another agreement than the second one.
BEFORE = told("2031-05-03", ["elbia", "varda"], ("offered", None), outlet="The Wire")
AFTER = replace(
    version(BEGUN, "2031-05-06", "corrected"),
    report=replace(BEFORE.report, published="2031-05-06", text=f"{BEGUN.report.text} corrected"),
)
MANY = [SIGNED, BEGUN, ENDED, ANEW, OTHERS, BEFORE, AFTER, *made_pacts(25, seed=5)]


def opened(path: Path) -> Ledger:
    return open_ledger(path, clock=lambda: "2031-12-01T00:00:00Z")


def judged(ledger: Ledger) -> set[tuple[object, ...]]:
    """The judgements that stand and join something."""
    rows = (row.judgement for row in ledger.view().judgements("agreement"))
    return {(row.subjects, row.objects, row.score, str(sorted(row.reasons.items()))) for row in rows if row.objects}


def answers(ledger: Ledger) -> list[list[dict[str, Any]]]:
    days = (None, "2031-05-03", "2031-05-05", "2031-05-12", "2031-06-21", "2030-02-01")
    return [[pact_object(pact) for pact in agreements(ledger.view(day))] for day in days]


@pytest.fixture
def reference(tmp_path: Path) -> Ledger:
    ledger = opened(tmp_path / "reference.sqlite")
    ledger.add(MANY)
    return ledger


def test_linking_changes_no_answer(reference: Ledger) -> None:
    before = answers(reference)
    assert max(len(pact["members"]) for pact in before[0]) > 2
    assert link(reference, program=PROGRAM).judgements > 0
    assert judged(reference)
    assert answers(reference) == before
    assert link(reference, program=PROGRAM).judgements == 0


@pytest.mark.parametrize(("seed", "size"), [(0, 1), (1, 5), (2, 11)])
def test_neither_order_nor_batches_matter(reference: Ledger, tmp_path: Path, seed: int, size: int) -> None:
    link(reference, program=PROGRAM)
    shuffled = list(MANY)
    Random(seed).shuffle(shuffled)
    with opened(tmp_path / "shuffled.sqlite") as ledger:
        for i in range(0, len(shuffled), size):
            ledger.add(shuffled[i : i + size])
            link(ledger, program=PROGRAM)
        assert judged(ledger) == judged(reference)
        assert answers(ledger) == answers(reference)
        assert ledger.verify().whole


def test_what_a_day_knew_stays_whatever_comes_later(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger.sqlite") as ledger:
        ledger.add([SIGNED, BEFORE])
        link(ledger, program=PROGRAM)
        known = [pact_object(pact) for pact in agreements(ledger.view("2031-05-05"))]
        assert len(known) == 2
        ledger.add([AFTER, ENDED, BEGUN])
        link(ledger, program=PROGRAM)
        then = [pact_object(pact) for pact in agreements(ledger.view("2031-05-05"))]
        assert [pact["id"] for pact in then] == [pact["id"] for pact in known]
        assert [len(pact["members"]) for pact in agreements_of(ledger, "2031-05-05")] == [2, 1]
        assert [len(pact["members"]) for pact in agreements_of(ledger, None)] == [4]


def agreements_of(ledger: Ledger, day: str | None) -> list[dict[str, Any]]:
    return [pact_object(pact) for pact in agreements(ledger.view(day))]


def standing(ledger: Ledger) -> list[JudgementRow]:
    return list(ledger.view().judgements("agreement"))


def test_a_person_has_the_last_word_before_and_after_linking(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger.sqlite") as ledger:
        ledger.add([SIGNED, BEGUN])
        link(ledger, program=PROGRAM)
        (pact,) = agreements(ledger.view())
        first, second = pact.members
        (row,) = standing(ledger)
        apart = Judgement(
            kind="agreement", subjects=(second,), objects=(first,), score=0.0, by="Vera Ahn", supersedes=row.id
        )
        ledger.judge([apart])
        for _ in range(2):
            assert [pact.members for pact in agreements(ledger.view())] == [(first,), (second,)]
            link(ledger, program=PROGRAM)
        ledger.add([ENDED])
        link(ledger, program=PROGRAM)
        assert all({first, second} - set(pact.members) for pact in agreements(ledger.view()))
        (by_person,) = [row for row in standing(ledger) if row.judgement.by == "Vera Ahn"]
        together = replace(apart, score=1.0, supersedes=by_person.id)
        ledger.judge([together])
        for _ in range(2):
            assert {first, second} <= set(agreement(ledger.view(), first).members)
            link(ledger, program=PROGRAM)
        assert ledger.verify().whole


def test_a_report_that_is_read_again_tells_what_it_tells_now(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger.sqlite") as ledger:
        ledger.add([SIGNED, BEGUN, ENDED])
        link(ledger, program=PROGRAM)
        ledger.add([replace(BEGUN, agreements=())])
        for _ in range(2):
            (pact,) = agreements(ledger.view())
            assert len(pact.members) == 2
            link(ledger, program=PROGRAM)


def test_where_notes_are_gone_they_are_made_anew(reference: Ledger) -> None:
    link(reference, program=PROGRAM)
    expected = answers(reference), judged(reference)
    with reference.database.writing() as connection:
        for table in ("notes", "progress", "signs", "columns"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    assert answers(reference) == expected[0]
    link(reference, program=PROGRAM)
    assert (answers(reference), judged(reference)) == expected


def test_filters_find_the_same_with_columns_and_without(reference: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    link(reference, program=PROGRAM)
    questions = [Filters(outlet="The Harbour Post"), Filters(actor="varda"), Filters(country="XKA"), Filters(place="x")]
    soon = [[pact.id for pact in agreements(reference.view(), filters)] for filters in questions]
    assert soon[0]
    monkeypatch.setattr(type(reference.columns), "soon", lambda self: None)
    assert [[pact.id for pact in agreements(reference.view(), filters)] for filters in questions] == soon
