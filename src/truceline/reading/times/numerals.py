"""Dates, years, decades and centuries written in digits."""

from __future__ import annotations

import re

from truceline.reading.times import calendar
from truceline.reading.times.clock import clock_time
from truceline.reading.times.dates import COUNTED, ORDINAL, cost, day_number, full_year, nearest, spoken_year, year_of
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.words import DECADE_WORDS, MODS, MONTHS, PREPOSITIONS

ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ](\d{2}:\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w)")
ISO_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?![\w-])")
NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\w)")
DECADE = re.compile(r"['’]?(\d{3}0|\d0)s")
PREFIXED = re.compile(r"(mid|early|late|end)[-–]?(\d{4})(s)?")
YEARS = re.compile(r"(1[5-9]\d\d|20\d\d)[-–/](\d{4}|\d\d)")
FISCAL = re.compile(r"fy['’]?(\d{4}|\d\d)")
QUARTERS = re.compile(r"(?:q([1-4])|([1-4])q|h([12]))")
CURRENCIES = frozenset("$ £ € ¥ us$ no. no nos. # flight page room highway route figure section resolution".split())


def digits(scan: Scan, i: int) -> Draft | None:
    """A date, a year, a decade or a time of day that begins with a digit."""
    word = scan.lowers[i]
    if len(word) <= 2 and not (scan.glued(i + 1) and scan.at(i + 1) in ("-", "/", ".")):
        return clock_time(scan, i) or (_decade(scan, i, word) if word.endswith("s") else None)
    written = _numeric(scan, i)
    if written is not None:
        return written
    bare = year_of(word)
    if bare is not None:
        return clock_time(scan, i) or _years(scan, i, bare)
    if word[-1] == "s":
        return _decade(scan, i, word)
    span = YEARS.fullmatch(word)
    if span is not None:
        return years(scan, i, i + 1, int(span[1]), int(span[1][: 4 - len(span[2])] + span[2]))
    if ORDINAL.fullmatch(word):
        return _ordinal(scan, i)
    return clock_time(scan, i)


def _numeric(scan: Scan, i: int) -> Draft | None:
    """ISO dates and dates of three numbers; month before day, as American papers write, where both would do."""
    text, start = scan.parse.text, scan.parse.starts[i]
    if not any(sign in text[start + 1 : start + 5] for sign in "-/."):
        return None
    found, clock = ISO.match(text, start), None
    if found is not None:
        period = calendar.day(int(found[1]), int(found[3]), int(found[4]))
        clock = found[5]
    else:
        found = NUMERIC.match(text, start)
        if found is None:
            found = ISO_MONTH.match(text, start)
            period = calendar.month(int(found[1]), int(found[2])) if found and found[2] else None
        else:
            one, two, year = int(found[1]), int(found[3]), full_year(found[4], scan.today)
            if found[2] == "." and len(found[4]) == 4:  # dots: day first
                one, two = two, one
            period = calendar.day(year, one, two) or calendar.day(year, two, one)
            if found[2] != "/" and len(found[4]) == 2:
                return None
    if found is None or period is None:
        return None
    after = scan.parse.range_of(start, found.end())[1]
    draft = scan.dated(i, after, period)
    draft.explicit = True
    if clock is not None:
        draft.type, draft.clock, draft.value = "TIME", "T" + clock, f"{period.value}T{clock}"
    return draft


def _years(scan: Scan, i: int, number: int) -> Draft | None:
    """A bare year, or a span of years ("2023-24")."""
    before, after = scan.before(i), i + 1
    if (
        before in CURRENCIES
        or scan.at(after) in COUNTED
        or (scan.glued(i) and before not in ("(", "-", "–", "—", "'", '"'))
    ):
        return None
    if (number < 1500 and before not in ("in", "since", "of", "until", "around", "about")) or number > 2100:
        return None
    if scan.at(after) in ("-", "–") and scan.glued(after) and scan.glued(after + 1):
        end = scan.at(after + 1)
        if end.isdecimal() and len(end) in (2, 4):
            return years(scan, i, after + 2, number, int(str(number)[: 4 - len(end)] + end))
    first = i
    if before == "fiscal" or (before == "year" and scan.before(i - 1) == "fiscal"):
        first = i - 1 if before == "fiscal" else i - 2
        return scan.dated(first, after, calendar.fiscal_year(number))
    return scan.dated(first, after, calendar.year(number))


def years(scan: Scan, first: int, after: int, start: int, end: int) -> Draft | None:
    """A span of years."""
    if not start < end <= start + 200:
        return None
    draft = scan.dated(first, after, calendar.year(start))
    draft.value, draft.latest = f"{start}/{end}", calendar.year(end).last
    return draft


def _decade(scan: Scan, i: int, word: str) -> Draft | None:
    """Read "the 1990s", "the '90s"; "in his 30s" is an age."""
    found = DECADE.fullmatch(word)
    if found is None:
        return None
    first, digits_ = i, found[1]
    if len(digits_) == 2:
        if scan.before(first) in ("'", "’"):
            first -= 1
        elif scan.before(first) != "the":
            return None
        start = 1900 + int(digits_) if int(digits_) >= 30 else 2000 + int(digits_)
    else:
        start = int(digits_)
    return decade(scan, first, i + 1, start)


def decade(scan: Scan, first: int, after: int, start: int) -> Draft:
    """A decade, with its article."""
    while scan.before(first) in ("-", "–") and scan.before(first - 1) in MODS:
        first -= 1
    return scan.dated(first, after, calendar.decade(start))


def decade_word(scan: Scan, i: int) -> Draft | None:
    """Read "the nineties"; "in her nineties" is an age, and so is anything but an article before it."""
    if scan.before(i) not in ("the", "early", "mid", "late", "-"):
        return None
    return decade(scan, i, i + 1, 1900 + DECADE_WORDS[scan.lowers[i]])


def _ordinal(scan: Scan, i: int) -> Draft | None:
    """Read "the 7th" alone: that day of the report's month, or of the month just spoken of."""
    if scan.before(i) != "the" or scan.before(i - 1) not in ("on", "until", "since", "from", "by"):
        return None
    ahead = scan.at(i + 1)
    if ahead in ("of", *MONTHS) or (ahead.isalpha() and ahead not in PREPOSITIONS and not _is_verb(scan, i + 1)):
        return None
    number, anchor = day_number(scan.lowers[i]), scan.anchor(i)
    if number is None:
        return None
    if anchor is not None and anchor.unit in (calendar.MONTH, calendar.DAY):
        return scan.dated(i - 1, i + 1, calendar.day(anchor.first.year, anchor.first.month, number))
    if scan.today is None:
        return Draft(first=i - 1, after=i + 1, type="DATE", value=f"XXXX-XX-{number:02}")
    direction, today = scan.ahead(i, i + 1), scan.today
    near = [nearest(today, month, number, direction) for month in range(1, 13)]
    period = min((p for p in near if p is not None), key=lambda p: cost(today, p, direction), default=None)
    return scan.dated(i - 1, i + 1, period) if period is not None else None


def _is_verb(scan: Scan, i: int) -> bool:
    """Whether a word is tagged as a verb."""
    return scan.parse.pos[i] in ("VERB", "AUX")


def lettered(scan: Scan, i: int) -> Draft | None:
    """Words of letters and digits: "mid-2023", "FY1989", "Q3 2024"."""
    word = scan.lowers[i]
    found = PREFIXED.fullmatch(word)
    if found is not None:
        number = int(found[2])
        period = calendar.decade(number) if found[3] else calendar.year(number)
        draft = scan.dated(i, i + 1, period)
        draft.mod = MODS.get(found[1] or "")
        return draft
    found = FISCAL.fullmatch(word)
    if found is not None:
        return scan.dated(i, i + 1, calendar.fiscal_year(full_year(found[1], scan.today)))
    return quarter_code(scan, i)


def quarter_code(scan: Scan, i: int) -> Draft | None:
    """Read "Q3 2024", "3Q", "H1 2023"."""
    found = QUARTERS.fullmatch(scan.lowers[i])
    if found is None:
        return None
    number, after = int(found[1] or found[2] or found[3]), i + 1
    if scan.at(after) == "of":
        after += 1
    year = year_of(scan.at(after))
    if year is None:
        if scan.today is None or found[3]:
            return None
        year, after = scan.today.year, i + 1
        if calendar.quarter(year, number).first > scan.today:
            year -= 1
    else:
        after += 1
    return scan.dated(i, after, calendar.half(year, number) if found[3] else calendar.quarter(year, number))


def year_in_words(scan: Scan, i: int) -> Draft | None:
    """A year in words: "in nineteen ninety-six"."""
    found = spoken_year(scan.lowers, i, scan.stop)
    if found is None or (scan.lowers[i] == "twenty" and scan.before(i) not in PREPOSITIONS):
        return None
    return scan.dated(i, found[1], calendar.year(found[0]))
