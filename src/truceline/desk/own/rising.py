"""How many claims that fit were published in each stretch of days, and whether that is many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from truceline.desk.own.alerts import RISE, Rule
from truceline.ledger.columns import Selection, Snapshot
from truceline.ledger.columns.grown import Array, day_number, day_text

_DAY = 86_400
_STRETCHES = 12  # that a drawing shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some days, and how many claims that fit were published on them."""

    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How an alert's claims came, stretch by stretch."""

    stretches: tuple[Stretch, ...]  # the last one is the one that is counted
    mean: float | None  # of the weeks before, for as many days; None where the ledger does not reach so far back
    bound: float | None  # from how many on a rule for a rise is met
    archive: bool  # whether nothing is as young as today: counted is up to the last day that the ledger knows

    @property
    def now(self) -> Stretch:
        """What is counted."""
        return self.stretches[-1]

    @property
    def met(self) -> bool:
        """Whether a rule for a rise is met."""
        return self.bound is not None and self.now.count >= self.bound


def course_of(selection: Selection, rule: Rule, *, today: str) -> Course:
    """How the claims of a selection came.

    Args:
        selection: The claims that fit.
        rule: What to count over; of "any new claim" a week.
        today: The day that is counted up to. Where the ledger knows nothing as young as this, or as the weeks before,
            it is an archive, and its own last day counts.
    """
    snapshot = selection.snapshot
    known = _days(snapshot)
    last, archive = _last_day(known, day_number(today), rule)
    begin, days = last - rule.days + 1, known[snapshot.claims.report[selection.mask]]
    back = range(_STRETCHES - 1, -1, -1)
    stretches = tuple(_stretch(days, begin - step * rule.days, rule.days) for step in back)
    baseline = 7 * rule.weeks
    mean = None
    if len(known) and int(known.min()) <= begin - baseline:
        before = int(np.count_nonzero((days >= begin - baseline) & (days < begin)))
        mean = before * rule.days / baseline
    bound = max(float(rule.least), rule.factor * mean) if mean is not None and rule.kind == RISE else None
    return Course(stretches=stretches, mean=mean, bound=bound, archive=archive)


def _days(snapshot: Snapshot) -> Array:
    days: Array = snapshot.reports.known // _DAY
    return days


def _last_day(known: Array, today: int, rule: Rule) -> tuple[int, bool]:
    reach = rule.days + 7 * rule.weeks
    if not len(known) or bool(np.any((known <= today) & (known > today - reach))):
        return today, False
    return int(known.max()), True


def _stretch(days: Array, begin: int, length: int) -> Stretch:
    count = int(np.count_nonzero((days >= begin) & (days < begin + length)))
    return Stretch(first=day_text(max(begin, 0)), last=day_text(max(begin + length - 1, 0)), count=count)
