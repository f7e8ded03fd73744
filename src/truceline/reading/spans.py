"""Words as spans of the text, and how far a clause reaches in it."""

from __future__ import annotations

from truceline.model import Parse, Span
from truceline.reading.clauses import (
    below,
    is_clause,
)

SPLITS = frozenset({"parataxis", "list", "discourse", "vocative"})  # children that are no part of a clause
QUOTES = frozenset("\"'“”‘’«»")


def words_span(parse: Parse, words: tuple[int, int]) -> Span:
    """The stretch of the text that words (first, after the last) cover."""
    return Span(start=parse.starts[words[0]], end=parse.ends[words[1] - 1])


def clause(parse: Parse, predicate: int) -> tuple[int, int]:
    """The words (first, after the last) of a predicate's clause, without the clauses coordinated with it."""
    first, after = predicate, predicate + 1
    floor, roof = parse.sentences[parse.sentence_of[predicate]]
    for c in below(parse, predicate):
        dep = parse.deps[c]
        if dep in ("punct", "cc") or dep in SPLITS:
            continue
        left, right = parse.subtree(c)
        if dep == "conj" and is_clause(parse, c):
            if left > predicate:
                roof = min(roof, left)
            continue
        first, after = min(first, left), max(after, right)
    return trimmed(parse, max(first, floor), max(min(after, roof), predicate + 1), predicate)


def trimmed(parse: Parse, first: int, after: int, keep: int) -> tuple[int, int]:
    """The range without punctuation and conjunctions at its ends; the word ``keep`` stays."""
    while first < keep and (parse.pos[first] in ("PUNCT", "CCONJ", "SPACE") or parse.words[first] in QUOTES):
        first += 1
    while after - 1 > keep and (
        parse.pos[after - 1] in ("PUNCT", "CCONJ", "SPACE") or parse.words[after - 1] in QUOTES
    ):
        after -= 1
    return first, after
