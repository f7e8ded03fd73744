"""The first page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from truceline.desk.pages import sign_in
from truceline.desk.rendering import render
from truceline.desk.state import TheDesk, person_of

router = APIRouter()


@router.get("/")
def home(request: Request, desk: TheDesk, token: Annotated[str | None, Query(max_length=200)] = None) -> Response:
    """The first page; the address that the desk printed leads here, token included."""
    if token is not None:
        return sign_in.by_address(desk, token)
    person_of(request)
    return render(request, "home.html", ledger=desk.ledger.name)
