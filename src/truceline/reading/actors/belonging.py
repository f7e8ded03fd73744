"""Whose somebody is: "its defence officials", "a spokesman for the Rhodian army", "the president of Rhodes"."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.actors.codes import GENERIC, OUTSIDERS, belongs, ordered
from truceline.reading.actors.hits import Hits
from truceline.reading.actors.mention import Board, Hit, Mention, dependants, preposition
from truceline.vocabulary import Vocabulary

OF = frozenset({"of", "for", "from", "with", "within", "at"})  # what follows them is what somebody belongs to
PLACED = frozenset({"in", "inside", "across", "throughout"})  # what follows them says at most which country
STATIONED = frozenset({"MIL", "JRN"})  # soldiers in a country are not its own
SEATED = frozenset({"base", "locate", "headquarter"})
DOING = SEATED | {"operate", "fight", "live", "reside", "detain", "jail", "imprison", "hide"}
LEAVING = frozenset(
    "withdraw withdrawal pull pullout remove removal evacuate evacuation expel expulsion deport deportation oust "
    "ouster free release recall drive move transfer bring take fly".split()
)
LONGEST = 12  # words that a mention takes in after its head


def find_owners(parse: Parse, hits: Hits, board: Board) -> None:
    """Links each mention that its own words leave without a country or body to the one it belongs to."""
    for mention in board.mentions:
        if mention.form in ("role", "source") or (mention.form == "name" and mention.country is None):
            if mention.actor is None or mention.form != "role":
                mention.owner, mention.owner_case = find_owner(parse, board, mention)
            if mention.form == "role" and mention.owner is not None and mention.owner_case != "poss":
                extend(parse, mention)
                if parse.lemmas[mention.head] == "representative":  # of a ministry, not in a parliament
                    mention.sector = tuple(s for s in mention.sector if s != "LEG")
            if mention.form == "role" and mention.country is None and mention.owner is None:
                mention.country = country_around(parse, hits, mention)


def find_owner(parse: Parse, board: Board, mention: Mention) -> tuple[Mention | None, str | None]:
    """The mention that a phrase belongs to, and what ties the two."""
    for word in range(mention.first, mention.after):
        for c in dependants(parse, word):
            owner = board.at(c)
            if owner is None or owner is mention:
                continue
            if parse.deps[c] == "nmod:poss":
                return owner, "poss"
            if (
                c < word == mention.head
                and parse.deps[c] == "compound"
                and owner.kind != "state"
                and own_name(parse, owner)
            ):
                return owner, "poss"
    for c in dependants(parse, mention.head):
        if c < mention.head or not parse.deps[c].startswith("nmod"):
            continue
        owner = board.at(c) or next(
            (m for w in dependants(parse, c) if (m := belonged(parse, board, w)) is not None), None
        )
        if owner is not None and owner is not mention:
            case = preposition(parse, c)
            if case == "from" and is_moved(parse, mention.head):
                continue  # "withdrew troops from Rhodes"
            if case in OF or (case in PLACED and not STATIONED.intersection(mention.sector)):
                if single_country(parse, board, c, owner):
                    return owner, case
    return None, None


def is_moved(parse: Parse, head: int) -> bool:
    """Whether somebody is sent, drawn or driven out: then "from" tells where he was, and not whose he is."""
    above = parse.heads[head]
    moved = parse.deps[head] in ("obj", "nsubj:pass") or (
        parse.deps[head] == "nmod" and preposition(parse, head) == "of"
    )
    return moved and parse.lemmas[above] in LEAVING


def country_around(parse: Parse, hits: Hits, mention: Mention) -> str | None:
    """The country that a place after a phrase tells: "demonstrators in Rhodes Town", "rebels fighting in Rhodes"."""
    if STATIONED.intersection(mention.sector) - {"JRN"}:
        return None
    for c in dependants(parse, mention.head):
        if c < mention.head:
            continue
        places = [c] if parse.deps[c].startswith("nmod") else ()
        if parse.deps[c].startswith("acl") and parse.lemmas[c] in (SEATED if "JRN" in mention.sector else DOING):
            places = [w for w in dependants(parse, c) if parse.deps[w].startswith("obl")]
        for place in places:
            if any(parse.deps[w] == "conj" for w in dependants(parse, place)):
                continue
            if (country := country_at(parse, hits, place)) is not None:
                return country
    return None


def country_at(parse: Parse, hits: Hits, place: int) -> str | None:
    """The country that a place's own name is of, or that an adjective before it tells: "the Rhodian highlands"."""
    case = preposition(parse, place)
    hit = hits.known.get(place)
    if hit is not None and hit.entry is not None and hit.entry.kind == "state" and case in PLACED:
        return hit.entry.country
    if case not in PLACED and case not in OF:
        return None
    for c in dependants(parse, place):
        hit = hits.known.get(c)
        if c < place and parse.deps[c] == "amod" and hit is not None and hit.entry is not None:
            if hit.entry.kind == "state" and hit.entry.aspect == "demonym":
                return hit.entry.country
    return None


def belonged(parse: Parse, board: Board, word: int) -> Mention | None:
    """The mention that a possessor is: "the company" in "chairman of the company's board"."""
    return board.at(word) if parse.deps[word] == "nmod:poss" else None


def own_name(parse: Parse, owner: Mention) -> bool:
    """Whether a name before a noun tells whose it is: not "anti-Belt forces", not "Belt-backed forces"."""
    return belongs(parse, Hit(owner.first, owner.after, None, None))


def single_country(parse: Parse, board: Board, word: int, owner: Mention) -> bool:
    """Whether those coordinated with an owner leave one country: not "mediators in Rhodes and Naxos"."""
    others = [board.at(c) for c in dependants(parse, word) if parse.deps[c] == "conj"]
    return all(other is None or other.country == owner.country for other in others)


def extend(parse: Parse, mention: Mention) -> None:
    """Takes the owner into the mention's span where it follows at once: "spokesman for the Rhodian army"."""
    owner = mention.owner
    if owner is None or owner.first < mention.after or owner.after - mention.head > LONGEST:
        return
    between = range(mention.after, owner.first)
    if all(parse.pos[w] in ("ADP", "DET") for w in between) and between:
        mention.after = owner.after


def inherit(mention: Mention, vocabulary: Vocabulary, depth: int = 0) -> None:
    """Gives a mention the codes of the one it belongs to, once that one has any."""
    owner = mention.owner
    if owner is None or mention.settled or depth > 6 or owner is mention:
        return
    inherit(owner, vocabulary, depth + 1)
    if owner.actor is None and owner.country is None and not owner.sector:
        return
    mention.settled = True
    if OUTSIDERS.intersection(mention.roles) and not ("expert" in mention.roles and owner.kind == "body"):
        return  # a rival of Rhodes is not Rhodes, an expert on it neither; one of a body's is
    mention.country = mention.country or owner.country
    if mention.owner_case == "of" and owner.form == "role":
        mention.sector = mention.sector or tuple(s for s in owner.sector if s not in GENERIC)  # "a group of students"
    if mention.form == "name" or mention.owner_case in PLACED:
        return
    if owner.kind in ("person", "population"):
        state = vocabulary.state_of(owner.country) if owner.country else None
        if state is not None and mention.actor is None and (GENERIC.intersection(owner.sector) or not owner.sector):
            act_for_state(mention, state.id)
    elif owner.kind == "state" and owner.actor is not None:
        if mention.actor is None:
            act_for_state(mention, owner.actor)
        mention.sector = mention.sector or owner.sector
    else:
        take_body(mention, owner)


def take_body(mention: Mention, owner: Mention) -> None:
    """Makes a member, spokesman or statement of a body act for that body."""
    narrow = [s for s in mention.sector if s not in GENERIC]
    if owner.part is not None:  # of a ministry, an army: of the state
        mention.sector = ordered(narrow, owner.sector, mention.sector)
    else:
        mention.sector = (*owner.sector, *(s for s in narrow if s not in owner.sector))
    if owner.named or owner.part is not None or owner.refers_to is not None:
        mention.actor = mention.actor or owner.actor


def act_for_state(mention: Mention, state: str) -> None:
    """Makes a part of a state act under the state's id, or under an id of its own."""
    if mention.part is not None:
        mention.actor = f"{state}-{mention.part}" if mention.part else state
        mention.named = mention.named or (mention.part != "" or mention.kind == "body") and not mention.plural
