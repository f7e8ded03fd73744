"""Of what kind a file or an answer is: by its name, by what the server says, by how it begins."""

from __future__ import annotations

import zlib

from truceline.errors import FetchError, UnknownFormat
from truceline.intake.feeds import looks_like_a_feed
from truceline.model.report import Fetched

PEEK = 1 << 12  # bytes that a guess looks at

_BY_NAME = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".opml": "feed",
}
_BY_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/feed+json": "feed",
    "text/x-opml": "feed",
    "application/xml+opml": "feed",
}
_WARC = b"warc/1."
_GZIP = b"\x1f\x8b"
_OTHERS = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP file or one of an office program",
    b"PAR1": "a Parquet file without that ending, or in a stream",
    _GZIP: "a packed file",
}


def kind_of_name(name: str) -> str | None:
    """What a file is by its name; None where that does not tell."""
    lower = name.lower()
    return next((kind for suffix, kind in _BY_NAME.items() if lower.endswith(suffix)), None)


def kind_of_start(start: bytes, *, name: str) -> str:
    """What a file is by how it begins: a page, a feed, a report a line, a web archive, or a text.

    Raises:
        UnknownFormat: It begins like something that is not read.
    """
    begin = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        return "html"
    if looks_like_a_feed(start):
        return "feed"
    if begin.startswith(_WARC) or start.startswith(_GZIP) and _unpacked(start).lower().startswith(_WARC):
        return "warc"
    for mark, what in _OTHERS.items():
        if start.startswith(mark):
            raise UnknownFormat(f"{what}, which is not read", report=name)
    return "jsonl" if begin.startswith(b"{") and b'"' in begin else "text"


def _unpacked(start: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, PEEK)
    except zlib.error:
        return b""


def kind_of_answer(found: Fetched) -> str:
    """What an address gave: html, markdown, text or feed.

    Raises:
        FetchError: None of them.
    """
    said = (found.header("Content-Type") or "text/html").partition(";")[0].strip().lower()
    # Feeds come under many names, and a few under that of a page.
    if looks_like_a_feed(found.body[:PEEK]):
        return "feed"
    kind = _BY_MEDIA.get(said)
    if kind is None:
        raise FetchError(
            f"neither a page nor a text nor a feed, but {said[:80]}", report=found.url, status=found.status
        )
    return kind
