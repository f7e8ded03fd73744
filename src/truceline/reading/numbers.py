"""Plain numbers as news writes them, in digits and in words: "1,200", "forty-two", "half a million"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
} | {"fourty": 40}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}
GROUPS = {"dozen": 12.0, "score": 20.0}
SUFFIX = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "": 1.0, "+": 1.0}
HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,9})?([½¼¾])?(k|mn?|bn?|tn|\+)?")
NUMERAL_WORDS = frozenset(ONES) | frozenset(TENS) | frozenset(SCALES) | frozenset(GROUPS)
HYPHENS = frozenset({"-", "–", "—", "‑"})


def _digits(word: str) -> float | None:
    """The value of a word of digits: "1,200", "1.5", "3bn"."""
    found = DIGITS.fullmatch(word)
    if found is None:
        return None
    whole, decimals, half, suffix = found.groups()
    value = float(whole.replace(",", "") + (decimals or "")) + HALVES.get(half or "", 0.0)
    return value * SUFFIX[suffix or ""]


def number_at(lowers: Sequence[str], i: int, stop: int) -> tuple[float, int] | None:
    """The plain number that begins at word ``i``.

    Args:
        lowers: The words of the text in lower case.
        i: Where the number would begin.
        stop: The word at which to stop reading.

    Returns:
        Its value and the index after its last word, or None where no number begins there.
    """
    if i >= stop:
        return None
    word = lowers[i]
    if word in ("a", "an", "one") and i + 1 < stop:
        nxt = lowers[i + 1]
        if nxt in SCALES or nxt in GROUPS:
            return _words(lowers, i, stop, 1.0, i + 1)
        if word != "one" and nxt == "half" and i + 2 < stop and lowers[i + 2] in GROUPS:
            return GROUPS[lowers[i + 2]] / 2, i + 3
    if word == "half":
        return _half(lowers, i, stop)
    if word in HALVES:
        return HALVES[word], i + 1
    if word[0].isdecimal():
        value = _digits(word)
        if value is None:
            return None
        value, after = _fraction(lowers, i + 1, stop, value)
        return _words(lowers, i, stop, value, after)
    if word in ONES or word in TENS:
        return _words(lowers, i, stop, 0.0, i)
    return None


def _half(lowers: Sequence[str], i: int, stop: int) -> tuple[float, int] | None:
    """Read "half a million", "half-a-dozen", "half dozen"."""
    j = i + 1
    while j < stop and j < i + 4 and (lowers[j] in HYPHENS or lowers[j] in ("a", "an")):
        j += 1
    if (j < stop and j > i + 1) or (j < stop and lowers[j] in GROUPS):
        scale = SCALES.get(lowers[j]) or GROUPS.get(lowers[j])
        if scale:
            return scale / 2, j + 1
    return None


def _fraction(lowers: Sequence[str], i: int, stop: int, value: float) -> tuple[float, int]:
    """A whole number with the fraction that follows it: "5 1/2", "2 ½"."""
    word = lowers[i] if i < stop else ""
    if word in HALVES:
        return value + HALVES[word], i + 1
    if len(word) == 3 and word[1] in "/⁄" and word[0].isdecimal() and word[2].isdecimal() and word[0] < word[2]:
        return value + int(word[0]) / int(word[2]), i + 1
    return value, i


def _words(lowers: Sequence[str], i: int, stop: int, current: float, j: int) -> tuple[float, int]:
    """Add up number words from ``j`` on; ``current`` is what was read since the last thousand."""
    total, start = 0.0, j
    while j < stop:
        word = lowers[j]
        if word in SCALES:
            scale = SCALES[word]
            if scale == 100.0 and current >= 100.0:
                break
            if scale == 100.0:
                current = (current or 1.0) * 100.0
            else:
                total, current = total + (current or 1.0) * scale, 0.0
        elif word in GROUPS and (word == "dozen" or j > i):
            total, current = total + (current or 1.0) * GROUPS[word], 0.0
        elif word in ONES and (j == start == i or _joins(lowers, j, i)):
            current += ONES[word]
        elif word in TENS and (j == start == i or _joins(lowers, j, i)) and current % 100 == 0:
            current += TENS[word]
        elif word in HYPHENS and j + 1 < stop and j > i and _goes_on(lowers[j - 1], lowers[j + 1]):
            pass
        elif word == "and" and j + 1 < stop and j > i:
            ahead = lowers[j + 1]
            if lowers[j - 1] in SCALES and (ahead in ONES or ahead in TENS):
                pass
            elif ahead in ("a", "one") and j + 2 < stop and lowers[j + 2] == "half":
                return _and_a_half(lowers, j, stop, total, current)
            else:
                break
        else:
            break
        j += 1
    return total + current, j


def _joins(lowers: Sequence[str], j: int, i: int) -> bool:
    """Whether a small number word goes on with the number before it ("forty two", "hundred [and] five")."""
    before = lowers[j - 1]
    if before in HYPHENS or before == "and":
        before = lowers[j - 2] if j - 2 >= i else before
    if before in SCALES:
        return True
    return before in TENS and 0 < ONES.get(lowers[j], 0) < 10


def _goes_on(before: str, ahead: str) -> bool:
    """Whether a hyphen stands inside a number word."""
    return (before in TENS and 0 < ONES.get(ahead, 0) < 10) or ((before in ONES or before in TENS) and ahead in SCALES)


def _and_a_half(lowers: Sequence[str], j: int, stop: int, total: float, current: float) -> tuple[float, int]:
    """Read "two and a half", "one and a half million", "a million and a half"."""
    j += 3
    if j < stop and lowers[j] in SCALES:
        return total + (current + 0.5) * SCALES[lowers[j]], j + 1
    if current == 0.0 and total:
        scale = 10.0 ** (3 * (int(math.log10(total)) // 3))
        return total + scale / 2, j
    return total + current + 0.5, j
