"""Numbers of people, weapons, money and other things, each as the range that was said and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from truceline.model import Count, Parse, Time
from truceline.reading.counted import (
    NOT_NOUNS,
    OWNERS,
    REACH,
    can_be_held,
    counted_noun,
    is_no_count,
    is_whole,
    money_of,
    number_start,
)
from truceline.reading.measure import FALLEN, SUBSETS, measure_by_state, measure_of
from truceline.reading.numbers import GROUPS, HYPHENS, SCALES
from truceline.reading.quantities import STARTERS, Quantity, quantity_at
from truceline.reading.tolls import toll_of
from truceline.vocabulary.measures import Measures, load_measures

DIGITS = frozenset("0123456789")
NOBODY = frozenset({"nobody", "none"})
ONES = frozenset({"a", "an", "another"})
FURTHER = frozenset({"further", "more", "additional", "other", "new", "reported", "confirmed"})  # of "no": unknown
HELD = frozenset({"captured", "released", "displaced", "missing"})
JOINTS = frozenset({",", "and", "or", "plus", "as", "well"})
SIDED = (("on",), ("from",), ("among",), ("of",))
LOOSE = frozenset({"couple", "pair", "tens", "scores"})  # a number before "of" alone


@dataclass(slots=True, kw_only=True)
class Found:
    """A number on the way to becoming a Count."""

    quantity: Quantity
    after: int  # after the last word of the phrase
    noun: int | None  # what is counted
    measure: str | None
    side: str = ""  # where the word stands that told what became of them: "left", "right"


def find_counts(parse: Parse, *, times: Sequence[Time]) -> tuple[Count, ...]:
    """Find the numbers of people, weapons, money and other things in a text.

    Args:
        parse: The text.
        times: Its expressions of time: a number inside one is no count.

    Returns:
        The counts in text order. "No casualties" gives two, of nobody killed and nobody injured.
    """
    words = load_measures()
    taken = _words_of(parse, times)
    counts: list[Count] = []
    lowers, person, starters = parse.lowers, words.person, STARTERS
    for first, stop in parse.sentences:
        floor, found = first, []
        for i in range(first, stop):
            word = lowers[i]
            if word in starters or word[0] in DIGITS:
                one = _number(parse, i, floor, stop, words, taken) if i >= floor and i not in taken else None
            elif word == "another":
                one = _other_one(parse, i, stop, words) if i >= floor else None
            elif word in person:
                one = _single(parse, i, floor, stop, words) if i >= floor else None
            elif word == "no" or word in NOBODY:
                counts.extend(_nothing(parse, i, stop, words))
                continue
            else:
                continue
            if one is not None:
                found.append(one)
                floor = max(floor, one.after)
        if found:
            _share(parse, found, words)
            counts.extend(_count(parse, one, words, first, stop) for one in found if _tells(one))
    counts.sort(key=lambda count: (count.start, count.end))
    return tuple(replace(count, id=f"n{number}") for number, count in enumerate(counts, 1))


def _words_of(parse: Parse, times: Sequence[Time]) -> frozenset[int]:
    """The words that expressions of time cover."""
    covered: set[int] = set()
    for time in times:
        covered.update(range(*parse.range_of(time.start, time.end)))
    return frozenset(covered)


def _number(parse: Parse, i: int, floor: int, stop: int, words: Measures, taken: frozenset[int]) -> Found | None:
    """The number that begins at ``i`` with what it counts, or None where it is no count."""
    lowers = parse.lowers
    begin = number_start(lowers, i, floor) if lowers[i] in SCALES or lowers[i] in GROUPS else i
    quantity = quantity_at(lowers, begin, floor, stop)
    if quantity is None or any(k in taken for k in range(quantity.number, quantity.after)):
        return None
    if (lowers[i] == "few" and quantity.first == i) or (
        lowers[i] in LOOSE and not _is_loose(lowers, i, floor, stop, words)
    ):
        return None
    money = money_of(parse, quantity, floor, stop, words)
    if money is not None:
        return Found(quantity=money[0], noun=money[1], after=money[2], measure="money")
    if is_no_count(parse, quantity, floor, stop, words):
        return None
    noun = counted_noun(parse, quantity, stop, words)
    if noun in taken:
        noun = None  # "at 2220 last night"
    if noun is None and len(lowers[i]) == 4 and lowers[i].isdecimal() and begin > floor and lowers[begin - 1] == "at":
        return None  # "at 2220": a time of day
    after = noun + 1 if noun is not None else quantity.after
    found = Found(quantity=quantity, after=after, noun=noun, measure=None)
    if is_whole(lowers, quantity.first):
        found.measure = words.nouns.get(lowers[noun]) if noun is not None else None
        return found
    _decide(parse, found, floor, stop, words)
    if found.measure in HELD and not can_be_held(parse, noun, words):
        found.measure = None
    return found


def _is_loose(lowers: Sequence[str], i: int, floor: int, stop: int, words: Measures) -> bool:
    """Whether "scores", "tens", "a pair" count something: they stand before "of", or a verb of harm before them."""
    if i + 1 < stop and lowers[i + 1] in ("of", "were", "more", "people"):
        return True
    return lowers[i] == "scores" and i > floor and lowers[i - 1] in words.transitive


def _decide(parse: Parse, found: Found, floor: int, stop: int, words: Measures) -> None:
    """Settle what became of those counted."""
    quantity = found.quantity
    found.measure, found.side = measure_of(
        parse, quantity.first, quantity.after - 1, found.noun, found.after, floor, stop, words
    )


def _single(parse: Parse, i: int, floor: int, stop: int, words: Measures) -> Found | None:
    """Read "a man was killed": one person, where something became of that person."""
    lowers = parse.lowers
    for k in range(i - 1, max(floor, i - REACH) - 1, -1):
        word = lowers[k]
        if word in ONES:
            break
        if (not word[0].isalnum() and word not in HYPHENS) or word in NOT_NOUNS or word == "the":
            return None
    else:
        return None
    if i + 1 < stop and (lowers[i + 1] in words.people or lowers[i + 1] in HYPHENS):
        return None
    nobody = lowers[k - 1] == "not" if k > floor else False  # "not a single person was hurt"
    value = 0 if nobody else 1
    quantity = Quantity(
        first=k - nobody, number=k, after=k + 1, low=value, high=value, best=value, value=value, mod=None
    )
    found = Found(quantity=quantity, after=i + 1, noun=i, measure=None)
    _decide(parse, found, floor, stop, words)
    if found.measure not in FALLEN or found.measure == words.nouns.get(lowers[i]):
        return None
    return found


def _other_one(parse: Parse, i: int, stop: int, words: Measures) -> Found | None:
    """Read "another was wounded": one person more."""
    measure = measure_by_state(parse, i + 1, stop, words)
    if measure not in FALLEN:
        return None
    quantity = Quantity(first=i, number=i, after=i + 1, low=1, high=1, best=1, value=1, mod=None)
    return Found(quantity=quantity, after=i + 1, noun=None, measure=measure, side="right")


def _nothing(parse: Parse, i: int, stop: int, words: Measures) -> list[Count]:
    """Read "no casualties", "nobody was hurt"."""
    lowers, noun = parse.lowers, None
    measures: tuple[str, ...]
    if lowers[i] in NOBODY or (i + 1 < stop and lowers[i + 1] == "one"):
        end = i + 1 if lowers[i] in NOBODY else i + 2
        found = measure_by_state(parse, end, stop, words)
        measures = (found,) if found is not None and found in FALLEN else ()
    else:
        noun = next((k for k in range(i + 1, min(stop, i + 4)) if lowers[k] in words.nothing), None)
        if noun is None or any(lowers[k] in FURTHER or lowers[k] in NOT_NOUNS for k in range(i + 1, noun)):
            return []
        measures, end = words.nothing[lowers[noun]], noun + 1
    of = parse.words[noun] if noun is not None else None
    start, stopped = parse.starts[i], parse.ends[end - 1]
    return [Count(id="", start=start, end=stopped, low=0, high=0, best=0, of=of, measure=name) for name in measures]


def _share(parse: Parse, found: list[Found], words: Measures) -> None:
    """Numbers joined by "and" or "including" share what became of one of them."""
    for one, other in pairwise(found):
        gap = parse.lowers[one.after : other.quantity.first]
        if not gap or len(gap) > 3 or not all(word in JOINTS or word in SUBSETS for word in gap):
            continue
        if other.measure is None and other.noun is None and one.measure in FALLEN and _is_side(parse, other):
            other.measure = one.measure
        onward = one.measure in FALLEN and (one.side == "left" or gap[-1] in SUBSETS)
        back = other.measure in FALLEN and other.side == "right" and "," not in gap
        if other.measure is None and onward and _is_people(parse, other, words):
            other.measure, other.side = one.measure, one.side
        elif one.measure is None and back and _is_people(parse, one, words):
            one.measure, one.side = other.measure, "right"


def _is_side(parse: Parse, found: Found) -> bool:
    """Read "15 dead, five on their side": those are of the same kind."""
    return parse.lowers[found.after : found.after + 1] in SIDED and parse.lowers[found.after + 1] in OWNERS


def _is_people(parse: Parse, found: Found, words: Measures) -> bool:
    """Whether people are counted."""
    return found.noun is not None and parse.lowers[found.noun] in words.people


def _tells(found: Found) -> bool:
    """Whether a number says enough to be kept: what it counts, or what became of it."""
    return found.measure is not None or found.noun is not None


def _count(parse: Parse, found: Found, words: Measures, start: int, stop: int) -> Count:
    """The record of a finished number."""
    quantity = found.quantity
    return Count(
        id="",
        start=parse.starts[quantity.first],
        end=parse.ends[found.after - 1],
        low=_whole(quantity.low),
        high=_whole(quantity.high),
        best=_whole(quantity.best),
        of=parse.words[found.noun] if found.noun is not None and parse.lowers[found.noun] not in words.states else None,
        measure=found.measure or "other",
        toll=toll_of(parse, quantity.first, found.after, start, stop) if found.measure in FALLEN else None,
    )


def _whole(value: float | None) -> float | None:
    """A number without the fraction that it does not have."""
    return int(value) if value is not None and value == int(value) else value
