"""Which words of a text are names of places.

Spans are the names alone: no determiner, no "city of", no compass word in small letters, but the capitalised word for
the kind ("Nyanza Province", "Lake Erie"). "Beirut, Lebanon" is two names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from truceline.model import Name, Parse
from truceline.reading.toponyms import COMPASS, DIVISIONS, Mention, contains
from truceline.vocabulary.gazetteer import Feature, Gazetteer
from truceline.vocabulary.gazetteer_build import ABBREVIATION, MAIN, fold

# Kinds of divisions, of settlements, of natural things and of single sites.
SETTLEMENTS = frozenset("city town village capital suburb port hamlet settlement municipality township".split())
NATURE = frozenset(
    "river lake island islands valley mountain mountains sea ocean desert peninsula strait gulf bay delta coast plain "
    "plateau hills forest canal creek falls beach cape archipelago basin glacier oasis".split()
)
SITES = frozenset(
    "airport airfield airbase base square street avenue road bridge camp crossing port harbour harbor dam hospital "
    "park checkpoint gate stadium station market prison garrison barracks junction highway".split()
)
KINDS = DIVISIONS | SETTLEMENTS | NATURE | SITES
# Kinds that stand in front: "Lake Erie", "Mount Hermon", "Fort Drum".
LEADING = frozenset("lake mount mt fort camp port cape gulf strait bay isle river".split())
OF_KINDS = KINDS | frozenset(
    "outskirts part parts north south east west northeast northwest southeast southwest suburbs streets side edge rest "
    "regions districts towns cities villages outside inside area areas countryside centre center heart coast skies "
    "people government kingdom republic emirate sultanate".split()
) | COMPASS  # fmt: skip
INTO = frozenset("in near outside inside into across throughout around toward towards within".split())
ABOUT = frozenset("from to at via through over against between for on off by of".split())
JOINERS = frozenset("of the and de del della des di da do dos du la le el al ar as ash at ez es et upon sur von am".split())
INNER = frozenset(("-", "–", "'", "’", "'s", "’s", ".", "/"))
LISTING = frozenset((",", "and", "or", "&", "/", "-", "–"))
BEFORE_PEOPLE = frozenset(
    "mr mrs ms miss dr sir lord lady president minister senator general colonel captain king queen prince pope judge "
    "professor".split()
)

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())

NATION = 7.4  # from here on a name is as good as a country's
STATE = 6.4  # … as a large division's or a world city's
CITY = 5.0  # a hundred thousand people
SPAN = 12  # tokens that one name may take


class Finder:
    """Finds the place names of one text.

    Args:
        parse: The text.
        gazetteer: What is known about places.
        claimed: Word ranges that are names of actors.
    """

    def __init__(self, parse: Parse, gazetteer: Gazetteer, claimed: Collection[tuple[int, int]]) -> None:
        self.parse = parse
        self.gazetteer = gazetteer
        self.words, self.lowers = parse.words, parse.lowers
        self.capitals = [in_capitals(parse, first, after) for first, after in parse.sentences]
        self.outer: dict[int, tuple[int, int]] = {}  # word → the longer name of an actor that it is part of
        self.located: dict[int, int] = {}  # first word of a place that the network names → after its last
        self.people: set[str] = set()  # words of names of people that have several
        for name in parse.names:
            if name.label == "LOC":
                self.located[name.start] = name.end
            else:
                self._close(name.start, name.end, name)
        for first, after in claimed:
            self._close(first, after, None)
        self.found: list[Mention] = []

    def _close(self, first: int, after: int, name: Name | None) -> None:
        """Bars the words of an actor's name, but a name that is a place's as a whole."""
        while first < after and self.lowers[first] in ("the", "a", "an"):
            first += 1
        if after - first == 1 and name is None:
            return
        if name is not None and name.label == "PER" and after - first > 1:
            self.people.update(self.lowers[first:after])
        for i in range(first, after):
            known = self.outer.get(i)
            if known is None or known[1] - known[0] < after - first:
                self.outer[i] = (first, after)

    def mentions(self) -> list[Mention]:
        """All place names, in text order."""
        doubtful: list[Mention] = []
        i, n = 0, len(self.words)
        while i < n:
            after = self.located.get(i)
            if after is not None and after > i:
                i = self._named(i, after)
            elif self.words[i][:1].isupper():
                i = self._scanned(i, doubtful)
            else:
                i += 1
        # A name that stands for a place once does so throughout.
        keys = {mention.key for mention in self.found}
        self.found += [mention for mention in doubtful if mention.key in keys]
        self.found.sort(key=lambda mention: mention.first)
        self._relate()
        return self.found

    def _named(self, first: int, after: int) -> int:
        """Takes up a place that the network names; returns where to go on."""
        first, after, hint = self._trimmed(first, after)
        if first >= after or self._within_actor(first, after):
            return after
        match = self._match(first)
        if match is not None and match[0] >= after:
            return self._add(first, match[0], match[1], hint, certain=True)
        if parts := self._parts(first, after):
            for start, end, features in parts:
                self._add(start, end, features, hint, certain=True)
            return after
        base = self._base(first, after)
        known = self._cased(*base, self.gazetteer.find(self._text(*base)))
        return self._add(first, after, known, hint, certain=True, base=base)

    def _trimmed(self, first: int, after: int) -> tuple[int, int, str | None]:
        """The span without words in small letters at its ends, and the kind of place that they tell."""
        hint = None
        while first < after and not self.words[first][:1].isupper():
            hint = hint or kind_of(self.lowers[first])
            # The article of "al-Bab" may be in small letters.
            if self.lowers[first] in JOINERS and self.words[first + 1 : first + 2] == ("-",):
                break
            first += 1
        while first < after and (self.lowers[after - 1] in DAYS or not self.words[after - 1][:1].isupper()):
            if self._match_is(first, after):
                break
            after -= 1
            hint = kind_of(self.lowers[after]) or hint
        return first, after, hint

    def _match_is(self, first: int, after: int) -> bool:
        """Whether just these words, the last in small letters, are a name ("Rafah crossing")."""
        last = self.lowers[after - 1]
        return last in KINDS - DIVISIONS and bool(self.gazetteer.find(self._text(first, after)))

    def _parts(self, first: int, after: int) -> list[tuple[int, int, tuple[Feature, ...]]]:
        """The known places of a span that is none as a whole ("Idlib and Aleppo", "the Lebanese city of Tyre")."""
        parts: list[tuple[int, int, tuple[Feature, ...]]] = []
        i, loose = first, False
        while i < after:
            match = self._match(i) if self.words[i][:1].isupper() else None
            if match is not None and match[0] <= after:
                parts.append((i, match[0], match[1]))
                i = match[0]
                continue
            # Another name beside the known one makes a whole of both, unless something parts them.
            loose = loose or (self.words[i][:1].isupper() and self.parse.pos[i] != "ADJ")
            i += 1
        gaps = all(b[0] > a[1] for a, b in zip(parts, parts[1:], strict=False))
        return parts if parts and gaps and not loose else []

    def _scanned(self, i: int, doubtful: list[Mention]) -> int:
        """Takes up a name that only the gazetteer knows, where the text speaks for a place; returns where to go on."""
        start = i
        if self.lowers[i] in COMPASS and i + 1 < len(self.words) and self._match(i) is None:
            start = i + 1  # "Northern Syria" is a name as a whole
            if not self.words[start][:1].isupper() or start in self.located:
                return start
        match = self._match(start)
        if match is None:
            return start + 1
        after, features = match
        outer = self.outer.get(start)
        if outer is not None and not (outer == (start, after) and self._is_state(start, after, features)):
            return start + 1
        verdict = self._speaks(start, after, features)
        if verdict is False:
            return after
        into = self.found if verdict else doubtful
        certain = features[0].prior >= NATION
        return self._add(i, after, features, None, certain=certain, base=(start, after), into=into)

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
        while after < len(self.words) and self.words[after][:1].isupper() and self.lowers[after] in KINDS:
            if after in self.located or after in self.outer or self._is_caps(after):
                break
            after += 1
            hint = kind_of(self.lowers[after - 1]) or hint
            if whole := self.gazetteer.find(self._text(first, after)):
                named, features = (first, after), whole
            elif self.lowers[after - 1] in NATURE:
                features = ()  # the valley is not the town
        (self.found if into is None else into).append(
            Mention(
                first=first,
                after=after,
                name=self._text(first, after),
                key=fold(self._text(*named)),
                features=tuple(features),
                exact=named == (first, after),
                hint=hint or self._hint(first, after),
                certain=certain,
            )
        )
        return after

    def _base(self, first: int, after: int) -> tuple[int, int]:
        """The words of an unknown name that it is formed from: "Dallas" in "North Dallas" and in "Dallas Airport"."""
        while after - first > 1 and self.lowers[first] in COMPASS:
            first += 1
        while after - first > 1 and (
            self.lowers[after - 1] in KINDS - NATURE or self.lowers[after - 1] in ("international", "area")
        ):
            after -= 1
        return first, after

    def _match(self, i: int) -> tuple[int, tuple[Feature, ...]] | None:
        """The longest known name that starts at a word, and what it may mean."""
        words, lowers = self.words, self.lowers
        longest = self.gazetteer.longest(words[i])
        ends: list[int] = []
        if longest:
            bound = min(i + 2 * longest, i + SPAN, self.parse.sentences[self.parse.sentence_of[i]][1])
            for k in range(i + 1, bound):
                if words[k][:1].isupper() or lowers[k] in NATURE or lowers[k] in SITES:
                    ends.append(k + 1)
                elif lowers[k] not in JOINERS and words[k] not in INNER:
                    break
        for after in reversed(ends):
            if found := self.gazetteer.find(self._text(i, after)):
                return after, found
        single = self._cased(i, i + 1, self.gazetteer.find(words[i]))
        return (i + 1, single) if single else None

    def _cased(self, first: int, after: int, features: tuple[Feature, ...]) -> tuple[Feature, ...]:
        """The features that may be written so: "US" is a country, "us" and "Us" are none."""
        if after - first > 1 or not features:
            return features
        letters = self.words[first].replace(".", "")
        if len(letters) > 3:
            return features
        if not letters.isupper():
            return tuple(feature for feature in features if feature.precision != "country")
        if self._is_caps(first):
            return features
        return tuple(feature for feature in features if feature.precision != "city" or feature.kind == MAIN)

    def _speaks(self, first: int, after: int, features: tuple[Feature, ...]) -> bool | None:
        """Whether the text speaks for a place; None where it does only if the name stands for one elsewhere."""
        words, lowers, pos = self.words, self.lowers, self.parse.pos
        if features[0].kind == ABBREVIATION or all(feature.kind == ABBREVIATION for feature in features):
            return bool(self.found) and first > 0 and words[first - 1] == "," and self.found[-1].after == first - 1
        prior = features[0].prior
        opening = self.parse.sentences[self.parse.sentence_of[first]][0]
        back = first - 1
        while back > opening and (lowers[back] in COMPASS or lowers[back] == "the"):
            back -= 1
        before = lowers[back] if back >= opening else ""
        into = before in INTO
        if after - first == 1 and lowers[first] in self.people and not into:
            return False
        if self._is_caps(first):
            return prior >= NATION if into or self.parse.pos[first] == "PROPN" else False
        if self._joined(first, after, prior):
            return False
        if prior >= NATION:
            return True
        if pos[first] not in ("PROPN", "X", ""):
            return False
        if into or self._told(first, after, before, back, opening, features):
            return True
        return prior >= STATE or (prior >= CITY and before in ABOUT) or (None if prior >= CITY else False)

    def _told(
        self, first: int, after: int, before: str, back: int, opening: int, features: tuple[Feature, ...]
    ) -> bool:
        """Whether the words around a name tell that it is a place."""
        words, lowers, prior = self.words, self.lowers, features[0].prior
        if before == "of" and back > opening and lowers[back - 1] in OF_KINDS:
            return True
        if before in SETTLEMENTS:
            return True
        if self.found and words[first - 1] in LISTING and self.found[-1].after >= first - 2 and first - 1 >= opening:
            return True
        if after >= len(words):
            return False
        if words[after] == "," and after + 1 < len(words) and words[after + 1][:1].isupper():
            match = self._match(after + 1)
            if match and any(contains(outer, inner) for outer in match[1][:5] for inner in features[:15]):
                return True
        if prior < CITY:
            return False
        return words[after] in ("'s", "’s") or lowers[after] in KINDS or (first == opening and words[after] in "(—–")

    def _joined(self, first: int, after: int, prior: float) -> bool:
        """Whether the name is part of a longer one that the gazetteer does not know."""
        words, lowers, parse = self.words, self.lowers, self.parse
        left, right = first - 1, after
        opening, closing = parse.sentences[parse.sentence_of[first]]
        if left >= opening and self._is_name(left) and left not in self.outer and not self._is_found(left):
            if lowers[left] in BEFORE_PEOPLE or parse.deps[first].partition(":")[0] == "flat":
                return True
            if prior < NATION and lowers[left] not in COMPASS and (left > opening or parse.pos[left] == "PROPN"):
                return True
        if left > opening and lowers[left] == "of" and prior < NATION and self._is_name(left - 1):
            return lowers[left - 1] not in OF_KINDS
        if right < closing and self._is_name(right) and right not in self.located and right not in self.outer:
            if parse.deps[right].partition(":")[0] == "flat" and parse.heads[right] < right:
                return True
            return prior < NATION and lowers[right] not in KINDS and lowers[right] not in DAYS
        return False

    def _hint(self, first: int, after: int) -> str | None:
        """What kind of place the words around a name say it is."""
        lowers = self.lowers
        if after < len(lowers) and (hint := kind_of(lowers[after])):
            return hint
        if first >= 2 and lowers[first - 1] == "of":
            return kind_of(lowers[first - 2])
        return kind_of(lowers[first - 1]) if first else None

    def _relate(self) -> None:
        """Notes which place lies in which, and which stand side by side in a list."""
        for i, (one, other) in enumerate(zip(self.found, self.found[1:], strict=False)):
            gap = self.lowers[one.after : other.first]
            if not gap or len(gap) > 5 or self.parse.sentence_of[one.first] != self.parse.sentence_of[other.first]:
                continue
            if gap == ("(",) or (gap == (",",) and not alike(one, other)):
                one.container, one.strict = i + 1, True
            if gap[0] in ("'s", "’s") and all(word.isalpha() for word in gap[1:]):
                other.container = i
            elif "in" in gap[:2] and all(word in COMPASS or word in (",", "in", "the") for word in gap):
                one.container = i + 1
            elif all(word in LISTING or word == "the" or word in COMPASS for word in gap):
                one.neighbours += (i + 1,)
                other.neighbours += (i,)

    def _is_state(self, first: int, after: int, features: tuple[Feature, ...]) -> bool:
        """Whether an actor's name is that of a country as a whole."""
        return features[0].prior >= NATION and self.lowers[first] not in self.people

    def _within_actor(self, first: int, after: int) -> bool:
        """Whether a span is part of a longer name of an actor."""
        outer = self.outer.get(first)
        return outer is not None and outer[0] <= first and after <= outer[1] and outer != (first, after)

    def _is_name(self, i: int) -> bool:
        """Whether a word looks like a name or a part of one."""
        return self.words[i][:1].isupper() and self.parse.pos[i] in ("PROPN", "X", "") and self.words[i][:1].isalpha()

    def _is_found(self, i: int) -> bool:
        """Whether the place found last takes a word in."""
        return bool(self.found) and self.found[-1].first <= i < self.found[-1].after

    def _is_caps(self, i: int) -> bool:
        """Whether the sentence of a word is all in capitals."""
        return self.capitals[self.parse.sentence_of[i]]

    def _text(self, first: int, after: int) -> str:
        return self.parse.words_between(first, after)


def kind_of(word: str) -> str | None:
    """What a word for a kind of place says of the name beside it."""
    return "division" if word in DIVISIONS else "city" if word in SETTLEMENTS else None


def alike(one: Mention, other: Mention) -> bool:
    """Whether two names are best known as places of one kind, so that a comma between them makes a list."""
    if not one.features or not other.features:
        return False
    return one.features[0].precision == other.features[0].precision and other.features[0].kind != ABBREVIATION


def in_capitals(parse: Parse, first: int, after: int) -> bool:
    """Whether a sentence is all in capitals, so that letter case tells nothing."""
    letters = [word for word in parse.words[first:after] if word[0].isalpha()]
    return len(letters) > 3 and sum(word.isupper() for word in letters) > 0.8 * len(letters)
