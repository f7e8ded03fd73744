"""What the words of a phrase say of somebody: role, sector, the state or body they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from truceline.model import Parse
from truceline.reading.actors.hits import Hits
from truceline.reading.actors.mention import FOREIGN, Hit, possessive
from truceline.reading.actors.roles import RoleHit, Roles
from truceline.vocabulary import Entry, Role

GENERIC = frozenset({"GOV", "CVL", "ELI", "UNK"})  # said of so many that a narrower sector tells more
OUTSIDERS = frozenset(
    {"ally", "expert", "mediator", "victim", "hostage", "prisoner"}
)  # roles towards somebody, not under them
GOVERNING = frozenset({"administration", "government", "cabinet"})  # roles of those who govern, whoever they are
RULING = frozenset({"leader", "strongman", "dictator", "ruler"})  # of a state, they govern; of a people, they lead it
INTERGOVERNMENTAL = frozenset({"IGO", "UNO", "EUR"})
OFFICE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})  # sectors that are left with the office
PRIVATE = frozenset({"BUS", "EDU", "LAB", "REL", "PTY", "AGR"})
STATE_PEOPLES = frozenset({"palestinians"})  # peoples in the vocabulary whose demonym is no state's there
FORMER = frozenset({"former", "ex", "onetime", "erstwhile", "retired", "ousted", "deposed"})
TOWARDS = frozenset({"pro", "anti", "non", "counter"})  # "pro-Rhodian rebels" are not Rhodes's
AGAINST = frozenset({"counter", "anti"})


class Codes(NamedTuple):
    """What the words of one phrase say."""

    roles: tuple[Role, ...]  # the last one first
    sector: tuple[str, ...]
    state: Entry | None  # the one state that the words name
    body: Entry | None  # the body, other than a state, that they name
    people: Entry | None  # the people or the person that they name
    used: tuple[Hit, ...]  # names of states that the phrase uses up


def ordered(*sectors: Iterable[str]) -> tuple[str, ...]:
    """Sectors without repetition, narrow ones first."""
    found = list(dict.fromkeys(s for group in sectors for s in group))
    if PRIVATE.intersection(found):
        found = [s for s in found if s != "GOV"]  # the president of a company
    return tuple([s for s in found if s not in GENERIC] + [s for s in found if s in GENERIC])


def belongs(parse: Parse, hit: Hit) -> bool:
    """Whether those whose phrase a name stands in are its own: not "pro-X", not "X-backed"."""
    first, after, lowers = hit.first, hit.after, parse.lowers
    if after + 1 < len(lowers) and lowers[after] in ("-", "–") and lowers[after + 1] in FOREIGN:
        return False
    joined = lowers[after - 1].rpartition("-")  # "U.S.-backed" is one word to the tokenizer
    if joined[0] and joined[2] in FOREIGN:
        return False
    if first and lowers[first - 1] in AGAINST:
        return False  # "the Counter Dawn Coalition"
    return not (first > 1 and lowers[first - 1] in ("-", "–") and lowers[first - 2] in TOWARDS)


def codes_of(parse: Parse, hits: Hits, roles: list[RoleHit], first: int, after: int, year: int | None) -> Codes:
    """What the words [first, after) say, given the role phrases among them."""
    names = [(hit, hit.entry) for hit in hits.between(first, after) if hit.entry is not None and belongs(parse, hit)]
    states = [(hit, entry) for hit, entry in names if entry.kind == "state"]
    bodies = [entry for _, entry in names if entry.kind in ("group", "body", "outlet")]
    peoples = [entry for _, entry in names if entry.kind in ("population", "person")]
    state = states[-1][1] if len({entry.id for _, entry in states}) == 1 else None
    body = bodies[-1] if bodies else None
    sector = ordered(*(r.role.sector for r in reversed(roles)))
    if OFFICE.intersection(sector) and FORMER.intersection(parse.lowers[first:after]):
        sector = ("ELI",)
    if body is not None and body.sector:
        whose = body.sector_in(year)
        sector = (*whose, *(s for s in sector if s not in GENERIC and s not in whose))
    elif state is not None and state.sector and (not sector or OFFICE.intersection(sector)):
        sector = ordered([s for s in sector if s not in GENERIC], state.sector, sector)
    elif peoples and peoples[-1].kind == "population" and not (roles and roles[-1].role.id == "state-party"):
        sector = ordered(
            sector, [s for s in peoples[-1].sector if s not in GENERIC], () if sector else peoples[-1].sector
        )
    sector = sector_of_head(parse, roles, sector, state, body, peoples[-1] if peoples else None)
    used = tuple(
        hit for hit, entry in names if entry.kind == "population" or (entry.kind == "state" and state is not None)
    )
    own = max(
        (w + 1 for w in range(first, after) if parse.tags[w] == "POS"), default=first
    )  # "the army's doctors" are no army
    return Codes(
        tuple(r.role for r in reversed(roles) if r.first >= own),
        sector,
        state,
        body,
        peoples[-1] if peoples else None,
        used,
    )


def sector_of_head(
    parse: Parse,
    roles: list[RoleHit],
    sector: tuple[str, ...],
    state: Entry | None,
    body: Entry | None,
    people: Entry | None,
) -> tuple[str, ...]:
    """The sectors with what the head of a phrase says beside whose it is: leaders of a state govern it."""
    if not roles:
        return sector
    role, word = roles[-1].role, parse.lemmas[roles[-1].after - 1]
    if body is not None:
        if role.id in GOVERNING and "GOV" not in sector:
            return ("GOV", *sector)  # "the Dawn Party government"
        if not sector and role.id == "leader" and body.country in INTERGOVERNMENTAL:
            return ("GOV",)
    elif word in RULING and role.id == "leader" and not set(sector) - GENERIC:
        if state is not None or (people is not None and stately(people)):
            return ("GOV",)
        if people is not None and people.kind == "population":
            return ("ELI",)
    return sector


def stately(people: Entry) -> bool:
    """Whether a people is that of a state under its own name."""
    return people.id in STATE_PEOPLES


def seen_from_outside(parse: Parse, codes: Codes, role: Role) -> Codes:
    """What is left where the role is one towards somebody: a rival of Rhodes is not Rhodes's, a Rhodian hostage is."""
    owned = any(possessive(parse, hit.after) for hit in codes.used)
    state = None if owned or role.id == "ally" else codes.state
    return codes._replace(sector=ordered(role.sector), body=None, state=state)


def lends_name(known: Hit, word: str) -> bool:
    """Whether a known name before roles leaves them roles: "Rhodian Army", but "Dawn Institute" is a body itself."""
    return known.entry is not None and (
        known.entry.kind in ("state", "population") or (word.isupper() and len(word) > 4)
    )


def is_generic(parse: Parse, hits: Hits, roles: Roles, hit: Hit) -> bool:
    """Whether a name of the network is a known name and role words alone: "Rhodian Foreign Ministry"."""
    if hit.entry is not None or hit.label not in ("ORG", "PER"):
        return False
    word = hit.first
    while word < hit.after:
        role, known = roles.starting.get(word), hits.known.get(word)
        if role is not None and role.after <= hit.after:
            word = role.after
        elif (
            known is not None
            and known.first == word
            and known.after < hit.after
            and lends_name(known, parse.words[word])
        ):
            word = known.after
        elif parse.tags[word] == "POS" or parse.lowers[word] in ("the", "of", "a", "an"):
            word += 1
        else:
            return False
    return roles.ending.get(hit.after) is not None
