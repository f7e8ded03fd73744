from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from tests.intake.site import CERTIFICATE, Handler, Site, serving
from tests.intake.test_foreign import page
from truceline.errors import BrokenFeed, FetchError, InputError, PageError, PrivateAddress, TooLarge
from truceline.intake import Limits, open_reports
from truceline.intake.fetch import Fetcher
from truceline.model import Report

LIMITS = Limits(page=100_000, redirects=3, fetch_seconds=10)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as found:
        for left in range(1, 9):
            found.pages[f"/redirect{left}"] = (302, {"Location": f"/redirect{left - 1}"}, b"")
        found.pages |= {
            "/page": page(),
            "/text": (200, {"Content-Type": "text/plain; charset=utf-8"}, b"Ferries left Tarn."),
            "/markdown": (200, {"Content-Type": "text/markdown"}, b"# Ferries\n\nNone left."),
            "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
            "/large": b"x" * 200_000,
            "/redirect0": (301, {"Location": "page"}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
            "/file": (302, {"Location": "file:///etc/hostname"}, b""),
            "/gopher": (302, {"Location": "gopher://127.0.0.1/"}, b""),
            "/busy": (503, {"Retry-After": "120"}, b""),
            "/gzip": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"Ferries left.")),
            "/deflate": (200, {"Content-Encoding": "deflate"}, zlib.compress(b"Ferries left.")),
            "/bare": (200, {"Content-Encoding": "deflate"}, zlib.compress(b"Ferries left.")[2:-4]),
            "/cut": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"Ferries left." * 9)[:-12]),
            "/brotli": (200, {"Content-Encoding": "br"}, b"Ferries"),
            "/twice": (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(b"Ferries"))),
            "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(200_000_000), 1)),
            "/endless": endless,
            "/drip": drip,
            "/drip-of-headers": drip_of_headers,
            "/short": (200, {"Content-Length": "500"}, b"Ferries"),
            "/known": known,
        }
        yield found


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<p>slow</p>")
        time.sleep(0.1)


def drip_of_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(b"X-%d: slow\r\n" % number)
        time.sleep(0.1)


def known(handler: Handler) -> None:
    fresh = handler.headers["If-None-Match"] != '"a1"' or handler.headers["If-Modified-Since"] != "Wed, 14 May 2031"
    handler.answer(200 if fresh else 304, {"ETag": '"a1"'}, b"Ferries." if fresh else b"")


@pytest.fixture(scope="module")
def fetcher() -> Fetcher:
    return Fetcher(limits=LIMITS, agent="truceline/test", allow_private=True)


def test_a_page_is_kept_with_all_that_came_with_it(site: Site, fetcher: Fetcher) -> None:
    found = fetcher.fetch(site.url("/page"))
    assert (found.status, found.body, found.final_url) == (200, page(), site.url("/page"))
    assert found.header("content-TYPE") == "text/html"
    assert datetime.fromisoformat(found.fetched or "").tzinfo == UTC
    asked = site.asked[-1][1]
    assert asked["User-Agent"] == "truceline/test"
    assert asked["Host"] == site.address.removeprefix("http://")
    assert "Cookie" not in asked


def test_redirects_are_followed_and_both_addresses_kept(site: Site, fetcher: Fetcher) -> None:
    found = fetcher.fetch(site.url("/redirect2"))
    assert (found.url, found.final_url) == (site.url("/redirect2"), site.url("/page"))


@pytest.mark.parametrize("path", ["/gzip", "/deflate", "/bare"])
def test_packed_answers_are_unpacked(site: Site, fetcher: Fetcher, path: str) -> None:
    assert fetcher.fetch(site.url(path)).body == b"Ferries left."


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    first = fetcher.fetch(site.url("/known"))
    assert (first.status, first.body) == (200, b"Ferries.")
    again = fetcher.fetch(site.url("/known"), etag=first.header("ETag"), modified="Wed, 14 May 2031")
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/redirect8", "more than 3 redirects"),
        ("/loop", "more than 3 redirects"),
        ("/none", "the server answered 404 Not Found"),
        ("/file", "could not be fetched: not http or https, but file"),
        ("/gopher", "could not be fetched: not http or https, but gopher"),
        ("/cut", "could not be fetched: its packing ends too early"),
        ("/brotli", "could not be fetched: packed in a way that was not asked for: br"),
        ("/twice", "could not be fetched: packed in a way that was not asked for: gzip, gzip"),
        ("/short", "could not be fetched"),
    ],
)
def test_what_gives_nothing_is_named(site: Site, fetcher: Fetcher, path: str, says: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(site.url(path))
    assert str(caught.value).startswith(f"{site.url(path)}: {says}")


@pytest.mark.parametrize("path", ["/large", "/bomb", "/endless"])
def test_too_much_is_refused_before_it_is_taken(site: Site, fetcher: Fetcher, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(TooLarge, match="more than 100,000 bytes"):
        fetcher.fetch(site.url(path))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("path", ["/drip", "/drip-of-headers"])
def test_a_slow_drip_is_cut_off(site: Site, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchError, match="not all of it came within 1 seconds"):
        Fetcher(limits=Limits(fetch_seconds=1), allow_private=True).fetch(site.url(path))
    assert time.monotonic() - begun < 5


def test_status_and_patience_are_kept(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(site.url("/busy"))
    assert (caught.value.status, caught.value.retry_after) == (503, 120.0)


def test_patience_may_be_a_day(site: Site) -> None:
    class Noon:
        def now(self) -> float:
            return datetime(2031, 5, 14, 12, tzinfo=UTC).timestamp()

        def sleep(self, seconds: float) -> None:
            raise AssertionError

    until = format_datetime(datetime(2031, 5, 14, 12, 5, tzinfo=UTC), usegmt=True)
    site.pages["/later"] = (429, {"Retry-After": until}, b"")
    with pytest.raises(FetchError) as caught:
        Fetcher(allow_private=True, clock=Noon()).fetch(site.url("/later"))
    assert caught.value.retry_after == 300


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[",
        "http://127.0.0.1:1/",
        "http://no such host/",
        "https://\udcff/",
        "http://017700000001.example:99999/",
        "ftp://coast.example/",
        "http://user:word@coast.example/",
        "http://coast.example/" + "x" * 9000,
        "http://" + "x" * 70 + ".example/",
    ],
)
def test_addresses_that_cannot_be_are_named(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError):
        fetcher.fetch(url)


# Private networks


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "10.1.2.3",
        "192.168.0.1",
        "100.64.0.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127。0。0。1",
    ],
)
def test_private_networks_are_not_entered(site: Site, host: str) -> None:
    before = len(site.asked)
    port = site.address.rpartition(":")[2]
    with pytest.raises(FetchError) as caught:
        Fetcher(limits=LIMITS).fetch(f"http://{host}:{port}/page")
    # Some spellings are no address for the library already.
    assert isinstance(caught.value, PrivateAddress) or "nvalid" in str(caught.value)
    assert len(site.asked) == before


def test_a_name_that_leads_into_a_private_network_is_refused(site: Site) -> None:
    asked = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14", "127.0.0.1"]

    with pytest.raises(PrivateAddress, match=r"private network \(127\.0\.0\.1\)"):
        Fetcher(limits=LIMITS, resolver=resolver).fetch("http://coast.example/")
    assert asked == ["coast.example"]


def test_a_redirect_into_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site plays a public one; the address that it sends to is checked all the same.
    monkeypatch.setattr("truceline.intake.connection.is_public", lambda address: address == "127.0.0.1")
    site.pages["/inside"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")
    with pytest.raises(PrivateAddress, match="169"):
        Fetcher(limits=LIMITS).fetch(site.url("/inside"))


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(site: Site) -> None:
    port = int(site.address.rpartition(":")[2])
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])  # another answer for whoever asks twice
    found = Fetcher(limits=LIMITS, allow_private=True, resolver=lambda host, port: next(answers)).fetch(
        f"http://coast.example:{port}/page"
    )
    assert found.body == page()
    assert site.asked[-1][1]["Host"] == f"coast.example:{port}"
    assert next(answers) == ["127.0.0.2"]


def test_a_dead_address_of_a_name_is_passed_over(site: Site) -> None:
    port = int(site.address.rpartition(":")[2])
    fetcher = Fetcher(limits=LIMITS, allow_private=True, resolver=lambda host, port: ["::1", "127.0.0.1"])
    assert fetcher.fetch(f"http://coast.example:{port}/page").body == page()


# TLS


@pytest.fixture(scope="module")
def safe() -> Iterator[Site]:
    with serving(tls=True) as found:
        found.pages["/page"] = page()
        yield found


def tls_fetcher(*, trusted: bool) -> Fetcher:
    fetcher = Fetcher(limits=LIMITS, allow_private=True, resolver=lambda host, port: ["127.0.0.1"])
    if trusted:
        fetcher._tls.load_verify_locations(CERTIFICATE)
    return fetcher


def test_the_certificate_is_that_of_the_name_not_of_the_number(safe: Site) -> None:
    port = safe.address.rpartition(":")[2]
    fetcher = tls_fetcher(trusted=True)
    assert fetcher.fetch(f"https://coast.example:{port}/page").body == page()
    with pytest.raises(FetchError, match=r"(?i)certificate"):
        fetcher.fetch(f"https://harbour.example:{port}/page")


def test_a_certificate_that_nobody_signed_is_refused(safe: Site) -> None:
    port = safe.address.rpartition(":")[2]
    with pytest.raises(FetchError, match=r"(?i)certificate"):
        tls_fetcher(trusted=False).fetch(f"https://coast.example:{port}/page")


def test_what_hangs_before_the_first_word_is_given_up(site: Site) -> None:
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        for scheme in ("http", "https"):
            with pytest.raises(FetchError, match="not all of it came within 1 seconds"):
                Fetcher(limits=Limits(fetch_seconds=1), allow_private=True).fetch(f"{scheme}://127.0.0.1:{port}/")
    assert time.monotonic() - begun < 8


# Addresses as inputs


def test_an_address_is_an_input(site: Site) -> None:
    inputs = [site.url(path) for path in ("/none", "/redirect1", "/image", "/bomb", "/text", "/markdown")]
    missing, read, image, bomb, text, markdown = open_reports(inputs, limits=LIMITS, allow_private=True)
    assert isinstance(missing, FetchError)
    assert isinstance(read, Report)
    assert (read.outlet, read.url) == ("The Coast Ledger", site.url("/page"))
    assert read.evidence is not None
    assert read.evidence.body == page()
    assert isinstance(image, FetchError)
    assert "neither a page nor a text nor a feed, but image/png" in str(image)
    assert isinstance(bomb, TooLarge)
    assert isinstance(text, Report)
    assert text.text == "Ferries left Tarn."
    assert isinstance(markdown, Report)
    assert (markdown.title, markdown.text) == ("Ferries", "None left.")


def test_private_addresses_are_refused_by_default(site: Site) -> None:
    (error,) = open_reports([site.url("/page")])
    assert isinstance(error, PrivateAddress)


def test_each_bad_address_ends_in_its_error_and_the_rest_is_read(site: Site) -> None:
    hang = b"<p " + b" ".join(b"a%d='1'" % n for n in range(300_000)) + b">x</p>"
    site.pages |= {
        "/hang": b"<html><body>" + hang + b"</body></html>",
        "/feed": (
            200,
            {"Content-Type": "application/rss+xml"},
            b"<rss><channel><item " + hang[3:] + b"</channel></rss>",
        ),
    }
    bad: dict[str, type[InputError]]
    bad = {"/bomb": TooLarge, "/endless": TooLarge, "/drip": FetchError, "/loop": FetchError, "/file": FetchError}
    bad |= {"/hang": PageError, "/feed": BrokenFeed, "/cut": FetchError, "/image": FetchError, "/none": FetchError}
    inputs = [url for path in bad for url in (site.url(path), site.url("/text"))]
    limits = Limits(page=20_000_000, redirects=3, fetch_seconds=3, page_seconds=3)
    begun = time.monotonic()
    found = list(open_reports(inputs, limits=limits, allow_private=True))
    assert [type(outcome) for outcome in found[::2]] == list(bad.values())
    assert all(isinstance(outcome, Report) for outcome in found[1::2])
    assert time.monotonic() - begun < 60
