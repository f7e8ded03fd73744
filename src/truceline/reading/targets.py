"""Places that something is done to: "shelled Talas", "sanctions on Orsinia" name whom it hits, and where.

The actors room finds states where they act. Here every place name in the position of somebody that an
event is done to becomes a mention too, with the country it lies in and no body of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from truceline.model import Actor, Parse, Place
from truceline.reading.clauses import DEPTH, cases
from truceline.reading.index import Index

HIT = frozenset(
    {"on", "against", "into", "upon", "at", "toward", "towards", "of", "to", "with", "between", "for", "from", "among"}
)
INSIDE = frozenset({"in", "at", "near", "inside", "across", "around", "outside", "throughout", "over", "along"})


def with_targets(parse: Parse, mentions: Index[Actor], places: Iterable[Place]) -> tuple[Actor, ...]:
    """The mentions with those of places that something is done to, numbered anew in text order.

    Args:
        parse: The text.
        mentions: Those who act or speak in it.
        places: Its places.
    """
    found = [
        Actor(id="", start=place.start, end=place.end, name=place.name, country=place.country)
        for place in places
        if place.country is not None and is_target(parse, mentions, place)
    ]
    if not found:
        return mentions.records
    merged = sorted([*mentions.records, *found], key=lambda m: (m.start, -m.end))
    ids = {m.id: f"m{number}" for number, m in enumerate(merged, 1) if m.id}
    return tuple(
        m
        if m.id == f"m{number}" and m.refers_to == ids.get(m.refers_to or "")
        else replace(m, id=f"m{number}", refers_to=ids.get(m.refers_to or ""))
        for number, m in enumerate(merged, 1)
    )


def is_target(parse: Parse, mentions: Index[Actor], place: Place) -> bool:
    """Whether a place stands where something is done to it, and is no part of a mention."""
    first, after = parse.range_of(place.start, place.end)
    if first >= after or any(mentions.at(w) is not None for w in range(first, after)):
        return False
    word = parse.head_of(first, after)
    for _ in range(DEPTH):
        if parse.deps[word] != "conj" or parse.heads[word] == word:
            break
        word = parse.heads[word]
    return is_hit(parse, word)


def is_hit(parse: Parse, word: int) -> bool:
    """Whether a noun is what something is done to, or lies inside it ("a hospital in Talas")."""
    dep, head = parse.deps[word], parse.heads[word]
    if dep in ("obj", "nsubj:pass", "iobj"):
        return True
    case = cases(parse, word).partition(" ")[0]
    if dep in ("obl", "nmod") and case in HIT:
        return True
    if dep == "obl" and case in INSIDE:
        return parse.pos[head] == "VERB"  # what is done there may be done to it
    return dep == "nmod" and case in INSIDE
