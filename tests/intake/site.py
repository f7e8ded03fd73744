"""A real HTTP server on this machine, with a page for every case."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[["Handler"], None]


@dataclass
class Site:
    """What it serves, and what it was asked."""

    address: str
    pages: dict[str, Any] = field(default_factory=dict)  # path to bytes, (status, headers, bytes) or a function
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.address + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        page = self.site.pages.get(self.path, (404, {}, b"no such page"))
        if callable(page):
            page(self)
            return
        status, headers, body = page if isinstance(page, tuple) else (200, {"Content-Type": "text/html"}, page)
        self.answer(status, headers, body)

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """The client hangs up on what has no end; that is what is tested."""


# A key that guards nothing and its certificate for coast.example, good until 2126, which nobody has signed.
CERTIFICATE = Path(__file__).with_name("coast.pem")


@contextmanager
def serving(*, tls: bool = False) -> Iterator[Site]:
    kind = type("Bound", (Handler,), {})
    server = _Quiet(("127.0.0.1", 0), kind)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    kind.site = site = Site(f"http{'s' * tls}://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
