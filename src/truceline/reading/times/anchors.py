"""Expressions that hang on another: "two days before X", "days shy of its anniversary", "from May to July 2023"."""

from __future__ import annotations

from datetime import timedelta

from truceline.reading.numbers import HYPHENS, number_at
from truceline.reading.times import calendar
from truceline.reading.times.calendar import DAY, Period
from truceline.reading.times.clock import place
from truceline.reading.times.dates import day_number, nearest
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.words import ORDINALS

CLOCK_REACH = 5  # words between a time of day and its day
LINKS = frozenset({"before", "after", "of", "to", "the", "from", "on", "'s"})
PREPOSED = frozenset({"before", "after", "prior", "shy", "short", "ahead"})
RANGE_ENDS = frozenset({"to", "through", "until", "till", "-", "–"})
RANGE_JOINTS = frozenset({"and", "to", "through", "until", "-", "–", "or"})
# How far a vague length reaches, in units of its own: "days" are fewer than two weeks, "weeks" fewer than two months.
VAGUE_REACH = {"D": (2, 13), "W": (2, 8), "M": (2, 23), "Y": (2, 19)}
# Words by which a text says that something began, and when.
STARTING = frozenset(
    "begin begins began begun start starts started commence commenced erupt erupted launch launched break broke broken "
    "onset beginning start outbreak".split()
)
# Events that a day can be the anniversary of.
ONSETS = frozenset(
    "attack attacks attacked assault invasion invaded invade massacre strike strikes struck raid raids offensive war "
    "conflict bombing bombings uprising coup killing killings murder revolution election ceasefire truce agreement "
    "accord".split()
)
EMPTY = frozenset("the a an of 's ’s this that its their his her deadly brutal major first".split())
ANNIVERSARIES, DATES, AROUND = 50, 200, 40  # looked at in one text: anniversaries, dates, words beside a date
WHOLE = frozenset({"onset", "beginning", "start", "outbreak"})


def anniversary(scan: Scan, i: int) -> Draft | None:
    """Read "the first anniversary", "the one-year anniversary": which day it is, is settled when the text is read."""
    first, years = i, _years_before(scan, i)
    if years is not None:
        first = years[1]
    if scan.before(first) in ("the", "its", "their", "a"):
        first -= 1
    draft = Draft(first=first, after=i + 1, type="DATE")
    draft.anniversary = (years[0] if years is not None else None, i)
    return draft


def _years_before(scan: Scan, i: int) -> tuple[int, int] | None:
    """How many years an anniversary marks, and the first word that says so."""
    j = i - 1
    while j > scan.floor and (scan.lowers[j] in HYPHENS or scan.lowers[j] in ("year", "years")):
        j -= 1
    if j < scan.floor:
        return None
    word = scan.lowers[j]
    if j == i - 1:
        number = ORDINALS.get(word) or (day_number(word) if not word.isdecimal() else None)
        return (number, j) if number is not None else None
    for k in range(max(scan.floor, j - 3), j + 1):
        read = number_at(scan.lowers, k, j + 1)
        if read is not None and read[1] == j + 1 and read[0] == int(read[0]):
            return int(read[0]), k
    return None


def settle(scan: Scan) -> None:
    """Settle what hangs on another expression, once all are found."""
    found, marked = scan.found, 0
    _place_clocks(scan)
    _share_years(scan)
    for k, draft in enumerate(found):
        if draft.anniversary is not None and marked < ANNIVERSARIES:
            marked += 1
            _mark_anniversary(scan, draft, found[k + 1] if k + 1 < len(found) else None)
        if draft.yearless is not None and k + 1 < len(found):
            _share_year(scan, draft, found[k + 1])
        if draft.weekday is not None and k + 1 < len(found):
            _order(scan, draft, found[k + 1])
        if draft.ended is not None and k + 1 < len(found):
            _end_at(scan, draft, found[k + 1])
    kept: list[Draft] = []
    for k in range(len(found) - 1, -1, -1):
        draft = found[k]
        if draft.inside is not None:
            if not kept or kept[-1].first != draft.after + 1 or not _place_inside(draft, kept[-1]):
                continue
            kept.pop()
        if draft.offset and kept and _hangs(scan, draft, kept[-1]):
            merged = _from(scan, draft, kept[-1])
            if merged is not None:
                if merged.after >= kept[-1].after:
                    kept.pop()
                draft = merged
        elif draft.offset:
            _since_event(scan, draft)
        kept.append(draft)
    scan.found = [draft for draft in reversed(kept) if draft.value is not None or draft.anniversary is None]


def _end_at(scan: Scan, draft: Draft, following: Draft) -> None:
    """Give "the year ended March 31" the days up to that one."""
    if following.first - draft.after > 2 or following.period is None or draft.ended is None:
        return
    quarter = calendar.around(following.period.last, calendar.QUARTER)
    if draft.ended == calendar.QUARTER and quarter.last == following.period.last:
        draft.type, draft.period, draft.value = "DATE", quarter, quarter.value
    draft.latest = following.period.last
    draft.earliest = calendar.add(draft.latest, -1, draft.ended) + timedelta(days=1)


def _order(scan: Scan, draft: Draft, following: Draft) -> None:
    """Put the weekdays of "between Wednesday and Friday" in the order in which they come."""
    if following.weekday is None or following.first - draft.after != 1 or draft.period is None:
        return
    joint, before = scan.lowers[draft.after], scan.lowers[draft.first - 1] if draft.first else ""
    if joint not in RANGE_ENDS and not (joint == "and" and before == "between"):
        return
    if following.period is None or following.period.first >= draft.period.first:
        return
    late = scan.ahead(following.first, following.after) > 0
    moved, days = (following, 7) if late else (draft, -7)
    if moved.period is not None and moved.type == "DATE":
        moved.period = calendar.of_day(calendar.add(moved.period.first, days, DAY))
        moved.value, moved.earliest, moved.latest = moved.period.value, moved.period.first, moved.period.last


def _place_clocks(scan: Scan) -> None:
    """Put "at 4 a.m. (0200 GMT) on Wednesday" on Wednesday: the day may stand after several times of day."""
    day: Draft | None = None
    for draft in reversed(scan.found):
        if draft.placed and draft.period is not None and draft.period.unit == DAY:
            day = draft
        elif not draft.placed and day is not None and 0 <= day.first - draft.after <= CLOCK_REACH:
            if scan.parse.sentence_of[draft.first] == scan.parse.sentence_of[day.first] and day.period is not None:
                place(draft, day.period)
                day = Draft(first=draft.first, after=draft.after, type="TIME", period=day.period)
        else:
            day = None


def _share_years(scan: Scan) -> None:
    """Give "October 7" the year of the one "October 7, 2023" that the text names."""
    named: dict[tuple[int, int], set[int]] = {}
    for draft in scan.found:
        period = draft.period
        if period is not None and period.unit == DAY and draft.type == "DATE" and draft.explicit:
            named.setdefault((period.first.month, period.first.day), set()).add(period.first.year)
    for draft in scan.found:
        month, day = draft.yearless or (0, None)
        years = named.get((month, day)) if day is not None else None
        if years is not None and len(years) == 1:
            period = calendar.day(min(years), month, day or 1)
            if period is not None and draft.value is not None and len(draft.value) == 10:
                draft.period, draft.value, draft.earliest, draft.latest = (
                    period,
                    period.value,
                    period.first,
                    period.last,
                )


def _place_inside(draft: Draft, whole: Draft) -> bool:
    """Read "the first week of October 2024", "the last day of May": that part of the month."""
    period, (unit, number) = whole.period, draft.inside or (DAY, 0)
    if period is None or period.unit not in (calendar.MONTH, calendar.YEAR):
        return False
    size = {DAY: 1, calendar.WEEK: 7}.get(unit, 31 if unit == calendar.MONTH else 15)
    first = period.first + timedelta(days=size * (number - 1)) if number > 0 else period.last - timedelta(days=size - 1)
    last = min(first + timedelta(days=size - 1), period.last)
    if unit == calendar.HALF and number in (2, -1):
        first, last = period.first + timedelta(days=15), period.last
    if not period.first <= first <= period.last or (unit == calendar.MONTH and period.unit != calendar.YEAR):
        return False
    part = calendar.around(first if number > 0 else last, unit) if unit != calendar.HALF else period
    if unit == calendar.MONTH:
        first, last = part.first, part.last
    draft.period, draft.value, draft.earliest, draft.latest, draft.after = part, part.value, first, last, whole.after
    draft.mod, draft.inside = ("START" if number == 1 else "END") if unit == calendar.HALF else None, None
    return True


def _since_event(scan: Scan, draft: Draft) -> None:
    """Read "The call comes one day after the truce": what comes, comes on the report's day, so the truce is dated."""
    i = draft.first
    while i > scan.parse.sentences[scan.parse.sentence_of[i]][0] and scan.lowers[i - 1] in (
        "just",
        "only",
        "barely",
        "mere",
    ):
        i -= 1
    if scan.today is None or i == 0 or scan.lowers[i - 1] not in ("comes", "come") or draft.length is None:
        return
    count, unit = draft.length
    near, far = VAGUE_REACH.get(unit, (0, 1)) if count is None or draft.mod else (round(count), round(count))
    if unit[0] == "T":
        near, far, unit = 0, 1, DAY
    ends = sorted(calendar.add(scan.today, -draft.offset * steps, unit) for steps in (near, far))
    draft.earliest, draft.latest = ends


def _share_year(scan: Scan, draft: Draft, following: Draft) -> None:
    """Read "between May and July 2023": the year that the second names is the first's too."""
    gap = following.first - draft.after
    if (
        gap != 1
        or following.yearless is not None
        or following.period is None
        or scan.lowers[draft.after] not in RANGE_JOINTS
    ):
        return
    number, day = draft.yearless or (0, None)
    if following.type != "DATE" or following.period.unit not in (calendar.MONTH, DAY):
        return
    year = following.period.first.year
    if (number, day or 0) > (following.period.first.month, following.period.first.day):
        year -= 1
    period = calendar.month(year, number) if day is None else calendar.day(year, number, day)
    if period is not None:
        draft.period, draft.value, draft.earliest, draft.latest = period, period.value, period.first, period.last


def _hangs(scan: Scan, draft: Draft, following: Draft) -> bool:
    """Whether nothing but a preposition and an article parts a length from the expression it is measured from."""
    gap = range(draft.after, following.first)
    return (
        0 < len(gap) <= 3
        and scan.lowers[draft.after] in PREPOSED
        and all(scan.lowers[i] in LINKS or scan.lowers[i] in PREPOSED for i in gap)
    )


def _from(scan: Scan, draft: Draft, following: Draft) -> Draft | None:
    """A point measured from another: "two days before Monday", "days shy of the anniversary"."""
    base = following.period
    if base is None or draft.length is None:
        return None
    count, unit = draft.length
    if unit[0] == "T":
        return None
    whole = following.anniversary is not None or scan.lowers[following.first] in ("yesterday", "tomorrow")
    after = following.after if whole else draft.after
    result = Draft(first=draft.first, after=after, type="DATE")
    if count is not None and count == int(count) and draft.mod is None:
        result.period = calendar.moved(base, draft.offset * int(count), unit)
        result.value, result.earliest, result.latest = result.period.value, result.period.first, result.period.last
        return result
    near, far = VAGUE_REACH.get(unit, (1, 1)) if count is None else (round(count), round(count))
    edge = base.first if draft.offset < 0 else base.last
    ends = sorted((calendar.add(edge, draft.offset * near, unit), calendar.add(edge, draft.offset * far, unit)))
    result.value, result.mod = base.value, "BEFORE" if draft.offset < 0 else "AFTER"
    result.period, result.earliest, result.latest = base, ends[0], ends[1]
    if draft.offset < 0:
        result.latest = edge - timedelta(days=1) if count is None else ends[1]
    return result


def _mark_anniversary(scan: Scan, draft: Draft, following: Draft | None) -> None:
    """Work out an anniversary's day: of a date named beside it, or of an event that the text dates elsewhere."""
    years, i = draft.anniversary or (None, 0)
    phrase, stop = _event_words(scan, i)
    named = following.period if following is not None and following.first < stop else None
    period: Period | None = None
    if named is not None and named.unit == DAY and following is not None and following.yearless is not None:
        period = nearest(scan.today, named.first.month, named.first.day, 0) if scan.today is not None else None
    elif years is not None:
        day = named if named is not None and named.unit == DAY else _dated_elsewhere(scan, draft, phrase)
        period = calendar.of_day(calendar.add(day.first, years, calendar.YEAR)) if day is not None else None
    if period is not None:
        draft.period, draft.value, draft.earliest, draft.latest = period, period.value, period.first, period.last


def _event_words(scan: Scan, i: int) -> tuple[tuple[int, ...], int]:
    """The content words of "of the war's onset" after an anniversary, and where that phrase ends."""
    parse, words = scan.parse, list[int]()
    stop = parse.sentences[parse.sentence_of[i]][1]
    j = i + 1
    if j >= stop or parse.lowers[j] not in ("of", "since"):
        return (), j
    j += 1
    while j < stop and len(words) < 6 and (parse.lowers[j][0].isalnum() or parse.lowers[j] in EMPTY):
        if parse.pos[j] in ("VERB", "AUX", "ADP", "SCONJ") and words:
            break
        if parse.lowers[j] not in EMPTY:
            words.append(j)
        j += 1
    return tuple(words), j


def _dated_elsewhere(scan: Scan, draft: Draft, phrase: tuple[int, ...]) -> Period | None:
    """The day on which another sentence says that the event of ``phrase`` happened or began."""
    parse = scan.parse
    wanted = {parse.lowers[j] for j in phrase} | {parse.lemmas[j] for j in phrase}
    begins = bool(wanted & WHOLE)
    here = parse.sentence_of[draft.first]
    best: tuple[int, Period] | None = None
    for other in scan.found[:DATES]:
        if other is draft or other.type not in ("DATE", "TIME") or other.period is None or other.period.unit != DAY:
            continue
        sentence = parse.sentence_of[other.first]
        if sentence == here or (other.yearless is not None and scan.today is None):
            continue
        first, after = parse.sentences[sentence]
        first, after = max(first, other.first - AROUND), min(after, other.after + AROUND)
        said = frozenset(parse.lowers[first:after]) | frozenset(parse.lemmas[first:after])
        shared = len(wanted & said - WHOLE)
        starts = bool(said & STARTING)
        if not shared or (begins and not starts) or (not begins and not (starts or wanted & said & ONSETS)):
            continue
        score = 2 * shared + starts
        if best is None or score > best[0]:
            best = (score, other.period)
    return best[1] if best is not None else None
