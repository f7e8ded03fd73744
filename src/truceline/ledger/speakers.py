"""Who speaks in claims, and who does what to whom in their reports, as linking compares it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from truceline.ledger.database import among, each_of, in_portions
from truceline.ledger.lookups import Lookup, rows_of
from truceline.ledger.pieces import MENTION, actor_of
from truceline.ledger.schema import CLAIM_PARTS, CLAIMS, EDITIONS, MENTIONS, REPORTS, SHIFT
from truceline.model import Actor

_C, _M, _P, _E = CLAIMS.c, MENTIONS.c, CLAIM_PARTS.c, EDITIONS.c
_ORIGINS = Lookup(select(_C.reading, _C.id, _C.origin).where(_C.origin.is_not(None)), _C.id)


def speakers_of(connection: Connection, claims: Iterable[str]) -> dict[str, Actor]:
    """For claims, by lasting id, the mention of their chain's first link that tells most of who it is."""
    said: dict[int, list[tuple[str, str]]] = defaultdict(list)  # by reading: the claim, and who is at its origin
    for portion in in_portions(sorted(set(claims))):
        for reading, id, origin in _ORIGINS.rows(connection, portion):
            said[reading].append((id, origin))
    found: dict[str, Actor] = {}
    for reading, mention in _mentions_in(connection, sorted(said)):
        for id, origin in said[reading]:
            if mention.actor == origin and (id not in found or _rank(mention) < _rank(found[id])):
                found[id] = mention
    return found


def _mentions_in(connection: Connection, readings: Sequence[int]) -> Iterator[tuple[int, Actor]]:
    """The mentions of readings that name somebody known, each with the number of its reading, in order."""
    for portion in in_portions([reading << SHIFT for reading in readings]):
        begin = each_of(connection, portion)
        within = _M.n.between(begin, begin + ((1 << SHIFT) - 1))
        question = select(*MENTION).where(within, _M.actor.is_not(None)).order_by(_M.n)
        for row in rows_of(connection, question):
            yield row[0] >> SHIFT, actor_of(row)


def _rank(mention: Actor) -> tuple[bool, bool]:
    return mention.country is None, not mention.sector


def deeds_in(
    connection: Connection, reports: Sequence[int], events: Sequence[str]
) -> dict[int, list[tuple[list[Actor], list[Actor]]]]:
    """For reports, by number, those who do and those to whom it is done, of each claim of some events."""
    found: dict[int, dict[int, tuple[list[Actor], list[Actor]]]] = defaultdict(dict)
    question = (
        select(*MENTION, REPORTS.c.n, _P.claim, _P.role)
        .join(EDITIONS, _E.report == REPORTS.c.n)
        .join(CLAIMS, _C.reading == _E.reading)
        .join(CLAIM_PARTS, _P.claim == _C.n)
        .join(MENTIONS, _M.n == _P.part)
        .where(_C.event.concat("").in_(events), _P.role.in_(("actor", "recipient")))
        .order_by(_P.claim, _P.role, _P.ord)
    )
    for portion in in_portions(reports):
        for row in rows_of(connection, question.where(among(connection, REPORTS.c.n, portion))):
            report, claim, role = row[-3:]
            doers, struck = found[report].setdefault(claim, ([], []))
            (doers if role == "actor" else struck).append(actor_of(row))
    return {report: list(claims.values()) for report, claims in found.items()}
