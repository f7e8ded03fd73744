"""The pieces of JSON that several layouts have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from truceline.model import Link, Place, Span

if TYPE_CHECKING:  # reading one report needs no ledger
    from truceline.linking import Where

Json = dict[str, Any]


def span_object(span: Span) -> Json:
    """Where words begin and end."""
    return {"start": span.start, "end": span.end}


def chain_object(chain: Iterable[Link]) -> list[Json]:
    """A chain, from the origin out."""
    return [{"name": k.name, "actor": k.actor, "kind": k.kind, "named": k.named, "via": k.via} for k in chain]


def place_object(place: Place | Where) -> Json:
    """What a place name was resolved to."""
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonameid": place.geonameid,
        "precision": place.precision,
    }


def whole(value: float | None) -> float | None:
    """Whole numbers without a point: 42, not 42.0."""
    return int(value) if value is not None and value == int(value) else value
