"""Adds made-up readings, until it is killed: ``python -m tests.ledger.adding PLACE FIRST AFTER BATCH``."""

from __future__ import annotations

import sys

from tests.ledger.made import reading
from truceline.ledger import open_ledger


def main() -> None:
    place, (first, after, batch) = sys.argv[1], map(int, sys.argv[2:])
    with open_ledger(place) as ledger:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        ledger.add((reading(number) for number in range(first, after)), batch=batch)


if __name__ == "__main__":
    main()
