"""Descriptions that stand for somebody named or described before: "the group", "the president", "the official"."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model import Parse
from truceline.reading.actors.mention import CLOSING, Board, Mention, root_of, stand_for
from truceline.reading.actors.talk import Speakers
from truceline.vocabulary import Entry

TAIL = 8  # words of a description behind its head
AGAIN = 6  # sentences back to which "the officer" may point
NEAR = 3  # sentences back within which one that fits settles what a description stands for
CALLED = frozenset({"know", "name", "call", "identify"})  # verbs that give somebody's name
PAIRS = frozenset({"both", "two"})
MANY = 60  # earlier mentions that are looked through
HOSTILE = frozenset({"REB", "PRM", "CRM"})


def link_descriptions(parse: Parse, board: Board) -> None:
    """Ties a description to the name beside it: "Ana Belt, the Rhodian envoy", "Belt is the Rhodian envoy"."""
    for mention in board.mentions:
        if mention.form not in ("role", "name") or mention.refers_to is not None:
            continue
        other = None
        if parse.deps[mention.head] == "appos":
            other = board.at(parse.heads[mention.head])
            if other is not None:
                settle_person(parse, mention, other)
        elif mention.form == "role":
            other = predicated(parse, board, mention) or known_as(parse, board, mention)
        if (
            mention.form == "name"
            and mention.kind == "person"
            and (other is None or other.form != "role" or not alike(mention, other))
        ):
            other = described_before(parse, board, mention) or other
        if other is None or other is mention or {mention.form, other.form} != {"name", "role"}:
            continue
        name, role = (mention, other) if mention.form == "name" else (other, mention)
        if not alike(name, role) or role.plural:
            continue
        name.country = name.country or role.country
        name.sector = name.sector or role.sector
        name.roles = name.roles or role.roles
        name.gender = name.gender or role.gender
        stand_for(role, name)
    for mention in board.mentions:  # "the treasurer, a former priest called Ansgar Bohl"
        if mention.form in ("role", "source") and parse.deps[mention.head] == "appos":
            other = board.by_head.get(parse.heads[mention.head])
            if other is not None and other.form in ("role", "source") and not (other.plural or mention.plural):
                if mention.refers_to is not None and other.refers_to is None and other.kind in ("person", None):
                    stand_for(other, mention.refers_to)


def settle_person(parse: Parse, name: Mention, role: Mention) -> None:
    """Takes a name that nothing is known of for a person's where commas set it beside one: "a general, Ugo Brand,"."""
    unknown = name.form == "name" and name.kind == "body" and not (name.roles or name.sector or name.country)
    one = role.form == "role" and role.kind == "person" and not role.plural
    if unknown and one and role.after == name.first - 1 and parse.words[role.after] == ",":
        words = parse.words[name.first : name.after]
        if len(words) > 1 and all(word[:1].isupper() and not word.isupper() for word in words):
            name.kind = "person"


def known_as(parse: Parse, board: Board, role: Mention) -> Mention | None:
    """The name by which a description says that somebody goes: "the rebel commander known as Ilo"."""
    for verb in parse.children[role.head]:
        if parse.deps[verb] != "acl" or parse.lemmas[verb] not in CALLED or verb < role.head:
            continue
        names = (board.by_head.get(c) for c in parse.children[verb] if c > verb and parse.deps[c] in ("obl", "xcomp"))
        found = next((m for m in names if m is not None and m.form == "name" and m.kind == "person"), None)
        if found is not None:
            return found
    return None


def described_before(parse: Parse, board: Board, name: Mention) -> Mention | None:
    """The description of one person that ends right before a name between commas: "its chief of staff, Ada Lind,"."""
    comma, after = name.first - 1, name.after
    end = parse.sentences[parse.sentence_of[name.head]][1]
    closed = after >= end or parse.words[after] in CLOSING
    if comma < 1 or parse.words[comma] != "," or not closed:
        return None
    found = (m for m in board.mentions if m.form == "role" and m.kind == "person" and not m.plural)
    fitting = [m for m in found if m.first < comma and comma in (m.after, phrase_end(parse, m))]
    return min(fitting, key=lambda m: m.first, default=None)


def phrase_end(parse: Parse, mention: Mention) -> int:
    """The word after what follows the head of a description up to a comma: "chief of the general staff"."""
    head = parse.head_of(mention.first, mention.after)
    end = min(parse.subtree(head)[1], mention.after + TAIL)
    return next((w for w in range(mention.after, end) if parse.words[w] == ","), end)


def predicated(parse: Parse, board: Board, mention: Mention) -> Mention | None:
    """The subject of which a description is said with "is" or "are", unless it is denied."""
    subject, copula = None, False
    for c in parse.children[mention.head]:
        if parse.deps[c] == "cop" and parse.lowers[c] in ("is", "are", "'s", "’s", "being"):
            copula = True
        elif parse.deps[c] in ("nsubj", "nsubj:outer"):
            subject = board.by_head.get(c)
        elif parse.lowers[c] in ("not", "n't", "n’t", "no", "never") or parse.deps[c] == "aux":
            return None
    return subject if copula else None


def alike(name: Mention, role: Mention) -> bool:
    """Whether a name and a description can be one: people are people, bodies are bodies."""
    return (name.kind == "person") == (role.kind == "person") and name.kind not in ("state", "population")


def is_house(parse: Parse, speakers: Speakers, mention: Mention, outlet: Entry | None) -> bool:
    """Lets "this newspaper" and "our correspondent" stand for the publisher, where nobody else is speaking."""
    before = parse.lowers[mention.first - 1] if mention.first else ""
    ours = HOUSE.get(before, frozenset())
    if outlet is None or parse.lemmas[mention.head] not in ours or speakers.source(mention.head) != (None, False):
        return False
    mention.actor, mention.name, mention.kind = outlet.id, outlet.name, outlet.kind
    mention.country, mention.sector, mention.owner = outlet.country, outlet.sector, None
    return True


def resolve_description(parse: Parse, seen: dict[str, list[Mention]], mention: Mention) -> None:
    """Lets a description without a body of its own stand for the one earlier mention that it fits.

    Args:
        parse: The text.
        seen: Earlier mentions by role, kind and sector, in text order.
        mention: The description.
    """
    if not mention.definite or not mention.roles or mention.country is not None:
        return
    if mention.refers_to is not None or mention.owner is not None:
        return
    short = f"name {parse.lowers[mention.head]}" if parse.words[mention.head][:1].isupper() else ""
    for key in (short, *keys_of(parse, mention, description=True)):
        target = only(parse, seen.get(key, ()), mention)
        if target is not None:
            stand_for(mention, target)
            return


def resolve_again(parse: Parse, talk_of: Sequence[Mention], mention: Mention) -> None:
    """Lets "the officer" stand for the one whom the text has called an officer before, whatever it called him besides.

    Args:
        parse: The text.
        talk_of: Earlier mentions, in text order.
        mention: The description.
    """
    if mention.refers_to is not None or mention.owner is not None or mention.country is not None:
        return
    the = "the" in parse.lowers[max(0, mention.first - 1) : mention.first + 1]
    if not the or mention.head - mention.first > 1 or parse.pos[mention.head] != "NOUN":
        return
    tied = [c for c in parse.children[mention.head] if c < mention.head and parse.words[c][:1].isupper()]
    said_of = (*parse.lowers[mention.first : mention.head], *(parse.lowers[c] for c in tied if parse.pos[c] != "DET"))
    fitting: dict[int, Mention] = {}
    here = parse.sentence_of[mention.head]
    for other in reversed(talk_of[-MANY:]):
        if here - parse.sentence_of[other.head] > AGAIN:
            break
        same = parse.lemmas[other.head] == parse.lemmas[mention.head] and other.plural == mention.plural
        same = same or (other.form == "name" and mention.kind != "person" and is_called(parse, other, mention))
        same = same and set(said_of) <= set(parse.lowers[other.first : other.after])
        if same and other.form in ("role", "source", "name") and other.head != mention.head:
            fitting.setdefault(id(root_of(other)), other)
    if len(fitting) == 1:
        stand_for(mention, next(iter(fitting.values())))


def is_called(parse: Parse, name: Mention, mention: Mention) -> bool:
    """Whether the noun of a description stands in a body's name: "the ministry" of "the Defence Ministry of Elbia"."""
    if name.kind in ("person", "state", "population") or name.plural != mention.plural or not name.named:
        return False
    return parse.lowers[mention.head] in parse.lowers[name.first : name.after]


def resolve_both(parse: Parse, talk_of: Sequence[Mention], mention: Mention) -> None:
    """Lets "both" or "the two" stand for the two people or bodies of whom the text spoke last.

    Args:
        parse: The text.
        talk_of: Earlier mentions, in text order.
        mention: Who speaks.
    """
    if mention.refers_to is not None or parse.lowers[mention.head] not in PAIRS:
        return
    here = parse.sentence_of[mention.head]
    for other in reversed(talk_of[-MANY:]):
        if here - parse.sentence_of[other.head] > NEAR:
            return
        body = root_of(other)
        if body.plural and "two" in parse.lowers[max(0, body.first - 1) : body.after]:
            stand_for(mention, body)
            return


def only(parse: Parse, candidates: list[Mention] | tuple[Mention, ...], mention: Mention) -> Mention | None:
    """The one body among the earlier mentions, in the whole text or at least near by; None where there are several."""
    here = parse.sentence_of[mention.head]
    near: dict[str | int, Mention] = {}
    far: dict[str | int, Mention] = {}
    for candidate in reversed(candidates[-40:]):
        body = root_of(candidate)
        if parse.tags[candidate.first] == "CD" and parse.lemmas[candidate.head] != parse.lemmas[mention.head]:
            continue  # "one of the patrol boats" is not the navy
        if body is mention or candidate.plural != mention.plural and body.kind != "group":
            continue
        key = body.actor if body.actor is not None and body.named else id(body)
        far.setdefault(key, candidate)
        if here - parse.sentence_of[candidate.head] <= NEAR:
            near.setdefault(key, candidate)
    for found in (far, near):
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def remember(parse: Parse, seen: dict[str, list[Mention]], mention: Mention) -> None:
    """Files a mention under what later descriptions may call it."""
    if mention.form in ("adjective", "pronoun", "source"):
        return
    for key in keys_of(parse, mention, description=False):
        seen.setdefault(key, []).append(mention)
    if (
        mention.named
        and mention.form == "name"
        and mention.kind in ("body", "group")
        and mention.after - mention.first > 1
    ):
        seen.setdefault(f"name {parse.lowers[mention.after - 1]}", []).append(mention)  # "the Council"


def keys_of(parse: Parse, mention: Mention, *, description: bool) -> list[str]:
    """What a mention may be called by: its roles; a group also "the group" and "the rebels", a state "the country"."""
    found = list(mention.roles[:1] if description else mention.roles)
    found = [role for role in found if role != "media"]
    armed = bool(HOSTILE.intersection(mention.sector))
    if description:
        if (mention.roles[0] in GROUPS and not mention.plural) or (
            armed and (mention.plural or mention.kind == "body")
        ):
            found.append("a group")
        if mention.roles[0] == "media" and not mention.plural and parse.lemmas[mention.head] not in COLLECTIVE:
            found.append("an outlet")
        if parse.lemmas[mention.head] in COMPANIES and not mention.plural:
            found.append("a body")
        if parse.lemmas[mention.head] in LANDS and not mention.plural:
            found.append("a state")
    elif mention.named and mention.kind != "person":
        if mention.kind in ("body", "group"):
            found.append("a body")
        if mention.kind == "group" or (armed and mention.kind == "body"):
            found.append("a group")
        if mention.kind == "outlet" or "JRN" in mention.sector:
            found.append("an outlet")
        if mention.kind == "state":
            found.append("a state")
    return found


PAPERS = frozenset({"newspaper", "paper", "website", "outlet", "publication", "magazine", "channel", "site", "agency"})
STAFF = frozenset({"correspondent", "reporter", "journalist", "photographer"})
HOUSE = {"this": PAPERS | STAFF, "our": STAFF}  # what a publisher calls itself and its own
GROUPS = frozenset({"organization", "rebel-group", "militia", "gang", "party"})  # roles that any group may go by
COMPANIES = frozenset(  # what any body may be called
    "group movement charity organisation organization society institute firm company union bloc faction body league"
    " alliance association federation foundation".split()
)
LANDS = frozenset({"country", "nation", "kingdom", "republic", "state"})
COLLECTIVE = frozenset({"media", "medium", "press", "television", "radio", "tv"})  # "the press" is no one outlet
