"""Which of the places that bear a name is meant.

Each name has candidates in the gazetteer. A candidate gains by how well known it is, by what the text says of it
("Tripoli, Lebanon"; "Syria's Idlib"; "Kunduz province"), by the country that the other places and the actors of the
report belong to, by lying near the places named beside it, and by being of one kind with its neighbours in a list.
Where nothing speaks for any candidate the place stays unknown.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from truceline.reading.places.words import is_bare
from truceline.vocabulary.folding import ABBREVIATION
from truceline.vocabulary.gazetteer import Feature

CONTAINED = 4.0  # worth of lying in the place that the text names behind the comma
LOOSELY_CONTAINED = 2.5  # … or in the place after "in", or before "'s"
COUNTRY = 2.5  # worth of a country that the whole report is about
ADMIN = 1.8  # worth of a division that the report is about
NEARBY = 1.5  # worth of lying right beside a place named nearby in the text
ALIKE = 1.2  # worth of being of one kind with the neighbour in a list
HINTED = 3.0  # worth of being of the kind that the text says: "province", "city"
NEAR_KM = 150.0
NEAR_DEGREES = 1.4  # of latitude; places farther apart than this are not so near
WINDOW = 4  # mentions to either side that may be near
MARGIN = 1.0  # by this much the best candidate's country must lead to be evidence itself

WELL_KNOWN = 5.7  # half a million people: meant even where nothing else in the text speaks for it
SETTLED = 4.7  # 50,000 people: meant where no place elsewhere bears the name, though the report is about elsewhere
UNRIVALLED = 3.5  # 3,000 people: the same, where the report is about nowhere else
TIE = 0.3

NO_COUNTRIES = frozenset("IGO NGO MNC UNO NON".split())  # where an actor's country would stand


@dataclass(slots=True, kw_only=True)
class Mention:
    """One place name in the text, with what it may mean."""

    first: int  # first word
    after: int  # after the last word
    letters: int | None = None  # how many letters of the word, where it is but the beginning of one
    name: str  # the words as written
    key: str  # the name as the gazetteer looks it up
    features: tuple[Feature, ...]  # what it may mean, the best known first
    exact: bool = True  # whether they bear this name; else they are what it is a part of or near to ("West Mosul")
    hint: str | None = None  # what the text says it is: division, city
    certain: bool = True  # whether it is a place name even if nobody knows the place
    container: int | None = None  # index of the mention that it lies in, as the text says
    strict: bool = False  # whether it says so with a comma
    nation: str | None = None  # country that it lies in, as an adjective before it says
    neighbours: tuple[int, ...] = ()  # indices of the mentions beside it in a list


class Evidence:
    """What the report is about: countries and divisions, by how often they are named."""

    def __init__(self, mentions: Sequence[Mention], focus: Mapping[str, int]) -> None:
        self.focus = {c: 0.5 * min(count, 5) for c, count in focus.items() if c not in NO_COUNTRIES}
        self.countries: dict[str, dict[str, float]] = defaultdict(dict)  # country → name → weight
        self.divisions: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        counts = Counter(mention.key for mention in mentions)
        for mention in mentions:
            feature = leader(mention)
            if feature is None or feature.country is None:
                continue
            weight = min(counts[mention.key], 3) * (1.0 if feature.precision == "country" else 0.7)
            self.countries[feature.country][mention.key] = weight
            if feature.admin1 is not None:
                self.divisions[feature.country, feature.admin1][mention.key] = weight
        self._country_sums = {country: sum(by.values()) for country, by in self.countries.items()}
        self._division_sums = {division: sum(by.values()) for division, by in self.divisions.items()}

    def of_country(self, country: str | None, key: str) -> float:
        """How much the report, but for the name itself, is about a country."""
        if country is None:
            return 0.0
        own = self.countries.get(country, {}).get(key, 0.0)
        return self._country_sums.get(country, 0.0) - own + self.focus.get(country, 0.0)

    def of_division(self, feature: Feature, key: str) -> float:
        """How much the report, but for the name itself, is about the division that a place is or lies in."""
        if feature.country is None or feature.admin1 is None:
            return 0.0
        at = feature.country, feature.admin1
        return self._division_sums.get(at, 0.0) - self.divisions.get(at, {}).get(key, 0.0)

    def share(self, feature: Feature, key: str) -> float:
        """How much the report is about the country of a place, 1 for no other country more."""
        own = self.of_country(feature.country, key)
        if own <= 0:
            return 0.0
        return own / max(self.of_country(country, key) for country in {**self._country_sums, **self.focus})

    def of_elsewhere(self, country: str | None, key: str) -> bool:
        """Whether the report, but for the name itself, is about any other country."""
        return any(c != country and self.of_country(c, key) > 0 for c in {**self._country_sums, **self.focus})


def resolve(mentions: Sequence[Mention], focus: Mapping[str, int]) -> list[Feature | None]:
    """The place that each mention means, or None.

    Args:
        mentions: In text order.
        focus: Countries (ISO 3166-1 alpha-3) with how often the report's actors belong to them.
    """
    choice = Choice(mentions, Evidence(mentions, focus))
    choice.known = [choice.best(i)[0] for i in range(len(mentions))]
    found = [choice.settled(i) for i in range(len(mentions))]
    return one_sense(mentions, found)


class Choice:
    """Scores the candidates of each mention."""

    def __init__(self, mentions: Sequence[Mention], evidence: Evidence) -> None:
        self.mentions = mentions
        self.evidence = evidence
        self.leaders = [leader(mention) for mention in mentions]
        self.known: list[Feature | None] = []  # what each mention was taken for before
        self.contents: dict[int, list[int]] = defaultdict(list)  # mention → those that lie in it
        for i, mention in enumerate(mentions):
            if mention.container is not None:
                self.contents[mention.container].append(i)
        self._at: tuple[int, list[tuple[float, Feature]]] = -1, []  # the mention last looked at, and what is around it
        self._scored: dict[tuple[str, str | None], list[tuple[float, Feature]]] = {}

    def scored(self, mention: Mention) -> list[tuple[float, Feature]]:
        """The candidates with what speaks for them wherever the name stands."""
        at = mention.name, mention.hint
        if at not in self._scored:
            self._scored[at] = [(self._score(feature, mention), feature) for feature in mention.features]
        return self._scored[at]

    def _score(self, feature: Feature, mention: Mention) -> float:
        country = self.evidence.of_country(feature.country, mention.key)
        division = self.evidence.of_division(feature, mention.key)
        score = feature.prior + COUNTRY * country / (country + 1.0) + ADMIN * division / (division + 1.0)
        if mention.hint == "division" and feature.precision in ("region", "district"):
            score += HINTED
        elif mention.hint == "city" and feature.precision == "city":
            score += HINTED
        return score

    def best(self, i: int) -> tuple[Feature | None, float, bool]:
        """The best candidate of a mention, how far it leads, and whether its neighbourhood speaks for it."""
        mention = self.mentions[i]
        scored = self.scored(mention)
        if not scored:
            return None, 0.0, False
        results = []
        kinds = self._neighbours(mention)
        for score, feature in scored:
            held = self._held(feature, mention) + self._holding(feature, i)
            near = self._nearby(feature, i) if self.known else 0.0
            likeness = ALIKE * kinds.count(feature.precision)
            results.append((score + held + near + likeness, held + near > 0, feature))
        results.sort(key=lambda result: -result[0])
        top, supported, feature = results[0]
        rival = next((score for score, _, other in results[1:] if distance_km(feature, other) > NEAR_KM), -math.inf)
        return feature, top - rival, supported

    def settled(self, i: int) -> Feature | None:
        """The place that a mention means where enough speaks for it, or None."""
        mention = self.mentions[i]
        feature, lead, supported = self.best(i)
        if feature is None:
            return None
        if supported or feature.key < 0 or feature.precision in ("country", "larger"):
            return feature
        if lead < TIE and feature.prior < WELL_KNOWN:
            return None
        share = self.evidence.share(feature, mention.key)
        # A name that any country may have ("Northern Province") is that of the country the report is about.
        if is_bare(mention.key):
            return feature if share == 1.0 else None
        if share >= 0.25 or (share > 0 and feature.prior >= SETTLED) or feature.prior >= WELL_KNOWN:
            return feature
        # What is of another kind than the text says, or has a namesake elsewhere, is a guess.
        if mention.hint == "division" and feature.precision == "city":
            return None
        if any(other.country != feature.country for other in mention.features):
            return None
        alone = not self.evidence.of_elsewhere(feature.country, mention.key)
        return feature if feature.prior >= (UNRIVALLED if alone else SETTLED) else None

    def _held(self, feature: Feature, mention: Mention) -> float:
        """Worth of lying where the text says."""
        if mention.nation is not None and mention.nation == feature.country:
            return CONTAINED
        if mention.container is None:
            return 0.0
        outer = self._plausible(self.mentions[mention.container])
        if any(contains(container, feature) for container in outer):
            return CONTAINED if mention.strict else LOOSELY_CONTAINED
        return 0.0

    def _holding(self, feature: Feature, i: int) -> float:
        """Worth of containing what the text says it does."""
        worth = 0.0
        for inner in self.contents.get(i, ()):
            if any(contains(feature, content) for content in self._plausible(self.mentions[inner])):
                worth = max(worth, CONTAINED if self.mentions[inner].strict else LOOSELY_CONTAINED)
        return worth

    def _plausible(self, mention: Mention) -> list[Feature]:
        """The candidates that are not far behind the best one."""
        scored = self.scored(mention)
        bound = max((score for score, _ in scored), default=0.0) - CONTAINED - 1.0
        return [feature for score, feature in scored if score >= bound]

    def _nearby(self, feature: Feature, i: int) -> float:
        """Worth of lying near the places named around it."""
        if feature.precision in ("country", "larger") or feature.latitude is None:
            return 0.0
        worth = 0.0
        for latitude, other in self._around(i):
            if abs(latitude - feature.latitude) < NEAR_DEGREES and (away := distance_km(feature, other)) < NEAR_KM:
                worth = max(worth, NEARBY * (1.0 - 0.5 * away / NEAR_KM))
        return worth

    def _around(self, i: int) -> list[tuple[float, Feature]]:
        """The places named around a mention, but for its own name and for whole countries, with their latitudes."""
        if i != self._at[0]:
            near = range(max(i - WINDOW, 0), min(i + WINDOW + 1, len(self.known)))
            others = [self.known[j] for j in near if self.mentions[j].key != self.mentions[i].key]
            self._at = (
                i,
                [
                    (other.latitude, other)
                    for other in others
                    if other is not None and other.latitude is not None and other.precision not in ("country", "larger")
                ],
            )
        return self._at[1]

    def _neighbours(self, mention: Mention) -> list[str]:
        """What kinds of places its neighbours in a list are."""
        taken_for = self.known or self.leaders
        return [feature.precision for j in mention.neighbours if (feature := taken_for[j]) is not None]


def leader(mention: Mention) -> Feature | None:
    """The best known candidate, where no place in another country comes near it."""
    if not mention.features or mention.features[0].kind == ABBREVIATION or is_bare(mention.key):
        return None
    top = mention.features[0]
    rivals = (feature.prior for feature in mention.features if feature.country != top.country)
    clear = top.prior >= WELL_KNOWN - 2.0 and top.prior - max(rivals, default=0.0) >= MARGIN
    return top if clear else None


def contains(outer: Feature, inner: Feature) -> bool:
    """Whether one place lies in another, as far as the gazetteer can tell."""
    if outer.key == inner.key or inner.precision in ("country", "larger"):
        return False
    if outer.precision == "country":
        return inner.country == outer.country
    if outer.country is not None and inner.country != outer.country:
        return False
    if outer.precision == "region" and outer.admin1 is not None:
        return inner.admin1 == outer.admin1
    reach = {"larger": 1500.0, "region": 250.0, "district": 100.0}.get(outer.precision, 40.0)
    return inner.prior < outer.prior and distance_km(outer, inner) < reach


def distance_km(one: Feature, other: Feature) -> float:
    """Great-circle distance; infinite where a position is unknown."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    across = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * across
    return 12742.0 * math.asin(math.sqrt(min(half, 1.0)))


def one_sense(mentions: Sequence[Mention], found: list[Feature | None]) -> list[Feature | None]:
    """The same with one meaning for each name through the report, but for those whose container the text names."""
    votes: dict[tuple[str, bool], Counter[Feature | None]] = defaultdict(Counter)
    for mention, feature in zip(mentions, found, strict=True):
        told = is_told(mention, feature)
        votes[mention.key, mention.exact][feature] += 3 if told else 0 if feature is None else 1
    meant = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    return [
        feature if is_told(mention, feature) else meant[mention.key, mention.exact]
        for mention, feature in zip(mentions, found, strict=True)
    ]


def is_told(mention: Mention, feature: Feature | None) -> bool:
    """Whether the text itself says which place of a name is meant, so that it need not be the one meant elsewhere."""
    if feature is None:
        return False
    if mention.strict or (mention.nation is not None and mention.nation == feature.country):
        return True
    return mention.hint == "division" and mention.exact and feature.precision in ("region", "district")
