"""Claims: lists, one with what is held of it, counts, places, search."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query

from truceline.desk import happenings
from truceline.desk.api.envelopes import Page
from truceline.desk.api.models import ClaimOut, ClaimWhole, ReportOut
from truceline.desk.api.reviews import reviews_of
from truceline.desk.api.routing import page_out, router
from truceline.desk.api.shapes import claim_fields, claim_out, report_out
from truceline.desk.api.summaries import CountedOut, SpotOut
from truceline.desk.asked import After, AsOf, LastingId, Limit, TheAsked, cursor
from truceline.desk.state import TheDesk
from truceline.ledger.columns import FACETS, Asked, More

claims = router()
Order = Annotated[
    Literal["added", "published", "day"],
    Query(description="By when it was added, published, or said to have happened; the latest first."),
]
_FACETS = tuple(FACETS)


@claims.get("/claims", summary="Claims that fit")
def list_claims(
    desk: TheDesk,
    asked: TheAsked,
    limit: Limit = 50,
    after: After = None,
    order: Order = "published",
    up: Annotated[bool, Query(description="The earliest first.")] = False,
) -> Page[ClaimOut]:
    """A page of the claims that fit."""
    return page_out(
        desk.lists.claims(asked, order=order, up=up, limit=limit, after=cursor(after)),
        claim_out,
    )


@claims.get("/claims/{id}", summary="One claim")
def one_claim(desk: TheDesk, id: LastingId, as_of: AsOf = None) -> ClaimWhole:
    """A claim with its chain, its event and what people decided on it."""
    row = desk.ledger.view(as_of).claim(id)
    event, origin = id, id
    if desk.lists.stands(row, as_of=as_of):
        happening = happenings.whole(desk.lists, id, as_of=as_of)
        event, origin = happening.event.id, happening.origins[id]
    fields = claim_fields(row) | {"event_id": event, "origin": origin, "reviews": reviews_of(desk, id)}
    return ClaimWhole.model_validate(fields, from_attributes=True)


@claims.get("/facets", summary="How many of the claims that fit are of each event, country, outlet …")
def facets(
    desk: TheDesk,
    asked: TheAsked,
    of: Annotated[list[str] | None, Query(description=f"Which: {', '.join(_FACETS)}; all if nothing is said.")] = None,
    limit: Limit = 20,
) -> dict[str, list[CountedOut]]:
    """The commonest values of each facet; months in their order."""
    wanted = [name for name in _FACETS if of is None or name in of]
    return {
        name: [CountedOut.model_validate(one) for one in desk.lists.count(asked, name, limit=limit)] for name in wanted
    }


@claims.get("/places", summary="Where the claims that fit are said to have happened")
def places(desk: TheDesk, asked: TheAsked, limit: Annotated[int, Query(ge=1, le=5000)] = 1000) -> list[SpotOut]:
    """The commonest places, as far as the gazetteer has them."""
    return [SpotOut.model_validate(spot) for spot in desk.lists.spots(asked, limit=limit)]


@claims.get("/search/claims", summary="Claims by their words")
def search_claims(
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=300, description="Words; `word*` for all that begin so.")],
    as_of: AsOf = None,
    limit: Limit = 50,
    after: After = None,
) -> Page[ClaimOut]:
    """Claims whose evidence has all the words, the latest published first."""
    asked = Asked(more=More(words=q), as_of=as_of)
    return page_out(desk.lists.claims(asked, limit=limit, after=cursor(after)), claim_out)


@claims.get("/search/reports", summary="Reports by their words")
def search_reports(
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=300, description="Words; `word*` for all that begin so.")],
    as_of: AsOf = None,
    limit: Limit = 50,
    after: After = None,
) -> Page[ReportOut]:
    """Reports whose title or text has all the words, the latest published first."""
    asked = Asked(more=More(words=q), as_of=as_of)
    return page_out(desk.lists.reports(asked, limit=limit, after=cursor(after)), report_out)
