"""From claims that belong together to the event that they tell. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from truceline.ledger import ClaimRow
from truceline.linking.records import Conflict, Event, Toll, Where, Who
from truceline.linking.witnesses import Foes, witnesses_of
from truceline.model import Actor, Count, Place

_T = TypeVar("_T")


def in_order(claims: Iterable[ClaimRow]) -> list[ClaimRow]:
    """Claims with those known first in front, the same whatever order they were added in."""
    return sorted(claims, key=lambda claim: (claim.report.known, claim.id))


def event_of(
    id: str,
    claims: Sequence[ClaimRow],
    origins: Mapping[str, str],
    conflicts: tuple[Conflict, ...] = (),
    *,
    speakers: Mapping[str, Actor] | None = None,
    foes: Foes = frozenset(),
) -> Event:
    """The event that claims tell.

    Args:
        id: Of the event.
        claims: At least one, of one group.
        origins: The origin of each, by its lasting id.
        conflicts: Where they differ.
        speakers: Who speaks first in each, as `witnesses_of` has it; where it is None no witnesses are told.
        foes: Sides that are said to fight each other.
    """
    claims = in_order(claims)
    first, last = days_of(claims)
    modes = Counter(claim.claim.mode for claim in claims if claim.claim.mode)
    return Event(
        id=id,
        type=claims[0].claim.event,
        mode=max(modes, key=lambda mode: (modes[mode], mode), default=None),
        first=first,
        last=last,
        actors=_people(actor for claim in claims for actor in claim.actors),
        recipients=_people(actor for claim in claims for actor in claim.recipients),
        places=places_of(place for claim in claims for place in claim.where),
        counts=tolls_of(count for claim in claims for count in claim.counts),
        claims=tuple(claim.id for claim in claims),
        origins=len({origins.get(claim.id, claim.id) for claim in claims}),
        denied=sum(bool(claim.claim.denied_by) for claim in claims),
        conflicts=conflicts,
        witnesses=witnesses_of(claims, origins, speakers, foes) if speakers is not None else (),
    )


def days_of(claims: Sequence[ClaimRow]) -> tuple[str | None, str | None]:
    """The days that most claims agree on, of those that tell them most precisely."""
    told = [claim for claim in claims if claim.when and claim.first and claim.last]
    told = told or [claim for claim in claims if claim.first and claim.last]
    if not told:
        return None, None
    spans = Counter((claim.first or "", claim.last or "") for claim in told)
    exact = [span for span in spans if span[0] == span[1]]
    return max(exact or spans, key=lambda span: (spans[span], _earlier(span)))


def _earlier(span: tuple[str, str]) -> tuple[int, ...]:
    """What puts the earlier of two spans last in an ordering."""
    return tuple(-ord(c) for c in span[0] + span[1])


def tolls_of(counts: Iterable[Count]) -> tuple[Toll, ...]:
    """The numbers of each measure as one range."""
    found: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        if count.low is not None or count.high is not None:
            found[count.measure].append(count)
    return tuple(_toll(measure, found[measure]) for measure in sorted(found))


def _toll(measure: str, counts: Sequence[Count]) -> Toll:
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts]
    high = None if None in highs else max(one for one in highs if one is not None)
    return Toll(measure=measure, low=min(lows, default=None), high=high)


def _people(mentions: Iterable[Actor]) -> tuple[Who, ...]:
    found: dict[str, list[Actor]] = defaultdict(list)
    for mention in mentions:
        key = mention.actor or mention.name
        if key:
            found[key].append(mention)
    return tuple(_who(mentions) for mentions in _most_first(found))


def _who(mentions: Sequence[Actor]) -> Who:
    countries = [mention.country for mention in mentions if mention.country]
    sectors = [mention.sector for mention in mentions if mention.sector]
    return Who(
        actor=mentions[0].actor,
        name=_usual([mention.name for mention in mentions if mention.name]),
        country=_usual(countries),
        sector=_usual(sectors) or (),
    )


def places_of(mentions: Iterable[Place]) -> tuple[Where, ...]:
    """The places among mentions, the most often named first."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in mentions:
        found[str(place.geonameid) if place.geonameid is not None else place.name].append(place)
    return tuple(
        Where(
            name=place.name,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            geonameid=place.geonameid,
            precision=place.precision,
        )
        for place in (places[0] for places in _most_first(found))
    )


def _most_first(found: Mapping[str, list[_T]]) -> list[list[_T]]:
    return [found[key] for key in sorted(found, key=lambda key: (-len(found[key]), key))]


_Value = TypeVar("_Value", bound=Hashable)


def _usual(values: Sequence[_Value]) -> _Value | None:
    counts = Counter(values)
    return max(values, key=lambda value: counts[value], default=None)
