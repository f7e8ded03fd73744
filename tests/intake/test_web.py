from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.intake.test_pages import page
from truceline.errors import FetchError, TooLarge
from truceline.intake import Limits, open_reports
from truceline.intake.web import fetch
from truceline.model import Report

LIMITS = Limits(page=100_000, redirects=3)


class Site(BaseHTTPRequestHandler):
    """A small site with a page for every case."""

    agents: list[str]

    def do_GET(self) -> None:
        type(self).agents.append(self.headers["User-Agent"])
        name = self.path.strip("/")
        if name.startswith("redirect"):
            left = int(name.removeprefix("redirect"))
            self.answer(302, b"", location=f"/redirect{left - 1}" if left else "/page")
        elif name == "page":
            self.answer(200, page())
        elif name == "text":
            self.answer(200, b"Ferries left Tarn.", kind="text/plain; charset=utf-8")
        elif name == "markdown":
            self.answer(200, b"# Ferries\n\nNone left.", kind="text/markdown")
        elif name == "image":
            self.answer(200, b"\x89PNG", kind="image/png")
        elif name == "large":
            self.answer(200, b"x" * 200_000)
        elif name == "file":
            self.answer(302, b"", location="file:///etc/hostname")
        elif name == "slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"<p>slow</p>")
                time.sleep(0.1)
        else:
            self.answer(404, b"no such page")

    def answer(self, status: int, body: bytes, *, kind: str = "text/html", location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """The client of a slow page hangs up; that is what is tested."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    Site.agents = []
    server = QuietServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched(site: str) -> None:
    found = fetch(f"{site}/page", limits=LIMITS, agent="truceline/test")
    assert (found.kind, found.body) == ("html", page())
    assert Site.agents[-1] == "truceline/test"


def test_the_kind_is_what_the_server_says(site: str) -> None:
    kinds = [fetch(f"{site}/{name}", limits=LIMITS, agent="t").kind for name in ("text", "markdown")]
    assert kinds == ["text", "markdown"]


def test_redirects_are_followed_and_the_last_address_kept(site: str) -> None:
    assert fetch(f"{site}/redirect2", limits=LIMITS, agent="t").url == f"{site}/page"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("redirect9", "more than 3 redirects"),
        ("none", "the server answered 404 Not Found"),
        ("image", "neither a page nor a text, but image/png"),
        ("file", "could not be fetched"),
    ],
)
def test_what_gives_nothing_is_named(site: str, name: str, says: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{site}/{name}", limits=LIMITS, agent="t")
    assert str(caught.value).startswith(f"{site}/{name}: {says}")


def test_a_slow_drip_is_cut_off(site: str) -> None:
    with pytest.raises(FetchError, match=r"slow: (not all of it came|no answer) within 1 seconds"):
        fetch(f"{site}/slow", limits=Limits(fetch_seconds=1), agent="t")


def test_the_status_is_kept(site: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{site}/none", limits=LIMITS, agent="t")
    assert caught.value.status == 404


def test_too_much_is_refused(site: str) -> None:
    with pytest.raises(TooLarge):
        fetch(f"{site}/large", limits=LIMITS, agent="t")


@pytest.mark.parametrize(
    "url", ["http://", "http://[", "http://127.0.0.1:1/", "http://no such host/", "https://\udcff/"]
)
def test_addresses_that_cannot_be_are_named(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, limits=LIMITS, agent="t")


def test_an_address_is_an_input(site: str, tmp_path: Path) -> None:
    missing, read, text = open_reports([f"{site}/none", f"{site}/redirect1", f"{site}/text"], limits=LIMITS)
    assert isinstance(missing, FetchError)
    assert isinstance(read, Report)
    assert (read.outlet, read.url) == ("The Coast Ledger", f"{site}/page")
    assert isinstance(text, Report)
    assert text.text == "Ferries left Tarn."
