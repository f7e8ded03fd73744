"""Where the boxes of a graph in columns stand, so that few of its lines cross: Sugiyama's way.

A line that passes over a column gets a narrow slot of its own there, so that it runs between the boxes and never
behind one. The same graph always gets the same layout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Key: TypeAlias = Hashable
_Slot: TypeAlias = tuple[str, int, int]  # "slot", number of the line, column
_SWEEPS = 8  # of ordering; more changed nothing on graphs of a hundred boxes
_PULLS = 12  # of moving boxes towards what they hang on
_SLOT_HEIGHT = 6.0
_GAP = 14.0  # between two boxes of a column, in the units of the heights


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Places of boxes and lines."""

    top: Mapping[Key, float]  # of each box: its upper edge
    bends: tuple[tuple[tuple[int, float], ...], ...]  # of each line: (column, height) of the slots it runs through
    height: float  # of it all


def laid_out(
    columns: Mapping[Key, int], heights: Mapping[Key, float], lines: Sequence[tuple[Key, Key]], *, gap: float = _GAP
) -> Layout:
    """Finds the places.

    Args:
        columns: The column of each box, 0 leftmost; boxes of one column start in this order.
        heights: Of each box.
        lines: From a box to one in a column further right.
        gap: The least between two boxes of one column.
    """
    members: dict[int, list[Key]] = defaultdict(list)
    for key, column in columns.items():
        members[column].append(key)
    tall = dict(heights)
    left: dict[Key, list[Key]] = defaultdict(list)
    right: dict[Key, list[Key]] = defaultdict(list)
    slots: list[list[_Slot]] = []
    for number, (start, end) in enumerate(lines):
        passed: list[_Slot] = [("slot", number, c) for c in range(columns[start] + 1, columns[end])]
        for slot in passed:
            members[slot[2]].append(slot)
            tall[slot] = _SLOT_HEIGHT
        slots.append(passed)
        chain: list[Key] = [start, *passed, end]
        for a, b in pairwise(chain):
            right[a].append(b)
            left[b].append(a)
    _order(members, left, right)
    top = _heights(members, tall, left, right, gap)
    bottom = max((top[key] + tall[key] for key in top), default=0.0)
    bends = tuple(tuple((s[2], top[s] + _SLOT_HEIGHT / 2) for s in passed) for passed in slots)
    return Layout(top={key: top[key] for key in columns}, bends=bends, height=bottom)


def _order(members: dict[int, list[Key]], left: Mapping[Key, list[Key]], right: Mapping[Key, list[Key]]) -> None:
    """Sorts each column by the mean rank of what its boxes hang on, from the left and from the right in turn."""
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 0
        near = left if rightwards else right
        ranks: dict[Key, float] = {}
        for column in sorted(members, reverse=not rightwards):
            keys = members[column]
            wished = {}
            for i, key in enumerate(keys):
                ends = [ranks[other] for other in near.get(key, ()) if other in ranks]
                wished[key] = sum(ends) / len(ends) if ends else float(i)
            keys.sort(key=wished.__getitem__)  # stable: what hangs on the same stays in its order
            ranks.update({key: float(i) for i, key in enumerate(keys)})


def _heights(
    members: Mapping[int, list[Key]],
    tall: Mapping[Key, float],
    left: Mapping[Key, list[Key]],
    right: Mapping[Key, list[Key]],
    gap: float,
) -> dict[Key, float]:
    """Stacks each column, then pulls every box towards the middle of what it hangs on, without overlap."""
    middle: dict[Key, float] = {}
    for keys in members.values():
        at = 0.0
        for key in keys:
            middle[key] = at + tall[key] / 2
            at += tall[key] + gap
    for pull in range(_PULLS):
        for column in sorted(members, reverse=pull % 2 == 1):
            keys = members[column]
            wished = []
            for key in keys:
                ends = [middle[other] for other in (*left.get(key, ()), *right.get(key, ()))]
                wished.append(sum(ends) / len(ends) if ends else middle[key])
            middle.update(zip(keys, _apart(wished, [tall[key] for key in keys], gap), strict=True))
    least = min((middle[key] - tall[key] / 2 for key in middle), default=0.0)
    return {key: at - tall[key] / 2 - least for key, at in middle.items()}


def _apart(wished: Sequence[float], tall: Sequence[float], gap: float) -> list[float]:
    """The middles nearest to those wished (least squares) that keep order and distance.

    Measured from where each would stand in a tight stack, the middles must only not fall: pool adjacent violators.
    """
    offsets, at = [], 0.0
    for height in tall:
        offsets.append(at + height / 2)
        at += height + gap
    pools: list[tuple[float, int]] = []  # mean, how many
    for wish, offset in zip(wished, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] > mean:
            other, many = pools.pop()
            mean, count = (mean * count + other * many) / (count + many), count + many
        pools.append((mean, count))
    flat = [mean for mean, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=True)]
