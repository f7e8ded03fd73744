"""The history of the examples' truce, read with the real network, is the one that is written down beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from truceline import Reader, Reading, open_ledger, open_reports
from truceline.ledger import Ledger
from truceline.linking import Pact, Who, agreement_judgements, agreements
from truceline.model import Link

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTH: dict[str, Any] = tomllib.loads((EXAMPLES / "agreements.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def readings() -> list[tuple[str, Reading]]:
    """Readings with the beginning of their file's name, or where several stand in one, with their ids."""
    reader = Reader(vocabularies=[EXAMPLES / "vocabulary.toml"])
    found = []
    for path in sorted((EXAMPLES / "reports").iterdir()):
        for outcome in reader.read_many(open_reports([str(path)])):
            assert isinstance(outcome, Reading)
            found.append((outcome.report.id if path.suffix == ".jsonl" else path.name[:2], outcome))
    return found


@pytest.fixture(scope="module")
def ledger(readings: list[tuple[str, Reading]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("examples") / "ledger.sqlite") as opened:
        opened.add(reading for _, reading in reversed(readings))  # the order of adding does not matter
        yield opened


@pytest.fixture(scope="module")
def names(ledger: Ledger, readings: list[tuple[str, Reading]]) -> dict[str, str]:
    """The names of reports by their lasting ids."""
    return {ledger.view().report(reading.report.id).id: name for name, reading in readings}


@pytest.fixture(scope="module")
def pact(ledger: Ledger) -> Pact:
    (found,) = [pact for pact in agreements(ledger.view()) if pact.kind == TRUTH["agreement"]["kind"]]
    return found


def ids(whos: tuple[Who, ...]) -> list[str | None]:
    return [who.actor for who in whos]


def said(chain: tuple[Link, ...]) -> list[str | None]:
    return [link.name for link in chain]


def test_it_is_one_agreement(ledger: Ledger, pact: Pact) -> None:
    assert [found.id for found in agreements(ledger.view())] == [pact.id]
    assert sorted(ids(pact.parties), key=str) == sorted(TRUTH["agreement"]["parties"])
    assert ids(pact.mediators) == TRUTH["agreement"]["mediators"]
    assert pact.violations == TRUTH["agreement"]["violations"]


@pytest.mark.parametrize("truth", TRUTH["standing"], ids=lambda truth: truth["day"])
def test_where_it_stood(ledger: Ledger, truth: dict[str, Any]) -> None:
    (then,) = agreements(ledger.view(truth["day"]))
    assert (then.status, then.since, then.days_in_force) == (
        truth["status"],
        truth.get("since"),
        truth.get("days_in_force"),
    )


def test_before_the_first_word_of_it_there_is_none(ledger: Ledger) -> None:
    assert list(agreements(ledger.view("2031-03-11"))) == []


def test_its_history(pact: Pact, names: dict[str, str]) -> None:
    found = [(turn.status, turn.date, said(turn.chain), names[turn.report]) for turn in pact.history]
    expected = [
        (t["status"], None if t.get("undated") else t.get("date"), t["chain"], t["report"])
        for t in TRUTH["history"]
        if not t.get("missed")
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    assert [turn.day for turn in pact.history] == sorted(turn.day for turn in pact.history)


def test_what_is_missed_is_known(pact: Pact, names: dict[str, str]) -> None:
    """Where one of these is found, the mark in the truth goes."""
    found = {(turn.status, names[turn.report], turn.chain[0].name) for turn in pact.history}
    missed = [(t["status"], t["report"], t["chain"][0]) for t in TRUTH["history"] if t.get("missed")]
    assert [one for one in missed if one in found] == []


def test_its_stages(pact: Pact) -> None:
    fields = ("order", "kind", "days", "planned_start", "planned_end", "actual_start")
    found = [{name: getattr(stage, name) for name in fields} for stage in pact.stages]
    assert found == [{name: stage.get(name) for name in fields} for stage in TRUTH["stage"]]


def test_who_is_said_to_have_broken_it(pact: Pact, names: dict[str, str]) -> None:
    found = [
        {
            "by": breach.by.actor if breach.by else None,
            "level": breach.level,
            "chain": said(breach.chain),
            "denied_by": [said(chain) for chain in breach.denied_by],
            "report": names[breach.report],
        }
        for breach in pact.alleged
    ]
    assert found == TRUTH["violation"]


def test_when_each_party_bound_itself(pact: Pact, names: dict[str, str]) -> None:
    found = [
        (d.party.actor, d.status, d.date, names[d.report] if d.report else None)
        for d in sorted(pact.declarations, key=lambda d: TRUTH["agreement"]["parties"].index(d.party.actor))
    ]
    assert found == [(t["party"], t["status"], t.get("date"), t["report"]) for t in TRUTH["declaration"]]


def test_a_person_who_rules_goes_before_the_program(ledger: Ledger, pact: Pact) -> None:
    judged = list(agreement_judgements(ledger.view(), program="truceline 0"))
    assert {j.subjects[0] for j in judged} | {pact.id} == set(pact.members)
    assert all(j.score is not None and j.reasons for j in judged)
