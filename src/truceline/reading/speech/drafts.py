"""Attributions while they are put together: word ranges, and who passes on whom.

The network gives flat ones. Rules add the inner ones and those that pass others on; only then do
they become records with ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from truceline.model import Parse
from truceline.reading.ranges import Range

STRETCH = 64  # words; a sentence of strangers may have no end, so only what is near is looked at
CHAIN = 8  # more links than any report has; bounds every walk along a chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One attribution as word ranges."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    relay: bool = False  # found by rule: it only passes another one on, with that one's content
    kind: str = "statement"  # or "no comment", "unverified", "none reported"
    stance: str | None = None  # where the wording as a whole gives it; None: the cue and the content do


class Drafts:
    """The attributions of one text, found by word.

    Args:
        parse: The text.
        drafts: What the network found, in the order of their cues.
    """

    def __init__(self, parse: Parse, drafts: Iterable[Draft]) -> None:
        self._parse = parse
        self.all: list[Draft] = []
        self.passed: dict[int, tuple[int, str]] = {}  # draft → the one that passes it on, and by which word
        self._cues: dict[int, int] = {}
        self._sources: dict[int, int] = {}
        self._near: dict[tuple[int, int], list[int]] = {}  # sentence and stretch of it → drafts
        self._copies: dict[tuple[Range, ...], int] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> int:
        """Files a draft and returns its number."""
        number = len(self.all)
        self.all.append(draft)
        if not draft.relay:
            for word in range(*(draft.cue or (0, 0))):
                self._cues.setdefault(word, number)
            for word in range(*(draft.source or (0, 0))):
                self._sources.setdefault(word, number)
        self._file(number)
        return number

    def _file(self, number: int) -> None:
        """Lets a draft be found by the sentence of its cue or source."""
        place = self.all[number].cue or self.all[number].source
        if place is not None:
            here = self._near.setdefault((self._parse.sentence_of[place[0]], place[0] // STRETCH), [])
            if number not in here:
                here.append(number)

    def name_source(self, number: int, source: Range) -> Draft:
        """Gives a draft that has none the source that a rule has found."""
        self.all[number] = replace(self.all[number], source=source)
        for word in range(*source):
            self._sources.setdefault(word, number)
        return self.all[number]

    def file_cue(self, number: int) -> None:
        """Lets a draft be found by the cue that a rule has given it."""
        for word in range(*(self.all[number].cue or (0, 0))):
            self._cues.setdefault(word, number)
        self._file(number)

    def with_cue(self, word: int) -> int | None:
        """The draft whose cue holds the word, or None."""
        return self._cues.get(word)

    def with_source(self, word: int) -> int | None:
        """The draft whose source holds the word, or None."""
        return self._sources.get(word)

    def share(self, number: int, *, source: Range, cue: Range | None, relay: bool = False) -> int | None:
        """Files one more draft with the content of another; None where too many share it already."""
        content = self.all[number].content
        self._copies[content] = self._copies.get(content, 0) + 1
        if self._copies[content] > CHAIN:
            return None
        return self.add(Draft(source=source, cue=cue, content=content, relay=relay))

    def in_sentence(self, word: int) -> list[int]:
        """The drafts whose cue stands near the word in its sentence, those that only pass on left out."""
        sentence, stretch = self._parse.sentence_of[word], word // STRETCH
        found = [n for s in (stretch - 1, stretch, stretch + 1) for n in self._near.get((sentence, s), ())]
        return [number for number in found if not self.all[number].relay]

    def alike(self, number: int, made: int) -> None:
        """Gives a copy of a draft the kind and stance of its original."""
        one = self.all[number]
        self.all[made] = replace(self.all[made], kind=one.kind, stance=one.stance)

    def line(self, number: int) -> list[int]:
        """A draft and all that pass it on, one after the other."""
        found = [number]
        while found[-1] in self.passed and len(found) <= CHAIN:
            found.append(self.passed[found[-1]][0])
        return found

    def pass_on(self, inner: int, outer: int, via: str) -> None:
        """Says that ``outer`` passes ``inner`` on, after all that are known to pass it on; never in a circle."""
        line = self.line(inner)
        if outer not in line and line[-1] not in self.line(outer) and len(line) < CHAIN:
            self.passed[line[-1]] = (outer, via)


def size(draft: Draft) -> int:
    """How many words its content has."""
    return sum(after - first for first, after in draft.content)


def distance(draft: Draft) -> int:
    """How many words stand between its cue and the nearest of its content."""
    if draft.cue is None:
        return 0
    first, after = draft.cue
    return min(max(begin - after, first - end, 0) for begin, end in draft.content)
