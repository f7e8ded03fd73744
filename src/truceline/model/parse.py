"""What the language pass found in a text: words, clause structure, names, attributions.

Reading rooms walk this record. It holds plain tuples, one entry a word, because a rule that asks
a spaCy ``Token`` for an attribute pays for a Python object each time, and the rules of all rooms
together must cost less than the network.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name, as word indices."""

    start: int  # first word
    end: int  # after the last word
    label: str  # PER, ORG, LOC or MISC


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An attribution as the network sees it: word ranges (first, after the last)."""

    source: tuple[int, int] | None  # who says it; None where no source is named
    cue: tuple[int, int] | None  # the words that make it a saying
    content: tuple[tuple[int, int], ...]  # what is said, in text order; at least one piece


@dataclass(frozen=True, slots=True)
class Role:
    """A word that stands in a role of a predicate, as PropBank has them."""

    predicate: int  # word
    argument: int  # the word that heads the argument
    label: str  # ARG0, ARG1, ARGM-TMP, R-ARG0 …


@dataclass(frozen=True, slots=True)
class Hint:
    """A word that seems to carry a PLOVER event, as the network sees it."""

    word: int
    event: str  # one of PLOVER's 16
    chance: float  # above 0, at most 1


@dataclass(frozen=True, kw_only=True)
class Parse:
    """A text with its words, trees, names and attributions.

    All tuples but ``sentences``, ``names``, ``quotes``, ``roles`` and ``hints`` have one entry a word; ``factuality``
    is empty where nothing is known.
    """

    text: str  # the report's text
    words: tuple[str, ...]  # surface forms; text[starts[i]:ends[i]], but for letters that no reader would see there
    starts: tuple[int, ...]  # code point offset of the word
    ends: tuple[int, ...]  # after its last code point
    lemmas: tuple[str, ...]  # dictionary form, lower case (names keep their own letters, lower-cased)
    pos: tuple[str, ...]  # universal part of speech: NOUN, PROPN, VERB, AUX, …
    tags: tuple[str, ...]  # Penn tag: VBD, VBN, NNS, …
    heads: tuple[int, ...]  # index of the syntactic head; a root is its own head
    deps: tuple[str, ...]  # Universal Dependencies relation, subtypes kept: nsubj:pass, obl, …
    sentences: tuple[tuple[int, int], ...]  # word ranges (first, after the last), in order, no gaps
    names: tuple[Name, ...] = ()  # proper names, in text order, no overlap
    quotes: tuple[Quote, ...] = ()  # attributions, in the order of their cues
    roles: tuple[Role, ...] = ()  # in the order of their arguments
    hints: tuple[Hint, ...] = ()  # of events, in text order, one a word at most
    factuality: tuple[float, ...] = ()  # -3 it did not happen … +3 it did, were the word an event

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word the words that depend on it, in text order."""
        found: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                found[head].append(i)
        return tuple(tuple(c) for c in found)

    @cached_property
    def answers(self) -> defaultdict[str, dict[int, Any]]:
        """What functions of one word, or of the whole text, have found. See :func:`per_word` and :func:`per_text`."""
        return defaultdict(dict)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each word the index of its sentence."""
        found: list[int] = []
        for number, (first, after) in enumerate(self.sentences):
            found.extend([number] * (after - first))
        return tuple(found)

    @cached_property
    def _edges(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Leftmost and rightmost word of each word's subtree."""
        left, right = list(range(len(self.words))), list(range(len(self.words)))
        waiting = [len(children) for children in self.children]  # children that have not handed their edges up
        ready = [i for i, count in enumerate(waiting) if not count]
        for i in ready:  # grows while it is walked: every word comes after all words below it
            head = self.heads[i]
            if head != i:
                left[head], right[head] = min(left[head], left[i]), max(right[head], right[i])
                waiting[head] -= 1
                if not waiting[head]:
                    ready.append(head)
        for i, count in enumerate(waiting):
            if count:  # in a circle, which no sound tree has: all its words have the same edges
                circle = [i]
                while self.heads[circle[-1]] != i:
                    circle.append(self.heads[circle[-1]])
                edges = min(left[w] for w in circle), max(right[w] for w in circle)
                for w in circle:
                    (left[w], right[w]), waiting[w] = edges, 0
        return tuple(left), tuple(right)

    def subtree(self, i: int) -> tuple[int, int]:
        """The word range (first, after the last) from the first to the last word under word ``i``."""
        left, right = self._edges
        return left[i], right[i] + 1

    def child(self, i: int, *relations: str) -> int | None:
        """The first child of ``i`` whose relation (with or without its subtype) is among ``relations``."""
        for c in self.children[i]:
            if self.deps[c] in relations or self.deps[c].partition(":")[0] in relations:
                return c
        return None

    def head_of(self, start: int, end: int) -> int:
        """The word of the range [start, end) whose head lies outside: the head of the phrase."""
        for i in range(start, end):
            head = self.heads[i]
            if (head == i or not start <= head < end) and self.deps[i] != "punct":
                return i
        return end - 1

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """The words that hang on no other, in text order."""
        return tuple(i for i, head in enumerate(self.heads) if head == i)

    def root_in(self, start: int, end: int) -> int | None:
        """The first root among the words [start, end)."""
        at = bisect_left(self.roots, start)
        return next((root for root in self.roots[at : at + 1] if root < end), None)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The words that overlap the code points [start, end), as (first, after the last)."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def words_between(self, first: int, after: int) -> str:
        """The text from word ``first`` up to word ``after`` (exclusive), as written."""
        return self.text[self.starts[first] : self.ends[after - 1]]


def per_text(function: Callable[[Parse], R]) -> Callable[[Parse], R]:
    """The function, which works its answer out once for a parse; the answer is shared, so it must not be changed."""
    by_word = per_word(lambda parse, _: function(parse), name=f"{function.__module__}.{function.__qualname__}")

    @wraps(function)
    def remembered(parse: Parse) -> R:
        return by_word(parse, -1)

    return remembered


def per_word(function: Callable[[Parse, int], R], *, name: str = "") -> Callable[[Parse, int], R]:
    """The function, which works an answer out once for each word of a parse: many rules ask the same of a word.

    Args:
        function: Asks of a parse and a word what never changes; the answer is shared, so it must not be changed.
        name: What it is filed under; its own name where none is given.
    """
    name = name or f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(parse: Parse, word: int) -> R:
        known = parse.answers[name]
        try:
            found: R = known[word]
        except KeyError:
            found = known[word] = function(parse, word)
        return found

    return remembered
