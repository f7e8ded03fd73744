"""Which claims or reports belong together, from the judgements that join them.

A judgement of a kind joins its subjects with its objects. One with the score 0 joins nothing: put in the place of
another (``supersedes``) it takes that one back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from truceline.ledger import JudgementRow, View


class Groups:
    """What is joined, directly or through others; each group has the id of its least member.

    Args:
        pairs: What is joined with what.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._above: dict[str, str] = {}
        for one, other in pairs:
            self.join(one, other)

    def join(self, one: str, other: str) -> None:
        """Put two members and all that is joined with them into one group."""
        a, b = self.of(one), self.of(other)
        self._above[max(a, b)] = min(a, b)

    def of(self, member: str) -> str:
        """The group of a member; one that nothing is joined with is a group of its own."""
        above = self._above
        top = member
        while above.get(top, top) != top:
            top = above[top]
        while above.get(member, member) != top:
            above[member], member = top, above[member]
        return top

    def members(self) -> dict[str, list[str]]:
        """The groups of two or more."""
        found: dict[str, list[str]] = defaultdict(list)
        for member in sorted({*self._above, *self._above.values()}):
            found[self.of(member)].append(member)
        return dict(found)


def joined(rows: Iterable[JudgementRow]) -> Iterable[tuple[str, str]]:
    """The pairs that judgements join."""
    for row in rows:
        if row.judgement.score != 0:
            for subject in row.judgement.subjects:
                for other in row.judgement.objects:
                    yield subject, other


def groups_of(view: View, kind: str) -> Groups:
    """All groups of a kind."""
    return Groups(joined(view.judgements(kind)))


def around(view: View, kind: str, member: str) -> list[str]:
    """A member and all that is joined with it, in order."""
    found, new = {member}, [member]
    while new:
        pairs = joined(view.judgements(kind, about=new.pop()))
        more = {id for pair in pairs for id in pair} - found
        found |= more
        new += sorted(more)
    return sorted(found)
