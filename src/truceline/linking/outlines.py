"""What is compared of an agreement as one report tells it. Pure; it is kept, so that it is put together once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.linking.tellings import PARTS, Telling

_SETS = ("sides", "mediators", "countries", "lengths", "signed", "began")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A telling in short."""

    n: int  # number of the row
    id: str  # lasting
    report: str  # lasting id
    known: str
    until: str | None  # when the next version of the report was known
    part: bool  # of what the report tells besides
    number: int  # within the report
    family: str
    status: str | None
    since: str | None
    sides: frozenset[str]
    mediators: frozenset[str]
    countries: frozenset[str]
    lengths: frozenset[float]
    signed: frozenset[str]
    began: frozenset[str]

    @property
    def day(self) -> str:
        """On which it was told."""
        return self.known[:10]

    @property
    def order(self) -> tuple[str, str, bool, int, str]:
        """By which tellings are gone through: the same whatever the order of adding."""
        return (self.known, self.report, self.part, self.number, self.id)


def note_of(telling: Telling) -> str:
    """What is kept of a telling: whether it is a part, its number in the report, and all that is compared."""
    short = telling.row.agreement.id.lstrip("g")
    agreement = telling.row.agreement
    said: list[object] = [telling.family, agreement.status, agreement.since]
    sets: tuple[Iterable[object], ...] = (
        telling.sides,
        telling.mediators,
        telling.countries,
        telling.lengths,
        telling.signed,
        telling.began,
    )
    part = telling.family in PARTS and not telling.sides
    said += [sorted(one, key=str) for one in sets]
    return f"{part:d} {int(short) if short.isdecimal() else 0} {json.dumps(said, separators=(',', ':'))}"


def order_in(note: str) -> tuple[bool, int]:
    """The place of a telling in its report, from what is kept of it."""
    part, number, _ = note.split(" ", 2)
    return part == "1", int(number)


def outline_of(note: str, *, n: int, id: str, report: str, known: str, until: str | None) -> Outline:
    """A telling in short, from what is kept of it."""
    part, number, rest = note.split(" ", 2)
    family, status, since, *sets = json.loads(rest)
    found = {name: frozenset(values) for name, values in zip(_SETS, sets, strict=True)}
    return Outline(
        n=n,
        id=id,
        report=report,
        known=known,
        until=until,
        part=part == "1",
        number=int(number),
        family=family,
        status=status,
        since=since,
        **found,
    )
