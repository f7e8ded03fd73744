"""One plain fetch of one address."""

from __future__ import annotations

import time
from dataclasses import dataclass

import httpx2

from truceline.errors import FetchError, TooLarge
from truceline.intake.limits import Limits

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain", "text/markdown", "text/x-markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave."""

    url: str  # where it came from in the end
    kind: str  # html, markdown or text
    body: bytes


def fetch(url: str, *, limits: Limits, agent: str) -> Fetched:
    """Fetch a page or a text.

    Raises:
        FetchError: No answer in time, an answer that is no success, or neither a page nor a text.
        TooLarge: More bytes than the limit.
    """
    deadline = time.monotonic() + limits.fetch_seconds
    headers = {
        "User-Agent": agent,
        "Accept": ", ".join((*_PAGES, "text/plain;q=0.8", "text/markdown;q=0.8")),
        "Accept-Encoding": "gzip, deflate",  # of these a small piece cannot unpack into a flood
    }
    try:
        with (
            httpx2.Client(
                follow_redirects=True, max_redirects=limits.redirects, timeout=limits.fetch_seconds, headers=headers
            ) as client,
            client.stream("GET", url) as answer,
        ):
            if not answer.is_success:
                message = f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip()
                raise FetchError(message, report=url, status=answer.status_code)
            kind = _kind(answer, url)
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > limits.page:
                    raise TooLarge(f"more than {limits.page:,} bytes", report=url, limit=limits.page)
                if time.monotonic() > deadline:  # the library's own limit is for one step, and a slow drip has many
                    raise FetchError(f"not all of it came within {limits.fetch_seconds:g} seconds", report=url)
            return Fetched(url=str(answer.url), kind=kind, body=bytes(body))
    except httpx2.TooManyRedirects as error:
        raise FetchError(f"more than {limits.redirects} redirects", report=url) from error
    except httpx2.TimeoutException as error:
        raise FetchError(f"no answer within {limits.fetch_seconds:g} seconds", report=url) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"could not be fetched: {error}", report=url) from error


def _kind(answer: httpx2.Response, url: str) -> str:
    said = answer.headers.get("Content-Type", "text/html").partition(";")[0].strip().lower()
    if said in _PAGES:
        return "html"
    if said in _TEXTS:
        return "markdown" if "markdown" in said else "text"
    raise FetchError(f"neither a page nor a text, but {said}", report=url, status=answer.status_code)
