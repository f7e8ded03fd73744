"""The load test in small: ten seconds of people at a desk while reports are added, on both databases."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.load import Crowd, report, run
from evaluation.made import made
from tests.ledger.conftest import places, postgresql  # noqa: F401 - fixtures
from truceline.ledger import open_ledger
from truceline.linking import link


def test_ten_seconds_of_people_make_no_fault_and_lose_no_decision(places: Callable[[], str]) -> None:  # noqa: F811
    address = places()
    with open_ledger(address) as ledger:
        ledger.add(made(60))
        link(ledger, program="truceline tests")
    tally = run(address, Crowd(readers=8, reviewers=3, seconds=10.0, pause=0.5))
    assert not tally.faults, tally.faults
    assert tally.lost == 0
    assert tally.decided
    assert tally.added
    assert len({id for id, _ in tally.decided}) == len(tally.decided)
    assert any("decisions" in line for line in report(tally))
