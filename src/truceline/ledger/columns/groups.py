"""Which claims belong together by the judgements that stand, as columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import Connection, Select, exists, or_, select

from truceline.ledger.columns.grown import Array
from truceline.ledger.database import in_portions
from truceline.ledger.joins import of_kind
from truceline.ledger.schema import CLAIMS, JUDGED, JUDGEMENTS, SHIFT

KINDS = ("event", "origin")
_ANEW = 50_000  # claims of groups that were taken apart, from which on all of them are made again
_J, _M, _C = JUDGEMENTS.c, JUDGED.c, CLAIMS.c

_Member = tuple[int, str, int]  # number of the judgement, side, number of the claim


class Groups:
    """Groups of one kind, that judgements join claims into; kept in step with the ledger.

    A judgement joins its subjects with its objects. One with the score 0 joins nothing: put in the place of another it
    takes that one back. Only the groups that this takes apart are made again.

    Args:
        kind: Of the judgements: ``event``, ``origin``.
        roots: What `roots` gave before.
    """

    def __init__(self, kind: str, roots: Array | None = None) -> None:
        self._kind = kind
        self._above = array("i", roots.astype(np.int32).tobytes() if roots is not None else b"")  # a row's next one up

    def read(self, connection: Connection, since: int, claims: Array) -> bool:
        """What was judged since, or of claims that came since once more.

        Args:
            connection: The ledger's.
            since: Number of the last entry that is known.
            claims: The numbers of all claims.

        Returns:
            Whether anything may have been put together or taken apart.
        """
        known = len(self._above)
        self._above.extend(range(known, len(claims)))
        if not since:
            self._join(_members(connection, _standing(self._kind)), claims)
            return True
        moved = self._moved(connection, since, claims)
        loose = self._loose(moved)
        if len(loose) > _ANEW:
            self._above = array("i", range(len(claims)))
            self._join(_members(connection, _standing(self._kind)), claims)
            return True
        for row in loose.tolist():
            self._above[row] = row
        about = _judgements_about(connection, self._kind, claims[loose].tolist()) if len(loose) else []
        for part in in_portions(about):
            self._join(_members(connection, _standing(self._kind).where(_J.n.in_(part))), claims)
        joined = self._join(_members(connection, _standing(self._kind).where(_J.n > since)), claims)
        return joined or len(loose) > 0

    def roots(self) -> Array:
        """For each claim's row the first row of its group."""
        above = np.array(self._above, dtype=np.int32)
        while not np.array_equal(above, further := above[above]):
            above = further
        return above

    def _moved(self, connection: Connection, since: int, claims: Array) -> Array:
        """The rows of claims that a judgement which does not stand any more joined, or that are there once more."""
        # In steps, each by an index: joined in one question, a database may look through all that was there before.
        old = select(_J.n).where(_J.kind == self._kind, _J.n <= since)
        replaced = connection.scalars(select(_J.supersedes).where(_J.n > since, _J.supersedes.is_not(None))).all()
        again = connection.scalars(select(_C.id).where(_C.n >= (since + 1) << SHIFT)).all()
        numbers = [n for part in in_portions(replaced) for n in connection.scalars(old.where(_J.id.in_(part)))]
        found: list[int] = []
        for part in in_portions(numbers):
            question = select(_C.n).join(JUDGED, _M.member == _C.id)
            found += connection.scalars(question.where(_M.judgement.in_(part))).all()
        for part in in_portions(again):
            found += connection.scalars(select(_C.n).where(_C.id.in_(part), _C.n < (since + 1) << SHIFT)).all()
        return np.searchsorted(claims, np.array(sorted(set(found)), dtype=np.int64))

    def _loose(self, moved: Array) -> Array:
        """The rows of the groups that some rows are in."""
        if not len(moved):
            return moved
        roots = self.roots()
        return np.flatnonzero(np.isin(roots, np.unique(roots[moved])))

    def _join(self, members: Iterator[Sequence[_Member]], claims: Array) -> bool:
        """Put together what judgements join; says whether there were any."""
        judgement = -1
        joined: list[int] = []
        sides: set[str] = set()
        for rows in members:
            at = np.searchsorted(claims, np.array([claim for _, _, claim in rows], dtype=np.int64)).tolist()
            for (n, side, _), row in zip(rows, at, strict=True):
                if n != judgement:
                    self._join_rows(joined, sides)
                    judgement, joined, sides = n, [], set()
                joined.append(row)
                sides.add(side)
        self._join_rows(joined, sides)
        return judgement >= 0

    def _join_rows(self, rows: Sequence[int], sides: set[str]) -> None:
        if len(sides) > 1:
            for row in rows[1:]:
                one, other = self._top(rows[0]), self._top(row)
                self._above[max(one, other)] = min(one, other)

    def _top(self, row: int) -> int:
        above = self._above
        while (up := above[row]) != row:
            above[row] = row = above[up]
        return row


def _standing(kind: str) -> Select[int, str, int]:
    """Judgements that join, with their members that are claims, in order."""
    later = JUDGEMENTS.alias("later")
    question = select(_J.n, _M.side, _C.n).join(JUDGED, _M.judgement == _J.n).join(CLAIMS, _C.id == _M.member)
    joins = or_(_J.score.is_(None), _J.score != 0)
    return question.where(of_kind(kind), joins, ~exists().where(later.c.supersedes == _J.id)).order_by(_J.n)


def _members(connection: Connection, question: Select[int, str, int]) -> Iterator[Sequence[_Member]]:
    for rows in connection.execute(question.execution_options(yield_per=10_000)).partitions():
        yield [(n, side, claim) for n, side, claim in rows]


def _judgements_about(connection: Connection, kind: str, claims: Sequence[int]) -> list[int]:
    """The numbers of the judgements of a kind with one of these claims among their members."""
    found: set[int] = set()
    question = select(_M.judgement).join(CLAIMS, _C.id == _M.member).join(JUDGEMENTS, _J.n == _M.judgement)
    for part in in_portions(claims):
        found.update(connection.scalars(question.where(_C.n.in_(part), of_kind(kind))))
    return sorted(found)
