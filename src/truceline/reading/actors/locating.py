"""What places tell of actors: "police in Port Ellis" are the police of the country where Port Ellis is.

A step of its own, since places are resolved after actors and with their help.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model import Actor, Parse, Place
from truceline.reading.actors.belonging import OF, PLACED, STATIONED
from truceline.reading.actors.codes import belongs
from truceline.reading.actors.home import Home
from truceline.reading.actors.mention import Hit, dependants, lead_conjunct, preposition
from truceline.reading.actors.phrases import STATE_PARTS
from truceline.reading.clauses import DEPTH, agents
from truceline.reading.index import root
from truceline.vocabulary import Vocabulary

LOCAL = frozenset("CVL OPP UAF CRM REB PRM COP MED EDU REL LAB AGR BUS".split())  # sectors met with at home
GUESTS = frozenset(  # words of those who are from elsewhere
    "foreign foreigner western tourist visitor traveler traveller pilgrim national expatriate mercenary international"
    " overseas hostage missionary un fan passenger migrant immigrant suspect".split()
)
TAKING_PART = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
PLACING = PLACED | {"at", "near", "outside", "of", "on", "around", "through"}
DOMESTIC = frozenset({"OPP", "REB", "PTY", "PAR"})  # sectors that have a country whose power they seek
INSIDE = frozenset({"in", "at", "near", "outside", "around"})
HOME = frozenset({"COP", "JUD"})  # sectors that act in their own country
OUT_OF_OFFICE = frozenset({"resign", "resignation", "ouster", "impeach", "impeachment", "abdication"})
CLAUSE = 24  # words behind a verb that are looked through
AT_HOME = frozenset("interior home justice education health agriculture transport mayor governor provincial".split())
SEATS = frozenset({"base", "headquarter", "locate", "register"})
NAMING = frozenset({"compound", "flat", "appos", "nmod:poss", "nmod:desc"})


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
    states = {
        parse.head_of(*parse.range_of(a.start, a.end)): a.country
        for a in actors
        if a.country is not None and len(a.country) == 3 and HOME.issuperset(a.sector) and a.sector
    }
    at = {word: place for place in places if place.country for word in range(*parse.range_of(place.start, place.end))}
    home = Home(parse, actors, places)
    only = only_country(actors, places)
    told = only or only_country(actors, places, placed=False)
    found: dict[str, Actor] = {}
    bodies: dict[str, str] = {}  # id of a named body → country
    for actor in actors:
        if actor.country is None and actor.refers_to is None:
            unnamed = actor.kind != "person" or not actor.named
            country = country_of(parse, actor, at) or scene_of(parse, actor, at, states) if unnamed else None
            country = country or home.of(actor)
            if country is None and only is not None and unnamed and is_domestic(parse, actor, at):
                country = only
            if (
                country is None
                and told is not None
                and (serves_at_home(parse, actor) or (unnamed and seeks_change(parse, actor)))
            ):
                country = told
            if country is not None:
                found[actor.id] = located(actor, country, vocabulary)
                if actor.named and actor.actor is not None:
                    bodies[actor.actor] = country
    by_id = {actor.id: actor for actor in actors}
    return tuple(settled(found.get(actor.id, actor), found, bodies, by_id) for actor in actors)


def only_country(actors: Sequence[Actor], places: Sequence[Place], *, placed: bool = True) -> str | None:
    """The one country that a report speaks of, by its actors and places; None where there are several.

    Args:
        actors: The mentions.
        places: The resolved place names.
        placed: Whether a place has to tell it too.
    """
    told = {actor.country for actor in actors if actor.kind != "outlet"} | {place.country for place in places}
    told.discard(None)
    return told.pop() if len(told) == 1 and (not placed or any(place.country for place in places)) else None


def serves_at_home(parse: Parse, actor: Actor) -> bool:
    """Whether somebody holds an office that has to do with his own country alone: "the interior minister"."""
    if actor.kind != "person" or "GOV" not in actor.sector:
        return False
    words = range(*parse.range_of(actor.start, actor.end))
    return any(parse.lemmas[w] in AT_HOME for w in words) and not any(parse.lemmas[w] in GUESTS for w in words)


def seeks_change(parse: Parse, actor: Actor) -> bool:
    """Whether people want somebody out of office, and so are of his country: "workers demanded that Mor resign"."""
    if not actor.sector or not LOCAL.union({"REL"}).issuperset(actor.sector):
        return False
    words = range(*parse.range_of(actor.start, actor.end))
    if not words or any(parse.lemmas[w] in GUESTS for w in words):
        return False
    head = lead_conjunct(parse, parse.head_of(words[0], words[-1] + 1))
    verb = parse.heads[head]
    if parse.deps[head] != "nsubj" or parse.pos[verb] != "VERB":
        return False
    roof = min(verb + CLAUSE, parse.sentences[parse.sentence_of[verb]][1])
    return any(parse.lemmas[w] in OUT_OF_OFFICE for w in range(verb, roof))


def is_domestic(parse: Parse, actor: Actor, at: dict[int, Place]) -> bool:
    """Whether somebody without a name has to do with the politics of one country: "the opposition", "the rebels"."""
    if actor.named or not DOMESTIC.intersection(actor.sector):
        return False
    words = range(*parse.range_of(actor.start, actor.end))
    return not any(parse.lemmas[w] in GUESTS or w in at for w in words)


def country_of(parse: Parse, actor: Actor, at: dict[int, Place]) -> str | None:
    """The country of the places in a mention's words, or right after its head; None where they differ."""
    first, after = parse.range_of(actor.start, actor.end)
    if first >= after:
        return None
    head = parse.head_of(first, after)
    words = [w for w in range(first, after) if w in at and belongs(parse, Hit(w, w + 1, None, None))]
    if not words and not actor.named:
        ties = OF if STATIONED.intersection(actor.sector) else OF | PLACED
        near = [c for c in dependants(parse, head) if c > head and parse.deps[c].startswith("nmod")]
        words = [w for c in near if preposition(parse, c) in ties for w in named_by(parse, c, at)]
        words = words or based_in(parse, head, at)
    countries = {at[word].country for word in words}
    return countries.pop() if len(countries) == 1 else None


def based_in(parse: Parse, head: int, at: dict[int, Place]) -> list[int]:
    """The places of somebody's seat: "a newspaper based in Port Ellis"."""
    seats = [c for c in dependants(parse, head) if c > head and parse.lemmas[c] in SEATS and parse.tags[c] == "VBN"]
    return [w for s in seats for c in dependants(parse, s) if c > s for w in named_by(parse, c, at)]


def named_by(parse: Parse, word: int, at: dict[int, Place]) -> list[int]:
    """The places that a noun names, itself or by the words that belong to it: "the city of Port Ellis"."""
    found = [word] if word in at else []
    for c in dependants(parse, word):
        if c not in at:
            continue
        if parse.deps[c] in NAMING or (parse.deps[c] == "nmod" and preposition(parse, c) in PLACING):
            found.append(c)
    return found


def governed_by(parse: Parse, verb: int, head: int, states: dict[int, str]) -> str | None:
    """The country of the police or court that does something to them: those act at home."""
    if parse.deps[head] not in ("obj", "nsubj:pass"):
        return None
    found = {states[w] for w in agents(parse, verb) if w in states}
    return found.pop() if len(found) == 1 else None


def scene_of(parse: Parse, actor: Actor, at: dict[int, Place], states: dict[int, str]) -> str | None:
    """The country where people without a name do something or have it done to them: "crowds rallied in Port Ellis".

    Only for those who are at home where things happen to them, as residents and rioters are, soldiers and guests not.
    """
    if actor.named or not actor.sector or not LOCAL.issuperset(actor.sector):
        return None
    first, after = parse.range_of(actor.start, actor.end)
    if first >= after or any(
        parse.lemmas[w] in GUESTS or (w in at and not belongs(parse, Hit(w, w + 1, None, None)))
        for w in range(first, after)
    ):
        return None
    head = lead_conjunct(parse, parse.head_of(first, after))
    verb = parse.heads[head]
    if parse.deps[head] not in TAKING_PART or parse.pos[verb] != "VERB":
        return None
    home = governed_by(parse, verb, head, states)
    if home is not None:
        return home
    below = dependants(parse, verb)
    if any(parse.deps[c] in ("ccomp", "parataxis") and not is_aside(parse, c) for c in below):
        return None  # "witnesses in Port Ellis said": what they say is elsewhere as often as not
    scenes = [c for c in below if parse.deps[c].startswith("obl") and preposition(parse, c) in PLACING]
    things = [c for c in below if parse.deps[c] == "obj" and c > verb]  # "blocked streets in Port Ellis"
    scenes += [c for o in things for c in dependants(parse, o) if c > o and preposition(parse, c) in INSIDE]
    countries = {at[w].country for c in scenes for w in named_by(parse, c, at)}
    return countries.pop() if len(countries) == 1 else None


def is_aside(parse: Parse, clause: int) -> bool:
    """Whether a clause only says more of the place: "in Port Ellis, where two died"."""
    return any(parse.lowers[c] == "where" and c < clause for c in dependants(parse, clause))


def located(actor: Actor, country: str, vocabulary: Vocabulary) -> Actor:
    """An actor with its country; the state itself where it acts through a part of it."""
    state = vocabulary.state_of(country)
    if actor.actor is None and not actor.named and state is not None and STATE_PARTS.intersection(actor.sector):
        return replace(actor, country=country, actor=state.id)
    return replace(actor, country=country)


def settled(actor: Actor, found: dict[str, Actor], bodies: dict[str, str], by_id: dict[str, Actor]) -> Actor:
    """An actor with what was found for the one it refers to, or for another mention of the same body."""
    if actor.country is not None:
        return actor
    body = root(by_id, actor, DEPTH)
    target = found.get(body.id) if body is not actor else None
    if target is not None:
        return replace(actor, country=target.country, actor=actor.actor or target.actor)
    if actor.actor is not None and actor.actor in bodies:
        return replace(actor, country=bodies[actor.actor])
    return actor
