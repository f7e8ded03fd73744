"""Killed at any moment while it adds or links, a rerun judges what an uninterrupted run judges."""

from __future__ import annotations

from collections.abc import Callable

from tests.killing import killed_and_run_again
from tests.linking.adding_and_linking import READINGS, run
from truceline.exports.objects import pact_object
from truceline.ledger import Ledger, open_ledger
from truceline.ledger.columns import Columns
from truceline.linking import agreements, events, stories


def judged(ledger: Ledger) -> set[tuple[object, ...]]:
    """The judgements that stand and join something.

    What they were judged by may differ: of two neighbours that speak for the same, one may have been there later.
    """
    rows = (row.judgement for row in ledger.view().judgements())
    return {(j.kind, j.subjects, j.objects) for j in rows if j.score != 0}


def held(ledger: Ledger) -> tuple[object, ...]:
    view = ledger.view()
    told = {
        event.id: (event.claims, event.witnesses, {(c.kind, c.what, c.claims, c.values) for c in event.conflicts})
        for event in events(view)
    }
    pacts = [pact_object(pact) for pact in agreements(view)]
    return ledger.digest(), judged(ledger), pacts, told, {story.id: story.reports for story in stories(view)}


def test_killed_and_run_again(places: Callable[[], str]) -> None:
    place = killed_and_run_again(places, ["tests.linking.adding_and_linking", "PLACE"], run, held, seed=7)
    with open_ledger(place) as ledger:
        assert {kind for kind, *_ in judged(ledger)} >= {"copy", "story", "origin", "event", "agreement"}
        by_hand = Columns(ledger).now()
        assert len(by_hand.claims.n) == sum(len(reading.claims) for reading in READINGS)
