"""An agreement as one report tells it, with what linking compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from truceline.ledger import AgreementRow, ClaimRow
from truceline.linking.records import Who
from truceline.linking.sides import side_of, sides_of
from truceline.model import Link

FAMILIES = {"truce": "ceasefire", "pause": "ceasefire"}  # kinds that name the same thing
STATUSES = (
    "proposed", "offered", "negotiated", "rejected", "accepted", "signed", "in force", "extended", "suspended", "ended",
)  # fmt: skip  # the later in an agreement's life the later here
SETTLED = frozenset({"accepted", "signed", "in force", "extended", "suspended", "ended"})
PARTS = frozenset({"exchange", "withdrawal", "access"})  # what is often a part of a ceasefire
AGREED = ("accepted", "signed")


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One row with its claims."""

    row: AgreementRow
    claims: tuple[ClaimRow, ...]

    @property
    def id(self) -> str:
        """Lasting."""
        return self.row.id

    @property
    def day(self) -> str:
        """On which it was told."""
        return self.row.report.known[:10]

    @property
    def order(self) -> tuple[str, str, bool, int, str]:
        """By which tellings are gone through: the same whatever the order of adding."""
        short = self.row.agreement.id.lstrip("g")
        part = self.family in PARTS and not self.sides  # of what the report tells besides
        return (self.row.report.known, self.row.report.id, part, int(short) if short.isdecimal() else 0, self.id)

    @cached_property
    def family(self) -> str:
        """Its kind, with truce and pause taken for a ceasefire."""
        return FAMILIES.get(self.row.agreement.kind, self.row.agreement.kind)

    @cached_property
    def sides(self) -> dict[str, Who]:
        """Its parties by side; people only where no body of theirs is there."""
        return sides_of(self.row.parties)

    @cached_property
    def mediators(self) -> dict[str, Who]:
        """Who stands between them."""
        found = sides_of(self.row.mediators)
        return {side: who for side, who in found.items() if side not in self.sides}

    @cached_property
    def countries(self) -> frozenset[str]:
        """Of the places and the parties: where the conflict is."""
        places = {place.country for claim in self.claims for place in claim.where}
        return frozenset(found for found in places | {m.country for m in self.row.parties} if found)

    @cached_property
    def lengths(self) -> frozenset[float]:
        """Days of its stages."""
        return frozenset(stage.days for stage in self.row.agreement.stages if stage.days is not None)

    @cached_property
    def by_short(self) -> dict[str, ClaimRow]:
        """Claims by their ids within the reading."""
        return {claim.claim.id: claim for claim in self.claims}

    @cached_property
    def signed(self) -> frozenset[str]:
        """The days on which it is said to have been signed."""
        return self._dated("signed")

    @cached_property
    def began(self) -> frozenset[str]:
        """The days on which it is said to have taken force."""
        return self._dated("in force")

    def _dated(self, status: str) -> frozenset[str]:
        agreement = self.row.agreement
        told = {step.since for step in agreement.steps if step.status == status}
        if agreement.status == status:
            told.add(agreement.since)
        return frozenset(day for day in told if day is not None)

    @cached_property
    def publisher(self) -> tuple[Link, ...]:
        """The chain of what the publisher says in its own words."""
        known = next((claim.claim.chain[-1:] for claim in self.claims if claim.claim.chain), None)
        outlet = self.row.report.outlet
        return known or (Link(name=outlet, kind="outlet", named=outlet is not None),)

    def acting(self, claim: ClaimRow) -> tuple[Who, ...]:
        """The parties that a claim names as doing it."""
        return tuple(sides_of(actor for actor in claim.actors if side_of(actor) in self.sides).values())


def tellings_of(rows: Iterable[AgreementRow], claims: Mapping[str, ClaimRow]) -> Iterator[Telling]:
    """Rows with their claims.

    Args:
        rows: The agreements.
        claims: Claims by their lasting ids.
    """
    for row in rows:
        yield Telling(row=row, claims=tuple(claims[id] for id in row.claims if id in claims))
