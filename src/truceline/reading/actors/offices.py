"""Who "the minister" or "the broadcaster" is, where the report named nobody by that office but only one can be meant.

News names somebody first and says in the next sentence what he is: "Ana Belt resigned. The minister said …".
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model import Parse
from truceline.reading.actors.mention import Mention, root_of, stand_for
from truceline.vocabulary.sayings import Sayings

NEAR = 3  # sentences back
MANY = 60  # earlier mentions that are looked through
CLASSES = frozenset(  # roles that many have: "the official" is no one whom the report has named
    "official defence-official security-official diplomat soldier police-officer rebel militiaman gunman kidnapper"
    " protester civilian victim eyewitness hostage prisoner prisoner-of-war refugee relief-recipient journalist medic"
    " firefighter teacher student farmer worker activist aid-worker expert source person-unnamed military-source police"
    " officer-military lawmaker lawyer".split()
)
RULERS = frozenset({"head-of-state", "president", "monarch", "leader", "supreme-leader", "prime-minister"})


def resolve_office(
    parse: Parse, history: Sequence[Mention], mention: Mention, sources: set[int], sayings: Sayings
) -> None:
    """Lets a description of one person stand for the only person named shortly before whom it can mean.

    Args:
        parse: The text.
        history: Earlier mentions, in text order.
        mention: The description.
        sources: Words that head the source of an attribution; only of those who speak is this asked.
        sayings: The verbs by which somebody speaks.
    """
    if mention.refers_to is not None or mention.kind != "person" or mention.plural or not mention.definite:
        return
    if not mention.roles or mention.roles[0] in CLASSES:
        return
    if mention.head not in sources and not is_speaking(parse, mention, sayings):
        return
    fitting: dict[str | int, Mention] = {}
    for other in reversed(history[-MANY:]):
        if parse.sentence_of[mention.head] - parse.sentence_of[other.head] > NEAR:
            break
        body = root_of(other)
        if body.named and body.kind == "person" and fits(mention, body):
            fitting.setdefault(body.actor or id(body), body)
    # What is taken for a person by a single word may be a place.
    fitting = {key: body for key, body in fitting.items() if is_sure(body)}
    if len(fitting) > 1:  # one whom the report has called something like it goes before those it only names
        called = {key: body for key, body in fitting.items() if body.roles}
        fitting = called if len(called) == 1 else fitting
    if len(fitting) == 1:
        stand_for(mention, next(iter(fitting.values())))


def is_sure(body: Mention) -> bool:
    """Whether what is taken for a person's name is more than one word that may be a place's or a title."""
    return len(body.tokens) > 1 or bool(body.gender) or bool(body.roles and body.after - body.first > 1)


def is_speaking(parse: Parse, mention: Mention, sayings: Sayings) -> bool:
    """Whether a description is the subject of a verb by which somebody says or denies something."""
    verb = parse.heads[mention.head]
    if not parse.deps[mention.head].startswith("nsubj"):
        return False
    return parse.lemmas[verb] in sayings.stances or parse.lowers[verb] in sayings.denial_forms


def fits(mention: Mention, body: Mention) -> bool:
    """Whether a description may be that of a person, by what else the report calls him."""
    if mention.gender and body.gender and mention.gender != body.gender:
        return False
    if mention.owner is not None and mention.country and body.country and mention.country != body.country:
        return False
    return not body.roles or any(is_same_office(role, mention.roles[0]) for role in body.roles)


def is_same_office(one: str, other: str) -> bool:
    """Whether two roles may be one office: "the minister" is the defence minister, "the leader" the president."""
    if one == other or {one, other} <= RULERS or "leader" in (one, other):
        return True
    short, long = sorted((one, other), key=len)
    return long.endswith(short)


def resolve_outlet(parse: Parse, history: Sequence[Mention], mention: Mention, sayings: Sayings) -> None:
    """Lets "the broadcaster" or "the agency" stand for the one outlet named shortly before."""
    nouns = sayings.outlet_nouns | {"agency", "site", "website", "bulletin"}
    if mention.refers_to is not None or parse.lemmas[mention.head] not in nouns or mention.plural:
        return
    first = mention.first
    if "the" not in parse.lowers[max(0, first - 1) : first + 1]:
        return
    found: dict[str, Mention] = {}
    for other in reversed(history[-MANY:]):
        if parse.sentence_of[mention.head] - parse.sentence_of[other.head] > NEAR:
            break
        body = root_of(other)
        if body.named and body.kind == "outlet" and body.actor:
            found.setdefault(body.actor, body)
    if len(found) == 1:
        mention.kind = "outlet"
        stand_for(mention, next(iter(found.values())))
