"""What one agreement comes to through all its reports."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.linking.records import Where, Who
from truceline.model import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing that a report says became of an agreement. No fact: others may say otherwise, and stand beside it."""

    status: str  # proposed, offered, negotiated, accepted, signed, in force, extended, suspended, violated, ended …
    date: str | None  # the day on which it became so, as far as the report tells it
    reported: str  # the day on which the report was known
    chain: tuple[Link, ...]  # who says so, from the origin out; the publisher alone where it is the publisher's word
    claim: str | None  # lasting id; None where it is said in passing
    report: str  # lasting id
    agreement: str  # lasting id of the agreement as that report tells it
    by: tuple[Who, ...] = ()  # the parties that the claim names as doing it

    @property
    def day(self) -> str:
        """When it became so, or else when it was told."""
        return self.date or self.reported


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A violation that somebody claims."""

    by: Who | None  # who is said to have done it; None where nobody is named
    against: Who | None  # whom it struck, as far as said
    date: str | None
    level: str  # alleged, confirmed (told by a publisher as a fact)
    chain: tuple[Link, ...]
    denied_by: tuple[tuple[Link, ...], ...]
    claim: str | None  # lasting ids
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """When a party first bound itself: offered, accepted, signed, declared."""

    party: Who
    status: str | None  # None where no report tells of it
    date: str | None
    claim: str | None
    report: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PactStage:
    """A stage with the days on which it was to run and those on which it did."""

    order: int
    kind: str
    days: float | None  # how long it lasts, as said
    start: int  # the words that name it, in the report below
    end: int
    report: str  # lasting id of the report that names it first
    planned_start: str | None  # counted from the day on which the agreement took force
    planned_end: str | None
    actual_start: str | None  # the first day of what it brings, as claimed
    actual_end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """One agreement through all its reports. A judgement which of their agreements are one."""

    id: str  # that of the first report's agreement
    kind: str  # ceasefire, truce, pause, exchange, peace, withdrawal, access, other
    parties: tuple[Who, ...]
    mediators: tuple[Who, ...]
    places: tuple[Where, ...]  # where it is to hold, as far as its claims say
    stages: tuple[PactStage, ...]
    status: str | None  # as of the view's day
    since: str | None  # the day from which that holds
    violations: str | None  # None unsaid, "none reported", "alleged", "confirmed": the gravest
    alleged: tuple[Breach, ...]
    declarations: tuple[Declaration, ...]  # one a party
    grade: str | None  # ETH/PRIO's classes: cessation, preliminary, definitive
    covers: tuple[str, ...]  # the kinds of its stages, and its own
    days_in_force: int | None  # until the day asked, or the last report where no day is asked
    history: tuple[Turn, ...]  # by day
    claims: tuple[str, ...]  # lasting ids
    reports: tuple[str, ...]  # lasting ids, the first known first
    members: tuple[str, ...]  # lasting ids of the agreements as the reports tell them
