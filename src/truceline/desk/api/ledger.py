"""The ledger as a whole: its size, what was written when, what is new."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from fastapi import Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from truceline.desk.api.envelopes import Page
from truceline.desk.api.routing import plain_router, router
from truceline.desk.api.shapes import claim_out
from truceline.desk.api.summaries import BatchOut, LedgerOut, MeOut
from truceline.desk.asked import After, Limit, TheAsked, cursor
from truceline.desk.failures import Refusal
from truceline.desk.state import AsReader, Desk, TheDesk, session_of
from truceline.errors import LedgerBusy
from truceline.ledger.columns import Asked
from truceline.ledger.columns.written import batches

whole = router()
stream = plain_router()
_PAUSE = 1.0  # seconds between two looks at the ledger
_QUIET = 15  # looks without news after which a line shows that the stream is alive
_AT_ONCE = 200  # claims
STREAMS = 100  # at a time


@whole.get("/ledger", summary="The ledger as a whole")
def about(desk: TheDesk) -> LedgerOut:
    """Its name, head and size."""
    size = desk.lists.size()
    return LedgerOut(name=desk.ledger.name, head=desk.freshness.head(), reports=size["reports"], claims=size["claims"])


@stream.get("/me", summary="Who you are")
def me(request: Request, person: AsReader) -> MeOut:
    """Your name and role, and the secret that changes through the API carry in `X-CSRF-Token` with a cookie."""
    session = session_of(request)
    return MeOut(name=person.name, role=person.role, csrf=session.csrf if session else None)


@whole.get("/log", summary="What was written when")
def log(desk: TheDesk, limit: Limit = 50, after: After = None) -> Page[BatchOut]:
    """The batches of the ledger, the newest first."""
    rows, total = batches(desk.ledger, limit=limit + 1, after=cursor(after))
    items = [
        BatchOut(batch=row.n, learnt=row.learnt, program=row.program, hash=row.hash, kinds=row.kinds)
        for row in rows[:limit]
    ]
    return Page(items=items, total=total, next=str(items[-1].batch) if len(rows) > limit else None)


@stream.get(
    "/stream",
    summary="New claims as they come (server-sent events)",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def new_claims(
    request: Request,
    desk: TheDesk,
    asked: TheAsked,
    after: Annotated[int | None, Query(ge=0, le=2**62, description="Number of the last claim that you have.")] = None,
) -> StreamingResponse:
    """An event ``claim`` for each new claim that fits, with its number as ``id`` and the claim as ``data``.

    Browsers send the last number again when they connect anew, so that none is missed.
    """
    said = request.headers.get("last-event-id", "")
    than = int(said) if said.isdecimal() and len(said) < 19 else after
    if desk.streams >= STREAMS:
        raise Refusal(503, "busy", "too many streams are open")
    return StreamingResponse(
        _stream(request, desk, asked, than), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


async def _stream(request: Request, desk: Desk, asked: Asked, than: int | None) -> AsyncIterator[str]:
    session, head, quiet = session_of(request), None, 0
    desk.streams += 1
    try:
        yield ": claims\n\n"
        while session is None or desk.sessions.has(session.id):
            try:
                now = await run_in_threadpool(desk.freshness.head)
                if now != head:
                    if than is None:
                        than = await run_in_threadpool(desk.lists.last_claim)
                    lines, than, more = await run_in_threadpool(_news, desk, asked, than)
                    head = None if more else now
                    for line in lines:
                        yield line
                    quiet = 0
            except LedgerBusy:  # a long writing is under way: look again later
                pass
            quiet += 1
            if quiet % _QUIET == 0:
                yield ": still here\n\n"
            await anyio.sleep(_PAUSE)
    finally:
        desk.streams -= 1


def _news(desk: Desk, asked: Asked, than: int) -> tuple[list[str], int, bool]:
    """The lines for what is new, the last number, and whether there is more."""
    found = desk.lists.newer_claims(asked, than=than, limit=_AT_ONCE)
    lines = [
        f"event: claim\nid: {number}\ndata: {json.dumps(claim_out(row).model_dump(mode='json'))}\n\n"
        for number, row in found
    ]
    return lines, (found[-1][0] if found else than), len(found) == _AT_ONCE
