"""What a robots.txt allows. Called in the worker: a pattern with many stars can keep a matcher busy for hours."""

from __future__ import annotations

from typing import Any

from protego import Protego

_WHOLE = 500_000  # bytes that are looked at, as RFC 9309 has it


def rules_of(data: bytes, *, agent: str, urls: list[str]) -> dict[str, Any]:
    """Which of the addresses a program of this name may fetch, and how many seconds it shall leave between two."""
    rules = Protego.parse(data[:_WHOLE].decode("utf-8", "replace"))
    return {
        "allowed": [bool(rules.can_fetch(url, agent)) for url in urls],
        "delay": rules.crawl_delay(agent),
    }
