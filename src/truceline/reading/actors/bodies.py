"""States, groups, outlets and other bodies under their names."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.actors.codes import belongs, codes_of, is_generic
from truceline.reading.actors.hits import Hits
from truceline.reading.actors.mention import (
    PLURAL_TAGS,
    SUBJECTS,
    Board,
    Hit,
    Mention,
    lead_conjunct,
    phrase_start,
    possessive,
    preposition,
    without_lead,
)
from truceline.reading.actors.people import title_start
from truceline.reading.actors.roles import IRREGULAR, Roles
from truceline.vocabulary import Entry, Vocabulary
from truceline.vocabulary.words import slug

MODIFYING = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked"})
HOSTILE = frozenset({"REB", "PRM", "CRM"})
PLAIN = frozenset({"ordinary", "civilian", "unarmed", "innocent"})  # people who are no officials and no soldiers
LANDS = frozenset({"state-party", "proto-state"})  # roles that end the names of places: "United Kingdom"
DEALING = frozenset(
    {"between", "with", "against", "by", "among", "amongst", "versus", "than"}
)  # a seat after them is its state
ACTING = SUBJECTS | {"nmod:poss", "obj", "iobj", "obl:agent"}
PEOPLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "nmod:poss", "obl:agent", "root"})


def add_bodies(
    parse: Parse, hits: Hits, roles: Roles, vocabulary: Vocabulary, board: Board, year: int | None, used: set[int]
) -> None:
    """Puts the names that are no people's on the board.

    Args:
        parse: The text.
        hits: The names.
        roles: The role phrases.
        vocabulary: What is known before reading.
        board: Takes the mentions.
        year: The year of the report.
        used: Words of states' names that a phrase ("Rhodian officials") has used up.
    """
    for hit in [
        *(h for h in hits.outer if not is_state(h)),
        *filter(is_state, hits.outer),
    ]:  # states last: a description uses them up
        entry = hit.entry
        if hit.first in used or (hit.first in board.inside and not (is_state(hit) and possessive(parse, hit.after))):
            continue
        mention = None
        if entry is None:
            if is_body(parse, hits, roles, hit) or (hit.label == "LOC" and acts(parse, hit)):
                mention = unknown_body(parse, hits, roles, hit, year)
        elif entry.kind == "state":
            mention = state_mention(parse, hit, entry, board.shared)
        elif entry.kind not in ("person", "place") and not (entry.kind == "population" and before_name(hits, hit)):
            mention = known_body(parse, hits, roles, vocabulary, hit, entry, year)
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


def known_body(
    parse: Parse, hits: Hits, roles: Roles, vocabulary: Vocabulary, hit: Hit, entry: Entry, year: int | None
) -> Mention:
    """The mention of a body that the vocabulary knows, with the description before it."""
    start = hit.first if entry.kind == "population" else described_from(parse, hit, roles)
    if entry.rivals and start < hit.first:
        entry = described_rival(parse, hits, roles, vocabulary, start, hit, entry)
    head = parse.head_of(start, hit.after)
    return Mention(
        first=start,
        after=hit.after,
        head=head,
        form="name",
        kind=entry.kind,
        actor=entry.id,
        name=entry.name,
        country=entry.country,
        sector=entry.sector_in(year),
        named=entry.kind != "population",
        plural=entry.kind == "population" or parse.tags[head] in PLURAL_TAGS,
        roles=tuple(r.role.id for r in roles.between(start, hit.after)),
    )


def described_rival(
    parse: Parse, hits: Hits, roles: Roles, vocabulary: Vocabulary, start: int, hit: Hit, entry: Entry
) -> Entry:
    """Which of those that share a name the description before it fits: "the Rhodian news agency RNA"."""
    codes = codes_of(parse, hits, roles.between(start, hit.first), start, hit.first, None)
    country = codes.state.country if codes.state is not None else None
    best, most = entry, -1
    for rival in (entry, *(e for id in entry.rivals if (e := vocabulary.by_id(id)) is not None)):
        fit = 2 * bool(set(codes.sector) & set(rival.sector)) + (country is not None and rival.country == country)
        if fit > most:
            best, most = rival, fit
    return best


def state_mention(parse: Parse, hit: Hit, entry: Entry, shared: dict[int, tuple[str, ...]]) -> Mention | None:
    """The mention of a state by its name, demonym, capital or seat; None where a city is only a place."""
    head = parse.head_of(hit.first, hit.after)
    form, kind, plural = "name", "state", False
    if (entry.aspect == "capital" or (entry.aspect == "seat" and entry.ambiguous)) and not acts(parse, hit):
        return None
    if entry.aspect == "demonym":
        modifies = parse.deps[lead_conjunct(parse, head)] in MODIFYING
        if modifies:
            form = "adjective"
            if not belongs(parse, hit) and parse.lowers[hit.first - 1] == "-":
                return None  # "pro-Rhodian" names no actor
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


def unknown_body(parse: Parse, hits: Hits, roles: Roles, hit: Hit, year: int | None) -> Mention:
    """The mention of a body that only the network sees; its own words and the description before it give the codes."""
    start = described_from(parse, hit, roles)
    codes = codes_of(parse, hits, roles.between(start, hit.after), start, hit.after, year)
    name = parse.words_between(hit.first, hit.after)
    body = codes.body
    return Mention(
        first=start,
        after=hit.after,
        head=parse.head_of(start, hit.after),
        form="name",
        kind="outlet" if "JRN" in codes.sector else "group" if HOSTILE.intersection(codes.sector) else "body",
        actor=slug(name) or None,
        name=name,
        country=codes.state.country if codes.state is not None else body.country if body is not None else None,
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
        return role is not None and role.first > hit.first and role.role.kind == "body" and role.role.id not in LANDS
    return hit.label == "ORG" and not is_generic(parse, hits, roles, hit)
