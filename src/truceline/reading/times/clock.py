"""Times of day: on the clock, and the parts of a day."""

from __future__ import annotations

import re
from datetime import date

from truceline.reading.numbers import HYPHENS, number_at
from truceline.reading.times import calendar
from truceline.reading.times.calendar import Period
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.words import CLOCKS, HALVES_OF_DAY, MONTHS, PARTS, POINTS_OF_DAY, WEEKDAYS, ZONES

CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?(am|pm|a\.m\.|p\.m\.)?")
O_CLOCK = frozenset({"o'clock", "o’clock"})
BESIDE = frozenset(
    {"at", "before", "after", "since", "until", "till", "by", "around", "about", "from", "near", "towards"}
)
MILITARY = frozenset({"gmt", "utc", "z", "hours", "hrs", "local", "est", "edt", "cet", "bst"})


def clock_time(scan: Scan, i: int) -> Draft | None:
    """A time on the clock that begins at ``i``: "5 p.m.", "17:30", "0300 GMT", "9 o'clock"."""
    word, after = scan.lowers[i], i + 1
    found = CLOCK.fullmatch(word)
    ahead = scan.at(after)
    if found is None:
        if len(word) != 4 or not word.isdecimal() or ahead not in MILITARY:
            return None
        if ahead in ("hours", "local") and (int(word) >= 2400 or scan.before(i) not in ("at", "by", "around", "about")):
            return None
        hour, minute, half = int(word[:2]), int(word[2:]), None
    else:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half is None and ahead in HALVES_OF_DAY:
            half, after = ahead, after + 1
        elif half is None and ahead in O_CLOCK:
            after += 1
        elif half is None and not (found[2] and ":" in word) and ahead not in ("gmt", "utc"):
            return None
    if half is not None:
        hour = hour % 12 + HALVES_OF_DAY[half] if 1 <= hour <= 12 else 99
    if hour > 24 or minute > 59:
        return None
    after = _zone(scan, after)
    return _at(scan, i, after, f"T{hour:02}:{minute:02}")


def hour_in_words(scan: Scan, i: int) -> Draft | None:
    """Read "eight o'clock"; in figures the number reads it."""
    read = number_at(scan.lowers, i - 1, i) if scan.before(i).isalpha() else None
    if read is None or not 1 <= read[0] <= 12:
        return None
    return _at(scan, i - 1, i + 1, f"T{int(read[0]):02}:00")


def _zone(scan: Scan, after: int) -> int:
    """Past the time zone after a time on the clock."""
    if scan.at(after) == "local" and scan.at(after + 1) == "time":
        return after + 2
    if (scan.at(after) in ZONES and scan.parse.words[after].isupper()) or scan.at(after) in ("hours", "hrs"):
        return after + 1
    return after


def _at(scan: Scan, first: int, after: int, clock: str) -> Draft:
    """A TIME on a day still to be found beside it; till then on the day last spoken of, or the report's."""
    draft = Draft(first=first, after=after, type="TIME", clock=clock, value="XXXX-XX-XX" + clock, placed=False)
    anchor = scan.anchor(first)
    if anchor is not None and anchor.unit == calendar.DAY and not _stands_alone(scan, first, after):
        place(draft, anchor)
    elif scan.today is not None:
        place(draft, calendar.of_day(scan.today))
    return draft


def _stands_alone(scan: Scan, first: int, after: int) -> bool:
    """Whether a time of day is a sentence of its own, as the entries of a live blog have it: of the report's day."""
    begin, stop = scan.parse.sentences[scan.parse.sentence_of[first]]
    return scan.today is not None and not any(
        scan.lowers[k][0].isalnum() and scan.lowers[k] not in ZONES for k in (*range(begin, first), *range(after, stop))
    )


def place(draft: Draft, period: Period) -> None:
    """Put a time of day on its day."""
    draft.period, draft.earliest, draft.latest = period, period.first, period.last
    draft.value = period.value + (draft.clock or "")


def noon(scan: Scan, i: int) -> Draft | None:
    """Read "noon", "midnight" as times on the clock."""
    if scan.before(i) == "high":
        return None
    return _at(scan, i, i + 1, "T" + CLOCKS[scan.lowers[i]])


def part(scan: Scan, i: int) -> Draft | None:
    """A part of a day that no weekday or date took: "this morning", "last night", "the morning", "overnight"."""
    word, before = scan.lowers[i], scan.before(i)
    clock = "T" + PARTS[word]
    if word == "overnight":
        return _at(scan, i, i + 1, clock)
    if word.endswith("s"):
        return None
    if before in ("this", "last", "that", "same", "previous", "next", "following"):
        return _relative_part(scan, i, clock)
    if word in POINTS_OF_DAY:
        return _at(scan, i, i + 1, clock) if before in BESIDE else None
    if before in ("early", "late", "mid"):
        return _at(scan, i, i + 1, clock)
    if before in HYPHENS and scan.before(i - 1) == "mid":
        return _at(scan, i - 2, i + 1, clock)
    if (
        before == "the"
        and scan.at(i + 1) == "of"
        and (scan.at(i + 2)[:1].isdecimal() or scan.at(i + 2) in MONTHS or scan.at(i + 2) in WEEKDAYS)
    ):
        return _at(scan, i - 1, i + 1, clock)
    if before == "the" and scan.before(i - 1) in ("in", "during", "of", "through"):
        return _at(scan, i - 1, i + 1, clock)
    return None


def _relative_part(scan: Scan, i: int, clock: str) -> Draft | None:
    """Read "this morning" is of the report's day, "last night" of the day before, "that night" of the day spoken of."""
    before = scan.before(i)
    draft = _at(scan, i - 1, i + 1, clock)
    base: date | None = scan.today
    if before in ("that", "same", "previous", "next", "following"):
        anchor = scan.anchor(i)
        base = anchor.first if anchor is not None and anchor.unit == calendar.DAY else None
        if scan.before(i - 1) == "the":
            draft.first -= 1
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(before, 0)
    if base is None:
        draft.value, draft.period, draft.earliest, draft.latest = "XXXX-XX-XX" + clock, None, None, None
        return draft
    place(draft, calendar.of_day(calendar.add(base, step, calendar.DAY)))
    return draft
