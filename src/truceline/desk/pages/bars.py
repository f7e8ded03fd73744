"""How an alert's claims came, as bars: the last one is counted, a line is the mean, a dashed one the bound."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.desk.own.rising import Course, Stretch

_ROOM = 1.2  # above the highest bar, for its number
_GAP = 0.25  # of a bar's room
_BELOW = 16.0  # for the days under the bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch of days."""

    stretch: Stretch
    x: float
    y: float
    width: float
    height: float
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A drawing."""

    width: float
    height: float
    base: float  # where the bars stand
    bars: tuple[Bar, ...]
    mean: float | None  # the height of its line
    bound: float | None
    words: str  # the same for who does not see it


def bars(course: Course, *, width: float, height: float) -> Bars:
    """A drawing of a course; small ones go without days."""
    base = height - (_BELOW if height > 60 else 0.0)
    counts = (float(one.count) for one in course.stretches)
    top = max(1.0, *counts, course.bound or 0.0, course.mean or 0.0) * _ROOM
    room = width / len(course.stretches)

    def level(value: float) -> float:
        return round(base - base * value / top, 2)

    found = tuple(
        Bar(
            stretch=one,
            x=round(number * room + room * _GAP / 2, 2),
            y=level(one.count),
            width=round(room * (1 - _GAP), 2),
            height=round(base - level(one.count), 2),
            now=number == len(course.stretches) - 1,
        )
        for number, one in enumerate(course.stretches)
    )
    before = f", a mean of {course.mean:.1f} before it" if course.mean is not None else ""
    return Bars(
        width=width,
        height=height,
        base=base,
        bars=found,
        mean=level(course.mean) if course.mean is not None else None,
        bound=level(course.bound) if course.bound is not None else None,
        words=f"{course.now.count} in the last stretch{before}",
    )
