"""Connections that go only where they may, and end in time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import httpcore2
import httpx2

from truceline.intake.addresses import Resolver, is_public, resolved_within

_CONNECT_SECONDS = 10.0  # for one of a name's addresses: there may be another that answers


class ClosedAddress(Exception):
    """A name leads into a private network."""


class Secured:
    """Whoever speaks TLS."""

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # Made when it is needed first: whom it trusts is a long list to read, and most readings fetch nothing.
        return httpx2.create_ssl_context()


class Guarded(httpcore2.NetworkBackend):
    """Resolves a name once, checks what it leads to, and connects to the very address that it checked.

    A name that is resolved a second time for the connection may by then lead somewhere else.

    Args:
        resolver: Names to addresses.
        allow_private: Whether addresses of private networks are allowed.
        deadline: When everything must be over, by ``time.monotonic``.
    """

    def __init__(self, resolver: Resolver, *, allow_private: bool, deadline: float) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first of the name's addresses that answers."""
        try:
            addresses = resolved_within(self._left(), self._resolver, host, port)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ConnectError("no such host") from error
        if not self._allow_private:
            closed = [address for address in addresses if not is_public(address)]
            if closed:  # one is enough: which of them is taken must not be left to chance
                raise ClosedAddress(closed[0])
        failed: Exception = httpcore2.ConnectError("no such host")
        for address in addresses:
            try:
                wait = min(_CONNECT_SECONDS, self._left())
                stream = self._sockets.connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Timed(stream, self._deadline)
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        """None: an address of the web never leads to a file."""
        raise httpcore2.ConnectError("not an address of the web")

    def _left(self) -> float:
        return _left(self._deadline, httpcore2.ConnectTimeout)


class _Timed(httpcore2.NetworkStream):
    """A connection of which every step ends by the deadline: a slow drip has many steps, each in its own time."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, httpcore2.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, late: type[httpcore2.TimeoutException]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("too late")
    return left
