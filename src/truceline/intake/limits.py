"""How much of a stranger's input is taken, and for how long it is worked on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of intake. What lies beyond one is refused by name, never cut off in silence."""

    text: int = 5_000_000  # characters of one report's text
    page: int = 20_000_000  # bytes of one web page
    page_seconds: float = 20.0  # to find the article in one page
    fetch_seconds: float = 30.0  # to fetch one address, redirects included
    redirects: int = 5  # followed for one address
