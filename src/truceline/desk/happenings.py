"""Events a page at a time: what linking judged, from the columns instead of from the whole ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.ledger import ClaimRow
from truceline.ledger.columns import Asked, Group, Lists, Page
from truceline.linking import Conflict, Event
from truceline.linking.happening import event_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event with its claims."""

    event: Event
    claims: tuple[ClaimRow, ...]
    origins: dict[str, str]  # id of each claim → the same for claims of one speech act


def page(
    lists: Lists, asked: Asked, *, origins: int = 1, order: str = "published", limit: int = 50, after: int | None = None
) -> Page[Happening]:
    """A page of the events of which a claim fits, the latest first.

    Args:
        lists: The ledger's.
        asked: Which claims.
        origins: Only events that so many different speech acts tell of, at least.
        order: One of `truceline.ledger.columns.ORDERS`.
        limit: How many at most.
        after: What the page before gave.
    """
    found = lists.events(asked, origins=origins, order=order, limit=limit, after=after)
    return Page(rows=_happenings(lists, found.rows), total=found.total, after=found.after)


def whole(lists: Lists, id: str, *, as_of: str | None = None) -> Happening:
    """The event that the claim with this lasting id is part of; an event's own id is that of a claim.

    Raises:
        UnknownId: There is no such claim, or none of its event was known yet.
    """
    return _happenings(lists, [lists.event(id, as_of=as_of)])[0]


def _happenings(lists: Lists, groups: Sequence[Group]) -> list[Happening]:
    conflicts = _conflicts(lists, [claim.id for group in groups for claim in group.claims])
    found = []
    for group in groups:
        own = {conflict.judgement: conflict for claim in group.claims for conflict in conflicts.get(claim.id, ())}
        event = event_of(
            min(claim.id for claim in group.claims),
            group.claims,
            group.origins,
            tuple(own[id] for id in sorted(own, key=str)),
        )
        found.append(Happening(event=event, claims=group.claims, origins=group.origins))
    return found


def _conflicts(lists: Lists, claims: Sequence[str]) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = defaultdict(list)
    for row in lists.judged("conflict", claims):
        if row.judgement.score != 0:
            reasons = row.judgement.reasons
            conflict = Conflict(
                kind=str(reasons["kind"]),
                what=reasons.get("what"),
                claims=row.judgement.subjects,
                values=tuple(reasons.get("values", ())),
                judgement=row.id,
            )
            for claim in conflict.claims:
                found[claim].append(conflict)
    return found
