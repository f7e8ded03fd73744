"""Search: reports and claims that have all the words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import After, AsOf, cursor
from truceline.desk.pages.situation import saving
from truceline.desk.rendering import render
from truceline.desk.shown import address, shown
from truceline.desk.state import AsReader, TheDesk
from truceline.ledger.columns import Asked, More

router = APIRouter(route_class=KeptRoute)
_CLAIMS, _REPORTS = 20, 20


@router.get("/search")
def search(
    request: Request,
    desk: TheDesk,
    person: AsReader,
    q: Annotated[str, Query(max_length=200)] = "",
    as_of: AsOf = None,
    after: After = None,
) -> Response:
    """What was found."""
    words = q.strip()
    asked = Asked(more=More(words=words), as_of=as_of)
    claims = desk.lists.claims(asked, order="published", limit=_CLAIMS, after=cursor(after)) if words else None
    return render(
        request,
        "search.html",
        q=words,
        claims=[shown(row) for row in claims.rows] if claims else [],
        total=claims.total if claims else 0,
        reports=desk.lists.reports(asked, limit=_REPORTS) if words else None,
        more=address("/search", q=words, after=claims.after) if claims and claims.after is not None else None,
        save=saving(request, {"q": words} if words else {}),
        as_of=as_of,
    )
