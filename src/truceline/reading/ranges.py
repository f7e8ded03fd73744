"""Ranges of words, and what they cover."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model import Parse

Range = tuple[int, int]  # words: first, after the last
EDGES = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "\n", "\n\n", " "})


def covers(pieces: Iterable[Range], word: int) -> bool:
    """Whether one of the pieces holds the word."""
    return any(first <= word < after for first, after in pieces)


def overlap(pieces: Iterable[Range], others: Iterable[Range]) -> bool:
    """Whether two contents share a word."""
    spans = tuple(others)
    return any(a < d and c < b for a, b in pieces for c, d in spans)


def trimmed(parse: Parse, first: int, after: int) -> Range | None:
    """The range without commas, stops and dashes at its ends; quotation marks stay. None where nothing is left."""
    while first < after and parse.lowers[first] in EDGES:
        first += 1
    while after > first and parse.lowers[after - 1] in EDGES:
        after -= 1
    return (first, after) if first < after else None
