"""Where a report is at home: the country whose police, army or parliament is meant where none is named.

"Police arrested 40 people" leaves out whose police they are, since everybody knows what the report is about. It is said
here where the report leaves no doubt: by the one country whose places stand around, or by the one that it speaks of
far more than of any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from truceline.model import Actor, Parse, Place
from truceline.reading.actors.phrases import STATE_PARTS

OPPOSED = frozenset({"OPP", "PTY"})  # act within a state too
AT_HOME = frozenset({"COP", "JUD", "LEG"})  # act where they are spoken of
FOREIGN = frozenset("foreign international western allied coalition un nato peacekeeping overseas neighboring".split())
ELSEWHERE = frozenset({"MIL", "SPY"})  # are met with in other countries as much as at home
LEAST = 4  # times that a country is named before a report is held to be about it
MOST = 0.5  # its share of all that is named
TIMES = 2  # how often it is named for every time that the next one is
ALONE = 0.75  # its share where soldiers may be anybody's


class Home:
    """Tells the countries of a report's unnamed organs of state.

    Args:
        parse: The text.
        actors: Its mentions.
        places: Its places.
    """

    def __init__(self, parse: Parse, actors: Sequence[Actor], places: Sequence[Place]) -> None:
        self._parse = parse
        self._around: dict[int, set[str]] = {}  # sentence → countries of its places
        self._others: dict[int, set[str]] = {}  # sentence → countries of those who are named in it
        named: Counter[str] = Counter()
        for place in places:
            if place.country is not None and place.precision not in ("country", "larger"):
                self._around.setdefault(self._sentence(place.start), set()).add(place.country)
            if place.country is not None:
                named[place.country] += 1
        for actor in actors:
            if actor.country is not None and len(actor.country) == 3 and actor.kind != "outlet" and actor.named:
                named[actor.country] += actor.refers_to is None
                self._others.setdefault(self._sentence(actor.start), set()).add(actor.country)
        self._country, self._share = self._most(named)

    def of(self, actor: Actor) -> str | None:
        """The country of an organ of state, or of somebody in office, that has none of its own words."""
        sector = frozenset(actor.sector)
        if not sector or not sector <= STATE_PARTS | OPPOSED or self._is_foreign(actor):
            return None
        if actor.kind != "person" and sector <= AT_HOME:
            here = self._sentence(actor.start)
            for sentence in (here, here - 1):
                around = self._around.get(sentence)
                if around:
                    return next(iter(around)) if len(around) == 1 else None
        around = self._around.get(self._sentence(actor.start), set())
        if (
            actor.kind != "person"
            and not sector & ELSEWHERE
            and len(around) == 1
            and self._others.get(self._sentence(actor.start), around) == around
        ):
            return next(iter(around))  # all that its sentence names is of one country
        share = ALONE if sector & ELSEWHERE and actor.kind == "person" else MOST
        return self._country if self._share >= share else None

    def _sentence(self, start: int) -> int:
        first, _ = self._parse.range_of(start, start + 1)
        return self._parse.sentence_of[min(first, len(self._parse) - 1)]

    def _is_foreign(self, actor: Actor) -> bool:
        return any(self._parse.lemmas[w] in FOREIGN for w in range(*self._parse.range_of(actor.start, actor.end)))

    def _most(self, named: Mapping[str, int]) -> tuple[str | None, float]:
        """The country that is named most, and its share."""
        total = sum(named.values())
        if total < LEAST:
            return None, 0.0
        (country, times), *others = sorted(named.items(), key=lambda item: (-item[1], item[0]))
        if times < LEAST or (others and times < TIMES * others[0][1]):
            return None, 0.0
        return country, times / total
