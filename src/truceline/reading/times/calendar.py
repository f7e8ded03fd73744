"""Stretches of days, as TIMEX3 writes them, and how to move between them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

# Units, the finest first; what TIMEX3 calls them, and in which notation a duration of them is written.
DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM = "D", "W", "M", "Q", "Y", "DE", "CE", "ML"
HALF, SEASON, WEEKEND, FISCAL = "H", "S", "WE", "FY"
MONTHS_OF = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12, FISCAL: 12, DECADE: 120, CENTURY: 1200, MILLENNIUM: 12000}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the meteorological seasons of the northern hemisphere


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A calendar stretch: what TIMEX3 writes for it, and its first and last day."""

    value: str
    first: date
    last: date
    unit: str


def _date(year: int, month: int, day: int) -> date:
    """A date, held within the years that dates can have and the days that the month has."""
    year = min(max(year, MINYEAR), MAXYEAR)
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]):
        return None
    return of_day(date(year, month, number))


def of_day(when: date) -> Period:
    """The period of one day."""
    return Period(value=when.isoformat(), first=when, last=when, unit=DAY)


def week(when: date) -> Period:
    """The week, Monday to Sunday, that holds a day."""
    year, number, weekday = when.isocalendar()
    first = _plus(when, 1 - weekday)
    return Period(value=f"{year:04}-W{number:02}", first=first, last=_plus(first, 6), unit=WEEK)


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week that holds a day."""
    whole = week(when)
    return Period(value=whole.value + "-WE", first=_plus(whole.first, 5), last=whole.last, unit=WEEKEND)


def _months(value: str, year: int, month: int, count: int, unit: str) -> Period:
    """The stretch of ``count`` months that begins with a month."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return Period(value=value, first=_date(year, month, 1), last=_date(last_year, last_month + 1, 31), unit=unit)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    return _months(f"{year:04}-{number:02}", year, number, 1, MONTH)


def quarter(year: int, number: int) -> Period:
    """A quarter of a year, 1 to 4."""
    return _months(f"{year:04}-Q{number}", year, 3 * number - 2, 3, QUARTER)


def half(year: int, number: int) -> Period:
    """A half of a year, 1 or 2."""
    return _months(f"{year:04}-H{number}", year, 6 * number - 5, 6, HALF)


def season(year: int, code: str) -> Period:
    """A season by its TIMEX3 code; winter begins in December of its year."""
    return _months(f"{year:04}-{code}", year, SEASON_STARTS[code], 3, SEASON)


def year(number: int) -> Period:
    """A calendar year."""
    return _months(f"{number:04}", number, 1, 12, YEAR)


def fiscal_year(number: int) -> Period:
    """A fiscal year: which months it spans the text seldom says, so both calendar years it may touch."""
    return Period(value=f"{number:04}", first=_date(number - 1, 1, 1), last=_date(number, 12, 31), unit=FISCAL)


def decade(number: int) -> Period:
    """The ten years whose numbers begin as the given year's does."""
    return _months(f"{number // 10:03}", number // 10 * 10, 1, 120, DECADE)


def century(number: int) -> Period:
    """The hundred years that hold the given year, as TIMEX3 counts: 19 is the twentieth century."""
    return _months(f"{number // 100:02}", max(number // 100 * 100, 1), 1, 1200, CENTURY)


def millennium(number: int) -> Period:
    """The thousand years that hold the given year."""
    return _months(f"{number // 1000}", max(number // 1000 * 1000, 1), 1, 12000, MILLENNIUM)


def _plus(when: date, days: int) -> date:
    """A date some days on, held within the years that dates can have."""
    ordinal = when.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def add(when: date, count: int, unit: str) -> date:
    """A date some units on: the same day of the month where months have it, else its last day."""
    if unit in (DAY, WEEK, WEEKEND):
        return _plus(when, count * (1 if unit == DAY else 7))
    months = when.year * 12 + when.month - 1 + count * MONTHS_OF.get(unit, 12)
    return _date(months // 12, months % 12 + 1, when.day)


def around(when: date, unit: str) -> Period:
    """The period of a unit that holds a day."""
    if unit == DAY:
        return of_day(when)
    if unit == WEEK:
        return week(when)
    if unit == WEEKEND:
        return weekend(when)
    if unit == MONTH:
        return month(when.year, when.month)
    if unit == QUARTER:
        return quarter(when.year, (when.month + 2) // 3)
    if unit == HALF:
        return half(when.year, (when.month + 5) // 6)
    if unit == DECADE:
        return decade(when.year)
    if unit == CENTURY:
        return century(when.year)
    if unit == MILLENNIUM:
        return millennium(when.year)
    return fiscal_year(when.year) if unit == FISCAL else year(when.year)


def moved(period: Period, count: int, unit: str) -> Period:
    """A period some units on, as precise as the unit it moved by; of a quarter's or a season's year, that quarter."""
    if period.unit == SEASON and unit == YEAR:
        return season(min(max(period.first.year + count, MINYEAR), MAXYEAR), period.value[-2:])
    if unit == YEAR and period.unit in (QUARTER, HALF):
        return around(add(period.first, count, unit), period.unit)
    return around(add(period.first, count, unit), unit)


def days_between(period: Period | None) -> timedelta:
    """How long a period lasts."""
    return period.last - period.first + timedelta(days=1) if period else timedelta(0)
