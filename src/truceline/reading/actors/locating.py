"""What places tell of actors: "police in Port Ellis" are the police of the country where Port Ellis is.

A step of its own, since places are resolved after actors and with their help.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model import Actor, Parse, Place
from truceline.reading.actors.belonging import OF, PLACED, STATIONED
from truceline.reading.actors.mention import preposition
from truceline.reading.actors.phrases import STATE_PARTS
from truceline.vocabulary import Vocabulary


def locate_actors(
    parse: Parse, actors: Sequence[Actor], places: Sequence[Place], vocabulary: Vocabulary
) -> tuple[Actor, ...]:
    """The actors, those without a country with that of the one place in or after their words.

    Args:
        parse: The text.
        actors: The mentions, as ``find_actors`` gave them.
        places: The resolved place names of the text.
        vocabulary: What is known before reading.
    """
    at = {word: place for place in places if place.country for word in range(*parse.range_of(place.start, place.end))}
    if not at:
        return tuple(actors)
    found: dict[str, Actor] = {}
    bodies: dict[str, str] = {}  # id of a named body → country
    for actor in actors:
        if actor.country is None and actor.kind != "person" or not actor.named:
            country = country_of(parse, actor, at) if actor.country is None and actor.refers_to is None else None
            if country is not None:
                found[actor.id] = located(actor, country, vocabulary)
                if actor.named and actor.actor is not None:
                    bodies[actor.actor] = country
    return tuple(settled(found.get(actor.id, actor), found, bodies) for actor in actors)


def country_of(parse: Parse, actor: Actor, at: dict[int, Place]) -> str | None:
    """The country of the places in a mention's words, or right after its head; None where they differ."""
    first, after = parse.range_of(actor.start, actor.end)
    if first >= after:
        return None
    head = parse.head_of(first, after)
    words = [word for word in range(first, after) if word in at]
    if not words and not actor.named:
        ties = OF if STATIONED.intersection(actor.sector) else OF | PLACED
        near = [c for c in parse.children[head] if c > head and parse.deps[c].startswith("nmod") and c in at]
        words = [c for c in near if preposition(parse, c) in ties]
    countries = {at[word].country for word in words}
    return countries.pop() if len(countries) == 1 else None


def located(actor: Actor, country: str, vocabulary: Vocabulary) -> Actor:
    """An actor with its country; the state itself where it acts through a part of it."""
    state = vocabulary.state_of(country)
    if actor.actor is None and not actor.named and state is not None and STATE_PARTS.intersection(actor.sector):
        return replace(actor, country=country, actor=state.id)
    return replace(actor, country=country)


def settled(actor: Actor, found: dict[str, Actor], bodies: dict[str, str]) -> Actor:
    """An actor with what was found for the one it refers to, or for another mention of the same body."""
    if actor.country is not None:
        return actor
    target = found.get(actor.refers_to or "")
    if target is not None:
        return replace(actor, country=target.country, actor=actor.actor or target.actor)
    if actor.actor is not None and actor.actor in bodies:
        return replace(actor, country=bodies[actor.actor])
    return actor
