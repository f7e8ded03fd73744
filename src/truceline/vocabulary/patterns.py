"""Entries of several words, filed under the word that heads them."""

from __future__ import annotations

from collections.abc import Callable, KeysView
from dataclasses import dataclass
from typing import Generic, TypeVar

NOUN_LINKS = ("of", "to", "in", "for", "on")  # the head of a noun of several words stands before these

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The words that stand around an entry's head word."""

    left: tuple[str, ...] = ()  # lemmas right before it
    right: tuple[str, ...] = ()  # lemmas after it; after a verb its own object may stand between
    passive: bool = False  # holds in the passive alone ("be believed")

    @property
    def size(self) -> int:
        """How many words the entry has."""
        return len(self.left) + 1 + len(self.right) + self.passive


class Words(Generic[T]):
    """Entries by the lemma of their head word: longer ones first, unless another order was asked for."""

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[Pattern, T]]] = {}

    def add(self, key: str, pattern: Pattern, value: T) -> None:
        """Files an entry under its head word."""
        self._entries.setdefault(key, []).append((pattern, value))

    def sort(self, order: Callable[[T], int] | None = None) -> Words[T]:
        """Puts longer entries first, or those that come first in an order; called when all are in."""
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -entry[0].size if order is None else order(entry[1]))
        return self

    def get(self, lemma: str) -> list[tuple[Pattern, T]] | None:
        """The entries under a head word, or None."""
        return self._entries.get(lemma)

    @property
    def heads(self) -> KeysView[str]:
        """Every head word."""
        return self._entries.keys()

    def __contains__(self, lemma: str) -> bool:
        return lemma in self._entries


def pieces(text: str) -> tuple[str, ...]:
    """The words of an entry as a parse has them: split at blanks and around hyphens."""
    return tuple(text.replace("-", " - ").split())


def noun_pattern(text: str) -> tuple[str, Pattern]:
    """Head word and pattern of a noun entry: the last word heads it, or the last before "of" and the like."""
    words = pieces(text)
    head = next(
        (i - 1 for i, word in enumerate(words) if i and word in NOUN_LINKS and words[i - 1] != "-"), len(words) - 1
    )
    return words[head], Pattern(left=words[:head], right=words[head + 1 :])


def verb_pattern(text: str) -> tuple[str, Pattern]:
    """Head word and pattern of a verb entry: its first word, after "be" its second, the last part of a hyphened one."""
    passive = text.startswith("be ")
    first, _, rest = (text[3:] if passive else text).partition(" ")
    left: tuple[str, ...] = ()
    if first.endswith("ly") and rest:
        left = (first,)
        first, _, rest = rest.partition(" ")
    words = pieces(first)
    return words[-1], Pattern(left=left + words[:-1], right=pieces(rest), passive=passive)


def phrase_pattern(text: str) -> tuple[str, Pattern]:
    """Head word and pattern of a run of lemmas: its first word."""
    words = pieces(text)
    return words[0], Pattern(right=words[1:])
