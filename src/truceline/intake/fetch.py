"""The one way out to the web: every fetch of Truceline's goes through here."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

import httpcore2
import httpx2

from truceline.errors import FetchError, PrivateAddress, TooLarge
from truceline.intake.addresses import Resolver, resolve
from truceline.intake.connection import ClosedAddress, Guarded, Secured
from truceline.intake.limits import Limits
from truceline.intake.unpack import BrokenPacking, unpacked
from truceline.model.report import Fetched

_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_LONGEST_ADDRESS = 8_000  # characters
BROKEN = (
    BrokenPacking,
    OSError,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    httpx2.InvalidURL,
)


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> float:
        """Seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Fetcher(Secured):
    """Fetches addresses of the web, within bounds, from the public net alone.

    It sends no cookies and no credentials, and goes through no proxy: behind one nobody knows where a name leads to.

    Args:
        limits: The bounds of intake.
        agent: What it says who is asking.
        allow_private: Whether addresses of private networks may be fetched.
        resolver: Names to IP addresses.
        clock: What time it is.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        agent: str = "truceline",
        allow_private: bool = False,
        resolver: Resolver = resolve,
        clock: Clock | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.agent = agent
        self._allow_private = allow_private
        self._resolver = resolver
        self._clock = clock or SystemClock()

    def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None, most: int | None = None
    ) -> Fetched:
        """What an address gives.

        Args:
            url: The address.
            etag: The ``ETag`` of what one has; where it still holds, the answer is 304 and empty.
            modified: The ``Last-Modified`` of what one has, likewise.
            most: Bytes that it may have, unpacked; the limit of a page where it is None.

        Raises:
            FetchError: No answer in time, or one that is no success.
            PrivateAddress: It leads into a private network.
            TooLarge: More bytes than the limit.
        """
        deadline = time.monotonic() + self.limits.fetch_seconds
        headers = {"User-Agent": self.agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        guard = Guarded(self._resolver, allow_private=self._allow_private, deadline=deadline)
        hop = url
        try:
            with httpcore2.ConnectionPool(ssl_context=self._tls, network_backend=guard) as pool:
                for _ in range(self.limits.redirects + 1):
                    target = checked(hop, url)
                    found = self._hop(pool, target, headers, url, most or self.limits.page)
                    if isinstance(found, Fetched):
                        return found
                    hop = found
        except ClosedAddress as error:
            raise PrivateAddress(f"it leads into a private network ({error})", report=url) from error
        except httpcore2.TimeoutException as error:
            message = f"not all of it came within {self.limits.fetch_seconds:g} seconds"
            raise FetchError(message, report=url) from error
        except (*BROKEN, ValueError) as error:
            raise FetchError(f"could not be fetched: {error}", report=url) from error
        raise FetchError(f"more than {self.limits.redirects} redirects", report=url)

    def _hop(
        self, pool: httpcore2.ConnectionPool, target: httpx2.URL, headers: dict[str, str], url: str, most: int
    ) -> Fetched | str:
        """What one address gives, or the one that it sends to."""
        request = [("Host", target.netloc.decode("ascii")), *headers.items()]
        with pool.stream("GET", str(target.copy_with(fragment=None)), headers=sendable(request)) as answer:
            came = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in answer.headers)
            found = Fetched(
                url=url,
                final_url=str(target),
                status=answer.status,
                headers=came,
                body=b"",
                fetched=datetime.fromtimestamp(self._clock.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            )
            where = found.header("Location")
            if answer.status in _REDIRECTS and where:
                return str(target.join(where))
            if answer.status == _NOT_MODIFIED:
                return found
            if not 200 <= answer.status < 300:
                message = f"the server answered {answer.status} {reason(answer)}".rstrip()
                wait = retry_after(found.header("Retry-After") or "", now=self._clock.now())
                raise FetchError(message, report=url, status=answer.status, retry_after=wait)
            return replace(found, body=self._body(answer.iter_stream(), found, url, most))

    def _body(self, parts: Iterable[bytes], found: Fetched, url: str, most: int) -> bytes:
        body = bytearray()
        for part in unpacked(parts, found.header("Content-Encoding") or ""):
            body += part
            if len(body) > most:
                raise TooLarge(f"more than {most:,} bytes", report=url, limit=most)
        return bytes(body)


def retry_after(said: str, *, now: float) -> float | None:
    """The seconds to wait that an answer asks for; None where it asks for none."""
    said = said.strip()
    if said.isdecimal() and len(said) < 10:
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


def checked(hop: str, url: str) -> httpx2.URL:
    """An address as it can be asked for."""
    if len(hop) > _LONGEST_ADDRESS:
        raise FetchError("an address of more than 8,000 characters", report=url)
    target = httpx2.URL(hop)
    if target.scheme not in ("http", "https"):
        raise FetchError(f"could not be fetched: not http or https, but {target.scheme or 'nothing'}", report=url)
    if not target.host:
        raise FetchError("could not be fetched: no host in it", report=url)
    if target.userinfo:
        raise FetchError("could not be fetched: a name or password in an address is not sent", report=url)
    return target


def sendable(headers: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    """Headers as bytes."""
    # What a server once sent comes back to it as it was, whatever characters it had.
    return [(key.encode("ascii"), value.encode("latin-1", "replace")) for key, value in headers]


def reason(answer: httpcore2.Response) -> str:
    """What a server says beside its status."""
    said = answer.extensions.get("reason_phrase", b"")
    return said.decode("latin-1")[:60] if isinstance(said, bytes) else ""
