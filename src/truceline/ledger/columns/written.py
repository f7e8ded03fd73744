"""What was written when: the batches of a ledger, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from truceline.ledger.ledger import Ledger
from truceline.ledger.schema import BATCHES, ENTRIES, REVIEWS

_B, _E, _V = BATCHES.c, ENTRIES.c, REVIEWS.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What was written at one time."""

    n: int
    learnt: str  # UTC second
    program: str
    hash: str
    kinds: dict[str, int]  # how many entries of each kind


def batches(ledger: Ledger, *, limit: int, after: int | None = None) -> tuple[list[Batch], int]:
    """Batches, the newest first, and how many there are in all.

    Args:
        ledger: Whose.
        limit: How many at most.
        after: Only those with a lower number.
    """
    question = select(BATCHES).order_by(_B.n.desc()).limit(limit)
    if after is not None:
        question = question.where(_B.n < after)
    with ledger.database.reading() as connection:
        total = connection.scalar(select(func.max(_B.n))) or 0
        rows = connection.execute(question).all()
        # Entries stand in the order of their batches: where these begin and end is told by how many came before.
        before = connection.scalar(select(func.sum(_B.entries)).where(_B.n < rows[-1].n)) or 0 if rows else 0
        end = before + sum(row.entries for row in rows)
        counted = select(_E.batch, _E.kind, func.count()).where(_E.n > before, _E.n <= end)
        kinds: dict[int, dict[str, int]] = {}
        for batch, kind, number in connection.execute(counted.group_by(_E.batch, _E.kind)):
            kinds.setdefault(batch, {})[kind] = number
    return [
        Batch(n=row.n, learnt=row.learnt, program=row.program, hash=row.hash, kinds=kinds.get(row.n, {}))
        for row in rows
    ], int(total)


def newest_reviews(ledger: Ledger, *, limit: int, after: int | None = None) -> tuple[list[int], int]:
    """Numbers of reviews, the newest first, and how many there are in all."""
    question = select(_V.n).order_by(_V.n.desc()).limit(limit)
    if after is not None:
        question = question.where(_V.n < after)
    with ledger.database.reading() as connection:
        total = connection.scalar(select(func.count()).select_from(REVIEWS)) or 0
        return list(connection.scalars(question).all()), total
