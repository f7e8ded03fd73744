"""An expression of time while it is being read, and what the reader of a text knows as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.model import Parse
from truceline.reading.times.calendar import DAY, Period, add, days_between
from truceline.reading.times.tense import direction

NEAR = 2  # sentences back in which "that day", "a year earlier" look for their anchor


@dataclass(slots=True, kw_only=True)
class Draft:
    """One expression of time, found but perhaps not yet anchored."""

    first: int  # first word
    after: int  # after the last word
    type: str  # DATE, TIME, DURATION, SET
    value: str | None = None
    mod: str | None = None
    period: Period | None = None  # the calendar stretch it names
    earliest: date | None = None
    latest: date | None = None
    clock: str | None = None  # time of day: "T17:00", "TMO"
    length: tuple[float | None, str] | None = None  # of a duration: how many of which unit
    placed: bool = True  # of a time of day: whether the day is the one that the text gives it
    yearless: tuple[int, int | None] | None = None  # month and day of a date that names no year
    explicit: bool = False  # a date that names its year
    weekday: int | None = None  # a bare weekday, 1 for Monday
    anniversary: tuple[int | None, int] | None = None  # how many years it marks, and the word "anniversary"
    inside: tuple[str, int] | None = None  # which unit of what follows ("the first week of"); -1 for the last
    ended: str | None = None  # the unit of a stretch that the date after it ends ("the year ended March 31")
    offset: int = 0  # 1, -1: a length after or before what follows ("two days after")


@dataclass(slots=True, kw_only=True)
class Scan:
    """The state of reading one text from left to right."""

    parse: Parse
    lowers: tuple[str, ...]
    today: date | None  # the report's day
    floor: int = 0  # first word of the sentence that no expression has taken yet
    stop: int = 0  # after the sentence's last word
    found: list[Draft] = field(default_factory=list)

    def before(self, i: int) -> str:
        """The lower-case word before ``i``, "" at the edge of what may be taken."""
        return self.lowers[i - 1] if i > self.floor else ""

    def at(self, i: int) -> str:
        """The lower-case word at ``i``, "" after the sentence."""
        return self.lowers[i] if i < self.stop else ""

    def glued(self, i: int) -> bool:
        """Whether no space stands before word ``i``."""
        return 0 < i < self.stop and self.parse.starts[i] == self.parse.ends[i - 1]

    def ahead(self, first: int, after: int) -> int:
        """1 where the clause looks ahead, -1 where it looks back, 0 where nothing tells."""
        return direction(self.parse, first, after)

    def anchor(self, i: int) -> Period | None:
        """The calendar stretch that the text last spoke of, if that was near word ``i``."""
        for draft in reversed(self.found[-6:]):
            if draft.type in ("DATE", "TIME") and draft.period is not None:
                sentences = self.parse.sentence_of
                return draft.period if sentences[i] - sentences[draft.first] <= NEAR else None
        return None

    def dated(
        self, first: int, after: int, period: Period | None, *, mod: str | None = None, value: str | None = None
    ) -> Draft:
        """A DATE that names a calendar stretch; without one it is known to be a date and no more."""
        draft = Draft(first=first, after=after, type="DATE", value=value, mod=mod, period=period)
        if period is not None:
            draft.value, draft.earliest, draft.latest = value or period.value, period.first, period.last
        return draft


def narrow(draft: Draft, mod: str | None) -> None:
    """Take "early", "mid", "late" for the first, the middle, the last third of the stretch."""
    if mod is None:
        return
    draft.mod = mod
    if draft.period is None or draft.period.unit == DAY:
        return
    third = timedelta(days=days_between(draft.period).days // 3)
    first, last = draft.period.first, draft.period.last
    if mod == "START":
        draft.latest = first + third
    elif mod == "END":
        draft.earliest = last - third
    elif mod == "MID":
        draft.earliest, draft.latest = first + third, last - third


def span_of(start: date, count: float | None, unit: str) -> tuple[date, date] | None:
    """The days from ``start`` to ``count`` units away from it, in order."""
    if count is None or abs(count) > 9999:
        return None
    end = add(start, round(count), unit) if unit[0] != "T" else start
    return (start, end) if start <= end else (end, start)
