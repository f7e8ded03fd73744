"""What goes into the ledger beside readings, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from truceline.model import Actor, Agreement, Claim, Count, Link, Place, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The bytes that a report was taken from, as they came."""

    body: bytes  # the raw bytes
    headers: tuple[tuple[str, str], ...] = ()  # what came with them, in order
    fetched: str | None = None  # when, as a UTC second
    url: str | None = None  # the address that was asked for
    final_url: str | None = None  # the address that answered, after redirects
    status: int | None = None  # of HTTP


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a program or a person holds about rows of the ledger: "these claims have one origin"."""

    kind: str  # copy, origin, event, conflict, agreement …
    subjects: tuple[str, ...]  # lasting ids that it is about
    objects: tuple[str, ...] = ()  # lasting ids that it relates them to
    score: float | None = None  # how sure, 0 to 1
    reasons: Mapping[str, Any] = field(default_factory=dict)  # plain values
    by: str  # version of the program, or the person
    supersedes: str | None = None  # id of the judgement that this one takes the place of


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What somebody notes on one row: "withdrawn", "confirmed", "wrong"."""

    subject: str  # lasting id of a report, claim, agreement or judgement
    verdict: str  # "withdrawn" marks a report as taken back by its publisher; other words are free
    day: str | None = None  # since when it holds, YYYY-MM-DD; from the adding on where it is None
    note: str | None = None
    by: str
    supersedes: str | None = None  # id of the review that this one takes the place of


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an adding came to."""

    reports: int = 0  # new ones
    versions: int = 0  # of those: versions of an article that was there
    known: int = 0  # were there already, with the same reading
    read_again: int = 0  # were there, with another reading
    claims: int = 0  # new ones
    agreements: int = 0  # new ones
    unread: int = 0  # errors among what was given


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in the ledger."""

    n: int  # its place in the order of adding
    id: str  # lasting
    given: str  # the id that it came with
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    known: str  # published, or learnt where that is not known: as-of goes by it
    learnt: str  # UTC second of adding
    article: str  # the same for all versions of one article
    until: str | None  # when its next version was known
    withdrawn: str | None  # the day since which it is withdrawn
    text: str | None = None  # where it was asked for, as are the next two
    author: str | None = None  # who wrote it, as the page or the feed says
    modified: str | None = None  # when it was last changed, in the form of `published`


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim in the ledger, with all that it points to."""

    id: str  # lasting
    report: ReportRow
    claim: Claim  # as the reading has it, with its short ids
    words: str  # of the evidence
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    when: tuple[Time, ...] = ()
    where: tuple[Place, ...] = ()
    counts: tuple[Count, ...] = ()
    first: str | None = None  # the days it may have happened on, or the report's where it does not say
    last: str | None = None

    @property
    def origin(self) -> Link | None:
        """The first link of its chain."""
        return self.claim.chain[0] if self.claim.chain else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """An agreement as one report tells it."""

    id: str  # lasting
    report: ReportRow
    agreement: Agreement  # as the reading has it, with its short ids
    parties: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    claims: tuple[str, ...] = ()  # lasting ids of the claims that it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """A judgement in the ledger."""

    n: int
    id: str  # lasting
    judgement: Judgement
    learnt: str
    overruled: bool  # another one takes its place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A review in the ledger."""

    n: int
    id: str  # lasting
    review: Review
    learnt: str
    overruled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """Evidence in the ledger."""

    id: str  # lasting
    report: str  # lasting id
    evidence: Evidence
    learnt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTally:
    """Somebody at the origin of claims, and how many."""

    actor: str | None  # canonical id
    name: str | None  # None where no source is named
    kind: str | None  # person, body, group, state, outlet
    named: bool
    claims: int
    reports: int
    denied: int  # of the claims: those that somebody denies in the same report
    first: str | None  # the days that the claims are about
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTally:
    """Somebody, and in how many claims."""

    actor: str | None  # canonical id
    name: str | None
    country: str | None
    sector: tuple[str, ...]
    does: tuple[tuple[str, int], ...]  # event, and in how many claims they do it; the most first
    suffers: tuple[tuple[str, int], ...]  # the same of what is done to them, or with them
    says: int  # claims of which they are the origin
    first: str | None  # the days that the claims are about
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the ledger that is not as it was written."""

    kind: str  # edited, dropped, inserted, reordered, cut off
    where: str  # table and number of the row: "claims 1048577", "batch 3"
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying came to."""

    digest: str  # over all reports and readings, in no order
    head: str  # hash of the last batch: it changes with the order of adding
    entries: int
    batches: int
    reports: int
    faults: tuple[Fault, ...]  # the first ones, no more than a hundred

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which claims (or reports, agreements) to give: those that fit all that is not None."""

    actor: str | None = None  # canonical id or name of somebody who does it or to whom it is done
    country: str | None = None  # of an actor, recipient or place: ISO 3166-1 alpha-3
    event: str | None = None  # one of PLOVER's 16
    place: str | None = None  # name, or number in GeoNames
    since: str | None = None  # happened on this day or later, as far as the words allow
    until: str | None = None  # on this day or before
    outlet: str | None = None  # who published it
    origin: str | None = None  # canonical id or name of the chain's first link
    factuality: str | None = None  # CT+ …
