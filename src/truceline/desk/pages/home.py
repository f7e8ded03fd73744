"""The first page: the situation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import After, TheAsked
from truceline.desk.pages import sign_in
from truceline.desk.pages.situation import Order, situation
from truceline.desk.rendering import render
from truceline.desk.state import TheDesk, person_of

router = APIRouter(route_class=KeptRoute)


@router.get("/")
def home(
    request: Request,
    desk: TheDesk,
    asked: TheAsked,
    token: Annotated[str | None, Query(max_length=200)] = None,
    after: After = None,
    order: Order = "day",
    area: Annotated[str | None, Query(max_length=80)] = None,
) -> Response:
    """The first page; the address that the desk printed leads here, token included."""
    if token is not None:
        return sign_in.by_address(desk, token)
    person_of(request)
    return render(request, "situation.html", **situation(desk, request, asked, after, order, area))
