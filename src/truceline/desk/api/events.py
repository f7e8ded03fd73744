"""Events and agreements."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from truceline.desk import happenings
from truceline.desk.api.claims import Order
from truceline.desk.api.envelopes import Page
from truceline.desk.api.models import AgreementOut, AgreementWhole, EventOut, EventWhole, PactOut, PactWhole
from truceline.desk.api.reviews import reviews_of
from truceline.desk.api.routing import page_out, router
from truceline.desk.api.shapes import agreement_fields, agreement_out, claim_out, event_out, pact_out
from truceline.desk.asked import After, AsOf, LastingId, Limit, TheAsked, cursor
from truceline.desk.happenings import Happening
from truceline.desk.state import TheDesk

events = router()
Origins = Annotated[
    int, Query(ge=1, le=1000, description="Only events that so many different speech acts tell of, at least.")
]


@events.get("/events", summary="Events of which a claim fits")
def list_events(
    desk: TheDesk,
    asked: TheAsked,
    origins: Origins = 1,
    order: Order = "published",
    limit: Limit = 50,
    after: After = None,
) -> Page[EventOut]:
    """A page of events, each with all its claims."""
    found = happenings.page(desk.lists, asked, origins=origins, order=order, limit=limit, after=cursor(after))
    return page_out(found, lambda one: event_out(one.event))


@events.get("/events/{id}", summary="One event")
def one_event(desk: TheDesk, id: LastingId, as_of: AsOf = None) -> EventWhole:
    """The event that a claim is part of; an event's own id is that of a claim."""
    found: Happening = happenings.whole(desk.lists, id, as_of=as_of)
    told = {
        **event_out(found.event).model_dump(),
        "told": [claim_out(row) for row in found.claims],
        "origin_of": found.origins,
        "reviews": reviews_of(desk, found.event.id),
    }
    return EventWhole.model_validate(told)


@events.get("/agreements", summary="Agreements that rest on a claim which fits")
def list_agreements(desk: TheDesk, asked: TheAsked, limit: Limit = 50, after: After = None) -> Page[PactOut]:
    """A page of agreements through all their reports, the one last heard of first."""
    return page_out(desk.pacts.page(asked, limit=limit, after=_place(after)), pact_out)


@events.get("/agreements/{id}", summary="One agreement")
def one_agreement(desk: TheDesk, id: LastingId, as_of: AsOf = None) -> PactWhole:
    """An agreement through all its reports, by its id or that of any report's telling of it."""
    pact = desk.pacts.one(id, as_of=as_of)
    return PactWhole(**pact_out(pact).model_dump(), reviews=reviews_of(desk, pact.id))


@events.get("/tellings", summary="Agreements as single reports tell them")
def list_tellings(desk: TheDesk, asked: TheAsked, limit: Limit = 50, after: After = None) -> Page[AgreementOut]:
    """A page of them, those that rest on a claim which fits, the last added first."""
    return page_out(desk.lists.agreements(asked, limit=limit, after=cursor(after)), agreement_out)


@events.get("/tellings/{id}", summary="One agreement as one report tells it")
def one_telling(desk: TheDesk, id: LastingId, as_of: AsOf = None) -> AgreementWhole:
    """An agreement as one report tells it."""
    row = desk.ledger.view(as_of).agreement(id)
    fields = agreement_fields(row) | {"reviews": reviews_of(desk, id)}
    return AgreementWhole.model_validate(fields, from_attributes=True)


def _place(after: str | None) -> int:
    return max(0, min(cursor(after) or 0, 1 << 40))
