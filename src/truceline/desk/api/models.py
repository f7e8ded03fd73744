"""What the API answers with, as its OpenAPI description has it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

_FROM_RECORDS = ConfigDict(from_attributes=True)

Id = Annotated[str, Field(description="A lasting id.", examples=["c3f2a9d07e51b4486aa0c9d1e2f30b475"])]
Day = Annotated[str | None, Field(description="A day, YYYY-MM-DD; null where it is not known.")]


class Record(BaseModel):
    """Something made from a record of Truceline's."""

    model_config = _FROM_RECORDS


class SpanOut(Record):
    """A stretch of a report's text, in code points, end exclusive."""

    start: int
    end: int


class LinkOut(Record):
    """One link of a chain of sources."""

    name: str | None
    actor: str | None = Field(description="Canonical id of the body.")
    kind: str | None = Field(description="person, body, group, state, outlet")
    named: bool
    via: str | None = Field(description="How it passed the claim on; null for the last.")


class ActorOut(Record):
    """A mention of somebody who acts."""

    start: int
    end: int
    actor: str | None
    name: str | None
    country: str | None
    sector: list[str]
    named: bool


class PlaceOut(Record):
    """A place, where the text settles which."""

    start: int
    end: int
    name: str
    country: str | None
    latitude: float | None = Field(description="Degrees north.")
    longitude: float | None = Field(description="Degrees east.")
    geonameid: int | None
    precision: str | None = Field(description="point, city, district, region, country, larger")


class TimeOut(Record):
    """An expression of time, with the days that it may mean."""

    start: int
    end: int
    type: str
    value: str | None
    earliest: Day
    latest: Day


class CountOut(Record):
    """A number, as the range that was said."""

    start: int
    end: int
    low: float | None
    high: float | None = Field(description="The most; null where that is open.")
    best: float | None
    of: str | None
    measure: str
    toll: str | None


class ReportOut(Record):
    """A report."""

    id: Id
    given: str = Field(description="The id that it came with.")
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    known: str = Field(description="Published, or added where that is not known.")
    learnt: str = Field(description="UTC second of adding.")
    article: str = Field(description="The same for all versions of one article.")
    until: str | None = Field(description="When its next version was known.")
    withdrawn: str | None = Field(description="The day since which its publisher has taken it back.")


class ReviewOut(BaseModel):
    """A decision of a person on something in the ledger."""

    id: Id
    subject: str = Field(description="What it is about: a lasting id, or a source.")
    decision: str
    note: str | None
    values: dict[str, Any] = Field(description="What a correction says, what a merging joins, a grade.")
    by: str
    learnt: str
    supersedes: str | None = Field(description="The decision that this one takes the place of.")
    overruled: bool = Field(description="Whether another has taken the place of this one.")


class ClaimOut(BaseModel):
    """One event as somebody states it. A claim is never a fact."""

    id: Id
    report: ReportOut
    words: str = Field(description="The clause that states it.")
    evidence: SpanOut
    trigger: SpanOut
    event: str = Field(description="One of PLOVER's 16.")
    mode: str | None
    factuality: str = Field(description="FactBank, as the origin of the chain holds it.")
    phase: str
    medium: str | None
    first: Day
    last: Day
    actors: list[ActorOut]
    recipients: list[ActorOut]
    when: list[TimeOut]
    where: list[PlaceOut]
    counts: list[CountOut]
    chain: list[LinkOut] = Field(description="From the origin out; the publisher is always last.")
    denied_by: list[list[LinkOut]]


class ClaimWhole(ClaimOut):
    """A claim with what is held of it."""

    origin: str = Field(description="Id of its speech act: claims of one speech act have the same.")
    event_id: str = Field(description="Id of the event that it is part of.")
    reviews: list[ReviewOut]


class StageOut(Record):
    """A stage of an agreement."""

    order: int
    kind: str
    days: float | None
    start: int
    end: int


class AgreementOut(BaseModel):
    """An agreement as one report tells it."""

    id: Id
    report: ReportOut
    kind: str
    status: str | None
    since: Day
    violations: str | None
    parties: list[ActorOut]
    mediators: list[ActorOut]
    stages: list[StageOut]
    claims: list[Id]


class AgreementWhole(AgreementOut):
    """An agreement with what is held of it."""

    reviews: list[ReviewOut]


class TurnOut(BaseModel):
    """One thing that a report says became of an agreement."""

    status: str
    date: Day
    chain: list[LinkOut]
    claim: Id | None
    report: Id
    reported: str = Field(description="When the report was known.")
    by: list[str | None]


class PactOut(BaseModel):
    """An agreement through all its reports, as `truceline agreements --format jsonl` prints it."""

    model_config = ConfigDict(extra="allow")

    id: Id
    kind: str
    status: str | None = Field(description="As of the day that is asked.")
    since: Day
    violations: str | None = Field(description="The gravest: none reported, alleged, confirmed; null unsaid.")
    parties: list[str | None]
    mediators: list[str | None]
    days_in_force: int | None
    history: list[TurnOut]
    claims: list[Id]
    reports: list[Id]
    members: list[Id] = Field(description="Its tellings by single reports.")


class PactWhole(PactOut):
    """An agreement with what is held of it."""

    reviews: list[ReviewOut]


class CopyOut(Record):
    """A report with the same wire text."""

    report: Id
    kind: str = Field(description="same, cut, rewritten")
    score: float


class ReportWhole(BaseModel):
    """A report with its text and everything that was read in it."""

    report: ReportOut
    text: str
    reading: dict[str, Any] = Field(description="As `truceline read --format json` prints it.")
    claims: dict[str, Id] = Field(description="Lasting ids of the reading's claims, by the ids they have there.")
    agreements: dict[str, Id]
    versions: list[ReportOut]
    copies: list[CopyOut]
    reviews: list[ReviewOut]


class WhoOut(Record):
    """Somebody who takes part in an event, over all its claims."""

    actor: str | None
    name: str | None
    country: str | None
    sector: list[str]


class WhereOut(Record):
    """A place of an event, over all its claims."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    precision: str | None


class TollOut(Record):
    """The numbers of one measure as one range."""

    measure: str
    low: float | None
    high: float | None


class ConflictOut(Record):
    """Where claims of one event differ."""

    kind: str = Field(description="number, date, place, actor, denial")
    what: str | None
    claims: list[Id]
    values: list[str]


class EventOut(Record):
    """What claims of any number of reports tell as one happening: a judgement which belong together, no fact."""

    id: Id
    type: str
    mode: str | None
    first: Day
    last: Day
    actors: list[WhoOut]
    recipients: list[WhoOut]
    places: list[WhereOut]
    counts: list[TollOut]
    claims: list[Id]
    origins: int = Field(description="Different speech acts that tell of it.")
    denied: int = Field(description="Claims among them that somebody denies.")
    conflicts: list[ConflictOut]


class EventWhole(EventOut):
    """An event with its claims."""

    told: list[ClaimOut]
    origin_of: dict[str, str] = Field(description="For each claim the id of its origin.")
    reviews: list[ReviewOut]
