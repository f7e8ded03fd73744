"""Who is at the desk: sessions, kept in memory, that end with the desk."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

ROLES = ("reader", "reviewer", "admin")  # each may do what those before it may
HOURS = 12 * 3600.0  # seconds that a session lasts unused
MOST = 10_000  # sessions at a time; the longest unused go first


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may use the desk."""

    name: str  # reviews carry it
    role: str  # reader, reviewer, admin

    def may(self, role: str) -> bool:
        """Whether they have the rights of a role."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(slots=True, kw_only=True)
class Session:
    """One browser's stay at the desk."""

    id: str  # secret: what the cookie holds
    person: Person
    csrf: str  # secret: what forms and scripts of our own pages send back
    by_token: bool  # begun with the start-up token, not with a password
    used: float  # when it was used last, by the clock of `Sessions`


class Sessions:
    """The sessions of a desk; several threads may use it.

    Args:
        token: The start-up token, that stands for ``owner``; None where people have passwords instead.
        owner: Who comes with the token.
        clock: Seconds that only go forward.
    """

    def __init__(
        self, *, token: str | None = None, owner: Person | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._token = token
        self._owner = owner
        self._clock = clock
        self._lock = threading.Lock()
        self._all: dict[str, Session] = {}

    def by_token(self, token: str) -> Person | None:
        """Who comes with this start-up token."""
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        return self._owner

    @property
    def has_token(self) -> bool:
        """Whether one can come with a token."""
        return self._token is not None

    def begin(self, person: Person, *, by_token: bool) -> Session:
        """A new session."""
        session = Session(
            id=secrets.token_urlsafe(32),
            person=person,
            csrf=secrets.token_urlsafe(32),
            by_token=by_token,
            used=self._clock(),
        )
        with self._lock:
            self._drop_old()
            self._all[session.id] = session
        return session

    def find(self, id: str) -> Session | None:
        """The session that a cookie names, where it has not run out."""
        with self._lock:
            session = self._all.pop(id, None)
            if session is None or self._clock() - session.used > HOURS:
                return None
            session.used = self._clock()
            self._all[id] = session  # at the end: the longest unused stand first
            return session

    def has(self, id: str) -> bool:
        """Whether a session goes on; asking does not make it longer."""
        with self._lock:
            session = self._all.get(id)
            return session is not None and self._clock() - session.used <= HOURS

    def end(self, id: str) -> None:
        """The session is over."""
        with self._lock:
            self._all.pop(id, None)

    def _drop_old(self) -> None:
        while self._all:
            oldest = next(iter(self._all.values()))
            if len(self._all) < MOST and self._clock() - oldest.used <= HOURS:
                return
            del self._all[oldest.id]
