"""A desk on an address of this machine, until it is told to end."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from truceline.errors import DeskError

PORT = 8461


def bound(host: str, port: int | None) -> socket.socket:
    """A socket to listen on.

    Args:
        host: A name or address of this machine.
        port: Which; 0 for any free one; None for `PORT`, or any free one where that is taken.

    Raises:
        DeskError: It cannot be had.
    """
    for tried in (PORT, 0) if port is None else (port,):
        try:
            return _bound(host.strip("[]"), tried)
        except OSError as error:
            failed = error
    raise DeskError(f"cannot listen there ({failed.strerror})", address=f"{host}:{port or PORT}") from failed


def _bound(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


def serve(app: FastAPI, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Answer requests on a socket until a signal ends it.

    Args:
        app: The desk.
        listening: From `bound`.
        ready: Called once, when requests are answered.
    """
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        access_log=False,  # an address can hold the token
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        # It would be five seconds, about as long as people look at a page: their next request would meet a connection
        # that is just being closed.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
        limit_concurrency=500,
    )
    _Server(config, ready).run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()
