"""The application: routes, and what stands before them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

from truceline.desk import api
from truceline.desk.failures import handle_failures
from truceline.desk.making import desk_on
from truceline.desk.means import Means
from truceline.desk.own import Kept, kept_file
from truceline.desk.pages import ROUTERS
from truceline.desk.pages.outlines import prepare_outlines
from truceline.desk.rendering import prepare_templates
from truceline.desk.safety import Gate, SafeHeaders
from truceline.desk.sessions import Person, Sessions
from truceline.desk.state import Desk
from truceline.desk.statics import Statics
from truceline.desk.users import Users, users_file
from truceline.intake import Limits
from truceline.ledger import default_place, open_ledger
from truceline.pipeline import Reader

API_VERSION = "1"


def create_app(
    ledger_place: str | Path,
    *,
    token: str | None,
    owner: str = "desk",
    users: Path | None = None,
    port: int | None = None,
    hosts: Iterable[str] = (),
    any_number: bool = False,
    secure: bool = False,
    reader: Reader | None = None,
    limits: Limits | None = None,
    allow_private: bool = False,
    program: str = "truceline desk",
) -> FastAPI:
    """A desk on a ledger, which is made where there is none.

    Args:
        ledger_place: A file (SQLite) or a ``postgresql://`` address.
        token: Who comes with it is ``owner``, with all rights; None where nobody can.
        owner: The name that reviews of who comes with the token carry.
        users: The file of those who have passwords; beside the ledger where it is None.
        port: Where it will listen, for the cookie's name.
        hosts: Names that it goes by, besides those of the loopback.
        any_number: Whether it may be called by any address in numbers.
        secure: Whether cookies may only travel over TLS.
        reader: What reads reports that are added; one with the settings' defaults where it is None.
        limits: The bounds of intake.
        allow_private: Whether addresses of private networks may be fetched.
        program: What writes into the ledger, with its version.

    Raises:
        LedgerError: The ledger cannot be opened.
        FileError: The file of users, or of what the desk keeps, cannot be used.
    """
    ledger = open_ledger(ledger_place, program=program)
    data = default_place().parent
    means = Means(
        reader=reader or Reader(),
        limits=limits or Limits(),
        agent=program.replace(" ", "/", 1),
        allow_private=allow_private,
        program=program,
    )
    desk = desk_on(ledger, Kept(kept_file(ledger_place, data=data)), means)(
        users=Users(users or users_file(ledger_place, data=data)),
        sessions=Sessions(token=token, owner=Person(name=owner, role="admin")),
        statics=Statics(),
        cookie=f"truceline_{port}" if port else "truceline",
        secure=secure,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk.freshness.start()
        desk.answers.start()
        threading.Thread(target=_begin, args=(desk,), name="beginning", daemon=True).start()
        desk.duties.start()
        yield
        desk.duties.stop()
        desk.freshness.stop()
        ledger.close()

    app = FastAPI(
        title="Truceline",
        version=API_VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{api.PREFIX}/openapi.json",
    )
    app.state.desk = desk
    handle_failures(app)
    app.add_api_route("/healthz", healthz, include_in_schema=False)
    app.add_api_route("/static/{hashed}/{name:path}", static, include_in_schema=False)
    app.include_router(api.router())
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.add_middleware(Gate, desk=lambda: desk, hosts=tuple(hosts), any_number=any_number)
    app.add_middleware(SafeHeaders)  # the last one added is the first one met
    return app


def _begin(desk: Desk) -> None:
    """Have ready what takes long, so that the first who asks need not wait for it."""
    prepare_templates()
    prepare_outlines()
    desk.begin()


def healthz() -> JSONResponse:
    """Says that the desk is up."""
    return JSONResponse({"status": "up"})


def static(request: Request, hashed: str, name: str) -> Response:
    """A style sheet, script or image."""
    statics: Statics = request.app.state.desk.statics
    return statics.answer(request, hashed, name)
