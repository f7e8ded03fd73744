"""Dates that name a month or are written in digits, and years, decades and centuries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from truceline.reading.numbers import HYPHENS, ONES, TENS
from truceline.reading.times import calendar
from truceline.reading.times.calendar import Period
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.words import (
    AMBIGUOUS,
    MONTHS,
    ORDINALS,
    PREPOSITIONS,
    RELATIVES,
    UNITS,
)

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}
EVERY = frozenset({"every", "each"})
# A day ahead must be so much nearer than one behind, where the clause looks back, tells nothing, looks ahead.
DAY_COSTS = {-2: 1000.0, -1: 8.0, 0: 4.0, 1: 0.2}
MONTH_COSTS = {-2: 1000.0, -1: 30.0, 0: 3.0, 1: 0.05}
# After these a number of four digits is a number.
COUNTED = frozenset(
    "people men women children troops soldiers civilians fighters militants rebels refugees prisoners homes houses "
    "tons tonnes meters metres kilometers kilometres km miles feet rounds rockets missiles members others years "
    "percent % votes voters residents workers acres hectares gmt utc hours hrs".split()
)


def year_of(word: str) -> int | None:
    """The year that a word of four digits may be."""
    return int(word) if len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2199 else None


def full_year(digits: str, today: date | None) -> int:
    """A year of two or four digits; two are taken for the year nearest to the report that ends so."""
    number = int(digits)
    if len(digits) == 4:
        return number
    now = today.year if today is not None else 2000
    return min((now // 100 * 100 + shift + number for shift in (-100, 0, 100)), key=lambda y: (abs(y - now), y))


def spoken_year(lowers: Sequence[str], i: int, stop: int) -> tuple[int, int] | None:
    """A year in words at ``i``, as broadcasts write it: "nineteen ninety-six", "twenty twenty-four"."""

    def at(k: int) -> str:
        return lowers[k] if k < stop else ""

    if at(i) not in CENTURIES:
        return None
    j = i + 1 + (at(i + 1) in HYPHENS)
    word, after = at(j), j + 1
    if word in TENS:
        rest = TENS[word]
        k = after + (at(after) in HYPHENS)
        if 0 < ONES.get(at(k), 0) < 10:
            rest, after = rest + ONES[at(k)], k + 1
    elif 10 <= ONES.get(word, 0) < 20:
        rest = ONES[word]
    else:
        return None
    return None if at(after) in COUNTED else (CENTURIES[at(i)] + rest, after)


def day_number(word: str) -> int | None:
    """The day of the month that a word may be: "7", "7th", "seventh"."""
    if word.isdecimal() and len(word) <= 2:
        return int(word) if 1 <= int(word) <= 31 else None
    found = ORDINAL.fullmatch(word)
    if found is not None:
        return int(found[1]) if 1 <= int(found[1]) <= 31 else None
    return ORDINALS.get(word)


def _year_after(scan: Scan, i: int) -> tuple[int, int] | None:
    """The year that stands at ``i`` after a month or a day: ", 2023", "2023", "of 2023", "'90"."""
    spoken = spoken_year(scan.lowers, i, scan.stop)
    if spoken is not None:
        return spoken
    j = i
    if scan.at(j) in (",", "of", "in") and scan.at(j + 1):
        j += 1
    word = scan.at(j)
    found = year_of(word)
    if found is not None and not (found < 1500 or scan.at(j + 1) in COUNTED):
        return found, j + 1
    if j == i and len(word) == 2 and word.isdecimal() and int(word) > 31:  # "4 FEB 90"
        return full_year(word, scan.today), i + 1
    if j == i and word in ("'", "’") and len(scan.at(i + 1)) == 2 and scan.at(i + 1).isdecimal():
        return full_year(scan.at(i + 1), scan.today), i + 2
    return None


def _year_said(scan: Scan, i: int) -> tuple[int, int] | None:
    """Read "[October] last year", "[October] of this year": the step from the report's year."""
    j = i + 1 if scan.at(i) == "of" else i
    if scan.at(j) in ("last", "this", "next") and scan.at(j + 1) == "year":
        return RELATIVES[scan.at(j)], j + 2
    return None


def month(scan: Scan, i: int) -> Draft | None:
    """A date around the name of a month."""
    number = MONTHS[scan.lowers[i]]
    after = i + 1
    if scan.at(after) == "." and scan.glued(after) and scan.lowers[i] + "." in MONTHS:
        after += 1
    first, days = _days_before(scan, i)
    if not days:
        days, after = _days_after(scan, after)
    found = _year_after(scan, after)
    if found is not None and (days or scan.at(after) != "in"):
        after = found[1]
    else:
        found = None
    if not days and found is None and not _is_month(scan, i, after):
        return None
    if days:
        return _day_of_month(scan, first, after, number, days, found[0] if found else None)
    if scan.before(first) in EVERY:
        return Draft(first=first - 1, after=after, type="SET", value=f"XXXX-{number:02}")
    if scan.before(first) in RELATIVES:
        return _relative_month(scan, first - 1, after, number)
    step = _year_said(scan, after)
    if step is not None and scan.today is not None:
        return scan.dated(first, step[1], calendar.month(scan.today.year + step[0], number))
    return (
        yearless(scan, first, after, number, None)
        if found is None
        else scan.dated(first, after, calendar.month(found[0], number))
    )


def _is_month(scan: Scan, i: int, after: int) -> bool:
    """Whether a word that may be something else ("may", "march") is a month here."""
    if scan.lowers[i] not in AMBIGUOUS:
        return True
    word, before = scan.parse.words[i], scan.before(i)
    if word.islower() or scan.at(after) in ("be", "not", "have"):
        return False
    if before in PREPOSITIONS and before not in (",", "(", "as", "and", "for"):
        return True
    if before in ("and", "or") and i > 1 and scan.lowers[i - 2] in MONTHS:
        return True  # "between January and March"
    tags = scan.parse.tags  # "the March accession", but not "Theresa May", not "Jan Kowal"
    if scan.lowers[i] not in ("may", "march") or tags[i] != "NNP" or before != "the":
        return False
    return i + 1 >= scan.stop or tags[i + 1] != "NNP"


def _days_before(scan: Scan, i: int) -> tuple[int, tuple[int, int] | None]:
    """Days of the month before its name: "7 October", "the 7th of October", "3-5 May", "3 and 5 May"."""
    j = i - 1
    if (j > scan.floor and scan.lowers[j] == "of") or (
        j > scan.floor and scan.lowers[j] in HYPHENS and scan.lowers[j - 1].isdecimal()
    ):
        j -= 1
    last = day_number(scan.lowers[j]) if j >= scan.floor else None
    if last is None or (j == i - 2 and scan.lowers[i - 1] == "of" and scan.lowers[j].isdecimal()):
        return i, None
    start = last
    if j - 2 >= scan.floor and (scan.lowers[j - 1] in HYPHENS or scan.lowers[j - 1] in ("to", "and", "or")):
        lower = day_number(scan.lowers[j - 2])
        if lower is not None and lower < last and scan.lowers[j - 2] != "second":
            start, j = lower, j - 2
    if scan.lowers[j] == "second" or (scan.lowers[j] in ORDINALS and scan.lowers[i - 1] != "of"):
        return i, None
    if scan.before(j) == "the":
        j -= 1
    return j, (start, last)


def _days_after(scan: Scan, j: int) -> tuple[tuple[int, int] | None, int]:
    """Days of the month after its name: "October 7", "Oct. 7th", "May 3-5"."""
    k = j + 1 if scan.at(j) == "the" else j
    word = scan.at(k)
    if "–" in word or "-" in word:  # an en dash between digits stays within the word
        parts = word.replace("–", "-").split("-")
        numbers = [day_number(part) for part in parts]
        if len(numbers) == 2 and numbers[0] and numbers[1] and numbers[0] < numbers[1]:
            return (numbers[0], numbers[1]), k + 1
        return None, j
    start = day_number(word) if word and (word[0].isdecimal() or k > j or scan.at(k + 1) not in UNITS) else None
    if start is None or scan.at(k + 1) in ("%", "percent"):
        return None, j
    if scan.at(k + 1) in HYPHENS or scan.at(k + 1) in ("to", "and"):
        last = day_number(scan.at(k + 2)) if scan.at(k + 2)[:1].isdecimal() else None
        joined = scan.at(k + 1) != "and" or scan.at(k + 3) not in MONTHS
        if last is not None and last > start and joined and scan.at(k + 3) not in UNITS:
            return (start, last), k + 3
    return (start, start), k + 1


def _day_of_month(
    scan: Scan, first: int, after: int, number: int, days: tuple[int, int], year: int | None
) -> Draft | None:
    """A day, or several days of one month."""
    if year is None:
        draft = yearless(scan, first, after, number, days[0])
        year = draft.period.first.year if draft is not None and draft.period is not None else None
    else:
        start = calendar.day(year, number, days[0])
        draft = scan.dated(first, after, start) if start is not None else None
        if draft is not None:
            draft.explicit = True
    if draft is None or days[0] == days[1] or year is None:
        return draft
    end = calendar.day(year, number, days[1])
    if end is None:
        return draft
    draft.value, draft.latest = f"{draft.value}/{end.value}", end.last
    return draft


def yearless(scan: Scan, first: int, after: int, number: int, day: int | None) -> Draft | None:
    """A month or a day of a month without its year: the nearest that tense allows."""
    if scan.today is None:
        value = f"XXXX-{number:02}" + (f"-{day:02}" if day is not None else "")
        if day is not None and calendar.day(2000, number, day) is None:
            return None
        return Draft(first=first, after=after, type="DATE", value=value, yearless=(number, day))
    period = nearest(scan.today, number, day, scan.ahead(first, after))
    if period is None:
        return None
    draft = scan.dated(first, after, period)
    draft.yearless = (number, day)
    return draft


def nearest(today: date, number: int, day: int | None, ahead: int) -> Period | None:
    """The month or day of a month meant on a day: before it, after it, or the nearest."""
    found = []
    for year in range(today.year - 4 if day == 29 and number == 2 else today.year - 1, today.year + 2):
        period = calendar.month(year, number) if day is None else calendar.day(year, number, day)
        if period is not None:
            found.append(period)
    return min(found, key=lambda period: cost(today, period, ahead), default=None)


def cost(today: date, period: Period, ahead: int) -> tuple[float, str]:
    """How far a day or month is from the report's day; one ahead counts more where the clause looks back."""
    gap = 0 if period.first <= today <= period.last else (period.first - today).days
    factor = (MONTH_COSTS if period.unit == calendar.MONTH else DAY_COSTS)[ahead]
    return (gap * factor if gap > 0 else -gap), period.value


def _relative_month(scan: Scan, first: int, after: int, number: int) -> Draft | None:
    """Read "last October", "next May", "that March"."""
    word, today = scan.lowers[first], scan.today
    if scan.before(first) == "the":
        first -= 1
    anchor = scan.anchor(first) if word in ("that", "same", "following", "previous") else None
    base = anchor.first if anchor is not None else today
    if base is None:
        return Draft(first=first, after=after, type="DATE", value=f"XXXX-{number:02}", yearless=(number, None))
    step = RELATIVES[word]
    year = base.year
    if step < 0 and number >= base.month:
        year -= 1
    elif step > 0 and number <= base.month:
        year += 1
    return scan.dated(first, after, calendar.month(year, number))
