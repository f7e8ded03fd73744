"""Killed at any moment while it adds or links, a rerun judges what an uninterrupted run judges.

``TRUCELINE_KILLS=50`` kills as often; a handful is what there is time for each time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.linking.adding_and_linking import READINGS, run
from truceline.exports.objects import pact_object
from truceline.ledger import Ledger, open_ledger
from truceline.ledger.columns import Columns
from truceline.linking import agreements, events, stories

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("TRUCELINE_KILLS", "4"))


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
    with open_ledger(places()) as whole:
        begun = time.monotonic()
        run(whole)
        seconds = time.monotonic() - begun
        expected = held(whole)
        assert {kind for kind, *_ in judged(whole)} >= {"copy", "story", "origin", "event", "agreement"}
    random, place, cut = Random(7), places(), 0
    for _ in range(KILLS):
        command = [sys.executable, "-m", "tests.linking.adding_and_linking", place]
        job = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert job.stdout is not None
        job.stdout.readline()
        time.sleep(random.uniform(0, seconds))
        job.send_signal(signal.SIGKILL)
        job.communicate()
        cut += job.returncode == -signal.SIGKILL
        with open_ledger(place) as ledger:
            verdict = ledger.verify()
            assert verdict.faults == ()
            if verdict.reports == len(READINGS) and job.returncode == 0:  # nothing was cut off: begin with another
                assert held(ledger) == expected
                place = places()
    assert cut
    with open_ledger(place) as ledger:
        run(ledger)
        assert ledger.verify().faults == ()
        assert held(ledger) == expected
        by_hand = Columns(ledger).now()
        assert len(by_hand.claims.n) == sum(len(reading.claims) for reading in READINGS)
