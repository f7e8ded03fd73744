"""Expressions around a unit of time: durations, "two days ago", "last week", "the third quarter"."""

from __future__ import annotations

from dataclasses import replace

from truceline.reading.numbers import HYPHENS, number_at
from truceline.reading.quantities import Quantity
from truceline.reading.times import calendar
from truceline.reading.times.calendar import CENTURY, DAY, HALF, MONTH, QUARTER, WEEK, YEAR, Period
from truceline.reading.times.dates import year_of
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.durations import ONE, duration, duration_value, is_rate, rate
from truceline.reading.times.phrase import Left, read_left
from truceline.reading.times.shifts import shifted
from truceline.reading.times.words import (
    AGED,
    DEICTIC,
    MONTHS,
    NARRATIVE,
    PLURAL_UNITS,
    PRESENT,
    RELATIVES,
    SHY_UNITS,
    UNITS,
)

FRESH = 120  # days after a quarter in which news still speaks of it, whatever the tense
AGED_REACH = 3  # words from "old" to what is so old
SMALL = frozenset({"early", "small", "wee", "late", "predawn"})  # hours of a night
STRAIGHT = frozenset({"straight", "consecutive", "full", "more"})
FORTNIGHTS = frozenset({"fortnight", "fortnights"})
ENDING = frozenset({"ended", "ending"})
SINGLE_OF = frozenset("for in during of by throughout through over until later earlier this".split())


def unit(scan: Scan, i: int) -> Draft | None:
    """An expression of time around the unit at ``i``."""
    word = scan.lowers[i]
    code, plural = UNITS[word], word in PLURAL_UNITS
    left = read_left(scan, i)
    left, after = _right_edge(scan, left, i)
    if word in FORTNIGHTS and not left.relative and (left.quantity or left.determiner in ("a", "")):
        left.quantity = _doubled(left.quantity or ONE)
    if word == "year":
        named = number_at(scan.lowers, after, scan.stop)
        if named is not None and 1000 <= named[0] <= 2199 and named[0] == int(named[0]) and left.determiner == "the":
            return scan.dated(left.first, named[1], calendar.year(int(named[0])))
    if scan.at(after) == "anniversary":
        return None  # that word reads it
    old = after + (scan.at(after) in HYPHENS)
    if scan.at(old) in ("old", "olds"):
        return _age(scan, left, old + 1, code)
    if scan.at(after) == "of" and scan.at(after + 1) == "age":
        return None
    if word == "hours" and scan.at(after) == "of" and scan.before(i) in SMALL:
        return None  # "the early hours of Friday" is that day's
    if word in SHY_UNITS and not _is_unit(scan, left, i):
        return None
    if word == "days" and left.determiner == "these":
        return Draft(first=left.first, after=after, type="DATE", value=PRESENT)
    inside = _within(scan, left, i, code)
    if inside is not None:
        return inside
    if code == HALF:
        return _ordinal_unit(scan, left, i, code) if left.ordinal or left.relative else None
    if left.ordinal is not None and left.quantity is None:
        return _ordinal_unit(scan, left, i, code)
    if left.every:
        mark = duration_value(left.quantity, code) if left.quantity is not None else duration_value(ONE, code)
        return Draft(first=left.first, after=after, type="SET", value=mark)
    moved = shifted(scan, left, after, code, plural)
    if moved is not None:
        return moved
    if left.quantity is not None:
        return rate(left, after, code) if is_rate(scan, left, code) else duration(scan, left, after, code)
    if left.relative and not (plural and left.relative in ("that", "present")):
        return _relative(scan, left, after, code, plural)
    if plural:
        return _plural(scan, left, i, after, code)
    return _single(scan, left, i, after, code)


def _doubled(quantity: Quantity) -> Quantity:
    """As many weeks as so many fortnights have."""
    low, high, best, value = (
        None if n is None else 2 * n for n in (quantity.low, quantity.high, quantity.best, quantity.value)
    )
    return replace(quantity, low=low, high=high, best=best, value=value)


def _age(scan: Scan, left: Left, after: int, code: str) -> Draft | None:
    """Read "the 13-month-old war" as how long it has lasted; ages of persons and things are no times."""
    if left.quantity is None or not any(scan.at(k) in AGED for k in range(after, after + AGED_REACH)):
        return None
    return duration(scan, left, after, code)


def _is_unit(scan: Scan, left: Left, i: int) -> bool:
    """Whether "second", "quarter", "min" is a unit of time here: not a place, a fraction, an abbreviation."""
    word = scan.lowers[i]
    if UNITS[word] == QUARTER:
        return left.quantity is None or bool(left.relative) or scan.before(i) in STRAIGHT
    if UNITS[word] == HALF:
        return bool(left.ordinal or left.relative)
    if (scan.parse.words[i].isupper() and len(word) < 4) or left.determiner in ("a", "the"):
        return False
    return left.quantity is not None and (word != "second" or scan.before(i) in HYPHENS or left.quantity.value == 1)


def _right_edge(scan: Scan, left: Left, i: int) -> tuple[Left, int]:
    """Words after the unit that still belong to the number: "a year and a half", "a day or two"."""
    after, quantity = i + 1, left.quantity
    words = tuple(scan.at(after + k) for k in range(3))
    if quantity is not None and quantity.value is not None and words == ("and", "a", "half"):
        value = quantity.value + 0.5
        left.quantity = replace(quantity, low=value, high=value, best=value, value=value)
        return left, after + 3
    if quantity is not None and words[:2] == ("or", "so"):
        if quantity.mod is None:
            left.quantity = replace(quantity, mod="APPROX")
        return left, after + 2
    if quantity is not None and words[:2] == ("or", "two"):
        left.quantity = replace(quantity, low=1, high=2, best=None, value=None, mod="APPROX")
        return left, after + 2
    if words[0] in HYPHENS and words[1] == "long":
        return left, after + 2
    return left, after


def _relative(scan: Scan, left: Left, after: int, code: str, plural: bool) -> Draft | None:
    """Read "last week", "the past year", "this quarter", "the previous month"."""
    word = left.relative
    if plural or word == "past" or (left.determiner == "the" and word == "last" and code not in (QUARTER, WEEK)):
        quantity = None if plural else ONE
        return duration(scan, Left(first=left.first, quantity=quantity, relative=word), after, code)
    if code[0] == "T":
        return None
    base = calendar.of_day(scan.today) if scan.today is not None else None
    if word in NARRATIVE:
        base = scan.anchor(left.first) or (base if code != DAY and word != "that" else None)
    if base is None:
        return scan.dated(left.first, after, None)
    period = calendar.around(calendar.add(base.first, RELATIVES[word], code), code)
    first = left.first
    draft = scan.dated(first, after, period)
    nearer = scan.before(first)
    if RELATIVES[word] == 0 and nearer in ("earlier", "later") and scan.today is not None:
        draft.first -= 1
        if period.first <= scan.today <= period.last:  # "later that year", of a year gone by, is bounded by nothing
            if nearer == "earlier":
                draft.latest = scan.today
            else:
                draft.earliest = scan.today
    return draft


def _within(scan: Scan, left: Left, i: int, code: str) -> Draft | None:
    """Read "the last week of October": not the week before the report; which one, is settled with what follows."""
    if scan.at(i + 1) != "of" or code not in (DAY, WEEK, HALF, MONTH) or left.quantity is not None:
        return None
    number = -1 if left.relative == "last" or left.vague == "final" else left.ordinal
    ahead = scan.at(i + 2)
    if number is None or not (ahead in MONTHS or (year_of(ahead) is not None and code != HALF)):
        return None
    return Draft(first=left.first, after=i + 1, type="DATE", inside=(code, number))


def _ordinal_unit(scan: Scan, left: Left, i: int, code: str) -> Draft | None:
    """Read "the third quarter of 2024", "the second half of last year", "the 20th century"."""
    number, after = left.ordinal or 0, i + 1
    if left.relative in ("last", "latter") and code == HALF:
        number = 2
    if code == CENTURY:
        return scan.dated(left.first, after, calendar.century((number - 1) * 100 + 1)) if 1 <= number <= 30 else None
    if code not in (QUARTER, HALF) or not 1 <= number <= (4 if code == QUARTER else 2):
        return None
    make = calendar.quarter if code == QUARTER else calendar.half
    year, end = _year_beside(scan, left, after)
    if year is not None:
        return scan.dated(left.first, end, make(year, number))
    if scan.today is None or code == HALF:
        return Draft(first=left.first, after=after, type="DATE", value=f"XXXX-Q{number}") if code == QUARTER else None
    now = scan.today
    near = [make(y, number) for y in (now.year - 1, now.year, now.year + 1)]
    latest = [p for p in near if p.first <= now][-1]
    if scan.ahead(left.first, after) > 0 and (now - latest.last).days > FRESH:
        latest = next(p for p in near if p.last >= now)
    return scan.dated(left.first, after, latest)


def _year_beside(scan: Scan, left: Left, after: int) -> tuple[int | None, int]:
    """The year that a quarter or a half is of."""
    of = scan.at(after) == "of"
    j = after + 1 if of else after
    year = year_of(scan.at(j))
    if year is not None:
        return year, j + 1
    if scan.before(left.first) == "fiscal":
        left.first -= 1
    year = year_of(scan.before(left.first))
    if year is not None:
        left.first -= 1
        return year, after
    if of and scan.today is not None:
        if scan.at(j) in ("last", "this", "next") and scan.at(j + 1) == "year":
            return scan.today.year + DEICTIC[scan.at(j)], j + 2
        if scan.at(j) == "the" and scan.at(j + 1) == "year":
            return scan.today.year, j + 2
    return None, after


def _in_the_day(scan: Scan, left: Left, after: int) -> Draft | None:
    """Read "later in the day": the day last spoken of, or the report's."""
    if scan.before(left.first - 1) not in ("later", "earlier", "early", "late"):
        return None
    base = scan.anchor(left.first)
    if base is None or base.unit != DAY:
        base = calendar.of_day(scan.today) if scan.today is not None else None
    return scan.dated(left.first, after, base)


def _plural(scan: Scan, left: Left, i: int, after: int, code: str) -> Draft | None:
    """Read "recent years", "days of talks", "for centuries": nobody says how many."""
    if left.vague == "recent":
        draft = Draft(first=left.first, after=after, type="DURATION", value=duration_value(None, code))
        draft.latest = scan.today
        return draft
    if left.determiner in ("his", "her", "their", "our", "my", "your") or scan.before(left.first) in ("of", "$"):
        return None
    first = left.first if left.determiner in ("these", "those") or left.vague else i
    return Draft(first=first, after=after, type="DURATION", value=duration_value(None, code), length=(None, code))


def _single(scan: Scan, left: Left, i: int, after: int, code: str) -> Draft | None:
    """Read "the year", "that day", "year's end"."""
    if scan.at(after) in ("'s", "’s") and scan.at(after + 1) == "end" and scan.today is not None:
        draft = scan.dated(left.first, after + 2, calendar.around(scan.today, code))
        draft.mod = "END"
        return draft
    if left.determiner == "the" and code == DAY and scan.before(left.first) == "in":
        return _in_the_day(scan, left, after)
    if left.determiner != "the" or code[0] == "T" or code == DAY or scan.at(after) == "of":
        return None
    ended = scan.at(after) in ENDING or (scan.at(after) == "to" and scan.at(after + 1) in MONTHS)
    if ended and code in (YEAR, QUARTER, HALF, MONTH, WEEK):
        return Draft(first=left.first, after=after, type="DURATION", value=duration_value(ONE, code), ended=code)
    if scan.before(left.first) not in SINGLE_OF or scan.today is None:
        return None
    base: Period | None = scan.anchor(left.first)
    if base is None or base.unit != code:
        base = calendar.around(calendar.add(scan.today, -1 if code == QUARTER else 0, code), code)
    return scan.dated(left.first, after, base)
