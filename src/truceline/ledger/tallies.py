"""How much there is of whom: counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, distinct, func, or_, select

from truceline.ledger.columns.speaking import Speaking
from truceline.ledger.database import in_portions
from truceline.ledger.encoding import folded, looked_up
from truceline.ledger.questions import DOERS, claims_that_fit, standing
from truceline.ledger.records import ActorTally, Filters, SourceTally
from truceline.ledger.schema import (
    AGREEMENTS,
    CLAIM_PARTS,
    CLAIMS,
    EDITIONS,
    ENTRIES,
    JUDGEMENTS,
    LINKS,
    MENTIONS,
    REPORTS,
)

_C, _P, _E = CLAIMS.c, CLAIM_PARTS.c, EDITIONS.c
_LAST_DIGIT = "g"  # sorts after every hex digit


def sources(connection: Connection, filters: Filters, as_of: str | None, limit: int | None) -> list[SourceTally]:
    """Who stands at the origin of claims that fit, those with most claims first."""
    key = func.coalesce(_C.origin, _C.origin_name)
    denied = func.sum(case((_C.denials > 0, 1), else_=0))
    counts = (func.count(), func.count(distinct(_E.report)), denied, func.min(_C.first), func.max(_C.last))
    question = select(key, *counts, func.min(_C.n)).join(EDITIONS, _E.reading == _C.reading).where(standing(as_of))
    if filters != Filters():
        question = question.where(_C.n.in_(claims_that_fit(filters, as_of).order_by(None)))
    rows = connection.execute(
        question.group_by(key).order_by(func.count().desc(), key.is_not(None), key).limit(limit)
    ).all()
    return sources_of(
        connection,
        [
            Speaking(
                source=source,
                example=number,
                claims=claims,
                reports=reports,
                denied=int(of_those_denied or 0),
                first=first,
                last=last,
            )
            for source, claims, reports, of_those_denied, first, last, number in rows
        ],
    )


def sources_of(connection: Connection, counted: Sequence[Speaking]) -> list[SourceTally]:
    """Sources with what they are called in their first claim."""
    shown = _first_links(connection, [one.example for one in counted])
    found = []
    for one in counted:
        link = shown.get(one.example)
        found.append(
            SourceTally(
                actor=link.actor if link else None,
                name=link.name if link else None,
                kind=link.kind if link else None,
                named=bool(link.named) if link else False,
                claims=one.claims,
                reports=one.reports,
                denied=one.denied,
                first=one.first,
                last=one.last,
            )
        )
    return found


def _first_links(connection: Connection, claims: list[int]) -> dict[int, Any]:
    k = LINKS.c
    found: dict[int, Any] = {}
    for portion in in_portions(claims):
        question = select(LINKS).where(k.claim.in_(portion), k.chain == 0, k.ord == 0)
        found.update({row.claim: row for row in connection.execute(question)})
    return found


def actor(connection: Connection, name: str, as_of: str | None) -> ActorTally | None:
    """How often somebody takes part and speaks; None where nothing tells of such a one."""
    of_it = or_(_P.key == looked_up(name), _P.name == folded(name))
    parts = (
        select(_P.claim, _P.role, _P.part, _C.event, _C.first, _C.last)
        .join(CLAIMS, _C.n == _P.claim)
        .join(EDITIONS, _E.reading == _C.reading)
        .where(of_it, _P.role.in_(DOERS), standing(as_of))
        .subquery()
    )
    p = parts.c
    by_event = connection.execute(
        select(p.role, p.event, func.count(distinct(p.claim)), func.min(p.first), func.max(p.last), func.min(p.part))
        .group_by(p.role, p.event)
        .order_by(func.count(distinct(p.claim)).desc(), p.event)
    ).all()
    spoken = select(func.count(), func.min(_C.first), func.max(_C.last)).join(EDITIONS, _E.reading == _C.reading)
    said = connection.execute(spoken.where(_is_origin(name), standing(as_of))).one()
    if not by_event and not said[0]:
        return None
    mention = _mention(connection, [row[5] for row in by_event])
    days = [(row[3], row[4]) for row in by_event] + ([(said[1], said[2])] if said[0] else [])
    return ActorTally(
        actor=mention.actor if mention else None,
        name=mention.name if mention else name,
        country=mention.country if mention else None,
        sector=tuple(mention.sector.split()) if mention else (),
        does=tuple((row[1], row[2]) for row in by_event if row[0] == "actor"),
        suffers=tuple((row[1], row[2]) for row in by_event if row[0] == "recipient"),
        says=said[0],
        first=min((first for first, _ in days if first), default=None),
        last=max((last for _, last in days if last), default=None),
    )


def _is_origin(name: str) -> ColumnElement[bool]:
    return or_(_C.origin == name, _C.origin_name == folded(name))


def _mention(connection: Connection, numbers: list[int]) -> Any:
    """Of some mentions the one that has most of a name."""
    rows = connection.execute(select(MENTIONS).where(MENTIONS.c.n.in_(numbers[:100]))).all()
    return min(rows, key=lambda row: (not row.named, row.kind == "person", len(row.name or ""), row.n), default=None)


def beginning_so(connection: Connection, beginning: str, limit: int) -> list[str]:
    """The lasting ids of reports, claims, agreements and judgements that begin so."""
    found: set[str] = set()
    tables = {"r": REPORTS, "c": CLAIMS, "g": AGREEMENTS, "j": JUDGEMENTS, "d": ENTRIES, "e": ENTRIES, "v": ENTRIES}
    table = tables.get(beginning[:1])
    if table is not None:
        question: Select[str] = select(table.c.id).distinct().order_by(table.c.id).limit(limit)
        found.update(
            connection.scalars(question.where(table.c.id >= beginning, table.c.id < beginning + _LAST_DIGIT)).all()
        )
    return sorted(found)
