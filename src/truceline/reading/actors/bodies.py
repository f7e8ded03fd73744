"""States, groups, outlets and other bodies under their names."""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Parse
from truceline.reading.actors.codes import belongs, codes_of, is_generic
from truceline.reading.actors.ground import Ground
from truceline.reading.actors.hits import DIRECTIONS, Hits
from truceline.reading.actors.mention import (
    PLURAL_TAGS,
    SUBJECTS,
    Hit,
    Mention,
    dependants,
    lead_conjunct,
    phrase_start,
    possessive,
    preposition,
    without_lead,
)
from truceline.reading.actors.people import title_start
from truceline.reading.actors.roles import IRREGULAR, Roles
from truceline.vocabulary import Entry
from truceline.vocabulary.words import slug

MODIFYING = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked"})
HOSTILE = frozenset({"REB", "PRM", "CRM"})
PLAIN = frozenset({"ordinary", "civilian", "unarmed", "innocent"})  # people who are no officials and no soldiers
LANDS = frozenset({"state-party", "proto-state"})  # roles that end the names of places: "United Kingdom"
DEALING = frozenset(
    {"between", "with", "against", "by", "among", "amongst", "versus", "than"}
)  # a seat after them is its state
AROUND = frozenset({"in", "near", "around", "across", "throughout"})
OFFICIAL = frozenset({"official", "state-run", "state-owned", "state-controlled", "state", "semi-official"})
ARMS = frozenset(  # nouns after which a demonym is that of armed forces
    "airstrike strike shelling raid offensive counteroffensive bombardment attack assault incursion invasion gunfire"
    " bombing fire shell bomb warhead ammunition munition barrage salvo strafing siege bulldozer warplane convoy"
    " counterattack onslaught sortie airpower firepower bullet sniper position trench outpost".split()
)
PEACEFUL = frozenset({"hunger", "labor", "labour", "general", "cyber", "verbal"})  # strikes and attacks without arms
ACTING = SUBJECTS | {"nmod:poss", "obj", "iobj", "obl:agent"}
PEOPLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "nmod:poss", "obl:agent", "root"})


def add_bodies(ground: Ground) -> None:
    """Puts the names that are no people's on the board, but for states' names that a phrase has used up."""
    parse, hits, board = ground.parse, ground.hits, ground.board
    for hit in [
        *(h for h in hits.outer if not is_state(h)),
        *filter(is_state, hits.outer),
    ]:  # states last: a description uses them up
        entry = hit.entry
        if hit.first in ground.used:
            continue
        if hit.first in board.inside and not (is_state(hit) and possessive(parse, hit.after)):
            continue
        mention = None
        if entry is None:
            if is_body(parse, hits, ground.roles, hit) or (hit.label == "LOC" and acts(parse, hit)):
                mention = unknown_body(ground, hit)
        elif entry.kind == "state":
            mention = state_mention(parse, hit, entry, board.shared)
        elif entry.kind not in ("person", "place") and not (entry.kind == "population" and before_name(hits, hit)):
            mention = known_body(ground, hit, entry)
        if mention is not None:
            board.add(mention, covers=True)


def before_name(hits: Hits, hit: Hit) -> bool:
    """Whether a word stands before the name of a place and so is a direction: "Western Rhodes"."""
    after = hits.known.get(hit.after)
    return (
        after is not None
        and after.entry is not None
        and after.entry.kind == "state"
        and after.entry.aspect != "demonym"
    )


def is_state(hit: Hit) -> bool:
    """Whether a name is that of a state, in whatever form."""
    return hit.entry is not None and hit.entry.kind == "state"


def known_body(ground: Ground, hit: Hit, entry: Entry) -> Mention:
    """The mention of a body that the vocabulary or the report itself defines, with the description before it."""
    parse, roles = ground.parse, ground.roles
    start = hit.first if entry.kind == "population" else described_from(parse, hit, roles)
    if entry.rivals and start < hit.first:
        entry = described_rival(ground, start, hit, entry)
    if entry.kind == "body" and hit.after - hit.first > 1 and ground.vocabulary.by_id(entry.id) is None:
        return unknown_body(ground, hit)  # the report defines an acronym for it
    head = parse.head_of(start, hit.after)
    sector = entry.sector_in(ground.year)
    if entry.kind == "outlet" and start and parse.lowers[start - 1] in OFFICIAL and "GOV" not in sector:
        sector = (*sector, "GOV")
    return Mention(
        first=start,
        after=hit.after,
        head=head,
        form="name",
        kind=entry.kind,
        actor=entry.id,
        name=entry.name,
        country=entry.country,
        sector=sector,
        named=entry.kind != "population",
        plural=entry.kind == "population" or parse.tags[head] in PLURAL_TAGS,
        roles=tuple(
            r.role.id
            for r in roles.between(start, hit.after)
            if not (HOSTILE.intersection(sector) and "MIL" in r.role.sector)  # "the army" is not the Dawn Forces
        ),
    )


def described_rival(ground: Ground, start: int, hit: Hit, entry: Entry) -> Entry:
    """Which of those that share a name the description before it fits: "the Rhodian news agency RNA"."""
    codes = codes_of(ground.parse, ground.hits, ground.roles.between(start, hit.first), start, hit.first, None)
    country = codes.state.country if codes.state is not None else None
    best, most = entry, -1
    for rival in (entry, *(e for id in entry.rivals if (e := ground.vocabulary.by_id(id)) is not None)):
        fit = 2 * bool(set(codes.sector) & set(rival.sector)) + (country is not None and rival.country == country)
        if fit > most:
            best, most = rival, fit
    return best


def state_mention(parse: Parse, hit: Hit, entry: Entry, shared: dict[int, tuple[str, ...]]) -> Mention | None:
    """The mention of a state by its name, demonym, capital or seat; None where a city is only a place."""
    head = parse.head_of(hit.first, hit.after)
    form, kind, plural = "name", "state", False
    if entry.aspect in ("capital", "seat") and preposition(parse, head) in AROUND:
        return None  # "in Talas"
    if hit.first and parse.lowers[hit.first - 1] == "-" and not belongs(parse, hit):
        return None  # "pro-Rhodian" and "anti-Rhodes" name no actor
    if (entry.aspect == "capital" or (entry.aspect == "seat" and entry.ambiguous)) and not acts(parse, hit):
        return None
    modifies = parse.deps[lead_conjunct(parse, head)] in MODIFYING
    if modifies and not entry.sector and at_arms(parse, head):
        entry = replace(entry, sector=("MIL",))
    if entry.aspect == "demonym":
        if modifies:
            form = "adjective"
        elif parse.deps[head] in PEOPLES or parse.tags[head] in PLURAL_TAGS:
            kind, plural = "population", parse.tags[head] != "NN" and parse.words[head][-1:] in "sehn"
        else:
            form = "adjective"
    first = without_lead(parse, phrase_start(parse, head), hit.first) if kind == "population" else hit.first
    return Mention(
        first=first,
        after=hit.after,
        head=head,
        form=form,
        kind=kind,
        actor=entry.id,
        name=entry.name if kind == "state" else None,
        country=entry.country,
        sector=("CVL",) if PLAIN.intersection(parse.lowers[first : hit.first]) else shared.get(hit.first, entry.sector),
        named=True,
        plural=plural,
    )


def at_arms(parse: Parse, word: int) -> bool:
    """Whether a demonym stands before arms or what is done with them, and so says whose forces act."""
    noun = parse.heads[lead_conjunct(parse, word)]
    if parse.lemmas[noun] not in ARMS:
        return False
    return not any(parse.lemmas[c] in PEACEFUL for c in dependants(parse, noun))


def acts(parse: Parse, hit: Hit) -> bool:
    """Whether the name of a place stands where somebody who acts would: as subject, possessor, partner of talks."""
    head = lead_conjunct(parse, parse.head_of(hit.first, hit.after))
    relation = parse.deps[head]
    if relation in ACTING:
        return (
            hit.label != "LOC"
            or hit.entry is not None
            or (relation in SUBJECTS and parse.pos[parse.heads[head]] == "VERB")
        )
    if relation in ("obl", "nmod"):
        return hit.entry is not None and preposition(parse, head) in DEALING
    return relation == "root" and hit.entry is not None and len(parse) <= 3


def unknown_body(ground: Ground, hit: Hit) -> Mention:
    """The mention of a body that only the network sees; its own words and the description before it give the codes."""
    parse, roles = ground.parse, ground.roles
    start = described_from(parse, hit, roles)
    codes = codes_of(parse, ground.hits, roles.between(start, hit.after), start, hit.after, ground.year)
    known, name = hit.entry, parse.words_between(hit.first, hit.after)
    home = codes.state or (codes.body if codes.body is not known else None) or known
    return Mention(
        first=start,
        after=hit.after,
        head=parse.head_of(start, hit.after),
        form="name",
        kind="outlet" if "JRN" in codes.sector else "group" if HOSTILE.intersection(codes.sector) else "body",
        actor=known.id if known is not None else slug(name) or None,
        name=known.name if known is not None else name,
        country=home.country if home is not None else None,
        sector=codes.sector,
        named=True,
        roles=tuple(r.id for r in codes.roles),
    )


def described_from(parse: Parse, hit: Hit, roles: Roles) -> int:
    """The first word of the description before a body's name ("the rebel group"), or of the name itself."""
    start = title_start(parse, hit.first, hit.after, roles)
    role = roles.ending.get(hit.first)
    if start == hit.first or role is None:
        return hit.first
    says = role.role.kind == "body" or (
        parse.tags[hit.first - 1] not in PLURAL_TAGS and IRREGULAR.intersection(role.role.sector)
    )
    return start if says else hit.first  # "the rebel Dawn Brigade", "the rebel group Dawn"


def names_body(parse: Parse, hits: Hits, roles: Roles, hit: Hit) -> bool:
    """Whether a name is that of a body that a description may stand before."""
    if hit.entry is None:
        return is_body(parse, hits, roles, hit)
    return hit.entry.kind in ("group", "body", "outlet")


def is_body(parse: Parse, hits: Hits, roles: Roles, hit: Hit) -> bool:
    """Whether a name that the vocabulary does not know is that of a body: "Dawn Brigade", "Port Ellis Hospital"."""
    if hit.label == "LOC":
        role = roles.ending.get(hit.after)
        if role is None or parse.lowers[hit.first] in DIRECTIONS:
            return False  # "West Bank" is no bank
        return role.first > hit.first and role.role.kind == "body" and role.role.id not in LANDS
    return hit.label == "ORG" and not is_generic(parse, hits, roles, hit)
