"""Feeds to plain data: RSS and Atom by feedparser, JSON Feed, OPML. Called in the worker."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, TypeGuard
from xml.sax import SAXException

import feedparser
from lxml import etree

from truceline.intake.fields import published_of
from truceline.intake.markup import plain

_FULL = 120  # words: a content of fewer may be the whole report or its beginning, which only its page can tell
_FULL_DESCRIPTION = 250  # an RSS description is meant for a summary
_CUT = re.compile(
    r"(?:…|(?<!\.)\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\]|read more|continue reading)[\s.»→>]*$", re.IGNORECASE
)
_JSON = "https://jsonfeed.org/version/"
_PEEK = 2048  # bytes that tell what it is
_LONGEST_DATE = 64  # characters


def feed_of(data: bytes, *, url: str | None = None, media: str | None = None) -> dict[str, Any]:
    """Title, entries and feeds of a feed; ``broken`` says why there are none.

    Args:
        data: The feed as it came.
        url: Where it came from.
        media: The ``Content-Type`` that it came with.
    """
    begin = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"{"):
        return _json_feed(begin)
    if re.search(rb"<opml[\s>]", begin[:_PEEK], re.IGNORECASE):
        return _opml(data)
    return _xml_feed(data, url, media)


def _feed(title: str | None, entries: list[dict[str, Any]], feeds: list[str]) -> dict[str, Any]:
    return {"title": title, "entries": entries, "feeds": feeds}


def _entry(
    *, id: str | None, url: str | None, text: str | None, content: bool, title: str | None, **others: str | None
) -> dict[str, Any]:
    words = len(text.split()) if text else 0
    full = words >= (_FULL if content else _FULL_DESCRIPTION) and not _CUT.search((text or "")[-40:])
    key = id or url or hashlib.sha256(f"{title}\0{text}".encode("utf-8", "replace")).hexdigest()[:16]
    return {"key": key, "title": title, "url": url, "text": text, "full": full, **others}


# RSS and Atom


def _xml_feed(data: bytes, url: str | None, media: str | None) -> dict[str, Any]:
    headers = {"content-type": media} if media else {}
    if url:
        headers["content-location"] = url
    # As a stream: a string could be taken for an address or the name of a file.
    found = feedparser.parse(io.BytesIO(data), response_headers=headers)
    page = b"<html" in data[:_PEEK].lower()
    if not found.get("version") and not found.entries and (page or not found.feed):
        return {"broken": "no feed: neither RSS nor Atom, JSON Feed or OPML"}
    if not found.entries and isinstance(found.get("bozo_exception"), SAXException):
        return {"broken": "an ill-formed feed without an entry that could be read"}
    title = plain(found.feed.get("title"))
    return _feed(title, [_xml_entry(entry, title) for entry in found.entries], [])


def _xml_entry(entry: Any, feed_title: str | None) -> dict[str, Any]:
    contents = [plain(part.get("value")) for part in entry.get("content", ()) if _is_text(part)]
    content = max((text for text in contents if text), key=len, default=None)
    summary = plain(entry.get("summary"))
    source = entry.get("source")
    return _entry(
        id=entry.get("id") or None,
        url=_web(entry.get("feedburner_origlink")) or _web(entry.get("link")),
        title=_line(plain(entry.get("title"))),
        text=content or summary,
        content=content is not None,
        published=_day(entry, "published") or _day(entry, "created"),
        modified=_day(entry, "updated"),
        author=_line(plain(entry.get("author"))),
        outlet=_line(plain(source.get("title")) if source else None) or _line(feed_title),
    )


def _is_text(part: Any) -> bool:
    return str(part.get("type") or "text/html") in ("text/html", "text/plain", "application/xhtml+xml")


def _day(entry: Any, name: str) -> str | None:
    # A feed parser answers "published" with "updated" where there is none; what was not said is not known.
    if not dict.__contains__(entry, name):
        return None
    said = str(dict.get(entry, name) or "")
    if len(said) <= _LONGEST_DATE:
        moment = published_of(said)
        if moment is None:
            moment = _of_mail(said)
        if moment:
            return moment
    parsed = dict.get(entry, f"{name}_parsed")
    return published_of(time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)) if parsed else None


def _of_mail(said: str) -> str | None:
    """A day as mail has it, and RSS after it: ``Wed, 14 May 2031 09:30:00 +0300``."""
    try:
        return published_of(parsedate_to_datetime(said).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# JSON Feed


def _json_feed(data: bytes) -> dict[str, Any]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return {"broken": "no feed: it begins like JSON and is none"}
    if not isinstance(feed, dict) or not str(feed.get("version")).startswith(_JSON):
        return {"broken": "no feed: JSON, but no JSON Feed"}
    items = feed.get("items")
    title = _line(_said(feed.get("title")))
    entries = [_json_entry(item, feed, title) for item in items if isinstance(item, dict)] if _listed(items) else []
    return _feed(title, entries, [])


def _json_entry(item: dict[str, Any], feed: dict[str, Any], feed_title: str | None) -> dict[str, Any]:
    content = _said(item.get("content_text")) or plain(_said(item.get("content_html")))
    authors = item.get("authors") or [item.get("author")]
    names = [_said(author.get("name")) for author in authors if isinstance(author, dict)] if _listed(authors) else []
    id = item.get("id")
    return _entry(
        id=str(id) if isinstance(id, str | int) and id != "" else None,
        url=_web(item.get("url")) or _web(item.get("external_url")),
        title=_line(_said(item.get("title"))),
        text=content or _said(item.get("summary")),
        content=content is not None,
        published=published_of(_said(item.get("date_published")) or ""),
        modified=published_of(_said(item.get("date_modified")) or ""),
        author=_line(", ".join(name for name in names if name)),
        outlet=feed_title,
    )


def _listed(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


# OPML


def _opml(data: bytes) -> dict[str, Any]:
    # Entities stay unresolved and nothing is loaded: a list of feeds has no need of either.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        return {"broken": "no list of feeds: not XML"}
    feeds = dict.fromkeys(filter(None, map(_web, _outlines(root))))
    title = root.find("./head/title")
    return _feed(_line(title.text if title is not None else None), [], list(feeds))


def _outlines(root: Any) -> Iterator[str | None]:
    for outline in root.iter("outline"):
        yield next((value for key, value in outline.items() if key.lower() == "xmlurl"), None)


# What all have in common


def _web(value: object) -> str | None:
    return (
        value.strip() if isinstance(value, str) and value.strip().lower().startswith(("http://", "https://")) else None
    )


def _said(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
