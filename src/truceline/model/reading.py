"""What comes out: the sourced record of one report, as the contract has it.

Every record is frozen and built by keyword. Offsets are code points of ``Report.text``, end
exclusive. Ids are unique within one Reading. Unknown is None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.model.notebook import as_html
from truceline.model.report import Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One mention of somebody who acts or speaks."""

    id: str  # m1, m2 … in text order
    start: int
    end: int
    actor: str | None = None  # canonical id of the body, the same through all reports: "hamas"
    name: str | None = None  # its name: "Hamas"; for the unnamed the description itself
    country: str | None = None  # ISO 3166-1 alpha-3, or PLOVER's IGO, NGO, MNC …
    sector: tuple[str, ...] = ()  # PLOVER sectors, the most telling first
    named: bool = False  # a body or a person by name; not a role, a pronoun or a description
    kind: str | None = None  # person, body, group, state, outlet, population
    refers_to: str | None = None  # the mention that a pronoun, alias or description stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place name, resolved where the text settles which."""

    id: str  # p1, p2 …
    start: int
    end: int
    name: str  # the gazetteer's name, or the words of the text
    country: str | None = None  # ISO 3166-1 alpha-3
    latitude: float | None = None  # degrees north
    longitude: float | None = None  # degrees east
    geonameid: int | None = None
    precision: str | None = None  # point, city, district, region, country, larger


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One expression of time, as TIMEX3 has it, with the days it may mean."""

    id: str  # t1, t2 …
    start: int
    end: int
    type: str  # DATE, TIME, DURATION, SET
    value: str | None = None  # TIMEX3 value: 2024-11-28, 2024-W47, P42D, PRESENT_REF …
    earliest: str | None = None  # first day it may mean, YYYY-MM-DD
    latest: str | None = None  # last day it may mean
    mod: str | None = None  # TIMEX3 modifier: BEFORE, APPROX, MORE_THAN …


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One number that a claim rests on, as the range that was said."""

    id: str  # n1, n2 …
    start: int
    end: int
    low: float | None = None  # the least that the words allow
    high: float | None = None  # the most; None where open
    best: float | None = None  # the number itself where one was said plainly
    of: str | None = None  # what is counted, as the text names it: "civilians"
    measure: str = "other"  # killed, injured, captured, missing, displaced, released, weapons …
    toll: str | None = None  # of people: "total" of all so far, "new" on top of those told before; None unsaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words that name who says it, and the mention they are."""

    start: int
    end: int
    actor: str | None = None  # id of an Actor mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain of sources."""

    name: str | None
    actor: str | None = None  # canonical id of the body
    kind: str | None = None  # person, body, group, state, outlet
    named: bool = False
    via: str | None = None  # how it passed the claim on: told, per, published; None for the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it: source, cue and content, as PARC and PolNeAR have them."""

    id: str  # a1, a2 …
    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]  # several where the cue stands inside a quotation
    quotation: str  # direct, indirect, mixed
    stance: str  # asserts, denies, doubts, asks, demands, promises, threatens, believes, intends
    relayed_by: str | None = None  # the attribution that passes this one on
    kind: str = "statement"  # statement; or "no comment", "unverified", "none reported"
    chain: tuple[Link, ...] = ()  # from the origin out; the publisher is always last
    answers: tuple[Span, ...] = ()  # the words that it denies, doubts, confirms or could not verify
    denied_by: tuple[tuple[Link, ...], ...] = ()  # chains of those who deny it in this report


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event as somebody states it. A claim is never a fact."""

    id: str  # c1, c2 …
    evidence: Span  # the clause that states it
    trigger: Span  # the words that name the event
    event: str  # one of PLOVER's 16
    mode: str | None = None  # PLOVER mode of that event
    actors: tuple[str, ...] = ()  # ids of Actor mentions
    recipients: tuple[str, ...] = ()
    when: tuple[str, ...] = ()  # ids of Time
    where: tuple[str, ...] = ()  # ids of Place
    counts: tuple[str, ...] = ()  # ids of Count
    factuality: str = "CT+"  # FactBank, as the origin of the chain holds it
    phase: str = "happened"  # happened, ongoing, intended, offered, requested, conditional
    hedge: Span | None = None  # the publisher's own caution: "allegedly"
    auxiliary: tuple[str, ...] = ()  # PLOVER's auxiliary modes: historical, future, hypothetical, negation
    attribution: str | None = None  # the innermost attribution it stands in
    chain: tuple[Link, ...]  # from the origin out; the publisher is always last
    denied_by: tuple[tuple[Link, ...], ...] = ()  # chains of those who deny it in this report
    medium: str | None = None  # statement, video, photograph, document, data
    agreement: str | None = None  # id of an Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of an agreement, with the words that name it."""

    order: int  # 1 for the first
    kind: str  # as Agreement.kind
    days: float | None  # how long it lasts
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a report says became of an agreement, with the words that say so."""

    status: str  # as Agreement.status
    since: str | None  # the day on which it became so, YYYY-MM-DD
    claim: str | None  # id of the claim that states it; None where it is said in passing ("the signed truce")
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement, real or mooted, as this report tells it."""

    id: str  # g1, g2 …
    kind: str  # ceasefire, truce, pause, exchange, peace, withdrawal, access, other
    parties: tuple[str, ...] = ()  # ids of Actor mentions
    mediators: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    status: str | None = None  # proposed, offered, negotiated, accepted, signed, in force …
    since: str | None = None  # the day from which the status holds, YYYY-MM-DD
    violations: str | None = None  # None unsaid, "none reported", "alleged", "confirmed"
    claims: tuple[str, ...] = ()  # ids of the claims it rests on
    steps: tuple[Step, ...] = ()  # all that is said to have become of it, in text order; the status is the furthest


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one report says, each entry with its words."""

    report: Report
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    counts: tuple[Count, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    agreements: tuple[Agreement, ...] = field(default=())

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        return as_html(self)
