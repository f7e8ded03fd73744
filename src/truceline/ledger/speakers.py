"""Who speaks in claims, and who does what to whom in their reports, as linking compares it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, select

from truceline.ledger.database import in_portions
from truceline.ledger.gather import actor_of
from truceline.ledger.schema import CLAIM_PARTS, CLAIMS, EDITIONS, MENTIONS, REPORTS, SHIFT
from truceline.model import Actor

_C, _M, _P, _E = CLAIMS.c, MENTIONS.c, CLAIM_PARTS.c, EDITIONS.c


def speakers_of(connection: Connection, claims: Iterable[str]) -> dict[str, Actor]:
    """For claims, by lasting id, the mention of their chain's first link that tells most of who it is."""
    found: dict[str, Actor] = {}
    question = select(_C.id.label("claim"), *_M).join(
        MENTIONS, and_(_M.n >= _C.reading * (1 << SHIFT), _M.n < (_C.reading + 1) * (1 << SHIFT), _M.actor == _C.origin)
    )
    for portion in in_portions(sorted(set(claims))):
        for row in connection.execute(question.where(_C.id.in_(portion)).order_by(_M.n)):
            mention = actor_of(row)
            before = found.get(row.claim)
            if before is None or _rank(mention) < _rank(before):
                found[row.claim] = mention
    return found


def _rank(mention: Actor) -> tuple[bool, bool]:
    return mention.country is None, not mention.sector


def deeds_in(
    connection: Connection, reports: Sequence[int], events: Sequence[str]
) -> dict[int, list[tuple[list[Actor], list[Actor]]]]:
    """For reports, by number, those who do and those to whom it is done, of each claim of some events."""
    found: dict[int, dict[int, tuple[list[Actor], list[Actor]]]] = defaultdict(dict)
    question = (
        select(REPORTS.c.n.label("report"), _P.claim.label("claim"), _P.role.label("role"), *_M)
        .join(EDITIONS, _E.report == REPORTS.c.n)
        .join(CLAIMS, _C.reading == _E.reading)
        .join(CLAIM_PARTS, _P.claim == _C.n)
        .join(MENTIONS, _M.n == _P.part)
        .where(_C.event.in_(events), _P.role.in_(("actor", "recipient")))
        .order_by(_P.claim, _P.role, _P.ord)
    )
    for portion in in_portions(reports):
        for row in connection.execute(question.where(REPORTS.c.n.in_(portion))):
            doers, struck = found[row.report].setdefault(row.claim, ([], []))
            (doers if row.role == "actor" else struck).append(actor_of(row))
    return {report: list(claims.values()) for report, claims in found.items()}
