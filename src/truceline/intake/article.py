"""The article in a web page. Runs as a process of its own: ``python -m truceline.intake.article SECONDS``.

A page can be built so that it keeps an HTML library busy for hours; a process can be ended, a thread cannot. ``pages``
starts this one, hands it pages and takes articles back: each message is eight bytes of length, then so many bytes.
"""

from __future__ import annotations

import html
import json
import logging
import signal
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import trafilatura
from trafilatura.utils import load_html

try:
    import resource
except ImportError:  # no such limits on Windows
    resource = None  # type: ignore[assignment]

MEMORY = 2_000_000_000  # bytes of address space: room for a page of 20 MB, not for a bomb
_DEEPEST = 8  # levels of linked data looked into


def article_of(page: bytes) -> dict[str, str | None]:
    """Text, title, outlet, day of publication and address of the article in a page; empty where there is none."""
    tree = load_html(page)
    if tree is None:
        return {}
    found = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False)
    if not isinstance(found, trafilatura.settings.Document):
        return {}
    linked = next(_linked_articles(tree), {})
    return {
        "text": found.text,
        "title": _title(tree, linked, found.title),
        "outlet": _outlet(tree, linked, found.sitename),
        "published": _words(linked.get("datePublished")) or _meta(tree, "article:published_time") or found.date,
        "url": found.url,
    }


def _title(tree: Any, linked: dict[str, Any], guess: str | None) -> str | None:
    """The page's one big heading, where another title agrees with how it begins; else what the page says for others.

    Titles for other sites carry the outlet's name behind a bar, or are cut to fit.
    """
    headings = [text for text in (" ".join(h.text_content().split()) for h in tree.iter("h1")) if text]
    others = [title for title in (_words(linked.get("headline")), _meta(tree, "og:title"), guess) if title]
    if len(headings) == 1 and any(title[:20] == headings[0][:20] for title in others):
        return headings[0]
    return others[0] if others else None


def _outlet(tree: Any, linked: dict[str, Any], guess: str | None) -> str | None:
    said = _meta(tree, "og:site_name")
    publisher = linked.get("publisher")
    named = _words(publisher.get("name")) if isinstance(publisher, dict) else None
    # Some pages put their slogan where the name belongs.
    return said if said and len(said) <= 40 else named or said or guess


def _linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The page's own description of its article, as schema.org has it."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and script.text:
            try:
                data = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                continue
            for item in _objects(data, _DEEPEST):
                kind = str(item.get("@type"))
                if "Article" in kind or "BlogPosting" in kind:
                    yield item


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list) and depth:
        for value in data:
            yield from _objects(value, depth - 1)


def _meta(tree: Any, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if meta.get("property") == name or meta.get("name") == name:
            return _words(meta.get("content"))
    return None


def _words(value: object) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _serve(pages: BinaryIO, articles: BinaryIO, seconds: float) -> None:
    _send(articles, {})  # ready: the time limit of a page must not pay for the imports
    while size := pages.read(8):
        page = pages.read(int.from_bytes(size, "big"))
        # The reader on the other side ends this process in time; should it be gone, this does.
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
        try:
            answer: dict[str, str | None] = article_of(page)
        except Exception as error:  # noqa: BLE001 - a stranger's page through a stranger's library: the next page goes on
            answer = {"error": type(error).__name__}
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        _send(articles, answer)


def _send(articles: BinaryIO, answer: dict[str, str | None]) -> None:
    body = json.dumps(answer).encode("ascii")
    articles.write(len(body).to_bytes(8, "big") + body)
    articles.flush()


def main() -> None:
    """Serve pages from standard input until it ends."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.CRITICAL)
    _serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]))


if __name__ == "__main__":
    main()
