"""What has been said so far: the mentions in their order, who speaks, and the pronouns by their use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from truceline.model import Parse
from truceline.reading.actors.mention import Board, Mention, root_of

QUOTES = frozenset("\"“”‘’'«»") | {"``", "''"}


class Kind(NamedTuple):
    """A pronoun's number, gender and use."""

    who: str  # person, thing, several, speaker
    gender: str | None = None
    possessive: bool = False
    reflexive: bool = False


PRONOUNS = {
    "he": Kind("person", "m"), "him": Kind("person", "m"), "his": Kind("person", "m", True),
    "himself": Kind("person", "m", False, True),
    "she": Kind("person", "f"), "her": Kind("person", "f"), "hers": Kind("person", "f"),
    "herself": Kind("person", "f", False, True),
    "it": Kind("thing"), "its": Kind("thing", None, True), "itself": Kind("thing", None, False, True),
    "they": Kind("several"), "them": Kind("several"), "their": Kind("several", None, True), "theirs": Kind("several"),
    "themselves": Kind("several", None, False, True),
    "i": Kind("speaker"), "me": Kind("speaker"), "my": Kind("speaker", None, True), "mine": Kind("speaker"),
    "myself": Kind("speaker", None, False, True),
    "we": Kind("speaker"), "us": Kind("speaker"), "our": Kind("speaker", None, True), "ours": Kind("speaker"),
    "ourselves": Kind("speaker", None, False, True),
}  # fmt: skip


class Speakers:
    """Which attribution each word stands in."""

    def __init__(self, parse: Parse) -> None:
        self._quote: dict[int, int] = {}
        self.sources: list[int | None] = []  # head of the source of each quote
        self.direct: list[bool] = []
        order = sorted(range(len(parse.quotes)), key=lambda q: -sum(b - a for a, b in parse.quotes[q].content))
        for q in order:  # long ones first: the innermost wins
            for first, after in parse.quotes[q].content:
                for word in range(max(first, 0), min(after, len(parse))):
                    self._quote[word] = q
        for quote in parse.quotes:
            self.sources.append(parse.head_of(*quote.source) if quote.source is not None else None)
            first = quote.content[0][0] if quote.content else 0
            self.direct.append(any(0 <= w < len(parse) and parse.words[w] in QUOTES for w in (first - 1, first)))

        self.before: dict[int, list[tuple[int, int]]] = {}  # head of a source → what it says before it is named
        for head, quote in zip(self.sources, parse.quotes, strict=True):
            if head is not None:
                self.before.setdefault(head, []).extend(piece for piece in quote.content if piece[1] <= head)
        self.heads = {head for head in self.sources if head is not None}

    def source(self, word: int) -> tuple[int | None, bool]:
        """Head of the source of the innermost attribution that a word stands in, and whether it is quoted directly."""
        q = self._quote.get(word)
        return (None, False) if q is None else (self.sources[q], self.direct[q])


@dataclass(slots=True)
class Talk:
    """What has been said so far, as a reader who has come to one word knows it."""

    parse: Parse
    board: Board
    speakers: Speakers
    history: list[Mention] = field(default_factory=list)  # mentions in text order
    counts: dict[str | int, int] = field(default_factory=dict)  # body → how often it came up

    def hear(self, mention: Mention) -> None:
        """Adds a mention to what has been said."""
        self.history.append(mention)
        key = key_of(root_of(mention))
        self.counts[key] = self.counts.get(key, 0) + 1


def key_of(body: Mention) -> str | int:
    """What counts as the same body: its id where it has a name, else the mention itself."""
    return body.actor if body.actor is not None and body.named else id(body)
