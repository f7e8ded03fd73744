"""Every target takes its seeds, what once broke it, and a short run of inputs made from them by chance."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.targets import TARGETS, seeds, target

ROUNDS = 60
SECONDS = 1.5  # of one target; what is slow has fewer rounds, never fewer than a few
FEW = 5
PIECES = (b"\0", b"\xff", b"\n", b'"', b"<", b"]]>", b"{", b"[" * 300, b"&#x110000;", b"\xed\xa0\x80", b"9" * 400,
          b"-1", "\u202e".encode(), "\u0301".encode() * 50, b"<!--", b"2031-05-14", b"null", b"\x1f\x8b",
          b" " * 200)  # fmt: skip


def changed(chance: Random, data: bytes, other: bytes) -> bytes:
    """A seed with a few bytes set, cut out, doubled or put in."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(found) + 1)
        to = min(len(found), at + chance.choice((1, 4, 30)))
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at:to]
            case 2:
                found[at:at] = found[at:to] * chance.choice((1, 2, 50))
            case 3:
                found[at:at] = chance.choice(PIECES)
            case 4:
                found[at:to] = other[chance.randrange(len(other) + 1) :][: chance.choice((3, 20, 100))]
    return bytes(found)


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
