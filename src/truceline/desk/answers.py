"""Answers that were made, kept for who asks the same next: most people look at the same few pages.

An answer hangs on its address, on the role of who asks and on the ledger alone. As long as the ledger is as it was, it
is given again. Where the ledger has changed since, one that is a few seconds old is still given, and an older one while
it is made anew behind it; a page says as of when it is. Who has written something gets nothing older than that.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any
from weakref import WeakValueDictionary

import anyio
from fastapi import Request
from fastapi.routing import APIRoute
from markupsafe import escape
from starlette.responses import Response

from truceline.desk.frame import moment
from truceline.desk.freshness import Freshness
from truceline.desk.sessions import Person, Session
from truceline.errors import TrucelineError

FRESH = 5.0  # seconds for which an answer is given though the ledger has changed
STALE = 60.0  # seconds for which it is given while it is made anew
_MOST = 64 << 20  # bytes kept
_MADE = 4  # answers that are made at a time: more would only hold each other up, and all that needs no making
_RENEWED = 2  # answers that are made anew behind people's backs at a time
_API = "/api/"
_LOG = logging.getLogger("truceline.desk")

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as it was made, with marks in the places of what is another for everybody."""

    body: bytes
    kind: str
    tag: str
    head: str  # of the ledger
    begun: float  # when its making began, by the clock of `Freshness`
    second: str  # of the state that it was made from, UTC


class Answers:
    """The answers of a desk; only the loop's own thread uses it.

    Args:
        freshness: The state of the ledger that answers are made from.
        clock: That of ``freshness``.
        most: How many bytes to keep.
    """

    def __init__(self, freshness: Freshness, *, clock: Callable[[], float], most: int = _MOST) -> None:
        self._freshness = freshness
        self._clock = clock
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self._renewing: dict[Key, asyncio.Task[None]] = {}
        self._locks: WeakValueDictionary[Key, anyio.Lock] = WeakValueDictionary()  # of what is being made
        self._room: anyio.Semaphore | None = None
        # Nobody can write these into a report: they are others with every start.
        self._name, self._csrf, self._moment = (f"mark-{secrets.token_hex(16)}" for _ in range(3))

    def start(self) -> None:
        """From now on, in this loop, only so many answers are made at a time."""
        self._room = anyio.Semaphore(_MADE)

    async def give(self, request: Request, make: Handler) -> Response:
        """The answer to a request.

        Args:
            request: What is asked, and by whom.
            make: Makes it.
        """
        person: Person = request.scope["truceline.person"] or Person(name="", role="")
        key = (person.role, request.url.path, request.url.query)
        answer = self._kept.get(key)
        if request.scope.get("truceline.renewing") or not self._will_do(answer, person):
            made = await self._one(key, request, make, person)
            if not isinstance(made, Answer):
                return made
            answer = made
        elif answer is not None and self._age(answer) > FRESH:
            self._renew(key, request)
        assert answer is not None
        return self._out(answer, request, person)

    async def _one(self, key: Key, request: Request, make: Handler, person: Person) -> Answer | Response:
        """An answer, made once for all who ask for it meanwhile."""
        before, lock = self._kept.get(key), self._locks.setdefault(key, anyio.Lock())
        async with lock:
            answer = self._kept.get(key)
            if answer is not None and answer is not before and self._will_do(answer, person):
                return answer
            return await self._made(key, request, make)

    def _age(self, answer: Answer) -> float:
        """For how long it may have been another one by now; 0 where it is not."""
        return 0.0 if answer.head == self._freshness.head() else self._clock() - answer.begun

    def _will_do(self, answer: Answer | None, person: Person) -> bool:
        if answer is None or not (self._freshness.runs or answer.head == self._freshness.head()):
            return False
        return answer.begun >= self._freshness.written(person.name) and self._age(answer) <= STALE

    async def _made(self, key: Key, request: Request, make: Handler) -> Answer | Response:
        """Make an answer, and keep it if it is one of those that others may have too."""
        stand_in = Person(name=self._name, role=key[0])
        session = Session(id="", person=stand_in, csrf=self._csrf, by_token=False, used=0.0)
        scope = {**request.scope, "truceline.moment": self._moment}
        if request.scope["truceline.person"] is not None:
            scope |= {"truceline.person": stand_in, "truceline.session": session}
        async with self._room or nullcontext():
            begun, head, second = self._freshness.looked, self._freshness.head(), self._freshness.second
            response = await make(Request(scope, request.receive))
        if response.status_code != 200 or "set-cookie" in response.headers:
            return response
        body = bytes(response.body)
        answer = Answer(
            body=body,
            kind=response.headers["content-type"],
            tag=f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
            head=head,
            begun=begun,
            second=second,
        )
        self._keep(key, answer)
        return answer

    def _keep(self, key: Key, answer: Answer) -> None:
        before = self._kept.pop(key, None)
        self._size += len(answer.body) - (len(before.body) if before else 0)
        self._kept[key] = answer
        while self._size > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.body)

    def _renew(self, key: Key, request: Request) -> None:
        """Make an answer anew, for who asks next; no more than a few at a time, so that it holds up nobody."""
        if key in self._renewing or len(self._renewing) >= _RENEWED:
            return
        scope = {name: value for name, value in request.scope.items() if name not in ("path_params", "endpoint")}
        task = asyncio.create_task(self._renewed(request.app.router, scope | {"truceline.renewing": True}))
        self._renewing[key] = task
        task.add_done_callback(lambda _: self._renewing.pop(key, None))

    async def _renewed(self, router: Callable[..., Any], scope: dict[str, Any]) -> None:
        async def nothing() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def nowhere(message: object) -> None:
            del message

        try:
            await router(scope, nothing, nowhere)
        except TrucelineError:
            pass  # who asks next is told
        except Exception:  # noqa: BLE001 - the same
            _LOG.exception("an answer could not be made anew")

    def _out(self, answer: Answer, request: Request, person: Person) -> Response:
        second = self._freshness.second if answer.head == self._freshness.head() else answer.second
        headers = {"Content-Type": answer.kind, "Truceline-State": second}
        body = answer.body
        if request.url.path.startswith(_API):
            headers |= {"ETag": answer.tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
            if answer.tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]:
                return Response(status_code=304, headers=headers)
        else:
            session: Session | None = request.scope["truceline.session"]
            said = {
                self._name: str(escape(person.name)),
                self._csrf: session.csrf if session else "",
                self._moment: moment(second, seconds=True),
            }
            for mark, value in said.items():
                body = body.replace(mark.encode(), value.encode("utf-8", "replace"))
        return Response(body, headers=headers)


class AskingRoute(APIRoute):
    """A route that asks the ledger much."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **more: Any) -> None:
        super().__init__(path, _on_one_connection(endpoint), **more)


class KeptRoute(AskingRoute):
    """A route whose answer hangs on the address, the role and the ledger alone, so that it can be kept."""

    def get_route_handler(self) -> Handler:
        """The handler, which is asked only where there is no answer."""
        handler = super().get_route_handler()

        async def kept(request: Request) -> Response:
            if request.method != "GET":
                return await handler(request)
            answers: Answers = request.app.state.desk.answers
            return await answers.give(request, handler)

        return kept


def _on_one_connection(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, with one connection to a file for all that it asks: to open one costs more than to ask."""

    @wraps(endpoint)
    def held(*positional: Any, **named: Any) -> Any:
        with named["desk"].ledger.database.held():
            return endpoint(*positional, **named)

    return held
