"""What a feed holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed."""

    key: str  # what tells it from the others: its id, else its address, else a hash of it
    title: str | None
    url: str | None  # where its page is
    published: str | None  # as the records have it
    modified: str | None
    author: str | None
    outlet: str | None  # who published it, where it is not the feed's owner
    text: str | None  # its content, or a summary of it
    full: bool  # whether the text is the whole report

    @property
    def digest(self) -> str:
        """A short hash of all of it: another one where the entry was changed."""
        return hashlib.sha256(json.dumps(astuple(self)).encode("ascii")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, or a list of feeds."""

    title: str | None
    entries: tuple[Entry, ...]
    feeds: tuple[str, ...]  # the addresses in a list of feeds (OPML)


def looks_like_a_feed(start: bytes) -> bool:
    """Whether a file that begins like this is a feed."""
    begin = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower()
    if begin.startswith(b"{"):
        return b"jsonfeed.org/version/" in begin
    return begin.startswith(b"<") and any(root in begin for root in (b"<rss", b"<feed", b"<rdf:rdf", b"<opml"))
