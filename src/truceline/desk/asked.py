"""What an address asks, of a page as of the API: which claims, as of which day, which part of a long list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from truceline.ledger import Filters
from truceline.ledger.columns import Asked, More

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$"
_CURSOR = r"^-?\d{1,19}$"
_FARTHEST = 2**62
LASTING = r"^[a-z][0-9a-f]{32}$"


def _is_day(value: str) -> str:
    date.fromisoformat(value)
    return value


def _is_moment(value: str) -> str:
    datetime.fromisoformat(value)
    return value


_Name = Annotated[str, Field(min_length=1, max_length=300)]
_Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z+-]{0,29}$")]
ADay = Annotated[str, Field(pattern=_DAY), AfterValidator(_is_day)]
_Moment = Annotated[str, Field(pattern=_MOMENT), AfterValidator(_is_moment)]

AsOf = Annotated[
    _Moment | None,
    Query(description="What could be known by this day or UTC second.", examples=["2031-03-01"]),
]
LastingId = Annotated[str, Path(pattern=LASTING, description="A lasting id.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many, at most.")]
After = Annotated[str | None, Query(pattern=_CURSOR, description="What the page before gave as `next`.")]


class Which(BaseModel):
    """Which claims: those that fit all that is said."""

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        """A form sends the fields that nobody filled in too."""
        return {name: value for name, value in values.items() if value != ""} if isinstance(values, dict) else values

    actor: _Name | None = Field(None, description="Canonical id or name of somebody who acts or to whom it is done.")
    country: _Code | None = Field(None, description="Of an actor, recipient or place: ISO 3166-1 alpha-3.")
    event: _Code | None = Field(None, description="One of PLOVER's 16.", examples=["ASSAULT"])
    mode: _Code | None = Field(None, description="PLOVER's mode of the event.")
    place: _Name | None = Field(None, description="Name, or number in GeoNames.")
    since: ADay | None = Field(None, description="Happened on this day or later, as far as the words allow.")
    until: ADay | None = Field(None, description="Happened on this day or before.")
    outlet: _Name | None = Field(None, description="Who published it.")
    origin: _Name | None = Field(None, description="Canonical id or name of the chain's first link.")
    factuality: Annotated[str, Field(pattern=r"^([CP][TRS][+-]|Uu)$")] | None = Field(None, description="FactBank.")
    phase: _Code | None = Field(None, description="happened, ongoing, intended, offered, requested, conditional")
    relay: _Name | None = Field(None, description="Canonical id or name of the chain's second link.")
    own: bool | None = Field(None, description="Whether the publisher speaks for itself.")
    denied: bool | None = Field(None, description="Whether somebody denies it in its report.")
    denier: _Name | None = Field(None, description="Canonical id or name of who denies it.")
    lone: bool | None = Field(None, description="Whether one speech act alone tells of its event.")
    withdrawn: bool | None = Field(None, description="Whether its report was taken back.")
    q: _Name | None = Field(None, description="Words in it; `word*` stands for all that begin so.")
    as_of: _Moment | None = Field(None, description="What could be known by this day or UTC second.")

    @property
    def asked(self) -> Asked:
        """The same for the ledger."""
        filters = Filters(
            actor=self.actor,
            country=self.country,
            event=self.event,
            place=self.place,
            since=self.since,
            until=self.until,
            outlet=self.outlet,
            origin=self.origin,
            factuality=self.factuality,
        )
        more = More(
            mode=self.mode,
            phase=self.phase,
            relay=self.relay,
            own=self.own,
            denied=self.denied,
            denier=self.denier,
            lone=self.lone,
            withdrawn=self.withdrawn,
            words=self.q,
        )
        return Asked(filters=filters, more=more, as_of=self.as_of)


def _asked(which: Annotated[Which, Query()]) -> Asked:
    return which.asked


TheAsked = Annotated[Asked, Depends(_asked)]


def cursor(after: str | None) -> int | None:
    """What to go on after, as the ledger takes it."""
    return max(-_FARTHEST, min(int(after), _FARTHEST)) if after is not None else None
