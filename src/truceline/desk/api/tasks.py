"""What the API answers with of what a desk does by itself: adding, feeds, alerts."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from truceline.desk.api.models import Day, Id, Record


class JobOut(Record):
    """Reports that are being read into the ledger."""

    id: str
    state: str = Field(description="waiting, reading, done, failed")
    what: str
    done: int
    total: int | None = Field(description="null where it is not known yet")
    added: list[Id] = Field(description="Lasting ids of the reports, those that were there already too.")
    errors: list[str]


class FeedOut(Record):
    """A feed that the desk keeps reading, and how it fares."""

    id: str
    url: str
    by: str = Field(description="Who added it.")
    added: str = Field(description="UTC second.")
    state: str = Field(description="waiting, well, partly (an entry could not be read), failing")
    looked: str | None = Field(description="When it was asked for last.")
    succeeded: str | None = Field(description="When it last answered as a feed should.")
    next: str | None = Field(description="When it is due; null: at once.")
    failures: int = Field(description="In a row.")
    reason: str | None = Field(description="Why it fails, or what was wrong with an entry.")
    taken: int = Field(description="Entries that became reports.")
    lost: int = Field(description="Entries that could not be read.")


class StretchOut(Record):
    """Some days, and how many claims that fit were published on them."""

    first: Day
    last: Day
    count: int


class CourseOut(Record):
    """How an alert's claims came."""

    stretches: list[StretchOut] = Field(description="The last one is the one that is counted.")
    mean: float | None = Field(description="Of the weeks before; null where the ledger does not reach so far back.")
    bound: float | None = Field(description="From how many on a rule for a rise is met.")
    archive: bool = Field(description="Nothing is as young as today: counted is up to the ledger's last day.")
    met: bool


class AlarmOut(Record):
    """A rise that was found."""

    id: Id
    count: int
    mean: float
    first: Day
    last: Day
    learnt: str


class WebhookOut(BaseModel):
    """Where an alert's findings are sent."""

    url: str
    secret: str = Field(description="What they are signed with.")


class AlertOut(BaseModel):
    """A saved filter with its rule, its feed and its webhook."""

    id: Id
    version: Id = Field(description="Give it as `seen` when you change it.")
    name: str
    filters: dict[str, str]
    rule: dict[str, Any]
    says: str = Field(description="The rule in words.")
    by: str
    learnt: str
    claims: int = Field(description="How many fit now.")
    course: CourseOut
    alarms: list[AlarmOut]
    feed: str = Field(description="Where its Atom feed is, with the key that opens it.")
    webhook: WebhookOut | None = Field(description="For reviewers alone.")
    has_webhook: bool


class TryOut(Record):
    """One try to deliver."""

    at: str
    status: int | None = Field(description="Of the answer; null where there was none.")
    said: str


class DeliveryOut(Record):
    """Something sent to a webhook, or waiting for it."""

    id: str
    made: str
    kind: str = Field(description="claims, alarm, test")
    claims: int
    state: str = Field(description="waiting, sent, given up")
    tries: list[TryOut]
