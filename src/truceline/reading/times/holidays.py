"""Holidays by name: "Christmas Day", "last Thanksgiving", "Eid al-Fitr 2024"."""

from __future__ import annotations

from datetime import date, timedelta

from truceline.reading.times import calendar
from truceline.reading.times.calendar import Period
from truceline.reading.times.dates import EVERY, cost, year_of
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.feasts import days_in
from truceline.reading.times.points import with_part
from truceline.reading.times.words import RELATIVES
from truceline.vocabulary.holidays import Holiday

FEAST = "HO"  # the unit of a holiday of several days
YEARS = (-1, 0, 1)  # in which a holiday without its year may lie, from the report's
APPROX = "APPROX"
BY_MOON = "islamic"


def holiday(scan: Scan, i: int, named: tuple[Holiday, ...]) -> Draft | None:
    """A holiday whose name begins at ``i``.

    Args:
        scan: The text as read so far.
        i: The first word.
        named: The holidays whose names begin with it.
    """
    for one in named:
        after = i + 1 + len(one.rest)
        if after > scan.stop or not (one.common or scan.parse.words[i][0].isupper()):
            continue
        if all(_same(scan.lowers[i + 1 + k], word) for k, word in enumerate(one.rest)):
            if one.rest and not (one.common or scan.parse.words[after - 1][0].isupper()):
                continue
            return _dated(scan, i, after, one)
    return None


def _same(word: str, wanted: str) -> bool:
    return word == wanted or (wanted[0] == "'" and word.replace("’", "'") == wanted)


def _dated(scan: Scan, i: int, after: int, one: Holiday) -> Draft:
    """The holiday on the day that its year, a word before it, or the nearness to the report give it."""
    first, before = i, scan.before(i)
    if before in EVERY:
        return Draft(first=i - 1, after=after, type="SET", value="P1Y")
    year = year_of(scan.at(after))
    if year is not None:
        after += 1
    elif scan.at(after) in (",", "of", "in") and year_of(scan.at(after + 1)) is not None:
        year, after = year_of(scan.at(after + 1)), after + 2
    step = RELATIVES.get(before) if year is None else None
    if step is not None:
        first -= 1
        if scan.before(first) == "the":
            first -= 1
    period = _of_year(one, year) if year is not None else _nearest(scan, i, after, one, step)
    draft = scan.dated(first, after, period)
    if period is not None and one.rule[0] == BY_MOON:
        draft.mod = APPROX
        draft.earliest, draft.latest = period.first - timedelta(days=1), period.last + timedelta(days=1)
    return with_part(scan, draft) if period is None or period.unit == calendar.DAY else draft


def _of_year(one: Holiday, year: int) -> Period | None:
    """A holiday of a year that the text names; None where it falls twice, or nobody can say."""
    found = days_in(one.rule, year)
    return _period(one, found[0]) if len(found) == 1 else None


def _period(one: Holiday, first: date) -> Period:
    """The days of a holiday."""
    if one.days == 1:
        return calendar.of_day(first)
    last = first + timedelta(days=one.days - 1)
    return Period(value=f"{first.isoformat()}/{last.isoformat()}", first=first, last=last, unit=FEAST)


def _nearest(scan: Scan, i: int, after: int, one: Holiday, step: int | None) -> Period | None:
    """The holiday before the report's day, after it, or the nearer."""
    today = scan.today
    if today is None:
        return None
    near = [_period(one, day) for shift in YEARS for day in days_in(one.rule, today.year + shift)]
    if step:
        near = [p for p in near if (p.last < today if step < 0 else p.first > today)]
        return (near[-1] if step < 0 else near[0]) if near else None
    return min(near, key=lambda period: cost(today, period, scan.ahead(i, after)), default=None)
