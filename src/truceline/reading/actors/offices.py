"""Who "the minister" or "the broadcaster" is, where the report named nobody by that office but only one can be meant.

News names somebody first and says in the next sentence what he is: "Ana Belt resigned. The minister said …".
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model import Parse
from truceline.reading.actors.mention import Board, Mention, root_of, stand_for
from truceline.reading.actors.talk import Speakers
from truceline.vocabulary.sayings import Sayings

AGE = 6  # words of "the 61-year-old"
AGED = 2  # sentences back to whom it may mean
NEAR = 3  # sentences back
MANY = 60  # earlier mentions that are looked through
CLASSES = frozenset(  # roles that many have: "the official" is no one whom the report has named
    "official defence-official security-official diplomat soldier police-officer rebel militiaman gunman kidnapper"
    " protester civilian victim eyewitness hostage prisoner prisoner-of-war refugee relief-recipient journalist medic"
    " firefighter teacher student farmer worker activist aid-worker expert source person-unnamed military-source police"
    " officer-military lawmaker lawyer".split()
)
HUMAN = ("er", "or", "ist", "ian", "man", "woman", "ant", "eer", "brand", "chief", "head", "hand", "boss", "veteran")
THINGS = frozenset(
    "order register chapter ledger number centre center letter paper matter power sector factor error tower theater"
    " theatre chamber river newsletter poster computer border plant".split()
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


def resolve_epithet(parse: Parse, history: Sequence[Mention], mention: Mention, sayings: Sayings) -> None:
    """Lets "the skipper" or "the firebrand" that says something be whom the sentence before is about.

    Args:
        parse: The text.
        history: Earlier mentions, in text order.
        mention: The description, under a noun that the vocabulary of roles does not have.
        sayings: The nouns of papers and of the press, which are no people.
    """
    noun = parse.lemmas[mention.head]
    aged = "year" in parse.lowers[max(0, mention.first - AGE) : mention.head + AGE] and is_aged(parse, mention)
    if mention.refers_to is not None or mention.plural or (not aged and (not noun.endswith(HUMAN) or noun in THINGS)):
        return
    if (
        noun in sayings.mediums
        or noun in sayings.outlet_nouns
        or (not aged and "the" not in parse.lowers[max(0, mention.first - 1) : mention.first + 1])
    ):
        return
    number = parse.sentence_of[mention.head]
    fitting: dict[str | int, Mention] = {}
    for other in reversed(history[-MANY:]):
        if number - parse.sentence_of[other.head] > (AGED if aged else 1):
            break
        body = root_of(other)
        if body.named and body.kind == "person" and parse.deps[other.head].startswith("nsubj"):
            fitting.setdefault(body.actor or id(body), body)
    if len(fitting) == 1:
        mention.kind = "person"
        stand_for(mention, next(iter(fitting.values())))


def is_aged(parse: Parse, mention: Mention) -> bool:
    """Whether a description tells somebody's age: "the 61-year-old", "the 44-year-old former teacher"."""
    first, after = max(0, mention.first - AGE), min(len(parse), mention.head + AGE)
    written = parse.words_between(first, after).lower()
    return "the " in f" {written}" and "-year-old" in written


def name_later(parse: Parse, board: Board, speakers: Speakers) -> None:
    """Lets a speaker who is only described be the person whom the next sentence names without a word on who he is.

    "The mayor of Tarn said so. Ada Lind has been mayor since May." A stranger would have been introduced.
    """
    firsts: dict[str, Mention] = {}
    subjects: dict[int, Mention] = {}
    for mention in board.mentions:
        if mention.form == "name" and mention.kind == "person" and mention.actor is not None:
            fresh = firsts.setdefault(mention.actor, mention) is mention
            bare = len(mention.tokens) > 1 and not mention.roles
            if fresh and bare and parse.deps[mention.head].startswith("nsubj") and not is_introduced(parse, mention):
                subjects.setdefault(parse.sentence_of[mention.head], mention)
    stood_for = {id(m.refers_to) for m in board.mentions if m.refers_to is not None}
    introduced = min((parse.sentence_of[m.head] for m in firsts.values()), default=len(parse))
    for mention in board.mentions:
        if mention.head not in speakers.heads and id(mention) not in stood_for:
            continue
        if mention.form not in ("role", "source") or mention.kind != "person" or mention.refers_to is not None:
            continue
        number = parse.sentence_of[mention.head]
        target = subjects.get(number + 1)
        if (
            target is None
            or mention.plural
            or not mention.definite
            or mention.roles[:1] == ()
            or mention.roles[0] in CLASSES
        ):
            continue
        if mention.gender and target.gender and mention.gender != target.gender:
            continue
        if introduced > number:
            stand_for(mention, target)


def is_introduced(parse: Parse, mention: Mention) -> bool:
    """Whether words beside a name say who that is: "Ada Lind, a teacher,"."""
    return any(parse.deps[c] in ("appos", "acl:relcl") and parse.pos[c] != "NUM" for c in parse.children[mention.head])
