"""Points of time so many units from another: "two days ago", "a year earlier", "three weeks from now"."""

from __future__ import annotations

from truceline.reading.numbers import HYPHENS
from truceline.reading.times import calendar
from truceline.reading.times.calendar import CENTURY, DAY, DECADE, HALF, MONTH, QUARTER, WEEK, YEAR
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.durations import duration
from truceline.reading.times.phrase import DURATION_MODS, POINT_MODS, Left
from truceline.reading.times.words import FUTURE, HOUR, PAST, PLURAL_UNITS

AGO = frozenset({"ago", "back"})
EARLIER = frozenset({"earlier", "before", "previously", "prior"})
LATER = frozenset({"later", "after", "afterward", "afterwards", "thereafter", "hence"})
SHY_OF = (("shy", "of"), ("short", "of"), ("ahead", "of"), ("prior", "to"))
UNKNOWN = {DAY: "XXXX-XX-XX", WEEK: "XXXX-WXX", MONTH: "XXXX-XX", YEAR: "XXXX"}  # some day, nobody says which
COMPARING = (QUARTER, HALF, MONTH)  # "from 5 a year earlier" after one of these: the same stretch a year before


def shifted(scan: Scan, left: Left, after: int, code: str, plural: bool) -> Draft | None:
    """A point so many units from another: ago, earlier, later, from now, before and after."""
    word = scan.at(after)
    hyphened = word in HYPHENS and not plural and (left.quantity is None or left.determiner in ("a", "an"))
    if hyphened and scan.at(after + 1) in ("ago", "earlier", "end"):
        return _hyphened(scan, left, after, code)
    counted = left.quantity is not None or plural or (left.determiner == "the" and not left.relative)
    if not counted or (left.relative and left.relative not in ("that", "this")):
        return None
    if word in AGO and not (word == "back" and left.quantity is None):
        return _from_today(scan, left, after + 1, code, -1)
    if word == "from" and scan.at(after + 1) in ("now", "today"):
        return _from_today(scan, left, after + 2, code, 1)
    plain = left.quantity is not None and left.quantity.mod is None and left.determiner != "the"
    if plain and scan.before(left.first) == "in" and scan.ahead(left.first, after) > 0:
        return _from_today(scan, left, after, code, 1)
    if word in EARLIER or word in LATER or (word, scan.at(after + 1)) in SHY_OF:
        return _from_anchor(scan, left, after, code)
    return None


def _hyphened(scan: Scan, left: Left, after: int, code: str) -> Draft | None:
    """Read "year-ago", "year-earlier", "year-end"."""
    end = scan.at(after + 1) == "end"
    base = scan.anchor(left.first)
    if scan.today is None:
        return None
    if end:
        draft = scan.dated(left.first, after + 2, calendar.around(scan.today, code))
        draft.mod = "END"
        return draft
    if left.quantity is not None:  # "a year-earlier loss": the article is the noun's
        left.first = after - 1
    if scan.at(after + 2) == "quarter" or (base is not None and base.unit in COMPARING):
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
    """Read "two days ago", "three weeks from now"."""
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
    """Read "a year earlier", "two days later", "the day before"; a noun that follows is an anchor found later."""
    word = scan.at(after)
    sign = 1 if word in LATER else -1
    draft = duration(scan, left, after, code)
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
    return i >= scan.stop or (not scan.lowers[i][0].isalnum() and scan.lowers[i] not in ("'s", '"', "“"))
