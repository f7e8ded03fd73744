"""A text as the place finder sees it: which words the network holds for names, and what the gazetteer makes of them."""

from __future__ import annotations

from collections.abc import Collection

from truceline.model import Name, Parse
from truceline.reading.places.words import INNER, JOINERS, OF_NAMES, POSSESSIVES
from truceline.vocabulary.folding import MAIN
from truceline.vocabulary.gazetteer import Feature, Gazetteer
from truceline.vocabulary.place_words import place_words

SPAN = 12  # words that one name may take


class PlaceText:
    """Words, names and what they may mean.

    Args:
        parse: The text.
        gazetteer: What is known about places.
        claimed: Word ranges that are names of actors.
    """

    def __init__(self, parse: Parse, gazetteer: Gazetteer, claimed: Collection[tuple[int, int]]) -> None:
        self.parse = parse
        self.gazetteer = gazetteer
        self.words, self.lowers = parse.words, parse.lowers
        self.located: dict[int, int] = {}  # first word of a place that the network names → after its last
        self.outer: dict[int, tuple[int, int, str]] = {}  # word → the actor's name that it is part of, and its label
        self.people: set[str] = set()  # words of people's names that have several
        self._capitals = [in_capitals(parse, first, after) for first, after in parse.sentences]
        for name in parse.names:
            if name.label == "LOC":
                self.located[name.start] = name.end
            elif not self._is_description(name):
                self._close(name.start, name.end, name.label)
        for first, after in claimed:
            self._close(first, after, "")

    def _is_description(self, name: Name) -> bool:
        """Whether what the network takes for a name is a phrase that may hold one ("Oman government envoys")."""
        words = self.words[name.start : name.end]
        return any(word.isalpha() and word.islower() and word not in OF_NAMES for word in words)

    def _close(self, first: int, after: int, label: str) -> None:
        """Bars the words of an actor's name; one word alone may name a place as well."""
        while first < after and self.lowers[first] in ("the", "a", "an"):
            first += 1
        while first < after and self.words[after - 1] in POSSESSIVES:
            after -= 1
        if after - first < 2 and not label:
            return
        if label == "PER" and after - first in (2, 3):
            self.people.update(self.lowers[first:after])
        for i in range(first, after):
            known = self.outer.get(i)
            if known is None or known[1] - known[0] <= after - first:
                self.outer[i] = (first, after, label)

    def text(self, first: int, after: int) -> str:
        """The words as written."""
        return self.parse.words_between(first, after)

    def opening(self, i: int) -> int:
        """The first word of a word's sentence."""
        return self.parse.sentences[self.parse.sentence_of[i]][0]

    def closing(self, i: int) -> int:
        """After the last word of a word's sentence."""
        return self.parse.sentences[self.parse.sentence_of[i]][1]

    def in_capitals(self, i: int) -> bool:
        """Whether the sentence of a word is all in capitals."""
        return self._capitals[self.parse.sentence_of[i]]

    def is_name(self, i: int) -> bool:
        """Whether a word looks like a name or a part of one."""
        word = self.words[i]
        return word[:1].isupper() and word[:1].isalpha() and self.parse.pos[i] in ("PROPN", "X", "")

    def match(self, i: int) -> tuple[int, tuple[Feature, ...]] | None:
        """The longest known name that starts at a word: after its last word, and what it may mean."""
        words, lowers = self.words, self.lowers
        owned = i + 1 < len(words) and words[i + 1] in POSSESSIVES  # "Prince George's County"
        longest = self.gazetteer.longest(words[i] + "s" if owned else words[i])
        ends: list[int] = []
        if longest:
            for k in range(i + 1, min(i + 2 * longest, i + SPAN, self.closing(i))):
                if (
                    words[k][:1].isupper()
                    or lowers[k] in place_words().nature
                    or lowers[k] in place_words().sites
                    or words[k][1:2] in ("'", "’")
                ):
                    ends.append(k + 1)
                elif lowers[k] not in JOINERS and words[k] not in INNER:
                    break
        for after in reversed(ends):
            if found := self.gazetteer.find(self.text(i, after)):
                return after, found
        single = self.meanings(i, i + 1)
        return (i + 1, single) if single else None

    def is_known(self, first: int, after: int) -> bool:
        """Whether words are a name that the gazetteer knows."""
        return first < after <= first + SPAN and bool(self.gazetteer.find(self.text(first, after)))

    def meanings(self, first: int, after: int) -> tuple[Feature, ...]:
        """What words may mean as they are written: "US" is a country, "Us" is none."""
        if after - first > SPAN:
            return ()
        features = self.gazetteer.find(self.text(first, after))
        if after - first > 1 or not features:
            return features
        letters = self.words[first].replace(".", "")
        if len(letters) > 3:
            return features
        if not letters.isupper():
            return tuple(feature for feature in features if feature.precision != "country")
        if self.in_capitals(first):
            return features
        return tuple(feature for feature in features if feature.precision != "city" or feature.kind == MAIN)

    def is_within_actor(self, first: int, after: int) -> bool:
        """Whether words are part of a longer name of an actor."""
        outer = self.outer.get(first)
        return outer is not None and after <= outer[1] and outer[:2] != (first, after)


def in_capitals(parse: Parse, first: int, after: int) -> bool:
    """Whether a sentence is all in capitals, so that letter case tells nothing."""
    letters = [word for word in parse.words[first:after] if word[:1].isalpha()]
    return len(letters) > 3 and sum(word.isupper() for word in letters) > 0.8 * len(letters)
