"""Which words of a text are names of places.

Spans are the names alone: no determiner, no "city of", no compass word in small letters, but the capitalised word for
the kind ("Logar Province", "Idlib Airport"). "Beirut, Lebanon" is two names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from truceline.model import Parse
from truceline.reading.places.signs import hint_of, is_barred, speaks
from truceline.reading.places.text import PlaceText
from truceline.reading.places.toponyms import Mention, contains
from truceline.reading.places.words import (
    CITY,
    COMPASS,
    DAYS,
    DETERMINERS,
    JOINERS,
    LISTING,
    NATION,
    POSSESSIVES,
    kind_of,
)
from truceline.vocabulary.folding import ABBREVIATION, fold
from truceline.vocabulary.gazetteer import Feature, Gazetteer
from truceline.vocabulary.place_words import place_words


def place_names(
    parse: Parse, gazetteer: Gazetteer, claimed: Collection[tuple[int, int]], nations: Mapping[int, str]
) -> list[Mention]:
    """The place names of a text, in text order, with what each may mean.

    Args:
        parse: The text.
        gazetteer: What is known about places.
        claimed: Word ranges that are names of actors.
        nations: Words that name a nation → its country.
    """
    return Finder(PlaceText(parse, gazetteer, claimed), nations).mentions()


class Finder:
    """Walks a text once and takes up the place names."""

    def __init__(self, text: PlaceText, nations: Mapping[int, str]) -> None:
        self.text = text
        self.nations = nations
        self.kinds = place_words().kinds
        self.words, self.lowers = text.words, text.lowers
        self.found: list[Mention] = []
        self.doubtful: list[Mention] = []  # places only if their names stand for one elsewhere

    def mentions(self) -> list[Mention]:
        """All place names, in text order."""
        i = 0
        while i < len(self.words):
            after = self.text.located.get(i, i)
            if after > i:
                i = self._named(i, after)
            elif self.words[i][:1].isupper():
                i = self._scanned(i)
            else:
                i += 1
        keys = {mention.key for mention in self.found}
        self.found += [mention for mention in self.doubtful if mention.key in keys]
        self.found.sort(key=lambda mention: mention.first)
        self._relate()
        return self.found

    def _named(self, first: int, after: int) -> int:
        """Takes up a place that the network names; returns where to go on."""
        end = after
        first, after, hint = self._trimmed(first, after)
        if first >= after or self.text.is_within_actor(first, after) or self._is_direction(first, after):
            return end
        match = self.text.match(first)
        if match is not None and match[0] >= after:
            return max(end, self._add(first, match[0], match[1], hint, certain=True))
        pieces = self._pieces(first, after)
        if len(pieces) > 1:
            for start, stop in pieces:
                # "Syrian" of "the Syrian province of …" is left over.
                if self.text.parse.pos[stop - 1] != "ADJ" or self.text.is_known(start, stop):
                    end = max(end, self._named(start, stop))
            return end
        if match is not None and match[1][0].prior >= NATION and self.lowers[after - 1] not in self.kinds:
            # "Qatar Fund" of "Qatar Fund for Development" is the country and something else.
            self._add(first, match[0], match[1], hint, certain=True)
            return end
        base = self._base(first, after)
        known = self.text.meanings(*base)
        return max(end, self._add(first, after, known, hint, certain=True, base=base))

    def _is_direction(self, first: int, after: int) -> bool:
        """Whether a span is only a direction ("South" of "South American")."""
        return (
            after - first == 1
            and self.lowers[first] in COMPASS
            and self.words[after : after + 1] != (",",)
            and not self._is_kind(after)
        )

    def _trimmed(self, first: int, after: int) -> tuple[int, int, str | None]:
        """The span without words in small letters at its ends, and the kind of place that they tell."""
        hint = None
        while first < after and not self.words[first][:1].isupper():
            # The article of "al-Bab" may be in small letters.
            if self.lowers[first] in JOINERS and self.words[first + 1 : first + 2] == ("-",):
                break
            hint = hint or kind_of(self.lowers[first])
            first += 1
        while first < after and (self.lowers[after - 1] in DAYS or not self.words[after - 1][:1].isupper()):
            # "Rafah crossing" is known as a whole.
            site = self.lowers[after - 1] in self.kinds and self.lowers[after - 1] not in place_words().divisions
            if site and self.text.is_known(first, after):
                break
            after -= 1
            hint = kind_of(self.lowers[after]) or hint
        return first, after, hint

    def _pieces(self, first: int, after: int) -> list[tuple[int, int]]:
        """The parts of a span that something separates: "Idlib and Aleppo", "Kabul's airport", "the city of Tyre"."""
        cuts = [
            i
            for i in range(first, after)
            if self.words[i] in (",", "(", ")", ";", "/")
            or self.lowers[i] in ("and", "or", "in", "near")
            or (self.words[i].isalpha() and self.words[i].islower() and self.lowers[i] not in JOINERS)
            or self._is_bond(first, i, after)
        ]
        edges = [first - 1, *cuts, after]
        return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]

    def _is_bond(self, first: int, i: int, after: int) -> bool:
        """Whether a word holds two places together: "Kabul's airport", "the Iran-Iraq border"."""
        if self.words[i] in POSSESSIVES:
            owner = self.text.meanings(first, i)
            return bool(owner) and owner[0].prior >= CITY
        if self.lowers[i] != "of" and self.words[i] not in ("-", "–"):
            return False
        return self.text.is_known(first, i) and self.text.is_known(i + 1, after)

    def _base(self, first: int, after: int) -> tuple[int, int]:
        """The words of an unknown name that it is formed from: "Mosul" in "West Mosul" and in "Mosul Airport"."""
        if self.text.is_known(first, after):
            return first, after
        while after - first > 1 and self.lowers[first] in COMPASS:
            first += 1
        while after - first > 1 and self._is_added(self.lowers[after - 1]):
            after -= 1
        return first, after

    def _is_added(self, word: str) -> bool:
        """Whether a word behind a name leaves it where it is: an airport is in its town, a valley perhaps not."""
        return (word in self.kinds and word not in place_words().nature) or word in ("international", "area")

    def _scanned(self, i: int) -> int:
        """Takes up a name that only the gazetteer knows, where the text speaks for a place; returns where to go on."""
        start = i
        if self._is_part(i):
            start = i + 1  # "Northern Syria" is a name as a whole
            if start in self.text.located:
                return start
        elif self.lowers[i] == "the" and i + 1 < len(self.words) and self.text.match(i + 1):
            return i + 1
        match = self.text.match(start)
        if match is None:
            return self._compound(start)
        after, features = match
        prior = features[0].prior
        if is_barred(self.text, i, start, after, prior):
            return start + 1
        last = self.found[-1] if self.found else None
        verdict = speaks(self.text, last, start, after, features)
        if verdict is False:
            return after
        into = self.found if verdict else self.doubtful
        return self._add(i, after, features, None, certain=prior >= NATION, base=(start, after), into=into)

    def _is_part(self, i: int) -> bool:
        """Whether a word is a direction that with the name behind it means a part of a place ("Northern Syria")."""
        if self.lowers[i] not in COMPASS or not self.words[i + 1 : i + 2] or not self.words[i + 1][:1].isupper():
            return False
        match = self.text.match(i)
        return (match is None or match[0] == i + 1) and not self._is_kind(i + 1)

    def _compound(self, i: int) -> int:
        """Takes up the country in "U.S.-led", one word to the tokenizer; returns where to go on."""
        stem, hyphen, _ = self.words[i].partition("-")
        features = self.text.gazetteer.find(stem) if hyphen and stem.endswith(".") and stem.isupper() else ()
        if features and features[0].precision == "country" and i not in self.text.outer:
            mention = Mention(
                first=i, after=i + 1, letters=len(stem), name=stem, key=fold(stem), features=features, certain=True
            )
            self.found.append(mention)
        return i + 1

    def _add(
        self,
        first: int,
        after: int,
        features: Sequence[Feature],
        hint: str | None,
        *,
        certain: bool,
        base: tuple[int, int] | None = None,
        into: list[Mention] | None = None,
    ) -> int:
        """Adds a mention, with the capitalised word for its kind where one follows; returns where to go on.

        Args:
            first: First word of the span.
            after: After its last word.
            features: What it may mean.
            hint: What kind of place the text says it is.
            certain: Whether it is a place name even if nothing settles which.
            base: The words that bear the features' name, where that is not the whole span.
            into: Where to add it; to those found where not given.
        """
        named = base or (first, after)
        while self._is_kind(after):
            after += 1
            hint = kind_of(self.lowers[after - 1]) or hint
            if self.text.is_known(first, after):
                named, features = (first, after), self.text.meanings(first, after)
            elif self.lowers[after - 1] in place_words().nature:
                named, features = (first, after), ()  # the valley is not the town
        mention = Mention(
            first=first,
            after=after,
            name=self.text.text(first, after),
            key=fold(self.text.text(*named)),
            features=tuple(features),
            exact=named == (first, after),
            hint=hint or hint_of(self.text, first, after),
            certain=certain,
        )
        (self.found if into is None else into).append(mention)
        return after

    def _is_kind(self, i: int) -> bool:
        """Whether a capitalised word for a kind ends a name here: "Kent County", not "Kent County Council"."""
        text = self.text
        if i >= len(self.words) or self.lowers[i] not in self.kinds or not self.words[i][:1].isupper():
            return False
        if i in text.located or i in text.outer or text.in_capitals(i):
            return False
        if i + 1 == len(self.words):
            return True
        goes_on = text.is_name(i + 1) and self.lowers[i + 1] not in self.kinds and i + 1 not in text.located
        return not goes_on and self.lowers[i + 1] != "of"

    def _relate(self) -> None:
        """Notes which place lies in which, and which stand side by side in a list."""
        sentence_of = self.text.parse.sentence_of
        for mention in self.found:
            mention.nation = self._nation_of(mention)
        for i, (one, other) in enumerate(pairwise(self.found)):
            gap = self.lowers[one.after : min(other.first, one.after + 6)]
            if not 0 < len(gap) < 6 or sentence_of[one.first] != sentence_of[other.first]:
                continue
            if gap == ("(",) or (gap == (",",) and not alike(one, other)):
                one.container, one.strict = i + 1, True
            if gap[0] in POSSESSIVES and all(word.isalpha() for word in gap[1:]):
                other.container = i
            elif self._is_told_by(one, gap):
                other.container = i  # "the Lebanese port city of Tripoli"
            elif "in" in gap[:2] and all(word in COMPASS or word in (",", "in", "the") for word in gap):
                one.container = i + 1
            elif all(word in LISTING or word == "the" or word in COMPASS for word in gap):
                one.neighbours += (i + 1,)
                other.neighbours += (i,)

    def _nation_of(self, mention: Mention) -> str | None:
        """The country that the words before a name say it lies in: "the Lebanese port city of Tripoli"."""
        i = mention.first - 1
        if i >= 0 and self.lowers[i] == "of":
            i -= 1
        if i < 0 or kind_of(self.lowers[i]) is None:
            return None
        for k in range(i - 1, max(i - 4, -1), -1):
            if k in self.nations:
                return self.nations[k]
            if not self.words[k].isalpha() or not self.words[k].islower() or self.lowers[k] in DETERMINERS:
                return None
        return None

    def _is_told_by(self, one: Mention, gap: Sequence[str]) -> bool:
        """Whether the words behind a country or a division say that the next name is in it: "the Maine town of …"."""
        if not one.features or one.features[0].precision not in ("country", "region"):
            return False
        kind = gap[:-1] if gap[-1] == "of" else gap
        apart = any(word in LISTING or word in DETERMINERS or not word.isalpha() for word in kind)
        return bool(kind) and kind_of(kind[-1]) is not None and not apart


def alike(one: Mention, other: Mention) -> bool:
    """Whether two names are best known as places of one kind, so that a comma between them makes a list."""
    if not one.features or not other.features or other.features[0].kind == ABBREVIATION:
        return False
    known = one.features[0]
    if any(feature.precision == "region" and contains(feature, known) for feature in other.features):
        return False  # "Buffalo, New York"
    return known.precision == other.features[0].precision
