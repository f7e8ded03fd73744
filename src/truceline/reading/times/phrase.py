"""What stands before a unit of time: "over the past | two | full | years"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.reading.numbers import HYPHENS
from truceline.reading.quantities import (
    APPROX,
    EQUAL_OR_LESS,
    EQUAL_OR_MORE,
    LESS_THAN,
    MORE_THAN,
    NEARLY,
    STARTERS,
    Quantity,
    bound_before,
    quantity_at,
)
from truceline.reading.times.draft import Scan
from truceline.reading.times.words import DETERMINERS, FILLERS, ORDINALS, PLURAL_UNITS, RELATIVES

NOT_ITS = frozenset("that his her their its our my your".split())  # "said that third-quarter sales", "its first year"
MODALS = frozenset("will would to could may might can should must 'll shall did does".split())  # "will last 42 days"
LONGEST = 8  # words of a number
INSIDE = frozenset({"and", "a", "an", "half", "to", "or", "of", "the"}) | HYPHENS
VAGUE_LEFT = frozenset({"recent", "many", "some", "most", "more", "final"})
DURATION_MODS = {
    MORE_THAN: "MORE_THAN",
    LESS_THAN: "LESS_THAN",
    EQUAL_OR_MORE: "EQUAL_OR_MORE",
    EQUAL_OR_LESS: "EQUAL_OR_LESS",
    APPROX: "APPROX",
    NEARLY: "LESS_THAN",
}
POINT_MODS = {
    MORE_THAN: "BEFORE",
    LESS_THAN: "AFTER",
    EQUAL_OR_MORE: "ON_OR_BEFORE",
    EQUAL_OR_LESS: "ON_OR_AFTER",
    APPROX: "APPROX",
    NEARLY: "AFTER",
}


@dataclass(slots=True, kw_only=True)
class Left:
    """The words before a unit."""

    first: int  # the first of them, the unit itself where there are none
    quantity: Quantity | None = None
    relative: str = ""  # "last", "next", "previous" …
    determiner: str = ""
    ordinal: int | None = None  # 3 of "third quarter"
    vague: str = ""  # "recent", "many" …
    every: bool = False


def _quantity_ending(scan: Scan, end: int) -> Quantity | None:
    """The number whose last word stands right before ``end``."""
    lowers, last = scan.lowers, end - 1
    if last > scan.floor and lowers[last] == "of":
        last -= 1
    if last < scan.floor or not (lowers[last] in STARTERS or lowers[last][0].isdecimal() or lowers[last] == "half"):
        return None
    k = last
    while k > scan.floor and k > end - LONGEST and _numberish(lowers, k - 1):
        k -= 1
    while k <= last:
        if lowers[k] not in HYPHENS and lowers[k] not in ("and", "to", "or", "of", "the"):
            found = quantity_at(lowers, k, scan.floor, last + 1)
            if found is not None and found.after == last + 1:
                return found
        k += 1
    return None


def _numberish(lowers: Sequence[str], i: int) -> bool:
    """Whether a word may stand inside a number."""
    return lowers[i] in STARTERS or lowers[i] in INSIDE or lowers[i][0].isdecimal()


def _half_unit(scan: Scan, end: int) -> tuple[int, Quantity] | None:
    """Read "half a century": half of one unit."""
    if (scan.before(end) in ("a", "an") and scan.before(end - 1) == "half") or (
        scan.before(end) == "half" and scan.before(end - 1) in ("a", "the")
    ):
        first = end - 2
    else:
        return None
    found = Quantity(first=first, number=first, after=end, low=0.5, high=0.5, best=0.5, value=0.5, mod=None)
    bound = bound_before(scan.lowers, first, scan.floor)
    if bound is None:
        return first, found
    return bound[1], Quantity(
        first=bound[1], number=first, after=end, low=None, high=None, best=None, value=0.5, mod=bound[0]
    )


def _ordinal_before(scan: Scan, i: int) -> tuple[int, int] | None:
    """The ordinal right before ``i``, with its index."""
    j = i - 1
    if j > scan.floor and scan.lowers[j] in HYPHENS:
        j -= 1
    if j < scan.floor:
        return None
    word = scan.lowers[j]
    if word in ORDINALS:
        return ORDINALS[word], j
    if word[0].isdecimal() and word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdecimal() and len(word) < 5:
        return int(word[:-2]), j
    return None


def read_left(scan: Scan, i: int) -> Left:
    """Read what stands before the unit at ``i``."""
    half = _half_unit(scan, i)
    if half is not None:
        return Left(first=half[0], quantity=half[1])
    j = i
    while j > scan.floor and (scan.lowers[j - 1] in FILLERS or scan.lowers[j - 1] in HYPHENS):
        j -= 1
    left = Left(first=i)
    ordinal = _ordinal_before(scan, i)
    if ordinal is not None:
        left.ordinal, left.first = ordinal
        j = left.first
    else:
        left.quantity = _quantity_ending(scan, j)
        if left.quantity is not None:
            j = left.first = left.quantity.first
            if scan.before(j) in ORDINALS and ORDINALS[scan.before(j)] == 1:  # "the first nine months"
                left.ordinal, j = 1, j - 1
                left.first = j
    if scan.before(j) in VAGUE_LEFT:
        left.vague, j = scan.before(j), j - 1
        left.first = j
    quantity = left.quantity
    bound = scan.before(i) in HYPHENS and (left.ordinal is not None or quantity is not None)
    if quantity is not None and quantity.value not in (None, 1.0) and scan.lowers[i] not in PLURAL_UNITS:
        bound = True  # "a five year low"
    return _articles(scan, left, j, bound)


def _articles(scan: Scan, left: Left, j: int, bound: bool) -> Left:
    """Go on to "last", "every", "the"; ``bound`` where an article would not be the unit's ("a 42-day truce")."""
    before = scan.before(j)
    if before in RELATIVES and not (before == "last" and scan.before(j - 1) in MODALS):
        left.relative, j = before, j - 1
        left.first, before = j, scan.before(j)
        if before == "same" or (before == "past" and left.relative == "few"):
            j, before = j - 1, scan.before(j - 1)
            left.first = j
    if before in ("every", "each", "per"):
        left.every, left.first = True, j - 1
    elif before in DETERMINERS:
        left.determiner = before
        if not bound and before not in NOT_ITS and (before == "the" or left.ordinal is None):
            left.first = j - 1
    elif left.quantity is None and before == "all" and left.first == j:
        left.determiner, left.first = before, j - 1
    if left.quantity is None and left.ordinal is None and left.determiner in ("a", "an", "one", "another"):
        left.quantity = _one(scan, left)
        left.first = left.quantity.first
    return left


def _one(scan: Scan, left: Left) -> Quantity:
    """Read "a year", "more than a year" as a quantity."""
    bound = bound_before(scan.lowers, left.first, scan.floor)
    first, mod = (bound[1], bound[0]) if bound is not None else (left.first, None)
    exact = 1.0 if mod is None else None
    return Quantity(
        first=first, number=left.first, after=left.first + 1, low=exact, high=exact, best=exact, value=1.0, mod=mod
    )
