"""Putting things into groups one by one, each after what comes before it in an order of their own.

Where a thing goes is decided by the things before it that it shares a sign with, and by where those are. So what comes
out is the same whatever order they are added in: what is added late makes those after it be looked at again, and where
one of them moves, those after that one. What was known by a day is grouped the same without what came later.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar


class Placed(Protocol):
    """A thing that can be grouped."""

    @property
    def id(self) -> str:
        """Lasting."""

    @property
    def order(self) -> tuple[Any, ...]:
        """The place in the order of judging; no two have the same."""


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Where a thing goes, and why."""

    leader: str  # the first of the group
    score: float
    reasons: Mapping[str, Any] = field(default_factory=dict)


Choose = Callable[[T, Sequence[tuple[T, str]]], Choice | None]  # from a thing and those before it, with their leaders


class Following(Generic[T]):
    """Groups of one kind.

    Args:
        choose: Decides where a thing goes; None makes it the first of a group of its own.
        neighbours: Gives what shares a sign with a thing.
        leaders: Gives where things are that were placed before, those that lead none or themselves left out.
        fixed: Says whose place is not to be changed, since a person chose it.
    """

    def __init__(
        self,
        *,
        choose: Choose[T],
        neighbours: Callable[[T], Sequence[T]],
        leaders: Callable[[Sequence[str]], Mapping[str, str]],
        fixed: Callable[[str], bool] = lambda id: False,
    ) -> None:
        self._choose = choose
        self._neighbours = neighbours
        self._leaders = leaders
        self._fixed = fixed

    def place(self, things: Sequence[T]) -> dict[str, Choice | None]:
        """Place things that came, and again what that moves.

        Returns:
            The choice for each that was placed anew or elsewhere than before, by its id.
        """
        now: dict[str, str] = {}
        chosen: dict[str, Choice | None] = {}
        waiting = {thing.id: thing for thing in things}
        known = {thing.id: self._neighbours(thing) for thing in things}
        self._learn(now, [*known, *dict.fromkeys(other.id for around in known.values() for other in around)])
        fresh = set(waiting)
        queue = [(thing.order, thing.id) for thing in waiting.values()]
        heapq.heapify(queue)
        while queue:
            _, id = heapq.heappop(queue)
            thing = waiting.pop(id, None)
            if thing is None:
                continue
            around = known.get(id) or self._neighbours(thing)
            self._learn(now, [thing.id, *(other.id for other in around)])
            earlier = [(other, now[other.id]) for other in around if other.order < thing.order]
            earlier.sort(key=lambda pair: pair[0].order)
            before = now[id]
            if not self._fixed(id):
                choice = self._choose(thing, earlier)
                now[id] = choice.leader if choice else id
                if now[id] != before:
                    chosen[id] = choice
            if now[id] != before or id in fresh:
                fresh.discard(id)
                for other in around:
                    if other.order > thing.order and other.id not in waiting:
                        waiting[other.id] = other
                        heapq.heappush(queue, (other.order, other.id))
        return chosen

    def _learn(self, now: dict[str, str], ids: Sequence[str]) -> None:
        unknown = [id for id in ids if id not in now]
        if unknown:
            found = self._leaders(unknown)
            now.update({id: found.get(id, id) for id in unknown})
