"""Weekdays, today and its neighbours, seasons, repeated times, and the present, the past and the future."""

from __future__ import annotations

from datetime import date

from truceline.reading.numbers import HYPHENS
from truceline.reading.quantities import STARTERS
from truceline.reading.times import calendar
from truceline.reading.times.calendar import DAY, WEEK, Period
from truceline.reading.times.clock import place
from truceline.reading.times.dates import EVERY, year_of
from truceline.reading.times.draft import Draft, Scan
from truceline.reading.times.words import (
    AMBIGUOUS,
    DEICTIC_DAYS,
    FILLERS,
    FUTURE,
    NARRATIVE,
    PARTS,
    PAST,
    PREPOSITIONS,
    PRESENT,
    REFERENCES,
    RELATIVES,
    SEASONS,
    SETS,
    UNITS,
    WEEKDAYS,
    WEEKDAYS_PLURAL,
)

# References by their last word: the words before it (last first), and what they mean; the longest first.
LOOKUP: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
for _meaning, _phrases in REFERENCES.items():
    for _phrase in _phrases.split("|"):
        _words = tuple(reversed(_phrase.split()))
        _known = (*LOOKUP.get(_words[0], ()), (_words[1:], _meaning))
        LOOKUP[_words[0]] = tuple(sorted(_known, key=lambda entry: -len(entry[0])))


def weekday(scan: Scan, i: int) -> Draft | None:
    """Read "Monday", "last Monday", "every Monday", "Monday morning"."""
    word = scan.lowers[i]
    plural = WEEKDAYS_PLURAL.get(word)
    number = plural or WEEKDAYS[word]
    after = i + 1
    if len(word) < 6 and scan.at(after) == "." and scan.glued(after):
        after += 1
    if word in AMBIGUOUS and not _is_weekday(scan, i, after):
        return None
    before = scan.before(i)
    if plural or before in EVERY:
        first = i - 1 if before in EVERY else i
        clock = "T" + PARTS[scan.at(after)] if scan.at(after) in PARTS else ""
        return Draft(first=first, after=after + bool(clock), type="SET", value=f"XXXX-WXX-{number}{clock}")
    first = i - 1 if before in RELATIVES and before != "that" else i
    period = _which_weekday(scan, i, number, before if first < i else "")
    if first < i and (scan.before(first) == "the" or (scan.before(first) == "this" and before in ("coming", "past"))):
        first -= 1
    draft = scan.dated(first, after, period)
    if period is None:
        draft.value = f"XXXX-WXX-{number}"
    draft.weekday = number
    return with_part(scan, draft)


def _is_weekday(scan: Scan, i: int, after: int) -> bool:
    """Whether a short word is a weekday and no other word: capital letters and a date beside it."""
    word = scan.parse.words[i]
    return word[0].isupper() and (
        scan.at(i + 1) == "." or (scan.at(after) == "," and scan.at(after + 1)[:1].isdecimal())
    )


def _which_weekday(scan: Scan, i: int, number: int, which: str) -> Period | None:
    """The day that a weekday names, from the report's day or from the day last spoken of."""
    base: date | None = scan.today
    if which in NARRATIVE:
        anchor = scan.anchor(i)
        base = anchor.first if anchor is not None and anchor.unit == DAY else base
    if base is None:
        return None
    back = (base.isoweekday() - number) % 7  # days since the latest such weekday
    step = RELATIVES.get(which)
    if step is None:
        return calendar.of_day(calendar.add(base, 7 - back if back and scan.ahead(i, i + 1) > 0 else -back, DAY))
    if step == 0:
        days = number - base.isoweekday()
        if days < 0 < scan.ahead(i, i + 1) or days > 0 > scan.ahead(i, i + 1):
            days += 7 if days < 0 else -7
        return calendar.of_day(calendar.add(base, days, DAY))
    return calendar.of_day(calendar.add(base, 7 - back if step > 0 else -(back or 7), DAY))


def with_part(scan: Scan, draft: Draft) -> Draft:
    """Take in a part of the day that follows: "Monday morning", "tomorrow night"."""
    after = draft.after
    if scan.at(after) in ("early", "late") and scan.at(after + 1) in PARTS:
        after += 1
    code = PARTS.get(scan.at(after))
    if code is None or scan.at(after).endswith("s"):
        return draft
    draft.type, draft.after, draft.clock = "TIME", after + 1, "T" + code
    if draft.period is not None:
        place(draft, draft.period)
    else:
        draft.value = (draft.value or "XXXX-XX-XX") + draft.clock
    return draft


def deictic(scan: Scan, i: int) -> Draft | None:
    """Read "today", "yesterday", "tomorrow", "tonight"."""
    word = scan.lowers[i]
    step = DEICTIC_DAYS.get(word, 0)
    period = calendar.of_day(calendar.add(scan.today, step, DAY)) if scan.today is not None else None
    draft = scan.dated(i, i + 1, period)
    if word == "tonight":
        draft.type, draft.clock = "TIME", "TNI"
        draft.value = (period.value if period is not None else "XXXX-XX-XX") + "TNI"
        return draft
    if period is None and word == "today":
        draft.value = PRESENT
    return with_part(scan, draft)


def season(scan: Scan, i: int) -> Draft | None:
    """Read "last fall", "the summer of 2024", "this winter"."""
    code, before, first, after = SEASONS[scan.lowers[i]], scan.before(i), i, i + 1
    year = year_of(scan.at(after + 1)) if scan.at(after) in ("of", ",") else year_of(scan.at(after))
    if before in EVERY:
        return Draft(first=i - 1, after=after, type="SET", value=f"XXXX-{code}")
    if before == "past" or before in RELATIVES:
        first -= 1
    if first < i and scan.before(first) in ("the", "this"):
        first -= 1
    if year is not None:
        after += 2 if scan.at(after) in ("of", ",") else 1
        first = first - 1 if scan.before(first) == "the" else first
        return scan.dated(first, after, calendar.season(year, code))
    if first == i and before not in ("the", "in", "by", "since", "until", "early", "late", "mid"):
        return None
    if first == i and (scan.lowers[i] in AMBIGUOUS and not (before == "the" and scan.before(i - 1) in PREPOSITIONS)):
        return None
    if scan.today is None:
        return Draft(first=first, after=after, type="DATE", value=f"XXXX-{code}")
    return scan.dated(first, after, _which_season(scan, scan.today, code, RELATIVES.get(before), i))


def _which_season(scan: Scan, today: date, code: str, step: int | None, i: int) -> Period:
    """The season meant on a day."""
    near = [calendar.season(year, code) for year in (today.year - 2, today.year - 1, today.year, today.year + 1)]
    if step is None or step == 0:
        for period in near:
            if period.first <= today <= period.last:
                return period
        ahead = scan.ahead(i, i + 1)
        step = ahead if step is None or ahead else 0
    if step < 0:
        return next((p for p in reversed(near) if p.last < today), near[0])  # in the year 1 there is none
    if step > 0:
        return next((p for p in near if p.first > today), near[-1])
    return min(near, key=lambda p: (min(abs((p.first - today).days), abs((p.last - today).days)), p.value))


def reference(scan: Scan, i: int) -> Draft | None:
    """Read "now", "recently", "these days", "the future"."""
    for rest, meaning in LOOKUP[scan.lowers[i]]:
        first = i - len(rest)
        if first < scan.floor or any(scan.lowers[i - 1 - k] != word for k, word in enumerate(rest)):
            continue
        if not _is_reference(scan, i, first):
            return None
        draft = Draft(first=first, after=i + 1, type="DATE", value=meaning)
        if scan.today is not None:
            draft.earliest = None if meaning == PAST else scan.today
            draft.latest = None if meaning == FUTURE else scan.today
        return draft
    return None


def _is_reference(scan: Scan, i: int, first: int) -> bool:
    """Whether the words stand for a time by themselves and do not go on ("the past two months", "now that")."""
    word, ahead = scan.lowers[i], scan.at(i + 1)
    if word in ("past", "future", "present", "current") and scan.at(i + 2) in UNITS and ahead in FILLERS:
        return False
    if word in ("past", "future", "present", "current"):
        return not (ahead in UNITS or ahead in HYPHENS or ahead[:1].isdecimal() or ahead in STARTERS or ahead == "and")
    if word in ("soon", "shortly"):  # "as soon as", "shortly after the raid" hang on an event
        return scan.before(i) not in ("as", "too", "how") and ahead not in ("after", "before", "as")
    if word == "time" and i - first == 1:
        return ahead not in ("last", "next") and scan.before(first) in ("at", "by")
    return word != "moment" or scan.before(first) in ("at", "for")


def adverb(scan: Scan, i: int) -> Draft | None:
    """Read "daily", "annually": how often."""
    if scan.before(i) in HYPHENS or (scan.lowers[i] == "quarterly" and scan.parse.pos[i] != "ADV"):
        return None
    return Draft(first=i, after=i + 1, type="SET", value=SETS[scan.lowers[i]])


def weekend(scan: Scan, i: int) -> Draft | None:
    """Read "the weekend", "last weekend", "this weekend"."""
    before, first = scan.before(i), i
    if before in EVERY or scan.lowers[i].endswith("s"):
        return Draft(first=i - (before in EVERY), after=i + 1, type="SET", value="XXXX-WXX-WE")
    if before not in RELATIVES and before not in ("the", "a"):
        return None
    first -= 1
    if before == "a":
        return Draft(first=first, after=i + 1, type="DURATION", value="P1WE", length=(1, calendar.WEEKEND))
    if before in RELATIVES and scan.before(first) == "the":
        first -= 1
    base = scan.today
    if before in NARRATIVE:
        anchor = scan.anchor(i)
        base = anchor.first if anchor is not None else base
    if base is None:
        return Draft(first=first, after=i + 1, type="DATE", value="XXXX-WXX-WE")
    step = RELATIVES.get(before)
    if step is None or step == 0:
        # On Saturday and Sunday it is the one that is; before, the last one unless the clause looks ahead.
        ahead = scan.ahead(i, i + 1)
        step = 0 if base.isoweekday() >= 6 or ahead > 0 or (before == "this" and ahead == 0) else -1
    elif step < 0 and base.isoweekday() == 7 and before == "past":
        step = 0
    return scan.dated(first, i + 1, calendar.weekend(calendar.add(base, step, WEEK)))
