"""Claims over time: those of conflict above the axis, those of cooperation below, deeds dark and words light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from truceline.exports import wording

WIDTH, HEIGHT = 1000.0, 168.0
_TOP, _AXIS, _VAGUE = 14.0, 118.0, 136.0  # heights of: the highest bar, the axis labels' line, the first vague line
# PLOVER's events in four classes: with or against each other, in word or deed.
_CLASSES = {
    "deed-against": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    "word-against": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "deed-with": ("COOPERATE", "AID", "RETREAT"),
    "word-with": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
}
CLASS_OF = {event: name for name, events in _CLASSES.items() for event in events}
CLASS_WORDS = {
    "deed-against": "conflict, deeds",
    "word-against": "conflict, words",
    "deed-with": "cooperation, deeds",
    "word-with": "cooperation, words",
}
_STEPS = (1, 7, 30)  # days of a bar
_BARS = 120  # at most
_LINES = 4  # of ranges that are too long for a bar
_ROOM = 22  # bits for the days of a range: more than a calendar has

Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The claims of one day, or some."""

    x: float
    width: float
    parts: tuple[tuple[str, float, float], ...]  # class, y, height
    href: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All that the template needs."""

    width: float
    height: float
    axis: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    vague: tuple[tuple[float, float, float, str], ...]  # x, x, y, what it says
    most: int  # claims of the highest bar
    top: float
    step: str  # what one bar stands for
    outside: int  # claims before the first bar or after the last
    undated: int  # claims whose days span more than a bar, and are lines or not drawn


def timeline(
    first: Days,
    last: Days,
    classes: NDArray[np.int8],
    *,
    since: str | None,
    until: str | None,
    href: Callable[[str, str], str],
) -> Timeline | None:
    """Draws claims over time; None where none has a day.

    Args:
        first: The day each may have happened on at the earliest, counted from 1 January of the year 1;
            negative where it is not known.
        last: The day at the latest.
        classes: The place of each one's class in `CLASS_WORDS`.
        since: The first day to be drawn; found where it is None.
        until: The last day.
        href: The address of what happened from a day to another.
    """
    dated = first >= 0
    if not dated.all():
        first, last, classes = first[dated], last[dated], classes[dated]
    if not len(first):
        return None
    long = np.maximum(last - first, 0)
    low, high = _window(first, long, since, until)
    step = next((s for s in _STEPS if (high - low) / s < _BARS), _STEPS[-1] * (1 + (high - low) // (30 * _BARS)))
    low -= low % 7 if step == 7 else 0  # weeks begin on Monday
    number = (high - low) // step + 1
    inside = (first + long >= low) & (first < low + number * step)
    narrow = inside & (long < max(step, 2))
    bins = np.clip((first[narrow] - low) // step, 0, number - 1)
    counted = np.bincount(classes[narrow].astype(np.int64) * number + bins, minlength=len(CLASS_WORDS) * number)
    heights = dict(zip(CLASS_WORDS, counted.reshape(len(CLASS_WORDS), number), strict=True))
    scale = _Scale(heights)
    wide = inside & ~narrow
    return Timeline(
        width=WIDTH,
        height=HEIGHT,
        axis=scale.axis,
        bars=tuple(_bars(heights, scale, low, step, href)),
        ticks=tuple(_ticks(low, number * step)),
        vague=tuple(_vague(first[wide], long[wide], low, number * step)),
        most=scale.most,
        top=_TOP,
        step={1: "a day", 7: "a week"}.get(step, f"{step} days"),
        outside=int((~inside).sum()),
        undated=int(wide.sum()),
    )


def _window(first: Days, long: Days, since: str | None, until: str | None) -> tuple[int, int]:
    """From which day to which; without bounds of the question, all but the far ends."""
    narrow = long < 31
    days = first[narrow] if narrow.any() else first
    begin = int(days.min())
    before = np.cumsum(np.bincount(days - begin))  # claims up to each day
    low, high = (begin + int(np.searchsorted(before, share * before[-1])) for share in (0.02, 0.98))
    if since is not None:
        low = _number(since)
    if until is not None:
        high = max(_number(until), low)
    if high - low < 13:
        low, high = low - (13 - (high - low)) // 2, high + (14 - (high - low)) // 2
    return low, high


class _Scale:
    """Conflict and cooperation share one scale; the axis stands where both find room."""

    def __init__(self, heights: dict[str, Days]) -> None:
        up = heights["deed-against"] + heights["word-against"]
        down = heights["deed-with"] + heights["word-with"]
        highest, lowest = max(int(up.max()), 1), int(down.max())
        self.unit = (_AXIS - _TOP - 6) / (highest + lowest)
        self.axis = round(_TOP + highest * self.unit, 1)
        self.most = highest


def _bars(
    heights: dict[str, Days], scale: _Scale, low: int, step: int, href: Callable[[str, str], str]
) -> Iterator[Bar]:
    number = len(heights["deed-against"])
    wide = WIDTH / number
    for i in range(number):
        counts = {name: int(values[i]) for name, values in heights.items()}
        if not any(counts.values()):
            continue
        parts = []
        up = down = scale.axis
        for name in ("deed-against", "word-against"):
            tall = counts[name] * scale.unit
            up -= tall
            parts.append((name, round(up, 1), round(tall, 1)))
        for name in ("deed-with", "word-with"):
            tall = counts[name] * scale.unit
            parts.append((name, round(down, 1), round(tall, 1)))
            down += tall
        begin, end = _day(low + i * step), _day(low + (i + 1) * step - 1)
        told = ", ".join(f"{count} {CLASS_WORDS[name]}" for name, count in counts.items() if count)
        yield Bar(
            x=round(i * wide, 2),
            width=round(wide, 2),
            parts=tuple(part for part in parts if part[2]),
            href=href(begin, end),
            says=f"{wording.days(begin, end)}: {told}",
        )


def _ticks(low: int, span: int) -> Iterator[tuple[float, str]]:
    """Days, months or years: as many as there is room for."""
    months = [m for m in (_month(low, i) for i in range(span // 28 + 2)) if low <= m < low + span]
    if span <= 45:
        step = 1 if span <= 16 else 7
        start = low + -low % 7 if step == 7 else low
        for number in range(start, low + span, step):
            day = _date(number)
            yield _at(number, low, span), f"{day.day} {day:%b}"
        return
    every = max(1, -(-len(months) // 12))
    for number in months[::every]:
        day = _date(number)
        with_year = every > 1 or day.month == 1 or number == months[0]
        yield _at(number, low, span), f"{day:%b %Y}" if with_year else f"{day:%b}"


def _vague(first: Days, long: Days, low: int, span: int) -> Iterator[tuple[float, float, float, str]]:
    """The commonest ranges of days that no bar can show, as lines."""
    if not len(first):
        return
    # A range as one number: sorting pairs takes twenty times as long.
    ranges, counts = np.unique((first << _ROOM) | np.minimum(long, (1 << _ROOM) - 1), return_counts=True)
    for row, i in enumerate(np.argsort(-counts, kind="stable")[:_LINES]):
        begin = int(ranges[i]) >> _ROOM
        end = begin + (int(ranges[i]) & ((1 << _ROOM) - 1))
        x, far = max(_at(begin, low, span), 0.0), min(_at(end + 1, low, span), WIDTH)
        words = f"{wording.days(_day(begin), _day(end))}, no closer: {int(counts[i])}"
        yield x, far, _VAGUE + 7 * row, words


def _month(low: int, ahead: int) -> int:
    day = _date(low)
    month = day.month - 1 + ahead
    if day.year + month // 12 > date.max.year:
        return date.max.toordinal()
    return date(day.year + month // 12, month % 12 + 1, 1).toordinal() - 1


def _at(number: int, low: int, span: int) -> float:
    return round((number - low) / span * WIDTH, 1)


def _number(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal() - 1


def _date(number: int) -> date:
    """The day of a number; the calendar's first or last one beyond its ends."""
    return date.fromordinal(min(max(number + 1, 1), date.max.toordinal()))


def _day(number: int) -> str:
    return _date(number).isoformat()
