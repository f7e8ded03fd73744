"""What the API answers with of many claims at once, of the ledger, and of who asks."""

from __future__ import annotations

from pydantic import BaseModel, Field

from truceline.desk.api.models import Record


class CountedOut(Record):
    """How many claims have one value."""

    value: str | None = Field(description="As a filter takes it; null where it is not known.")
    name: str | None
    claims: int


class SpotOut(Record):
    """How many claims are said to have happened at one place."""

    geonameid: int | None = Field(description="null for a place of somebody's own vocabulary.")
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    claims: int


class ProfileOut(BaseModel):
    """What somebody does, says, and whom they say it through."""

    id: str
    name: str | None
    does: int = Field(description="Claims that they act in, or that it is done to them.")
    says: int = Field(description="Claims that they are the origin of.")
    denied: int = Field(description="Of those, claims that somebody denies in the same report.")
    denies: int = Field(description="Claims that they deny.")
    through: list[CountedOut] = Field(description="The next links of the chains that they are the origin of.")
    denied_by: list[CountedOut]
    events: list[CountedOut] = Field(description="What they do, or what is done to them.")
    grade: str | None = Field(
        description="Reliability by the Admiralty code, A to E; F cannot be judged; null ungraded."
    )


class SourceOut(BaseModel):
    """What an outlet publishes in its own words, and what it passes on."""

    outlet: str
    name: str | None
    reports: int
    claims: int
    own: int = Field(description="Claims in its own words.")
    relayed: int = Field(description="Claims that it passes on.")
    origins: list[CountedOut] = Field(description="Whose claims it publishes.")
    events: list[CountedOut]
    grade: str | None = Field(
        description="Reliability by the Admiralty code, A to E; F cannot be judged; null ungraded."
    )


class BatchOut(BaseModel):
    """What was written at one time."""

    batch: int
    learnt: str
    program: str
    hash: str
    kinds: dict[str, int] = Field(description="How many reports, readings, judgements, reviews …")


class LedgerOut(BaseModel):
    """The ledger as a whole."""

    name: str
    head: str = Field(description="Hash of the last batch; empty where there is none.")
    reports: int
    claims: int


class MeOut(BaseModel):
    """Who asks."""

    name: str
    role: str = Field(description="reader, reviewer, admin")
    csrf: str | None = Field(description="The secret of the session; null without one.")
