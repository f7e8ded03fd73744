"""Lengths of time: "42 days", "the past two years", "nearly a decade"."""

from __future__ import annotations

from truceline.reading.quantities import STARTERS, Quantity
from truceline.reading.times.calendar import CENTURY, DECADE, MILLENNIUM, YEAR
from truceline.reading.times.draft import Draft, Scan, span_of
from truceline.reading.times.phrase import DURATION_MODS, Left
from truceline.reading.times.words import DEICTIC, LONG

YEARS = {DECADE: 10, CENTURY: 100, MILLENNIUM: 1000}  # a counted decade is written in years
FINER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24)}  # a half of these is told in finer units
OFTEN = frozenset({"times", "twice", "once", "thrice"})
ONE = Quantity(first=0, number=0, after=0, low=1, high=1, best=1, value=1, mod=None)  # "last year" as a length


def number_text(value: float) -> str:
    """A number as a duration writes it."""
    return str(int(value)) if value == int(value) else f"{value:g}"


def duration_value(quantity: Quantity | None, unit: str) -> str:
    """A TIMEX3 duration: P42D, PT5H, PXD."""
    plain = quantity is not None and quantity.value is not None and quantity.value < 1e9
    value = quantity.value if plain and quantity is not None else None
    if value is not None and unit in YEARS:
        value, unit = value * YEARS[unit], YEAR
    if value is not None and value != int(value) and (value * 2) == int(value * 2) and unit in FINER:
        return _halves(int(value), unit)
    count = number_text(value) if value is not None else "X"
    return f"PT{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"


def _halves(whole: int, unit: str) -> str:
    """A duration of so many units and a half, as ISO 8601 tells it: P2Y6M, PT1H30M, P1DT12H."""
    finer, size = FINER[unit]
    head = ("PT" if unit[0] == "T" else "P") + (f"{whole}{unit[-1]}" if whole else "")
    return f"{head}{'T' if finer[0] == 'T' and unit[0] != 'T' else ''}{size // 2}{finer[-1]}"


def long_word(scan: Scan, i: int) -> Draft:
    """Read "a weeklong truce", "the yearlong siege"."""
    code = LONG[scan.lowers[i]]
    return Draft(first=i, after=i + 1, type="DURATION", value=duration_value(ONE, code), length=(1, code))


def rate(left: Left, after: int, code: str) -> Draft:
    """Read "four flights a week": how often."""
    return Draft(first=left.first, after=after, type="SET", value=duration_value(ONE, code))


def duration(scan: Scan, left: Left, after: int, code: str) -> Draft:
    """A stretch of so many units; one that reaches to or from the report's day has its days."""
    quantity = left.quantity
    mod = DURATION_MODS.get(quantity.mod or "") if quantity is not None else None
    draft = Draft(
        first=left.first,
        after=after,
        type="DURATION",
        value=duration_value(quantity, code),
        mod=mod,
        length=(quantity.value if quantity is not None else None, code),
    )
    step = DEICTIC.get(left.relative, 0)
    if step and scan.today is not None and quantity is not None:
        reach = span_of(scan.today, None if quantity.value is None else step * quantity.value, code)
        draft.earliest, draft.latest = reach if reach else (None, scan.today) if step < 0 else (scan.today, None)
    return draft


def is_rate(scan: Scan, left: Left, code: str) -> bool:
    """Read "four flights a week", "$2 million a year": how often or how much, not when."""
    if left.determiner not in ("a", "an") or left.quantity is None or left.quantity.mod is not None:
        return False
    before, j = scan.before(left.first), left.first - 1
    if before in OFTEN:
        return True
    if not before or scan.parse.pos[j] in ("ADP", "SCONJ", "VERB", "AUX", "ADV", "CCONJ", "PUNCT", "DET"):
        return False
    if before[0].isdecimal() or before in STARTERS:
        return True
    return scan.parse.tags[j] == "NNS" or (
        scan.parse.pos[j] in ("NOUN", "SYM") and scan.parse.heads[left.first + 1] == j
    )
