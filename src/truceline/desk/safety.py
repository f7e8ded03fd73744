"""What stands before every route: hosts, cross-site requests, sizes, who asks; and the headers of every answer."""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from truceline.desk.failures import API, Refusal, refuse
from truceline.desk.headers import HEADERS
from truceline.desk.state import Desk

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = ("localhost", "127.0.0.1", "::1")
CSRF_HEADER = "x-csrf-token"
# Open to everybody: what says that the desk is up, the way in, and what the way in looks like.
OPEN = ("/healthz", "/sign-in")
OPEN_BELOW = "/static/"
# A feed opens with a key of its own in its address, which its route looks at: readers of feeds cannot sign in.
FEED = re.compile(r"/alerts/[a-z][0-9a-f]{32}/feed\.atom")


# Bytes that a body may have, by the beginning of the path; the first that fits.
BODIES = (
    ("/api/v1/reports", 64 << 20),
    ("/add", 64 << 20),
    ("/", 1 << 20),
)


class SafeHeaders:
    """Puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class Gate:
    """Lets a request through to the routes, or refuses it.

    A name in ``Host`` that is not ours is a page of somebody else's that had its name point to this machine; a request
    that another site's page makes the browser send carries that site's origin.

    Args:
        app: What is behind.
        desk: Gives the desk.
        hosts: Names that the desk goes by, besides those of the loopback.
        any_number: Whether any address in numbers will do: such a one cannot be pointed elsewhere.
    """

    def __init__(self, app: ASGIApp, *, desk: Callable[[], Desk], hosts: Iterable[str] = (), any_number: bool) -> None:
        self._app = app
        self._desk = desk
        self._hosts = {host.lower() for host in (*hosts, *LOOPBACK)}
        self._any_number = any_number

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            self._check_host(request.headers)
            self._check_site(scope["method"], request.headers)
            self._recognise(request)
            person = scope["truceline.person"]
            await self._desk().freshness.wait(scope["path"], person.name if person and request.method in SAFE else None)
            most = next((most for path, most in BODIES if scope["path"].startswith(path)), 0)
            _check_length(request.headers, most)
        except Refusal as refusal:
            await refuse(request, refusal)(scope, receive, send)
            return
        answer = send if scope["method"] in SAFE or person is None else self._noted(send, person.name)
        await RequestBodyLimitMiddleware(self._app, max_body_size=most)(scope, receive, answer)

    def _noted(self, send: Send, name: str) -> Send:
        """The same way to answer; what is answered to somebody from now on has what they have written."""

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._desk().freshness.wrote(name)
            await send(message)

        return noted

    def _check_host(self, headers: Headers) -> None:
        name = _host_of(headers.get("host", ""))
        if name in self._hosts or (self._any_number and _is_number(name)):
            return
        raise Refusal(400, "wrong_host", "the desk does not go by this name")

    def _check_site(self, method: str, headers: Headers) -> None:
        if method in SAFE:
            return
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site not in (None, "same-origin", "none"):
            raise Refusal(403, "cross_site", "another site's page sent this")
        if origin is not None and _place_of(origin) != headers.get("host", "").lower():
            raise Refusal(403, "cross_site", "another site's page sent this")

    def _recognise(self, request: Request) -> None:
        desk, scope = self._desk(), request.scope
        scope["truceline.person"] = scope["truceline.session"] = None
        said = request.headers.get("authorization", "")
        if said[:7].lower() == "bearer ":
            scope["truceline.person"] = desk.sessions.by_token(said[7:].strip())
        elif session := desk.sessions.find(request.cookies.get(desk.cookie, "")):
            # Who was taken off the list, or given another role, is so at once.
            person = session.person if session.by_token else desk.users.find(session.person.name)
            scope["truceline.person"], scope["truceline.session"] = person, session
            self._check_script(request, session.csrf)
        path = scope["path"]
        is_open = path in OPEN or path.startswith(OPEN_BELOW) or _has_key(path, request.query_params)
        if scope["truceline.person"] is None and not is_open:
            raise Refusal(401, "sign_in", "sign in first")

    def _check_script(self, request: Request, csrf: str) -> None:
        """Of what a cookie vouches for, changes through the API come from scripts of our own pages.

        Forms send the same secret in a field, which `forms.checked` looks at.
        """
        if request.method in SAFE or not request.url.path.startswith(API):
            return
        if not hmac.compare_digest(request.headers.get(CSRF_HEADER, "").encode(), csrf.encode()):
            raise Refusal(403, "csrf", "the secret of the page is missing or wrong: load the page again")


def _has_key(path: str, query: Mapping[str, str]) -> bool:
    """Whether an address carries what opens it, for its route to look at."""
    return (path == "/" and "token" in query) or ("key" in query and FEED.fullmatch(path) is not None)


def _check_length(headers: Headers, most: int) -> None:
    """A body that says that it is too long is not even begun with; others are counted as they come."""
    said = headers.get("content-length", "0")
    if not said.isdecimal() or len(said) > 15 or int(said) > most:
        raise Refusal(413, "too_large", f"no more than {most >> 20} MiB")


def is_loopback(host: str) -> bool:
    """Whether a host to listen on is only reached from this machine."""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _host_of(header: str) -> str:
    """The name in a ``Host`` header, without the port; empty where it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def _place_of(origin: str) -> str | None:
    """Host and port of an ``Origin`` header; None where it is no address."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
