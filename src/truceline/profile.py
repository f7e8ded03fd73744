"""Where the time goes, by room. Functions are wrapped when a profile is asked for; else nothing of this runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Self, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")


@dataclass(slots=True)
class Spent:
    """Time spent in one room, without that of the rooms called from it."""

    wall: float = 0.0  # seconds on the clock
    cpu: float = 0.0  # seconds of a core, in this process
    calls: int = 0

    def add(self, other: Spent) -> None:
        """Both together."""
        self.wall += other.wall
        self.cpu += other.cpu
        self.calls += other.calls


class Profile:
    """Times by room; several threads may fill it.

    Attributes:
        rooms: What was spent, in the order in which rooms were first left.
    """

    def __init__(self) -> None:
        self.rooms: dict[str, Spent] = {}
        self._lock = threading.Lock()
        self._inside = threading.local()

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (self.rooms,)

    def timed(self, room: str, function: Callable[_P, _R]) -> Callable[_P, _R]:
        """The function, its time counted."""

        @wraps(function)
        def run(*arguments: _P.args, **named: _P.kwargs) -> _R:
            with _Visit(self, room):
                return function(*arguments, **named)

        return run

    def each(self, room: str, items: Iterable[_T]) -> Iterator[_T]:
        """The items, the time that each takes to come counted."""
        coming = iter(items)
        while True:
            with _Visit(self, room):
                try:
                    item = next(coming)
                except StopIteration:
                    return
            yield item

    def add(self, other: Profile) -> None:
        """What another one holds too."""
        for room, spent in other.rooms.items():
            self._spend(room, spent)

    def taken(self) -> Profile:
        """What it holds, and it begins anew."""
        found = Profile()
        with self._lock:
            found.rooms, self.rooms = self.rooms, {}
        return found

    def _spend(self, room: str, spent: Spent) -> None:
        with self._lock:
            self.rooms.setdefault(room, Spent()).add(spent)

    def _stack(self) -> list[Spent]:
        """What was spent in rooms called from those that this thread is in."""
        stack: list[Spent] | None = getattr(self._inside, "stack", None)
        if stack is None:
            stack = self._inside.stack = []
        return stack


class _Visit:
    """From entering a room to leaving it."""

    __slots__ = ("_begun", "_cpu", "_profile", "_room", "_stack")

    def __init__(self, profile: Profile, room: str) -> None:
        self._profile = profile
        self._room = room

    def __enter__(self) -> Self:
        self._stack = self._profile._stack()
        self._stack.append(Spent())
        self._begun, self._cpu = time.perf_counter(), time.thread_time()
        return self

    def __exit__(self, *_: object) -> None:
        wall, cpu = time.perf_counter() - self._begun, time.thread_time() - self._cpu
        within = self._stack.pop()
        if self._stack:
            self._stack[-1].add(Spent(wall, cpu))
        self._profile._spend(self._room, Spent(wall - within.wall, cpu - within.cpu, 1))


def _rebuilt(rooms: dict[str, Spent]) -> Profile:
    found = Profile()
    found.rooms = rooms
    return found
