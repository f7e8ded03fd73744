"""Every target takes its seeds, what once broke it, and a short run of inputs made from them by chance."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.changing import changed
from tests.fuzz.targets import TARGETS, seeds, target

ROUNDS = 60
SECONDS = 1.5  # of one target; what is slow has fewer rounds, never fewer than a few
FEW = 5


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_known_passes(name: str) -> None:
    assert seeds(name), "a target needs something to begin with"
    run = target(name)
    for data in (b"", *seeds(name)):
        run(data)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_made_from_it_passes(name: str) -> None:
    run, chance, begun = target(name), Random(f"{name} 1"), time.monotonic()
    for number in range(ROUNDS):
        if number >= FEW and time.monotonic() - begun > SECONDS:
            break
        data = changed(chance, chance.choice(seeds(name)), chance.choice(seeds(name)))
        try:
            run(data)
        except Exception as error:
            raise AssertionError(f"{name} broke on {data!r}") from error


def test_every_seed_belongs_to_a_target() -> None:
    here = Path(__file__).parent
    assert {folder.name for part in ("seeds", "found") for folder in here.joinpath(part).glob("*")} == set(TARGETS)
