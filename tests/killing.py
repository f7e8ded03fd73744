"""Kills a program that writes to a ledger, again and again, and compares what comes of it with an uninterrupted run.

``TRUCELINE_KILLS=50`` kills as often; a handful is what there is time for each time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from truceline.ledger import Ledger, open_ledger

ROOT = Path(__file__).parents[1]
KILLS = int(os.environ.get("TRUCELINE_KILLS", "3"))


def killed_and_run_again(
    places: Callable[[], str],
    program: Sequence[str],
    run: Callable[[Ledger], object],
    held: Callable[[Ledger], Any],
    *,
    seed: int,
) -> str:
    """Kill a program at random moments, until it has been often enough; then let it end.

    Args:
        places: Gives places for new ledgers.
        program: A module and its arguments, with ``PLACE`` among them; it writes a line once the ledger is open.
        run: Does what the program does.
        held: What the ledger holds in the end.
        seed: Of the moments.

    Returns:
        The place of the last ledger.
    """
    with open_ledger(places()) as whole:
        begun = time.monotonic()
        run(whole)
        seconds = time.monotonic() - begun
        expected = held(whole)
    random, place, cut = Random(seed), places(), 0
    for kill in range(KILLS):
        status = _killed([place if part == "PLACE" else part for part in program], random, seconds, kill)
        cut += status == -signal.SIGKILL
        with open_ledger(place) as ledger:
            assert ledger.verify().faults == ()
            if status == 0:  # there was nothing left to be cut off: begin with another
                assert held(ledger) == expected
                place = places()
    assert cut
    with open_ledger(place) as ledger:
        run(ledger)
        assert ledger.verify().faults == ()
        assert held(ledger) == expected
    return place


def _killed(program: Sequence[str], random: Random, seconds: float, kill: int) -> int:
    """Start a program and kill it; every third time while it still opens the ledger, or makes it."""
    job = subprocess.Popen([sys.executable, "-m", *program], cwd=ROOT, stdout=subprocess.PIPE)
    assert job.stdout is not None
    if kill % 3:
        job.stdout.readline()
    time.sleep(random.uniform(0, seconds))
    job.send_signal(signal.SIGKILL)
    job.communicate()
    return job.returncode
