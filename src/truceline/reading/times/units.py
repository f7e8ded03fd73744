"""Expressions around a unit of time: durations, "two days ago", "last week", "the third quarter"."""

from __future__ import annotations

from dataclasses import replace

from truceline.reading.numbers import HYPHENS, number_at
from truceline.reading.quantities import STARTERS, Quantity
from truceline.reading.times import calendar
from truceline.reading.times.calendar import CENTURY, DAY, DECADE, HALF, MILLENNIUM, MONTH, QUARTER, WEEK, YEAR, Period
from truceline.reading.times.dates import year_of
from truceline.reading.times.draft import Draft, Scan, span_of
from truceline.reading.times.phrase import DURATION_MODS, POINT_MODS, Left, read_left
from truceline.reading.times.words import DEICTIC, FUTURE, HOUR, MONTHS, NARRATIVE, PAST, PLURAL_UNITS, PRESENT, RELATIVES, SHY_UNITS, UNITS

FRESH = 120  # days after a quarter in which news still speaks of it, whatever the tense
STRAIGHT = frozenset({"straight", "consecutive", "full", "more"})
AGO = frozenset({"ago", "back"})
EARLIER = frozenset({"earlier", "before", "previously", "prior"})
LATER = frozenset({"later", "after", "afterward", "afterwards", "thereafter", "hence"})
SHY_OF = (("shy", "of"), ("short", "of"), ("ahead", "of"), ("prior", "to"))
UNKNOWN = {DAY: "XXXX-XX-XX", WEEK: "XXXX-WXX", MONTH: "XXXX-XX", YEAR: "XXXX"}  # some day, nobody says which
COMPARING = (QUARTER, HALF, MONTH)  # "from 5 a year earlier" after one of these: the same stretch a year before
STRETCHES = frozenset({"rest", "remainder", "course", "end", "start", "beginning", "middle", "close", "bulk", "half", "part"})
SINGLE_OF = frozenset("for in during of by throughout through over until later earlier this".split())


def number_text(value: float) -> str:
    """A number as a duration writes it."""
    return str(int(value)) if value == int(value) else f"{value:g}"


YEARS = {DECADE: 10, CENTURY: 100, MILLENNIUM: 1000}  # a counted decade is written in years


def duration_value(quantity: Quantity | None, unit: str) -> str:
    """A TIMEX3 duration: P42D, PT5H, PXD."""
    plain = quantity is not None and quantity.value is not None and quantity.value < 1e9
    value = quantity.value if plain and quantity is not None else None
    if value is not None and unit in YEARS:
        value, unit = value * YEARS[unit], YEAR
    count = number_text(value) if value is not None else "X"
    return f"PT{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"


def unit(scan: Scan, i: int) -> Draft | None:
    """An expression of time around the unit at ``i``."""
    word = scan.lowers[i]
    code, plural = UNITS[word], word in PLURAL_UNITS
    left = read_left(scan, i)
    left, after = _right_edge(scan, left, i)
    if word == "year":
        named = number_at(scan.lowers, after, scan.stop)
        if named is not None and 1000 <= named[0] <= 2199 and named[0] == int(named[0]) and left.determiner == "the":
            return scan.dated(left.first, named[1], calendar.year(int(named[0])))
    if scan.at(after) == "anniversary":
        return None  # that word reads it
    if scan.at(after) == "old" or scan.at(after) in HYPHENS and scan.at(after + 1) in ("old", "olds"):
        return None  # an age
    if scan.at(after) == "of" and scan.at(after + 1) == "age":
        return None
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
        mark = duration_value(left.quantity, code) if left.quantity is not None else duration_value(_ONE, code)
        return Draft(first=left.first, after=after, type="SET", value=mark)
    moved = _moved(scan, left, after, code, plural)
    if moved is not None:
        return moved
    if left.quantity is not None:
        return None if _is_rate(scan, left, code) else _duration(scan, left, after, code)
    if left.relative and not (plural and left.relative in ("that", "present")):
        return _relative(scan, left, after, code, plural)
    if plural:
        return _plural(scan, left, i, after, code)
    return _single(scan, left, i, after, code)


def _is_unit(scan: Scan, left: Left, i: int) -> bool:
    """Whether "second", "quarter", "min" is a unit of time here: not a place, a fraction, an abbreviation."""
    word = scan.lowers[i]
    if UNITS[word] == QUARTER:
        return left.quantity is None and not left.every or bool(left.relative) or scan.before(i) in STRAIGHT or (
            left.every and left.quantity is None)
    if UNITS[word] == HALF:
        return bool(left.ordinal or left.relative)
    if scan.parse.words[i].isupper() and len(word) < 4 or left.determiner in ("a", "the"):
        return False
    return left.quantity is not None and (word != "second" or scan.before(i) in HYPHENS or left.quantity.value == 1)


_ONE = Quantity(first=0, number=0, after=0, low=1, high=1, best=1, value=1, mod=None)


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


def _moved(scan: Scan, left: Left, after: int, code: str, plural: bool) -> Draft | None:
    """A point so many units from another: ago, earlier, later, from now, before and after."""
    word = scan.at(after)
    hyphened = word in HYPHENS and left.quantity is None and not plural
    if hyphened and scan.at(after + 1) in ("ago", "earlier", "end"):
        return _hyphened(scan, left, after, code)
    counted = left.quantity is not None or plural or left.determiner == "the" and not left.relative
    if not counted or left.relative and left.relative not in ("that", "this"):
        return None
    if word in AGO and not (word == "back" and left.quantity is None):
        return _from_today(scan, left, after + 1, code, -1)
    if word == "from" and scan.at(after + 1) in ("now", "today"):
        return _from_today(scan, left, after + 2, code, 1)
    if left.quantity is not None and left.quantity.mod is None and scan.before(left.first) == "in":
        if scan.ahead(left.first, after) > 0 and left.determiner != "the":
            return _from_today(scan, left, after, code, 1)
    if word in EARLIER or word in LATER or (word, scan.at(after + 1)) in SHY_OF:
        return _from_anchor(scan, left, after, code)
    return None


def _hyphened(scan: Scan, left: Left, after: int, code: str) -> Draft | None:
    """"year-ago", "year-earlier", "year-end"."""
    end = scan.at(after + 1) == "end"
    base = scan.anchor(left.first)
    if scan.today is None:
        return None
    if end:
        draft = scan.dated(left.first, after + 2, calendar.around(scan.today, code))
        draft.mod = "END"
        return draft
    if scan.at(after + 2) == "quarter" or base is not None and base.unit in COMPARING:
        if base is None or base.unit not in COMPARING:
            base = calendar.around(calendar.add(scan.today, -1, QUARTER), QUARTER)
        return scan.dated(left.first, after + 2 + (scan.at(after + 2) == "quarter"), calendar.moved(base, -1, code))
    return scan.dated(left.first, after + 2, calendar.around(calendar.add(scan.today, -1, code), code))


def _steps(left: Left, code: str) -> tuple[int, str] | None:
    """A plain number of units as whole steps, of a finer unit where it has a fraction."""
    value = left.quantity.value if left.quantity is not None else 1.0 if left.determiner == "the" else None
    if value is None or value > 9999:
        return None
    if value != int(value):
        finer = {YEAR: (MONTH, 12), DECADE: (YEAR, 10), CENTURY: (YEAR, 100), WEEK: (DAY, 7)}.get(code)
        return (round(value * finer[1]), finer[0]) if finer is not None else None
    return (int(value) * 10, YEAR) if code == DECADE else (int(value), code)


def _from_today(scan: Scan, left: Left, after: int, code: str, sign: int) -> Draft:
    """"two days ago", "three weeks from now"."""
    draft = Draft(first=left.first, after=after, type="DATE")
    steps, quantity = _steps(left, code), left.quantity
    if quantity is not None and quantity.mod is not None:
        mods = POINT_MODS if sign < 0 else DURATION_MODS
        draft.mod = mods.get(quantity.mod)
    if steps is None or code[0] == "T":
        draft.value = PAST if sign < 0 else FUTURE
        if scan.today is not None:
            draft.earliest, draft.latest = (None, scan.today) if sign < 0 else (scan.today, None)
        return draft
    base = scan.anchor(left.first)
    if code == YEAR and steps[0] == 1 and base is not None and base.unit in COMPARING[:2]:
        draft.period = calendar.moved(base, sign, code)
    elif scan.today is not None:
        draft.period = calendar.moved(calendar.of_day(scan.today), sign * steps[0], steps[1])
    if draft.period is not None:
        draft.value, draft.earliest, draft.latest = draft.period.value, draft.period.first, draft.period.last
        if draft.mod == "BEFORE":
            draft.earliest = None
    return draft


def _from_anchor(scan: Scan, left: Left, after: int, code: str) -> Draft | None:
    """"a year earlier", "two days later", "the day before"; a noun that follows is an anchor found later."""
    word = scan.at(after)
    sign = 1 if word in LATER else -1
    draft = _duration(scan, left, after, code)
    draft.offset = sign
    linked = word in ("before", "after", "prior", "shy", "short", "ahead")
    if left.quantity is None and scan.lowers[after - 1] not in PLURAL_UNITS:
        draft.length, draft.type, draft.value = (1, code), "DATE", UNKNOWN.get(code)
    if linked and not _ends(scan, after + 1):
        return draft if left.quantity is not None or left.determiner == "the" or left.first == after - 1 else None
    steps, base = _steps(left, code), scan.anchor(left.first)
    if base is None and scan.today is not None and code not in (DAY, HOUR) and code[0] != "T":
        base = calendar.around(scan.today, code) if sign < 0 else None
    if steps is None or base is None or code[0] == "T":
        draft.after = after + 1 if left.quantity is not None and not linked else after
        return draft if left.quantity is not None else None
    return scan.dated(left.first, after + 1, calendar.moved(base, sign * steps[0], steps[1]))


def _ends(scan: Scan, i: int) -> bool:
    """Whether a clause or phrase ends at ``i``, so that "before" there has nothing after it."""
    return i >= scan.stop or not scan.lowers[i][0].isalnum() and scan.lowers[i] not in ("'s", '"', "“")


def _duration(scan: Scan, left: Left, after: int, code: str) -> Draft:
    """A stretch of so many units; one that reaches to or from the report's day has its days."""
    quantity = left.quantity
    mod = DURATION_MODS.get(quantity.mod or "") if quantity is not None else None
    draft = Draft(
        first=left.first, after=after, type="DURATION", value=duration_value(quantity, code), mod=mod,
        length=(quantity.value if quantity is not None else None, code),
    )
    step = DEICTIC.get(left.relative, 0)
    if step and scan.today is not None and quantity is not None:
        reach = span_of(scan.today, None if quantity.value is None else step * quantity.value, code)
        draft.earliest, draft.latest = reach if reach else (None, scan.today) if step < 0 else (scan.today, None)
    return draft


def _is_rate(scan: Scan, left: Left, code: str) -> bool:
    """"four flights a week", "$2 million a year": how often or how much, not when."""
    if left.determiner not in ("a", "an") or left.quantity is None or left.quantity.mod is not None:
        return False
    before, j = scan.before(left.first), left.first - 1
    if not before or scan.parse.pos[j] in ("ADP", "SCONJ", "VERB", "AUX", "ADV", "CCONJ", "PUNCT", "DET"):
        return False
    if before[0].isdecimal() or before in STARTERS or before in ("times", "twice", "once"):
        return True
    return scan.parse.tags[j] == "NNS" or scan.parse.pos[j] in ("NOUN", "SYM") and scan.parse.heads[left.first + 1] == j


def _relative(scan: Scan, left: Left, after: int, code: str, plural: bool) -> Draft | None:
    """"last week", "the past year", "this quarter", "the previous month"."""
    word = left.relative
    if plural or word == "past" or left.determiner == "the" and word == "last" and code not in (QUARTER, WEEK):
        quantity = None if plural else _ONE
        return _duration(scan, Left(first=left.first, quantity=quantity, relative=word), after, code)
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
        if nearer == "earlier":
            draft.latest = min(period.last, scan.today)
        else:
            draft.earliest = max(period.first, scan.today)
    return draft


def _within(scan: Scan, left: Left, i: int, code: str) -> Draft | None:
    """"the last week of October": not the week before the report; which one, is settled with what follows."""
    if scan.at(i + 1) != "of" or code not in (DAY, WEEK, HALF, MONTH) or left.quantity is not None:
        return None
    number = -1 if left.relative == "last" or left.vague == "final" else left.ordinal
    ahead = scan.at(i + 2)
    if number is None or not (ahead in MONTHS or year_of(ahead) is not None and code != HALF):
        return None
    return Draft(first=left.first, after=i + 1, type="DATE", inside=(code, number))


def _ordinal_unit(scan: Scan, left: Left, i: int, code: str) -> Draft | None:
    """"the third quarter of 2024", "the second half of last year", "the 20th century"."""
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


def _plural(scan: Scan, left: Left, i: int, after: int, code: str) -> Draft | None:
    """"recent years", "days of talks", "for centuries": nobody says how many."""
    if left.vague == "recent":
        draft = Draft(first=left.first, after=after, type="DURATION", value=duration_value(None, code))
        draft.latest = scan.today
        return draft
    if left.determiner in ("his", "her", "their", "our", "my", "your") or scan.before(left.first) in ("of", "$"):
        return None
    first = left.first if left.determiner in ("these", "those") or left.vague else i
    return Draft(first=first, after=after, type="DURATION", value=duration_value(None, code), length=(None, code))


def _single(scan: Scan, left: Left, i: int, after: int, code: str) -> Draft | None:
    """"the year", "that day", "year's end"."""
    if scan.at(after) in ("'s", "’s") and scan.at(after + 1) == "end" and scan.today is not None:
        draft = scan.dated(left.first, after + 2, calendar.around(scan.today, code))
        draft.mod = "END"
        return draft
    if left.determiner != "the" or code[0] == "T" or code == DAY or scan.at(after) == "of":
        return None
    if scan.before(left.first) not in SINGLE_OF or scan.today is None:
        return None
    base: Period | None = scan.anchor(left.first)
    if base is None or base.unit != code:
        base = calendar.around(calendar.add(scan.today, -1 if code == QUARTER else 0, code), code)
    return scan.dated(left.first, after, base)
