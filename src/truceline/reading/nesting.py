"""Which of the places that an event has are the ones to name: of places in one another the smallest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from truceline.model import Parse, Place
from truceline.reading.index import Index
from truceline.reading.places.words import POSSESSIVES
from truceline.vocabulary.place_words import place_words

RANKS: dict[str | None, float] = {"point": 0, "city": 1, "district": 2, "region": 3, "country": 4, "larger": 5}
UNKNOWN = 0.5  # a name that the gazetteer does not settle is mostly a small place
LISTING = frozenset({("and",), ("or",), (",", "and"), (",", "or"), ("and", "the"), ("&",)})  # within a list of places
GAP = 9  # words that may stand between a place and the one that it lies in
OWNED = frozenset({"compound", "amod", "nmod:poss"})  # relations of a place before the noun that it describes
INSIDE = frozenset("in of near at on off outside inside within around along across from by".split())
BETWEEN = frozenset("and or but to ; : -".split())  # words that do not stand between a place and what it lies in


def smallest(parse: Parse, index: Index[Place], ids: Iterable[str]) -> tuple[str, ...]:
    """The ids without the places that only say where the others lie, in text order.

    "The West Bank city of Talas" is Talas, "Talas, near Ulm" is Talas; "Talas and Ulm" are two. A street or a
    bridge that nobody can put on the map gives way to its town.

    Args:
        parse: The text.
        index: All places of it.
        ids: Those that an event has.
    """
    places = listed(parse, index, ids)
    outer: set[str] = set()  # places that only say where others lie
    level: set[str] = set()  # places that stand beside another one
    for first, second in pairwise(places):
        match tie(parse, index, first, second):
            case "in":
                outer.add(second.id)
            case "names":
                outer.add(first.id)
            case "beside":
                level |= {first.id, second.id}
    kept = [town(parse, index, place) for place in places if place.id not in outer]
    named = (p.id for p in kept if p.id in level or not any(is_coarser(p, other) for other in kept))
    return tuple(dict.fromkeys(named))


def listed(parse: Parse, index: Index[Place], ids: Iterable[str]) -> list[Place]:
    """The places in text order, with those that stand right beside them in a list."""
    found = {i: index.by_id[i] for i in ids}
    for place in [*found.values()]:
        while (after := following(index, place)) is not None and after.id not in found:
            if parse.lowers[index.ranges[place.id][1] : index.ranges[after.id][0]] not in LISTING:
                break
            found[after.id] = place = after
    for place in [*found.values()]:
        before = preceding(index, place)
        if before is not None and before.id not in found and is_named_of(parse, index, before, place):
            found[before.id] = before
    return sorted(found.values(), key=lambda place: (place.start, place.end))


def is_named_of(parse: Parse, index: Index[Place], first: Place, second: Place) -> bool:
    """Whether a place is a part of the one behind it by the word that it describes: "the Talas district of Ulm"."""
    if parse.deps[index.heads[first.id]] not in OWNED or rank(first) >= RANKS["country"]:
        return False
    return tie(parse, index, first, second) == "in"


def town(parse: Parse, index: Index[Place], place: Place) -> Place:
    """The town that a street, a bridge or the like lies in, where only that can be put on the map; else the place."""
    if place.latitude is not None or place.name.rpartition(" ")[2].lower() not in place_words().built:
        return place
    around = following(index, place)
    if around is None or around.latitude is None or rank(around) >= RANKS["country"]:
        return place
    return around if tie(parse, index, place, around) == "in" else place


def following(index: Index[Place], place: Place) -> Place | None:
    """The place named next."""
    at = bisect_right(index.records, place.start, key=start_of)
    after = index.records[at] if at < len(index.records) else None
    return after if after is not None and after.id in index.ranges else None


def preceding(index: Index[Place], place: Place) -> Place | None:
    """The place named before."""
    at = bisect_left(index.records, place.start, key=start_of) - 1
    return index.records[at] if at >= 0 and index.records[at].id in index.ranges else None


def start_of(place: Place) -> int:
    """Where a place's name starts."""
    return place.start


def tie(parse: Parse, index: Index[Place], first: Place, second: Place) -> str | None:
    """How two places hang together that follow one another.

    Returns:
        "in" where the second says where the first lies, "names" where it is what the first describes ("the Talas
        district of Berem"), "beside" where they are coordinated; None where nothing ties them.
    """
    (_, start), (stop, _) = index.ranges[first.id], index.ranges[second.id]
    gap = parse.lowers[start:stop]
    if len(gap) > GAP or parse.sentence_of[start - 1] != parse.sentence_of[stop]:
        return None
    if any(parse.pos[w] in ("VERB", "AUX") for w in range(start, stop)):
        return None
    if not BETWEEN.isdisjoint(gap):
        return "beside" if "and" in gap or "or" in gap else None
    nested = [w for w in gap if w in INSIDE]
    if not gap or gap[0] in POSSESSIVES:
        return None if nested else "names"
    if gap == (",",):
        return "in" if rank(second) > rank(first) else None
    head = index.heads[first.id]
    described = parse.deps[head] in OWNED and start <= parse.heads[head] < stop
    if described and nested == ["of"] and parse.lemmas[parse.heads[head]] == first.precision:
        return "in"  # "the Talas region of Ulm": what is itself called a region is the part
    if described and (not nested or nested == ["of"]):
        return "names" if rank(first) > rank(second) or not nested else "in"
    return "in" if nested else None


def is_coarser(place: Place, other: Place) -> bool:
    """Whether a place is larger than another one that may lie in it."""
    apart = place.country and other.country and place.country != other.country
    return not apart and rank(place) > rank(other)


def rank(place: Place) -> float:
    """How large a place is."""
    return RANKS.get(place.precision, UNKNOWN)
