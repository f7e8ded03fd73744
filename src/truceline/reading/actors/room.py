"""Who acts and who speaks: every mention, with the body it stands for."""

from __future__ import annotations

from truceline.model import Actor, Parse, Report
from truceline.reading.actors.belonging import act_for_state, find_owners, inherit
from truceline.reading.actors.bodies import add_bodies
from truceline.reading.actors.descriptions import (
    is_house,
    link_descriptions,
    remember,
    resolve_again,
    resolve_both,
    resolve_description,
)
from truceline.reading.actors.epithets import name_headline, name_later, resolve_epithet
from truceline.reading.actors.ground import Ground
from truceline.reading.actors.hits import Hits, find_hits
from truceline.reading.actors.house import own_names
from truceline.reading.actors.mention import Board, Mention, dependants, root_of, stand_for
from truceline.reading.actors.offices import resolve_office, resolve_outlet
from truceline.reading.actors.people import add_people, name_people, share_codes
from truceline.reading.actors.phrases import add_phrases
from truceline.reading.actors.press import mark_press
from truceline.reading.actors.pronouns import add_pronouns, kept, resolve_pronoun, resolve_speakers
from truceline.reading.actors.roles import Roles
from truceline.reading.actors.sources import add_sources
from truceline.reading.actors.talk import Speakers, Talk
from truceline.vocabulary import Entry, Vocabulary
from truceline.vocabulary.sayings import load_sayings

NATIONAL = frozenset({"GOV", "LEG", "JUD", "COP"})  # offices that a title without a country gives at home
PEOPLED = frozenset({"person", "state", "population"})  # kinds whose names are shortened by other rules
LONGEST_NAME = 8  # words of a body's name
RULING = frozenset({"government", "regime", "administration", "army", "military", "garrison"})
ABROAD = frozenset({"MIL", "SPY", "ELI"})  # sectors that are met with in other countries as much as at home


def find_actors(parse: Parse, vocabulary: Vocabulary, report: Report) -> tuple[Actor, ...]:
    """Every mention of somebody who acts or speaks, in text order.

    The span of a mention is the name with the title or description before it ("President Ana Belt"),
    or the phrase from its first modifier to its head, and on to whom it belongs to where that follows
    at once ("spokesman for the Rhodian army"); no article, no relative clause. Mentions may be nested.

    Args:
        parse: The text as the language pass found it.
        vocabulary: What is known before reading.
        report: Where the text comes from: its publisher and its date.
    """
    if not len(parse):
        return ()
    own, outlet = own_names(parse, vocabulary, report)
    roles = Roles(parse, vocabulary)
    hits = find_hits(parse, vocabulary, own, roles)
    board = Board()
    year = int(report.published[:4]) if report.published and report.published[:4].isdecimal() else None
    ground = Ground(parse=parse, vocabulary=vocabulary, hits=hits, roles=roles, board=board, year=year)
    add_people(parse, hits, roles, board, year)
    add_phrases(ground)
    add_bodies(ground)
    add_pronouns(parse, board)
    add_sources(parse, board)
    mark_press(parse, board, vocabulary, outlet)
    resolve(parse, hits, board, vocabulary, outlet)
    return finish(parse, board)


def resolve(parse: Parse, hits: Hits, board: Board, vocabulary: Vocabulary, outlet: Entry | None) -> None:
    """Finds out whose and who everybody is."""
    board.mentions.sort(key=lambda m: (m.first, -m.after))
    find_owners(parse, hits, board)
    for mention in board.mentions:
        inherit(mention, vocabulary)
    link_descriptions(parse, board)
    name_people([m for m in board.mentions if m.kind == "person" and m.form == "name"])
    share_codes([m for m in board.mentions if m.form == "name"])
    speakers = Speakers(parse)
    talk = Talk(parse, board, speakers)
    seen: dict[str, list[Mention]] = {}
    sayings = load_sayings()
    for mention in board.mentions:
        inherit(mention, vocabulary)
        if mention.form == "pronoun":
            resolve_pronoun(talk, mention)
        elif mention.form == "role" and not is_house(parse, speakers, mention, outlet):
            resolve_outlet(parse, talk.history, mention, sayings)
            resolve_description(parse, seen, mention)
            resolve_office(parse, talk.history, mention, speakers.heads, sayings)
            resolve_again(parse, talk.history, mention)
            resolve_epithet(talk, mention, sayings)
        elif mention.form == "source":
            resolve_outlet(parse, talk.history, mention, sayings)
            resolve_again(parse, talk.history, mention)
            resolve_epithet(talk, mention, sayings)
            resolve_both(parse, talk.history, mention)
        remember(parse, seen, mention)
        talk.hear(mention)
    name_later(parse, board, speakers)
    name_headline(parse, board)
    resolve_speakers(parse, board, speakers)
    for mention in board.mentions:
        inherit(mention, vocabulary)
    for mention in board.mentions:
        share_owner(mention)
    settle_by_foes(parse, board, vocabulary)
    settle_country(parse, board, vocabulary)
    for mention in board.mentions:
        if mention.country is None and mention.form == "role" and not placed(parse, mention):
            mention.country = mention.default
    link_aliases(parse, board)
    board.mentions = [m for m in kept(parse, speakers, board.mentions) if not predicate(parse, m)]


def share_owner(description: Mention) -> None:
    """Gives a name the country of whom its description belongs to, once that is known: "Belt, the ministry's aide"."""
    name = description.refers_to
    if description.form != "role" or description.owner is None or name is None or name.form != "name":
        return
    owner = root_of(description.owner)
    country = owner.country or description.owner.country
    if name.country is None and name.kind == "person" and country is not None:
        name.country = country
        description.country = description.country or country


def settle_country(parse: Parse, board: Board, vocabulary: Vocabulary) -> None:
    """Gives "the police" and "the government" of a report that names one country alone that country."""
    told = [m for m in board.mentions if m.named and m.country and m.kind != "outlet"]
    countries = {m.country for m in told if m.country}
    state = vocabulary.state_of(next(iter(countries))) if len(countries) == 1 else None
    if state is None:
        return
    spoken_of = any(m.kind != "person" for m in told)  # not only as where some other person is from
    for mention in board.mentions:
        if "foreign-minister" in mention.roles:
            continue  # his business is with other states: the one that is named need not be his own
        if mention.kind == "person" and mention.form == "name" and mention.country is None and mention.roles:
            if spoken_of and NATIONAL.intersection(mention.sector) and mention.owner is None:
                mention.country = state.country  # "President Belt" of a report on Rhodes
        if mention.form == "role" and mention.country is None and mention.actor is None and mention.refers_to is None:
            local = any(
                parse.deps[c].startswith("nmod") for c in dependants(parse, mention.head)
            )  # "the city's police"
            if mention.part is not None and not local and not ABROAD.intersection(mention.sector):
                mention.country = state.country
                act_for_state(mention, state.id)


def settle_by_foes(parse: Parse, board: Board, vocabulary: Vocabulary) -> None:
    """Gives a government the country of the rebels beside it: "a truce between the government and the Marn Front"."""
    rebels: dict[int, set[str]] = {}
    states: dict[int, set[str]] = {}
    for mention in board.mentions:
        if mention.named and mention.country and mention.form != "pronoun":
            found = rebels if "REB" in mention.sector else states if mention.kind == "state" else None
            if found is not None:
                found.setdefault(parse.sentence_of[mention.head], set()).add(mention.country)
    for mention in board.mentions:
        sentence = parse.sentence_of[mention.head]
        if mention.form != "role" or mention.country or mention.actor or mention.refers_to or mention.part is None:
            continue
        if not RULING.intersection(parse.lowers[mention.first : mention.after]) or placed(parse, mention):
            continue
        there = rebels.get(sentence, set())
        state = vocabulary.state_of(next(iter(there))) if len(there) == 1 else None
        if state is not None and states.get(sentence, there) <= there and state.country:
            mention.country = state.country
            act_for_state(mention, state.id)


def placed(parse: Parse, mention: Mention) -> bool:
    """Whether a phrase says where those it speaks of belong, which only the places of the report may tell."""
    return any(parse.deps[c].startswith("nmod") and c > mention.head for c in dependants(parse, mention.head))


def predicate(parse: Parse, mention: Mention) -> bool:
    """Whether a phrase only says what somebody is or becomes, and so is nobody by itself."""
    if mention.form != "role" or mention.refers_to is not None:
        return False
    if parse.deps[mention.head] == "xcomp":
        return True
    return any(parse.deps[c] == "cop" for c in dependants(parse, mention.head))


def link_aliases(parse: Parse, board: Board) -> None:
    """Lets a shorter name refer to the first mention under the longer one."""
    first: dict[str, Mention] = {}
    for mention in board.mentions:
        if mention.form != "name" or mention.actor is None or mention.kind in ("state", "population"):
            continue
        before = first.setdefault(mention.actor, mention)
        if before is not mention and mention.refers_to is None and spelt(parse, mention) != spelt(parse, before):
            if len(spelt(parse, mention)) < len(spelt(parse, before)):
                mention.refers_to = before
    link_short_forms(parse, board)


def link_short_forms(parse: Parse, board: Board) -> None:
    """Lets "the Guard" stand for the one body of the report whose longer name ends in it: "the Upland Guard"."""
    bodies = [m for m in board.mentions if m.form == "name" and m.named and m.kind not in PEOPLED]
    longer: dict[tuple[str, ...], dict[str, Mention]] = {}
    for mention in bodies:
        words = parse.lowers[mention.first : mention.after]
        for at in range(1, min(len(words), LONGEST_NAME)):
            longer.setdefault(words[at:], {}).setdefault(mention.actor or " ".join(words), mention)
    for mention in bodies:
        words = parse.lowers[mention.first : mention.after]
        bare = words[1:] if words[:1] == ("the",) else words
        article = len(bare) < len(words) or (mention.first and parse.lowers[mention.first - 1] == "the")
        fitting = [m for m in longer.get(bare, {}).values() if root_of(m) is not mention]
        known = mention.actor is not None and mention.kind in ("outlet", "state") and len(bare) > 1
        if article and len(fitting) == 1 and mention.refers_to is None and not known:
            mention.kind = mention.kind or fitting[0].kind
            mention.actor = None
            stand_for(mention, fitting[0])


def spelt(parse: Parse, mention: Mention) -> str:
    """A mention's words in lower case."""
    return parse.words_between(mention.first, mention.after).lower()


def finish(parse: Parse, board: Board) -> tuple[Actor, ...]:
    """The records, numbered in text order."""
    mentions = sorted(board.mentions, key=lambda m: (m.first, -m.after))
    ids = {id(mention): f"m{number}" for number, mention in enumerate(mentions, 1)}
    return tuple(record(parse, mention, ids) for mention in mentions)


def record(parse: Parse, mention: Mention, ids: dict[int, str]) -> Actor:
    """One mention as it is printed."""
    target = mention.refers_to
    pronoun = mention.form == "pronoun"
    body = root_of(mention)
    name = body.name or (None if body.form == "pronoun" else parse.words_between(body.first, body.after))
    return Actor(
        id=ids[id(mention)],
        start=parse.starts[mention.first],
        end=parse.ends[mention.after - 1],
        actor=body.actor if target is not None else mention.actor,
        name=" ".join(name.split()) if name else None,
        country=mention.country or body.country,
        sector=mention.sector or body.sector,
        named=mention.named and not pronoun,
        kind=mention.kind or body.kind,
        refers_to=ids.get(id(target)) if target is not None else None,
    )
