"""From rows back to the small records that claims point to: who, when, where, how many, through whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from truceline.ledger.lookups import Lookup
from truceline.ledger.schema import COUNTS, LINKS, MENTIONS, PLACES, TIMES
from truceline.model import Actor, Count, Link, Place, Time

_K, _M = LINKS.c, MENTIONS.c

# What is asked for of each, in the order of the tables' columns; the rows may have more behind it.
MENTION = tuple(_M)
_MENTIONS, _TIMES = Lookup(MENTIONS.select(), _M.n), Lookup(TIMES.select(), TIMES.c.n)
_PLACES, _COUNTS = Lookup(PLACES.select(), PLACES.c.n), Lookup(COUNTS.select(), COUNTS.c.n)
LINK = (_K.name, _K.actor, _K.kind, _K.named, _K.via)


def actor_of(row: Sequence[Any]) -> Actor:
    """A mention of somebody from its row, which begins with `MENTION`."""
    _, short, start, end, actor, name, country, sector, named, kind, refers_to, *_ = row
    return Actor(
        id=short,
        start=start,
        end=end,
        actor=actor,
        name=name,
        country=country,
        sector=tuple(sector.split()),
        named=bool(named),
        kind=kind,
        refers_to=refers_to,
    )


def time_of(row: Sequence[Any]) -> Time:
    """A time from its row."""
    _, short, start, end, type, value, earliest, latest, mod = row
    return Time(id=short, start=start, end=end, type=type, value=value, earliest=earliest, latest=latest, mod=mod)


def place_of(row: Sequence[Any]) -> Place:
    """A place from its row."""
    _, short, start, end, name, country, latitude, longitude, geonameid, precision = row
    return Place(
        id=short,
        start=start,
        end=end,
        name=name,
        country=country,
        latitude=latitude,
        longitude=longitude,
        geonameid=geonameid,
        precision=precision,
    )


def count_of(row: Sequence[Any]) -> Count:
    """A number from its row."""
    _, short, start, end, low, high, best, of, measure, toll = row
    return Count(id=short, start=start, end=end, low=low, high=high, best=best, of=of, measure=measure, toll=toll)


def link_of(row: Sequence[Any]) -> Link:
    """A link of a chain from what `LINK` asks for."""
    name, actor, kind, named, via = row
    return Link(name=name, actor=actor, kind=kind, named=bool(named), via=via)


# By the roles in which claims have them.
KINDS = (
    (frozenset({"actor", "recipient"}), _MENTIONS, actor_of),
    (frozenset({"when"}), _TIMES, time_of),
    (frozenset({"where"}), _PLACES, place_of),
    (frozenset({"count"}), _COUNTS, count_of),
)
