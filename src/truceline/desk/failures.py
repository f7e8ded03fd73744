"""What the desk answers when something is wrong: one body for the API, one page for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from truceline.desk.headers import HEADERS
from truceline.desk.rendering import render_error
from truceline.errors import (
    DecidedMeanwhile,
    InputError,
    KeepingError,
    LedgerBusy,
    LedgerError,
    LedgerGone,
    SettingError,
    TooLarge,
    TrucelineError,
    UnknownId,
)

API = "/api/"
# What an error of Truceline's is over HTTP; the first that fits.
_STATUS: tuple[tuple[type[TrucelineError], int, str], ...] = (
    (DecidedMeanwhile, 409, "decided_meanwhile"),
    (UnknownId, 404, "unknown_id"),
    (TooLarge, 413, "too_large"),
    (InputError, 422, "unreadable"),
    (SettingError, 422, "bad_value"),
    (LedgerBusy, 503, "busy"),
    (LedgerGone, 503, "gone"),
    (LedgerError, 503, "ledger"),
    (KeepingError, 503, "keeping"),
)
_KINDS = {400: "bad_request", 401: "sign_in", 403: "not_allowed", 404: "not_found", 405: "wrong_method"}


class Refusal(Exception):
    """A request that is not done as asked.

    Attributes:
        status: The HTTP status.
        kind: One word for programs: ``conflict``, ``bad_value`` …
        message: A sentence for people.
        more: What else a handler needs, as plain values.
    """

    def __init__(self, status: int, kind: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.more = more


def error_body(status: int, kind: str, message: str, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The one body of all errors of the API."""
    return {"error": {"status": status, "kind": kind, "message": message, **(more or {})}}


def refuse(request: Request, refusal: Refusal) -> Response:
    """The answer to a request that is refused: JSON under ``/api/``, a page elsewhere."""
    response: Response
    if request.url.path.startswith(API):
        body = error_body(refusal.status, refusal.kind, refusal.message, refusal.more)
        response = JSONResponse(body, status_code=refusal.status)
    else:
        status, kind = refusal.status, refusal.kind
        response = render_error(request, status=status, kind=kind, message=refusal.message, more=refusal.more)
    if refusal.status == 503:
        response.headers["Retry-After"] = "2"
    return response


def handle_failures(app: FastAPI) -> None:
    """Every exception becomes the one body or the one page."""
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(TrucelineError, _truceline)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refuse(request, error)


def _truceline(request: Request, error: Exception) -> Response:
    assert isinstance(error, TrucelineError)
    for kind, status, name in _STATUS:
        if isinstance(error, kind):
            more = {"by": error.by, "decision": error.decision} if isinstance(error, DecidedMeanwhile) else {}
            return refuse(request, Refusal(status, name, error.message, **more))
    return _fault(request, error)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    response = refuse(request, Refusal(status, _KINDS.get(status, "refused"), str(error.detail)))
    response.headers.update(error.headers or {})
    return response


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [{"field": ".".join(str(part) for part in one["loc"]), "message": one["msg"]} for one in error.errors()]
    said = "; ".join(f"{one['field']}: {one['message']}" for one in fields[:3])
    return refuse(request, Refusal(422, "bad_value", said, fields=fields[:20]))


def _fault(request: Request, error: Exception) -> Response:
    response = refuse(request, Refusal(500, "fault", "a fault of the desk; its log says more"))
    response.headers.update(HEADERS)  # this answer is made outside of what puts them on all others
    return response
