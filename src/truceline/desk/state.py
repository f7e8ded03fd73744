"""What all routes of a desk share."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from truceline.desk.adding import Adding
from truceline.desk.answers import Answers
from truceline.desk.failures import Refusal
from truceline.desk.freshness import Freshness
from truceline.desk.own import Duties, Kept
from truceline.desk.own.feeds import Feeds
from truceline.desk.own.lookout import Lookout
from truceline.desk.own.webhooks import Webhooks
from truceline.desk.pacts import Pacts
from truceline.desk.sessions import Person, Session, Sessions
from truceline.desk.statics import Statics
from truceline.desk.users import Users
from truceline.errors import TrucelineError
from truceline.ledger import Ledger
from truceline.ledger.columns import Lists

_LOG = logging.getLogger("truceline.desk")


@dataclass(slots=True, kw_only=True)
class Desk:
    """A desk: its ledger and who is at it."""

    ledger: Ledger
    lists: Lists  # of the ledger: pages, counts
    pacts: Pacts  # of the ledger: agreements through all reports
    adding: Adding
    kept: Kept  # what is this desk's own
    feeds: Feeds
    lookout: Lookout  # at alerts
    webhooks: Webhooks
    duties: Duties
    freshness: Freshness  # the state that pages are answered from
    answers: Answers
    sessions: Sessions
    users: Users
    statics: Statics
    cookie: str  # name of the cookie: desks on several ports of one machine must not share it
    secure: bool  # whether the cookie may only travel over TLS
    program: str  # what writes into the ledger, with its version
    streams: int = 0  # open ones; only the loop's own thread counts them

    def begin(self) -> None:
        """Work out what takes long, before somebody asks for it."""
        try:
            self.pacts.begin()
        except (Refusal, TrucelineError) as error:  # who asks for it is told
            _LOG.warning("agreements could not be worked out ahead: %s", error)

    def address(self, request: Request) -> str:
        """What addresses of this desk begin with, as whoever asks reaches it."""
        return f"{'https' if self.secure else 'http'}://{request.headers.get('host', '')}"


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    return cast(Desk, request.app.state.desk)


def person_of(request: Request) -> Person:
    """Who asks; the gate lets nobody else through.

    Raises:
        Refusal: Nobody that is known.
    """
    person = request.scope.get("truceline.person")
    if person is None:
        raise Refusal(401, "sign_in", "sign in first")
    return cast(Person, person)


def session_of(request: Request) -> Session | None:
    """The browser's session; None where the request came with the token in a header."""
    return cast("Session | None", request.scope.get("truceline.session"))


class Needs:
    """A route that only those with a role may use: ``Depends(Needs("reviewer"))``."""

    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self, request: Request) -> Person:
        """Who asks.

        Raises:
            Refusal: They have not this role.
        """
        person = person_of(request)
        if not person.may(self.role):
            raise Refusal(403, "not_allowed", f"only a {self.role} may do this; you are a {person.role}")
        return person


TheDesk = Annotated[Desk, Depends(desk_of)]
AsReader = Annotated[Person, Depends(Needs("reader"))]
AsReviewer = Annotated[Person, Depends(Needs("reviewer"))]
AsAdmin = Annotated[Person, Depends(Needs("admin"))]
