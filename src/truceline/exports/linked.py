"""What linking found, for exports: events as rows, and with the claims that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from truceline.exports.columns import Row
from truceline.exports.happenings import Happening, holds
from truceline.ledger import ClaimRow, Filters, View
from truceline.linking import Conflict, Event, Toll, Where, Who, events, origins

_PORTION = 50  # events whose claims are fetched at a time
_LONGEST = 500  # claims of one event in memory: no event of the news has more that say something new


def event_rows(view: View, filters: Filters | None = None) -> Iterator[Row]:
    """The events of a view that fit, a row each."""
    return map(event_row, events(view, filters))


def happenings(view: View, filters: Filters | None = None) -> Iterator[Happening]:
    """The events of a view that fit and that somebody holds to have happened, with the claims that say so."""
    found = events(view, filters)
    while portion := list(islice(found, _PORTION)):
        ids = [id for event in portion for id in event.claims[:_LONGEST]]
        claims = {claim.id: claim for claim in view.claims_with(ids)}
        said = origins(view, claims)
        for event in portion:
            own = tuple(claims[id] for id in event.claims[:_LONGEST] if id in claims and holds(claims[id]))
            if own:
                yield Happening(
                    id=event.id,
                    event=event.type,
                    mode=event.mode,
                    claims=own,
                    denied_by=tuple(_deniers(own)),
                    origins={claim.id: said[claim.id] for claim in own},
                )


def event_row(event: Event) -> Row:
    """An event as a row of the table of events."""
    place = next((p for p in event.places if p.latitude is not None), None) or next(iter(event.places), None)
    killed, injured = _toll(event, "killed"), _toll(event, "injured")
    return {
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "first": event.first,
        "last": event.last,
        **_people("actor", event.actors),
        **_people("recipient", event.recipients),
        **_place(place),
        "places": [p.name for p in event.places],
        "killed_low": killed.low if killed else None,
        "killed_high": killed.high if killed else None,
        "injured_low": injured.low if injured else None,
        "injured_high": injured.high if injured else None,
        "counts": [_range(toll) for toll in event.counts],
        "origins": event.origins,
        "witnesses": [f"{witness.name or 'not named'}: {witness.side}" for witness in event.witnesses],
        "denied": event.denied,
        "conflicts": [_conflict(conflict) for conflict in event.conflicts],
        "claims": list(event.claims),
    }


def _deniers(claims: Iterable[ClaimRow]) -> Iterator[str]:
    names = (chain[0].name for claim in claims for chain in claim.claim.denied_by if chain)
    yield from dict.fromkeys(name for name in names if name)


def _people(role: str, people: Iterable[Who]) -> dict[str, list[str]]:
    people = tuple(people)
    return {
        f"{role}s": [who.name or "" for who in people],
        f"{role}_ids": [who.actor or "" for who in people],
        f"{role}_countries": [who.country or "" for who in people],
    }


def _place(place: Where | None) -> Row:
    if place is None:
        return {}
    return {
        "place": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "geonameid": place.geonameid,
    }


def _toll(event: Event, measure: str) -> Toll | None:
    return next((toll for toll in event.counts if toll.measure == measure), None)


def _range(toll: Toll) -> str:
    low = f"{toll.low:.15g}" if toll.low is not None else ""
    high = f"{toll.high:.15g}" if toll.high is not None else ""
    return f"{toll.measure} {low}" if low == high else f"{toll.measure} {low}..{high}"


def _conflict(conflict: Conflict) -> str:
    what = f"{conflict.kind} {conflict.what}" if conflict.what else conflict.kind
    return f"{what}: {' / '.join(conflict.values)}"
