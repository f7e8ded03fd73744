"""What all routes of the API have in common: tags, errors, pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from truceline.desk.api.models import ErrorOut
from truceline.desk.api.models import Page as PageOut
from truceline.desk.state import desk_of
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


class Tagged(APIRoute):
    """A route whose answer hangs on the address and the ledger alone: it has an ETag, and is not made twice."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the tag looked at before it."""
        handler = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            if request.method != "GET":
                return await handler(request)
            tag = await run_in_threadpool(_tag, request)
            headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
            if tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
                return Response(status_code=304, headers=headers)
            response = await handler(request)
            response.headers.update(headers)
            return response

        return tagged


def router() -> APIRouter:
    """A router for answers that hang on the ledger alone."""
    return APIRouter(route_class=Tagged, responses=ERRORS)


def plain_router() -> APIRouter:
    """A router for answers that do not."""
    return APIRouter(responses=ERRORS)


def page_out(page: Page[_T], shape: Callable[[_T], _Out]) -> PageOut[_Out]:
    """A page as the API answers with it."""
    following = str(page.after) if page.after is not None else None
    return PageOut(items=[shape(row) for row in page.rows], total=page.total, next=following)


def _tag(request: Request) -> str:
    desk = desk_of(request)
    said = f"{desk.program}\0{desk.lists.columns.head()}\0{request.url.path}\0{request.url.query}"
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
