"""The way in and out: the start-up token becomes a cookie."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from truceline.desk.failures import Refusal
from truceline.desk.forms import FromOurPage
from truceline.desk.rendering import render
from truceline.desk.sessions import Person
from truceline.desk.state import Desk, TheDesk, session_of

router = APIRouter()


@router.get("/sign-in")
def page(request: Request, desk: TheDesk) -> Response:
    """The page to sign in on."""
    return _page(request, desk)


@router.post("/sign-in")
def sign_in(
    request: Request,
    desk: TheDesk,
    token: Annotated[str, Form(max_length=200)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Sign in with the start-up token, or with name and password."""
    if token:
        person = desk.sessions.by_token(token)
    else:
        person = desk.users.check(name, password)
    if person is None:
        return _page(request, desk, wrong=True)
    return begun(desk, person, by_token=bool(token))


@router.post("/sign-out", dependencies=[FromOurPage])
def sign_out(request: Request, desk: TheDesk) -> Response:
    """End the session."""
    if session := session_of(request):
        desk.sessions.end(session.id)
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(desk.cookie)
    return response


def by_address(desk: Desk, token: str) -> Response:
    """Sign in by the address that the desk printed; the token must not stay in the browser's history.

    Raises:
        Refusal: The token is not this desk's.
    """
    person = desk.sessions.by_token(token)
    if person is None:
        raise Refusal(403, "wrong_token", "this address is from an earlier start of the desk")
    return begun(desk, person, by_token=True)


def begun(desk: Desk, person: Person, *, by_token: bool) -> Response:
    """A session has begun: on to the first page, with its cookie."""
    session = desk.sessions.begin(person, by_token=by_token)
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(desk.cookie, session.id, httponly=True, samesite="lax", secure=desk.secure, path="/")
    return response


def _page(request: Request, desk: Desk, *, wrong: bool = False) -> Response:
    status = 403 if wrong else 200
    passwords, token = len(desk.users) > 0, desk.sessions.has_token
    return render(request, "sign_in.html", status=status, wrong=wrong, passwords=passwords, token=token)
