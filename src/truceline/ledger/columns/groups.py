"""Which claims belong together by the judgements that stand, as columns."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select

from truceline.ledger.columns.grown import Array
from truceline.ledger.schema import CLAIMS, JUDGED, JUDGEMENTS

KINDS = ("event", "origin")
_J, _M = JUDGEMENTS.c, JUDGED.c


class Groups:
    """Groups of one kind, that judgements join claims into; kept in step with the ledger.

    A judgement joins its subjects with its objects. One with the score 0 joins nothing: put in the place of another it
    takes that one back.

    Args:
        kind: Of the judgements: ``event``, ``origin``.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._above: dict[int, int] = {}  # only what is joined with something
        self._numbers: Array = np.empty(0, dtype=np.int64)

    def read(self, connection: Connection, since: int, claims: Array, *, anew: bool) -> None:
        """What was judged since; all of it where something was overruled.

        Args:
            connection: The ledger's.
            since: Number of the last entry that is known.
            claims: The numbers of all claims.
            anew: Whether to read all of it: where a report was read again, claims stand twice.
        """
        overruling = select(_J.n).where(_J.kind == self._kind, _J.n > since, _J.supersedes.is_not(None)).limit(1)
        if anew or (since and connection.execute(overruling).first() is not None):
            since, self._above = 0, {}
        members: list[tuple[str, int]] = []
        judgement = -1
        for n, side, claim in connection.execute(_joining(self._kind, since)):
            if n != judgement:
                self._join(members)
                judgement, members = n, []
            members.append((side, claim))
        self._join(members)
        self._numbers = claims

    def roots(self, claims: int) -> Array:
        """For each row of claims the row that stands for its group."""
        roots = np.arange(claims, dtype=np.int32)
        if self._above:
            joined = sorted(self._above)
            tops = [self._top(member) for member in joined]
            roots[np.searchsorted(self._numbers, np.array(joined))] = np.searchsorted(self._numbers, np.array(tops))
        return roots

    def _join(self, members: Iterable[tuple[str, int]]) -> None:
        subjects = [claim for side, claim in members if side == "subject"]
        objects = [claim for side, claim in members if side == "object"]
        if subjects and objects:
            for claim in (*subjects[1:], *objects):
                one, other = self._top(subjects[0]), self._top(claim)
                self._above[max(one, other)] = self._above[min(one, other)] = min(one, other)

    def _top(self, member: int) -> int:
        above, top = self._above, member
        while (next_up := above.get(top, top)) != top:
            top = next_up
        while (next_up := above.get(member, member)) != top:
            above[member] = top
            member = next_up
        return top


def _joining(kind: str, since: int) -> Select[int, str, int]:
    later = JUDGEMENTS.alias("later")
    stands: ColumnElement[bool] = ~exists().where(later.c.supersedes == _J.id)
    joins = or_(_J.score.is_(None), _J.score != 0)
    question = select(_J.n, _M.side, CLAIMS.c.n).join(JUDGED, _M.judgement == _J.n)
    question = question.join(CLAIMS, CLAIMS.c.id == _M.member)
    return question.where(and_(_J.kind == kind, _J.n > since, joins, stands)).order_by(_J.n)
