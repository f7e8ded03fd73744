"""What all routes of the API have in common: tags, errors, pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter

from truceline.desk.answers import KeptRoute
from truceline.desk.api.envelopes import ErrorOut
from truceline.desk.api.envelopes import Page as PageOut
from truceline.ledger.columns import Page

_T = TypeVar("_T")
_Out = TypeVar("_Out")
# Every answer that is no success has the one body.
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorOut, "description": what}
    for status, what in (
        (400, "The host's name or the request is wrong."),
        (401, "Nobody that is known asks."),
        (403, "They may not, or another site's page sent it."),
        (404, "There is no such thing."),
        (409, "Somebody else has decided meanwhile; `by` says who, `decision` which one stands."),
        (413, "The body is too large."),
        (422, "A value is not what it should be."),
        (503, "The ledger cannot do it now."),
    )
}


def router() -> APIRouter:
    """A router for answers that hang on the ledger alone."""
    return APIRouter(route_class=KeptRoute, responses=ERRORS)


def plain_router() -> APIRouter:
    """A router for answers that do not."""
    return APIRouter(responses=ERRORS)


def page_out(page: Page[_T], shape: Callable[[_T], _Out]) -> PageOut[_Out]:
    """A page as the API answers with it."""
    following = str(page.after) if page.after is not None else None
    return PageOut(items=[shape(row) for row in page.rows], total=page.total, next=following)
