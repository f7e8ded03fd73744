"""Expressions of time in a text, from left to right, each resolved from the report's date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from truceline.model import Parse, Time
from truceline.reading.numbers import HYPHENS
from truceline.reading.quantities import bound_before
from truceline.reading.times import calendar, clock, dates, durations, numerals, points, units
from truceline.reading.times.anchors import anniversary, settle
from truceline.reading.times.calendar import DAY, HALF, QUARTER, SEASON, YEAR, Period
from truceline.reading.times.clock import place
from truceline.reading.times.draft import Draft, Scan, narrow
from truceline.reading.times.holidays import holiday
from truceline.reading.times.phrase import DURATION_MODS
from truceline.reading.times.words import (
    CLOCKS,
    DECADE_WORDS,
    DEICTIC_DAYS,
    LONG,
    MODS,
    MONTHS,
    PARTS,
    SEASONS,
    SETS,
    UNITS,
    WEEKDAYS,
    WEEKDAYS_PLURAL,
)
from truceline.vocabulary.holidays import load_holidays

Reader = Callable[[Scan, int], Draft | None]
# Which reader knows a word; a word that several know belongs to the last.
READERS: dict[str, Reader] = {
    **dict.fromkeys(points.LOOKUP, points.reference),
    **dict.fromkeys(PARTS, clock.part),
    **dict.fromkeys(CLOCKS, clock.noon),
    **dict.fromkeys(clock.O_CLOCK, clock.hour_in_words),
    **dict.fromkeys(SEASONS, points.season),
    **dict.fromkeys(SETS, points.adverb),
    **dict.fromkeys(DECADE_WORDS, numerals.decade_word),
    **dict.fromkeys((*DEICTIC_DAYS, "tonight"), points.deictic),
    **dict.fromkeys((*WEEKDAYS, *WEEKDAYS_PLURAL), points.weekday),
    **dict.fromkeys(MONTHS, dates.month),
    **dict.fromkeys(UNITS, units.unit),
    **dict.fromkeys(LONG, durations.long_word),
    **dict.fromkeys(("eighteen", "nineteen", "twenty"), numerals.year_in_words),
    **dict.fromkeys(("weekend", "weekends"), points.weekend),
    "anniversary": anniversary,
}
DIGITS = frozenset("0123456789")
JOINTS = frozenset({",", "of", "on", "at", "("})


def find_times(parse: Parse, *, published: str | None) -> tuple[Time, ...]:
    """Find the expressions of time in a text and say which days they may mean.

    Args:
        parse: The text.
        published: The report's date, an ISO day or date and time; None where it is not known.

    Returns:
        The expressions in text order. Where the report's date is needed and not known, value and days are None
        or as much of the value as TIMEX3 can write without it (``XXXX-10-07``).
    """
    scan = Scan(parse=parse, lowers=parse.lowers, today=_day(published))
    readers, lowers, holidays = READERS, parse.lowers, load_holidays()
    for first, after in parse.sentences:
        scan.floor, scan.stop = first, after
        for i in range(first, after):
            word = lowers[i]
            if word in holidays and i >= scan.floor:
                draft = holiday(scan, i, holidays[word])
                if draft is not None:
                    _take(scan, draft)
                    continue
            read = readers.get(word)
            if read is None:
                if word[0] in DIGITS:
                    read = numerals.digits
                elif (word[-1] in DIGITS and len(word) < 10 and word[0] in "qhfemlp") or (
                    word[-1] == "s" and word[-2:-1] == "0" and word[0] in "'’meml"
                ):
                    read = numerals.lettered
                else:
                    continue
            if i < scan.floor:
                continue
            draft = read(scan, i)
            if draft is not None:
                _take(scan, draft)
    settle(scan)
    return tuple(_time(parse, number, draft) for number, draft in enumerate(scan.found, 1))


def _day(published: str | None) -> date | None:
    """The day of the report's date, or None where it is none."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _take(scan: Scan, draft: Draft) -> None:
    """Add an expression to those found, joined with the one before where both are one."""
    _modify(scan, draft)
    if scan.found and _join(scan, scan.found[-1], draft):
        draft = scan.found[-1]
    else:
        scan.found.append(draft)
    scan.floor = max(scan.floor, draft.after)


def _modify(scan: Scan, draft: Draft) -> None:
    """Take in "early", "late", "mid", "the end of", "around" before a date."""
    _week_of(scan, draft)
    if draft.type not in ("DATE", "TIME") or draft.mod is not None or draft.value is None or draft.value[-1] == "F":
        return
    first = draft.first
    hyphen = scan.before(first) in HYPHENS
    word = scan.before(first - 1) if hyphen else scan.before(first)
    if word in ("early", "late", "mid") or (hyphen and word in ("end", "mid")):
        draft.first = first - 2 if hyphen else first - 1
        narrow(draft, MODS[word])
        if scan.before(draft.first) == "the" and draft.type == "DATE" and len(draft.value) == 3:
            draft.first -= 1
    elif (
        word == "of"
        and scan.before(first - 1) in MODS
        and scan.before(first - 2) in ("the", "at", "by", "since", "until")
    ):
        draft.first = first - 3 if scan.before(first - 2) == "the" else first - 2
        narrow(draft, MODS[scan.before(first - 1)])
    elif scan.lowers[first] != "the" and word in ("about", "around", "approximately", "circa"):
        bound = bound_before(scan.lowers, first, scan.floor)
        if bound is not None and (draft.type == "TIME" or word == "circa" or draft.yearless is not None):
            draft.mod, draft.first = DURATION_MODS.get(bound[0]), bound[1]
    if len(draft.value) == 3 and scan.before(draft.first) == "the":
        draft.first -= 1


def _week_of(scan: Scan, draft: Draft) -> None:
    """Take "the week of March 6" for the week that holds the day."""
    first = draft.first
    if draft.type != "DATE" or (scan.before(first - 1), scan.before(first)) != ("week", "of"):
        return
    if draft.period is not None and draft.period.unit == DAY:
        draft.period = calendar.week(draft.period.first)
        draft.value, draft.earliest, draft.latest = draft.period.value, draft.period.first, draft.period.last
        draft.first = first - 3 if scan.before(first - 2) == "the" else first - 2


def _join(scan: Scan, last: Draft, draft: Draft) -> bool:
    """Join two expressions that stand side by side into the first of them; False where they are two."""
    gap = draft.first - last.after
    if draft.first < last.first and draft.after >= last.after:  # taken in whole
        return False
    if last.after < scan.parse.sentences[scan.parse.sentence_of[draft.first]][0] or gap > 1 or gap < 0:
        return False
    between = scan.lowers[last.after] if gap else ""
    if between in ("", "'s", "’s", "of") and _part_of_year(scan, last, draft, between):
        return True
    if gap and between not in JOINTS:
        return False
    written = between != "," or _has_digit(scan, draft)
    if last.weekday is not None and draft.type == "DATE" and between in ("", ",") and _has_digit(scan, draft):
        return _weekday_and_date(last, draft)
    if (
        draft.clock is not None
        and last.clock is None
        and last.type == "DATE"
        and between in ("", ",", "at")
        and written
    ):
        return _on_day(last, last, draft)
    written = between != "," or _has_digit(scan, last)
    if last.clock is not None and draft.type == "DATE" and between in ("", ",", "on", "of") and written:
        return _on_day(last, draft, last)
    if last.clock is not None and draft.clock is not None and draft.clock[1:2].isalpha() and between in ("", "on"):
        return _on_day(last, draft, last)
    return False


def _has_digit(scan: Scan, draft: Draft) -> bool:
    """Whether an expression is written with a number, not by a word that points from the report's day."""
    return any(scan.lowers[i][0] in DIGITS for i in range(draft.first, draft.after))


def _part_of_year(scan: Scan, last: Draft, draft: Draft, between: str) -> bool:
    """Read "the 1988 third quarter", "last year's third quarter": the part is of that year."""
    year, part = last.period, draft.period
    if year is None or part is None or year.unit != YEAR or part.unit not in (QUARTER, HALF, SEASON):
        return False
    if draft.type != "DATE" or last.type != "DATE" or last.mod is not None:
        return False
    if scan.before(last.first) == "the" and between == "":
        last.first -= 1
    return _extend(last, draft, calendar.moved(part, year.first.year - part.first.year, YEAR))


def _weekday_and_date(last: Draft, draft: Draft) -> bool:
    """Read "Thursday, April 6"."""
    if draft.period is None or draft.period.unit != DAY:
        return draft.yearless is not None and draft.yearless[1] is not None and _extend(last, draft)
    return _extend(last, draft)


def _extend(last: Draft, draft: Draft, period: Period | None = None) -> bool:
    """Make the earlier expression reach over the later one and mean what that means, or ``period``."""
    if period is not None:
        draft.period, draft.value, draft.earliest, draft.latest = period, period.value, period.first, period.last
    last.after, last.value, last.period, last.weekday = draft.after, draft.value, draft.period, None
    last.earliest, last.latest, last.yearless, last.mod = draft.earliest, draft.latest, draft.yearless, draft.mod
    last.explicit = draft.explicit
    return True


def _on_day(last: Draft, day: Draft, time: Draft) -> bool:
    """Put a time of day on the day that stands beside it."""
    if day.period is not None and day.period.unit != DAY:
        return False
    if day.period is None and (day.value is None or "XX" not in day.value):
        return False
    after, stamp, mod = max(day.after, time.after), time.clock, time.mod
    period, value = day.period, (day.value or "").partition("T")[0]
    last.after, last.type, last.clock, last.mod, last.weekday, last.placed = after, "TIME", stamp, mod, None, True
    if period is not None:
        place(last, period)
    else:
        last.value, last.period, last.earliest, last.latest = value + (stamp or ""), None, None, None
    return True


def _time(parse: Parse, number: int, draft: Draft) -> Time:
    """The record of a finished expression."""
    return Time(
        id=f"t{number}",
        start=parse.starts[draft.first],
        end=parse.ends[draft.after - 1],
        type=draft.type,
        value=draft.value,
        earliest=draft.earliest.isoformat() if draft.earliest is not None else None,
        latest=draft.latest.isoformat() if draft.latest is not None else None,
        mod=draft.mod,
    )
