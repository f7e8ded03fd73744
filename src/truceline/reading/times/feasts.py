"""On which days of a year a holiday falls: fixed days, weekdays of a month, and the feasts of three religions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

WEEKDAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
JEWISH = 3761  # the Jewish year that begins in a year is so much later
JEWISH_EPOCH = -1373427  # ordinal of the first day of the Jewish year 1
ISLAMIC_EPOCH = 227014  # ordinal of the day before the first of the Islamic year 1
ISLAMIC_CYCLE = 10631  # days of thirty Islamic years
TO_PASSOVER = 163  # days from the first day of Passover to the next Jewish year, always
REFORM = 1583  # the calendar was made the year before


def western_easter(year: int) -> date:
    """Easter of the churches that keep the Gregorian calendar."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Easter of the churches that keep the Julian calendar, as a Gregorian date."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _jewish_days(year: int) -> int:
    """Days from the epoch to the new moon, postponed where the weekday forbids it, that opens a Jewish year."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + (3 * (days + 1) % 7 < 3)


def _jewish_new_year(number: int) -> int:
    """Ordinal of the first day of a Jewish year; no year may come out too short or too long."""
    before, this, after = (_jewish_days(number + shift) for shift in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return JEWISH_EPOCH + this + delay


def rosh(year: int) -> date:
    """The first day of the Jewish year that begins in a year."""
    return date.fromordinal(_jewish_new_year(year + JEWISH))


def passover(year: int) -> date:
    """The first day of Passover in a year."""
    return rosh(year) - timedelta(days=TO_PASSOVER)


def hanukkah(year: int) -> date:
    """The first day of Hanukkah that begins in a year: the second month has 29 or 30 days."""
    first = _jewish_new_year(year + JEWISH)
    long = (_jewish_new_year(year + JEWISH + 1) - first) % 10 == 5
    return date.fromordinal(first + 83 + long)


def islamic(year: int, month: int, day: int) -> tuple[date, ...]:
    """A day of the Islamic calendar as it falls in a year, reckoned without looking at the moon; it may fall twice."""
    start = date(year, 1, 1).toordinal()
    number = max((start - ISLAMIC_EPOCH) * 30 // ISLAMIC_CYCLE, 1)
    found = []
    for n in range(number, number + 3):
        days = (n - 1) * 354 + (3 + 11 * n) // 30 + 29 * (month - 1) + month // 2 + day
        if ISLAMIC_EPOCH + days <= date.max.toordinal():
            found.append(date.fromordinal(ISLAMIC_EPOCH + days))
    return tuple(when for when in found if when.year == year)


MOVABLE: dict[str, Callable[[int], date]] = {
    "easter": western_easter,
    "orthodox": eastern_easter,
    "rosh": rosh,
    "passover": passover,
    "hanukkah": hanukkah,
}


def days_in(rule: tuple[str, ...], year: int) -> tuple[date, ...]:
    """The days of a year on which a holiday begins.

    Args:
        rule: How the day is found, as ``holidays.toml`` has it.
        year: The calendar year; there is none before the calendar was made.
    """
    if not rule or not REFORM <= year < MAXYEAR:
        return ()
    kind = rule[0]
    if kind in MOVABLE:
        days = (MOVABLE[kind](y) + timedelta(days=int(rule[1])) for y in (year - 1, year) if y >= REFORM)
        return tuple(day for day in days if day.year == year)  # Hanukkah has moved into January by the year 5632
    if kind == "islamic":
        return islamic(year, int(rule[1]), int(rule[2]))
    if kind not in WEEKDAYS:
        month, day = kind.split("-")
        return (date(year, int(month), int(day)),)
    month, _, start = rule[2].partition("-")
    first = date(year, int(month), int(start or 1))
    ahead = (WEEKDAYS[kind] - first.weekday()) % 7
    return (first + timedelta(days=ahead + 7 * (int(rule[1]) - 1)),)
