"""What linking comes to: stories, copies, events and their conflicts, witnesses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What one run of linking came to."""

    reports: int = 0  # looked at: those that came since the last run
    claims: int = 0  # of those reports
    judgements: int = 0  # new rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report with the same wire text as another, whole, cut, reordered or rewritten."""

    report: str  # lasting id
    kind: str  # same, cut (one is most of the other's beginning or middle), rewritten
    score: float  # how much of the shorter one stands in the other, 0 to 1
    judgement: str | None = None  # lasting id of the judgement that says so; None for what follows from two others


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports that tell of the same happening. Every report is in exactly one."""

    id: str  # that of its first report: of the first day the fullest
    reports: tuple[str, ...]  # lasting ids, the first published first
    given: tuple[str, ...]  # the ids that they came with, in the same order
    origins: int  # different speech acts that its claims rest on
    claims: tuple[str, ...]  # lasting ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody who takes part in an event, over all its claims."""

    actor: str | None  # canonical id
    name: str | None
    country: str | None
    sector: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place of an event, over all its claims."""

    name: str
    country: str | None = None
    latitude: float | None = None  # degrees north
    longitude: float | None = None  # degrees east
    geonameid: int | None = None
    precision: str | None = None  # point, city, district, region, country, larger


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """The numbers of one measure that an event's claims give, as one range around all."""

    measure: str  # killed, injured …
    low: float | None  # the least that anybody says
    high: float | None  # the most; None where that is open


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Where claims of one event differ."""

    kind: str  # number, date, place, actor, denial
    what: str | None  # the measure, for numbers; actor or recipient, for actors
    claims: tuple[str, ...]  # lasting ids: one for each different value, the first said first
    values: tuple[str, ...]  # what each of them says, in the order of `claims`
    judgement: str | None = None  # lasting id of the judgement that says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One speech act, told by any number of reports."""

    id: str  # that of the claim that stands for it
    name: str | None  # who speaks
    actor: str | None  # canonical id
    side: str  # own deed, own loss, other side (of the conflict, of others' deeds and losses), third party, unknown
    claims: tuple[str, ...]  # lasting ids, of this event


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What claims of any number of reports tell as one happening. No fact: a judgement which claims belong together."""

    id: str  # that of its first claim: of the first day the fullest
    type: str  # one of PLOVER's 16
    mode: str | None  # the one that most of its claims give
    first: str | None  # the days it may have happened on, as most precisely told
    last: str | None
    actors: tuple[Who, ...]  # all that any claim names, the most often named first
    recipients: tuple[Who, ...]
    places: tuple[Where, ...]  # the most often named first
    counts: tuple[Toll, ...]
    claims: tuple[str, ...]  # lasting ids, the first published first
    origins: int  # different speech acts among them
    denied: int  # claims among them that somebody denies, in the same report or another
    conflicts: tuple[Conflict, ...]
    witnesses: tuple[Witness, ...] = ()  # the speech acts, and how each stands to the event; the first known first
