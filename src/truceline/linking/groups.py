"""Which claims or reports belong together, from the judgements that put one under another.

A judgement of a kind puts its subjects under its object: the first of their group, or something that is itself put
under that. Where a person names several objects, the others are put under the first of them. One with the score 0, in
the place of another (``supersedes``), takes that back: its subject stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.ledger import Joins, Pointer

_DEEPEST = 50  # steps up, in case that people put things under each other in a circle


def roots(
    joins: Joins, kind: str, members: Sequence[str], pointers: dict[str, Pointer] | None = None
) -> dict[str, str]:
    """The first of the group of each member; its own first where nothing puts it under another.

    Args:
        joins: Where the judgements are.
        kind: Of judgement.
        members: Lasting ids.
        pointers: Gets the judgements that were looked at, by what they put under another.
    """
    found = pointers if pointers is not None else {}
    asked = set(found)
    new = [id for id in members if id not in asked]
    for _ in range(_DEEPEST):
        if not new:
            break
        asked.update(new)
        found.update(joins.above(kind, new))
        above = {found[id].above for id in new if id in found}
        new = sorted(id for id in above if id is not None and id not in asked)
    return {id: _top(id, found) for id in members}


def _top(id: str, pointers: dict[str, Pointer]) -> str:
    way = [id]
    while (pointer := pointers.get(way[-1])) is not None and pointer.above is not None:
        if pointer.above in way:  # a circle: the least of it leads
            return min(way[way.index(pointer.above) :])
        way.append(pointer.above)
    return way[-1]


def family(joins: Joins, kind: str, firsts: Iterable[str]) -> dict[str, list[str]]:
    """All members of groups, by the first of each, that one included; in order."""
    found = {first: {first} for first in firsts}
    top = {first: first for first in found}
    new = sorted(found)
    while new:
        below = [p for p in joins.below(kind, new) if p.above is not None and p.member not in top]
        for pointer in below:
            assert pointer.above is not None
            top[pointer.member] = top[pointer.above]
            found[top[pointer.above]].add(pointer.member)
        new = sorted({pointer.member for pointer in below})
    return {first: sorted(members) for first, members in found.items()}
