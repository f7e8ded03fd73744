"""Killed at any moment, a rerun gives what an uninterrupted run gives."""

from __future__ import annotations

from collections.abc import Callable

from tests.killing import killed_and_run_again
from tests.ledger.made import reading
from truceline.ledger import Ledger

MANY = 120


def add(ledger: Ledger) -> None:
    ledger.add((reading(number) for number in range(MANY)), batch=7)


def test_killed_and_run_again(places: Callable[[], str]) -> None:
    program = ["tests.ledger.adding", "PLACE", "0", str(MANY), "7"]
    killed_and_run_again(places, program, add, Ledger.digest, seed=11)
