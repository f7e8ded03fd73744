"""Outcomes to readings: errors are named as they come, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from truceline.cli.ending import complain
from truceline.errors import InputError

if TYPE_CHECKING:
    from truceline.exports.bar import Bar
    from truceline.model import Reading


class Readings:
    """The readings among the outcomes; the errors are named on standard error as they come, and counted."""

    def __init__(self, outcomes: Iterable[Reading | InputError], bar: Bar) -> None:
        self._outcomes = outcomes
        self._bar = bar
        self.unread = 0

    def __iter__(self) -> Iterator[Reading]:
        for outcome in self._outcomes:
            if isinstance(outcome, InputError):
                self.unread += 1
                with self._bar.hidden():
                    complain(str(outcome))
            else:
                with self._bar.hidden(only_for_results=True):
                    yield outcome
            self._bar.advance()
