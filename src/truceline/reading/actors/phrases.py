"""Actors without a name: phrases that a role heads ("senior Rhodian officials"), and roles before events."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.actors.belonging import act_for_state
from truceline.reading.actors.bodies import PLAIN, names_body
from truceline.reading.actors.codes import GOVERNING, OUTSIDERS, Codes, codes_of, is_generic, seen_from_outside
from truceline.reading.actors.ground import Ground
from truceline.reading.actors.mention import (
    Board,
    Mention,
    dependants,
    is_plural,
    phrase_start,
    possessive,
    preposition,
    without_lead,
)
from truceline.reading.actors.people import gender_of
from truceline.reading.actors.roles import RoleHit
from truceline.vocabulary.words import slug

MODIFYING = frozenset({"amod", "compound", "flat", "nmod:desc", "nmod:unmarked", "goeswith", "fixed"})
NOUNS = frozenset({"NOUN", "PROPN"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
QUANTITIES = frozenset(  # "dozens of protesters": the number heads the phrase, the role says who
    "dozen hundred thousand million score number majority minority handful couple pair lot group crowd team wave rest"
    " most many some several none all one two three four five six few half third quarter another other each both any"
    " mob"
    " bunch thousands hundreds dozens scores tens".split()
)
DESIGNATIONS = frozenset(  # "the Rhodian Legion movement" is the Legion itself
    "group movement organization organisation militia party agency network newspaper faction cartel gang force daily"
    " website channel coalition alliance company association union".split()
)
STATE_PARTS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})  # sectors through which a state acts
ARMED = frozenset({"MIL", "COP"})
FESTIVE = frozenset(
    "christmas birthday office dinner staff wedding holiday cocktail farewell graduation tea house search".split()
)
WEAPON = "weapon"  # the role of arms, which act for whoever has them
WHOLE = frozenset(  # bodies through which a state itself acts
    "government administration regime authority cabinet leadership delegation side state team force".split()
)


def add_phrases(ground: Ground) -> None:
    """Puts every phrase with a role on the board, and notes the states' names that it uses up."""
    parse, hits, roles, board = ground.parse, ground.hits, ground.roles, ground.board
    blocked = {
        word for hit in hits.outer if not is_generic(parse, hits, roles, hit) for word in range(hit.first, hit.after)
    }
    described = {hit.first for hit in hits.outer if names_body(parse, hits, roles, hit)}
    for role in roles.starting.values():
        head = role.after - 1
        if role.first in board.inside or head in board.inside or head in blocked:
            continue
        if role.after in described and role.role.kind == "body" and parse.deps[head] != "nmod:poss":
            continue  # "the rebel group Dawn": the name takes it in
        if is_modifier(parse, head):
            add_modifier(ground, role)
        elif (
            parse.pos[head] in NOUNS
            or parse.tags[head].startswith("NN")
            or parse.pos[head] in ("ADJ", "NUM", "VERB")
            and is_nominal(parse, head)
        ):
            add_phrase(ground, role)


def is_modifier(parse: Parse, word: int) -> bool:
    """Whether a word stands before the noun it belongs to."""
    return parse.deps[word] in MODIFYING and word < parse.heads[word] <= word + 8


def is_nominal(parse: Parse, word: int) -> bool:
    """Whether an adjective or participle stands as a noun: "the wounded"."""
    return parse.deps[word] in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "iobj", "obl:agent", "root") and any(
        parse.deps[c] in ("det", "nmod:poss", "nummod", "amod") for c in dependants(parse, word)
    )


def add_modifier(ground: Ground, role: RoleHit) -> None:
    """A role before a noun that is none, as in "army offensive"; before another role it only says what that one is."""
    parse, roles, board = ground.parse, ground.roles, ground.board
    head, noun = role.after - 1, parse.heads[role.after - 1]
    if parse.pos[head] not in NOUNS or not role.role.sector or noun + 1 in roles.ending or noun in board.inside:
        return
    first = phrase_start(parse, noun)
    codes = codes_of(parse, ground.hits, roles.between(role.first, role.after), first, role.after, ground.year)
    if role.role.id == WEAPON and codes.state is None and codes.body is None:
        return
    first = min([hit.first for hit in codes.used if hit.after == role.first], default=role.first)
    mention = make(ground, codes, role, first, role.after, head)
    mention.form = "adjective"
    board.add(mention)
    ground.used.update(word for hit in codes.used if hit.first >= first for word in range(hit.first, hit.after))


def add_phrase(ground: Ground, role: RoleHit) -> None:
    """A phrase that a role heads."""
    parse, hits, board = ground.parse, ground.hits, ground.board
    head = role.after - 1
    start = min(phrase_start(parse, head), role.first)
    if any(word in board.inside for word in range(start, role.first)):
        start = max(
            [w + 1 for w in range(start, role.first) if w in board.inside and not owns(parse, w, head)], default=start
        )
    first = without_lead(parse, start, role.first)
    codes = codes_of(parse, hits, ground.roles.between(start, role.after), start, role.after, ground.year)
    if is_thing(parse, role, codes):
        return
    titled = any(
        parse.pos[w] == "ADP" for w in range(role.first, role.after)
    )  # "head of state": its first noun heads it
    noun = parse.head_of(role.first, role.after) if titled else head
    mention = make(ground, codes, role, first, role.after, noun)
    mention.definite = any(parse.lowers[w] in DEFINITE for w in range(start, first))
    widen(parse, board, mention)
    ground.used.update(
        word for hit in codes.used if not possessive(parse, hit.after) for word in range(hit.first, hit.after)
    )
    if codes.state is None:  # "Rhodian and Naxian officials": each state acts through its own
        board.shared.update(
            (hit.first, codes.sector) for hit in hits.between(start, role.after) if hit not in codes.used
        )
    board.add(mention)


def is_thing(parse: Parse, role: RoleHit, codes: Codes) -> bool:
    """Whether a role word names no actor where it stands: a state of emergency, excessive force, a tank of nobody's."""
    head = role.after - 1
    if parse.lemmas[head] == "state":
        return any(parse.deps[c].startswith("nmod") for c in dependants(parse, head) if c > head)
    if parse.lemmas[head] == "body" and any(preposition(parse, c) == "of" for c in dependants(parse, head)):
        return True  # "the bodies of two women"
    if parse.lemmas[head] == "party" and any(parse.lemmas[c] in FESTIVE for c in dependants(parse, head)):
        return True  # "a Christmas party"
    if parse.lemmas[head] == "movement" and any(preposition(parse, c) == "of" for c in dependants(parse, head)):
        return role.first == head and codes.body is None  # "the movement of goods"
    if role.role.id == WEAPON:  # "Rhodian tanks" act for Rhodes
        return codes.state is None and codes.body is None
    return parse.lemmas[head] == "force" and parse.tags[head] == "NN" and codes.body is None and role.first == head


def owns(parse: Parse, word: int, head: int) -> bool:
    """Whether a name's word leads to a head as its possessor or modifier."""
    for _ in range(4):
        if parse.heads[word] == head:
            return parse.deps[word] in ("nmod:poss", "compound", "amod", "nmod")
        word = parse.heads[word]
    return False


def widen(parse: Parse, board: Board, mention: Mention) -> None:
    """Takes in the number before "of": "dozens of protesters", "two of the officers"."""
    for _ in range(2):  # "hundreds of thousands of people"
        above = parse.heads[mention.head]
        if above >= mention.first or not parse.deps[mention.head].startswith("nmod") or above in board.by_head:
            return
        if preposition(parse, mention.head) != "of" or not (
            parse.lemmas[above] in QUANTITIES or parse.pos[above] == "NUM"
        ):
            return
        mention.first = without_lead(parse, phrase_start(parse, above), above)
        mention.head = above
        mention.plural = parse.lowers[above] not in ("one", "each", "another")
        mention.definite = False


def make(ground: Ground, codes: Codes, role: RoleHit, first: int, after: int, head: int) -> Mention:
    """The mention of a phrase: whose it is, what it is, whether it names a body."""
    parse, vocabulary = ground.parse, ground.vocabulary
    if role.role.id in OUTSIDERS:
        codes = seen_from_outside(parse, codes, role.role)
    state, body = codes.state, codes.body
    plural = is_plural(parse, head)
    mention = Mention(
        first=first,
        after=after,
        head=head,
        form="role",
        kind=role.role.kind,
        country=next(
            (entry.country for entry in (body, state, codes.people) if entry is not None and entry.country), None
        ),
        sector=codes.sector,
        plural=plural,
        roles=tuple(r.id for r in codes.roles),
        gender=gender_of(parse.lowers[role.first : after]),
    )
    if not mention.sector and PLAIN.intersection(parse.lowers[first:after]):
        mention.sector = ("CVL",)
    mention.part = part_of(parse, role, mention)
    mention.default = role.role.country
    if mention.country is None and role.role.id in GOVERNING and parse.pos[role.first - 1] == "PROPN" and role.first:
        mention.country = vocabulary.led_by(parse.words[role.first - 1], ground.year)  # "the Belt administration"
    people = vocabulary.state_of(mention.country) if codes.people is not None and mention.country else None
    led = vocabulary.state_of(mention.country) if state is body is None and mention.country else None
    if body is not None:
        mention.actor = body.id
        if not plural and role.role.kind == "body" and parse.lemmas[head] in DESIGNATIONS:
            mention.named, mention.kind, mention.name = True, body.kind, body.name
    elif (whole := state or people or led) is not None:
        act_for_state(mention, whole.id)
    mention.named = mention.named and role.role.id != WEAPON
    return mention


def part_of(parse: Parse, role: RoleHit, mention: Mention) -> str | None:
    """What the id of a part of a state ends in: "foreign-ministry"; empty where the state itself acts through it."""
    if not STATE_PARTS.intersection(mention.sector):
        return None
    head = parse.lemmas[role.after - 1]
    if role.role.kind != "body" or mention.plural or head in WHOLE or ARMED.intersection(mention.sector):
        return ""
    if role.role.id != "ministry":
        return role.role.id
    words = [w for w in parse.lemmas[role.first : role.after] if w not in ("of", "for", "the", "affair")]
    if len(words) > 1 and words[0] in ("ministry", "department"):  # the ministry of health is the health ministry
        words = [*words[1:], words[0]]
    return slug(" ".join(words))
