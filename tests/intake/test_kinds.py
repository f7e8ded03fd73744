from __future__ import annotations

import gzip

import pytest

from truceline.errors import FetchError, UnknownFormat
from truceline.intake.kinds import kind_of_answer, kind_of_name, kind_of_start
from truceline.model import Fetched


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"<!DOCTYPE html><p>", "html"),
        (b"\xef\xbb\xbf <html lang=en>", "html"),
        (b'<?xml version="1.0"?>\n<!-- a -->\n<rss version="2.0">', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        (b"<opml>", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"', "feed"),
        (b'{"text": "a"}', "jsonl"),
        (b"WARC/1.1\r\n", "warc"),
        (gzip.compress(b"WARC/1.0\r\n"), "warc"),
        (b"Ferries left.", "text"),
        (b"<p>Ferries", "text"),
        (b"", "text"),
    ],
)
def test_how_a_file_begins_tells_what_it_is(start: bytes, kind: str) -> None:
    assert kind_of_start(start, name="a") == kind


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"PK\x03\x04", gzip.compress(b"Ferries"), b"\x1f\x8b"])
def test_what_is_not_read_is_named(start: bytes) -> None:
    with pytest.raises(UnknownFormat, match="which is not read"):
        kind_of_start(start, name="a")


def test_names() -> None:
    names = ("a.TXT", "a.md", "a.xhtml", "a.jsonl", "a.warc", "a.warc.gz", "a.rss", "a.opml", "a.gz", "warc")
    kinds = ["text", "markdown", "html", "jsonl", "warc", "warc", "feed", "feed", None, None]
    assert list(map(kind_of_name, names)) == kinds


def answer(media: str | None, body: bytes = b"Ferries") -> Fetched:
    headers = (("content-type", media),) if media else ()
    return Fetched(url="a", final_url="a", status=200, headers=headers, body=body, fetched=None)


def test_answers() -> None:
    assert kind_of_answer(answer("Text/HTML; charset=x")) == "html"
    assert kind_of_answer(answer(None)) == "html"
    assert kind_of_answer(answer("text/html", b"<rss>")) == "feed"
    assert kind_of_answer(answer("application/rss+xml")) == "feed"
    with pytest.raises(FetchError, match="but application/pdf"):
        kind_of_answer(answer("application/pdf"))
