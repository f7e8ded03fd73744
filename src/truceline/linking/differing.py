"""Where the claims of one event differ: numbers, days, places, actors, and whether it happened at all. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from truceline.ledger import ClaimRow
from truceline.linking.happening import in_order
from truceline.linking.matching import kilometres, overlap
from truceline.model import Actor, Count, Place

NUMBER, DATE, PLACE, ACTOR, DENIAL = "number", "date", "place", "actor", "denial"
_WIDE = ("country", "larger", "region")
_CLOSE = 15.0  # kilometres
_MOST = 20  # different values that one conflict names

_V = TypeVar("_V", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Different values of one thing, each with the claim that gives it first."""

    kind: str
    what: str | None
    claims: tuple[str, ...]
    values: tuple[str, ...]


def differences(claims: Iterable[ClaimRow], origins: Mapping[str, str]) -> list[Difference]:
    """Where claims of one event differ that go back to different speech acts.

    Args:
        claims: Of the event.
        origins: The origin of each, by its lasting id: a witness is not contradicted by a reprint of the same words.
    """
    claims = in_order(claims)
    measures = sorted({count.measure for claim in claims for count in claim.counts} - {"other"})
    found = [_numbers(claims, measure, origins) for measure in measures]
    found += [_days(claims, origins), _places(claims, origins)]
    found += [_people(claims, "actor", origins, lambda claim: claim.actors)]
    found += [_people(claims, "recipient", origins, lambda claim: claim.recipients)]
    found += [_denial(claims)]
    return [difference for difference in found if difference is not None]


def _difference(
    kind: str,
    what: str | None,
    told: Iterable[tuple[ClaimRow, _V]],
    origins: Mapping[str, str],
    agree: Callable[[_V, _V], bool],
    words: Callable[[_V], str],
) -> Difference | None:
    """The values that do not agree with each other, if there are any."""
    first: dict[_V, str] = {}
    said_by: dict[_V, set[str]] = defaultdict(set)
    for claim, value in told:
        first.setdefault(value, claim.id)
        said_by[value].add(origins.get(claim.id, claim.id))

    def differs(value: _V, other: _V) -> bool:
        return not agree(value, other) and len(said_by[value] | said_by[other]) > 1

    values = [value for value in first if any(differs(value, other) for other in first)][:_MOST]
    if not values:
        return None
    claims = tuple(first[value] for value in values)
    return Difference(kind=kind, what=what, claims=claims, values=tuple(map(words, values)))


def _numbers(claims: Sequence[ClaimRow], measure: str, origins: Mapping[str, str]) -> Difference | None:
    told = [
        (claim, tuple(_Range(c.low, c.high, c.toll) for c in claim.counts if _is_of(c, measure))) for claim in claims
    ]
    told = [(claim, ranges) for claim, ranges in told if ranges]
    return _difference(
        NUMBER, measure, told, origins, _agree, lambda ranges: "+".join(_words_of(one.low, one.high) for one in ranges)
    )


class _Range(NamedTuple):
    low: float | None
    high: float | None
    toll: str | None


def _agree(ranges: Sequence[_Range], others: Sequence[_Range]) -> bool:
    """Where a claim counts several kinds, one that fits is enough; "four more" contradicts no "nine in all"."""
    return any("new" in (a.toll, b.toll) or overlap(a.low, a.high, b.low, b.high) for a in ranges for b in others)


def _is_of(count: Count, measure: str) -> bool:
    return count.measure == measure and (count.low is not None or count.high is not None)


def _words_of(low: float | None, high: float | None) -> str:
    """A number; 41- for 41 and up, -24 for up to 24."""
    if low == high:
        return f"{low:g}"
    return f"{'' if low is None else f'{low:g}'}-{'' if high is None else f'{high:g}'}"


def _days(claims: Sequence[ClaimRow], origins: Mapping[str, str]) -> Difference | None:
    told = [(claim, (claim.first, claim.last)) for claim in claims if claim.when and claim.first and claim.last]
    return _difference(
        DATE,
        None,
        told,
        origins,
        lambda a, b: str(a[0]) <= str(b[1]) and str(b[0]) <= str(a[1]),
        lambda value: str(value[0]) if value[0] == value[1] else f"{value[0]}/{value[1]}",
    )


def _places(claims: Sequence[ClaimRow], origins: Mapping[str, str]) -> Difference | None:
    """One place a claim: where it names several, its first."""
    told: list[tuple[ClaimRow, Place]] = []
    seen: dict[str, Place] = {}
    for claim in claims:
        narrow = [place for place in claim.where if place.precision not in _WIDE]
        if narrow:
            place = narrow[0]
            told.append((claim, seen.setdefault(str(place.geonameid or place.name), place)))
    return _difference(PLACE, None, told, origins, _same_place, lambda place: place.name)


def _same_place(place: Place, other: Place) -> bool:
    if place.name == other.name or None in (place.latitude, place.longitude, other.latitude, other.longitude):
        return True
    return kilometres(place, other) <= _CLOSE


def _people(
    claims: Sequence[ClaimRow], what: str, origins: Mapping[str, str], of: Callable[[ClaimRow], Sequence[Actor]]
) -> Difference | None:
    """Bodies alone: a minister and the state that he acts for are no difference."""
    told = [
        (claim, frozenset(who.actor for who in of(claim) if who.actor and who.kind != "person")) for claim in claims
    ]
    told = [(claim, bodies) for claim, bodies in told if bodies]
    return _difference(ACTOR, what, told, origins, lambda a, b: bool(a & b), lambda bodies: "+".join(sorted(bodies)))


def _denial(claims: Sequence[ClaimRow]) -> Difference | None:
    """Claims that it did not happen, and chains of those who deny it, beside the first that says it did."""
    said = [claim for claim in claims if not _denies(claim)]
    denying = [claim for claim in claims if _denies(claim) or claim.claim.denied_by]
    if not denying or (not said and not any(claim.claim.denied_by for claim in denying)):
        return None
    first = [claim for claim in said if claim not in denying][:1]
    pairs = [(claim.id, "said") for claim in first]
    pairs += [(claim.id, f"denied by {_denier(claim)}") for claim in denying[: _MOST - 1]]
    return Difference(
        kind=DENIAL, what=None, claims=tuple(id for id, _ in pairs), values=tuple(value for _, value in pairs)
    )


def _denies(claim: ClaimRow) -> bool:
    return claim.claim.factuality.endswith("-")


def _denier(claim: ClaimRow) -> str:
    links = [chain[0] for chain in claim.claim.denied_by if chain] or [*claim.claim.chain[:1]]
    return links[0].name or "somebody" if links else "somebody"
