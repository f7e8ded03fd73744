"""The line of an agreement's life: what became of it, stages as planned and as they ran, alleged violations by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.exports import wording
from truceline.linking import Breach, Pact, PactStage, Turn

WIDTH = 1000.0
_LEFT = 190.0  # where the scale begins: labels of the rows stand before it
_LETTER = 6.4
_LEVEL, _ROW = 17.0, 26.0
_BROKEN = frozenset({"violated", "suspended", "ended", "rejected"})
_HOLDING = frozenset({"in force", "extended"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """What became of it on one day."""

    x: float
    y: float  # of its words
    anchor: str
    words: str
    against: bool
    href: str
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stage, planned and actual, or the violations that one side is said to have done."""

    y: float
    label: str
    planned: tuple[float, float] | None  # x, width
    actual: tuple[float, float, bool] | None  # x, width, whether its end is open
    crosses: tuple[tuple[float, str, str], ...]  # x, address, words
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """All that the template needs."""

    width: float
    height: float
    left: float
    axis: float
    dots: tuple[Dot, ...]
    stood: tuple[tuple[float, float], ...]  # x, width: while it was in force
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    now: tuple[float, str]


def life_of(pact: Pact, *, as_of: str | None) -> Life | None:
    """Draws the life of an agreement; None where no day is known of it."""
    days = [turn.day[:10] for turn in pact.history]
    days += [day for stage in pact.stages for day in _days_of(stage)]
    days += [breach.date for breach in pact.alleged if breach.date]
    if not days:
        return None
    now = as_of[:10] if as_of else _known(pact, days)
    scale = _Scale([*days, now])
    levels, dots = _dots(pact.history, scale)
    axis = 22 + levels * _LEVEL + 12
    rows = tuple(_rows(pact, scale, axis + 34, now))
    return Life(
        width=WIDTH,
        height=axis + 62 + len(rows) * _ROW,
        left=_LEFT,
        axis=axis,
        dots=dots,
        stood=tuple(_stood(pact.history, scale, now)),
        rows=rows,
        ticks=tuple(scale.ticks()),
        now=(scale.at(now), f"as known on {wording.day(now)}"),
    )


def _known(pact: Pact, days: Sequence[str]) -> str:
    """The day of the last report: up to it days in force are counted."""
    began = next((turn.date for turn in pact.history if turn.status == "in force" and turn.date), None)
    if began is not None and pact.days_in_force is not None:
        return (date.fromisoformat(began) + timedelta(days=pact.days_in_force)).isoformat()
    return max((turn.reported[:10] for turn in pact.history), default=max(days))


class _Scale:
    """From days to places."""

    def __init__(self, days: Sequence[str]) -> None:
        numbers = [_number(day) for day in days]
        span = max(max(numbers) - min(numbers), 13)
        self._low, self._high = min(numbers) - 0.04 * span, min(numbers) + 1.05 * span

    def at(self, day: str) -> float:
        """Where a day begins."""
        part = (_number(day) - self._low) / (self._high - self._low)
        return round(_LEFT + part * (WIDTH - _LEFT), 1)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Days in round steps."""
        span = self._high - self._low
        step = next((s for s in (1, 2, 7, 14, 30, 91, 365) if span / s <= 10), 1000)
        start = math.ceil(self._low / step) * step
        for number in range(start, int(self._high), step):
            day = date.fromordinal(min(max(number, 1), date.max.toordinal()))
            yield self.at(day.isoformat()), f"{day.day} {day:%b}" + (f" {day.year}" if number == start else "")


def _dots(history: Sequence[Turn], scale: _Scale) -> tuple[int, tuple[Dot, ...]]:
    """Turns of one day and status share a dot; words that would lie on others go a level up."""
    same: dict[tuple[str, str], list[Turn]] = {}
    for turn in history:
        same.setdefault((turn.day[:10], turn.status), []).append(turn)
    ends: list[list[tuple[float, float]]] = []  # of each level: what is taken
    placed = []
    for (day, status), turns in same.items():
        x = scale.at(day)
        words = status if len(turns) == 1 else f"{status} ({len(turns)} reports)"
        anchor = "end" if x + len(words) * _LETTER > WIDTH else "start"
        begin = x - len(words) * _LETTER if anchor == "end" else x
        box = (begin - 8, begin + len(words) * _LETTER + 8)
        level = next((i for i, taken in enumerate(ends) if all(box[1] < a or b < box[0] for a, b in taken)), len(ends))
        if level == len(ends):
            ends.append([])
        ends[level].append(box)
        placed.append((x, level, anchor, words, status, turns))
    levels = len(ends)
    dots = tuple(
        Dot(
            x=x,
            y=round(22 + (levels - 1 - level) * _LEVEL, 1),
            anchor=anchor,
            words=words,
            against=status in _BROKEN,
            href=f"#turn-{history.index(turns[0])}",
            whole=f"{wording.day(turns[0].day)}: {status}, says {_teller(turns[0])}",
        )
        for x, level, anchor, words, status, turns in placed
    )
    return levels, dots


def _stood(history: Sequence[Turn], scale: _Scale, now: str) -> Iterator[tuple[float, float]]:
    """From taking force to what ended or suspended it, as far as told."""
    since: str | None = None
    for turn in history:
        if turn.status in _HOLDING and turn.date and since is None:
            since = turn.date
        elif turn.status in ("ended", "suspended") and since is not None:
            yield _bar(scale, since, turn.day[:10])
            since = None
    if since is not None and since <= now:
        yield _bar(scale, since, now)


def _rows(pact: Pact, scale: _Scale, top: float, now: str) -> Iterator[Row]:
    y = top
    for stage in pact.stages:
        yield _stage(stage, scale, y, now)
        y += _ROW
    sides: dict[str, list[Breach]] = {}
    for breach in pact.alleged:
        sides.setdefault(breach.by.name or "somebody" if breach.by else "somebody", []).append(breach)
    for side, breaches in sides.items():
        crosses = []
        for breach in breaches:
            said = "denied" if breach.denied_by else breach.level
            when = wording.day(breach.date) if breach.date else "day not said"
            x = scale.at(breach.date) if breach.date else scale.at(_told(pact, breach) or now)
            href = f"/claims/{breach.claim}" if breach.claim else f"/reports/{breach.report}"
            crosses.append((x, href, f"violation said to be by {side}, {when}: {said}"))
        label = f"✗ {wording.shortened(wording.on_one_line(side), 26)}"
        whole = f"{len(breaches)} alleged by {side}"
        yield Row(y=y, label=label, planned=None, actual=None, crosses=tuple(crosses), whole=whole)
        y += _ROW


def _told(pact: Pact, breach: Breach) -> str | None:
    """When a violation was told, where its day is not said."""
    return next((t.day[:10] for t in pact.history if t.report == breach.report), None)


def _stage(stage: PactStage, scale: _Scale, y: float, now: str) -> Row:
    long = f", {wording.figure(stage.days)} days" if stage.days is not None else ""
    actual = None
    if stage.actual_start:
        x, width = _bar(scale, stage.actual_start, stage.actual_end or max(now, stage.actual_start))
        actual = (x, width, stage.actual_end is None)
    planned = None
    if stage.planned_start and stage.planned_end:
        planned = _bar(scale, stage.planned_start, stage.planned_end)
    plan = wording.days(stage.planned_start, stage.planned_end) or "not said"
    ran = wording.days(stage.actual_start, stage.actual_end) or "not told"
    told = f"stage {stage.order}, {stage.kind}{long}; planned {plan}; ran {ran}"
    return Row(y=y, label=f"{stage.order}. {stage.kind}{long}", planned=planned, actual=actual, crosses=(), whole=told)


def _bar(scale: _Scale, first: str, last: str) -> tuple[float, float]:
    x = scale.at(first)
    return x, max(round(scale.at(last) - x, 1), 3.0)


def _days_of(stage: PactStage) -> list[str]:
    days = (stage.planned_start, stage.planned_end, stage.actual_start, stage.actual_end)
    return [day for day in days if day]


def _teller(turn: Turn) -> str:
    first = turn.chain[0] if turn.chain else None
    return wording.on_one_line(first.name) if first and first.name else "the publisher"


def _number(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()
