"""The log: what was written into the ledger, by which program, when."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import After, cursor
from truceline.desk.rendering import render
from truceline.desk.shown import address
from truceline.desk.state import AsReader, TheDesk
from truceline.ledger.columns.written import batches, newest_reviews

router = APIRouter(route_class=KeptRoute)
_PAGE = 50
_REVIEWS = 30


@router.get("/log")
def log(request: Request, desk: TheDesk, person: AsReader, after: After = None) -> Response:
    """The batches and the decisions, the newest first."""
    rows, total = batches(desk.ledger, limit=_PAGE + 1, after=cursor(after))
    numbers, decisions = newest_reviews(desk.ledger, limit=_REVIEWS)
    return render(
        request,
        "log.html",
        ledger=desk.ledger.name,
        batches=rows[:_PAGE],
        total=total,
        more=address("/log", after=rows[_PAGE - 1].n) if len(rows) > _PAGE else None,
        reviews=desk.ledger.view().reviews_at(numbers),
        decisions=decisions,
        head=desk.ledger.columns.head(),
    )
