"""Columns that grow at their end, and codes for words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


class Grown:
    """A column of numbers that grows at its end. What `values` gave before is never changed by that."""

    def __init__(self, kind: Any, values: Array | None = None) -> None:
        self._room: Array = np.empty(1024, dtype=kind) if values is None else values
        self._used = 0 if values is None else len(values)

    def extend(self, values: Sequence[Any] | Array) -> None:
        """Put values at the end."""
        needed = self._used + len(values)
        if needed > len(self._room):
            room = np.empty(max(needed, 2 * len(self._room)), dtype=self._room.dtype)
            room[: self._used] = self._room[: self._used]
            self._room = room
        self._room[self._used : needed] = values
        self._used = needed

    @property
    def values(self) -> Array:
        """All values so far."""
        return self._room[: self._used]


class Codes:
    """Small numbers for words, in the order in which they first came; -1 for none."""

    def __init__(self, words: Sequence[str] = (), examples: Sequence[int] = ()) -> None:
        self.words: list[str] = list(words)
        self.examples: list[int] = list(examples)  # for each word the number of the first row that has it

    @cached_property
    def _numbers(self) -> dict[str | None, int]:
        return {None: -1, **{word: code for code, word in enumerate(self.words)}}

    def example_numbers(self) -> Array:
        """The examples as they are now."""
        return np.array(self.examples, dtype=np.int64)

    def of(self, words: Sequence[str | None], rows: Sequence[int]) -> list[int]:
        """The codes of words; new ones get a code. ``rows`` are the numbers of the rows that have them."""
        numbers = self._numbers
        found = []
        for word, row in zip(words, rows, strict=True):
            code = numbers.get(word)
            if code is None:
                assert word is not None
                code = numbers[word] = len(self.words)
                self.words.append(word)
                self.examples.append(row)
            found.append(code)
        return found

    def find(self, word: str | None) -> int:
        """The code of a word, or -2, which no row has."""
        return self._numbers.get(word, -2) if word is not None else -2


class Dates:
    """Days as numbers; -1 for none."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {None: -1}

    def of(self, days: Iterable[str | None]) -> list[int]:
        """The numbers of days, ``YYYY-MM-DD``."""
        numbers = self._numbers
        found = []
        for day in days:
            number = numbers.get(day)
            if number is None:
                assert day is not None
                number = numbers[day] = day_number(day)
            found.append(number)
        return found


def day_number(day: str) -> int:
    """Days since 1 January 1970, moved up so that every day of the calendar has a number from 0 on."""
    return int(np.datetime64(day[:10], "D").astype(np.int64)) + EPOCH


def day_text(number: int) -> str:
    """The day of a number."""
    return str(np.datetime64(number - EPOCH, "D"))


def second_number(moment: str) -> int:
    """Seconds to a day, where it begins, or to a UTC second."""
    seconds = day_number(moment) * 86_400
    if len(moment) > 10:
        hours, minutes, rest = moment[11:19].split(":")
        seconds += int(hours) * 3600 + int(minutes) * 60 + int(rest)
    return seconds


EPOCH = 719_162  # days from 1 January of the year 1 to 1970
