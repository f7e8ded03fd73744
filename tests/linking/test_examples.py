"""Linking on the sample reports is what a reader makes of them: ``examples/linking.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from truceline import Reader, Reading, open_reports
from truceline.ledger import ClaimRow, Ledger, open_ledger
from truceline.linking import STANDINGS, copies, events, link, origins, stories

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTH: dict[str, Any] = tomllib.loads((EXAMPLES / "linking.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, dict[str, str]]]:
    """The ledger, and the ids of the reports by the names that the truth has for them."""
    reader = Reader(vocabularies=[EXAMPLES / "vocabulary.toml"])
    names: dict[str, str] = {}
    with open_ledger(tmp_path_factory.mktemp("examples") / "ledger.sqlite") as ledger:
        for path in sorted((EXAMPLES / "reports").iterdir()):
            readings = [r for r in reader.read_many(open_reports([str(path)])) if isinstance(r, Reading)]
            ledger.add(readings)
            for reading in readings:
                names[reading.report.id if path.suffix == ".jsonl" else path.name[:2]] = reading.report.id
        link(ledger, program="truceline test")
        yield ledger, names


def found(linked: tuple[Ledger, dict[str, str]], wanted: str) -> ClaimRow:
    ledger, names = linked
    report, event, words = wanted.split(" ", 2)
    rows = [
        row
        for row in ledger.view().claims()
        if row.report.given == names[report] and row.claim.event == event and words in row.words
    ]
    assert rows, f"no such claim: {wanted}"
    return rows[0]


def test_copies(linked: tuple[Ledger, dict[str, str]]) -> None:
    ledger, names = linked
    view = ledger.view()
    given = {row.id: row.given for row in view.reports()}
    groups = {frozenset([own, *(given[copy.report] for copy in copies(view, own))]) for own in given.values()}
    assert {group for group in groups if len(group) > 1} == {frozenset(map(names.get, g)) for g in TRUTH["copies"]}


def test_stories(linked: tuple[Ledger, dict[str, str]]) -> None:
    ledger, names = linked
    groups = [frozenset(story.given) for story in stories(ledger.view())]
    assert {group for group in groups if len(group) > 1} == {frozenset(map(names.get, g)) for g in TRUTH["stories"]}
    assert sorted(id for group in groups for id in group) == sorted(names.values())


def partition_holds(group_of: dict[str, str], truth: list[list[str]], ids: dict[str, str]) -> list[str]:
    """Pairs of claims that are together and should not be, or the other way."""
    number = {claim: i for i, group in enumerate(truth) for claim in group}
    return [
        f"{one} | {other}"
        for one, other in combinations(number, 2)
        if (group_of[ids[one]] == group_of[ids[other]]) != (number[one] == number[other])
    ]


def test_origins(linked: tuple[Ledger, dict[str, str]]) -> None:
    ids = {claim: found(linked, claim).id for group in TRUTH["origins"] for claim in group}
    assert partition_holds(origins(linked[0].view(), ids.values()), TRUTH["origins"], ids) == []


def test_events(linked: tuple[Ledger, dict[str, str]]) -> None:
    ids = {claim: found(linked, claim).id for group in TRUTH["events"] for claim in group}
    group_of = {claim: event.id for event in events(linked[0].view()) for claim in event.claims}
    assert partition_holds(group_of, TRUTH["events"], ids) == []


def test_conflicts(linked: tuple[Ledger, dict[str, str]]) -> None:
    known = list(events(linked[0].view()))
    for kind, claim in TRUTH["conflicts"]:
        (event,) = (event for event in known if found(linked, claim).id in event.claims)
        assert kind in {conflict.kind for conflict in event.conflicts}, claim
    kinds = {conflict.kind for event in known for conflict in event.conflicts}
    assert kinds <= {kind for kind, _ in TRUTH["conflicts"]}


def test_standings(linked: tuple[Ledger, dict[str, str]]) -> None:
    sides = {claim: one.side for event in events(linked[0].view()) for one in event.witnesses for claim in one.claims}
    assert {sides[found(linked, claim).id] for _, claim in TRUTH["standings"]} <= set(STANDINGS)
    wrong = {claim: sides[found(linked, claim).id] for side, claim in TRUTH["standings"]}
    assert wrong == {claim: side for side, claim in TRUTH["standings"]}
