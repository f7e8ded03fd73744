"""Numbers with the words that bound them, as the range that they allow: "more than 80", "10 to 15", "dozens"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.reading.numbers import GROUPS, HALVES, HYPHENS, NUMERAL_WORDS, SCALES, number_at

# Plural number words have no number of their own: the least and the most that usage allows.
VAGUE: dict[str, tuple[float, float | None]] = {
    "dozens": (24, None),
    "scores": (40, None),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
}
FEW = frozenset({"several", "few", "handful"})  # three and up
UNCOUNTED = FEW | {"couple", "pair"}
STARTERS = NUMERAL_WORDS | frozenset(VAGUE) | UNCOUNTED | frozenset(HALVES)

MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS, APPROX = (
    "MORE_THAN",
    "LESS_THAN",
    "EQUAL_OR_MORE",
    "EQUAL_OR_LESS",
    "APPROX",
)
NEARLY = "NEARLY"
# What may stand before a number, the last word first: that is how it is looked up.
BEFORE: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "than": (
        (("more", "no"), EQUAL_OR_LESS),
        (("more", "not"), EQUAL_OR_LESS),
        (("fewer", "no"), EQUAL_OR_MORE),
        (("less", "no"), EQUAL_OR_MORE),
        (("less", "not"), EQUAL_OR_MORE),
        (("more",), MORE_THAN),
        (("greater",), MORE_THAN),
        (("fewer",), LESS_THAN),
        (("less",), LESS_THAN),
    ),
    "least": ((("at",), EQUAL_OR_MORE),),
    "most": ((("at",), EQUAL_OR_LESS),),
    "to": ((("up",), EQUAL_OR_LESS), (("close",), NEARLY)),
    "as": (
        (("many", "as"), EQUAL_OR_LESS),
        (("much", "as"), EQUAL_OR_LESS),
        (("long", "as"), EQUAL_OR_LESS),
        (("few", "as"), EQUAL_OR_MORE),
        (("little", "as"), EQUAL_OR_MORE),
    ),
    "of": (
        (("upwards",), MORE_THAN),
        (("upward",), MORE_THAN),
        (("excess", "in"), MORE_THAN),
        (("minimum", "a"), EQUAL_OR_MORE),
        (("maximum", "a"), EQUAL_OR_LESS),
        (("shy", "just"), NEARLY),
        (("short", "just"), NEARLY),
    ),
    "over": (((), MORE_THAN),),
    "above": (((), MORE_THAN),),
    "exceeding": (((), MORE_THAN),),
    "under": ((("just",), NEARLY), ((), LESS_THAN)),
    "below": (((), LESS_THAN),),
    "nearly": (((), NEARLY),),
    "almost": (((), NEARLY),),
    "approaching": (((), NEARLY),),
    "about": (((), APPROX),),
    "around": (((), APPROX),),
    "approximately": (((), APPROX),),
    "roughly": (((), APPROX),),
    "some": (((), APPROX),),
    "estimated": ((("an",), APPROX), ((), APPROX)),
    "circa": (((), APPROX),),
    "maybe": (((), APPROX),),
    "perhaps": (((), APPROX),),
}
LOOSE_BOUNDS = frozenset({"over", "about", "around", "under", "above", "some"})  # before "several": no bounds
HANDING = frozenset(
    "hand hands handed handing turn turns turned turning".split()
)  # "hand over 30 men": over to somebody
STRENGTHENERS = frozenset({"well", "just", "far", "slightly", "much", "only"})
AFTER: dict[tuple[str, str], str] = {
    ("or", "more"): EQUAL_OR_MORE,
    ("or", "fewer"): EQUAL_OR_LESS,
    ("or", "less"): EQUAL_OR_LESS,
    ("or", "so"): APPROX,
    ("-", "plus"): EQUAL_OR_MORE,
    ("-", "odd"): APPROX,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with the words that bound it, as a range."""

    first: int  # first word, modifiers included
    number: int  # first word of the number itself
    after: int  # after the last word
    low: float | None
    high: float | None
    best: float | None  # the number, where it was said plainly or "about" it
    value: float | None  # the number as written, whatever bounds it; None for "dozens"
    mod: str | None  # as TIMEX3 names bounds (NEARLY besides)


def bound_before(lowers: Sequence[str], i: int, floor: int) -> tuple[str, int] | None:
    """The words that bound a number from before it.

    Returns:
        MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS, APPROX or NEARLY, and the first word of the bound.
    """
    last = i - 1
    if last < floor or (lowers[last] == "over" and last > floor and lowers[last - 1] in HANDING):
        return None
    for rest, mod in BEFORE.get(lowers[last], ()):
        first = last - len(rest)
        if first >= floor and all(lowers[last - 1 - k] == word for k, word in enumerate(rest)):
            while first > floor and lowers[first - 1] in STRENGTHENERS:
                first -= 1
            return mod, first
    return None


def _stretch(lowers: Sequence[str], i: int, stop: int) -> tuple[float | None, float | None, float | None, int] | None:
    """What stands at ``i`` as (low, high, plain value, after): a number, or "dozens", "several hundred" and such."""
    word = lowers[i]
    if word in VAGUE:
        low, high = VAGUE[word]
        if i + 2 < stop and lowers[i + 1] == "of" and lowers[i + 2][:-1] in SCALES:  # "tens of thousands"
            scale = SCALES[lowers[i + 2][:-1]]
            return low * scale, None if high is None else (high + 1) * scale - 1, None, i + 3
        return low, high, None, i + 1
    if word in UNCOUNTED:
        return _few(lowers, i, stop)
    read = number_at(lowers, i, stop)
    return None if read is None else (read[0], read[0], read[0], read[1])


def _few(lowers: Sequence[str], i: int, stop: int) -> tuple[float | None, float | None, float | None, int]:
    """Read "several", "a few hundred", "a couple of", "a handful of"."""
    word, after = lowers[i], i + 1
    if after + 1 < stop and lowers[after] == "of" and word in ("couple", "pair", "handful"):
        after += 1
    scale = SCALES.get(lowers[after]) or GROUPS.get(lowers[after]) if after < stop else None
    if scale is not None and word != "pair":
        after += 1
    elif lowers[after - 1] == "of":
        after -= 1
    factor = scale or 1.0
    if word in ("couple", "pair"):
        return (2 * factor, 2 * factor, 2 * factor, after) if scale is None else (2 * factor, None, None, after)
    return 3 * factor, factor * 10 - 1 if factor >= 100 else None, None, after


def quantity_at(lowers: Sequence[str], i: int, floor: int, stop: int, *, front: int | None = None) -> Quantity | None:
    """The number that begins at word ``i`` with all the words that bound it.

    Args:
        lowers: The words of the text in lower case.
        i: Where the number itself begins.
        floor: The first word that may belong to it.
        stop: The word at which to stop reading.
        front: Where what is bound begins, if not with the number: the sign of "more than $2 million".

    Returns:
        The range that the words allow; None where no number begins at ``i``.
    """
    read = _stretch(lowers, i, stop)
    if read is None:
        return None
    low, high, value, after = read
    if value is not None:
        further = _range_end(lowers, after, stop, value, i)
        if further is not None:
            value, high, after = None, further[0], further[1]
            if front is None and i > floor and lowers[i - 1] == "between":
                front = i - 1
    first, mod = i if front is None else front, None
    if low is not None and lowers[i] in UNCOUNTED and i > floor and lowers[i - 1] in ("a", "the", "only", "last"):
        first = i - 1 if lowers[i - 1] == "a" else i
    bound = bound_before(lowers, first, floor)
    if bound is not None and not (value is None and bound[1] == first - 1 and lowers[first - 1] in LOOSE_BOUNDS):
        mod, first = bound
    tail = AFTER.get((lowers[after], lowers[after + 1])) if after + 1 < stop else None
    if tail is not None and mod is None:
        mod, after = tail, after + 2
    elif mod is None and lowers[after - 1].endswith("+"):
        mod = EQUAL_OR_MORE
    return _bounded(first, i, after, low, high, value, mod)


def _range_end(lowers: Sequence[str], after: int, stop: int, value: float, start: int) -> tuple[float, int] | None:
    """The upper end of "10 to 15", "10-15", "two or three", "between 10 and 15"."""
    if after + 1 >= stop:
        return None
    joint = lowers[after]
    before = lowers[start - 1] if start else ""
    if (joint == "and" and before != "between") or (joint == "to" and before == "from"):  # "rose from 10 to 15"
        return None
    if joint not in HYPHENS and joint not in ("to", "or", "and"):
        return None
    read = number_at(lowers, after + 1, stop)
    if read is None or (joint in HYPHENS and after + 2 < stop and lowers[after + 2] in HYPHENS):
        return None
    return read if read[0] > value else None


def _bounded(
    first: int, number: int, after: int, low: float | None, high: float | None, value: float | None, mod: str | None
) -> Quantity:
    """Apply a bound to a range: "more than 80" is 81 and up, "nearly 200" is 180 to 200."""
    best = value
    top = high if high is not None else low
    if mod is not None:
        best = value if mod == APPROX else None
        if mod == MORE_THAN:
            low, high = (low + 1 if low is not None and value is not None else low), None
        elif mod == EQUAL_OR_MORE:
            high = None
        elif mod == EQUAL_OR_LESS:
            low, high = None, top
        elif mod == LESS_THAN:
            low, high = None, top - 1 if top is not None else None
        elif mod == NEARLY and value is not None:
            low, high = math.floor(round(value * 0.9, 6)), value
        elif mod == APPROX and value is not None:
            low, high = math.floor(round(value * 0.9, 6)), math.ceil(round(value * 1.1, 6))
    return Quantity(first=first, number=number, after=after, low=low, high=high, best=best, value=value, mod=mod)
