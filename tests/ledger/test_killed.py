"""Killed at any moment, a rerun gives what an uninterrupted run gives.

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

from tests.ledger.made import reading
from truceline.ledger import open_ledger

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("TRUCELINE_KILLS", "6"))
MANY = 120


def adding(place: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.ledger.adding", place, "0", str(MANY), "7"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def test_killed_and_run_again(places: Callable[[], str]) -> None:
    with open_ledger(places()) as whole:
        begun = time.monotonic()
        whole.add((reading(number) for number in range(MANY)), batch=7)
        seconds = time.monotonic() - begun
        expected = whole.digest()
    random, place, cut = Random(11), places(), 0
    for kill in range(KILLS):
        job = adding(place)
        if kill % 3:  # else while it still opens the ledger, or makes it
            job.stdout.readline()
        time.sleep(random.uniform(0, seconds))
        job.send_signal(signal.SIGKILL)
        job.communicate()
        cut += job.returncode == -signal.SIGKILL
        with open_ledger(place) as ledger:
            verdict = ledger.verify()
        assert verdict.faults == ()
        if verdict.reports == MANY:  # nothing left to be cut off: begin with another
            assert verdict.digest == expected
            place = places()
    assert cut
    with open_ledger(place) as ledger:
        ledger.add((reading(number) for number in range(MANY)), batch=7)
        verdict = ledger.verify()
    assert verdict.faults == ()
    assert verdict.digest == expected
