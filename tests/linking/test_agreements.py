from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from tests.linking.pacts import told
from truceline.errors import UnknownId
from truceline.exports.objects import pact_object
from truceline.ledger import Filters, Judgement, Ledger, open_ledger
from truceline.linking import Pact, agreement, agreement_judgements, agreements
from truceline.model import Reading

SIDES = ("elbia", "hilmen")
SIGNED = told("2031-05-02", SIDES, ("signed", "2031-05-01"), mediators=["tarn"])
BEGUN = told("2031-05-04", SIDES, ("in force", "2031-05-04"), outlet="The Harbour Post")


def pacts(ledger: Ledger, *readings: Reading, as_of: str | None = None) -> list[Pact]:
    ledger.add(readings)
    return list(agreements(ledger.view(as_of)))


def names(pact: Pact) -> set[str | None]:
    return {who.actor for who in pact.parties}


def test_reports_of_one_agreement_are_laid_together(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, SIGNED, BEGUN)
    assert names(pact) == {"elbia", "hilmen"}
    assert [who.actor for who in pact.mediators] == ["tarn"]
    assert (pact.status, pact.since, len(pact.reports)) == ("in force", "2031-05-04", 2)
    assert [(turn.status, turn.date) for turn in pact.history] == [("signed", "2031-05-01"), ("in force", "2031-05-04")]
    assert [turn.chain[-1].name for turn in pact.history] == ["Coast Standard", "The Harbour Post"]
    assert all(turn.claim in pact.claims for turn in pact.history)


def test_a_minister_and_his_state_are_one_side(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, told("2031-04-30", ["elbian-minister"], ("offered", None)), SIGNED)
    assert names(pact) == {"elbia", "hilmen"}


@pytest.mark.parametrize(
    "other",
    [
        told("2031-05-04", ["elbia", "varda"], ("in force", "2031-05-04")),  # another side
        told("2031-05-20", SIDES, ("signed", "2031-05-19")),  # signed on another day
        told("2031-05-04", SIDES, ("offered", None), kind="exchange"),  # of another kind
        told("2031-05-04", ["tarn", "varda"], ("offered", None)),
    ],
)
def test_what_differs_is_another_agreement(ledger: Ledger, other: Reading) -> None:
    assert len(pacts(ledger, SIGNED, other)) == 2


def test_after_its_end_a_new_one_begins(ledger: Ledger) -> None:
    ended = told("2031-05-10", SIDES, ("ended", "2031-05-10"))
    anew = told("2031-06-20", SIDES, ("proposed", None))
    first, second = pacts(ledger, SIGNED, BEGUN, ended, anew)
    assert (first.status, first.since, first.days_in_force) == ("ended", "2031-05-10", 6)
    assert (second.status, second.days_in_force) == ("proposed", None)


def test_the_order_of_adding_does_not_matter(places: Callable[[], str]) -> None:
    later = told("2031-05-09", ["hilmen"], ("violated", None), violations="alleged", by=["hilmen"], source="Elbia")
    found = []
    for order in permutations((SIGNED, BEGUN, later)):
        with open_ledger(places(), clock=lambda: "2031-06-01T00:00:00Z") as ledger:
            found.append([pact_object(pact) for pact in pacts(ledger, *order)])
    assert all(one == found[0] for one in found)


def test_as_of_a_day_it_stands_where_it_stood(ledger: Ledger) -> None:
    announced = told("2031-05-02", SIDES, ("accepted", None), outlet="The Harbour Post", words="It will begin.")
    ledger.add([SIGNED, announced, BEGUN, told("2031-05-30", SIDES, ("suspended", "2031-05-29"))])

    def standing(day: str | None) -> tuple[Any, ...]:
        (pact,) = agreements(ledger.view(day))
        return pact.status, pact.since, pact.days_in_force

    assert list(agreements(ledger.view("2031-05-01"))) == []
    assert standing("2031-05-03") == ("signed", "2031-05-01", None)
    assert standing("2031-05-14") == ("in force", "2031-05-04", 10)
    assert standing(None) == ("suspended", "2031-05-29", 25)
    assert {pact.id for day in ("2031-05-03", None) for pact in agreements(ledger.view(day))} == {
        next(agreements(ledger.view())).id
    }


def test_what_will_be_is_not_yet(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, SIGNED, told("2031-05-03", SIDES, ("in force", "2031-05-09")), as_of="2031-05-05")
    assert (pact.status, pact.days_in_force) == ("signed", None)
    assert ("in force", "2031-05-09") in {(turn.status, turn.date) for turn in pact.history}


def test_contradictory_statements_stay_beside_each_other(ledger: Ledger) -> None:
    (pact,) = pacts(
        ledger,
        BEGUN,
        told("2031-05-08", SIDES, ("ended", None), by=["elbia"], source="Minister Ahn"),
        told("2031-05-08", SIDES, ("in force", None), by=["hilmen"], source="Commander Oll", words="Not so."),
    )
    found = {(turn.status, turn.chain[0].name) for turn in pact.history}
    assert {("ended", "Minister Ahn"), ("in force", "Commander Oll")} <= found


def test_stages_have_planned_and_actual_days(ledger: Ledger) -> None:
    stages = [(1, "truce", 10.0), (2, "exchange", 21.0), (3, "withdrawal", None)]
    exchange = told("2031-05-15", SIDES, ("in force", None), mode="release", happened="2031-05-15")
    (pact,) = pacts(ledger, told("2031-05-02", SIDES, ("signed", "2031-05-01"), stages=stages), BEGUN, exchange)
    assert [(s.planned_start, s.planned_end, s.actual_start) for s in pact.stages] == [
        ("2031-05-04", "2031-05-14", "2031-05-04"),
        ("2031-05-14", "2031-06-04", "2031-05-15"),
        ("2031-06-04", None, None),
    ]
    assert pact.covers == ("truce", "exchange", "withdrawal")


def test_where_the_beginning_is_not_known_no_day_is_planned(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, told("2031-05-02", SIDES, ("offered", None), stages=[(1, "truce", 10.0)]))
    assert [(s.days, s.planned_start, s.planned_end) for s in pact.stages] == [(10.0, None, None)]


def test_a_violation_is_a_claim_of_somebody(ledger: Ledger) -> None:
    charge = told(
        "2031-05-09",
        SIDES,
        ("violated", None),
        violations="alleged",
        by=["hilmen"],
        source="Minister Ahn",
        denied="Hilmen",
        happened="2031-05-08",
    )
    (pact,) = pacts(ledger, BEGUN, charge)
    (breach,) = pact.alleged
    assert breach.by is not None
    assert (breach.by.actor, breach.date, breach.level) == ("hilmen", "2031-05-08", "alleged")
    assert [link.name for link in breach.chain] == ["Minister Ahn", "Coast Standard"]
    assert [chain[0].name for chain in breach.denied_by] == ["Hilmen"]
    assert (pact.status, pact.violations) == ("in force", "alleged")


def test_each_party_declares_for_itself(ledger: Ledger) -> None:
    (pact,) = pacts(
        ledger,
        told("2031-05-01", SIDES, ("accepted", "2031-05-01"), by=["elbia"]),
        told("2031-05-03", SIDES, ("accepted", "2031-05-03"), by=["hilmen"]),
    )
    assert {(d.party.actor, d.status, d.date) for d in pact.declarations} == {
        ("elbia", "accepted", "2031-05-01"),
        ("hilmen", "accepted", "2031-05-03"),
    }


def test_a_reading_without_steps_tells_its_status(ledger: Ledger) -> None:
    bare = replace(SIGNED, agreements=tuple(replace(g, steps=()) for g in SIGNED.agreements))
    (pact,) = pacts(ledger, bare)
    assert [(turn.status, turn.date) for turn in pact.history] == [("signed", "2031-05-01")]


def test_an_exchange_told_beside_a_ceasefire_is_a_part_of_it(ledger: Ledger) -> None:
    part = told("2031-05-02", [], ("negotiated", None), kind="exchange").agreements[0]
    both = replace(SIGNED, agreements=(*SIGNED.agreements, replace(part, id="g2", claims=())))
    (pact,) = pacts(ledger, both)
    assert (pact.kind, pact.status, len(pact.members)) == ("truce", "signed", 2)


def test_filters_choose_agreements_and_show_them_whole(ledger: Ledger) -> None:
    found = pacts(ledger, SIGNED, BEGUN, told("2031-05-04", ["tarn", "varda"], ("offered", None)))
    assert len(found) == 2
    (pact,) = agreements(ledger.view(), Filters(outlet="The Harbour Post"))
    assert len(pact.reports) == 2
    assert list(agreements(ledger.view(), Filters(actor="nobody"))) == []


def test_what_is_judged_has_score_and_reasons(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, SIGNED, BEGUN)
    (judged,) = agreement_judgements(ledger.view(), program="truceline 0")
    assert (judged.subjects, judged.objects) == (pact.members[1:], (pact.id,))
    assert judged.score is not None
    assert 0.5 <= judged.score <= 1
    assert judged.reasons["parties"] == ["ELB", "hilmen"]
    assert (ledger.judge([judged]), ledger.judge([judged])) == (1, 0)
    assert len(list(agreements(ledger.view()))) == 1


def test_a_person_parts_what_the_program_joins_and_joins_what_it_parts(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, SIGNED, BEGUN)
    ledger.judge(agreement_judgements(ledger.view(), program="truceline 0"))
    (row,) = ledger.view().judgements("agreement")
    first, second = pact.members
    apart = Judgement(
        kind="agreement", subjects=(second,), objects=(first,), score=0.0, by="Vera Ahn", supersedes=row.id
    )
    ledger.judge([apart])
    assert [found.members for found in agreements(ledger.view())] == [(first,), (second,)]
    assert list(agreement_judgements(ledger.view(), program="truceline 0")) == []
    (row,) = ledger.view().judgements("agreement")
    ledger.judge([replace(apart, score=1.0, supersedes=row.id)])
    (again,) = agreements(ledger.view())
    assert again.members == (first, second)


def test_one_is_found_by_any_of_its_tellings(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, SIGNED, BEGUN)
    assert [agreement(ledger.view(), member) for member in pact.members] == [pact, pact]
    with pytest.raises(UnknownId):
        agreement(ledger.view(), "g0")


def test_as_plain_values_it_is_in_the_layout(ledger: Ledger) -> None:
    (pact,) = pacts(ledger, SIGNED, BEGUN)
    found = pact_object(pact)
    assert {"id", "kind", "parties", "mediators", "stages", "status", "since", "violations", "claims"} < set(found)
    assert found["parties"] == ["elbia", "hilmen"]
    assert [set(turn) >= {"status", "date", "chain", "claim", "report"} for turn in found["history"]] == [True, True]
    assert found["names"]["hilmen"] == {"name": "Hilmen", "country": "ORS", "sector": ["REB"]}


@pytest.mark.parametrize(("kind", "grade"), [("peace", "definitive"), ("pause", "cessation"), ("truce", None)])
def test_its_class_is_told_only_where_something_tells_it(ledger: Ledger, kind: str, grade: str | None) -> None:
    (pact,) = pacts(ledger, told("2031-05-02", SIDES, ("signed", "2031-05-01"), kind=kind))
    assert pact.grade == grade
