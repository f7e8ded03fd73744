"""Finding records by word: every reading room asks what stands at, under or beside a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from truceline.model import Actor
from truceline.model.parse import Parse


class Placed(Protocol):
    """Any record with an id and a place in the text."""

    @property
    def id(self) -> str:
        """Unique within one Reading."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """After the last code point."""


R = TypeVar("R", bound=Placed)


class Index(Generic[R]):
    """Records of one kind, by the words they cover.

    Args:
        parse: The text they stand in.
        records: The records, in text order.
    """

    def __init__(self, parse: Parse, records: Sequence[R]) -> None:
        self.records = tuple(records)
        self.by_id = {record.id: record for record in self.records}
        self.ranges: dict[str, tuple[int, int]] = {}  # id → words (first, after the last)
        self.heads: dict[str, int] = {}  # id → the word that heads the phrase
        self._at: dict[int, R] = {}
        self._by_head: dict[int, R] = {}
        for record in sorted(self.records, key=lambda r: r.start - r.end):  # long ones first: the inner one wins
            first, after = parse.range_of(record.start, record.end)
            if first >= after:
                continue
            self.ranges[record.id] = (first, after)
            head = self.heads[record.id] = parse.head_of(first, after)
            self._by_head[head] = record
            for word in range(first, after):
                self._at[word] = record

    def __iter__(self) -> Iterator[R]:
        return iter(self.records)

    def at(self, word: int) -> R | None:
        """The innermost record that covers the word, or None."""
        return self._at.get(word)

    def headed_by(self, word: int) -> R | None:
        """The record whose phrase this word heads, or None."""
        return self._by_head.get(word)

    def within(self, first: int, after: int) -> list[R]:
        """The records whose head lies in the words [first, after), in text order."""
        return [r for r in self.records if first <= self.heads.get(r.id, -1) < after]


def root(by_id: Mapping[str, Actor], mention: Actor, depth: int) -> Actor:
    """The mention that a pronoun, alias or description ends up standing for, ``depth`` others at most between them."""
    for _ in range(depth):
        above = by_id.get(mention.refers_to or "")
        if above is None:
            break
        mention = above
    return mention
