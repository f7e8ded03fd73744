"""Adds made-up readings and links them, until it is killed: ``python -m tests.linking.adding_and_linking PLACE``."""

from __future__ import annotations

import sys
from itertools import chain

from evaluation.made import made
from evaluation.made_pacts import made_pacts
from truceline.ledger import Ledger, open_ledger
from truceline.linking import link
from truceline.model import Reading

PROGRAM = "truceline test"
READINGS: list[Reading] = [*chain.from_iterable(zip(made(40, seed=3), made_pacts(40, seed=3), strict=True))]
BATCH = 16


def run(ledger: Ledger) -> None:
    """All of it, a few readings at a time."""
    for begin in range(0, len(READINGS), BATCH):
        ledger.add(READINGS[begin : begin + BATCH], batch=5)
        link(ledger, program=PROGRAM)


def main() -> None:
    with open_ledger(sys.argv[1]) as ledger:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        run(ledger)


if __name__ == "__main__":
    main()
